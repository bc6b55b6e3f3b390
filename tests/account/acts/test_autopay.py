"""Setting up automatic top-ups, and the saved methods they use (R57-R60, R78-R80, B38, B41)."""

from __future__ import annotations

import pytest
from attrs import evolve

from astra_billing.account import ChargeOutcome, Reason, UnknownId, agenda, commands, events, fold
from astra_billing.autopay import AutopaySettings, ToldRefusal
from astra_billing.catalog import ProductKind
from astra_billing.dates import Month
from astra_billing.methods import BALANCE, MethodStatus
from astra_billing.money import EUR, CurrencyMismatch, Money, MoneyRange
from tests.account import shop
from tests.account.book import Book, day


def with_card(low: str | None = None, high: str | None = None, *, term: str = "1 month") -> Book:
    """An account with a card that has limits, or has none, and a service of 100.00 on the balance, for a month."""
    book = Book("2026-01-01")
    limits = None if low is None else MoneyRange(shop.rub(low), None if high is None else shop.rub(high))
    book.accept("2026-01-01", commands.SaveMethod("card", "Card", "gateway", limits))
    book.accept("2026-01-01", book.registering("s1", "100.00", term, "2026-01-31", renews_from=BALANCE))
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


SMALL = commands.SetUpAutopay(AutopaySettings("card", shop.rub("200.00")))
"""A cap that is above the least the card takes, and no help for a need below it."""


def refused_on(book: Book) -> list[str]:
    """The days on which it was told that no top-up is possible."""
    return book.days(events.TopUpRefused)


def test_a_refused_top_up_is_told_once() -> None:
    """R58, B38: no payment, an event with what was wanted; the other days of the schedule wake nobody."""
    book = with_card("150.00", term="1 year")
    book.accept("2026-01-01", SMALL)
    book.close("2026-01-20")
    assert agenda(book.account) == day("2026-01-30"), "the renewal alone"
    book.close("2026-02-20")
    (refused,) = book.all(events.TopUpRefused)
    assert (str(refused.on), str(refused.short_on), str(refused.wanted)) == ("2026-01-20", "2026-01-30", "100.00 RUB")
    assert (refused.reason.value, refused.rule) == ("amount_below_method_minimum", "B38")
    assert book.days(events.RenewalRefused) == ["2026-01-30", "2026-01-31"], "tried again, and no news of a top-up"


def test_other_settings_are_another_question() -> None:
    """R57: whoever changes the maximum is told whether that helps; switched off and on again it is asked anew."""
    book = with_card("150.00", term="1 year")
    book.accept("2026-01-01", SMALL)
    book.close("2026-01-21")
    book.accept("2026-01-21", commands.SetUpAutopay(AutopaySettings("card", shop.rub("300.00"))))
    book.close("2026-01-26")
    book.accept("2026-01-26", commands.SwitchOffAutopay())
    assert book.account.refused_top_up is None
    book.accept("2026-01-26", SMALL)
    book.close("2026-01-31")
    assert refused_on(book) == ["2026-01-20", "2026-01-25", "2026-01-27"]


def test_an_earlier_shortage_is_news_and_so_is_a_later_one_once_the_first_is_over() -> None:
    """B38: the day on which the balance runs short is what the customer can act on."""
    book = with_card("150.00", term="1 year")
    book.accept("2026-01-01", SMALL)
    book.close("2026-01-21")
    book.accept("2026-01-21", book.registering("s2", "10.00", "1 month", "2026-01-27", renews_from=BALANCE))
    book.accept("2026-01-21", book.registering("s3", "10.00", "1 year", "2026-02-06", renews_from=BALANCE))
    book.close("2026-02-10")
    told = [(str(each.on), str(each.short_on)) for each in book.all(events.TopUpRefused)]
    assert told == [
        ("2026-01-20", "2026-01-30"),
        ("2026-01-22", "2026-01-26"),
        ("2026-01-28", "2026-01-30"),
        ("2026-02-01", "2026-02-05"),
    ]


def test_a_new_month_is_told_again_and_a_renewal_that_is_tried_every_day_is_not() -> None:
    """R58, B40, R86: a domain is tried for sixty days; its shortage stays the same, the cap of a month does not."""
    book = with_card("150.00", term="1 year")
    book.accept("2026-01-01", commands.DeleteService("s1"))
    domain = book.registering("d1", "50.00", "1 year", "2026-03-25", kind=ProductKind.DOMAIN, renews_from=BALANCE)
    book.accept("2026-01-01", domain)
    book.accept("2026-01-01", SMALL)
    book.close("2026-04-01")
    assert len(book.all(events.RenewalRefused)) == len(range(24, 31 + 1)) + 28 + 25
    assert refused_on(book) == ["2026-01-14", "2026-02-01", "2026-03-01"]


def test_a_refusal_that_was_told_keeps_no_top_up_from_being_made() -> None:
    """R58, B40: the next month has a cap of its own, and what it allows is charged on its day of the schedule."""
    book = Book("2026-01-01")
    book.save("2026-01-01")
    book.accept("2026-01-01", commands.SetUpAutopay(AutopaySettings("card", shop.rub("60.00"))))
    for name, expires_on in (("s1", "2026-01-12"), ("s2", "2026-02-04")):
        book.accept("2026-01-01", book.registering(name, "60.00", "1 year", expires_on, renews_from=BALANCE))
    book.close("2026-01-01")
    while (ahead := agenda(book.account)) is not None and ahead < day("2026-02-04"):
        book.close(str(ahead))
        for key in tuple(book.account.charges):
            book.accept(str(ahead), commands.RecordCharge(key, ChargeOutcome.SUCCEEDED))
    assert refused_on(book) == ["2026-01-24"]
    assert [str(each.on) for each in book.all(events.ChargeRequested)] == ["2026-01-06", "2026-02-01"]
    assert (book.account.refused_top_up, book.service("s2").is_active) == (None, True)


def test_a_journal_tells_what_was_told_last() -> None:
    """B38: journals in which every day was told fold to the same memory of it."""
    book = with_card("150.00", term="1 year")
    book.accept("2026-01-01", SMALL)
    book.close("2026-01-20")
    (refused,) = book.all(events.TopUpRefused)
    again = fold([evolve(refused, on=day("2026-01-25"), short_on=day("2026-01-31"))], book.account)
    assert again is not None
    assert again.refused_top_up == ToldRefusal(refused.reason, Month(2026, 1), day("2026-01-31"))


def test_a_renewal_from_a_card_is_no_shortage_of_the_balance() -> None:
    """B38, R54: when a card takes no such amount on the day the balance runs short, that day stays what was told."""
    book = with_card("150.00", term="1 year")
    book.accept("2026-01-01", SMALL)
    book.accept("2026-01-01", book.registering("s2", "10.00", "1 month", "2026-01-31", renews_from="card"))
    book.close("2026-01-29")
    told, limit = book.account.refused_top_up, Reason.AMOUNT_BELOW_LIMIT
    days = {}
    for name in ("s2", "s1"):
        refused = events.RenewalRefused(day("2026-01-30"), name, limit, shop.rub("10.00"))
        account = fold([refused], book.account)
        assert account is not None
        assert told is not None
        assert account.refused_top_up is not None
        days[name] = (account.refused_top_up.short_on - told.short_on).days
    assert days == {"s2": 0, "s1": 1}


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
