"""Faults carry their facts, name the fix and survive a pickle (House rule 10)."""

from __future__ import annotations

import pickle
from datetime import date
from typing import TYPE_CHECKING

import pytest

from astra_billing.account import Accepted, BackdatedCommand, DuplicateId, UnknownId, commands
from astra_billing.account.decision import NoAccount, StuckAgenda
from tests.account.book import Book

if TYPE_CHECKING:
    from astra_billing.errors import BillingError

FAULTS = [
    (UnknownId("service", "s9", ("s1", "s2")), "s1, s2"),
    (UnknownId("invoice", 9, ()), "none"),
    (DuplicateId("payment", "p1"), "choose another id"),
    (BackdatedCommand(date(2026, 1, 1), date(2026, 1, 2)), "date the command 2026-01-02 or later"),
    (NoAccount("CloseDay"), "begin with OpenAccount"),
    (StuckAgenda(date(2026, 1, 1)), "please report it"),
]
IDS = [f"{type(fault).__name__}-{fix.split()[0]}" for fault, fix in FAULTS]


@pytest.mark.parametrize(("fault", "fix"), FAULTS, ids=IDS)
def test_a_fault_names_the_fix(fault: BillingError, fix: str) -> None:
    """In the message, which is built in its class."""
    assert fix in str(fault)


@pytest.mark.parametrize(("fault", "fix"), FAULTS, ids=IDS)
def test_a_fault_survives_a_pickle(fault: BillingError, fix: str) -> None:
    """So that a worker process can raise it."""
    again = pickle.loads(pickle.dumps(fault))  # noqa: S301  # our own bytes
    assert type(again) is type(fault)
    assert vars(again) == vars(fault)
    assert str(again) == str(fault)
    assert fix in str(again)


def test_an_unknown_id_is_a_key_error() -> None:
    """For those who catch that."""
    with pytest.raises(KeyError):
        raise UnknownId("service", "s9", ())


def test_a_decision_says_what_the_outside_is_asked_for() -> None:
    """DESIGN 4: charges, refunds and notices, each as it was put into an event."""
    book = Book("2026-01-01")
    book.top_up("2026-01-01", "100.00")
    decision = book.ask("2026-01-01", commands.IssueRefund("r1", "p1", book.money("10.00")))
    assert isinstance(decision, Accepted)
    assert [refund.key for refund in decision.refunds] == ["a1/refund/p1/r1"]
    assert (decision.charges, decision.notices) == ((), ())
