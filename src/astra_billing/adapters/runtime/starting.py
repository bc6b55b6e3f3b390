"""
Beginning what a customer finishes at the gateway: a payment (R49, R51), or the saving of a method (R77, R78).

Beginning again gives the page there is, or asks for it with the same key.
Only after a refusal, or when a page is lost for good, is there a new attempt
with a key of its own; whichever attempt is paid, its money reaches the account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from astra_billing.account import UnknownId
from astra_billing.account.commands import BeginPayment, SaveMethod
from astra_billing.adapters.runtime.asking import ask, ask_first
from astra_billing.adapters.runtime.requests import Topic, begin, conversation
from astra_billing.adapters.runtime.steps import Step
from astra_billing.adapters.runtime.systems import system_of
from astra_billing.adapters.runtime.taking import take
from astra_billing.adapters.runtime.till_values import Started
from astra_billing.adapters.runtime.values import Failure
from astra_billing.ledger import PaymentStatus
from astra_billing.methods import MethodStatus
from astra_billing.ports import About, Standing
from astra_billing.ports.payments import GatewayError, NotSupported, StartPayment, StartSaving, key_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from astra_billing.account import Account
    from astra_billing.adapters.runtime.steps import Steps
    from astra_billing.adapters.runtime.world import World
    from astra_billing.ledger import Payment
    from astra_billing.money import MoneyRange
    from astra_billing.ports import Conversation, Kept
    from astra_billing.ports.payments import FiscalReceipt

    Opening = Callable[[str], Conversation]


def start_payment(  # noqa: PLR0913  # a payment, and what the gateway's page wants to know
    world: World,
    account_id: str,
    payment_id: str,
    return_url: str,
    on: date,
    *,
    description: str = "",
    receipt: FiscalReceipt | None = None,
    payer_ref: str = "",
) -> Steps[Started]:
    """As `Billing.start_payment`."""
    account = yield from _account(world, account_id)
    payment = account.payments.get(payment_id)
    if payment is not None:
        _check(world, payment)
    topic = Topic(account_id, About.PAYMENT, payment_id, "" if payment is None else payment.gateway)
    talks = yield from _talks(world, topic)
    if payment is None or payment.status is not PaymentStatus.BEING_PAID:
        key = f"begin/{topic.attempt(_next(talks))}"
        begun = yield from take(world.store, account_id, BeginPayment(payment_id), key, on, no_earlier=True)
        if begun.refused is not None:
            return Started(payment_id, refused=begun.refused)
    assert payment is not None  # noqa: S101  # the command knows it
    to_pay, saves = payment.to_pay, payment.saves_method or ""

    def asked(key: str) -> StartPayment:
        return StartPayment(key_for(key), to_pay, return_url, description, bool(saves), receipt, payer_ref)

    def opening(key: str) -> Conversation:
        return conversation(world, key, topic, asked(key), saves)

    return (yield from _go_on(world, talks, topic, opening, on))


def start_saving(  # noqa: PLR0913  # a method, its gateway, and what the page wants to know
    world: World,
    account_id: str,
    method_id: str,
    return_url: str,
    on: date,
    *,
    gateway: str,
    title: str = "",
    limits: MoneyRange | None = None,
    payer_ref: str = "",
) -> Steps[Started]:
    """As `Billing.start_saving`."""
    account = yield from _account(world, account_id)
    if not system_of(world, gateway).capabilities.save_without_charge:
        raise NotSupported(gateway, text="it saves methods together with a payment only")
    method = account.methods.get(method_id)
    if method is not None and method.works:
        return Started(method_id, standing=Standing.SUCCEEDED)
    topic = Topic(account_id, About.METHOD, method_id, gateway)
    talks = yield from _talks(world, topic)
    if method is None:
        save = SaveMethod(method_id, title or method_id, gateway, limits, MethodStatus.BEING_SET_UP)
        key = f"save/{topic.attempt(_next(talks))}"
        yield from take(world.store, account_id, save, key, on, no_earlier=True)

    def opening(key: str) -> Conversation:
        operation = StartSaving(key_for(key), return_url, title, payer_ref, account.currency)
        return conversation(world, key, topic, operation)

    return (yield from _go_on(world, talks, topic, opening, on))


def _go_on(
    world: World,
    talks: Sequence[Conversation],
    topic: Topic,
    opening: Opening,
    on: date,
) -> Steps[Started]:
    """Give the page there is; else ask for it again, else begin a new attempt."""
    last = talks[-1] if talks and not talks[-1].standing.is_settled else None
    if last is not None:
        if last.page is not None:
            return _started(last, None)
        is_fresh = last.standing is Standing.NOT_SENT
        if is_fresh:  # whatever was wrong with the question may be right now
            last = evolve(last, operation=evolve(opening(last.key).operation, key=last.own_key))
        again = yield from _asked(world, last, on, is_fresh=is_fresh)
        if again.standing is not Standing.OPEN or again.page is not None:
            return again
    key = topic.attempt(len(talks) + 1)
    talk, is_new = yield from begin(world, opening(key))
    if talk.page is not None or talk.standing.is_settled:
        return _started(talk, None)
    return (yield from _asked(world, talk, on, is_fresh=is_new))


def _asked(world: World, talk: Conversation, on: date, *, is_fresh: bool) -> Steps[Started]:
    """Ask for the page; asking twice for one payment moves no money, its customer does."""
    failure = None
    try:
        if is_fresh:
            yield from ask_first(world, talk, on)
        else:
            yield from ask(world, talk, talk.operation, on)
    except GatewayError as error:
        failure = Failure(talk.account_id, talk.key, error)
    known: Conversation = yield Step(lambda: world.store.conversations.get(talk.key))
    return _started(known, failure)


def _started(talk: Conversation, failure: Failure | None) -> Started:
    return Started(talk.subject, talk.page, talk.standing, talk.cause, failure=failure)


def _check(world: World, payment: Payment) -> None:
    """
    Ask before we promise.

    Raises:
        NoGateway: nobody takes this payment.
        NotSupported: its gateway does not take it.
    """
    can = system_of(world, payment.gateway).capabilities
    code = payment.amount.currency.code
    if not can.takes(code):
        raise NotSupported(payment.gateway, text=f"it does not take {code}")
    if payment.saves_method is not None and not can.save_with_payment:
        raise NotSupported(payment.gateway, text="it does not keep the method of a payment")


def _account(world: World, account_id: str) -> Steps[Account]:
    kept: Kept = yield Step(lambda: world.store.read(account_id))
    if kept.account is None:
        raise UnknownId("account", account_id, ())
    return kept.account


def _talks(world: World, topic: Topic) -> Steps[Sequence[Conversation]]:
    talks = world.store.conversations
    found: Sequence[Conversation] = yield Step(lambda: talks.about(topic.account_id, topic.about, topic.subject))
    return found


def _next(talks: Sequence[Conversation]) -> int:
    """The number of the next attempt, or of the one that is under way."""
    is_open = bool(talks) and not talks[-1].standing.is_settled
    return len(talks) + (0 if is_open else 1)
