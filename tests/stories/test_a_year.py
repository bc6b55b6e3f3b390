"""A year of one account, with everything in it that a customer meets (R34-R90)."""

from __future__ import annotations

from astra_billing.account import ChargeOutcome, commands, events
from astra_billing.autopay import AutopaySettings
from astra_billing.catalog import ProductKind
from astra_billing.methods import BALANCE
from astra_billing.services import DeletionRule, DeletionTime, ServicePolicy
from tests.account import shop
from tests.account.book import Book, rows
from tests.stories.life import live, told, year

TURNS = (
    events.OrderPaid,
    events.MethodFailed,
    events.MethodRestored,
    events.AutopaySetUp,
    events.AutopaySwitchedOff,
    events.InvoiceIssued,
    events.InvoiceSettled,
    events.CreditBlocked,
    events.CreditUnblocked,
    events.ServiceStopped,
    events.ServiceStarted,
    events.TermChanged,
    events.PaymentRefunded,
    events.DeletionScheduled,
    events.ServiceDeleted,
    events.TopUpRefused,
)


def first_half() -> Book:
    """January to June: bought, billed, topped up automatically, a card without money and a refill."""
    book = Book("2026-01-01", limit="2000.00")
    rule = DeletionRule(time=DeletionTime.WHEN_PAID_TIME_ENDS)
    book.accept("2026-01-01", commands.SetServicePolicy(ServicePolicy({ProductKind.SERVER: rule})))
    book.accept("2026-01-10", commands.AddPayer("181", shop.COMPANY))
    book.accept("2026-01-10", commands.AddToCart(shop.service("hosting", renews_from="card")))
    book.accept("2026-01-10", commands.Checkout("o1", shop.YOOKASSA, saves_method="card"))
    book.accept("2026-01-10", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    book.order("2026-01-15", "cloud", "20.00", "1 day", renews_from=BALANCE)
    live(book, "2026-02-10")
    book.pay("2026-02-10")
    book.accept("2026-02-10", commands.SetUpAutopay(AutopaySettings("card", book.money("682.00"))))
    live(book, "2026-03-31")
    domain = book.ordering("domain", "900.00", "1 year", kind=ProductKind.DOMAIN, renews_from=BALANCE)
    book.top_up("2026-03-31", "900.00")
    book.accept("2026-03-31", domain)
    live(book, "2026-05-08")
    live(book, "2026-05-20", ChargeOutcome.DECLINED)
    book.accept("2026-05-20", commands.ConfirmMethod("card"))
    book.accept("2026-05-20", commands.StartService("hosting"))
    live(book, "2026-06-30")
    return book


def whole_year() -> Book:
    """July to December: a debt that blocks, its payment, a longer term, a refund, a farewell."""
    book = first_half()
    book.accept("2026-07-01", commands.SwitchOffAutopay())
    live(book, "2026-09-10")
    book.pay("2026-09-10")
    book.pay("2026-09-10")
    live(book, "2026-10-15")
    book.accept("2026-10-15", commands.ChangeTerm("hosting", shop.YEAR))
    book.top_up("2026-10-15", "3000.00")
    (advance,) = [event.payment for event in book.all(events.PaymentCredited) if str(event.on) == "2026-10-15"]
    book.accept("2026-11-20", commands.IssueRefund("r1", advance.id, book.money("500.00")))
    (key,) = book.account.refunds
    book.accept("2026-11-21", commands.RecordRefund(key, ChargeOutcome.SUCCEEDED))
    book.accept("2026-12-15", commands.DeleteService("cloud"))
    live(book, "2026-12-31")
    return book


def test_every_month_of_the_year_adds_up() -> None:
    """R36-R38: month, cost of services, money that came, money that went back, balance, debt at its end."""
    assert year(whole_year()) == rows("""
        2026-01 | 440.00 | 111.50 | 0.00 | 0.00 | 328.50
        2026-02 | 660.00 | 1110.50 | 0.00 | 122.00 | 0.00
        2026-03 | 1620.00 | 1682.00 | 0.00 | 184.00 | 0.00
        2026-04 | 700.00 | 782.00 | 0.00 | 266.00 | 0.00
        2026-05 | 720.00 | 682.00 | 0.00 | 228.00 | 0.00
        2026-06 | 700.00 | 782.00 | 0.00 | 310.00 | 0.00
        2026-07 | 720.00 | 100.00 | 0.00 | 0.00 | 310.00
        2026-08 | 680.00 | 100.00 | 0.00 | 0.00 | 890.00
        2026-09 | 520.00 | 990.00 | 0.00 | 0.00 | 420.00
        2026-10 | 620.00 | 3000.00 | 0.00 | 1960.00 | 0.00
        2026-11 | 600.00 | 0.00 | 500.00 | 860.00 | 0.00
        2026-12 | 1500.00 | 1200.00 | 0.00 | 560.00 | 0.00
    """)


def test_the_turns_of_the_year() -> None:
    """R45, R57, R62, R63, R69, R83, R86, B22, B37: what the customer remembers of it."""
    assert told(whole_year().journal, *TURNS) == rows("""
        2026-01-10 | MethodRestored card
        2026-01-10 | OrderPaid o1
        2026-02-01 | InvoiceIssued pfx/1 328.50
        2026-02-10 | InvoiceSettled pfx/1
        2026-02-10 | AutopaySetUp a1 682.00
        2026-02-25 | TopUpRefused a1 358.00
        2026-03-31 | TopUpRefused a1 396.00
        2026-05-09 | MethodFailed card
        2026-05-10 | ServiceStopped hosting
        2026-05-20 | MethodRestored card
        2026-05-20 | ServiceStarted hosting
        2026-07-01 | AutopaySwitchedOff a1
        2026-08-01 | InvoiceIssued pfx/2 310.00
        2026-08-30 | CreditBlocked a1 310.00
        2026-08-30 | ServiceStopped cloud
        2026-09-01 | InvoiceIssued pfx/3 580.00
        2026-09-10 | InvoiceSettled pfx/2
        2026-09-10 | CreditUnblocked a1
        2026-09-10 | ServiceStarted cloud
        2026-09-10 | InvoiceSettled pfx/3
        2026-10-01 | InvoiceIssued pfx/4 420.00
        2026-10-15 | TermChanged hosting 1200.00
        2026-10-15 | InvoiceSettled pfx/4
        2026-11-21 | PaymentRefunded p5 500.00
        2026-12-15 | DeletionScheduled cloud
        2026-12-16 | ServiceDeleted cloud
    """)
