"""
A day of the month that short months may not have.

An agreement made on the 31st is renewed on the 31st: in a shorter month on its
last day, and on the 31st again as soon as there is one (B15).  What a short
month does is named, never implied.

    >>> from astra_billing.dates import Month
    >>> Anchor(31).occurrence(Month(2026, 2))
    datetime.date(2026, 2, 28)
    >>> Anchor(31).occurrence(Month(2026, 3))
    datetime.date(2026, 3, 31)
    >>> Anchor(30, InShortMonth.FIRST_OF_NEXT).occurrence(Month(2026, 2))
    datetime.date(2026, 3, 1)
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from attrs import field, frozen

from astra_billing.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from attrs import Attribute

    from astra_billing.dates.month import Month

LONGEST_MONTH = 31


class InShortMonth(Enum):
    """What happens in a month that lacks the anchor's day."""

    LAST_DAY = "last_day"
    FIRST_OF_NEXT = "first_of_next"


def _is_day_number(_: Anchor, __: Attribute[int], value: object) -> None:
    if type(value) is not int or not 1 <= value <= LONGEST_MONTH:
        raise InvalidValue(value, expected="a day of the month", fix=f"pass 1 to {LONGEST_MONTH}")


@frozen
class Anchor:
    """
    A day number that recurs every month without drifting (B15).

    Raises:
        InvalidValue: the number is no day of any month.
    """

    day: int = field(validator=_is_day_number)
    in_short_month: InShortMonth = InShortMonth.LAST_DAY

    @classmethod
    def of(cls, day: date) -> Anchor:
        """The anchor of something that began on `day`."""
        return cls(day.day)

    def occurrence(self, month: Month) -> date:
        """The date that this anchor means in `month`."""
        if self.day <= month.days:
            return month.day(self.day)
        if self.in_short_month is InShortMonth.LAST_DAY:
            return month.last
        return month.next.first

    def occurrences(self, start: Month) -> Iterator[date]:
        """One date a month from `start` on, without an end."""
        month = start
        while True:
            yield self.occurrence(month)
            month = month.next
