"""
Asking a gateway: once, and after a doubt never for anything else.

What certainly never began is sent again.  What may have begun is asked about,
by the gateway's id, else repeated with its key where the gateway honours keys,
else asked about by our key; where none of this is possible a person has to
look, and no second charge is made.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from attrs import evolve

from astra_billing.adapters.runtime.paying_faults import Disbelieved, StillUnknown
from astra_billing.adapters.runtime.schedule import postponed
from astra_billing.adapters.runtime.settling import object_to, settle
from astra_billing.adapters.runtime.steps import Step
from astra_billing.adapters.runtime.systems import system_of
from astra_billing.ports import About, Standing
from astra_billing.ports.payments import (
    FetchMethod,
    FetchPayment,
    FetchRefund,
    ForgetMethod,
    GatewayError,
    OutcomeUnknown,
    RefundPayment,
    StartSaving,
    WrongAnswer,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from astra_billing.adapters.runtime.steps import Steps
    from astra_billing.adapters.runtime.values import Executed
    from astra_billing.adapters.runtime.world import World
    from astra_billing.ports import Conversation
    from astra_billing.ports.payments import Answer, Capabilities, Operation

MARGIN = timedelta(hours=1)
"""A key is trusted for so much less than its gateway promises: clocks differ, and a repetition takes its time."""


def ask_first(world: World, talk: Conversation, on: date) -> Steps[Executed | None]:
    """Ask what has just been stored and was never asked; errors as in `PaymentSystem.ask`."""
    return (yield from ask(world, talk, talk.operation, on, is_fresh=True))


def ask_again(world: World, talk: Conversation, on: date) -> Steps[Executed | None]:
    """
    Ask about a conversation that this worker has taken up.

    Raises:
        StillUnknown: there is no way to ask.
        GatewayError: there is no answer this time either.
    """
    if talk.standing is Standing.NOT_SENT:
        asked = evolve(talk, standing=Standing.ASKED)
        yield Step(lambda: world.store.conversations.note(asked))
        return (yield from ask_first(world, asked, on))
    question = question_of(talk, system_of(world, talk.gateway).capabilities, world.now())
    if question is not None:
        return (yield from ask(world, talk, question, on))
    yield Step(lambda: world.store.conversations.note(evolve(talk, next_ask_at=None)))
    if talk.about is not About.PAYMENT:  # of a payment the gateway will tell; nobody charges it again
        raise StillUnknown(talk)
    return None


def ask(
    world: World, talk: Conversation, question: Operation, on: date, *, is_fresh: bool = False
) -> Steps[Executed | None]:
    """Ask, and take the answer; without one the conversation waits for its next turn."""
    system = system_of(world, talk.gateway)
    try:
        answer: Answer = yield Step(lambda: system.ask(question), is_outside=True)
    except Exception as error:
        is_refused = isinstance(error, GatewayError) and not isinstance(error, OutcomeUnknown)
        standing = Standing.NOT_SENT if is_fresh and is_refused else talk.standing
        pause = error.retry_after if isinstance(error, GatewayError) else None
        if isinstance(error, WrongAnswer):
            yield from object_to(world, talk.gateway, error.text, talk)
        waiting = postponed(evolve(talk, standing=standing), world.now(), pause)
        yield Step(lambda: world.store.conversations.note(waiting))
        raise
    try:
        return (yield from settle(world, talk, answer, on))
    except Disbelieved:
        yield Step(lambda: world.store.conversations.note(postponed(talk, world.now())))
        raise


def question_of(talk: Conversation, can: Capabilities, now: datetime) -> Operation | None:
    """What to ask about something that may have been done; None when there is no way to ask."""
    by_ref = _by_ref(talk, can)
    if by_ref is not None:
        return by_ref
    if _is_repeatable(talk, can, now):
        return talk.operation
    if not can.query_by_own_key or isinstance(talk.operation, RefundPayment):
        return None
    if isinstance(talk.operation, StartSaving):
        return FetchMethod(own_key=talk.own_key, payer_ref=talk.operation.payer_ref)
    return FetchPayment(own_key=talk.own_key, expected=talk.amount)


def _by_ref(talk: Conversation, can: Capabilities) -> Operation | None:
    operation = talk.operation
    if not talk.ref or isinstance(operation, ForgetMethod):
        return None
    if isinstance(operation, RefundPayment):
        return FetchRefund(talk.ref, operation.ref) if can.fetch_refund else None
    if isinstance(operation, StartSaving):
        return FetchMethod(talk.ref, talk.own_key, operation.payer_ref)
    return FetchPayment(talk.ref, talk.own_key, talk.amount)


def _is_repeatable(talk: Conversation, can: Capabilities, now: datetime) -> bool:
    """Whether asking for the same again is the same, and not a second one."""
    if isinstance(talk.operation, ForgetMethod):
        return True
    if isinstance(talk.operation, RefundPayment):
        if can.compares_refunds:
            return True
        honours = can.idempotent_refund
    else:
        honours = can.idempotent_charge
    lifetime = can.key_lifetime
    return honours and (lifetime is None or now - talk.began_at < lifetime - MARGIN)
