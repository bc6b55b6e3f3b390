"""Services are stopped, started, suspended and released (R64, R88, R89, B16)."""

from __future__ import annotations

from datetime import date

import pytest

from astra_billing.account import ChargeOutcome, Reason, UnknownId, commands, events
from astra_billing.methods import BALANCE
from astra_billing.services import Actor, ServiceState, StopCause
from tests.account.blocks import blocked
from tests.account.book import Book, table


@pytest.mark.parametrize("command", [commands.StopService, commands.StartService, commands.RenewService])
def test_a_service_that_does_not_exist_is_a_fault(
    command: type[commands.StopService | commands.StartService | commands.RenewService],
) -> None:
    """The error names the services there are."""
    book = Book()
    book.order("2025-12-10", "s1", "0.00")
    with pytest.raises(UnknownId, match=r"service 's9'.*known are: s1"):
        book.ask("2025-12-11", command("s9"))


def test_a_customer_stops_and_starts_within_the_paid_time_for_nothing() -> None:
    """R88, R89: the term runs on, and no expense is made."""
    book = Book(limit="5000.00")
    book.order("2026-01-10", "s1", "100.00")
    book.accept("2026-01-15", commands.StopService("s1"))
    assert book.service("s1").state is ServiceState.STOPPED
    assert table(book.accept("2026-02-09", commands.StartService("s1"))) == [
        "2026-02-01 | InvoiceIssued pfx/1 100.00",
        "2026-02-01 | NoticeRaised credit_issued pfx/1",
        "2026-02-09 | ServiceStarted s1",
    ]
    assert book.service("s1").expires_on == date(2026, 2, 10)
    assert len(book.all(events.ExpenseCharged)) == 1


def test_a_start_after_the_paid_time_pays_a_term_from_that_day() -> None:
    """B16: on the day of expiry the paid time is over."""
    book = Book(limit="5000.00")
    book.order("2026-01-10", "s1", "100.00")
    book.accept("2026-01-15", commands.StopService("s1"))
    happened = book.accept("2026-02-10", commands.StartService("s1"))
    assert table(happened)[-3:] == [
        "2026-02-10 | ExpenseCharged s1 100.00",
        "2026-02-10 | ServiceRenewed s1",
        "2026-02-10 | ServiceStarted s1",
    ]
    assert book.service("s1").anchored_on == date(2026, 2, 10)
    assert book.service("s1").expires_on == date(2026, 3, 10)


def test_a_start_that_cannot_be_paid_is_refused() -> None:
    """R61, R64: for want of money, or because of the block."""
    poor = Book()
    poor.accept("2025-12-01", poor.registering("s1", "100.00", "1 month", "2026-01-10"))
    poor.accept("2026-01-05", commands.StopService("s1"))
    assert poor.refuse("2026-01-10", commands.StartService("s1")).reason is Reason.INSUFFICIENT_FUNDS
    assert poor.service("s1").state is ServiceState.STOPPED
    late = blocked()
    late.accept("2026-02-01", commands.StopService("s1"))
    assert late.refuse("2026-02-20", commands.StartService("s1")).reason is Reason.CREDIT_BLOCKED


def test_a_block_does_not_keep_a_paid_service_from_starting() -> None:
    """R63: services valid into the next month stay the customer's."""
    book = blocked()
    book.accept("2026-02-01", commands.StopService("s1"))
    book.accept("2026-02-19", commands.StartService("s1"))
    assert book.service("s1").is_active


def suspended(renews_from: str | None) -> Book:
    """A service paid until 10 February that the administrator has stopped in January."""
    book = Book("2026-01-10")
    book.save("2026-01-10")
    book.top_up("2026-01-10", "100.00")
    book.order("2026-01-10", "s1", "100.00", renews_from=renews_from)
    book.accept("2026-01-20", commands.StopService("s1", by=Actor.ADMINISTRATOR))
    return book


RELEASE = commands.StartService("s1", by=Actor.ADMINISTRATOR)


def test_a_release_within_the_paid_time_costs_nothing() -> None:
    """R89: and needs nothing."""
    (started,) = suspended(None).accept("2026-02-09", RELEASE)
    assert isinstance(started, events.ServiceStarted)


def test_a_release_after_the_paid_time_tries_the_renewal_that_was_missed() -> None:
    """R89, B16: from the balance, if that is what renews it; the term begins on that day."""
    book = suspended(BALANCE)
    book.top_up("2026-02-15", "150.00")
    assert table(book.accept("2026-03-01", RELEASE)) == [
        "2026-03-01 | ServiceStarted s1",
        "2026-03-01 | ExpenseCharged s1 100.00",
        "2026-03-01 | ExpensesCovered p2 100.00",
        "2026-03-01 | ServiceRenewed s1",
    ]
    assert (book.service("s1").is_active, str(book.service("s1").expires_on)) == (True, "2026-04-01")


def test_a_release_needs_no_money_but_the_service_then_waits_for_it() -> None:
    """R89, B20, R69: the force is over; what is left is the want of money, which is said, and money ends it."""
    book = suspended(BALANCE)
    assert table(book.accept("2026-03-01", RELEASE)) == [
        "2026-03-01 | ServiceStarted s1",
        "2026-03-01 | RenewalRefused s1 100.00",
        "2026-03-01 | ServiceStopped s1",
    ]
    assert (book.service("s1").state, book.service("s1").stop_cause) == (ServiceState.STOPPED, StopCause.EXPIRED)
    book.top_up("2026-03-05", "100.00")
    assert (book.service("s1").is_active, str(book.service("s1").expires_on)) == (True, "2026-04-05")


def test_a_release_spends_no_money_that_is_for_something_else() -> None:
    """R89, R88: without automatic renewal the customer alone decides, and starts it."""
    book = suspended(None)
    book.top_up("2026-02-15", "150.00")
    book.accept("2026-03-01", RELEASE)
    assert (book.balance, book.service("s1").stop_cause) == ("150.00", StopCause.EXPIRED)
    book.accept("2026-03-02", commands.StartService("s1"))
    assert (book.balance, book.service("s1").is_active) == ("50.00", True)


def test_a_release_asks_the_saved_method_once_a_day() -> None:
    """R87, R89: released twice on one day it is asked once, and after a refusal the service waits."""
    book = suspended("card")
    book.accept("2026-03-01", RELEASE)
    assert (book.service("s1").is_active, len(book.account.charges)) == (True, 1)
    book.answer("2026-03-01", ChargeOutcome.DECLINED)
    book.accept("2026-03-01", commands.ConfirmMethod("card"))
    book.accept("2026-03-01", commands.StopService("s1", by=Actor.ADMINISTRATOR))
    book.accept("2026-03-01", RELEASE)
    assert (len(book.all(events.ChargeRequested)), book.service("s1").stop_cause) == (1, StopCause.EXPIRED)


def test_a_release_while_a_charge_is_open_waits_for_its_answer() -> None:
    """R87: the term it pays follows the one before, as it was asked for in time."""
    book = Book("2026-01-10")
    book.save("2026-01-10")
    book.accept("2026-01-10", book.registering("s1", "100.00", "1 month", "2026-02-10", renews_from="card"))
    book.close("2026-02-09")
    book.accept("2026-02-09", commands.StopService("s1", by=Actor.ADMINISTRATOR))
    book.accept("2026-02-20", RELEASE)
    assert (book.service("s1").is_active, len(book.account.charges)) == (True, 1)
    book.answer("2026-02-20", ChargeOutcome.SUCCEEDED)
    assert str(book.service("s1").expires_on) == "2026-03-10"


def test_a_running_service_cannot_be_started() -> None:
    """R89: nor a stopped one stopped."""
    book = blocked()
    assert book.refuse("2026-02-01", commands.StartService("s1")).reason is Reason.SERVICE_IN_WRONG_STATE
    book.accept("2026-02-01", commands.StopService("s1"))
    assert book.refuse("2026-02-01", commands.StopService("s1")).reason is Reason.SERVICE_IN_WRONG_STATE


def test_a_customers_stop_outlives_the_expiry_and_any_payment() -> None:
    """R69, R89: only what had to stop comes back by itself."""
    book = Book()
    book.accept("2025-12-01", book.registering("s1", "100.00", "1 month", "2026-01-10", renews_from=BALANCE))
    book.accept("2026-01-05", commands.StopService("s1"))
    book.top_up("2026-01-20", "500.00")
    assert book.service("s1").stop_cause is StopCause.CUSTOMER
    assert book.balance == "500.00"
    assert book.all(events.RenewalRefused) == []


def test_a_service_stopped_and_started_while_its_charge_is_pending_is_renewed_by_it() -> None:
    """DESIGN 4: the obligation is the same, so one charge pays it; nothing is asked for again meanwhile."""
    book = Book()
    book.save("2025-12-01")
    book.accept("2025-12-01", book.registering("s1", "100.00", "1 month", "2026-01-10", renews_from="card"))
    book.close("2026-01-09")
    book.accept("2026-01-09", commands.StopService("s1"))
    book.accept("2026-01-09", commands.StartService("s1"))
    book.close("2026-01-10")
    book.answer("2026-01-10", ChargeOutcome.SUCCEEDED)
    assert book.service("s1").expires_on == date(2026, 2, 10)
    assert len(book.all(events.ChargeRequested)) == 1
    assert book.balance == "0.00"
