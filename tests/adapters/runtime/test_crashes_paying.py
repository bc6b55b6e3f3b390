"""
A process dies around every call to a gateway and at writes; afterwards nothing is lost and nothing is paid twice.

Before the call, after sending, after the answer: whoever opens the store anew
gives the same command again, and the sweep does the rest.  The end is that of
a life without a crash: the journal, what is open, and the gateway's own books.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from astra_billing.account import commands as c
from astra_billing.adapters.runtime import Billing
from astra_billing.adapters.storage.sql import open_store
from astra_billing.adapters.storage.sql.verify import differences
from astra_billing.ports.payments import Capabilities
from astra_billing.testing import Decline, ScriptedGateway
from tests.adapters.runtime.tills import BACK, BANK, Till, card, rub, server
from tests.adapters.storage.databases import KINDS, fresh_database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


WRITES = ("INSERT", "UPDATE", "DELETE")
IS_NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
PACES = {"sqlite": 1, "postgresql": 1} if IS_NIGHTLY else {"sqlite": 3, "postgresql": 11}
"""At every how-manieth write the process dies: at night at each."""
PAID, DECLINED, TOPPED, RETURNED = (date(2026, 1, day) for day in (10, 14, 15, 16))


class Crash(BaseException):
    """The process dies here."""


class Fuse:
    """Counts what may be the last thing a process does, and burns once."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.counted = 0
        self.is_armed = False

    def lit(self, left: int | None) -> None:
        """Burn after so many, or never."""
        self.left, self.counted = left, 0

    def count(self) -> None:
        """One more, of what happens inside a step."""
        self.counted += self.is_armed
        if self.is_armed and self.left == self.counted:
            self.left = None
            raise Crash


class Fused(ScriptedGateway):
    """A gateway in whose calls the process may die."""

    fuse: Fuse

    def ask(self, operation: Any) -> Any:
        """Before the call, and when the work is done and nobody has heard of it."""
        self.fuse.count()
        answer = super().ask(operation)
        self.fuse.count()
        return answer


HONOURING = ScriptedGateway().capabilities
ASKABLE = Capabilities(
    save_with_payment=True, charge_saved=True, refund=True, partial_refund=True, fetch_refund=True, forget_method=True,
    idempotent_charge=True, compares_refunds=True,
)  # fmt: skip


class Life:
    """One account over a database, its gateway, and the fuse."""

    def __init__(self, url: str, can: Capabilities, *, at: str) -> None:
        self.fuse = Fuse()
        self.bank = Fused(capabilities=can)
        self.bank.fuse = self.fuse if at == "gateway" else Fuse()
        self.till = Till(self.bank, open_store(url), lease_seconds=0)  # who is dead holds nothing
        if at == "write":
            self._watch()

    def _watch(self) -> None:
        engine = self.till.store.engine  # type: ignore[attr-defined]
        event.listen(engine, "commit", lambda _: self.fuse.count())

        @event.listens_for(engine, "before_cursor_execute")
        def _(_: object, __: object, statement: str, *___: object) -> None:
            if statement.startswith(WRITES):
                self.fuse.count()

    def step(self, do: Callable[[Billing], object]) -> None:
        """Do something until it is done: who dies opens the store anew and does it again."""
        self.fuse.is_armed = True
        with suppress(Crash):
            do(self.till.billing)
            self.fuse.is_armed = False
            return
        self.fuse.is_armed = False
        self.till.billing = self.till.opened()
        do(self.till.billing)

    def sweep(self, on: date) -> None:
        """Ten minutes later the sweep goes round."""
        for _ in range(3):
            self.till.now += timedelta(minutes=10)
            self.step(lambda billing: billing.sweep(on=on))


def live(life: Life) -> None:
    """Top up and save the card, be declined, be topped up, renew, have money back in two parts, delete the card."""
    till, bank = life.till, life.bank
    pay = c.CreatePayment("p1", rub("620.00"), card(), saves_method="saved")
    life.step(lambda billing: billing.execute("a1", pay, key="p1", on=PAID))
    life.step(lambda billing: billing.start_payment("a1", "p1", BACK, on=PAID))
    life.sweep(PAID)
    bank.settle(till.talk().own_key)
    for each in bank.notifications(times=2):
        life.step(partial(Billing.receive, gateway=BANK, notification=each, on=PAID))
    till.autopay()
    till.do(server(price="900.00"), "server")
    bank.will(Decline())
    for day in (DECLINED, TOPPED):
        life.step(partial(Billing.run_day, on=day))
        life.sweep(day)
        if day == DECLINED:
            till.do(c.ConfirmMethod("saved"), "refilled", on=day)
    for name, amount in (("r1", "50.00"), ("r2", "70.00")):
        back = c.IssueRefund(name, "p1", rub(amount))
        life.step(partial(Billing.execute, account_id="a1", command=back, key=name, on=RETURNED))
        life.sweep(RETURNED)
    life.step(lambda billing: billing.execute("a1", c.DeleteMethod("saved"), key="delete", on=RETURNED))
    life.sweep(RETURNED)


def picture(life: Life) -> dict[str, object]:
    """What is left: the journal, what waits, how conversations ended, and what the gateway has."""
    store = life.till.store
    account = life.till.account
    return {
        "journal": [line.happened for line in store.journal("a1")],
        "waiting": [each.key for each in store.waiting("a1") if hasattr(each, "amount")],
        "balance": life.till.balance,
        "open": (account.charges, account.refunds),
        "charged": life.bank.charged,
        "payments": sorted((each.own_key, each.state.value, str(each.kept)) for each in life.bank.payments.values()),
        "refunds": sorted((each.own_key, str(each.amount)) for each in life.bank.refunds.values()),
        "kept there": sorted(life.bank.methods),
        "kept here": store.conversations.method("a1", "saved"),
        "differences": list(differences(store)),  # type: ignore[arg-type]
    }


@pytest.mark.parametrize("can", [HONOURING, ASKABLE], ids=["honours keys", "compares refunds"])
@pytest.mark.parametrize("at", ["gateway", "write"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_crash_anywhere_ends_like_a_life_without_one(
    kind: str, at: str, can: Capabilities, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One life for every place where the process can die."""
    monkeypatch.setattr("astra_billing.adapters.storage.sql.connect.SYNCHRONOUS", "OFF")
    whole, places, died = None, 1, 0
    while died < places:
        with fresh_database(kind, tmp_path) as url:
            life = Life(url, can, at=at)
            life.fuse.lit(died or None)
            live(life)
            if whole is None:
                whole, places = picture(life), life.fuse.counted + 1
            assert picture(life) == whole, f"a crash at {died} of {places}"
            life.till.store.close()  # type: ignore[attr-defined]
        died += 1 if at == "gateway" else PACES[kind]
    assert places > 10
    assert whole is not None
    assert (len(whole["payments"]), len(whole["refunds"])) == (3, 2)  # type: ignore[arg-type]
