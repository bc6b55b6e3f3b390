"""Money goes back: parts of a payment that are not spent (B37)."""

from __future__ import annotations

import pytest

from astra_billing.account import ChargeOutcome, DuplicateId, Reason, UnknownId, commands, events
from astra_billing.errors import InvalidValue
from astra_billing.methods import BALANCE
from tests.account import shop
from tests.account.book import Book, table


def paid(amount: str = "300.00", *, limit: str | None = None) -> Book:
    """An account with so much on its balance, all of one payment."""
    book = Book("2026-01-01", limit=limit)
    book.top_up("2026-01-01", amount)
    return book


def refund(book: Book, refund_id: str, amount: str, payment_id: str = "p1") -> str:
    """Ask for a part of a payment; the key of the request."""
    book.accept("2026-01-02", commands.IssueRefund(refund_id, payment_id, book.money(amount)))
    return f"a1/refund/{payment_id}/{refund_id}"


def test_partial_refunds_never_add_up_to_more_than_the_payment() -> None:
    """B37: the last is refused by a kopeck; requested ones count."""
    book = paid()
    for refund_id in ("r1", "r2"):
        refund(book, refund_id, "100.00")
    book.order("2026-01-02", "s1", "60.00")
    refused = book.refuse("2026-01-02", commands.IssueRefund("r3", "p1", book.money("40.01")))
    assert (refused.reason, str(refused.facts["unspent"])) == (Reason.REFUND_TOO_LARGE, "40.00 RUB")
    refund(book, "r3", "40.00")
    assert book.balance == "0.00"


def test_what_was_spent_and_forgotten_has_nothing_to_return() -> None:
    """B37: the payment is in the journal alone."""
    book = paid("60.00")
    book.order("2026-01-02", "s1", "60.00")
    refused = book.refuse("2026-01-02", commands.IssueRefund("r1", "p1", book.money("1.00")))
    assert (refused.reason, str(refused.facts["unspent"])) == (Reason.REFUND_TOO_LARGE, "0.00 RUB")


def test_only_a_credited_payment_is_refunded() -> None:
    """B37, R51: and only one that there is."""
    book = Book("2026-01-01")
    book.accept("2026-01-01", commands.CreatePayment("p1", book.money("50.00"), shop.YOOKASSA))
    refused = book.refuse("2026-01-02", commands.IssueRefund("r1", "p1", book.money("1.00")))
    assert (refused.reason, refused.facts["status"]) == (Reason.PAYMENT_IN_WRONG_STATE, "new")
    with pytest.raises(UnknownId, match="no payment 'p2'"):
        book.ask("2026-01-02", commands.IssueRefund("r1", "p2", book.money("1.00")))


def test_a_refund_is_asked_for_once() -> None:
    """B37: its key is its payment and its id, also when it is answered."""
    book = paid()
    key = refund(book, "r1", "100.00")
    with pytest.raises(DuplicateId, match="refund 'r1'"):
        refund(book, "r1", "100.00")
    book.accept("2026-01-02", commands.RecordRefund(key, ChargeOutcome.DECLINED))
    with pytest.raises(DuplicateId, match="refund 'r1'"):
        refund(book, "r1", "100.00")


@pytest.mark.parametrize(("amount", "message"), [("0.00", "above zero"), ("1.005", "whole kopecks")])
def test_a_bank_returns_whole_kopecks(amount: str, message: str) -> None:
    """B37."""
    with pytest.raises(InvalidValue, match=message):
        refund(paid(), "r1", amount)


def test_the_first_answer_counts() -> None:
    """B37: an unknown one keeps the money on its way, a repeated or contrary one changes nothing."""
    book = paid()
    key = refund(book, "r1", "300.00")
    assert book.accept("2026-01-02", commands.RecordRefund(key, ChargeOutcome.UNKNOWN)) == ()
    assert set(book.account.payments) == {"p1"}
    (returned,) = book.accept("2026-01-03", commands.RecordRefund(key, ChargeOutcome.SUCCEEDED))
    assert isinstance(returned, events.PaymentRefunded)
    assert returned.in_full
    assert (book.account.payments, book.account.refunds) == ({}, {})
    for outcome in ChargeOutcome:
        assert book.accept("2026-01-03", commands.RecordRefund(key, outcome)) == ()
    with pytest.raises(UnknownId, match="no refund 'k'"):
        book.ask("2026-01-03", commands.RecordRefund("k", ChargeOutcome.SUCCEEDED))


def test_a_refund_that_is_not_in_full_says_so() -> None:
    """B35: only what is returned to the last kopeck is refunded; a spent rest is not."""
    book = paid()
    key = refund(book, "r1", "100.00")
    book.order("2026-01-02", "s1", "200.00")
    assert set(book.account.payments) == {"p1"}, "kept for the answer"
    (returned,) = book.accept("2026-01-03", commands.RecordRefund(key, ChargeOutcome.SUCCEEDED))
    assert isinstance(returned, events.PaymentRefunded)
    assert not returned.in_full
    assert book.account.payments == {}


def test_a_declined_refund_is_money_that_has_come() -> None:
    """B37, B8, R69: it closes what is owed by now and brings back what stopped for want of it."""
    book = paid("100.00", limit="50.00")
    key = refund(book, "r1", "100.00")
    book.accept("2026-01-02", book.registering("s1", "60.00", "1 month", "2026-01-05", renews_from=BALANCE))
    book.order("2026-01-02", "s2", "20.00")
    book.close("2026-01-06")
    assert table(book.accept("2026-01-06", commands.RecordRefund(key, ChargeOutcome.DECLINED))) == [
        "2026-01-06 | RefundDeclined p1 100.00",
        "2026-01-06 | ExpensesCovered p1 20.00",
        "2026-01-06 | ExpenseCharged s1 60.00",
        "2026-01-06 | ExpensesCovered p1 60.00",
        "2026-01-06 | ServiceRenewed s1",
        "2026-01-06 | ServiceStarted s1",
    ]
    assert book.balance == "20.00"
