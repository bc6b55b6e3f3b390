"""
Tokens of saved methods: kept beside their methods, never in a journal, and dropped at the gateway when a method goes.

An account knows a method by its id and its status (R75, R86); what charging it takes is known here alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.adapters.runtime.steps import Step
from astra_billing.adapters.runtime.systems import system_of
from astra_billing.ports import About, Conversation, Kept, KeptMethod, Standing
from astra_billing.ports.payments import ForgetMethod, key_for

if TYPE_CHECKING:
    from astra_billing.adapters.runtime.steps import Steps
    from astra_billing.adapters.runtime.world import World


def keep(world: World, method: KeptMethod) -> Steps[bool]:
    """Keep a token, whether the account has its method; one whose method is gone is to be forgotten at once."""
    kept: Kept = yield Step(lambda: world.store.read(method.account_id))
    if kept.account is not None and method.method_id in kept.account.methods:
        yield Step(lambda: world.store.conversations.bind(method))
        return True
    yield from plan_forgetting(world, method)
    return False


def plan_forgetting(world: World, method: KeptMethod) -> Steps[str | None]:
    """Note that the gateway is to drop a method, and forget its token; the key of that, None where it cannot."""
    key = f"{method.account_id}/forget/{method.method_id}/{key_for(method.token)[:8]}"
    can = system_of(world, method.gateway).capabilities.forget_method
    if can:
        operation = ForgetMethod(key_for(key), method.token, method.payer_ref)
        now = world.now()
        talk = Conversation(
            key,
            method.account_id,
            About.FORGETTING,
            method.method_id,
            method.gateway,
            operation,
            now,
            standing=Standing.NOT_SENT,
            next_ask_at=now,
        )
        yield Step(lambda: world.store.conversations.begin(talk))
    yield Step(lambda: world.store.conversations.unbind(method.account_id, method.method_id))
    return key if can else None
