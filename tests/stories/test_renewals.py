"""Services that are renewed in time, for years (R84, R86, B15)."""

from __future__ import annotations

import pytest

from astra_billing.account import commands, events
from astra_billing.catalog import ProductKind
from astra_billing.methods import BALANCE
from tests.account.book import Book


def renewals(book: Book) -> list[tuple[str, str]]:
    """The day of each renewal, and the expiry that it brought."""
    return [(str(event.on), str(event.expires_on)) for event in book.all(events.ServiceRenewed)]


def test_a_server_of_the_31st_keeps_to_the_31st() -> None:
    """B15: through February and every month of thirty days, each time on the eve (R86)."""
    book = Book("2027-12-01", limit="50000.00")
    book.top_up("2027-12-01", "10000.00")
    book.order("2027-12-31", "server", "100.00", renews_from=BALANCE)
    book.close("2028-07-01")
    assert renewals(book) == [
        ("2028-01-30", "2028-02-29"),
        ("2028-02-28", "2028-03-31"),
        ("2028-03-30", "2028-04-30"),
        ("2028-04-29", "2028-05-31"),
        ("2028-05-30", "2028-06-30"),
        ("2028-06-29", "2028-07-31"),
    ]


def test_a_leap_day_returns_every_fourth_year() -> None:
    """B15: a yearly domain of 29 February, sixty days ahead each time (R86)."""
    book = Book("2028-02-29")
    book.top_up("2028-02-29", "10000.00")
    domain = book.ordering("domain", "900.00", "1 year", kind=ProductKind.DOMAIN, renews_from=BALANCE)
    book.accept("2028-02-29", domain)
    book.close("2032-02-28")
    assert renewals(book) == [
        ("2028-12-30", "2030-02-28"),
        ("2029-12-30", "2031-02-28"),
        ("2030-12-30", "2032-02-29"),
        ("2031-12-31", "2033-02-28"),
    ]


def test_a_daily_service_is_charged_every_day_of_a_leap_february() -> None:
    """R84, R89: twenty-nine charges, none missing and none twice."""
    book = Book("2028-01-31")
    book.top_up("2028-01-31", "1000.00")
    book.order("2028-01-31", "daily", "20.00", "1 day", renews_from=BALANCE)
    book.close("2028-02-29")
    charged = [str(event.on) for event in book.all(events.ExpenseCharged)]
    assert charged == ["2028-01-31", *(f"2028-02-{number:02d}" for number in range(1, 30))]


def test_a_term_bought_ahead_moves_the_next_attempt() -> None:
    """R84, R86: renewed through the cart on the 10th, the server is next tried a month later."""
    book = Book("2026-01-01", limit="5000.00")
    book.accept("2026-01-01", book.registering("server", "100.00", "1 month", "2026-01-20", renews_from=BALANCE))
    book.accept("2026-01-10", commands.RenewService("server"))
    book.close("2026-02-28")
    assert renewals(book) == [("2026-01-10", "2026-02-20"), ("2026-02-19", "2026-03-20")]


def test_a_term_bought_on_the_eve_is_not_bought_twice() -> None:
    """R86: the attempt of the 19th was made; the cart adds a term of the customer's own."""
    book = Book("2026-01-01", limit="5000.00")
    book.accept("2026-01-01", book.registering("server", "100.00", "1 month", "2026-01-20", renews_from=BALANCE))
    book.accept("2026-01-19", commands.RenewService("server"))
    assert renewals(book) == [("2026-01-19", "2026-02-20"), ("2026-01-19", "2026-03-20")]
    book.close("2026-03-10")
    assert len(renewals(book)) == 2


@pytest.mark.parametrize(("kind", "first"), [(ProductKind.SERVER, "2026-02-19"), (ProductKind.DOMAIN, "2025-12-22")])
def test_the_lead_decides_the_day_of_the_first_attempt(kind: ProductKind, first: str) -> None:
    """R86: one day, or sixty across the turn of the year."""
    book = Book("2025-12-01", limit="5000.00")
    book.accept("2025-12-01", book.registering("s1", "900.00", "1 year", "2026-02-20", kind=kind, renews_from=BALANCE))
    book.close("2026-03-01")
    assert renewals(book) == [(first, "2027-02-20")]
