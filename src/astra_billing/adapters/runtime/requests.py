"""
Charges and refunds that decisions ask of payment systems: each becomes one conversation, found again by its key.

A request that is in doubt is not sent a second time here: its conversation
says when and how it is asked about.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.account import ChargeOutcome
from astra_billing.account.commands import RecordCharge
from astra_billing.adapters.runtime.asking import ask_again, ask_first
from astra_billing.adapters.runtime.paying_faults import NoToken, NotPaidHere
from astra_billing.adapters.runtime.steps import Step
from astra_billing.adapters.runtime.systems import is_system, system_of
from astra_billing.adapters.runtime.taking import answer_key, take
from astra_billing.ledger import Refund
from astra_billing.money import Money
from astra_billing.ports import About, Conversation, KeptMethod, Standing
from astra_billing.ports.payments import ChargeSaved, RefundPayment, key_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from astra_billing.account import Account, Charge
    from astra_billing.adapters.runtime.steps import Steps
    from astra_billing.adapters.runtime.world import World
    from astra_billing.ports import Asked
    from astra_billing.ports.payments import FiscalReceipt

DELETED = "method_deleted"
"""Why a charge is declined whose method its customer has deleted before the gateway was asked."""


def speaks_for(world: World, name: str) -> bool:
    """Whether requests with this gateway are conversations; those without any are, where there are payment systems."""
    gateway = world.named(name)
    return is_system(gateway) or (gateway is None and any(is_system(each) for each in world.gateways.values()))


def carry_on(world: World, request: Charge | Refund, account: Account, on: date) -> Steps[bool]:
    """
    Begin the conversation of a request, or go on with it when its time has come; whether it is over.

    Raises:
        NoToken: nothing is known of the method that could be charged.
        NotPaidHere: no gateway has taken what is to go back.
        GatewayError: there is no answer.
    """
    talks = world.store.conversations
    talk: Conversation | None = yield Step(lambda: talks.get(request.key))
    if talk is None:
        opening = (
            _refund(world, request, account) if isinstance(request, Refund) else _charge(world, request, account, on)
        )
        begins: Conversation | bool = yield from opening
        if isinstance(begins, bool):
            return begins
        talk, is_new = yield from begin(world, begins)
        if is_new:
            yield from ask_first(world, talk, on)
    elif not talk.standing.is_settled:
        now = world.now()
        taken = yield Step(lambda: talks.take_up(request.key, now=now, until=leased_until(world)))
        if taken is not None:
            yield from ask_again(world, taken, on)
    known: Conversation | None = yield Step(lambda: talks.get(request.key))
    return known is not None and known.standing.is_settled


def begin(world: World, talk: Conversation) -> Steps[tuple[Conversation, bool]]:
    """Keep a conversation with its key before its first call; whether it is new."""
    is_numbered = system_of(world, talk.gateway).capabilities.numeric_keys
    begun: tuple[Conversation, bool] = yield Step(
        lambda: world.store.conversations.begin(talk, is_numbered=is_numbered)
    )
    return begun


@frozen
class Topic:
    """What a conversation is about, whose, and with whom."""

    account_id: str
    about: About
    subject: str
    gateway: str

    def attempt(self, number: int) -> str:
        """The key of the how-manieth attempt at it."""
        return f"{self.account_id}/{self.about.value}/{self.subject}/{number}"


def conversation(world: World, key: str, topic: Topic, operation: Asked, saves: str = "") -> Conversation:
    """A conversation that begins now; until its first answer it belongs to this worker."""
    return Conversation(
        key,
        topic.account_id,
        topic.about,
        topic.subject,
        topic.gateway,
        operation,
        world.now(),
        saves=saves,
        next_ask_at=leased_until(world),
    )


def leased_until(world: World) -> datetime:
    """Until when what is taken up now belongs to this worker."""
    return world.now() + timedelta(seconds=world.lease_seconds)


def _charge(world: World, charge: Charge, account: Account, on: date) -> Steps[Conversation | bool]:
    method: KeptMethod | None = yield Step(
        lambda: world.store.conversations.method(charge.account_id, charge.method_id)
    )
    if charge.method_id not in account.methods:
        declined = RecordCharge(charge.key, ChargeOutcome.DECLINED, DELETED)
        key = answer_key(charge.key, Standing.DECLINED)
        yield from take(world.store, charge.account_id, declined, key, on, no_earlier=True)
        yield Step(lambda: world.store.carried_out(charge.key))
        return True
    if method is None:
        raise NoToken(charge.account_id, charge.method_id)
    receipt = _receipt(world, charge, account)
    operation = ChargeSaved(
        key_for(charge.key), method.token, charge.amount, receipt=receipt, payer_ref=method.payer_ref
    )
    return conversation(world, charge.key, Topic(account.id, About.CHARGE, charge.key, method.gateway), operation)


def _refund(world: World, refund: Refund, account: Account) -> Steps[Conversation | bool]:
    """A refund of what a gateway has taken; one after the other where its refunds have no keys."""
    paid = yield from _paid(world, refund)
    others: Sequence[Conversation] = yield Step(
        lambda: world.store.conversations.about(refund.account_id, About.REFUND, refund.payment.id)
    )
    is_busy = any(not each.standing.is_settled for each in others)
    if is_busy and not system_of(world, paid.gateway).capabilities.idempotent_refund:
        return False
    gone = [each.amount for each in others if each.standing is Standing.SUCCEEDED and each.amount is not None]
    operation = RefundPayment(
        key_for(refund.key),
        paid.ref,
        refund.amount,
        own_key=paid.own_key,
        refunded_before=Money.sum(gone, refund.amount.currency),
        receipt=_receipt(world, refund, account),
    )
    return conversation(world, refund.key, Topic(account.id, About.REFUND, refund.payment.id, paid.gateway), operation)


def _paid(world: World, refund: Refund) -> Steps[Conversation]:
    """The conversation that brought the money."""
    for about in (About.PAYMENT, About.CHARGE):
        found: Sequence[Conversation] = yield Step(
            lambda about=about: world.store.conversations.about(  # type: ignore[misc]
                refund.account_id, about, refund.payment.id
            )
        )
        for each in found:
            if each.standing is Standing.SUCCEEDED and each.ref:
                return each
    raise NotPaidHere(refund.account_id, refund.payment.id)


def _receipt(world: World, request: Charge | Refund, account: Account) -> FiscalReceipt | None:
    return None if world.receipts is None else world.receipts(request, account)
