"""
Giving up a payment that its customer does not want to finish (B36).

What was never sent is over at once; what the gateway knows, the gateway has to
give up; where it cannot, or where the customer was faster, it says how the
payment stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.adapters.runtime.asking import ask, ask_again
from astra_billing.adapters.runtime.settling import end
from astra_billing.adapters.runtime.steps import Step
from astra_billing.adapters.runtime.systems import system_of
from astra_billing.adapters.runtime.verdicts import Verdict
from astra_billing.ports import About, Standing
from astra_billing.ports.payments import CancelPayment, FailureReason, InvalidRequest, key_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from astra_billing.adapters.runtime.steps import Steps
    from astra_billing.adapters.runtime.world import World
    from astra_billing.ports import Conversation


def cancel(world: World, account_id: str, payment_id: str, on: date) -> Steps[bool]:
    """Give up every attempt at a payment that is open; whether none is left."""
    talks = world.store.conversations
    found: Sequence[Conversation] = yield Step(lambda: talks.about(account_id, About.PAYMENT, payment_id))
    for talk in found:
        if not talk.standing.is_settled:
            yield from _give_up(world, talk, on)
    now: Sequence[Conversation] = yield Step(lambda: talks.about(account_id, About.PAYMENT, payment_id))
    return all(each.standing.is_settled for each in now)


def _give_up(world: World, talk: Conversation, on: date) -> Steps[None]:
    if talk.standing is Standing.NOT_SENT:
        yield from end(world, talk, Verdict(Standing.DECLINED, FailureReason.CUSTOMER_CANCELLED.value), on)
        return
    if system_of(world, talk.gateway).capabilities.cancel and talk.ref:
        give_up = CancelPayment(key_for(talk.key, "cancel"), talk.ref, talk.own_key)
        try:
            yield from ask(world, talk, give_up, on)
        except InvalidRequest:
            pass  # it is paid, or over: the gateway says how it stands
        else:
            return
    yield from ask_again(world, talk, on)
