"""The next day on which anything can happen by itself: never too late, never for nothing (DESIGN 3)."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given

from astra_billing.account import Accepted, ChargeOutcome, agenda, commands, decide
from astra_billing.catalog import ProductKind
from astra_billing.methods import BALANCE
from astra_billing.simulation import Scenario, simulate
from tests.account.book import Book
from tests.simulation.scenarios import scenarios


def ahead(book: Book) -> str:
    """The next day, as text."""
    return str(agenda(book.account))


def days_of_agenda(book: Book, until: str) -> list[str]:
    """Every day of the agenda up to a day, each closed before the next is asked for."""
    found = []
    while (day := agenda(book.account)) is not None and str(day) <= until:
        found.append(str(day))
        book.close(str(day))
    return found


def test_an_empty_account_has_nothing_ahead() -> None:
    """Neither with a limit nor without."""
    assert agenda(Book().account) is None
    assert agenda(Book(limit="5000.00").account) is None


def test_an_unpaid_expense_waits_for_the_1st() -> None:
    """R62: and the invoice then for its dates; after the block there is nothing ahead but the expiry."""
    book = Book(limit="5000.00")
    book.order("2025-12-10", "s1", "100.00", "1 year")
    assert days_of_agenda(book, "2027-12-31") == [
        "2026-01-01",
        "2026-01-12",
        "2026-01-16",
        "2026-01-25",
        "2026-01-30",
        "2026-12-10",
    ]


def test_what_is_paid_is_off_the_agenda() -> None:
    """R68: a settled invoice has no dates."""
    book = Book(limit="5000.00")
    book.order("2025-12-10", "s1", "100.00", "1 year")
    book.close("2026-01-01")
    book.pay("2026-01-12")
    assert ahead(book) == "2026-12-10"


def test_a_renewal_is_ahead_by_its_lead() -> None:
    """R86: a day for a server, sixty for a domain."""
    book = Book()
    book.accept("2025-12-01", book.registering("s1", "900.00", "1 month", "2026-03-31", renews_from=BALANCE))
    assert ahead(book) == "2026-03-30"
    domain = book.registering("d1", "900.00", "1 year", "2026-03-31", kind=ProductKind.DOMAIN, renews_from=BALANCE)
    book.accept("2025-12-01", domain)
    assert ahead(book) == "2026-01-30"


def test_a_service_without_renewal_is_ahead_by_its_expiry() -> None:
    """B20: it will stop."""
    book = Book()
    book.accept("2025-12-01", book.registering("s1", "900.00", "1 month", "2026-03-31"))
    assert ahead(book) == "2026-03-31"


def test_a_lead_that_has_begun_is_tried_tomorrow() -> None:
    """R86: a domain taken over ten days before its expiry."""
    book = Book()
    domain = book.registering("d1", "900.00", "1 year", "2025-12-11", kind=ProductKind.DOMAIN, renews_from=BALANCE)
    book.accept("2025-12-01", domain)
    assert ahead(book) == "2025-12-02"


def test_a_failing_method_leaves_only_the_expiry() -> None:
    """R87: until it works again."""
    book = Book()
    book.save("2025-12-01")
    domain = book.registering("d1", "900.00", "1 year", "2026-03-31", kind=ProductKind.DOMAIN, renews_from="card")
    book.accept("2025-12-01", domain)
    book.close("2026-01-30")
    assert agenda(book.account) is None, "the bank owes an answer"
    book.answer("2026-01-30", ChargeOutcome.DECLINED)
    assert ahead(book) == "2026-03-31"
    book.accept("2026-02-10", commands.ConfirmMethod("card"))
    assert ahead(book) == "2026-02-11"


def test_a_stopped_service_has_nothing_ahead() -> None:
    """R89: it waits for its customer."""
    book = Book()
    book.accept("2025-12-01", book.registering("s1", "900.00", "1 month", "2026-03-31", renews_from=BALANCE))
    book.accept("2025-12-02", commands.StopService("s1"))
    assert agenda(book.account) is None


@given(scenarios())
def test_stepping_day_by_day_finds_no_work_outside_the_agenda(scenario: Scenario) -> None:
    """DESIGN 3: never later than the first thing that would happen, and each of its days has an event."""
    (account,) = simulate(scenario, scenario.last_deed_on).accounts
    for offset in range(1, 60):
        day = scenario.last_deed_on + timedelta(days=offset)
        expected = agenda(account)
        assert expected is None or expected >= day
        decision = decide(account, commands.CloseDay(), day)
        assert isinstance(decision, Accepted)
        assert {event.on for event in decision.events} == ({day} if expected == day else set())
        account = decision.account
