"""Events make the account (DESIGN 3)."""

from __future__ import annotations

from datetime import date

import pytest

from astra_billing.account import events, evolve, fold
from astra_billing.account.decision import NoAccount
from astra_billing.ledger import Part
from astra_billing.methods import BALANCE
from astra_billing.money import RUB, Money
from tests.account.book import Book, day


def test_an_empty_journal_makes_no_account() -> None:
    """And adds nothing to one."""
    account = Book().account
    assert fold(()) is None
    assert fold((), account) is account


def test_a_journal_begins_with_the_opening() -> None:
    """The error names the event that came too early."""
    with pytest.raises(NoAccount, match="MethodRestored comes before the account is opened"):
        evolve(None, events.MethodRestored(date(2026, 1, 1), "card"))


def test_an_event_makes_a_new_account() -> None:
    """House rule 3: the old one never changes."""
    book = Book(limit="5000.00")
    before = book.account
    book.order("2025-12-10", "s1", "100.00")
    assert before.expenses == {}
    assert before.services == {}
    assert book.account.worked_on == date(2025, 12, 10)


def test_ids_go_on_after_everything_is_paid() -> None:
    """R36: closed expenses and invoices leave the state, and their numbers are not used again."""
    book = Book(limit="5000.00")
    book.order("2025-12-10", "s1", "100.00", "1 year")
    book.close("2026-01-01")
    book.pay("2026-01-02")
    assert (book.account.expenses, book.account.invoices) == ({}, {})
    book.order("2026-01-10", "s2", "50.00", "1 year")
    book.close("2026-02-01")
    assert list(book.account.expenses) == [2]
    assert list(book.account.invoices) == [2]


def test_expenses_stay_in_the_order_of_their_ids() -> None:
    """R38: part payments in between don't shuffle them."""
    book = Book(limit="5000.00")
    for number, price in enumerate(("10.00", "20.00", "30.00"), start=1):
        book.order("2025-12-10", f"s{number}", price, "1 year")
    book.top_up("2025-12-11", "15.00")
    assert list(book.account.expenses) == [2, 3]
    assert [each.id for each in book.account.uninvoiced] == [2, 3]
    assert book.account.debts.spent == Money("45.00", RUB)


@pytest.mark.parametrize(("paid", "rests"), [("60.00", {"p2": "40.00"}), ("20.00", {"p1": "30.00", "p2": "50.00"})])
def test_a_journal_that_names_the_balance_spends_first_what_came_first(paid: str, rests: dict[str, str]) -> None:
    """R38: so did journals of schema 1, which did not say whose money it was."""
    book = Book("2026-01-01")
    for _ in range(2):
        book.top_up("2026-01-01", "50.00")
    book.accept("2026-01-01", book.ordering("s1", "100.00"))
    first = [each for each in book.journal if not isinstance(each, events.ExpensesCovered)]
    covered = events.ExpensesCovered(day("2026-01-01"), BALANCE, (Part(1, book.money(paid)),))
    account = fold([*first, covered])
    assert account is not None
    assert {each.id: str(each.unspent.amount) for each in account.payments.values()} == rests
