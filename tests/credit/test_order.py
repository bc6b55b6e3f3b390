"""What a direct payment pays first (B8)."""

from __future__ import annotations

from datetime import date

import pytest

from astra_billing.credit import CreditDebts, CreditPolicy, CreditStanding, OpenInvoice, TopUpOrder
from astra_billing.money import RUB, Money


def standing(limit: str, spent: str, on: str = "2026-01-29") -> CreditStanding:
    """An account that owes an invoice of 100.00 of January, and what it has spent since."""
    debts = CreditDebts((OpenInvoice(1, date(2026, 1, 1), Money("100.00", RUB)),), spent=Money(spent, RUB))
    return CreditStanding.of(CreditPolicy(Money(limit, RUB)), debts, on=date.fromisoformat(on))


@pytest.mark.parametrize(("spent", "serves"), [("0.00", True), ("900.00", True), ("900.01", False)])
def test_a_limit_that_covers_the_debt_lets_the_payment_serve_its_purpose(spent: str, serves: bool) -> None:  # noqa: FBT001
    """B8: to the kopeck; a limit that was lowered below the debt doesn't cover it."""
    assert standing("1000.00", spent).serves_purpose(TopUpOrder.PURPOSE_FIRST) is serves


def test_a_blocked_limit_covers_nothing() -> None:
    """B8, R63: from the 30th the debt comes first."""
    assert not standing("1000.00", "0.00", "2026-01-30").serves_purpose(TopUpOrder.PURPOSE_FIRST)


def test_the_other_order_never_serves_the_purpose_first() -> None:
    """B8: incoming money closes the debt."""
    assert not standing("1000.00", "0.00").serves_purpose(TopUpOrder.DEBTS_FIRST)
