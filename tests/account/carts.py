"""Accounts with something in their cart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import commands
from tests.account.book import Book

if TYPE_CHECKING:
    from astra_billing.orders import NewService, Renewal


def with_cart(*items: NewService | Renewal, limit: str | None = None, money: str | None = None) -> Book:
    """An account with things in its cart, and perhaps with a limit or money."""
    book = Book("2026-01-01", limit=limit)
    if money is not None:
        book.top_up("2026-01-01", money)
    for item in items:
        book.accept("2026-01-01", commands.AddToCart(item))
    return book
