"""Decide: the day's work first, then the command; a refusal or a fault changes nothing (DESIGN 3)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.account import Accepted, BackdatedCommand, DuplicateId, Reason, commands, decide, events
from astra_billing.account.decision import NoAccount
from astra_billing.methods import BALANCE
from astra_billing.money import EUR, RUB, Money
from tests.account.book import Book, table


def busy() -> Book:
    """An account with a debt, a daily service, and a domain's worth of things to come."""
    book = Book(limit="5000.00")
    book.save("2025-12-01")
    book.order("2025-12-10", "debt", "100.00", "1 year")
    book.order("2025-12-20", "daily", "22.4137", "1 day", renews_from=BALANCE)
    book.accept("2025-12-20", book.registering("s1", "900.00", "1 month", "2026-02-20", renews_from=BALANCE))
    return book


def test_an_account_is_opened_with_nothing() -> None:
    """R3: and in the currency it will keep."""
    opened = decide(None, commands.OpenAccount("a1", EUR), date(2026, 1, 1))
    assert isinstance(opened, Accepted)
    assert opened.account.balance == Money("0.00", EUR)
    assert opened.account.opened_on == opened.account.worked_on == date(2026, 1, 1)
    assert table(opened.events) == ["2026-01-01 | AccountOpened a1"]


def test_an_account_is_opened_once() -> None:
    """DESIGN promise 2: the error names the account that is there."""
    with pytest.raises(DuplicateId, match="account 'a1' is there already"):
        Book().accept("2026-01-01", commands.OpenAccount("a2", RUB))


def test_nothing_can_be_asked_of_an_account_that_is_not_open() -> None:
    """The error says how to begin."""
    with pytest.raises(NoAccount, match="CloseDay comes before the account is opened; begin with OpenAccount"):
        decide(None, commands.CloseDay(), date(2026, 1, 1))


def test_a_command_is_never_older_than_the_journal() -> None:
    """DESIGN 3: the error names both days."""
    book = busy()
    with pytest.raises(BackdatedCommand, match="2025-12-19 is before 2025-12-20") as error:
        book.close("2025-12-19")
    assert (error.value.on, error.value.worked_on) == (date(2025, 12, 19), date(2025, 12, 20))


def test_the_days_work_comes_before_the_command() -> None:
    """DESIGN 3: an order of the 1st meets the invoice of the 1st."""
    book = Book(limit="5000.00")
    book.order("2025-12-10", "debt", "100.00", "1 year")
    assert table(book.order("2026-01-01", "s1", "20.00")) == [
        "2026-01-01 | InvoiceIssued pfx/1 100.00",
        "2026-01-01 | NoticeRaised credit_issued pfx/1",
        "2026-01-01 | ServiceOrdered s1 20.00",
        "2026-01-01 | ExpenseCharged s1 20.00",
    ]


@given(st.lists(st.dates(date(2025, 12, 21), date(2026, 3, 31)), max_size=8), st.booleans())
def test_a_late_run_catches_up_day_by_day(nights: list[date], pays: bool) -> None:  # noqa: FBT001
    """DESIGN 3: whichever nights are run, the same things happen on the same days."""
    often, late = busy(), busy()
    for night in sorted(nights):
        often.close(str(night))
    for book in (often, late):
        if pays:
            book.top_up("2026-03-31", "50.00")
        else:
            book.close("2026-03-31")
    assert often.journal == late.journal
    assert often.account == late.account


@given(st.dates(date(2025, 12, 21), date(2026, 4, 30)))
def test_a_day_closed_twice_is_closed_once(day: date) -> None:
    """DESIGN 3: `CloseDay` is idempotent."""
    book = busy()
    book.close(str(day))
    closed = book.account
    assert book.close(str(day)) == ()
    assert book.account == closed


def test_a_quiet_day_leaves_no_trace() -> None:
    """Nothing to do is no event."""
    book = Book()
    assert book.close("2026-12-31") == ()
    assert book.account.worked_on == date(2025, 12, 1)


def test_a_refusal_changes_nothing() -> None:
    """DESIGN 2: not even the days before it are worked; the next command works them."""
    book = busy()
    before = book.account
    assert book.refuse("2026-02-02", book.ordering("s9", "1.00")).reason is Reason.CREDIT_BLOCKED
    assert book.account == before
    book.close("2026-02-02")
    assert book.days(events.CreditBlocked) == ["2026-01-30"]


def test_what_was_decided_can_be_asked_of_the_answer() -> None:
    """DESIGN 3: charges for gateways and notices for the customer are data of the decision."""
    book = Book(limit="5000.00")
    book.save("2025-12-01")
    book.order("2025-12-10", "debt", "100.00", "1 year")
    book.accept("2025-12-10", book.registering("s1", "900.00", "1 month", "2026-01-02", renews_from="card"))
    decision = book.ask("2026-01-01", commands.CloseDay())
    assert isinstance(decision, Accepted)
    assert [charge.key for charge in decision.charges] == ["a1/renewal/s1/2026-01-02/1"]
    assert [notice.key for notice in decision.notices] == ["a1/notice/credit_issued/pfx/1"]
    assert [(record["event"], record["subject"]) for record in decision.to_records()] == [
        ("InvoiceIssued", "pfx/1"),
        ("NoticeRaised", "pfx/1"),
        ("ChargeRequested", "s1"),
    ]
