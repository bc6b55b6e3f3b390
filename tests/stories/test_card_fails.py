"""A card that fails, is refilled and is tried again (R86, R87)."""

from __future__ import annotations

from datetime import date

from astra_billing.account import ChargeOutcome, commands, events
from astra_billing.catalog import ProductKind
from tests.account.book import Book, rows, table


def with_card(*, kind: ProductKind = ProductKind.SERVER, expires_on: str = "2026-02-20", term: str = "1 month") -> Book:
    """An account with a service that is renewed from a saved card."""
    book = Book("2025-12-01")
    book.save("2025-12-01")
    book.accept("2025-12-01", book.registering("s1", "900.00", term, expires_on, kind=kind, renews_from="card"))
    return book


def test_a_server_is_tried_the_day_before_and_again_the_next_day() -> None:
    """R86, R87: declined on the 19th, refilled that day, paid on the 20th before the server would stop."""
    book = with_card()
    book.close("2026-02-19")
    book.answer("2026-02-19", ChargeOutcome.DECLINED, "no money")
    book.accept("2026-02-19", commands.ConfirmMethod("card"))
    book.close("2026-02-20")
    book.answer("2026-02-20", ChargeOutcome.SUCCEEDED)
    assert table(book.journal)[3:] == rows("""
        2026-02-19 | ChargeRequested s1 900.00
        2026-02-19 | ChargeDeclined s1 900.00
        2026-02-19 | MethodFailed card
        2026-02-19 | NoticeRaised renewal_failed s1/2026-02-20/1
        2026-02-19 | MethodRestored card
        2026-02-20 | ChargeRequested s1 900.00
        2026-02-20 | ChargeSucceeded s1 900.00
        2026-02-20 | PaymentCredited a1/renewal/s1/2026-02-20/2 900.00
        2026-02-20 | ExpenseCharged s1 900.00
        2026-02-20 | ExpensesCovered a1/renewal/s1/2026-02-20/2 900.00
        2026-02-20 | ServiceRenewed s1
    """)
    assert book.service("s1").expires_on == date(2026, 3, 20)


def test_a_card_that_is_not_refilled_is_not_tried_again() -> None:
    """R87: the server stops on its last day."""
    book = with_card()
    book.close("2026-02-19")
    book.answer("2026-02-19", ChargeOutcome.DECLINED)
    assert table(book.close("2026-03-31")) == rows("""
        2026-02-20 | ServiceStopped s1
    """)


def test_a_card_refilled_after_the_expiry_does_not_bring_the_server_back() -> None:
    """R69: only renewal from the account does; the customer starts it, which costs a term (B16)."""
    book = with_card()
    book.close("2026-02-19")
    book.answer("2026-02-19", ChargeOutcome.DECLINED)
    book.accept("2026-02-25", commands.ConfirmMethod("card"))
    assert book.close("2026-03-31") == ()
    book.top_up("2026-04-01", "900.00")
    assert not book.service("s1").is_active
    book.accept("2026-04-01", commands.StartService("s1"))
    assert book.service("s1").expires_on == date(2026, 5, 1)


def test_a_domain_is_tried_sixty_days_ahead_and_every_time_the_card_works_again() -> None:
    """R86, R87: three attempts, each with a key of its own, the last one on the day before expiry."""
    book = with_card(kind=ProductKind.DOMAIN, expires_on="2026-03-31", term="1 year")
    for tried_on, refilled_on in (("2026-01-30", "2026-02-14"), ("2026-02-15", "2026-03-29")):
        book.close(tried_on)
        book.answer(tried_on, ChargeOutcome.DECLINED)
        book.accept(refilled_on, commands.ConfirmMethod("card"))
    book.close("2026-03-30")
    book.answer("2026-03-30", ChargeOutcome.SUCCEEDED)
    asked = [(str(event.on), event.charge.key) for event in book.all(events.ChargeRequested)]
    assert asked == [
        ("2026-01-30", "a1/renewal/s1/2026-03-31/1"),
        ("2026-02-15", "a1/renewal/s1/2026-03-31/2"),
        ("2026-03-30", "a1/renewal/s1/2026-03-31/3"),
    ]
    assert book.service("s1").expires_on == date(2027, 3, 31), "an early renewal loses no day"


def test_each_failure_is_told_once() -> None:
    """R86: an alert for every attempt, none of them twice."""
    book = with_card(kind=ProductKind.SSL_CERTIFICATE, expires_on="2026-03-31", term="1 year")
    for tried_on in ("2026-01-30", "2026-01-31", "2026-02-01"):
        book.close(tried_on)
        book.answer(tried_on, ChargeOutcome.DECLINED)
        book.accept(tried_on, commands.ConfirmMethod("card"))
    assert [event.notice.subject for event in book.all(events.NoticeRaised)] == [
        "s1/2026-03-31/1",
        "s1/2026-03-31/2",
        "s1/2026-03-31/3",
    ]
