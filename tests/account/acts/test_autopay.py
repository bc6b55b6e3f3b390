"""Setting up automatic top-ups, and the saved methods they use (R57-R60, R78-R80, B38, B41)."""

from __future__ import annotations

import pytest

from astra_billing.account import Reason, UnknownId, agenda, commands, events
from astra_billing.autopay import AutopaySettings
from astra_billing.methods import BALANCE, MethodStatus
from astra_billing.money import EUR, CurrencyMismatch, Money, MoneyRange
from tests.account import shop
from tests.account.book import Book, day


def with_card(low: str | None = None, high: str | None = None) -> Book:
    """An account with a card that has limits, or has none, and a service of 100.00 a month on the balance."""
    book = Book("2026-01-01")
    limits = None if low is None else MoneyRange(shop.rub(low), None if high is None else shop.rub(high))
    book.accept("2026-01-01", commands.SaveMethod("card", "Card", "gateway", limits))
    book.accept("2026-01-01", book.registering("s1", "100.00", "1 month", "2026-01-31", renews_from=BALANCE))
    return book


@pytest.mark.parametrize(
    ("cap", "reason"),
    [(None, Reason.UNLIMITED_CAP_WITH_LIMITED_METHOD), ("9.99", Reason.CAP_BELOW_METHOD_MINIMUM)],
)
def test_cap_and_method_go_together(cap: str | None, reason: Reason) -> None:
    """R60, B41: no cap, no limits; and the cap lets at least one payment through."""
    settings = AutopaySettings("card", None if cap is None else shop.rub(cap))
    assert with_card("10.00", "3000.00").refuse("2026-01-02", commands.SetUpAutopay(settings)).reason is reason
    with_card().accept("2026-01-02", commands.SetUpAutopay(settings))


def test_a_cap_is_in_the_accounts_currency_and_the_method_is_there() -> None:
    """B33, R57."""
    with pytest.raises(CurrencyMismatch):
        with_card().ask("2026-01-02", commands.SetUpAutopay(AutopaySettings("card", Money("5.00", EUR))))
    with pytest.raises(UnknownId, match="no method 'wallet'"):
        with_card().ask("2026-01-02", commands.SetUpAutopay(AutopaySettings("wallet", None)))


def test_a_cap_that_leaves_too_little_is_said_once_a_try() -> None:
    """R58, B38: no payment, an event with what was wanted, and another try on the next day of the schedule."""
    book = with_card("150.00")
    book.accept("2026-01-01", commands.SetUpAutopay(AutopaySettings("card", shop.rub("200.00"))))
    book.close("2026-01-31")
    refused = book.all(events.TopUpRefused)
    assert [str(each.on) for each in refused][:2] == ["2026-01-20", "2026-01-25"]
    assert {(each.reason.value, each.rule) for each in refused} == {("amount_below_method_minimum", "B38")}


def test_a_failing_method_tops_nothing_up() -> None:
    """R87: until it works again; then the schedule goes on."""
    book = with_card()
    book.accept("2026-01-01", commands.SetUpAutopay(AutopaySettings("card", None)))
    book.accept("2026-01-01", commands.SaveMethod("new", "New", status=MethodStatus.BEING_SET_UP))
    book.accept("2026-01-01", commands.SetUpAutopay(AutopaySettings("new", None)))
    assert agenda(book.account) == day("2026-01-30"), "the renewal alone"
    book.accept("2026-01-22", commands.ConfirmMethod("new"))
    assert agenda(book.account) == day("2026-01-25")


def test_deleting_a_method_switches_off_what_it_paid_and_nothing_else() -> None:
    """R80: renewals and top-ups from it; another method's stay."""
    book = with_card()
    book.save("2026-01-01", "wallet")
    for name, source in (("a", "card"), ("b", "wallet")):
        book.accept("2026-01-01", book.registering(name, "10.00", "1 month", "2026-01-31", renews_from=source))
    book.accept("2026-01-01", commands.SetUpAutopay(AutopaySettings("card", None)))
    book.accept("2026-01-02", commands.DeleteMethod("wallet"))
    assert book.account.autopay is not None
    book.accept("2026-01-02", commands.DeleteMethod("card"))
    assert [each.subject for each in book.all(events.AutopaySwitchedOff)] == ["a1"]
    assert book.account.methods == {}
    assert {each.id: each.renews_from for each in book.account.services.values()} == {
        "s1": BALANCE,
        "a": None,
        "b": None,
    }
    with pytest.raises(UnknownId):
        book.ask("2026-01-02", commands.DeleteMethod("card"))


def test_a_title_that_stays_is_no_event() -> None:
    """R78."""
    book = with_card()
    assert book.accept("2026-01-02", commands.RenameMethod("card", "Card")) == ()
    book.accept("2026-01-02", commands.RenameMethod("card", "Mine"))
    assert book.account.methods["card"].title == "Mine"
