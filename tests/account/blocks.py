"""An account whose limit is blocked."""

from __future__ import annotations

from tests.account.book import Book


def blocked() -> Book:
    """An account whose limit is blocked since 30 January, with a server paid to 20 February."""
    book = Book(limit="5000.00")
    book.accept("2025-12-01", book.registering("s1", "900.00", "1 month", "2026-02-20"))
    book.order("2025-12-10", "debt", "100.00", "1 year")
    book.close("2026-01-30")
    return book
