"""Money runs out, services stop, money comes and they return (B16, B20, R69)."""

from __future__ import annotations

from datetime import date

from astra_billing.account import events
from astra_billing.methods import BALANCE
from astra_billing.services import ServiceState
from tests.account.book import Book, rows, table


def poor(*services: tuple[str, str, str], term: str = "1 month", limit: str | None = None) -> Book:
    """Services that renew from the account, written as (id, price, expiry), and no money."""
    book = Book("2026-01-01", limit=limit)
    for name, price, expires_on in services:
        book.accept("2026-01-01", book.registering(name, price, term, expires_on, renews_from=BALANCE))
    return book


def test_a_service_stops_for_want_of_money_and_returns_with_it() -> None:
    """B20, R69: refused on the eve and on the day, stopped, and back as soon as 100.00 arrive."""
    book = poor(("s1", "100.00", "2026-01-20"))
    book.close("2026-02-10")
    book.top_up("2026-02-10", "100.00")
    assert table(book.journal)[2:] == rows("""
        2026-01-19 | RenewalRefused s1 100.00
        2026-01-20 | RenewalRefused s1 100.00
        2026-01-20 | ServiceStopped s1
        2026-02-10 | PaymentCredited p1 100.00
        2026-02-10 | ExpenseCharged s1 100.00
        2026-02-10 | ExpensesCovered p1 100.00
        2026-02-10 | ServiceRenewed s1
        2026-02-10 | ServiceStarted s1
    """)
    assert book.service("s1").expires_on == date(2026, 3, 10), "the days it stood still are not charged (B16)"
    assert book.all(events.ServiceStarted)[0].by_itself


def test_money_that_is_not_enough_brings_nothing_back() -> None:
    """B20: all or nothing; two small payments do together what neither does alone."""
    book = poor(("s1", "100.00", "2026-01-20"))
    book.close("2026-02-10")
    assert table(book.top_up("2026-02-10", "60.00")) == ["2026-02-10 | PaymentCredited p1 60.00"]
    book.top_up("2026-02-11", "39.99")
    assert not book.service("s1").is_active
    book.top_up("2026-02-12", "0.01")
    assert book.service("s1").is_active
    assert book.balance == "0.00"


def test_services_return_in_the_order_they_expired() -> None:
    """R69, B20: the dearer one has to wait, the cheaper behind it need not."""
    book = poor(("first", "50.00", "2026-01-10"), ("dear", "500.00", "2026-01-15"), ("last", "30.00", "2026-01-20"))
    book.close("2026-02-01")
    book.top_up("2026-02-01", "90.00")
    assert [event.service_id for event in book.all(events.ServiceStarted)] == ["first", "last"]
    assert book.balance == "10.00"
    book.top_up("2026-02-02", "490.00")
    assert [event.service_id for event in book.all(events.ServiceStarted)] == ["first", "last", "dear"]


def test_money_that_arrives_on_the_day_of_expiry_comes_after_the_stop() -> None:
    """DESIGN 3: a day begins with its work; the service stops and returns on the same day."""
    book = poor(("s1", "100.00", "2026-01-20"))
    assert table(book.top_up("2026-01-20", "100.00"))[-3:] == rows("""
        2026-01-20 | ExpensesCovered p1 100.00
        2026-01-20 | ServiceRenewed s1
        2026-01-20 | ServiceStarted s1
    """)


def test_money_that_arrives_between_the_attempts_is_in_time() -> None:
    """B19: refused on the eve, paid on the day, and never stopped."""
    book = poor(("s1", "100.00", "2026-01-20"))
    book.close("2026-01-19")
    book.top_up("2026-01-19", "100.00")
    book.close("2026-01-31")
    assert book.days(events.ServiceRenewed) == ["2026-01-20"]
    assert book.all(events.ServiceStopped) == []
    assert book.service("s1").expires_on == date(2026, 2, 20), "it never stood still, so it keeps its anchor"


def test_a_limit_that_is_used_up_is_want_of_money_too() -> None:
    """R61, B20: a payment that closes a debt makes room for the service that waits."""
    book = poor(("s1", "80.00", "2026-01-20"), limit="100.00")
    book.order("2026-01-05", "debt", "50.00", "1 year")
    book.close("2026-01-25")
    assert not book.service("s1").is_active
    book.top_up("2026-01-25", "30.00")
    assert book.service("s1").is_active
    assert str(book.standing("2026-01-25").owed.amount) == "100.00"
    assert book.standing("2026-01-25").available.is_zero


def test_a_daily_service_is_stopped_temporarily() -> None:
    """R89: and returns like any other."""
    book = poor(("s1", "20.00", "2026-01-20"), term="1 day")
    book.close("2026-01-20")
    assert book.service("s1").state is ServiceState.TEMPORARILY_STOPPED
    book.top_up("2026-01-22", "50.00")
    assert book.service("s1").expires_on == date(2026, 1, 23)
    book.close("2026-01-31")
    assert book.days(events.ServiceStopped) == ["2026-01-20", "2026-01-24"]
    assert book.balance == "10.00"


def test_nothing_returns_while_the_limit_is_blocked() -> None:
    """R64, R69: money on the account doesn't help; the overdue invoice has to be paid."""
    book = poor(("s1", "10.00", "2026-03-10"), limit="5000.00")
    book.order("2026-01-05", "debt", "100.00", "1 year")
    book.order("2026-02-05", "more", "20.00", "1 year")
    book.close("2026-03-12")
    book.pay("2026-03-12", "50.00", number=2)
    assert book.balance == "30.00"
    assert not book.service("s1").is_active
    book.pay("2026-03-13", number=1)
    assert book.days(events.ServiceStarted) == ["2026-03-13"]
    assert book.balance == "20.00"
