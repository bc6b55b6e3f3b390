"""
What an answer does: the account is told how a conversation ended, once, and the store how far it is.

The account comes first, so a crash in between only makes the answer come again.
A success is the last word; a refusal may still turn out to be one, because
money that came is never lost: it closes debts or is on the balance (R51).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from astra_billing.account import ChargeOutcome, UnknownId
from astra_billing.account.commands import ConfirmMethod, RecordCharge, RecordPayment, RecordRefund, TopUp
from astra_billing.account.events import PaymentCredited
from astra_billing.adapters.runtime import keeping
from astra_billing.adapters.runtime.faults import KeyReused
from astra_billing.adapters.runtime.paying_faults import Disbelieved
from astra_billing.adapters.runtime.schedule import postponed
from astra_billing.adapters.runtime.steps import Step
from astra_billing.adapters.runtime.taking import answer_key, take
from astra_billing.adapters.runtime.values import Executed
from astra_billing.adapters.runtime.verdicts import objection_to, verdict_of
from astra_billing.ports import About, KeptMethod, Objection, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from astra_billing.account.commands import Command
    from astra_billing.adapters.runtime.steps import Steps
    from astra_billing.adapters.runtime.verdicts import Verdict
    from astra_billing.adapters.runtime.world import World
    from astra_billing.ports import Conversation, Taken
    from astra_billing.ports.payments import Answer, StoredMethod

    End = Callable[[World, Conversation, Verdict, date], Steps[Executed | None]]

_OUTCOMES: Final = {Standing.SUCCEEDED: ChargeOutcome.SUCCEEDED, Standing.DECLINED: ChargeOutcome.DECLINED}


def settle(
    world: World, talk: Conversation, answer: Answer, on: date, *, is_asked: bool = True
) -> Steps[Executed | None]:
    """
    Take an answer, whenever and however often it comes.

    Args:
        world: where the account is.
        talk: the conversation that it belongs to.
        answer: what the gateway says.
        on: the day.
        is_asked: whether we have asked for it; else a gateway told it, and our schedule stays as it is.

    Returns:
        What the account made of it; None when it was told nothing.

    Raises:
        Disbelieved: the answer is about something else.
    """
    why = objection_to(talk, answer)
    if why:
        yield from object_to(world, talk.gateway, why, talk, answer)
        raise Disbelieved(talk.gateway, talk.key, why)
    verdict = verdict_of(answer)
    if not talk.standing.may_become(verdict.standing):
        return None
    known = evolve(talk, ref=talk.ref or verdict.ref, page=verdict.page or talk.page)
    if not verdict.standing.is_settled:
        going_on = evolve(known, standing=verdict.standing)
        noted = postponed(going_on, world.now()) if is_asked else going_on
        yield Step(lambda: world.store.conversations.note(noted))
        return None
    return (yield from end(world, known, verdict, on))


def end(world: World, talk: Conversation, verdict: Verdict, on: date) -> Steps[Executed | None]:
    """Tell the account how a conversation ended, then note it."""
    executed = yield from _ENDS[talk.about](world, talk, verdict, on)
    if executed is not None and _is_apart(talk, executed):
        talk = evolve(talk, subject=talk.key)  # a refund of that payment finds it by this
    over = evolve(talk, standing=verdict.standing, cause=verdict.cause, page=None, next_ask_at=None)
    yield Step(lambda: world.store.conversations.note(over))
    return executed


def object_to(world: World, gateway: str, why: str, talk: Conversation | None, about: Answer = None) -> Steps[None]:
    """Keep a record of what was not believed."""
    key = "" if talk is None else talk.key
    ref, own_key = ("", "") if about is None else (about.ref, about.own_key)
    objection = Objection(world.now(), gateway, why, key, ref, own_key)
    yield Step(lambda: world.store.conversations.record(objection))


def tell(world: World, talk: Conversation, command: Command, standing: Standing, on: date) -> Steps[Executed | None]:
    """Give an account the command that an answer means, once; money that it knows nothing of any more is a top-up."""
    key = answer_key(talk.key, standing)
    taken: Taken | None = yield Step(lambda: world.store.taken(talk.account_id, key))
    if taken is not None:
        return Executed(tuple(line.happened for line in taken.lines), is_repeated=True)
    try:
        return (yield from take(world.store, talk.account_id, command, key, on, no_earlier=True))
    except KeyReused:  # another worker was told of another cause at the same moment
        return None
    except UnknownId:
        if standing is not Standing.SUCCEEDED or talk.about not in {About.PAYMENT, About.CHARGE}:
            return None
    return (yield from take(world.store, talk.account_id, apart(talk), key, on, no_earlier=True))


def _is_apart(talk: Conversation, executed: Executed) -> bool:
    """Whether the money came as a payment of its own."""
    credited = [each.payment.id for each in executed.happened if isinstance(each, PaymentCredited)]
    return talk.about is About.PAYMENT and talk.key in credited


def apart(talk: Conversation) -> TopUp:
    """Money that came for something that is paid or forgotten already: a payment of its own."""
    assert talk.amount is not None  # noqa: S101  # payments and charges have one
    return TopUp(talk.key, talk.amount, talk.gateway)


# --- how each kind ends -----------------------------------------------------------------------------------------------


def _payment(world: World, talk: Conversation, verdict: Verdict, on: date) -> Steps[Executed | None]:
    others = yield from _other_attempts(world, talk)
    if verdict.standing is Standing.DECLINED:
        if any(not each.standing.is_settled for each in others):
            return None
        declined = RecordPayment(talk.subject, ChargeOutcome.DECLINED, verdict.cause)
        return (yield from tell(world, talk, declined, verdict.standing, on))
    if talk.saves:
        yield from _keep(world, talk, talk.saves, verdict.method)
    if (yield from _is_credited(world, others)):
        return (yield from tell(world, talk, apart(talk), verdict.standing, on))
    return (yield from tell(world, talk, RecordPayment(talk.subject, ChargeOutcome.SUCCEEDED), verdict.standing, on))


def _other_attempts(world: World, talk: Conversation) -> Steps[list[Conversation]]:
    found: Sequence[Conversation] = yield Step(
        lambda: world.store.conversations.about(talk.account_id, About.PAYMENT, talk.subject)
    )
    return [each for each in found if each.key != talk.key]


def _is_credited(world: World, others: list[Conversation]) -> Steps[bool]:
    """Whether another attempt at the same payment has brought its money already."""
    for each in others:
        key = answer_key(each.key, Standing.SUCCEEDED)
        taken = yield Step(lambda each=each, key=key: world.store.taken(each.account_id, key))  # type: ignore[misc]
        if taken is not None:
            return True
    return False


def _charge(world: World, talk: Conversation, verdict: Verdict, on: date) -> Steps[Executed | None]:
    command = RecordCharge(talk.subject, _OUTCOMES[verdict.standing], verdict.cause)
    executed = yield from tell(world, talk, command, verdict.standing, on)
    yield Step(lambda: world.store.carried_out(talk.key))
    return executed


def _refund(world: World, talk: Conversation, verdict: Verdict, on: date) -> Steps[Executed | None]:
    if talk.standing is Standing.DECLINED:  # the account has the money back on its balance, and so has the customer
        yield from object_to(world, talk.gateway, "a refund that was declined has gone back after all", talk)
        return None
    command = RecordRefund(talk.key, _OUTCOMES[verdict.standing])
    executed = yield from tell(world, talk, command, verdict.standing, on)
    yield Step(lambda: world.store.carried_out(talk.key))
    return executed


def _method(world: World, talk: Conversation, verdict: Verdict, on: date) -> Steps[Executed | None]:
    """A method works once its token is kept; one that could not be saved stays as it is, to be saved again (R79)."""
    if verdict.standing is Standing.DECLINED or not (yield from _keep(world, talk, talk.subject, verdict.method)):
        return None
    return (yield from tell(world, talk, ConfirmMethod(talk.subject), verdict.standing, on))


def _keep(world: World, talk: Conversation, method_id: str, method: StoredMethod | None) -> Steps[bool]:
    if method is None or not method.token:
        return False
    kept = KeptMethod(talk.account_id, method_id, talk.gateway, method.token, method.payer_ref, method.title)
    return (yield from keeping.keep(world, kept))


def _forgetting(_: World, __: Conversation, ___: Verdict, ____: date) -> Steps[Executed | None]:
    return None
    yield  # a computation without steps


_ENDS: Final[dict[About, End]] = {
    About.PAYMENT: _payment,
    About.CHARGE: _charge,
    About.REFUND: _refund,
    About.METHOD: _method,
    About.FORGETTING: _forgetting,
}
