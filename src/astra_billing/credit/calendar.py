"""
The dates of an invoice: the 1st, the 15th, the 16th and the 30th (R62, R63, R68).

An invoice is issued on the 1st and can be paid in time to the end of the 15th.
From the 16th it is overdue, and a grace of 15 days begins; when they are over,
on the 30th, the limit is blocked.  Comparisons are of calendar days (B2), and
no date moves for a weekend (B3).

    >>> january = CreditCalendar.of(Month(2026, 1))
    >>> january.due_on.day, january.overdue_from.day, january.last_day_to_pay.day, january.blocked_from.day
    (15, 16, 29, 30)

February has no 30th.  Counting the grace keeps its 15 days; clamping keeps the
month (B1).  In the other eleven months both give the 30th.

    >>> CreditCalendar.of(Month(2026, 2)).blocked_from.isoformat()
    '2026-03-02'
    >>> CreditCalendar.of(Month(2026, 2), ShortMonth.DAY_30_CLAMPED).blocked_from.isoformat()
    '2026-02-28'

A deferral that was granted moves the block and its warning, and no other date (B9).

    >>> january.deferred(date(2026, 2, 10)).blocked_from.isoformat()
    '2026-02-11'
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from functools import cached_property, lru_cache
from typing import NamedTuple

from attrs import evolve, frozen

from astra_billing.dates import Anchor, Month
from astra_billing.errors import InvalidValue
from astra_billing.views import Point, date_strip, styled
from astra_billing.views.tabular import Tabular

DUE_DAY = 15
GRACE = timedelta(days=15)
BLOCK_DAY = Anchor(30)
DAY = timedelta(days=1)
DUE_SOON_LEAD = timedelta(days=3)
BLOCK_SOON_LEAD = timedelta(days=5)


class ShortMonth(Enum):
    """When a February invoice blocks the limit, as February has no 30th (B1)."""

    GRACE_DAYS = "grace_days"
    """The full 15 days of grace: 2 March, in leap years 1 March."""

    DAY_30_CLAMPED = "day_30_clamped"
    """The last day of February."""


class CreditNotice(Enum):
    """The five notices of an invoice (R68)."""

    ISSUED = "issued"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    BLOCK_SOON = "block_soon"
    BLOCKED = "blocked"


class DatedNotice(NamedTuple):
    """A notice and the day it is owed, while the invoice is unpaid."""

    on: date
    kind: CreditNotice


@frozen
class CreditCalendar(Tabular):
    """
    Everything dated about the invoice of one month.

    Attributes:
        issued_on: the 1st.
        due_on: the last day to pay in time, the 15th.
        overdue_from: the first day of being late, the 16th.
        last_day_to_pay: the last day before the block.
        blocked_from: the day that begins with the limit blocked.
    """

    issued_on: date
    due_on: date
    overdue_from: date
    last_day_to_pay: date
    blocked_from: date

    @classmethod
    def of(cls, month: Month, short_month: ShortMonth = ShortMonth.GRACE_DAYS) -> CreditCalendar:
        """The calendar of the invoice issued on the 1st of `month` (R62, R63)."""
        return _calendar(month, short_month)

    @cached_property
    def notices(self) -> tuple[DatedNotice, ...]:
        """The four dated notices besides the one at issue, in date order (R68)."""
        return (
            DatedNotice(self.due_on - DUE_SOON_LEAD, CreditNotice.DUE_SOON),
            DatedNotice(self.overdue_from, CreditNotice.OVERDUE),
            DatedNotice(self.blocked_from - BLOCK_SOON_LEAD, CreditNotice.BLOCK_SOON),
            DatedNotice(self.blocked_from, CreditNotice.BLOCKED),
        )

    def deferred(self, to: date) -> CreditCalendar:
        """
        The same invoice with a granted deferral: it can be paid to the end of the day `to` (B9).

        Due date and overdue date stay, the block and its warning move.

        Raises:
            InvalidValue: the last day to pay is later without the deferral.
        """
        if to < self.last_day_to_pay:
            fix = f"pass {self.last_day_to_pay} or a later day"
            raise InvalidValue(str(to), expected="a deferral", fix=fix)
        return evolve(self, last_day_to_pay=to, blocked_from=to + DAY)

    def to_records(self) -> list[dict[str, object]]:
        """One record a date, in order, with what it means."""
        dates = [
            (self.issued_on, "issued"),
            (self.due_on, "due"),
            (self.overdue_from, "overdue"),
            (self.last_day_to_pay, "last day to pay"),
            (self.blocked_from, "blocked"),
            *((notice.on, f"notice: {notice.kind.value}") for notice in self.notices),
        ]
        return [{"date": day, "what": what} for day, what in sorted(dates)]

    def _repr_html_(self) -> str:
        points = (
            Point(self.issued_on, "issued"),
            Point(self.due_on, "due", "awaiting"),
            Point(self.overdue_from, "overdue", "overdue"),
            Point(self.blocked_from, "blocked", "blocked"),
        )
        return styled(date_strip(points, title="Invoice"))


@lru_cache(maxsize=4096)
def _calendar(month: Month, short_month: ShortMonth) -> CreditCalendar:
    due_on = date(month.year, month.month, DUE_DAY)
    clamped = short_month is ShortMonth.DAY_30_CLAMPED
    blocked_from = BLOCK_DAY.occurrence(month) if clamped else due_on + GRACE
    return CreditCalendar(month.first, due_on, due_on + DAY, blocked_from - DAY, blocked_from)
