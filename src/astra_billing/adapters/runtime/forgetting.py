"""
A deleted method is dropped at its gateway too, where the gateway can (R80, R86).

It is done as well as possible: what gets no answer is asked again by the sweep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account.events import MethodDeleted
from astra_billing.adapters.runtime.asking import ask_again
from astra_billing.adapters.runtime.keeping import plan_forgetting
from astra_billing.adapters.runtime.requests import leased_until
from astra_billing.adapters.runtime.steps import Step
from astra_billing.adapters.runtime.values import Failure

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from astra_billing.adapters.runtime.steps import Steps
    from astra_billing.adapters.runtime.values import Executed
    from astra_billing.adapters.runtime.world import World
    from astra_billing.ports import KeptMethod


def forget_deleted(
    world: World, account_id: str, executed: Executed, on: date, failed: Callable[[Failure], None]
) -> Steps[None]:
    """Forget the tokens of methods that a command has deleted, here and at their gateways."""
    for event in executed.happened:
        if isinstance(event, MethodDeleted):
            try:
                yield from _forget(world, account_id, event.method_id, on)
            except Exception as error:  # noqa: BLE001  # the method is deleted all the same
                failed(Failure(account_id, event.method_id, error))


def _forget(world: World, account_id: str, method_id: str, on: date) -> Steps[None]:
    talks = world.store.conversations
    kept = yield Step(lambda: world.store.read(account_id))
    method: KeptMethod | None = yield Step(lambda: talks.method(account_id, method_id))
    if method is None or method_id in kept.account.methods:  # a new method may have the same id
        return
    key = yield from plan_forgetting(world, method)
    if key is not None:
        now = world.now()
        taken = yield Step(lambda: talks.take_up(key, now=now, until=leased_until(world)))
        if taken is not None:
            yield from ask_again(world, taken, on)
