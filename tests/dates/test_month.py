"""Months order and count like numbers and know their days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.dates import Month
from astra_billing.errors import InvalidValue

MONTHS = st.builds(Month, st.integers(1900, 2200), st.integers(1, 12))


@pytest.mark.parametrize(
    ("month", "days"),
    [
        (Month(2026, 1), 31),
        (Month(2026, 2), 28),
        (Month(2028, 2), 29),
        (Month(2000, 2), 29),
        (Month(2100, 2), 28),
        (Month(2026, 4), 30),
        (Month(2025, 12), 31),
    ],
    ids=str,
)
def test_a_month_knows_its_days(month: Month, days: int) -> None:
    """Leap years are every fourth, and of the centuries every fourth (B1)."""
    assert month.days == days
    assert month.last.day == days
    assert (month.last + timedelta(days=1)) == month.next.first


def test_december_is_followed_by_january() -> None:
    """The year turns with the month."""
    assert Month(2025, 12).next == Month(2026, 1)
    assert Month(2026, 1).previous == Month(2025, 12)


def test_a_month_holds_its_days_and_no_other() -> None:
    """The days between the 1st and the last, both included."""
    january = Month(2026, 1)
    assert next(iter(january)) == date(2026, 1, 1)
    assert list(january)[-1] == date(2026, 1, 31)
    assert len(list(january)) == 31
    assert date(2026, 1, 31) in january
    assert date(2026, 2, 1) not in january
    assert date(2025, 1, 15) not in january


@given(MONTHS, st.integers(-900, 900))
def test_counting_months_is_exact(month: Month, count: int) -> None:
    """`until` undoes `plus`, and months order as they are counted."""
    other = month.plus(count)
    assert month.until(other) == count
    assert other.plus(-count) == month
    assert (month < other) is (count > 0)


@given(MONTHS)
def test_text_is_read_back(month: Month) -> None:
    """A month is written as 2026-02, and its repr makes it again."""
    assert Month.parse(str(month)) == month
    assert repr(month) == f"Month({month.year}, {month.month})"


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_day_lies_in_its_month(day: date) -> None:
    """And in neither neighbour."""
    month = Month.of(day)
    assert day in month
    assert day not in month.next
    assert day not in month.previous
    assert month.day(day.day) == day


@pytest.mark.parametrize(
    ("year", "month", "value"), [(2026, 0, 0), (2026, 13, 13), (0, 5, 0), (10_000, 1, 10_000), (2026, True, True)]
)
def test_a_month_that_is_none_is_refused(year: int, month: int, value: int) -> None:
    """The error carries the number that is wrong; True is not the first month."""
    with pytest.raises(InvalidValue) as error:
        Month(year, month)
    assert error.value.value is value


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-2", "2026-02-01", "2026/02", "-2026-02", "202602", "20x6-02", "٢٠٢٦-٠٢", "2026-13", "0-01"],
)
def test_text_that_is_no_month_is_refused(text: str) -> None:
    """Only 2026-02 is read, digits being ASCII; 2026-13 is none either."""
    with pytest.raises(InvalidValue):
        Month.parse(text)


@pytest.mark.parametrize("number", [0, 29, 31])
def test_a_day_that_the_month_lacks_is_refused(number: int) -> None:
    """An anchor says what to do then; a month doesn't guess."""
    with pytest.raises(InvalidValue, match="a day of 2026-02; pass 1 to 28"):
        Month(2026, 2).day(number)


def test_the_month_after_the_last_is_refused() -> None:
    """Dates end in the year 9999, and the error is ours."""
    with pytest.raises(InvalidValue):
        Month(9999, 12).next.first  # noqa: B018  # asking is the point
