"""What a customer does with services: take over, order, renew (R39, R50, R64, R84, B16)."""

from __future__ import annotations

from datetime import date

import pytest

from astra_billing.account import DuplicateId, Reason, UnknownId, commands, events
from astra_billing.catalog import ProductKind
from astra_billing.credit import Operation
from astra_billing.methods import BALANCE
from astra_billing.money import EUR, RUB, CurrencyMismatch, Money
from tests.account.blocks import blocked
from tests.account.book import Book, table

# --- orders -----------------------------------------------------------------------------------------------------------


def test_an_order_is_paid_from_the_balance() -> None:
    """R50: 300.00 on the account and an order of 20.00 leave 280.00."""
    book = Book()
    book.top_up("2026-01-10", "300.00")
    assert table(book.order("2026-01-10", "s1", "20.00")) == [
        "2026-01-10 | ServiceOrdered s1 20.00",
        "2026-01-10 | ExpenseCharged s1 20.00",
        "2026-01-10 | ExpensesCovered p1 20.00",
    ]
    assert book.balance == "280.00"
    assert book.account.expenses == {}
    assert book.service("s1").expires_on == date(2026, 2, 10)


def test_an_order_takes_the_balance_first_and_the_limit_after() -> None:
    """R61: what the balance lacks is spent on credit."""
    book = Book(limit="50.00")
    book.top_up("2026-01-10", "30.00")
    book.order("2026-01-10", "s1", "80.00")
    assert book.balance == "0.00"
    assert book.standing("2026-01-10").spent == Money("50.00", RUB)
    assert book.standing("2026-01-10").available.is_zero


def test_an_order_beyond_balance_and_limit_is_refused() -> None:
    """R61: the debt may not exceed the limit, by not so much as a kopeck; the refusal says what was there."""
    book = Book(limit="50.00")
    book.top_up("2026-01-10", "30.00")
    before = book.account
    refused = book.refuse("2026-01-10", book.ordering("s1", "80.01"))
    assert refused.reason is Reason.INSUFFICIENT_FUNDS
    assert refused.facts["price"] == Money("80.01", RUB)
    assert refused.facts["balance"] == Money("30.00", RUB)
    assert book.account == before


def test_without_a_limit_only_the_balance_counts() -> None:
    """R61: no limit is no credit."""
    assert Book().refuse("2026-01-10", Book().ordering("s1", "0.01")).reason is Reason.INSUFFICIENT_FUNDS


def test_a_free_service_needs_no_money() -> None:
    """R42: a price of 0.00 is always there."""
    book = Book()
    book.order("2026-01-10", "s1", "0.00")
    assert book.service("s1").is_active
    assert book.account.expenses == {}


def test_a_limit_lowered_below_the_debt_buys_nothing_but_the_balance_does() -> None:
    """R61: less than nothing is left of the limit; money on the account is still money."""
    book = Book(limit="500.00")
    book.order("2026-01-05", "s1", "400.00")
    book.grant("2026-01-06", "100.00")
    assert book.refuse("2026-01-06", book.ordering("s2", "0.01")).reason is Reason.INSUFFICIENT_FUNDS
    book.top_up("2026-01-07", "450.00")
    book.grant("2026-01-07", "0.00")
    book.order("2026-01-07", "s2", "50.00")
    assert book.balance == "0.00"


def test_an_order_on_the_1st_belongs_to_the_next_invoice() -> None:
    """R62, B4: the invoice of the 1st is about the month before."""
    book = Book(limit="5000.00")
    book.order("2026-01-01", "s1", "100.00", "1 year")
    assert book.all(events.InvoiceIssued) == []
    book.close("2026-02-01")
    assert book.days(events.InvoiceIssued) == ["2026-02-01"]


def test_an_order_on_the_block_day_is_refused() -> None:
    """R64, B2: the 30th begins blocked, even for an order that comes before any nightly run."""
    book = Book(limit="5000.00")
    book.order("2025-12-10", "debt", "100.00", "1 year")
    book.order("2026-01-29", "s1", "10.00", "1 year")
    refused = book.refuse("2026-01-30", book.ordering("s2", "10.00"))
    assert refused.reason is Reason.CREDIT_BLOCKED
    assert refused.facts["operation"] in {Operation.ORDER, Operation.ORDER.value}


def test_a_blocked_limit_refuses_orders_though_the_balance_would_do() -> None:
    """R64, B7: paying for services is forbidden, by any method; the block outranks the want of money."""
    book = Book(limit="5000.00")
    book.order("2025-12-10", "debt", "100.00", "1 year")
    book.order("2026-01-10", "more", "50.00", "1 year")
    book.close("2026-02-01")
    book.pay("2026-02-01", "500.00", number=2)
    assert book.balance == "450.00"
    assert book.refuse("2026-02-02", book.ordering("s1", "10.00")).reason is Reason.CREDIT_BLOCKED
    assert book.refuse("2026-02-02", book.ordering("s1", "9999.00")).reason is Reason.CREDIT_BLOCKED


@pytest.mark.parametrize("renews_from", [None, BALANCE, "card"])
def test_a_service_names_what_renews_it(renews_from: str | None) -> None:
    """R81: nothing, the balance, or a saved method of the account."""
    book = Book()
    book.save("2025-12-01")
    book.accept("2025-12-01", book.ordering("s1", "0.00", renews_from=renews_from))
    assert book.service("s1").renews_from == renews_from


@pytest.mark.parametrize("command", ["ordering", "registering"])
def test_a_method_that_does_not_exist_is_a_fault(command: str) -> None:
    """R77: and the account is as it was."""
    book = Book()
    book.save("2025-12-01")
    before = book.account
    given = (
        book.ordering("s1", "0.00", renews_from="wallet")
        if command == "ordering"
        else book.registering("s1", "1.00", "1 month", "2026-01-20", renews_from="wallet")
    )
    with pytest.raises(UnknownId, match=r"method 'wallet'.*known are: card") as error:
        book.ask("2025-12-02", given)
    assert (error.value.kind, error.value.id, error.value.known) == ("method", "wallet", ("card",))
    assert book.account == before


def test_an_id_is_used_once() -> None:
    """DESIGN promise 2: a repeated order is a fault, not a second service."""
    book = Book(limit="5000.00")
    book.order("2025-12-10", "s1", "100.00")
    with pytest.raises(DuplicateId, match=r"service 's1' is there already"):
        book.order("2025-12-10", "s1", "100.00")
    with pytest.raises(DuplicateId):
        book.accept("2025-12-10", book.registering("s1", "1.00", "1 month", "2026-01-20"))


def test_a_price_is_in_the_accounts_currency() -> None:
    """B33: there is no silent conversion."""
    book, euros = Book(), Book(currency=EUR)
    with pytest.raises(CurrencyMismatch):
        book.accept("2025-12-10", euros.ordering("s1", "1.00"))
    with pytest.raises(CurrencyMismatch):
        book.accept("2025-12-10", euros.registering("s1", "1.00", "1 month", "2026-01-20"))


# --- services that come with a paid term ------------------------------------------------------------------------------


def test_a_registered_service_costs_nothing_until_it_is_renewed() -> None:
    """R88: it is paid until its expiry, from which its terms count."""
    book = Book()
    assert table(book.accept("2025-12-10", book.registering("s1", "900.00", "1 month", "2026-01-31"))) == [
        "2025-12-10 | ServiceRegistered s1",
    ]
    book.top_up("2025-12-11", "900.00")
    book.accept("2025-12-11", commands.RenewService("s1"))
    assert book.service("s1").expires_on == date(2026, 2, 28)


def test_a_service_registered_after_its_expiry_stops_the_next_night() -> None:
    """B20: nothing is tried for it, whatever it renews from."""
    book = Book(limit="5000.00")
    book.accept("2025-12-10", book.registering("s1", "900.00", "1 month", "2025-12-10", renews_from=BALANCE))
    assert table(book.close("2025-12-31")) == ["2025-12-11 | ServiceStopped s1"]


# --- manual renewal ---------------------------------------------------------------------------------------------------


def test_the_manual_renewal_of_the_portal() -> None:
    """R84: 2023-05-27 is renewed by a month to 2023-06-27, for 100.00."""
    book = Book("2023-05-01")
    book.accept("2023-05-01", book.registering("3925", "100.00", "1 month", "2023-05-27", kind=ProductKind.OTHER))
    book.top_up("2023-05-10", "100.00")
    assert table(book.accept("2023-05-10", commands.RenewService("3925"))) == [
        "2023-05-10 | ExpenseCharged 3925 100.00",
        "2023-05-10 | ExpensesCovered p1 100.00",
        "2023-05-10 | ServiceRenewed 3925",
    ]
    assert book.service("3925").expires_on == date(2023, 6, 27)


def test_a_service_may_be_renewed_several_terms_ahead() -> None:
    """R84, B15: each renewal is a term from the anchor."""
    book = Book(limit="5000.00")
    book.order("2025-12-31", "s1", "100.00")
    for _ in range(3):
        book.accept("2025-12-31", commands.RenewService("s1"))
    assert book.service("s1").expires_on == date(2026, 4, 30)
    assert len(book.all(events.ExpenseCharged)) == 4


def test_a_blocked_limit_refuses_renewal_through_the_cart() -> None:
    """R64: and the service keeps the term it has."""
    book = blocked()
    refused = book.refuse("2026-02-01", commands.RenewService("s1"))
    assert refused.reason is Reason.CREDIT_BLOCKED
    assert refused.facts["operation"] in {Operation.CART_RENEWAL, Operation.CART_RENEWAL.value}


def test_a_stopped_service_is_started_not_renewed() -> None:
    """R88: the state comes first of all reasons, even before the block."""
    book = blocked()
    book.accept("2026-02-01", commands.StopService("s1"))
    refused = book.refuse("2026-02-01", commands.RenewService("s1"))
    assert refused.reason is Reason.SERVICE_IN_WRONG_STATE
    assert refused.facts["service"] == "s1"
