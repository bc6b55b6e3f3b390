"""Every event names its day, its rule, what it is about and, where money is its point, how much (DESIGN 3)."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from astra_billing.account import ChargeOutcome, commands, events
from astra_billing.account.events import Event
from astra_billing.methods import BALANCE
from tests.account.book import Book


def eventful() -> Book:
    """An account to which everything has happened that can happen."""
    book = Book(limit="300.00")
    book.save("2025-12-01")
    book.order("2025-12-10", "debt", "200.00", "1 year")
    book.accept("2025-12-10", book.registering("s1", "60.00", "1 month", "2026-01-20", renews_from="card"))
    book.accept("2025-12-10", book.registering("s2", "90.00", "1 month", "2026-02-10", renews_from=BALANCE))
    book.close("2026-01-19")
    book.answer("2026-01-19", ChargeOutcome.DECLINED, "no money")
    book.accept("2026-01-19", commands.ConfirmMethod("card"))
    book.close("2026-01-20")
    book.answer("2026-01-20", ChargeOutcome.SUCCEEDED)
    book.accept("2026-01-21", commands.RecommendCap())
    book.pay("2026-01-22", "50.00")
    book.accept("2026-02-15", commands.StopService("s1"))
    book.accept("2026-02-15", commands.StartService("s1"))
    book.top_up("2026-02-16", "150.00")
    return book


EVENTFUL = eventful().journal
FACTS = {
    "AccountOpened": ("R3", "a1", None),
    "CreditGranted": ("R61", "a1", "300.00"),
    "MethodSaved": ("R78", "card", None),
    "MethodFailed": ("R86", "card", None),
    "MethodRestored": ("R86", "card", None),
    "ServiceOrdered": ("R39", "debt", "200.00"),
    "ServiceRegistered": ("R88", "s1", None),
    "ServiceRenewed": ("R84", "s1", None),
    "ServiceStopped": ("B20", "s2", None),
    "ServiceStarted": ("R88", "s1", None),
    "RenewalRefused": ("R64", "s2", "90.00"),
    "ChargeRequested": ("R86", "s1", "60.00"),
    "ChargeSucceeded": ("R86", "s1", "60.00"),
    "ChargeDeclined": ("R86", "s1", "60.00"),
    "ExpenseCharged": ("R36", "debt", "200.00"),
    "PaymentCredited": ("R51", "a1/renewal/s1/2026-01-20/2", "60.00"),
    "ExpensesCovered": ("R38", "a1/renewal/s1/2026-01-20/2", "60.00"),
    "InvoiceIssued": ("R62", "pfx/1", "200.00"),
    "InvoiceOverdue": ("R62", "pfx/1", "200.00"),
    "InvoicePartlyPaid": ("R70", "pfx/1", "150.00"),
    "InvoiceSettled": ("R70", "pfx/1", None),
    "CreditBlocked": ("R63", "a1", "150.00"),
    "CreditUnblocked": ("R69", "a1", None),
    "NoticeRaised": ("R68", "pfx/1", None),
    "CapRecommended": ("R59", "a1", "99.00"),
}


def test_every_kind_of_event_has_happened_here() -> None:
    """A new event needs a place in this story and a line in its table."""
    kinds = {kind.__name__ for kind in get_args(Event)}
    assert {type(event).__name__ for event in EVENTFUL} == kinds
    assert set(FACTS) == kinds


@pytest.mark.parametrize("kind", FACTS)
def test_the_first_event_of_a_kind_says_what_it_rests_on(kind: str) -> None:
    """Rule, subject and amount, as the table above has them."""
    event = next(each for each in EVENTFUL if type(each).__name__ == kind)
    amount = None if event.amount is None else str(event.amount.amount)
    assert (event.rule, event.subject, amount) == FACTS[kind]


def test_every_event_names_a_rule_of_the_ledger() -> None:
    """R1-R100 and B1-B55 are all there are."""
    assert all(re.fullmatch(r"R[1-9]\d?|R100|B[1-4]?\d|B5[0-5]", event.rule) for event in EVENTFUL)


def test_the_rule_follows_the_cause() -> None:
    """B20 or R89 for a stop, R69 or R88 for a start, R68 or R86 for a notice, R64 or B20 for a refusal."""
    rules = {
        kind: {each.rule for each in EVENTFUL if type(each) is kind}
        for kind in (events.ServiceStopped, events.ServiceStarted, events.NoticeRaised)
    }
    assert rules == {
        events.ServiceStopped: {"B20", "R89"},
        events.ServiceStarted: {"R69", "R88"},
        events.NoticeRaised: {"R68", "R86"},
    }


def test_the_story_was_unblocked_and_brought_its_service_back() -> None:
    """R69: so that the table above is about a story that makes sense."""
    assert [type(event).__name__ for event in EVENTFUL[-7:]] == [
        "PaymentCredited",
        "ExpensesCovered",
        "InvoiceSettled",
        "CreditUnblocked",
        "ExpenseCharged",
        "ServiceRenewed",
        "ServiceStarted",
    ]
