"""
What comes back when money or a limit has come.

The block of the limit is lifted when nothing is overdue any more (R69).  Then
services that had to stop for want of money are renewed from the balance, the
one that expired first before the others (R69, B20), and orders whose payment
went to older debts are paid from what is there (B8).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.block import announce_block
from astra_billing.account.funds import refusal_of, renew_from_balance
from astra_billing.account.opening import open_order, payment_of
from astra_billing.credit import Operation
from astra_billing.methods import BALANCE
from astra_billing.services import StopCause

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account.draft import Draft
    from astra_billing.services import Service


def bring_back(draft: Draft, *, on: date) -> None:
    """After money or a limit has come: open the limit again, the services that stopped, the orders that wait."""
    announce_block(draft, on=on)
    stopped = [each for each in draft.account.services.values() if each.stop_cause is not None]
    waiting = [each for each in stopped if waits_for_money(each, on=on)]
    for service in sorted(waiting, key=lambda each: (each.expires_on, each.id)):
        if service.is_paid(on=on):
            draft.add(e.ServiceStarted(on, service.id, by_itself=True))
        elif refusal_of(draft.account, service.price, Operation.BALANCE_RENEWAL, on=on) is None:
            renew_from_balance(draft, service, on=on)
            draft.add(e.ServiceStarted(on, service.id, by_itself=True))
    for order in tuple(draft.account.orders.values()):
        is_funded = payment_of(order.id) in draft.account.payment_ids
        if is_funded and refusal_of(draft.account, order.total, Operation.ORDER, on=on) is None:
            open_order(draft, order, on=on)


def waits_for_money(service: Service, *, on: date) -> bool:
    """Whether money would bring it back by itself: no force and no wish has stopped it, and no panel holds it (B21)."""
    if service.stop_cause is not StopCause.EXPIRED or service.is_processed:
        return False
    return service.renews_from == BALANCE or service.is_paid(on=on)
