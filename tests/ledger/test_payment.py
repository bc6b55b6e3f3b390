"""A payment that has arrived (R51)."""

from __future__ import annotations

from datetime import date

import pytest

from astra_billing.errors import InvalidValue
from astra_billing.ledger import Payment
from astra_billing.money import RUB, Money


@pytest.mark.parametrize("amount", ["0.00", "-100.66"])
def test_a_payment_of_nothing_is_refused(amount: str) -> None:
    """R51: money has arrived, or there is no payment."""
    with pytest.raises(InvalidValue, match="pass an amount above zero"):
        Payment("p1", date(2026, 1, 15), Money(amount, RUB), "bank")


def test_a_payment_may_be_a_kopeck() -> None:
    """Limits of amount belong to the method (R54), not to the payment."""
    assert Payment("p1", date(2026, 1, 15), Money("0.01", RUB), "bank").amount == Money("0.01", RUB)
