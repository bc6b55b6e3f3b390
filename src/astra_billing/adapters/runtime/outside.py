"""
Carrying out what decisions ask of the world, and feeding the answers back.

A request is leased from the store, carried out with its own key, and closed
when its answer is stored.  A crash in between leaves it open: the next worker
asks again with the same key.  An answer that is not known changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import ChargeOutcome
from astra_billing.account.commands import RecordCharge, RecordRefund
from astra_billing.adapters.runtime.faults import NoGateway
from astra_billing.adapters.runtime.requests import carry_on, speaks_for
from astra_billing.adapters.runtime.steps import Step
from astra_billing.adapters.runtime.taking import answer_key, take
from astra_billing.adapters.runtime.values import Executed, Failure
from astra_billing.ledger import Refund
from astra_billing.notices import Notice

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from astra_billing.account import Charge
    from astra_billing.adapters.runtime.steps import Steps
    from astra_billing.adapters.runtime.world import World
    from astra_billing.ports import ChargeAnswer, Kept, Leased, Request, Taken

TAKEN_AT_ONCE = 20
"""How many requests a worker leases at a time; few, so that a lease outlasts them."""


def carry_out(
    world: World,
    on: date,
    *,
    account_id: str | None = None,
    done: Callable[[], None] = lambda: None,
    failed: Callable[[Failure], None],
) -> Steps[int]:
    """
    Carry out every open request that nobody else holds, those included that the answers make.

    Args:
        world: whom to ask.
        on: the day.
        account_id: only those of this account.
        done: is called after every request that is closed.
        failed: is told of those that stay open because of an error.

    Returns:
        How many were closed.
    """
    kinds = world.kinds
    after = closed = 0
    while kinds:
        taken: list[Leased] = yield Step(
            lambda after=after: world.store.lease(  # type: ignore[misc]  # a default of a lambda has no type
                kinds=kinds, size=TAKEN_AT_ONCE, seconds=world.lease_seconds, after=after, account_id=account_id
            )
        )
        if not taken:
            break
        for leased in taken:
            after = leased.number
            if (yield from _one(world, leased.request, on, failed)):
                closed += 1
                done()
    return closed


def _one(world: World, request: Request, on: date, failed: Callable[[Failure], None]) -> Steps[bool]:
    """Carry out one request; whether it is closed now."""
    try:
        if isinstance(request, Notice):
            closed = yield from _tell(world, request)
        else:
            closed = yield from _ask(world, request, on)
    except Exception as error:  # noqa: BLE001  # one customer's trouble is not another's
        failed(Failure(request.account_id, request.key, error))
        closed = False
    if not closed:
        yield Step(lambda: world.store.give_back(request.key))
    return closed


def _ask(world: World, request: Charge | Refund, on: date) -> Steps[bool]:
    """Ask a gateway for a charge or a refund; whether it gave an answer that is known."""
    kept: Kept = yield Step(lambda: world.store.read(request.account_id))
    account = kept.account
    assert account is not None  # noqa: S101  # only an account makes requests
    name = world.route(request, account)
    if speaks_for(world, name):
        return (yield from carry_on(world, request, account, on))
    verb = "refund" if isinstance(request, Refund) else "charge"
    call = getattr(world.named(name), verb, None)
    if call is None:
        raise NoGateway(name, world.names)
    day = max(on, account.worked_on)  # a repeated command may be older than the request
    answer: ChargeAnswer = yield Step(lambda: call(request, on=day), is_outside=True)
    if answer.outcome is ChargeOutcome.UNKNOWN:
        return False
    yield from record(world, request.account_id, request.key, answer, on)
    return True


def record(world: World, account_id: str, key: str, answer: ChargeAnswer, on: date) -> Steps[Executed]:
    """Tell an account what a gateway said of one of its charges or refunds, once; a yes is the last word."""
    executed = yield from _recorded(world, account_id, key, answer.outcome)
    if executed is None:
        kept: Kept = yield Step(lambda: world.store.read(account_id))
        is_refund = kept.account is not None and key in kept.account.refund_keys
        charged = RecordCharge(key, answer.outcome, answer.cause)
        command = RecordRefund(key, answer.outcome) if is_refund else charged
        told = answer_key(key, answer.outcome)
        executed = yield from take(world.store, account_id, command, told, on, no_earlier=True)
    yield Step(lambda: world.store.carried_out(key))
    return executed


def _recorded(world: World, account_id: str, key: str, outcome: ChargeOutcome) -> Steps[Executed | None]:
    for said in (ChargeOutcome.SUCCEEDED, outcome):
        taken: Taken | None = yield Step(lambda said=said: world.store.taken(account_id, answer_key(key, said)))  # type: ignore[misc]
        if taken is not None:
            return Executed(tuple(line.happened for line in taken.lines), is_repeated=True)
    return None


def _tell(world: World, notice: Notice) -> Steps[bool]:
    notifier = world.notifier
    assert notifier is not None  # noqa: S101  # notices are leased only where there is one
    yield Step(lambda: notifier.tell(notice), is_outside=True)
    yield Step(lambda: world.store.carried_out(notice.key))
    return True
