"""Every refusal of a date names the value as it was passed and the fix."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from astra_billing.dates import Anchor, Month, Period, Term, Unit
from astra_billing.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Callable

LAST_DATE = date(9999, 12, 31)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Anchor(32), "32 is not a day of the month; pass 1 to 31"),
        (lambda: Month(10_000, 1), "10000 is not a year number; pass 1 to 9999"),
        (lambda: Month(2026, 13), "13 is not a month number; pass 1 to 12"),
        (lambda: Month(2026, 2).day(29), "29 is not a day of 2026-02; pass 1 to 28"),
        (lambda: Month.parse("2026-2"), "'2026-2' is not a month; write it as 2026-02"),
        (
            lambda: Period(date(2026, 1, 1), date(2026, 1, 1)),
            "'2026-01-01..2026-01-01' is not a period; let it start before it ends",
        ),
        (lambda: Term(0, Unit.DAY), "0 is not a count of units; pass a whole number of at least 1"),
        (
            lambda: Term.parse("2 weeks"),
            "'2 weeks' is not a term; write it as '1 day', '3 months' or '1 year'",
        ),
        (
            lambda: Term(1, Unit.YEAR).end(LAST_DATE, times=2),
            "'9999-12-31 + 2 x 1 year' is not a date up to the year 9999; use a shorter term",
        ),
    ],
)
def test_a_refusal_of_a_date_names_the_value_and_the_fix(make: Callable[[], object], message: str) -> None:
    """One sentence says what was passed, what it is not, and what to write instead."""
    with pytest.raises(InvalidValue) as caught:
        make()

    assert str(caught.value) == message


@pytest.mark.parametrize("count", [0, -3, True, "1"])
def test_a_refused_count_is_kept_as_it_was_passed(count: Any) -> None:
    """One is the smallest count of a term."""
    assert Term(1, Unit.DAY).count == 1
    with pytest.raises(InvalidValue) as caught:
        Term(count, Unit.DAY)

    assert caught.value.value is count
