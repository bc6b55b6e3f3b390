"""The dates of an invoice in plain date arithmetic, beside the same with relativedelta."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from astra_billing.credit import CreditCalendar, ShortMonth
from astra_billing.credit import calendar as credit_calendar
from astra_billing.dates import Anchor, Month, Term
from benchmarks.race import Race
from benchmarks.table import Row, ns

if TYPE_CHECKING:
    from benchmarks.table import Pair

MOST_NS = 1200
LEAST = 15
DAY = date(2026, 1, 31)


def rows() -> list[Row]:
    """The calendar uncached and cached; the same day of later months."""
    names: dict[str, object] = {
        "uncached": credit_calendar._calendar.__wrapped__,  # noqa: SLF001 - the cache is what is left out
        "cached": CreditCalendar.of,
        "deltas": by_relativedelta,
        "month": Month(DAY.year, DAY.month),
        "short": ShortMonth.GRACE_DAYS,
        "first": DAY.replace(day=1),
        "anchor": Anchor(31),
        "term": Term.parse("1 month"),
        "day": DAY,
        "relativedelta": relativedelta,
    }
    ours, cached, theirs = "uncached(month, short)", "cached(month)", "deltas(first)"
    recurring, added, ended = "anchor.occurrence(month)", "day + relativedelta(months=1)", "term.end(day)"
    race = Race(names).run(ours, cached, theirs, recurring, added, ended)
    what = "five dates of an invoice"
    pair = race.pair(what, ours, theirs)
    return [
        within(pair, MOST_NS),
        pair.faster("five dates by relativedelta", least=LEAST),
        race.pair(f"{what}, cached", cached, theirs).faster("five dates by relativedelta"),
        race.pair("the 31st of a month", recurring, added).faster("one relativedelta of a month"),
        race.pair("the end of a month's term", ended, added).dearer("one relativedelta of a month"),
    ]


def within(pair: Pair, most: int) -> Row:
    """A row about a time that is a goal by itself."""
    return Row(pair.what, ns(pair.ours), goal=f"at most {ns(most)}", met=pair.ours <= most)


def by_relativedelta(first: date) -> tuple[date, ...]:
    """Issued, due, overdue, last day to pay, blocked."""
    due = first + relativedelta(day=15)
    blocked = due + relativedelta(days=15)
    return first, due, due + relativedelta(days=1), blocked + relativedelta(days=-1), blocked
