r"""
The two pictures of a report: the credit bar of one day, and the months as tracks.

    >>> from datetime import date
    >>> from astra_billing.credit import CreditDebts, CreditPolicy, CreditStanding, Dashboard
    >>> from astra_billing.money import RUB, Money
    >>> calm = CreditDebts((), spent=Money.zero(RUB))
    >>> standing = CreditStanding.of(CreditPolicy(Money("5000.00", RUB)), calm, on=date(2025, 12, 1))
    >>> "Available on credit" in credit_bar_svg(Dashboard.of(standing), "en")
    True
"""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

from astra_billing.dates import Month
from astra_billing.presentation.dashboard import dashboard_lines
from astra_billing.presentation.explain import explain
from astra_billing.presentation.showing import show_date, show_money, show_month, show_short_day
from astra_billing.presentation.story import StoryDay, mark_of, story
from astra_billing.presentation.titles import titles_of
from astra_billing.texts import fill, label, message
from astra_billing.views import Band, Lane, Mark, MonthTrack, Slice, Span, month_tracks, stacked_bar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from astra_billing.credit import Dashboard
    from astra_billing.services import Service
    from astra_billing.simulation import Timeline
    from astra_billing.texts import Lang

WIDE: Final = 36
"""Units a day on a screen."""

MIDDLE: Final = 18
"""Units a day on half a screen."""

NARROW: Final = 11
"""Units a day on a phone."""

FAR: Final = timedelta(days=183)
"""A day as far ahead as this is told with its year."""


def credit_bar_svg(dashboard: Dashboard, lang: Lang) -> str:
    """The bar of a dashboard with its legend, as SVG (R67, R71-R73)."""
    lines = dashboard_lines(dashboard, lang)
    slices = [
        Slice(line.code, line.label, line.amount, part.amount.amount)
        for line, part in zip(lines.parts, dashboard.parts, strict=True)
    ]
    parts = ", ".join(f"{line.label}: {line.amount}" for line in lines.parts)
    return stacked_bar(slices, title=f"{lines.title}, {show_money(dashboard.limit, lang)}", description=parts)


def month_timeline_svg(timeline: Timeline, account_id: str, lang: Lang, *, day: int = WIDE) -> str:
    """The months of one account as SVG; a day is `WIDE` on a screen, `MIDDLE` on half of one, `NARROW` on a phone."""
    return month_tracks(
        month_track_list(timeline, account_id, lang),
        day=day,
        title=message("lanes.title", lang),
        description=message("lanes.description", lang),
    )


def month_track_list(timeline: Timeline, account_id: str, lang: Lang) -> tuple[MonthTrack, ...]:
    """What each month of one account shows."""
    days = list(story(timeline.of(account_id), timeline.starts_on, timeline.until))
    titles = titles_of(timeline.entries)
    months = groupby(days, key=lambda each: Month.of(each.on))
    return tuple(_track(month, list(each), lang, titles) for month, each in months)


def _track(month: Month, days: list[StoryDay], lang: Lang, titles: Mapping[str, str]) -> MonthTrack:
    return MonthTrack(
        label=show_month(month, lang),
        days=month.days,
        bands=tuple(_bands(days, lang)),
        marks=tuple(_marks(days, lang, titles)),
        lanes=tuple(_lanes(days, lang)),
    )


def _bands(days: list[StoryDay], lang: Lang) -> Iterator[Band]:
    for state, run in groupby(days, key=lambda each: each.state):
        if state is None:
            continue
        listed = list(run)
        word = label(state, lang)
        debt = listed[-1].debt
        labels = (word,) if debt is None else (f"{word}: {show_money(debt, lang)}", word)
        yield Band(listed[0].on.day, listed[-1].on.day, state.value, labels)


def _marks(days: list[StoryDay], lang: Lang, titles: Mapping[str, str]) -> Iterator[Mark]:
    """Equal marks of one day are one, and tell everything they stand for."""
    for day in days:
        daily = frozenset(service.id for service in day.services if service.is_daily)
        told: dict[str, list[str]] = {}
        for entry in day.entries:
            if (code := mark_of(entry, daily)) is not None:
                told.setdefault(code, []).append(explain(entry.happened, lang, titles))
        for code, sentences in told.items():
            yield Mark(day.on.day, code, f"{show_short_day(day.on, lang)}: {'; '.join(sentences)}")


def _lanes(days: list[StoryDay], lang: Lang) -> Iterator[Lane]:
    latest = {service.id: service for day in days for service in day.services}
    for service in latest.values():
        running = [day.on.day for day in days if any(each.id == service.id and each.is_active for each in day.services)]
        if running:
            yield Lane(service.title, _note(service, days[-1].on, lang), tuple(_spans(running)))


def _spans(days: list[int]) -> Iterator[Span]:
    """Runs of consecutive days: in each, the day less its place is the same."""
    for _, run in groupby(enumerate(days), key=lambda pair: pair[1] - pair[0]):
        listed = [day for _, day in run]
        yield Span(listed[0], listed[-1])


def _note(service: Service, last: date, lang: Lang) -> str:
    """Until when a service is paid; with the year where that is far from the last day shown."""
    if service.is_daily:
        return message("lanes.daily", lang)
    show = show_date if service.expires_on - last > FAR else show_short_day
    return fill(message("lanes.paid_until", lang), expires_on=show(service.expires_on, lang))
