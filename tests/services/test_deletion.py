"""Who deletes a service, and when (R88, B22)."""

from __future__ import annotations

from datetime import date

import pytest

from astra_billing.errors import InvalidValue
from astra_billing.services import DeletionRule, DeletionTime, ProductKind, ServicePolicy

STOPPED = date(2026, 2, 20)


def test_a_rule_counts_from_the_stop() -> None:
    """B22: so many days later, on the day itself, or never."""
    assert DeletionRule(after_days=30).deletes_on(stopped_on=STOPPED) == date(2026, 3, 22)
    assert DeletionRule(after_days=0).deletes_on(stopped_on=STOPPED) == STOPPED
    assert DeletionRule().deletes_on(stopped_on=STOPPED) is None


@pytest.mark.parametrize("days", [-1, 1.5, "30", True])
def test_days_are_a_whole_number_that_is_not_negative(days: object) -> None:
    """B22: or none at all; the fault names the value and the fix."""
    with pytest.raises(InvalidValue) as error:
        DeletionRule(after_days=days)  # type: ignore[arg-type]
    assert error.value.value == days
    said = f"{days!r} is not a number of days; pass zero or more, or None for never"
    assert str(error.value) == said


def test_a_kind_without_a_rule_is_deleted_by_its_customer_at_once() -> None:
    """B22: and never by itself."""
    strict = DeletionRule(customer_may=False, time=DeletionTime.WHEN_PAID_TIME_ENDS, after_days=30)
    policy = ServicePolicy(deletion={ProductKind.DOMAIN: strict})
    assert policy.rule_for(ProductKind.DOMAIN) is strict
    assert policy.rule_for(ProductKind.SERVER) == DeletionRule(
        customer_may=True, time=DeletionTime.AT_ONCE, after_days=None
    )
    assert ServicePolicy().violations_allowed is None
