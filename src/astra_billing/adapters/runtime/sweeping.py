"""
Asking about whatever is unresolved, each conversation in its turn.

The sweep is what makes doubt end: run it every minute, from as many processes
as there are.  It asks only what is due, so it costs one query when nothing is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from astra_billing.adapters.runtime.asking import ask_again
from astra_billing.adapters.runtime.outside import carry_out
from astra_billing.adapters.runtime.paying_faults import StillUnknown
from astra_billing.adapters.runtime.requests import leased_until
from astra_billing.adapters.runtime.schedule import MOST_TRIES
from astra_billing.adapters.runtime.steps import Step
from astra_billing.adapters.runtime.till_values import Swept
from astra_billing.adapters.runtime.values import Failure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from astra_billing.account import Account
    from astra_billing.adapters.runtime.steps import Steps
    from astra_billing.adapters.runtime.world import World
    from astra_billing.ports import About, Conversation

AT_ONCE = 100
"""How many keys are read at a time."""


def sweep(world: World, on: date, now: datetime | None, limit: int) -> Steps[Swept]:
    """As `Billing.sweep`."""
    moment = world.now() if now is None else now
    then = evolve(world, now=lambda: moment)
    swept = Swept()
    while swept.asked < limit:
        size = min(AT_ONCE, limit - swept.asked)
        keys: Sequence[str] = yield Step(lambda size=size: then.store.conversations.due(moment, size=size))  # type: ignore[misc]
        for key in keys:
            swept = yield from _one(then, key, on, swept)
        if not keys:
            break
    return swept


def _one(world: World, key: str, on: date, swept: Swept) -> Steps[Swept]:
    """Ask about one conversation, unless another worker does."""
    talks, now = world.store.conversations, world.now()
    talk: Conversation | None = yield Step(lambda: talks.take_up(key, now=now, until=leased_until(world)))
    if talk is None:
        return swept
    failures: list[Failure] = []
    try:
        yield from ask_again(world, talk, on)
    except Exception as error:  # noqa: BLE001  # one customer's trouble is not another's
        failures.append(Failure(talk.account_id, key, error))
    known: Conversation = yield Step(lambda: talks.get(key))
    if known.tries >= MOST_TRIES and not known.standing.is_settled:
        failures.append(Failure(talk.account_id, key, StillUnknown(known)))
    if known.standing.is_settled:
        yield from carry_out(world, on, account_id=talk.account_id, failed=failures.append)
    settled = swept.settled + known.standing.is_settled
    return Swept(swept.asked + 1, settled, (*swept.failures, *failures))


def check(world: World, account_id: str, about: About, subject: str, on: date) -> Steps[Account]:
    """Ask now about everything open that concerns a payment or a method; the account afterwards."""
    found: Sequence[Conversation] = yield Step(lambda: world.store.conversations.about(account_id, about, subject))
    for talk in found:
        if not talk.standing.is_settled:
            yield from ask_again(world, talk, on)
    yield from carry_out(world, on, account_id=account_id, failed=lambda _: None)
    kept = yield Step(lambda: world.store.read(account_id))
    account: Account = kept.account
    return account
