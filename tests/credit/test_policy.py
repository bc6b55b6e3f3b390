"""What a provider grants (R61, B1)."""

from __future__ import annotations

import pytest

from astra_billing.credit import CreditCalendar, CreditPolicy, ShortMonth
from astra_billing.dates import Month
from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, Money


@pytest.mark.parametrize("short_month", ShortMonth)
def test_a_policy_gives_the_calendar_of_its_reading(short_month: ShortMonth) -> None:
    """B1: the policy says how February is read, and nothing else has to be asked."""
    policy = CreditPolicy(limit=Money("5000.00", RUB), short_month=short_month)
    assert policy.calendar(Month(2026, 2)) == CreditCalendar.of(Month(2026, 2), short_month)


def test_the_grace_keeps_its_days_by_default() -> None:
    """B1: default block = due + 15 days."""
    assert CreditPolicy(Money("0", RUB)).short_month is ShortMonth.GRACE_DAYS


def test_a_negative_limit_is_refused() -> None:
    """R61: no credit at all is a limit of zero."""
    with pytest.raises(InvalidValue, match=r"^'-0.01 RUB' is not a credit limit; pass zero or more$"):
        CreditPolicy(Money("-0.01", RUB))
