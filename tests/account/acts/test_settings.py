"""What customer and provider agree on: limits, methods, caps (R59, R61, R78, R86)."""

from __future__ import annotations

import pytest

from astra_billing.account import ChargeOutcome, DuplicateId, UnknownId, commands, events
from astra_billing.credit import CreditPolicy
from astra_billing.methods import BALANCE
from astra_billing.money import EUR, RUB, CurrencyMismatch, Money
from tests.account.book import Book, table


def test_an_account_without_a_limit_has_no_standing() -> None:
    """R61: there is no dashboard to show."""
    assert Book().account.standing(on=Book().account.opened_on) is None


def test_a_limit_is_granted_and_changed() -> None:
    """R61: the newest counts."""
    book = Book()
    assert table(book.grant("2025-12-02", "5000.00")) == ["2025-12-02 | CreditGranted a1 5000.00"]
    book.grant("2025-12-03", "7000.00")
    assert book.standing("2025-12-03").available == Money("7000.00", RUB)


def test_a_limit_is_in_the_accounts_currency() -> None:
    """B33: a limit in euros is none for roubles."""
    with pytest.raises(CurrencyMismatch):
        Book().accept("2025-12-02", commands.GrantCredit(CreditPolicy(Money("5000.00", EUR))))


def test_a_method_is_saved_once() -> None:
    """R78: its id is its own, and not the balance's (R76)."""
    book = Book()
    assert table(book.save("2025-12-02")) == ["2025-12-02 | MethodSaved card"]
    with pytest.raises(DuplicateId, match=r"method 'card' is there already"):
        book.save("2025-12-03")
    with pytest.raises(DuplicateId):
        book.save("2025-12-03", BALANCE)


def test_confirming_a_method_that_works_changes_nothing() -> None:
    """R86: there is nothing to restore."""
    book = Book()
    book.save("2025-12-02")
    assert book.accept("2025-12-03", commands.ConfirmMethod("card")) == ()


def test_a_failing_method_works_again_when_confirmed() -> None:
    """R86: the customer refilled the card."""
    book = Book()
    book.save("2025-12-01")
    book.accept("2025-12-01", book.registering("s1", "100.00", "1 month", "2026-01-10", renews_from="card"))
    book.close("2026-01-09")
    book.answer("2026-01-09", ChargeOutcome.DECLINED)
    assert not book.account.methods["card"].works
    assert table(book.accept("2026-01-09", commands.ConfirmMethod("card"))) == ["2026-01-09 | MethodRestored card"]
    assert book.account.methods["card"].works


def test_a_method_that_does_not_exist_cannot_be_confirmed() -> None:
    """R77: the error says that there are none."""
    with pytest.raises(UnknownId, match=r"method 'card'.*known are: none"):
        Book().accept("2025-12-02", commands.ConfirmMethod("card"))


def test_the_cap_of_the_manual_is_recommended() -> None:
    """R59, B39: a server of 20.00 a day, asked on 27 April: 60.00, 620.00, and 682.00 recommended."""
    book = Book("2023-04-01")
    book.top_up("2023-04-01", "2000.00")
    book.order("2023-04-26", "3925", "20.00", "1 day", renews_from=BALANCE)
    (*_, recommended) = book.accept("2023-04-27", commands.RecommendCap())
    assert isinstance(recommended, events.CapRecommended)
    assert recommended.forecast.minimum == Money("60.00", RUB)
    assert recommended.forecast.maximum == Money("620.00", RUB)
    assert recommended.amount == Money("682.00", RUB)
    assert recommended.rule == "R59"


def test_a_recommendation_changes_nothing() -> None:
    """R59: it is only looked at."""
    book = Book()
    before = book.account.balance
    book.accept("2025-12-01", commands.RecommendCap())
    assert book.account.balance == before
    assert book.all(events.CapRecommended)[0].amount == Money("0.00", RUB)
