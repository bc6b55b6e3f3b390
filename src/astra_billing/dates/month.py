"""
A calendar month: what an invoice of the 1st is about.

    >>> Month(2026, 2).days, Month(2028, 2).days
    (28, 29)
    >>> Month(2025, 12).next
    Month(2026, 1)
    >>> Month(2026, 13)
    Traceback (most recent call last):
    ...
    astra_billing.errors.InvalidValue: 13 is not a month number; pass 1 to 12
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import field, frozen

from astra_billing.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS_IN_YEAR = 12


def _whole(value: object, low: int, high: int, expected: str) -> None:
    if type(value) is not int or not low <= value <= high:
        raise InvalidValue(value, expected=expected, fix=f"pass {low} to {high}")


@lru_cache(maxsize=4096)
def _days(year: int, month: int) -> int:
    return monthrange(year, month)[1]


@frozen(order=True, repr=False)
class Month:
    """
    A month of a year; months order and count like numbers.

    Raises:
        InvalidValue: the year or the month number is not a date's.
    """

    year: int = field()
    month: int = field()

    def __attrs_post_init__(self) -> None:
        _whole(self.year, MINYEAR, MAXYEAR, "a year number")
        _whole(self.month, 1, MONTHS_IN_YEAR, "a month number")

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that `day` lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """
        The month written as `2026-02`.

        Raises:
            InvalidValue: the text is not a year and a month number.
        """
        year, dash, month = text.partition("-")
        if not (dash and len(month) == len("02") and (year + month).isascii() and (year + month).isdigit()):
            raise InvalidValue(text, expected="a month", fix="write it as 2026-02")
        return cls(int(year), int(month))

    @property
    def days(self) -> int:
        """How many days the month has: 28 to 31."""
        return _days(self.year, self.month)

    @property
    def first(self) -> date:
        """The 1st."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, self.month, self.days)

    @property
    def next(self) -> Month:
        """The month after."""
        return self.plus(1)

    @property
    def previous(self) -> Month:
        """The month before."""
        return self.plus(-1)

    def day(self, number: int) -> date:
        """
        The date with this day number.

        Raises:
            InvalidValue: the month has no such day; an `Anchor` says what to do then.
        """
        _whole(number, 1, self.days, f"a day of {self}")
        return date(self.year, self.month, number)

    def plus(self, months: int) -> Month:
        """The month `months` later, or earlier for a negative count."""
        year, index = divmod(self.year * MONTHS_IN_YEAR + self.month - 1 + months, MONTHS_IN_YEAR)
        return Month(year, index + 1)

    def until(self, other: Month) -> int:
        """How many months from this one to `other`; negative when it lies before."""
        return (other.year - self.year) * MONTHS_IN_YEAR + other.month - self.month

    def __contains__(self, day: date) -> bool:
        return (day.year, day.month) == (self.year, self.month)

    def __iter__(self) -> Iterator[date]:
        return (date(self.year, self.month, number) for number in range(1, self.days + 1))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def __repr__(self) -> str:
        return f"Month({self.year}, {self.month})"
