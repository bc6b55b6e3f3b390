"""What every store keeps, whatever it is made of."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import pytest

from astra_billing import RUB, Money
from astra_billing.account import Accepted, Reason, Refused, RenewalCharge, decide, fold
from astra_billing.account.commands import Command, GrantCredit, OpenAccount, PlaceOrder, TopUp
from astra_billing.adapters.storage.memory import MemoryStore
from astra_billing.adapters.storage.sql import open_store
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy
from astra_billing.dates import Term
from astra_billing.notices import Notice, NoticeTopic
from astra_billing.ports import Change, Conflict, Doubled, Kept, Receipt
from astra_billing.simulation import simulate
from tests.adapters.storage.databases import KINDS, fresh_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from astra_billing.ports import AccountStore, Happened, Request
    from astra_billing.simulation import Scenario

DAY = date(2026, 1, 1)
OPEN = OpenAccount("a1", RUB)
NOTICE = Notice(NoticeTopic.CREDIT_ISSUED, "a1", "pfx/1", DAY)
CHARGE = RenewalCharge("a1", "card", "s1", DAY, 1, Money("900.00", RUB))
CREDIT = GrantCredit(CreditPolicy(Money("5000.00", RUB)))
ORDER = PlaceOrder(
    service_id="s1",
    title="DC16",
    kind=ProductKind.SERVER,
    price=Money("20.00", RUB),
    term=Term.parse("1 day"),
    renews_from="balance",
)
ALL = ("charge", "notice")


class Crash(BaseException):
    """The process dies here."""


def decided(kept: Kept, command: Command, key: str, on: date = DAY) -> Change:
    """What a command does to an account."""
    decision = decide(kept.account, command, on)
    assert isinstance(decision, Accepted)
    return Change(kept, decision.account, Receipt(key, on, f"print of {key}"), decision.events)


def keep(store: AccountStore, command: Command, key: str, account_id: str = "a1") -> None:
    """Decide a command and store what it leaves."""
    store.save(decided(store.read(account_id), command, key))


def leave(store: AccountStore, key: str, happened: tuple[Happened, ...] = (), *requests: Request) -> None:
    """Store something that changes nothing in the account."""
    kept = store.read("a1")
    assert kept.account is not None
    store.save(Change(kept, kept.account, Receipt(key, DAY, "x"), happened, requests))


@pytest.fixture(name="reopened", params=["memory", *KINDS])
def reopening_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], AccountStore]]:
    """A function that gives the same store, as another process would open it where it outlives one."""
    if request.param == "memory":
        memory = MemoryStore()
        yield lambda: memory
        return
    opened = []
    with fresh_database(request.param, tmp_path) as url:

        def reopen() -> AccountStore:
            opened.append(open_store(url))
            return opened[-1]

        yield reopen
        for store in opened:
            store.close()


def test_an_unknown_account_is_empty(reopened: Callable[[], AccountStore]) -> None:
    """Nothing is made up."""
    store = reopened()

    assert store.read("a1") == Kept("a1", None, 0, 0)
    assert store.taken("a1", "open") is None
    assert list(store.journal("a1")) == []
    assert list(store.waiting("a1")) == []
    assert list(store.account_ids()) == []
    assert store.due(date.max) == 0


def test_the_account_is_the_fold_of_its_journal(reopened: Callable[[], AccountStore]) -> None:
    """State is only ever the fold of events, here and after reopening."""
    store = reopened()
    keep(store, OPEN, "open")
    keep(store, TopUp("p1", Money("22.4137", RUB), "card"), "p1")

    for each in (store, reopened()):
        lines = list(each.journal("a1"))
        events = [line.happened for line in lines if not isinstance(line.happened, Refused)]
        kept = each.read("a1")
        assert kept.account == fold(events)
        assert kept.account is not None
        assert kept.account.balance == Money("22.4137", RUB)
        assert (kept.version, kept.lines) == (2, 2)
        assert [line.number for line in lines] == [1, 2]
        assert [line.key for line in lines] == ["open", "p1"]


def test_a_command_is_found_again_with_its_lines(reopened: Callable[[], AccountStore]) -> None:
    """A command that was taken is known by its key, in this account only."""
    keep(reopened(), OPEN, "open")
    taken = reopened().taken("a1", "open")

    assert taken is not None
    assert taken.receipt == Receipt("open", DAY, "print of open")
    assert [type(line.happened).__name__ for line in taken.lines] == ["AccountOpened"]
    assert reopened().taken("a2", "open") is None
    assert reopened().taken("a1", "other") is None


def test_a_refusal_is_kept_and_changes_nothing(reopened: Callable[[], AccountStore]) -> None:
    """A no is a line of the journal and no part of the state."""
    store = reopened()
    keep(store, OPEN, "open")
    refused = Refused(Reason.INSUFFICIENT_FUNDS, {"price": Money("250.00", RUB)})
    before = store.read("a1").account
    leave(store, "order", (refused,))

    assert reopened().read("a1").account == before
    assert list(reopened().journal("a1"))[-1].happened == refused


def test_a_change_of_an_account_that_has_moved_on_is_refused(reopened: Callable[[], AccountStore]) -> None:
    """Of two that decided on the same account, the second hears of both versions and writes nothing."""
    store, other = reopened(), reopened()
    keep(store, OPEN, "open")
    late = decided(store.read("a1"), TopUp("p1", Money("1.00", RUB), "card"), "p1")
    keep(other, TopUp("p2", Money("2.00", RUB), "card"), "p2")

    with pytest.raises(Conflict, match="at version 1 and is at version 2 now") as told:
        store.save(late)
    assert (told.value.account_id, told.value.decided_on, told.value.found) == ("a1", 1, 2)
    account = reopened().read("a1").account
    assert account is not None
    assert account.balance == Money("2.00", RUB)
    assert store.taken("a1", "p1") is None


def test_an_account_is_opened_once(reopened: Callable[[], AccountStore]) -> None:
    """Two that open the same account at once: the second hears of the first."""
    store = reopened()
    late = decided(store.read("a1"), OPEN, "also")
    keep(reopened(), OPEN, "open")

    with pytest.raises(Conflict, match="at version 0 and is at version 1 now"):
        store.save(late)


def test_requests_wait_until_they_are_carried_out(reopened: Callable[[], AccountStore]) -> None:
    """What is to be carried out is stored with the decision and outlives a crash."""
    store = reopened()
    keep(store, OPEN, "open")
    leave(store, "x", (), CHARGE, NOTICE)

    assert list(reopened().waiting("a1")) == [CHARGE, NOTICE]
    reopened().carried_out(CHARGE.key)
    assert list(reopened().waiting("a1")) == [NOTICE]
    assert list(reopened().waiting("a2")) == []


def test_an_answer_closes_its_request_together_with_what_it_changes(reopened: Callable[[], AccountStore]) -> None:
    """The answer and the end of waiting are one write."""
    store = reopened()
    keep(store, OPEN, "open")
    leave(store, "x", (), CHARGE, NOTICE)
    kept = store.read("a1")
    assert kept.account is not None
    store.save(Change(kept, kept.account, Receipt("y", DAY, "y"), (), (), (CHARGE.key,)))

    assert list(reopened().waiting("a1")) == [NOTICE]


def test_the_same_request_is_not_stored_twice(reopened: Callable[[], AccountStore]) -> None:
    """A key of an obligation is asked for once, even after it was carried out; nothing else of the change is kept."""
    store = reopened()
    keep(store, OPEN, "open")
    leave(store, "x", (), NOTICE)
    reopened().carried_out(NOTICE.key)

    with pytest.raises(Doubled, match="a1"):
        leave(store, "y", (), NOTICE)
    assert reopened().taken("a1", "y") is None
    assert list(reopened().waiting("a1")) == []


def test_a_request_belongs_to_one_worker_at_a_time(reopened: Callable[[], AccountStore]) -> None:
    """What is leased is leased to nobody else, until it is given back or carried out."""
    store, other = reopened(), reopened()
    keep(store, OPEN, "open")
    leave(store, "x", (), CHARGE, NOTICE)

    first = store.lease(kinds=ALL, size=1, seconds=60)
    assert [each.request for each in first] == [CHARGE]
    assert [each.request for each in other.lease(kinds=ALL, size=10, seconds=60)] == [NOTICE]
    assert list(other.lease(kinds=ALL, size=10, seconds=60)) == []

    store.give_back(CHARGE.key)
    again = other.lease(kinds=ALL, size=10, seconds=60)
    assert list(again) == list(first)
    other.carried_out(CHARGE.key)
    store.give_back(CHARGE.key)
    assert list(store.lease(kinds=ALL, size=10, seconds=60)) == []


def test_a_lease_that_has_run_out_is_given_to_another(reopened: Callable[[], AccountStore]) -> None:
    """A worker that dies blocks nobody for longer than its lease."""
    store = reopened()
    keep(store, OPEN, "open")
    leave(store, "x", (), CHARGE)

    store.lease(kinds=ALL, size=1, seconds=0)
    assert [each.request for each in reopened().lease(kinds=ALL, size=1, seconds=60)] == [CHARGE]


def test_requests_are_leased_by_kind_account_and_number(reopened: Callable[[], AccountStore]) -> None:
    """A worker without a gateway leaves the charges to others; one account's are asked for alone."""
    store = reopened()
    keep(store, OPEN, "open")
    keep(store, OpenAccount("a2", RUB), "open", "a2")
    leave(store, "x", (), CHARGE, NOTICE)

    (notice,) = store.lease(kinds=("notice",), size=10, seconds=0)
    assert notice.request == NOTICE
    assert list(store.lease(kinds=ALL, size=10, seconds=0, after=notice.number)) == []
    assert list(store.lease(kinds=ALL, size=10, seconds=0, account_id="a2")) == []
    assert len(store.lease(kinds=ALL, size=10, seconds=0, account_id="a1")) == 2


def with_work(store: AccountStore, *account_ids: str) -> None:
    """Accounts with a service that is renewed every day from the 1st on."""
    for each in account_ids:
        keep(store, OpenAccount(each, RUB), "open", each)
        keep(store, CREDIT, "credit", each)
        keep(store, ORDER, "order", each)


def test_accounts_are_found_by_the_day_of_their_work(reopened: Callable[[], AccountStore]) -> None:
    """A daily run touches the accounts whose day has come, oldest work first, a batch at a time."""
    store = reopened()
    with_work(store, "a1", "a2", "a3")
    keep(store, OpenAccount("idle", RUB), "open", "idle")
    assert list(store.account_ids()) == ["a1", "a2", "a3", "idle"]
    tomorrow = date(2026, 1, 2)

    assert (store.due(DAY), store.due(tomorrow)) == (0, 3)
    with store.claim(DAY, size=9) as claim:
        assert (list(claim.kept), claim.cursor) == ([], None)
    with store.claim(tomorrow, size=2) as claim:
        assert [each.account_id for each in claim.kept] == ["a1", "a2"]
        cursor = claim.cursor
    with store.claim(tomorrow, size=2, after=cursor) as claim:
        assert [each.account_id for each in claim.kept] == ["a3"]
        assert claim.kept[0] == store.read("a3")


def test_a_claim_is_written_whole_or_not_at_all(reopened: Callable[[], AccountStore]) -> None:
    """A crash takes back every account of the batch."""
    from astra_billing.account.commands import CloseDay  # noqa: PLC0415

    store, tomorrow = reopened(), date(2026, 1, 2)
    with_work(store, "a1", "a2")
    with suppress(Crash), store.claim(tomorrow, size=9) as claim:
        claim.save([decided(each, CloseDay(), "day", tomorrow) for each in claim.kept])
        raise Crash
    assert reopened().due(tomorrow) == 2
    assert reopened().taken("a1", "day") is None

    with store.claim(tomorrow, size=9) as claim:
        claim.save([decided(each, CloseDay(), "day", tomorrow) for each in claim.kept])
    assert reopened().due(tomorrow) == 0
    assert reopened().taken("a2", "day") is not None
    assert reopened().read("a1").version == 4


def test_a_double_in_a_claim_leaves_nothing_of_it(reopened: Callable[[], AccountStore]) -> None:
    """What must be there once is refused by the store itself."""
    store, tomorrow = reopened(), date(2026, 1, 2)
    with_work(store, "a1", "a2")
    leave(store, "x", (), NOTICE)

    with pytest.raises(Doubled), store.claim(tomorrow, size=9) as claim:
        claim.save([Change(e, e.account, Receipt("d", tomorrow, ""), (), (NOTICE,)) for e in claim.kept if e.account])
    assert reopened().taken("a2", "d") is None


def test_a_whole_story_is_stored_as_it_was_played(reopened: Callable[[], AccountStore], demo: Scenario) -> None:
    """A journal written and read back is the same account."""
    timeline = simulate(demo, date(2026, 3, 1))
    happened = tuple(entry.happened for entry in timeline)
    store = reopened()
    store.save(Change(Kept("demo"), timeline.accounts[0], Receipt("all", DAY, "x"), happened))

    assert reopened().read("demo").account == timeline.accounts[0]
    assert [line.happened for line in reopened().journal("demo")] == list(happened)
