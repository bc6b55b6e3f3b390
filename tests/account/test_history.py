"""The history of every service (R88)."""

from __future__ import annotations

from datetime import date

from astra_billing.account import ChargeOutcome, commands, history
from astra_billing.services import ServiceState
from tests.account.book import Book


def lived() -> Book:
    """A server that a card renews, that its customer stops and deletes, beside another that is left alone."""
    book = Book("2026-01-01")
    book.save("2026-01-01")
    book.accept("2026-01-01", book.registering("s1", "90.00", "1 month", "2026-01-20", renews_from="card"))
    book.order_paid("2026-01-01", "other", "5.00", "1 year")
    book.close("2026-01-19")
    book.answer("2026-01-19", ChargeOutcome.SUCCEEDED)
    book.accept("2026-02-01", commands.StopService("s1"))
    book.accept("2026-02-02", commands.DeleteService("s1"))
    return book


def test_the_history_tells_activation_stop_and_start() -> None:
    """R88: every change of a service with its state and its paid time after it; nothing of any other service."""
    told = history(lived().journal, "s1")
    assert [(str(line.on), type(line.event).__name__, line.state, str(line.expires_on)) for line in told.lines] == [
        ("2026-01-01", "ServiceRegistered", ServiceState.ACTIVE, "2026-01-20"),
        ("2026-01-19", "ChargeRequested", ServiceState.ACTIVE, "2026-01-20"),
        ("2026-01-19", "ChargeSucceeded", ServiceState.ACTIVE, "2026-01-20"),
        ("2026-01-19", "ExpenseCharged", ServiceState.ACTIVE, "2026-01-20"),
        ("2026-01-19", "ServiceRenewed", ServiceState.ACTIVE, "2026-02-20"),
        ("2026-02-01", "ServiceStopped", ServiceState.STOPPED, "2026-02-20"),
        ("2026-02-02", "ServiceDeleted", ServiceState.DELETED, "2026-02-20"),
    ]


def test_the_history_is_a_table() -> None:
    """R88: one record a line, as the event has it, with state and expiry behind."""
    record = history(lived().journal, "s1").to_records()[0]
    assert record == {
        "date": date(2026, 1, 1),
        "event": "ServiceRegistered",
        "rule": "R88",
        "subject": "s1",
        "amount": "",
        "currency": "",
        "state": "active",
        "expires_on": date(2026, 1, 20),
    }


def test_a_service_that_never_was_has_no_history() -> None:
    """R88: an empty table, not a fault."""
    assert history(lived().journal, "ghost").lines == ()
