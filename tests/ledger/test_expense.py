"""An expense: money that a service has cost (R36, R37)."""

from __future__ import annotations

from datetime import date

import pytest

from astra_billing.errors import InvalidValue
from astra_billing.ledger import Expense
from astra_billing.money import EUR, RUB, CurrencyMismatch, Money
from astra_billing.tax import vat

DAY = date(2024, 2, 21)
BACKUP = Expense(4836, DAY, "BACKUP-1000", "s1", Money("22.4137", RUB), vat.rate_on(DAY))


def test_a_new_expense_is_unpaid() -> None:
    """R36: its unpaid part is all of it, with all four decimals."""
    assert BACKUP.unpaid == Money("22.4137", RUB)
    assert BACKUP.is_open
    assert BACKUP.invoice is None


def test_the_last_part_closes_an_expense() -> None:
    """R36, R37: the manual's expense with an unpaid part of 0.00."""
    partly = BACKUP.plus_paid(Money("22.41", RUB))
    assert partly.unpaid == Money("0.0037", RUB)
    assert partly.is_open
    paid = partly.plus_paid(Money("0.0037", RUB))
    assert paid.unpaid.is_zero
    assert not paid.is_open


@pytest.mark.parametrize("paid", ["22.4138", "-0.0001"])
def test_an_expense_is_never_covered_beyond_its_amount(paid: str) -> None:
    """R38: nor below nothing."""
    with pytest.raises(InvalidValue, match="cover at most the unpaid part"):
        BACKUP.plus_paid(Money(paid, RUB))


def test_an_expense_is_paid_in_its_own_currency() -> None:
    """Euros cover no roubles."""
    with pytest.raises(CurrencyMismatch):
        BACKUP.plus_paid(Money("1.00", EUR))


def test_the_tax_is_inside_the_amount() -> None:
    """R37: alone, 22.4137 holds 3.74 of tax at 20 %."""
    assert BACKUP.taxed.tax == Money("3.74", RUB)
    assert BACKUP.taxed.gross == Money("22.4137", RUB)


def test_an_invoiced_expense_knows_its_invoice() -> None:
    """R62: and is the same expense otherwise."""
    asked = BACKUP.invoiced(5635)
    assert asked.invoice == 5635
    assert asked.unpaid == BACKUP.unpaid
    assert BACKUP.invoice is None


def test_an_expense_of_nothing_is_closed() -> None:
    """R42: a line of 0.00 owes nothing."""
    free = Expense(1, DAY, "IPv6", "s1", Money("0.00", RUB), vat.rate_on(DAY))
    assert not free.is_open
