"""The end of a term is counted from where the first began (B15)."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.dates import Anchor, Month, Term, Unit
from astra_billing.errors import InvalidValue

STARTS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("1 day", Term(1, Unit.DAY)),
        ("30 days", Term(30, Unit.DAY)),
        ("1 month", Term(1, Unit.MONTH)),
        (" 3 months ", Term(3, Unit.MONTH)),
        ("1 year", Term(1, Unit.YEAR)),
        ("2 years", Term(2, Unit.YEAR)),
    ],
)
def test_a_term_is_read_as_it_is_written(text: str, term: Term) -> None:
    """And printed the same way."""
    assert Term.parse(text) == term
    assert str(term) == text.strip()


@pytest.mark.parametrize(
    "text", ["", "month", "0 days", "-1 day", "1.5 months", "1 week", "1  month", "² days", "1 day s"]
)
def test_text_that_is_no_term_is_refused(text: str) -> None:
    """The error shows how a term is written."""
    with pytest.raises(InvalidValue, match="write it as '1 day', '3 months' or '1 year'"):
        Term.parse(text)


@pytest.mark.parametrize("count", [0, -1, True, 1.0])
def test_a_count_below_one_is_refused(count: int) -> None:
    """A term that never ends, or ends before it begins, is none."""
    with pytest.raises(InvalidValue, match="pass a whole number of at least 1"):
        Term(count, Unit.MONTH)


@pytest.mark.parametrize(
    ("term", "start", "ends"),
    [
        ("1 day", "2025-12-31", "2026-01-01"),
        ("7 days", "2028-02-27", "2028-03-05"),
        ("1 month", "2023-05-27", "2023-06-27"),
        ("1 month", "2026-01-31", "2026-02-28"),
        ("1 month", "2028-01-30", "2028-02-29"),
        ("3 months", "2025-11-30", "2026-02-28"),
        ("1 year", "2028-02-29", "2029-02-28"),
        ("4 years", "2028-02-29", "2032-02-29"),
    ],
)
def test_a_term_ends_on_the_same_day_of_a_later_month(term: str, start: str, ends: str) -> None:
    """R84, B15: or on the last day of a month that lacks it."""
    assert Term.parse(term).end(date.fromisoformat(start)) == date.fromisoformat(ends)


@given(STARTS, st.integers(0, 30), st.integers(1, 14))
def test_months_keep_the_anchor_day(start: date, times: int, count: int) -> None:
    """B15: the n-th end is the anchor's occurrence in that month, so nothing drifts."""
    expected = Anchor.of(start).occurrence(Month.of(start).plus(count * times))
    assert Term(count, Unit.MONTH).end(start, times=times) == expected


@given(STARTS, st.integers(0, 30), st.integers(1, 5))
def test_a_year_is_twelve_months(start: date, times: int, count: int) -> None:
    """29 February included."""
    assert Term(count, Unit.YEAR).end(start, times=times) == Term(12 * count, Unit.MONTH).end(start, times=times)


@given(STARTS, st.integers(0, 400), st.integers(1, 40))
def test_days_are_days(start: date, times: int, count: int) -> None:
    """They know no month."""
    assert (Term(count, Unit.DAY).end(start, times=times) - start).days == count * times


@given(STARTS, st.sampled_from(Unit), st.integers(1, 5))
def test_terms_follow_each_other(start: date, unit: Unit, count: int) -> None:
    """Every term has days of its own: each ends after the one before."""
    ends = [Term(count, unit).end(start, times=times) for times in range(6)]
    assert ends[0] == start
    assert all(after - before >= timedelta(days=1) for before, after in itertools.pairwise(ends))


@pytest.mark.parametrize("term", ["1 day", "1 month", "1 year", f"{10**12} days", f"{10**30} months"])
def test_an_end_beyond_all_dates_is_refused(term: str) -> None:
    """The error is ours, and names the start and the term."""
    with pytest.raises(InvalidValue, match="use a shorter term"):
        Term.parse(term).end(date(9999, 12, 31))
