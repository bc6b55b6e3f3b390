"""A customer who pays every invoice on the last day (R62, B2)."""

from __future__ import annotations

import pytest

from astra_billing.account import events
from astra_billing.credit import CreditState, ShortMonth
from astra_billing.dates import Month
from astra_billing.methods import BALANCE
from tests.account.book import Book


def year_of_paying_on(day: int, short_month: ShortMonth) -> Book:
    """Two years of a server of 100.00 a month on credit, every invoice paid on one day of the month."""
    book = Book("2027-01-01", limit="5000.00", short_month=short_month)
    book.order("2027-01-05", "server", "100.00", renews_from=BALANCE)
    month = Month(2027, 2)
    while month <= Month(2028, 12):
        book.close(str(month.day(day)))
        book.pay(str(month.day(day)))
        month = month.next
    return book


@pytest.mark.parametrize("short_month", ShortMonth)
def test_an_invoice_paid_on_the_15th_is_never_overdue(short_month: ShortMonth) -> None:
    """R62, B2: the 15th is in time; twenty-three months, a leap year among them."""
    book = year_of_paying_on(15, short_month)
    assert len(book.all(events.InvoiceSettled)) == 23
    assert book.all(events.InvoiceOverdue) == []
    assert book.all(events.CreditBlocked) == []
    assert book.all(events.RenewalRefused) == []
    assert {event.notice.topic.value for event in book.all(events.NoticeRaised)} == {"credit_issued", "credit_due_soon"}
    assert book.standing("2028-12-15").state is CreditState.AVAILABLE


def test_an_invoice_paid_on_the_16th_is_overdue_every_month() -> None:
    """R62, B2: a day later is late, and still nothing is blocked."""
    book = year_of_paying_on(16, ShortMonth.GRACE_DAYS)
    assert len(book.all(events.InvoiceOverdue)) == 23
    assert {event.on.day for event in book.all(events.InvoiceOverdue)} == {16}
    assert book.all(events.CreditBlocked) == []


def test_a_month_of_credit_costs_a_month() -> None:
    """R36: every renewal is charged once and paid once; nothing is left over and nothing is missing."""
    book = year_of_paying_on(15, ShortMonth.GRACE_DAYS)
    paid = [str(event.payment.amount.amount) for event in book.all(events.PaymentCredited)]
    assert paid == ["100.00"] * 23
    assert book.balance == "0.00"
