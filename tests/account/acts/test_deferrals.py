"""An invoice is deferred, a limit is withdrawn with invoices open (R61, R63, R68, B9)."""

from __future__ import annotations

import pytest

from astra_billing.account import Reason, UnknownId, agenda, commands, events
from astra_billing.credit import CreditNotice
from astra_billing.errors import InvalidValue
from astra_billing.notices import CREDIT_TOPICS
from tests.account.book import Book, day


def invoiced() -> Book:
    """100.00 of January, invoiced on 1 February, which would block on 2 March."""
    book = Book("2026-01-01", limit="500.00")
    book.order("2026-01-10", "s1", "100.00", "1 year")
    book.close("2026-02-01")
    return book


def told(book: Book, kind: CreditNotice) -> list[str]:
    """The days on which a notice was given."""
    topic = CREDIT_TOPICS[kind]
    return [str(each.on) for each in book.all(events.NoticeRaised) if each.notice.topic is topic]


def test_a_deferral_moves_the_block_and_its_warning() -> None:
    """B9: it can be paid to the end of the day; the due date stays."""
    book = invoiced()
    book.accept("2026-02-03", commands.GrantDeferral(1, day("2026-03-20")))
    book.close("2026-04-01")
    assert book.days(events.InvoiceOverdue) == ["2026-02-16"]
    assert told(book, CreditNotice.BLOCK_SOON) == ["2026-03-16"]
    assert told(book, CreditNotice.BLOCKED) == book.days(events.CreditBlocked) == ["2026-03-21"]


def test_a_deferral_lifts_a_block_and_the_next_one_tells_nothing_twice() -> None:
    """B9, R68: every notice of an invoice is given once, whatever moves its dates."""
    book = invoiced()
    book.close("2026-03-05")
    assert book.account.blocked
    book.accept("2026-03-05", commands.GrantDeferral(1, day("2026-03-20")))
    assert agenda(book.account) == day("2026-03-21")
    book.close("2026-04-01")
    assert book.days(events.CreditBlocked) == ["2026-03-02", "2026-03-21"]
    assert book.days(events.CreditUnblocked) == ["2026-03-05"]
    for kind in (CreditNotice.BLOCK_SOON, CreditNotice.BLOCKED):
        assert len(told(book, kind)) == 1


def test_a_deferral_is_no_earlier_than_what_there_is() -> None:
    """B9: neither than the calendar, nor than the deferral before it."""
    book = invoiced()
    with pytest.raises(InvalidValue):
        book.ask("2026-02-03", commands.GrantDeferral(1, day("2026-02-28")))
    book.accept("2026-02-03", commands.GrantDeferral(1, day("2026-03-20")))
    with pytest.raises(InvalidValue):
        book.ask("2026-02-03", commands.GrantDeferral(1, day("2026-03-19")))


def test_a_paid_invoice_needs_no_deferral() -> None:
    """B9: one that never was is a fault."""
    book = invoiced()
    book.pay("2026-02-02")
    refused = book.refuse("2026-02-03", commands.GrantDeferral(1, day("2026-03-20")))
    assert (refused.reason, refused.facts) == (Reason.NOTHING_TO_PAY, {"invoice": 1})
    with pytest.raises(UnknownId, match="no invoice 2"):
        book.ask("2026-02-03", commands.GrantDeferral(2, day("2026-03-20")))


def test_a_withdrawn_limit_leaves_what_is_owed_its_dates() -> None:
    """R61: it is invoiced, overdue, blocked and paid as it would have been; nothing more is bought on it."""
    book = Book("2026-01-01", limit="500.00")
    book.order("2026-01-10", "s1", "100.00", "1 year")
    book.accept("2026-01-11", commands.WithdrawCredit())
    assert book.accept("2026-01-11", commands.WithdrawCredit()) == ()
    assert book.refuse("2026-01-11", book.ordering("s2", "0.01")).reason is Reason.INSUFFICIENT_FUNDS
    book.close("2026-03-05")
    assert book.days(events.InvoiceOverdue) == ["2026-02-16"]
    assert book.days(events.CreditBlocked) == ["2026-03-02"]
    book.pay("2026-03-05")
    assert book.days(events.CreditUnblocked) == ["2026-03-05"]


def test_an_account_without_a_limit_has_none_to_withdraw() -> None:
    """R61."""
    assert Book("2026-01-01").accept("2026-01-01", commands.WithdrawCredit()) == ()
