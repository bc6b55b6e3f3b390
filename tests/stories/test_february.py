"""The invoice of 1 February under both readings of a month without a 30th (B1)."""

from __future__ import annotations

import pytest

from astra_billing.account import Reason
from astra_billing.credit import ShortMonth
from tests.account.book import Book, rows, table


def january(year: int, short_month: ShortMonth) -> Book:
    """100.00 of January on credit."""
    book = Book(f"{year}-01-01", limit="5000.00", short_month=short_month)
    book.order(f"{year}-01-10", "storage", "100.00", "1 year")
    return book


def test_the_grace_keeps_its_fifteen_days() -> None:
    """B1: the block comes on 2 March."""
    assert table(january(2026, ShortMonth.GRACE_DAYS).close("2026-03-31")) == rows("""
        2026-02-01 | InvoiceIssued pfx/1 100.00
        2026-02-01 | NoticeRaised credit_issued pfx/1
        2026-02-12 | NoticeRaised credit_due_soon pfx/1
        2026-02-16 | InvoiceOverdue pfx/1 100.00
        2026-02-16 | NoticeRaised credit_overdue pfx/1
        2026-02-25 | NoticeRaised credit_block_soon pfx/1
        2026-03-02 | CreditBlocked a1 100.00
        2026-03-02 | NoticeRaised credit_blocked pfx/1
    """)


def test_the_block_keeps_to_its_month() -> None:
    """B1: the block comes on 28 February, and its warning two days earlier."""
    assert table(january(2026, ShortMonth.DAY_30_CLAMPED).close("2026-03-31")) == rows("""
        2026-02-01 | InvoiceIssued pfx/1 100.00
        2026-02-01 | NoticeRaised credit_issued pfx/1
        2026-02-12 | NoticeRaised credit_due_soon pfx/1
        2026-02-16 | InvoiceOverdue pfx/1 100.00
        2026-02-16 | NoticeRaised credit_overdue pfx/1
        2026-02-23 | NoticeRaised credit_block_soon pfx/1
        2026-02-28 | CreditBlocked a1 100.00
        2026-02-28 | NoticeRaised credit_blocked pfx/1
    """)


@pytest.mark.parametrize(
    ("year", "short_month", "last_day", "block_day"),
    [
        (2026, ShortMonth.GRACE_DAYS, "2026-03-01", "2026-03-02"),
        (2026, ShortMonth.DAY_30_CLAMPED, "2026-02-27", "2026-02-28"),
        (2028, ShortMonth.GRACE_DAYS, "2028-02-29", "2028-03-01"),
        (2028, ShortMonth.DAY_30_CLAMPED, "2028-02-28", "2028-02-29"),
    ],
)
def test_the_limit_works_to_the_end_of_the_last_day(
    year: int, short_month: ShortMonth, last_day: str, block_day: str
) -> None:
    """B1, B2: in common years and in leap years."""
    book = january(year, short_month)
    book.order(last_day, "server", "10.00", "1 year")
    assert book.refuse(block_day, book.ordering("another", "10.00")).reason is Reason.CREDIT_BLOCKED


def test_on_the_1st_of_march_two_invoices_are_open_at_once() -> None:
    """B1, B5, R72: February's is late but not blocking yet, March's is new, and more can be spent."""
    book = january(2026, ShortMonth.GRACE_DAYS)
    book.order("2026-02-10", "server", "88.00", "1 year")
    book.order("2026-03-01", "domain", "42.99", "1 year")
    standing = book.standing("2026-03-01")
    assert [str(heap.amount) for heap in (standing.overdue, standing.awaiting, standing.spent)] == [
        "100.00",
        "88.00",
        "42.99",
    ]
    assert str(standing.available.amount) == "4769.01"
