"""Orders that await their payment: taken back, paid late, or overtaken by debts (R46, B8, B36)."""

from __future__ import annotations

import pytest

from astra_billing.account import ChargeOutcome, DuplicateId, Reason, UnknownId, commands, events
from astra_billing.credit import CreditPolicy
from astra_billing.credit.order import TopUpOrder
from astra_billing.ledger import PaymentStatus
from astra_billing.services import ServiceState
from tests.account import shop
from tests.account.book import Book


def ordered(limit: str | None = None, order: TopUpOrder = TopUpOrder.PURPOSE_FIRST, *, debt: str = "0.00") -> Book:
    """A service is ordered by a method, perhaps while something is owed."""
    book = Book("2026-01-01")
    if limit is not None:
        book.accept("2026-01-01", commands.GrantCredit(CreditPolicy(book.money(limit), direct_payments=order)))
        book.order("2026-01-02", "debt", debt, "1 year")
    book.accept("2026-01-02", commands.AddToCart(shop.service("vm")))
    book.accept("2026-01-02", commands.Checkout("o1", shop.INVOICE_WITHOUT_PAYER))
    return book


def test_an_order_can_be_taken_back_once() -> None:
    """R46, B36: its payment goes with it, its service never was, and its id is used."""
    book = ordered()
    book.accept("2026-01-03", commands.CancelOrder("o1"))
    assert book.account.services == {}
    assert book.account.payments["order/o1"].status is PaymentStatus.CANCELLED
    assert book.refuse("2026-01-03", commands.CancelOrder("o1")).reason is Reason.NOTHING_TO_PAY
    with pytest.raises(UnknownId, match="no order 'o9'"):
        book.ask("2026-01-03", commands.CancelOrder("o9"))
    with pytest.raises(DuplicateId):
        book.ask("2026-01-03", commands.AddToCart(shop.service("vm")))


def test_money_for_an_order_that_was_taken_back_is_on_the_balance() -> None:
    """R51: money that came is never lost."""
    book = ordered()
    book.accept("2026-01-03", commands.CancelOrder("o1"))
    book.accept("2026-01-04", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    assert book.balance == "100.00"


def test_money_for_a_renewal_whose_service_is_gone_pays_debts_and_is_on_the_balance() -> None:
    """B8: it serves nothing, so it closes what is owed."""
    book = Book("2026-01-01", limit="500.00")
    book.order("2026-01-02", "debt", "30.00", "1 year")
    book.order("2026-01-02", "s1", "0.00")
    book.accept("2026-01-02", commands.AddToCart(shop.renewal("more", "s1", "100.00")))
    book.accept("2026-01-02", commands.Checkout("o1", shop.YOOKASSA))
    book.accept("2026-01-03", commands.DeleteService("s1"))
    book.accept("2026-01-04", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    assert (book.account.orders, book.account.expenses) == ({}, {})
    assert book.balance == "81.50", "100.00 less the debt, and 11.50 of cashback"


@pytest.mark.parametrize(("order", "owed"), [(TopUpOrder.PURPOSE_FIRST, "60.00"), (TopUpOrder.DEBTS_FIRST, "60.00")])
def test_a_direct_payment_serves_its_order_or_debts_first_as_the_policy_says(order: TopUpOrder, owed: str) -> None:
    """B8: either way both are paid as far as the limit allows, but other expenses stay open."""
    book = ordered("500.00", order, debt="60.00")
    book.accept("2026-01-03", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    assert book.service("vm").state is ServiceState.ACTIVE
    assert {each.service_id: str(each.unpaid.amount) for each in book.account.expenses.values()} == {
        "debt" if order is TopUpOrder.PURPOSE_FIRST else "vm": owed
    }


def test_an_order_whose_payment_went_to_older_debts_waits_for_money() -> None:
    """B8, R64: a block, or a limit below the debt, lets the debt go first; what comes later opens the order."""
    book = ordered("500.00", debt="60.00")
    book.accept("2026-01-03", commands.WithdrawCredit())
    book.accept("2026-01-03", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    assert book.service("vm").state is ServiceState.ORDERED
    assert (book.balance, set(book.account.orders)) == ("40.00", {"o1"})
    book.top_up("2026-01-04", "60.00")
    assert (book.balance, set(book.account.orders)) == ("0.00", set())
    assert (book.service("vm").state, str(book.service("vm").expires_on)) == (ServiceState.ACTIVE, "2026-02-04")


def test_an_order_whose_payment_went_to_older_debts_can_be_taken_back() -> None:
    """R46: the rest of its money stays on the balance, or has been spent."""
    for debt, balance in (("60.00", "40.00"), ("100.00", "0.00")):
        book = ordered("500.00", debt=debt)
        book.accept("2026-01-03", commands.WithdrawCredit())
        book.accept("2026-01-03", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
        (taken,) = book.accept("2026-01-03", commands.CancelOrder("o1"))
        assert isinstance(taken, events.OrderCancelled)
        assert (book.balance, set(book.account.services)) == (balance, {"debt"})


def test_a_payment_for_an_order_unblocks_and_opens_it_when_it_is_enough() -> None:
    """R69, B8: the debt first, then the limit is open again and covers the order."""
    book = ordered("500.00", debt="60.00")
    book.close("2026-03-05")
    book.accept("2026-03-05", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    assert book.days(events.CreditBlocked) == ["2026-03-02"]
    assert book.days(events.CreditUnblocked) == ["2026-03-05"]
    assert book.service("vm").state is ServiceState.ACTIVE
    assert [str(each.unpaid.amount) for each in book.account.expenses.values()] == ["60.00"]
