"""Blocked, paid, blocked again, paid again (R63, R69, B5, B6)."""

from __future__ import annotations

from astra_billing.account import events
from tests.account.book import Book, rows, table

CREDIT = (events.CreditBlocked, events.CreditUnblocked, events.InvoiceSettled)


def test_two_cycles_of_block_and_payment() -> None:
    """R63, R69: each block is announced once and lifted once, and the second is like the first."""
    book = Book("2025-12-01", limit="5000.00")
    book.order("2025-12-10", "first", "100.00", "1 year")
    book.close("2026-02-05")
    book.pay("2026-02-05")
    book.order("2026-02-06", "second", "200.00", "1 year")
    book.close("2026-04-02")
    book.top_up("2026-04-02", "200.00")
    book.close("2026-06-30")
    assert table(event for event in book.journal if isinstance(event, CREDIT)) == rows("""
        2026-01-30 | CreditBlocked a1 100.00
        2026-02-05 | InvoiceSettled pfx/1
        2026-02-05 | CreditUnblocked a1
        2026-03-30 | CreditBlocked a1 200.00
        2026-04-02 | InvoiceSettled pfx/2
        2026-04-02 | CreditUnblocked a1
    """)


def test_an_unblocked_limit_buys_again_the_same_day() -> None:
    """R69: nothing has to wait for the night."""
    book = Book("2025-12-01", limit="5000.00")
    book.order("2025-12-10", "first", "100.00", "1 year")
    book.close("2026-01-30")
    book.refuse("2026-01-30", book.ordering("second", "10.00"))
    book.pay("2026-01-30")
    book.order("2026-01-30", "second", "10.00")
    assert book.service("second").is_active


def test_a_block_that_lasts_for_months_gathers_no_second_block() -> None:
    """B5: younger invoices become late meanwhile; all of them have to be paid that block."""
    book = Book("2025-12-01", limit="5000.00")
    book.order("2025-12-10", "first", "100.00", "1 year")
    book.order("2026-01-10", "second", "50.00", "1 year")
    book.close("2026-04-10")
    assert book.days(events.CreditBlocked) == ["2026-01-30"]
    book.pay("2026-04-10", number=1)
    assert book.account.blocked, "the invoice of February has passed its own block day"
    book.pay("2026-04-11", number=2)
    assert book.days(events.CreditUnblocked) == ["2026-04-11"]
