"""
What a gateway tells by itself: facts are taken, hints are asked about, anything else is refused and recorded.

A notification may come late, twice, in any order, or before the answer to our
own question; it finds its conversation by our key or the gateway's id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from astra_billing.account.commands import TopUp
from astra_billing.adapters.runtime.asking import question_of
from astra_billing.adapters.runtime.paying_faults import Disbelieved
from astra_billing.adapters.runtime.settling import object_to, settle
from astra_billing.adapters.runtime.steps import Step
from astra_billing.adapters.runtime.systems import system_of
from astra_billing.adapters.runtime.taking import take
from astra_billing.adapters.runtime.verdicts import objection_to
from astra_billing.ports import About, Standing
from astra_billing.ports.payments import (
    Hint,
    NotificationRejected,
    PaymentSnapshot,
    PaymentState,
    Reply,
    StoredMethod,
    Subject,
    Verified,
    WrongAnswer,
)

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.adapters.runtime.steps import Steps
    from astra_billing.adapters.runtime.values import Executed
    from astra_billing.adapters.runtime.world import World
    from astra_billing.ports import Conversation
    from astra_billing.ports.payments import Answer, NotificationInput

UNKNOWN: Final = "something that we have not asked for"
_REFUSED: Final = Reply(status=400)


def hear(world: World, name: str, arrived: NotificationInput, on: date) -> Steps[tuple[Reply, str]]:
    """
    The reply to a notification, and whose account it was about; empty when it was about none.

    Raises:
        NoGateway: no payment system of this name is connected.
        GatewayError: a hint could not be confirmed now; the gateway is to send it again.
    """
    system = system_of(world, name)
    try:
        worth = system.parse_notification(arrived, world.now())
    except NotificationRejected as error:
        yield from disbelieve(world, name, error)
        return _REFUSED, ""
    try:
        account_id = yield from believe(world, name, worth, on)
    except NotificationRejected:
        return (_REFUSED if isinstance(worth, Hint) else worth.refusal), ""
    return worth.reply, account_id


def believe(world: World, name: str, worth: Verified | Hint, on: date) -> Steps[str]:
    """
    Take what a notification is worth; whose account it was about, empty when there was nothing to do.

    Raises:
        NotificationRejected: it is about nothing of ours, or about another amount.
        GatewayError: a hint could not be confirmed now; the gateway is to send it again.
    """
    if isinstance(worth, Hint):
        return (yield from _confirmed(world, name, worth, on))
    about = worth.about
    if about is None:
        return ""
    talk = yield from _found(world, name, about)
    if talk is None and isinstance(about, StoredMethod):
        return ""  # what became of a method that we do not keep
    if talk is None:
        yield from _refuse(world, name, UNKNOWN, None, about)
    elif worth.is_question:
        yield from _answerable(world, name, talk, about)
    else:
        yield from _taken(world, name, talk, about, on)
    return "" if talk is None else talk.account_id


def disbelieve(world: World, name: str, error: NotificationRejected) -> Steps[None]:
    """Keep a record of a notification that did not prove itself."""
    return object_to(world, name, error.text or str(error), None)


def _taken(world: World, name: str, talk: Conversation, about: Answer, on: date) -> Steps[Executed | None]:
    if _is_paid_again(world, name, talk, about):
        return (yield from _again(world, talk, about, on))
    try:
        return (yield from settle(world, talk, about, on, is_asked=False))
    except Disbelieved as error:
        raise NotificationRejected(name, text=error.why) from error


def _answerable(world: World, name: str, talk: Conversation, about: Answer) -> Steps[None]:
    """The gateway asks whether to go on: only where the payment is known, open, and about the right amount."""
    why = objection_to(talk, about)
    if not why and talk.standing.is_settled:
        why = "a payment that is over"
    if why:
        yield from _refuse(world, name, why, talk, about)


def _confirmed(world: World, name: str, hint: Hint, on: date) -> Steps[str]:
    """Ask what a hint says: about the conversation it belongs to, or, where its id is new to us, by that id."""
    system = system_of(world, name)
    talk: Conversation | None = yield Step(
        lambda: world.store.conversations.find(name, own_key=hint.own_key, ref=hint.ref)
    )
    question = None if talk is None else question_of(_with_ref(talk, hint), system.capabilities, world.now())
    asked = hint.question if question is None else question
    try:
        answer: Answer = yield Step(lambda: system.ask(asked), is_outside=True)
    except WrongAnswer as error:
        yield from object_to(world, name, error.text, talk)
        raise NotificationRejected(name, text=error.text) from error
    if talk is None:
        talk = yield from _found(world, name, answer)
    if talk is None:
        if hint.subject is Subject.METHOD:
            return ""
        yield from _refuse(world, name, UNKNOWN, None, answer)
        return ""
    yield from _taken(world, name, talk, answer, on)
    return talk.account_id


def _with_ref(talk: Conversation, hint: Hint) -> Conversation:
    """The conversation, asked about by the id in a hint where it has none; a payment's id is none of a refund."""
    is_same = (talk.about is About.REFUND) == (hint.subject is Subject.REFUND)
    return evolve(talk, ref=talk.ref or hint.ref) if is_same else talk


def _found(world: World, name: str, about: Answer) -> Steps[Conversation | None]:
    if about is None:
        return None
    talk: Conversation | None = yield Step(
        lambda: world.store.conversations.find(name, own_key=about.own_key, ref=about.ref)
    )
    return talk


def _refuse(world: World, name: str, why: str, talk: Conversation | None, about: Answer) -> Steps[None]:
    yield from object_to(world, name, why, talk, about)
    raise NotificationRejected(name, text=f"it is about {why}")


# --- one key, paid twice ----------------------------------------------------------------------------------------------


def _is_paid_again(world: World, name: str, talk: Conversation, about: Answer) -> bool:
    """Whether a customer has paid one form twice; only gateways that do not honour keys let that happen."""
    if not isinstance(about, PaymentSnapshot) or system_of(world, name).capabilities.idempotent_charge:
        return False
    is_over = talk.about is About.PAYMENT and talk.standing is Standing.SUCCEEDED
    is_other = bool(talk.ref and about.ref) and talk.ref != about.ref
    return is_over and is_other and about.state is PaymentState.SUCCEEDED


def _again(world: World, talk: Conversation, about: Answer, on: date) -> Steps[Executed | None]:
    """The second money is money too: a payment of its own on the balance."""
    assert isinstance(about, PaymentSnapshot)  # noqa: S101  # it was looked at
    key = f"{talk.key}/{about.ref}"
    command = TopUp(key, about.amount, talk.gateway)
    return (yield from take(world.store, talk.account_id, command, f"answer/{key}", on, no_earlier=True))
