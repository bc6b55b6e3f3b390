"""What every store keeps, whatever it is made of."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import pytest

from astra_billing import RUB, Money
from astra_billing.account import Accepted, Charge, Reason, Refused, decide, fold
from astra_billing.account.commands import Command, GrantCredit, OpenAccount, TopUp
from astra_billing.adapters.storage.memory import MemoryStore
from astra_billing.adapters.storage.sql import open_store, sqlite_url
from astra_billing.credit import CreditPolicy
from astra_billing.notices import Notice, NoticeTopic
from astra_billing.ports import Receipt
from astra_billing.simulation import simulate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from astra_billing.ports import AccountStore
    from astra_billing.simulation import Scenario

DAY = date(2026, 1, 1)
OPEN = OpenAccount("a1", RUB)
NOTICE = Notice(NoticeTopic.CREDIT_ISSUED, "a1", "pfx/1", DAY)
CHARGE = Charge("a1", "card", "s1", DAY, 1, Money("900.00", RUB))


class Crash(Exception):
    """The process dies here."""


def keep(store: AccountStore, command: Command, key: str) -> None:
    """Decide a command and store what it leaves."""
    with store.book("a1") as book:
        decision = decide(book.account, command, DAY)
        assert isinstance(decision, Accepted)
        book.append(Receipt(key, DAY, f"print of {key}"), decision.events, ())


@pytest.fixture(name="reopened", params=["memory", "sqlite"])
def reopening_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], AccountStore]]:
    """A function that gives the same store, as another process would open it where it outlives one."""
    if request.param == "memory":
        memory = MemoryStore()
        yield lambda: memory
        return
    opened = []

    def reopen() -> AccountStore:
        opened.append(open_store(sqlite_url(tmp_path / "billing.sqlite")))
        return opened[-1]

    yield reopen
    for store in opened:
        store.close()


def test_an_unknown_account_is_empty(reopened: Callable[[], AccountStore]) -> None:
    """Nothing is made up."""
    store = reopened()

    with store.book("a1") as book:
        assert book.account is None
        assert book.receipt("open") is None
        assert list(book.lines("open")) == []
    assert list(store.journal("a1")) == []
    assert list(store.waiting("a1")) == []
    assert list(store.account_ids()) == []


def test_the_account_is_the_fold_of_its_journal(reopened: Callable[[], AccountStore]) -> None:
    """State is only ever the fold of events, here and after reopening."""
    store = reopened()
    keep(store, OPEN, "open")
    keep(store, TopUp("p1", Money("22.4137", RUB), "card"), "p1")

    for each in (store, reopened()):
        lines = list(each.journal("a1"))
        events = [line.happened for line in lines if not isinstance(line.happened, Refused)]
        with each.book("a1") as book:
            assert book.account == fold(events)
            assert book.account is not None
            assert book.account.balance == Money("22.4137", RUB)
        assert [line.number for line in lines] == [1, 2]
        assert [line.key for line in lines] == ["open", "p1"]


def test_a_receipt_is_found_again_with_its_lines(reopened: Callable[[], AccountStore]) -> None:
    """A command that was taken is known by its key, in this account only."""
    keep(reopened(), OPEN, "open")
    store = reopened()

    with store.book("a1") as book:
        assert book.receipt("open") == Receipt("open", DAY, "print of open")
        assert [type(line.happened).__name__ for line in book.lines("open")] == ["AccountOpened"]
    with store.book("a2") as book:
        assert book.receipt("open") is None


def test_a_refusal_is_kept_and_changes_nothing(reopened: Callable[[], AccountStore]) -> None:
    """A no is a line of the journal and no part of the state."""
    store = reopened()
    keep(store, OPEN, "open")
    refused = Refused(Reason.INSUFFICIENT_FUNDS, {"price": Money("250.00", RUB)})
    with store.book("a1") as book:
        before = book.account
        book.append(Receipt("order", DAY, "x"), (refused,), ())

    store = reopened()
    with store.book("a1") as book:
        assert book.account == before
    assert list(store.journal("a1"))[-1].happened == refused


def test_a_transaction_left_by_an_error_leaves_nothing(reopened: Callable[[], AccountStore]) -> None:
    """All of it or nothing."""
    store = reopened()
    keep(store, OPEN, "open")
    with suppress(Crash), store.book("a1") as book:
        book.append(Receipt("p1", DAY, "x"), (), (NOTICE,))
        raise Crash

    for each in (store, reopened()):
        with each.book("a1") as book:
            assert book.receipt("p1") is None
        assert list(each.waiting("a1")) == []
        assert len(list(each.journal("a1"))) == 1


def test_requests_wait_until_they_are_carried_out(reopened: Callable[[], AccountStore]) -> None:
    """What is to be carried out is stored with the decision and outlives a crash."""
    store = reopened()
    keep(store, OPEN, "open")
    with store.book("a1") as book:
        book.append(Receipt("x", DAY, "x"), (), (CHARGE, NOTICE))

    assert list(reopened().waiting("a1")) == [CHARGE, NOTICE]
    with reopened().book("a1") as book:
        book.carried_out(CHARGE.key)
    assert list(reopened().waiting("a1")) == [NOTICE]


def test_accounts_are_found_by_the_day_of_their_work(reopened: Callable[[], AccountStore], demo: Scenario) -> None:
    """A daily run touches the accounts whose day has come, and those with open requests."""
    store = reopened()
    keep(store, OPEN, "open")
    assert list(store.account_ids(due_by=date.max)) == []

    keep(store, GrantCredit(CreditPolicy(Money("5000.00", RUB))), "credit")
    order = next(act.does for act in demo.accounts[0].acts if type(act.does).__name__ == "PlaceOrder")
    keep(store, order, "order")  # type: ignore[arg-type]  # the demo's first order is a command
    assert list(store.account_ids()) == ["a1"]
    assert list(store.account_ids(due_by=DAY)) == []
    assert list(reopened().account_ids(due_by=date(2026, 1, 2))) == ["a1"]

    with store.book("a1") as book:
        book.append(Receipt("y", DAY, "y"), (), (NOTICE,))
    assert list(store.account_ids(due_by=DAY)) == ["a1"]


def test_a_whole_story_is_stored_as_it_was_played(reopened: Callable[[], AccountStore], demo: Scenario) -> None:
    """A journal written and read back is the same account."""
    timeline = simulate(demo, date(2026, 3, 1))
    store = reopened()
    with store.book("a1") as book:
        book.append(Receipt("all", DAY, "x"), [entry.happened for entry in timeline], ())

    reread = reopened()
    with reread.book("a1") as book:
        assert book.account == timeline.accounts[0]
    assert [line.happened for line in reread.journal("a1")] == [entry.happened for entry in timeline]
