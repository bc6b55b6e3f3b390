"""
Worker processes of their own, with a bank and a post office that outlive them as files.

A worker is forked, opens the store by its URL, and runs days; it can be killed
at any moment like a process whose machine loses power.
"""

from __future__ import annotations

import os
import traceback
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from astra_billing.account import Accepted, ChargeOutcome, decide
from astra_billing.account.commands import OpenAccount, TopUp
from astra_billing.adapters.runtime import Billing
from astra_billing.adapters.storage.memory import MemoryStore
from astra_billing.adapters.storage.sql import SqlStore, open_store
from astra_billing.adapters.storage.sql.writer import write
from astra_billing.money import RUB
from astra_billing.ports import Change, ChargeAnswer, Kept, Receipt
from astra_billing.wire import dump
from tests.adapters.runtime.stories import CARD, DAY, LIMIT, order, rub, server

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from astra_billing.account import Account, Charge
    from astra_billing.account.commands import Command
    from astra_billing.account.events import Event
    from astra_billing.notices import Notice
    from astra_billing.ports import AccountStore


class FileBank:
    """Charges everything, and writes down every key before it answers."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def charge(self, charge: Charge, *, on: date) -> ChargeAnswer:
        """Yes."""
        append(self.path, f"{charge.key} {on}")
        return ChargeAnswer(ChargeOutcome.SUCCEEDED)


class FilePost:
    """Writes down every notice."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def tell(self, notice: Notice) -> None:
        """Write it down."""
        append(self.path, notice.key)


def append(path: Path, line: str) -> None:
    """Add a line in one write, so that a process that dies leaves all of it or nothing."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(descriptor, f"{line}\n".encode())
    os.close(descriptor)


def lines(path: Path) -> list[str]:
    """What was written down."""
    return path.read_text("utf-8").splitlines() if path.exists() else []


def commands_of(account_id: str) -> Sequence[Command]:
    """An account that lives on credit by the day or by the month, or whose card pays."""
    opened = OpenAccount(account_id, RUB)
    if account_id.startswith("credit"):
        return opened, LIMIT, order("s1", "22.4137", "1 day"), order("s2", "100.00", "7 days")
    if account_id.startswith("monthly"):
        return opened, LIMIT, order("s1", "349.99")
    renewed = server("s1", "900.00", DAY + timedelta(days=2), "card")
    return opened, CARD, TopUp("p0", rub("50.00"), "bank"), renewed


def prepare(store: AccountStore, **kinds: int) -> list[str]:
    """So many accounts of each kind; their ids."""
    ids = [f"{kind}-{number}" for kind, count in kinds.items() for number in range(count)]
    changes = [prepared(account_id) for account_id in ids]
    if isinstance(store, SqlStore):
        with store.engine.begin() as connection:
            write(connection, changes)
    else:
        for change in changes:
            store.save(change)
    return ids


def prepared(account_id: str) -> Change:
    """An account that its commands have made, as one change of nothing."""
    account: Account | None = None
    happened: list[Event] = []
    for command in commands_of(account_id):
        decision = decide(account, command, DAY)
        assert isinstance(decision, Accepted)
        account = decision.account
        happened += decision.events
    assert account is not None
    return Change(Kept(account_id), account, Receipt("before", DAY, ""), tuple(happened))


def reference(kind: str, days: Sequence[int]) -> tuple[list[object], set[str]]:
    """What a life leaves where nobody ever dies: the journal of one account, and the keys of its notices."""
    store, told = MemoryStore(), set()

    class Post:
        def tell(self, notice: Notice) -> None:
            told.add(notice.key)

    prepare(store, **{kind: 1})
    for number in days:
        Billing(store, None, Post()).run_day(DAY + timedelta(days=number))
    return [dump(line.happened) for line in store.journal(f"{kind}-0")], told


def worker(  # noqa: PLR0913  # what a worker is told when it starts
    url: str, folder: Path, days: Sequence[int], *, batch: int, lease_seconds: int, ready: Callable[[], None]
) -> None:
    """Run the days one after another, from the one that an earlier worker stood at."""
    store = open_store(url)
    billing = Billing(store, FileBank(folder / "bank"), FilePost(folder / "post"), lease_seconds=lease_seconds)
    ready()
    first = int((lines(folder / "days") or ["0"])[-1])
    for number in days:
        if number < first:
            continue
        append(folder / "days", str(number))
        done = billing.run_day(DAY + timedelta(days=number), batch=batch)
        assert done.failed == 0, [str(each) for each in done.failures]
    store.close()


def forked(work: Callable[[Callable[[], None]], None], start: int | None = None) -> tuple[int, int]:
    """
    Start a process; its id, and a pipe that can be read when it is ready.

    Args:
        work: what it does; it is given a function that says "ready".
        start: a pipe that it waits for after that, so that several begin together.
    """
    listen, say = os.pipe()
    pid = os.fork()
    if pid:
        os.close(say)
        return pid, listen
    code = 1
    try:

        def ready() -> None:
            os.write(say, b"r")
            if start is not None:
                os.read(start, 1)

        work(ready)
        code = 0
    except BaseException:  # noqa: BLE001  # the process ends here, whatever it was
        with suppress(OSError):
            traceback.print_exc()
    finally:
        os._exit(code)
