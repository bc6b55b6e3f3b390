"""
The daily run of one worker; several of them, in threads, processes or machines, share the work.

First accounts are closed for the day, a batch of them in one transaction:
claimed, decided one by one, written together.  Then open requests are carried
out.  A worker goes round until it finds nothing left.
"""

from __future__ import annotations

from functools import cache
from time import monotonic
from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.account import decide
from astra_billing.account.commands import CloseDay
from astra_billing.adapters.runtime.outside import carry_out
from astra_billing.adapters.runtime.steps import Step
from astra_billing.adapters.runtime.taking import change_of
from astra_billing.adapters.runtime.values import Failure
from astra_billing.ports import Cursor, Doubled, Receipt
from astra_billing.wire import fingerprint

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.adapters.runtime.steps import Steps
    from astra_billing.adapters.runtime.tally import Tally
    from astra_billing.adapters.runtime.world import World
    from astra_billing.ports import AccountStore, Change, Kept

BATCH = 400
"""How many accounts share a transaction."""

PATIENCE_SECONDS = 15
"""
How long a worker decides before it writes what it has, however many accounts are left of its claim.

A batch that has to catch up with a year takes long, and in the meantime a server thinks the worker dead and others wait
for its lock.
"""

CLOSING = CloseDay()
"""The command of every night; it says nothing but its name."""


@frozen
class Batch:
    """
    What became of one claim.

    Attributes:
        cursor: where the next claim goes on; None at the end.
        accounts: how many were closed.
    """

    cursor: Cursor | None
    accounts: int = 0
    events: int = 0
    failures: tuple[Failure, ...] = ()


def work(world: World, on: date, tally: Tally, *, batch: int) -> Steps[None]:
    """All that is due, as far as other workers leave something."""
    moved = True
    while moved:
        closed = yield from _close(world.store, on, tally, batch)
        carried = yield from carry_out(world, on, done=tally.carried_out, failed=tally.failed)
        moved = bool(closed or carried)


def _close(store: AccountStore, on: date, tally: Tally, size: int) -> Steps[int]:
    """Close the day for every account that is due, going round until a round closes none; how many were closed."""
    total = 0
    while closed := (yield from _round(store, on, tally, size)):
        total += closed
    return total


def _round(store: AccountStore, on: date, tally: Tally, size: int) -> Steps[int]:
    cursor: Cursor | None = None
    total = alone = 0
    while True:
        wanted = 1 if alone else size
        try:
            done: Batch = yield Step(lambda c=cursor, w=wanted: close_batch(store, on, w, c))  # type: ignore[misc]
        except Doubled as error:
            if wanted > 1:
                alone = size  # one account spoils the batch: take them one by one until it is found
                continue
            tally.failed(Failure(error.account_ids[0], str(on), error))
            cursor = yield Step(lambda c=cursor: _passing(store, on, c))  # type: ignore[misc]
            alone -= 1
            continue
        if done.cursor is None:
            return total
        cursor, alone, total = done.cursor, max(alone - 1, 0), total + done.accounts
        tally.closed(done.accounts, done.events)
        for failure in done.failures:
            tally.failed(failure)


def close_batch(store: AccountStore, on: date, size: int, after: Cursor | None) -> Batch:
    """Claim some accounts, decide each, write all; what cannot be decided, or not in time, is left as it is."""
    changes: list[Change] = []
    failures: list[Failure] = []
    with store.claim(on, size=size, after=after) as claim:
        until = monotonic() + PATIENCE_SECONDS
        for kept in claim.kept:
            if changes and monotonic() > until:
                break
            try:
                changes.append(_closing(kept, on))
            except Exception as error:  # noqa: BLE001  # one account's trouble is not another's
                failures.append(Failure(kept.account_id, str(on), error))
        claim.save(changes)
        cursor = claim.cursor
    return Batch(cursor, len(changes), sum(len(each.happened) for each in changes), tuple(failures))


def _closing(kept: Kept, on: date) -> Change:
    # The state makes closing a day idempotent; the version only keeps the keys of two closings apart.
    receipt = Receipt(f"day/{on}/{kept.version}", on, _print_of_closing())
    return change_of(kept, decide(kept.account, CLOSING, on), receipt)


@cache
def _print_of_closing() -> str:
    return fingerprint(CLOSING)


def _passing(store: AccountStore, on: date, after: Cursor | None) -> Cursor | None:
    with store.claim(on, size=1, after=after) as claim:
        return claim.cursor
