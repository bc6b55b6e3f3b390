"""What the runtime does, as steps: the synchronous and the asynchronous form run the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from astra_billing.account import UnknownId
from astra_billing.adapters.runtime import hearing, nightly
from astra_billing.adapters.runtime.faults import NoGateway
from astra_billing.adapters.runtime.forgetting import forget_deleted
from astra_billing.adapters.runtime.outside import carry_out, record
from astra_billing.adapters.runtime.steps import Step
from astra_billing.adapters.runtime.systems import is_system
from astra_billing.adapters.runtime.taking import take
from astra_billing.adapters.runtime.tally import Tally
from astra_billing.ports.payments import NotificationInput
from astra_billing.presentation import explain as told

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account import Account
    from astra_billing.account.commands import Command
    from astra_billing.adapters.runtime.steps import Steps
    from astra_billing.adapters.runtime.tally import Progress
    from astra_billing.adapters.runtime.values import Executed, Failure
    from astra_billing.adapters.runtime.world import World
    from astra_billing.ports import JournalLine, Kept, Notified, Taken
    from astra_billing.ports.payments import Hint, Reply, Verified
    from astra_billing.texts import Lang

NAMED = 20
"""How many known ids an error names."""


def execute(world: World, account_id: str, command: Command, key: str, on: date) -> Steps[Executed]:
    """Take a command, then carry out what the account waits for."""
    executed = yield from take(world.store, account_id, command, key, on)
    failures: list[Failure] = []
    yield from carry_out(world, on, account_id=account_id, failed=failures.append)
    yield from forget_deleted(world, account_id, executed, on, failures.append)
    return evolve(executed, failures=tuple(failures)) if failures else executed


def begun(world: World, on: date, on_progress: Progress | None) -> Tally:
    """The count of a daily run that begins."""
    return Tally(on, world.store.due(on) if on_progress else 0, on_progress)


def worker(world: World, tally: Tally, batch: int) -> Steps[None]:
    """One worker's share of a daily run."""
    return nightly.work(world, tally.done.on, tally, batch=batch)


def receive(world: World, name: str, notification: object, on: date) -> Steps[Executed | Reply | None]:
    """Let a gateway read a notification, and take what it says."""
    gateway = world.named(name)
    if is_system(gateway) and isinstance(notification, NotificationInput):
        return (yield from _heard(world, name, notification, on))
    read = getattr(gateway, "read_notification", None)
    if read is None:
        raise NoGateway(name, world.names)
    said: Notified | None = yield Step(lambda: read(notification, on=on), is_outside=True)
    if said is None:
        return None
    executed = yield from record(world, said.account_id, said.charge_key, said.answer, on)
    yield from carry_out(world, on, account_id=said.account_id, failed=lambda _: None)
    return executed


def _heard(world: World, name: str, arrived: NotificationInput, on: date) -> Steps[Reply]:
    reply, account_id = yield from hearing.hear(world, name, arrived, on)
    if account_id:
        yield from carry_out(world, on, account_id=account_id, failed=lambda _: None)
    return reply


def believe(world: World, name: str, worth: Verified | Hint, on: date) -> Steps[None]:
    """Take what a notification is worth that somebody else has let the gateway judge."""
    account_id = yield from hearing.believe(world, name, worth, on)
    if account_id:
        yield from carry_out(world, on, account_id=account_id, failed=lambda _: None)


def account(world: World, account_id: str) -> Steps[Account]:
    """
    The account as it is now.

    Raises:
        UnknownId: the store has no such account.
    """
    kept: Kept = yield Step(lambda: world.store.read(account_id))
    if kept.account is None:
        known = yield Step(lambda: world.store.account_ids()[:NAMED])
        raise UnknownId("account", account_id, known)
    return kept.account


def journal(world: World, account_id: str) -> Steps[list[JournalLine]]:
    """The whole journal."""
    lines: list[JournalLine] = yield Step(lambda: list(world.store.journal(account_id)))
    return lines


def explain(world: World, account_id: str, key: str | None, lang: Lang) -> Steps[list[str]]:
    """The journal, or what one command left of it, as sentences."""
    if key is None:
        lines = yield from journal(world, account_id)
    else:
        taken: Taken | None = yield Step(lambda: world.store.taken(account_id, key))
        lines = [] if taken is None else list(taken.lines)
    return [f"{line.on} {line.happened.rule}: {told(line.happened, lang)}" for line in lines]
