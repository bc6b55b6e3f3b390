"""Money goes back: in parts that add up to the payment, and never more (B35, B37)."""

from __future__ import annotations

from astra_billing.account import ChargeOutcome, Reason, commands, events
from astra_billing.ledger import PaymentStatus
from tests.account.book import Book, rows, table


def returning(book: Book, on: str, number: int, amount: str, outcome: ChargeOutcome) -> None:
    """Ask for a refund of the first payment, and let the gateway answer it."""
    book.accept(on, commands.IssueRefund(f"r{number}", "p1", book.money(amount)))
    (key,) = book.account.refunds
    book.accept(on, commands.RecordRefund(key, outcome))


def test_three_parts_return_the_payment_to_the_kopeck() -> None:
    """B37: 33.33, 33.33 and 33.34 of 100.00; a kopeck more is refused at every step."""
    book = Book("2026-03-01")
    book.top_up("2026-03-01", "100.00")
    for number, part in ((3, "33.33"), (4, "33.33"), (5, "33.34")):
        more = commands.IssueRefund("more", "p1", book.account.balance + book.money("0.01"))
        assert book.refuse(f"2026-03-0{number}", more).reason is Reason.REFUND_TOO_LARGE
        returning(book, f"2026-03-0{number}", number, part, ChargeOutcome.SUCCEEDED)
    assert table(book.journal)[1:] == rows("""
        2026-03-01 | PaymentCredited p1 100.00
        2026-03-03 | RefundRequested p1 33.33
        2026-03-03 | PaymentRefunded p1 33.33
        2026-03-04 | RefundRequested p1 33.33
        2026-03-04 | PaymentRefunded p1 33.33
        2026-03-05 | RefundRequested p1 33.34
        2026-03-05 | PaymentRefunded p1 33.34
    """)
    assert [event.in_full for event in book.all(events.PaymentRefunded)] == [False, False, True]
    assert book.balance == "0.00"


def test_a_refund_that_the_gateway_declines_is_on_the_balance_again() -> None:
    """B37: what is on its way back cannot be spent; when it does not go back, it can."""
    book = Book("2026-03-01")
    book.top_up("2026-03-01", "100.00")
    book.accept("2026-03-02", commands.IssueRefund("r1", "p1", book.money("60.00")))
    assert book.balance == "40.00"
    assert book.refuse("2026-03-02", book.ordering("server", "50.00")).reason is Reason.INSUFFICIENT_FUNDS
    (key,) = book.account.refunds
    book.accept("2026-03-03", commands.RecordRefund(key, ChargeOutcome.DECLINED))
    book.order("2026-03-03", "server", "50.00")
    returning(book, "2026-03-04", 2, "50.00", ChargeOutcome.SUCCEEDED)
    assert table(book.journal)[1:] == rows("""
        2026-03-01 | PaymentCredited p1 100.00
        2026-03-02 | RefundRequested p1 60.00
        2026-03-03 | RefundDeclined p1 60.00
        2026-03-03 | ServiceOrdered server 50.00
        2026-03-03 | ExpenseCharged server 50.00
        2026-03-03 | ExpensesCovered p1 50.00
        2026-03-04 | RefundRequested p1 50.00
        2026-03-04 | PaymentRefunded p1 50.00
    """)
    assert book.refuse("2026-03-05", commands.IssueRefund("r3", "p1", book.money("0.01"))).reason is (
        Reason.REFUND_TOO_LARGE
    )


def test_what_is_spent_does_not_go_back() -> None:
    """B37: of 100.00 thirty are spent; seventy can go back, and the payment stays credited."""
    book = Book("2026-03-01")
    book.top_up("2026-03-01", "100.00")
    book.order("2026-03-02", "server", "30.00", "1 year")
    assert book.refuse("2026-03-03", commands.IssueRefund("r0", "p1", book.money("70.01"))).reason is (
        Reason.REFUND_TOO_LARGE
    )
    assert book.account.payments["p1"].status is PaymentStatus.CREDITED
    returning(book, "2026-03-03", 1, "70.00", ChargeOutcome.SUCCEEDED)
    (returned,) = book.all(events.PaymentRefunded)
    assert not returned.in_full, "30.00 of it were spent"
    assert book.balance == "0.00"
