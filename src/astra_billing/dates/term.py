"""
How long one payment lasts: a day, a month, three months, a year.

The end of the n-th term is counted from where the first began, never from the
end of the one before, so a chain begun on the 31st keeps to the 31st (B15).

    >>> month = Term.parse("1 month")
    >>> [month.end(date(2026, 1, 31), times=n).isoformat() for n in (1, 2, 3)]
    ['2026-02-28', '2026-03-31', '2026-04-30']
    >>> Term.parse("fortnight")
    Traceback (most recent call last):
    ...
    astra_billing.errors.InvalidValue: 'fortnight' is not a term; write it as '1 day', '3 months' or '1 year'
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

from attrs import field, frozen

from astra_billing.errors import InvalidValue

DATES_END = "a date up to the year 9999"


class Unit(Enum):
    """What a term counts."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@frozen
class Term:
    """
    A count of days, months or years.

    Raises:
        InvalidValue: the count is not a whole number of at least one.
    """

    count: int = field()
    unit: Unit

    def __attrs_post_init__(self) -> None:
        if type(self.count) is not int or self.count < 1:
            raise InvalidValue(self.count, expected="a count of units", fix="pass a whole number of at least 1")

    @classmethod
    def parse(cls, text: str) -> Term:
        """
        The term written as `1 day`, `3 months`, `1 year`.

        Raises:
            InvalidValue: the text is no such phrase.
        """
        count, _, unit = text.strip().partition(" ")
        named = {form: each for each in Unit for form in (each.value, f"{each.value}s")}
        if not (count.isascii() and count.isdigit() and int(count) and unit in named):
            raise InvalidValue(text, expected="a term", fix="write it as '1 day', '3 months' or '1 year'")
        return cls(int(count), named[unit])

    def end(self, start: date, *, times: int = 1) -> date:
        """
        The day on which the `times`-th term counted from `start` ends; `times=0` is `start` itself.

        Raises:
            InvalidValue: the end lies beyond the last date there is.
        """
        try:
            if self.unit is Unit.DAY:
                return start + timedelta(days=self.count * times)
            return _months_later(start, self.count * times * (12 if self.unit is Unit.YEAR else 1))
        except (OverflowError, ValueError):
            raise InvalidValue(f"{start} + {times} x {self}", expected=DATES_END, fix="use a shorter term") from None

    def __str__(self) -> str:
        return f"{self.count} {self.unit.value}{'' if self.count == 1 else 's'}"


def _months_later(start: date, months: int) -> date:
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415  # loaded by the first term, not by the import

    return start + relativedelta(months=months)
