"""What a command would do, and what will happen without the customer (issue of every "why": try it first)."""

from __future__ import annotations

from datetime import date

from astra_billing.account import Accepted, ChargeOutcome, Reason, agenda, commands, decide, events, forecast, what_if
from astra_billing.dates import Month
from astra_billing.money import RUB, Money
from tests.account.book import Book, rows, table


def indebted() -> Book:
    """200.00 of December on credit, and a server that is renewed from the balance."""
    book = Book("2025-12-01", limit="1000.00")
    book.order("2025-12-10", "debt", "200.00", "1 year")
    book.order("2025-12-10", "s1", "50.00", "1 month", renews_from="balance")
    return book


def test_a_command_that_is_tried_changes_nothing() -> None:
    """DESIGN 1: decide purely; the account is the same value before and after."""
    book = indebted()
    before = book.account
    tried = what_if(before, book.ordering("s2", "100.00"), date(2025, 12, 20))
    assert table(tried.events) == rows("""
        2025-12-20 | ServiceOrdered s2 100.00
        2025-12-20 | ExpenseCharged s2 100.00
    """)
    assert tried.refused is None
    assert book.account is before
    spent = [standing.spent for standing in tried.standings if standing is not None]
    assert spent == [Money("250.00", RUB), Money("350.00", RUB)]


def test_what_is_due_anyway_is_told_apart_from_what_the_command_does() -> None:
    """DESIGN 3: the day's own work comes first, whether or not anybody asks for more."""
    tried = what_if(indebted().account, commands.RecommendCap(), date(2026, 1, 1))
    assert table(tried.due)[-2:] == rows("""
        2026-01-01 | InvoiceIssued pfx/1 250.00
        2026-01-01 | NoticeRaised credit_issued pfx/1
    """)
    assert [type(event) for event in tried.events] == [events.CapRecommended]
    assert tried.to_records() == [event.to_record() for event in tried.events]


def test_a_refusal_that_is_tried_is_shown() -> None:
    """R64: on the day of the block an order is refused, and the account would stay as it is."""
    book = indebted()
    tried = what_if(book.account, book.ordering("s2", "100.00"), date(2026, 1, 30))
    assert tried.refused is not None
    assert tried.refused.reason is Reason.CREDIT_BLOCKED
    assert tried.events == ()
    assert tried.after is tried.before
    assert tried.to_records() == [
        {
            "date": date(2026, 1, 30),
            "event": "Refused",
            "rule": "R64",
            "subject": "credit_blocked",
            "amount": "",
            "currency": "",
        }
    ]


def test_the_forecast_is_what_closing_every_day_makes_of_it() -> None:
    """DESIGN 3: the future without the customer is the work of the days."""
    book = indebted()
    ahead = forecast(book.account, date(2026, 3, 31))
    closed = decide(book.account, commands.CloseDay(), date(2026, 3, 31))
    assert isinstance(closed, Accepted)
    assert (ahead.events, ahead.account) == (closed.events, closed.account)
    assert ahead.spending() == {Month(2026, 1): Money("50.00", RUB)}
    assert len(ahead.to_records()) == len(ahead.events)
    following = agenda(ahead.account)
    assert following is None or following > date(2026, 3, 31)


def test_the_forecast_answers_for_the_gateways() -> None:
    """R86: charges succeed unless the caller says otherwise; a refund that is asked for is answered too."""
    book = Book("2026-01-01")
    book.save("2026-01-01")
    book.accept("2026-01-01", book.registering("s1", "90.00", "1 month", "2026-01-20", renews_from="card"))
    book.top_up("2026-01-02", "40.00")
    book.accept("2026-01-02", commands.IssueRefund("r1", "p1", book.money("15.00")))
    paid = forecast(book.account, date(2026, 3, 1))
    assert paid.account.services["s1"].expires_on == date(2026, 3, 20)
    assert [type(event) for event in paid.events][:2] == [events.PaymentRefunded, events.ChargeRequested]
    assert paid.spending() == {Month(2026, 1): Money("90.00", RUB), Month(2026, 2): Money("90.00", RUB)}
    declined = forecast(book.account, date(2026, 3, 1), outcome=ChargeOutcome.DECLINED)
    assert not declined.account.services["s1"].is_active
    unknown = forecast(book.account, date(2026, 3, 1), outcome=ChargeOutcome.UNKNOWN)
    assert list(unknown.account.charges) == ["a1/renewal/s1/2026-01-20/1"]
