"""Terms that change, subscriptions that move from the account to a card, and a day that never drifts (R74-R87, B15)."""

from __future__ import annotations

from astra_billing.account import ChargeOutcome, Reason, commands, events
from astra_billing.catalog import ProductKind
from astra_billing.dates import Term
from astra_billing.methods import BALANCE, MethodList, method_list
from astra_billing.renewal import upcoming
from tests.account import shop
from tests.account.book import Book, day, rows
from tests.stories.life import live, told

PAID = (events.ExpenseCharged, events.ServiceRenewed, events.TermChanged, events.RenewalChanged)


def shopped(term: str = "1 month", on: str = "2026-01-10") -> Book:
    """A service "Тест" of the manual, ordered and paid from the account."""
    book = Book(on)
    book.top_up(on, "3000.00")
    terms = {"1 day": shop.DAY, "1 month": shop.MONTH, "1 year": shop.YEAR}
    book.accept(on, commands.AddToCart(shop.service("test", terms[term])))
    book.accept(on, commands.Checkout("o1"))
    return book


def test_a_month_becomes_a_year_at_the_next_renewal() -> None:
    """R83: the order's own month twice, a year from April on; while it is active, and not for a term nobody sells."""
    book = shopped()
    live(book, "2026-03-15")
    assert book.refuse("2026-03-15", commands.ChangeTerm("test", Term.parse("2 years"))).reason is (
        Reason.TERM_NOT_OFFERED
    )
    book.accept("2026-03-15", commands.ChangeTerm("test", shop.YEAR))
    live(book, "2027-04-30")
    assert told(book.journal, *PAID) == rows("""
        2026-01-10 | ExpenseCharged test 100.00
        2026-02-09 | ExpenseCharged test 100.00
        2026-02-09 | ServiceRenewed test
        2026-03-09 | ExpenseCharged test 100.00
        2026-03-09 | ServiceRenewed test
        2026-03-15 | TermChanged test 1200.00
        2026-04-09 | ExpenseCharged test 1200.00
        2026-04-09 | ServiceRenewed test
        2027-04-09 | ExpenseCharged test 1200.00
        2027-04-09 | ServiceRenewed test
    """)
    assert str(book.service("test").expires_on) == "2028-04-10"


def test_a_term_is_changed_only_while_the_service_is_active() -> None:
    """R83: "Можно изменить период автопродления только для активной услуги"."""
    book = shopped()
    book.accept("2026-01-20", commands.StopService("test"))
    assert book.refuse("2026-01-20", commands.ChangeTerm("test", shop.YEAR)).reason is Reason.SERVICE_IN_WRONG_STATE


def test_a_renewal_by_hand_goes_through_the_cart() -> None:
    """R84: "Тест", active to 2023-05-27, is renewed for a month of 100.00: "Услуга будет продлена до 2023-06-27"."""
    book = Book("2023-05-01")
    book.accept("2023-05-01", book.registering("3925", "100.00", "1 month", "2023-05-27"))
    book.accept("2023-05-20", commands.AddToCart(shop.renewal("again", "3925", "100.00")))
    book.accept("2023-05-20", commands.Checkout("o1", shop.YOOKASSA))
    assert str(book.service("3925").expires_on) == "2023-05-27", "not before the money has come"
    book.accept("2023-05-21", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    assert told(book.journal, events.OrderPlaced, events.PaymentCreated, events.OrderPaid, *PAID) == rows("""
        2023-05-20 | OrderPlaced o1 100.00
        2023-05-20 | PaymentCreated order/o1 100.00
        2023-05-21 | ExpenseCharged 3925 100.00
        2023-05-21 | ServiceRenewed 3925
        2023-05-21 | OrderPaid o1
    """)
    assert str(book.service("3925").expires_on) == "2023-06-27"


def test_a_subscription_moves_to_a_card_and_ends_with_it() -> None:
    """R80, R81, R85: from the account to the card; the card is deleted, and nothing renews the service any more."""
    book = shopped()
    book.save("2026-01-20")
    assert [row.services for row in _methods(book).rows] == [0, 1]
    book.accept("2026-01-20", commands.ChangeRenewal("test", "card"))
    assert [row.services for row in _methods(book).rows] == [1, 0]
    (row,) = upcoming(book.account.services.values(), book.account.methods.values(), after=day("2026-01-20")).rows
    assert str(row.next_on) == "2026-02-09"
    live(book, "2026-02-15")
    book.accept("2026-02-15", commands.DeleteMethod("card"))
    live(book, "2026-03-31")
    kinds = (events.ChargeSucceeded, events.MethodDeleted, events.ServiceStopped)
    assert told(book.journal, *PAID, *kinds) == rows("""
        2026-01-10 | ExpenseCharged test 100.00
        2026-01-20 | RenewalChanged test
        2026-02-09 | ChargeSucceeded test 100.00
        2026-02-09 | ExpenseCharged test 100.00
        2026-02-09 | ServiceRenewed test
        2026-02-15 | RenewalChanged test
        2026-02-15 | MethodDeleted card
        2026-03-10 | ServiceStopped test
    """)
    assert book.service("test").renews_from is None


def _methods(book: Book) -> MethodList:
    return method_list(book.account.methods.values(), book.account.services.values(), "ru")


def test_a_domain_and_a_certificate_are_renewed_sixty_days_ahead() -> None:
    """R86: a server the day before, a domain and a certificate sixty days before, all of them to expire on 1 July."""
    book = Book("2026-04-01")
    book.top_up("2026-04-01", "5000.00")
    for name, kind in (
        ("domain", ProductKind.DOMAIN),
        ("ssl", ProductKind.SSL_CERTIFICATE),
        ("vm", ProductKind.SERVER),
    ):
        registering = book.registering(name, "900.00", "1 year", "2026-07-01", kind=kind, renews_from=BALANCE)
        book.accept("2026-04-01", registering)
    live(book, "2026-07-31")
    assert told(book.journal, *PAID) == rows("""
        2026-05-02 | ExpenseCharged domain 900.00
        2026-05-02 | ServiceRenewed domain
        2026-05-02 | ExpenseCharged ssl 900.00
        2026-05-02 | ServiceRenewed ssl
        2026-06-30 | ExpenseCharged vm 900.00
        2026-06-30 | ServiceRenewed vm
    """)
    assert {str(each.expires_on) for each in book.account.services.values()} == {"2027-07-01"}


def test_a_service_of_the_31st_through_a_whole_year() -> None:
    """B15, R86: twelve terms, each to the 31st or the last day there is; the next year begins as this did."""
    book = shopped(on="2026-01-31")
    live(book, "2027-01-30")
    renewed = [f"{event.on} to {event.expires_on}" for event in book.all(events.ServiceRenewed)]
    assert renewed == [
        "2026-02-27 to 2026-03-31",
        "2026-03-30 to 2026-04-30",
        "2026-04-29 to 2026-05-31",
        "2026-05-30 to 2026-06-30",
        "2026-06-29 to 2026-07-31",
        "2026-07-30 to 2026-08-31",
        "2026-08-30 to 2026-09-30",
        "2026-09-29 to 2026-10-31",
        "2026-10-30 to 2026-11-30",
        "2026-11-29 to 2026-12-31",
        "2026-12-30 to 2027-01-31",
        "2027-01-30 to 2027-02-28",
    ]
