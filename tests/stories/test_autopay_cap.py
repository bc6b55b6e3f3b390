"""Automatic payments under a cap: the manual's 60, 620 and 682, a decline, a refill, and the cap reached (R56-R60)."""

from __future__ import annotations

from astra_billing.account import ChargeOutcome, Reason, commands, events
from astra_billing.autopay import AutopaySettings
from astra_billing.methods import BALANCE
from astra_billing.money import MoneyRange
from tests.account import shop
from tests.account.book import Book, rows
from tests.stories.life import live, told

LIMITS = MoneyRange(shop.rub("10.00"), shop.rub("3000.00"))
MONEY_COMES = (events.ChargeRequested, events.ChargeDeclined, events.MethodRestored, events.PaymentCredited)


def manual() -> Book:
    """The account of the manual on 27 April 2023: a service of 20.00 a day, and a card with limits."""
    book = Book("2023-04-27")
    book.accept("2023-04-27", commands.SaveMethod("card", "Bank card *1111", "yookassa", LIMITS))
    book.top_up("2023-04-27", "300.00")
    book.order("2023-04-27", "test", "20.00", "1 day", renews_from=BALANCE)
    return book


def capped(book: Book, cap: str) -> commands.SetUpAutopay:
    """Automatic payments from the card, at most so much a month."""
    return commands.SetUpAutopay(AutopaySettings("card", book.money(cap)))


def test_the_form_recommends_what_the_manual_shows() -> None:
    """R59: "минимальная сумма списаний 60.00, максимальная 620.00", and 682.00 is recommended."""
    book = manual()
    book.accept("2023-04-27", commands.RecommendCap())
    (recommended,) = book.all(events.CapRecommended)
    found = recommended.forecast
    assert [str(each.amount) for each in (found.minimum, found.maximum, found.cap)] == ["60.00", "620.00", "682.00"]


def test_without_a_maximum_a_method_with_limits_cannot_be_chosen() -> None:
    """R60, B41: and a maximum below the least that the method takes cannot either."""
    book = manual()
    unlimited = commands.SetUpAutopay(AutopaySettings("card", None))
    assert book.refuse("2023-04-27", unlimited).reason is Reason.UNLIMITED_CAP_WITH_LIMITED_METHOD
    assert book.refuse("2023-04-27", capped(book, "9.99")).reason is Reason.CAP_BELOW_METHOD_MINIMUM


def test_a_declined_top_up_leaves_its_room_and_june_has_a_cap_of_its_own() -> None:
    """R56, R58, B19, B38, B40: declined ten days ahead, charged five days ahead; May gives 682.00 and June anew."""
    book = manual()
    book.accept("2023-04-27", capped(book, "682.00"))
    live(book, "2023-05-04", ChargeOutcome.DECLINED)
    book.accept("2023-05-05", commands.ConfirmMethod("card"))
    live(book, "2023-06-20")
    assert told(book.journal, *MONEY_COMES, events.TopUpRefused, events.ServiceStopped) == rows("""
        2023-04-27 | PaymentCredited p1 300.00
        2023-05-02 | ChargeRequested a1 420.00
        2023-05-02 | ChargeDeclined a1 420.00
        2023-05-05 | MethodRestored card
        2023-05-07 | ChargeRequested a1 520.00
        2023-05-07 | PaymentCredited a1/autopay/2023-05/2 520.00
        2023-05-28 | ChargeRequested a1 162.00
        2023-05-28 | PaymentCredited a1/autopay/2023-05/3 162.00
        2023-06-05 | ChargeRequested a1 398.00
        2023-06-05 | PaymentCredited a1/autopay/2023-06/1 398.00
    """)


def test_above_the_cap_nothing_is_charged() -> None:
    """R58, B40: a second service makes May dearer than its cap; the rest is charged, then nothing, told once."""
    book = manual()
    book.accept("2023-04-27", capped(book, "682.00"))
    live(book, "2023-05-07")
    book.order("2023-05-08", "more", "30.00", "1 day", renews_from=BALANCE)
    live(book, "2023-06-02")
    assert told(book.journal, *MONEY_COMES, events.TopUpRefused, events.ServiceStopped) == rows("""
        2023-04-27 | PaymentCredited p1 300.00
        2023-05-02 | ChargeRequested a1 420.00
        2023-05-02 | PaymentCredited a1/autopay/2023-05/1 420.00
        2023-05-13 | ChargeRequested a1 262.00
        2023-05-13 | PaymentCredited a1/autopay/2023-05/2 262.00
        2023-05-18 | TopUpRefused a1 1288.00
        2023-05-23 | ServiceStopped more
        2023-05-23 | ServiceStopped test
    """)


def test_a_top_up_brings_back_what_has_stopped_and_still_lasts_a_month() -> None:
    """R56, R69, B20: the card failed when the first server needed it; the next payment is for both, up to 8 March."""
    book = Book("2026-01-05")
    book.save("2026-01-05")
    book.accept("2026-01-05", commands.SetUpAutopay(AutopaySettings("card", None)))
    for on, name in (("2026-01-05", "first"), ("2026-01-20", "second")):
        book.order_paid(on, name, "100.00")
    live(book, "2026-02-08", ChargeOutcome.DECLINED)
    book.accept("2026-02-08", commands.ConfirmMethod("card"))
    live(book, "2026-03-08")
    kinds = (*MONEY_COMES, events.ServiceStopped, events.ServiceStarted, events.ServiceRenewed)
    assert told(book.journal, *kinds)[2:] == rows("""
        2026-01-25 | ChargeRequested a1 200.00
        2026-01-25 | ChargeDeclined a1 200.00
        2026-02-05 | ServiceStopped first
        2026-02-08 | MethodRestored card
        2026-02-09 | ChargeRequested a1 300.00
        2026-02-09 | PaymentCredited a1/autopay/2026-02/1 300.00
        2026-02-09 | ServiceRenewed first
        2026-02-09 | ServiceStarted first
        2026-02-19 | ServiceRenewed second
        2026-03-08 | ServiceRenewed first
    """)


def test_switched_off_it_lets_the_service_stop() -> None:
    """R57, B20: nothing is charged any more, and the service stops when the balance is empty."""
    book = manual()
    book.accept("2023-04-27", capped(book, "682.00"))
    book.accept("2023-04-28", commands.SwitchOffAutopay())
    live(book, "2023-05-31")
    assert told(book.journal, *MONEY_COMES, events.ServiceStopped) == rows("""
        2023-04-27 | PaymentCredited p1 300.00
        2023-05-12 | ServiceStopped test
    """)
