"""Day 31 keeps to the 31st (B15)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.dates import Anchor, InShortMonth, Month
from astra_billing.errors import InvalidValue

MONTHS = st.builds(Month, st.integers(1990, 2100), st.integers(1, 12))


def test_the_31st_does_not_drift() -> None:
    """B15: clamped in short months, and on the 31st again as soon as there is one."""
    found = [str(day) for day in islice(Anchor(31).occurrences(Month(2027, 12)), 6)]
    assert found == ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30", "2028-05-31"]


@pytest.mark.parametrize(
    ("day", "month", "last_day", "first_of_next"),
    [
        (31, Month(2026, 4), date(2026, 4, 30), date(2026, 5, 1)),
        (30, Month(2026, 2), date(2026, 2, 28), date(2026, 3, 1)),
        (29, Month(2028, 2), date(2028, 2, 29), date(2028, 2, 29)),
        (29, Month(2026, 2), date(2026, 2, 28), date(2026, 3, 1)),
        (1, Month(2026, 2), date(2026, 2, 1), date(2026, 2, 1)),
        (31, Month(2026, 12), date(2026, 12, 31), date(2026, 12, 31)),
    ],
    ids=str,
)
def test_a_short_month_does_what_is_named(day: int, month: Month, last_day: date, first_of_next: date) -> None:
    """Its last day or the first of the next month; a month that has the day needs neither (B15)."""
    assert Anchor(day).occurrence(month) == last_day
    assert Anchor(day, InShortMonth.FIRST_OF_NEXT).occurrence(month) == first_of_next


@given(st.integers(1, 31), MONTHS)
def test_the_occurrence_is_found_by_walking_back(day: int, month: Month) -> None:
    """The last day of the month that is not after the anchor's day, found by stepping."""
    found = month.next.first - timedelta(days=1)
    while found.day > day:
        found -= timedelta(days=1)
    assert Anchor(day).occurrence(month) == found


@given(st.integers(1, 31), MONTHS)
def test_occurrences_rise_by_one_a_month(day: int, month: Month) -> None:
    """Either way of reading short months gives a day a month, in order, in the month or right after it."""
    for way in InShortMonth:
        year = list(islice(Anchor(day, way).occurrences(month), 13))
        assert year == sorted(set(year))
        for number, occurrence in enumerate(year):
            assert occurrence in month.plus(number) or occurrence == month.plus(number + 1).first


def test_an_anchor_is_made_of_a_first_day() -> None:
    """An agreement made on the 31st is anchored to the 31st."""
    assert Anchor.of(date(2026, 1, 31)) == Anchor(31, InShortMonth.LAST_DAY)


@pytest.mark.parametrize("number", [0, 32, -1, True, 1.0, "31"])
def test_a_number_that_no_month_has_is_refused(number: int) -> None:
    """The error carries it."""
    with pytest.raises(InvalidValue, match="pass 1 to 31") as error:
        Anchor(number)
    assert error.value.value is number
