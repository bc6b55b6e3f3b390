"""
A timeline as one page: self-contained, without a script, for a screen, a phone and paper.

    >>> from datetime import date
    >>> from astra_billing.simulation import Timeline
    >>> page = report_page(Timeline("Empty <story>", date(2025, 12, 1), date(2025, 12, 31), (), ()), "en")
    >>> page.startswith("<!doctype html>"), "Empty &lt;story&gt;" in page
    (True, True)
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from astra_billing.account import events as e
from astra_billing.credit import CreditState, Dashboard
from astra_billing.dates import Month
from astra_billing.presentation.charts import MIDDLE, NARROW, WIDE, credit_bar_svg, month_timeline_svg
from astra_billing.presentation.dashboard import dashboard_lines
from astra_billing.presentation.folding import folded
from astra_billing.presentation.page_style import PAGE_STYLE
from astra_billing.presentation.rows import Row, rows
from astra_billing.presentation.showing import show_date, show_money, show_month
from astra_billing.texts import counted, fill, label, message
from astra_billing.views import STYLE, escape, glyph, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from astra_billing.simulation import Moment, Timeline
    from astra_billing.texts import Lang

MARKS: Final = ("invoice", "notice", "payment", "renewal", "start", "stop", "failed")
"""The marks in the order of the legend."""

SEVERAL: Final = 2

ROOMS: Final = {"wide": WIDE, "middle": MIDDLE, "narrow": NARROW}
"""The months are drawn for each of these, and the page shows the one that fits."""


def report_page(timeline: Timeline, lang: Lang, *, look_at: str = "") -> str:
    """
    The page of a timeline: the months, the dashboard at its turning points, the cap, the table.

    Args:
        timeline: what was played; several accounts stand side by side where there is room.
        lang: the language.
        look_at: what a reader should look at, in that language.
    """
    head = (
        tag("meta", charset="utf-8")
        + tag("meta", name="viewport", content="width=device-width, initial-scale=1")
        + tag("meta", name="color-scheme", content="light dark")
        + tag("title", escape(timeline.title))
        + tag("style", STYLE + PAGE_STYLE)
    ).replace("</meta>", "")
    body = (
        _top(timeline, lang, look_at) + _accounts(timeline, lang) + tag("footer", escape(message("page.made_by", lang)))
    )
    return f"<!doctype html>\n{tag('html', tag('head', head) + tag('body', body), lang=lang)}\n"


def _top(timeline: Timeline, lang: Lang, look_at: str) -> str:
    first, last = show_date(timeline.starts_on, lang), show_date(timeline.until, lang)
    span = fill(message("page.span", lang), first=first, last=last)
    hint = ""
    if look_at:
        word = tag("strong", escape(message("page.look_at", lang)))
        hint = tag("p", f"{word} {escape(look_at)}", class_="look")
    return tag("header", tag("h1", escape(timeline.title)) + tag("p", escape(span), class_="span") + hint)


def _accounts(timeline: Timeline, lang: Lang) -> str:
    several = len(timeline.accounts) >= SEVERAL
    drawn = "".join(_account(timeline, account.id, lang, several=several) for account in timeline.accounts)
    return tag("main", drawn, class_="several" if several else "single")


def _account(timeline: Timeline, account_id: str, lang: Lang, *, several: bool) -> str:
    title = tag("h2", escape(fill(message("page.account", lang), account=account_id))) if several else ""
    parts = (
        _months(timeline, account_id, lang),
        _moments(timeline, account_id, lang),
        _cap(timeline, account_id, lang),
    )
    return tag("section", title + "".join(parts) + _table(timeline, account_id, lang), class_="account")


def _months(timeline: Timeline, account_id: str, lang: Lang) -> str:
    drawn = "".join(
        tag("div", month_timeline_svg(timeline, account_id, lang, day=day), class_=room) for room, day in ROOMS.items()
    )
    return _part("page.story", tag("div", drawn + _legend(lang), class_="card"), lang)


def _legend(lang: Lang) -> str:
    states = "".join(tag("li", _swatch(state) + escape(label(state, lang)), class_="state") for state in CreditState)
    marks = "".join(tag("li", _sample(code) + escape(message(f"mark.{code}", lang))) for code in MARKS)
    return tag("ul", states + marks, class_="legend")


def _swatch(state: CreditState) -> str:
    box = tag("rect", width=22, height=14, rx=3, class_=f"fill {state.value}")
    line = tag("line", x1=0, x2=22, y1=7, y2=7, stroke_width=14, class_=f"texture {state.value}")
    return tag("svg", box + line, class_="astra sample", viewBox="0 0 22 14", aria_hidden="true")


def _sample(code: str) -> str:
    return tag("svg", glyph(code), class_="astra sample", viewBox="-11 -9 22 18", aria_hidden="true")


def _moments(timeline: Timeline, account_id: str, lang: Lang) -> str:
    cards = "".join(_moment(moment, lang) for moment in timeline.turning_points(account_id))
    return _part("page.moments", tag("div", cards, class_="moments"), lang) if cards else ""


def _moment(moment: Moment, lang: Lang) -> str:
    dashboard = Dashboard.of(moment.standing)
    lines = dashboard_lines(dashboard, lang)
    state = tag("span", escape(label(dashboard.state, lang)), class_=f"chip {dashboard.state.value}")
    head = tag("h4", escape(show_date(moment.on, lang)) + state)
    buttons = "".join(tag("li", escape(button)) for button in lines.buttons)
    foot = tag("p", escape(lines.sentence)) + (tag("ul", buttons, class_="buttons") if buttons else "")
    return tag("article", head + credit_bar_svg(dashboard, lang) + foot, class_="card")


def _cap(timeline: Timeline, account_id: str, lang: Lang) -> str:
    found = [each.happened for each in timeline.of(account_id) if isinstance(each.happened, e.CapRecommended)]
    if not found:
        return ""
    forecast = found[-1].forecast
    why = fill(
        message("page.cap.why", lang),
        minimum=show_money(forecast.minimum, lang),
        maximum=show_money(forecast.maximum, lang),
    )
    figure = tag("p", escape(show_money(forecast.cap, lang)), class_="cap")
    return _part("page.cap", tag("div", figure + tag("p", escape(why)), class_="card"), lang)


def _table(timeline: Timeline, account_id: str, lang: Lang) -> str:
    every = [row for row in rows(timeline.entries, lang) if row.account == account_id]
    short = tag("div", _rows(folded(every, lang), lang), class_="card")
    whole = fill(message("page.all_rows", lang), events=counted(len(every), "event", lang))
    full = tag("details", tag("summary", escape(whole)) + tag("div", _rows(every, lang), class_="card"))
    return _part("page.timeline", short + full, lang)


def _rows(listed: Iterable[Row], lang: Lang) -> str:
    heads = "".join(
        tag("th", escape(message(f"head.{name}", lang)), scope="col", class_=name)
        for name in ("date", "rule", "text", "amount")
    )
    months = groupby(listed, key=lambda row: Month.parse(row.date[: len("2025-12")]))
    bodies = "".join(_month(month, group, lang) for month, group in months)
    return tag("table", tag("thead", tag("tr", heads)) + bodies, class_="rows")


def _month(month: Month, listed: Iterable[Row], lang: Lang) -> str:
    name = tag("th", escape(show_month(month, lang)), colspan=4, scope="rowgroup")
    return tag("tbody", tag("tr", name, class_="month") + "".join(_lines(listed, lang)))


def _lines(listed: Iterable[Row], lang: Lang) -> Iterator[str]:
    for row in listed:
        amount = "" if row.money is None else show_money(row.money, lang)
        cells = (("date", row.days(lang)), ("rule", row.rule), ("text", row.text), ("amount", amount))
        yield tag("tr", "".join(tag("td", escape(text), class_=name) for name, text in cells), class_=row.event)


def _part(code: str, body: str, lang: Lang) -> str:
    return tag("section", tag("h3", escape(message(code, lang))) + body)
