"""An act of completed work (R19, R32)."""

from __future__ import annotations

from datetime import date

import pytest

from astra_billing.errors import InvalidValue
from astra_billing.ledger import Act, Expense
from astra_billing.money import EUR, RUB, CurrencyMismatch, Money
from astra_billing.tax import vat

DAY = date(2024, 2, 21)
FIRST = Expense(4835, DAY, "BACKUP-1000", "s1", Money("21.3464", RUB), vat.rate_on(DAY))
SECOND = Expense(4836, DAY, "BACKUP-1000", "s1", Money("22.4137", RUB), vat.rate_on(DAY))


def test_an_act_lists_what_was_charged() -> None:
    """R32: its amount is the exact sum, whatever is paid of it."""
    act = Act(7, "181", date(2024, 3, 1), (FIRST.plus_paid(Money("1.00", RUB)), SECOND))
    assert act.amount == Money("43.7601", RUB)
    assert act.expense_ids == (4835, 4836)


def test_an_act_of_nothing_is_refused() -> None:
    """R32: there is nothing to sign for."""
    with pytest.raises(InvalidValue) as error:
        Act(7, "181", date(2024, 3, 1), ())
    assert error.value.value == ()
    assert str(error.value) == "() is not the lines of an act; name at least one expense"


def test_an_act_is_of_one_currency() -> None:
    """Roubles and euros have no sum."""
    euros = Expense(4837, DAY, "BACKUP-1000", "s1", Money("1.00", EUR), vat.rate_on(DAY))
    with pytest.raises(CurrencyMismatch):
        _ = Act(7, "181", date(2024, 3, 1), (FIRST, euros)).amount
