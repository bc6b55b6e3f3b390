"""
A span of days that knows which of its ends belong to it.

A period is half-open: it holds its start and not its end, so periods that
follow each other tile the calendar without a gap and without an overlap.

    >>> december = Period(date(2025, 12, 1), date(2026, 1, 1))
    >>> december.days
    31
    >>> date(2025, 12, 31) in december, date(2026, 1, 1) in december
    (True, False)
    >>> Period(date(2026, 1, 1), date(2025, 12, 1))
    Traceback (most recent call last):
    ...
    astra_billing.errors.InvalidValue: '2026-01-01..2025-12-01' is not a period; let it start before it ends
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from astra_billing.dates.month import Month

DAY = timedelta(days=1)


@frozen(order=True)
class Period:
    """
    The days from `start`, inclusive, to `end`, exclusive.

    Raises:
        InvalidValue: the end is not after the start.
    """

    start: date
    end: date

    def __attrs_post_init__(self) -> None:
        if self.end <= self.start:
            raise InvalidValue(str(self), expected="a period", fix="let it start before it ends")

    @classmethod
    def of_month(cls, month: Month) -> Period:
        """All days of a month."""
        return cls(month.first, month.last + DAY)

    @property
    def days(self) -> int:
        """How many days it holds, at least one."""
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """The last day that belongs to it."""
        return self.end - DAY

    def overlap(self, other: Period) -> Period | None:
        """The days that both hold, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def __iter__(self) -> Iterator[date]:
        return (self.start + timedelta(days=number) for number in range(self.days))

    def __str__(self) -> str:
        return f"{self.start}..{self.end}"
