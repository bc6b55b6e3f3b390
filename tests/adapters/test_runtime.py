"""The runtime: commands are taken once, requests carried out, and a crash at any write is repaired by running again."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest

from astra_billing import RUB, Money
from astra_billing.account import Charge, ChargeOutcome, Reason, UnknownId, agenda
from astra_billing.account.commands import (
    CloseDay,
    Command,
    GrantCredit,
    OpenAccount,
    PlaceOrder,
    RegisterService,
    SaveMethod,
    TopUp,
)
from astra_billing.account.events import ServiceRenewed
from astra_billing.adapters.runtime import Billing, KeyReused, NoDay
from astra_billing.adapters.storage.memory import MemoryStore
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy
from astra_billing.dates import Term
from astra_billing.ports import ChargeAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from astra_billing.notices import Notice
    from astra_billing.ports import AccountBook, Happened, JournalLine, Receipt, Request

DAY = date(2026, 1, 1)
RENEWAL_DAY = date(2026, 1, 19)
MONTH = Term.parse("1 month")
SERVER = RegisterService(
    service_id="s1",
    title="DC16",
    kind=ProductKind.SERVER,
    price=Money("900.00", RUB),
    term=MONTH,
    expires_on=date(2026, 1, 20),
    renews_from="card",
)


class ScriptedGateway:
    """Answers what it is told to, and remembers what it was asked."""

    def __init__(self, *answers: ChargeOutcome) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def charge(self, charge: Charge, *, on: date) -> ChargeAnswer:
        """The next answer; a success of an earlier asking stays one."""
        assert on >= RENEWAL_DAY
        self.asked.append(charge.key)
        return ChargeAnswer(self.answers.pop(0))


class CollectingNotifier:
    """Keeps what it was told."""

    def __init__(self) -> None:
        self.told: list[Notice] = []

    def tell(self, notice: Notice) -> None:
        """Keep a notice."""
        self.told.append(notice)


class FixedClock:
    """Always the same day."""

    def today(self) -> date:
        """The day."""
        return DAY


def opened(billing: Billing, *commands: Command) -> Billing:
    """A runtime with one account that has been given some commands."""
    for number, command in enumerate((OpenAccount("a1", RUB), *commands)):
        billing.execute("a1", command, key=f"setup/{number}", on=DAY)
    return billing


def test_a_command_with_the_same_key_is_taken_once() -> None:
    """A retry or a repeated webhook changes nothing and returns the first result."""
    billing = opened(Billing(MemoryStore()))
    payment = TopUp("p1", Money("300.00", RUB), "card")

    first = billing.execute("a1", payment, key="p1", on=DAY)
    again = billing.execute("a1", payment, key="p1", on=DAY)

    assert again.happened == first.happened
    assert (first.is_repeated, again.is_repeated) == (False, True)
    assert billing.account("a1").balance == Money("300.00", RUB)


def test_a_key_is_not_lent_to_another_command() -> None:
    """The same key with other contents is refused, and the earlier command is named."""
    billing = opened(Billing(MemoryStore()))
    billing.execute("a1", TopUp("p1", Money("300.00", RUB), "card"), key="p1", on=DAY)

    with pytest.raises(KeyReused, match="'p1' of account 'a1'"):
        billing.execute("a1", TopUp("p1", Money("301.00", RUB), "card"), key="p1", on=DAY)
    assert billing.account("a1").balance == Money("300.00", RUB)


def test_a_refusal_is_returned_and_returned_again() -> None:
    """R61: without funds an order is refused, and asking again with the same key gives the same refusal."""
    billing = opened(Billing(MemoryStore()))
    order = PlaceOrder(service_id="s1", title="DC16", kind=ProductKind.SERVER, price=Money("900.00", RUB), term=MONTH)

    first = billing.execute("a1", order, key="order", on=DAY)
    billing.execute("a1", TopUp("p1", Money("900.00", RUB), "card"), key="p1", on=DAY)
    again = billing.execute("a1", order, key="order", on=DAY)

    assert first.refused is not None
    assert first.refused.reason is Reason.INSUFFICIENT_FUNDS
    assert again.refused == first.refused
    assert billing.execute("a1", order, key="order/2", on=DAY).refused is None


def test_a_charge_is_carried_out_and_its_answer_renews_the_service() -> None:
    """R86: the card is charged one day before expiry, and the service is paid for one month more."""
    gateway = ScriptedGateway(ChargeOutcome.SUCCEEDED)
    billing = opened(Billing(MemoryStore(), gateway), SaveMethod("card", "Bank card *1111"), SERVER)

    billing.execute("a1", CloseDay(), key="day", on=RENEWAL_DAY)

    assert gateway.asked == ["a1/renewal/s1/2026-01-20/1"]
    assert billing.account("a1").services["s1"].expires_on == date(2026, 2, 20)


def test_an_unknown_answer_is_asked_for_again_with_the_same_key() -> None:
    """While a gateway does not know, no second charge is made for the obligation, and the service is not stopped."""
    gateway = ScriptedGateway(ChargeOutcome.UNKNOWN, ChargeOutcome.UNKNOWN, ChargeOutcome.SUCCEEDED)
    store = MemoryStore()
    billing = opened(Billing(store, gateway), SaveMethod("card", "Bank card *1111"), SERVER)

    for day in (RENEWAL_DAY, date(2026, 1, 20), date(2026, 1, 21)):
        for _ in billing.run_day(day):
            pass

    assert gateway.asked == ["a1/renewal/s1/2026-01-20/1"] * 3
    account = billing.account("a1")
    assert account.services["s1"].is_active
    assert account.services["s1"].expires_on == date(2026, 2, 20)
    renewed = [line for line in billing.journal("a1") if isinstance(line.happened, ServiceRenewed)]
    assert len(renewed) == 1
    assert list(store.waiting("a1")) == []


def test_without_a_gateway_or_a_notifier_requests_wait() -> None:
    """Nothing is lost for want of a connection: it is carried out by the first runtime that has one."""
    store = MemoryStore()
    opened(Billing(store), SaveMethod("card", "Bank card *1111"), SERVER)
    assert [account_id for account_id, _ in Billing(store).run_day(RENEWAL_DAY)] == ["a1"]
    assert len(store.waiting("a1")) == 1

    gateway, notifier = ScriptedGateway(ChargeOutcome.DECLINED), CollectingNotifier()
    for _ in Billing(store, gateway).run_day(RENEWAL_DAY):
        pass
    assert [type(request).__name__ for request in store.waiting("a1")] == ["Notice"]
    for _ in Billing(store, gateway, notifier).run_day(RENEWAL_DAY):
        pass

    assert [notice.subject for notice in notifier.told] == ["s1/2026-01-20/1"]
    assert list(store.waiting("a1")) == []


def test_run_day_touches_only_accounts_with_work_and_has_nothing_to_do_again() -> None:
    """A day closed twice is closed once."""
    store = MemoryStore()
    billing = opened(Billing(store, None, CollectingNotifier()), GrantCredit(CreditPolicy(Money("5000.00", RUB))))
    billing.execute("idle", OpenAccount("idle", RUB), key="open", on=DAY)
    order = PlaceOrder(service_id="s1", title="DC16", kind=ProductKind.SERVER, price=Money("900.00", RUB), term=MONTH)
    billing.execute("a1", order, key="order", on=DAY)

    first = [account_id for account_id, _ in billing.run_day(date(2026, 2, 1))]
    again = [account_id for account_id, _ in billing.run_day(date(2026, 2, 1))]

    assert (first, again) == (["a1"], [])


def test_the_clock_says_the_day_when_nobody_does() -> None:
    """A service connects a clock once instead of passing the day to every call."""
    billing = Billing(MemoryStore(), clock=FixedClock())
    billing.execute("a1", OpenAccount("a1", RUB), key="open")

    assert billing.account("a1").opened_on == DAY
    with pytest.raises(NoDay, match="pass on="):
        Billing(MemoryStore()).execute("a1", OpenAccount("a1", RUB), key="open")


def test_an_unknown_account_is_named_with_the_known_ones() -> None:
    """An error names the value and what there is."""
    with pytest.raises(UnknownId, match="there is no account 'a2'; known are: a1"):
        opened(Billing(MemoryStore())).account("a2")


class Crash(Exception):
    """The process dies here."""


class CrashingStore:
    """A store that dies at the n-th write and takes the transaction back, as a database would."""

    def __init__(self, store: MemoryStore, writes_left: int) -> None:
        self.store = store
        self.writes_left = writes_left

    def account_ids(self, *, due_by: date | None = None) -> Sequence[str]:
        """As the store."""
        return self.store.account_ids(due_by=due_by)

    @contextmanager
    def book(self, account_id: str) -> Iterator[AccountBook]:
        """As the store, until the writes are used up."""
        with self.store.book(account_id) as book:
            yield CrashingBook(book, self)

    def journal(self, account_id: str) -> Iterator[JournalLine]:
        """As the store."""
        return self.store.journal(account_id)

    def waiting(self, account_id: str) -> Sequence[Request]:
        """As the store."""
        return self.store.waiting(account_id)

    def count_write(self) -> None:
        """One write more, and perhaps the last."""
        if self.writes_left == 0:
            raise Crash
        self.writes_left -= 1


class CrashingBook:
    """A book whose writes are counted."""

    def __init__(self, book: AccountBook, store: CrashingStore) -> None:
        self._book = book
        self._store = store
        self.account = book.account
        self.receipt = book.receipt
        self.lines = book.lines

    def append(self, receipt: Receipt, happened: Sequence[Happened], requests: Sequence[Request]) -> None:
        """Count, write."""
        self._store.count_write()
        self._book.append(receipt, happened, requests)

    def carried_out(self, key: str) -> None:
        """Count, write."""
        self._store.count_write()
        self._book.carried_out(key)


def play(store: MemoryStore | CrashingStore, gateway: ScriptedGateway, notifier: CollectingNotifier) -> Billing:
    """A month of an account, whose card is declined once."""
    billing = opened(Billing(store, gateway, notifier), SaveMethod("card", "Bank card *1111"), SERVER)
    for day in (RENEWAL_DAY, date(2026, 2, 1)):
        for _ in billing.run_day(day):
            pass
    return billing


def test_a_crash_at_any_write_is_repaired_by_running_again() -> None:
    """Nothing is lost or doubled: after any crash, running again ends where a run without a crash ends."""
    whole = play(MemoryStore(), ScriptedGateway(*[ChargeOutcome.DECLINED] * 3), CollectingNotifier())
    expected = [line.happened for line in whole.journal("a1")]
    crashes = 0
    for writes in range(20):
        store = MemoryStore()
        gateway, notifier = ScriptedGateway(*[ChargeOutcome.DECLINED] * 3), CollectingNotifier()
        try:
            play(CrashingStore(store, writes), gateway, notifier)
        except Crash:
            crashes += 1
        repaired = play(store, gateway, notifier)

        assert [line.happened for line in repaired.journal("a1")] == expected
        assert list(store.waiting("a1")) == []
        assert {notice.key for notice in notifier.told} == {"a1/notice/renewal_failed/s1/2026-01-20/1"}
        assert len(set(gateway.asked)) == 1
    assert 5 <= crashes < 20
    assert agenda(whole.account("a1")) is None
