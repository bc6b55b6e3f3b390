"""What an expense goes through: payments, an invoice, an act, another payer (R38, R62, R32, B43)."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from astra_billing.errors import InvalidValue
from astra_billing.ledger import Expense, Invoice
from astra_billing.money import RUB, Money
from astra_billing.tax import vat

DAY = date(2024, 2, 21)
BACKUP = Expense(4836, DAY, "BACKUP-1000", "s1", Money("22.4137", RUB), vat.rate_on(DAY), payer_id="181")


def test_each_payment_is_named_once_in_the_order_they_came() -> None:
    """R38: two parts of one payment are one payment."""
    paid = BACKUP
    for part, payment in (("1.00", "p2"), ("2.00", "p1"), ("3.00", "p2"), ("4.00", None)):
        paid = paid.plus_paid(Money(part, RUB), payment)
    assert paid.payments == ("p2", "p1")
    assert paid.paid == Money("10.00", RUB)
    assert paid == evolve(BACKUP, paid=Money("10.00", RUB), payments=("p2", "p1"))


def test_an_expense_can_be_covered_exactly() -> None:
    """R38: to the last fraction of a kopeck, and a part of nothing is allowed."""
    assert BACKUP.plus_paid(Money("22.4137", RUB), "p1").unpaid.is_zero
    assert BACKUP.plus_paid(Money("0.00", RUB)).unpaid == BACKUP.amount


@pytest.mark.parametrize("paid", ["22.4138", "-0.0001"])
def test_the_fault_names_what_would_be_covered_of_what(paid: str) -> None:
    """R38: when the parts are laid as when the expense is made."""
    said = f"{paid} RUB is not a part of 22.4137 RUB; cover at most the unpaid part"
    with pytest.raises(InvalidValue) as laid:
        BACKUP.plus_paid(Money(paid, RUB))
    with pytest.raises(InvalidValue) as made:
        evolve(BACKUP, paid=Money(paid, RUB))
    assert str(laid.value).replace("'", "") == said
    assert str(made.value) == str(laid.value)


def test_papers_and_payers_change_nothing_else() -> None:
    """R62, R32, B43: an invoice, an act and another payer are noted, and taken off again."""
    assert BACKUP.invoiced(5635) == evolve(BACKUP, invoice=5635)
    assert BACKUP.in_act(7) == evolve(BACKUP, act=7)
    assert BACKUP.in_act(7).in_act(None) == BACKUP
    assert BACKUP.billed_to("182") == evolve(BACKUP, payer_id="182")
    assert BACKUP.billed_to(None) == evolve(BACKUP, payer_id=None)


def test_a_deferred_invoice_is_the_same_with_another_last_day() -> None:
    """B9: and may be deferred again."""
    invoice = Invoice(5635, date(2024, 3, 1), (4836,), Money("22.4137", RUB))
    later = invoice.deferred(date(2024, 4, 10))
    assert later == evolve(invoice, deferred_to=date(2024, 4, 10))
    assert later.deferred(date(2024, 4, 20)).deferred_to == date(2024, 4, 20)
