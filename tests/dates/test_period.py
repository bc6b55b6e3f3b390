"""Periods are half-open and tile the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.dates import Month, Period
from astra_billing.errors import InvalidValue

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """A period of up to fifty days."""
    start = draw(DAYS)
    return Period(start, start + timedelta(days=draw(st.integers(1, 50))))


def test_a_period_holds_its_start_and_not_its_end() -> None:
    """Half-open: the last day is the day before the end."""
    period = Period(date(2026, 1, 16), date(2026, 1, 30))
    assert date(2026, 1, 16) in period
    assert period.last == date(2026, 1, 29)
    assert date(2026, 1, 30) not in period
    assert date(2026, 1, 15) not in period
    assert period.days == 14
    assert str(period) == "2026-01-16..2026-01-30"


@given(st.builds(Month, st.integers(1990, 2100), st.integers(1, 12)))
def test_months_tile(month: Month) -> None:
    """Each begins on the day the one before ends, and holds the month's days."""
    period, following = Period.of_month(month), Period.of_month(month.next)
    assert period.end == following.start
    assert period.overlap(following) is None
    assert list(period) == list(month)
    assert period.days == month.days


@given(periods(), periods())
def test_an_overlap_is_the_days_that_both_hold(one: Period, other: Period) -> None:
    """Counted day by day; the order of asking doesn't matter."""
    both = sorted(set(one) & set(other))
    found = one.overlap(other)
    assert found == other.overlap(one)
    assert ([] if found is None else list(found)) == both


@given(periods())
def test_days_are_counted_one_by_one(period: Period) -> None:
    """The number of days is the number of days."""
    assert len(list(period)) == period.days
    assert all(day in period for day in period)
    assert list(period)[-1] == period.last


@pytest.mark.parametrize("end", [date(2026, 1, 1), date(2025, 12, 31)])
def test_a_period_without_a_day_is_refused(end: date) -> None:
    """It must end after it starts."""
    with pytest.raises(InvalidValue, match="let it start before it ends"):
        Period(date(2026, 1, 1), end)


def test_periods_order_by_start_then_end() -> None:
    """So that a list of them can be sorted."""
    short = Period(date(2026, 1, 1), date(2026, 1, 2))
    long = Period(date(2026, 1, 1), date(2026, 2, 1))
    later = Period(date(2026, 1, 2), date(2026, 1, 3))
    assert sorted([later, long, short]) == [short, long, later]
