"""What automatic payments may take and have to bring (R54, R56, B8, B37, B38)."""

from __future__ import annotations

from astra_billing.account import ChargeOutcome, Reason, commands, events
from astra_billing.autopay import AutopaySettings
from astra_billing.money import RUB, Money, MoneyRange
from tests.account import shop
from tests.account.book import Book, rows, table


def test_a_renewal_asks_a_method_for_nothing_that_it_does_not_take() -> None:
    """R54, B41: 5000.00 is not asked of a card that takes at most 3000.00; the day and the reason are told."""
    book = Book("2026-01-01")
    limits = MoneyRange(Money("10.00", RUB), Money("3000.00", RUB))
    book.accept("2026-01-01", commands.SaveMethod("card", "Card", limits=limits))
    book.accept("2026-01-01", book.registering("big", "5000.00", "1 month", "2026-01-20", renews_from="card"))
    book.accept("2026-01-01", book.registering("small", "5.00", "1 month", "2026-01-20", renews_from="card"))
    book.accept("2026-01-01", book.registering("fits", "3000.00", "1 month", "2026-01-20", renews_from="card"))
    assert table(book.close("2026-01-19")) == rows("""
        2026-01-19 | RenewalRefused big 5000.00
        2026-01-19 | ChargeRequested fits 3000.00
        2026-01-19 | RenewalRefused small 5.00
    """)
    assert [(each.reason, each.rule) for each in book.all(events.RenewalRefused)] == [
        (Reason.AMOUNT_ABOVE_LIMIT, "R54"),
        (Reason.AMOUNT_BELOW_LIMIT, "R54"),
    ]


def test_an_automatic_top_up_brings_what_the_debts_will_take_first() -> None:
    """B8, B38: 300.00 are owed and the month needs 100.00, so 400.00 are asked for, or the month would not be paid."""
    book = Book("2026-01-01", limit="1000.00")
    book.save("2026-01-01")
    book.order("2026-01-01", "debt", "300.00", "1 year")
    book.accept("2026-01-01", book.registering("s1", "100.00", "1 month", "2026-01-20", renews_from="balance"))
    book.accept("2026-01-01", commands.SetUpAutopay(AutopaySettings("card", book.money("1000.00"))))
    book.close("2026-01-09")
    assert table(book.all(events.ChargeRequested)) == ["2026-01-09 | ChargeRequested a1 400.00"]


def test_a_cashback_does_not_go_back() -> None:
    """B37, R55: it came from the provider; what it is for is the balance."""
    book = Book("2026-01-01")
    book.accept("2026-01-01", commands.CreatePayment("p1", book.money("100.00"), shop.YOOKASSA))
    book.accept("2026-01-01", commands.BeginPayment("p1"))
    book.accept("2026-01-01", commands.RecordPayment("p1", ChargeOutcome.SUCCEEDED))
    refused = book.refuse("2026-01-02", commands.IssueRefund("r1", "cashback/p1", book.money("11.50")))
    assert refused.reason is Reason.PAYMENT_IN_WRONG_STATE
    book.accept("2026-01-02", commands.IssueRefund("r1", "p1", book.money("100.00")))
