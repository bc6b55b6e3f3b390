"""
Events make the account: `evolve` applies one, `fold` all of them.

Total and trusting: what has happened is not judged again here.  Each family of
events has a module, whose `apply` knows every member of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from astra_billing.account import events as e
from astra_billing.account.decision import NoAccount
from astra_billing.account.evolution import invoices, orders, payers, payments, services, settings
from astra_billing.account.state import Account
from astra_billing.copies import replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from astra_billing.account.events import Event

_APPLY: Mapping[type, Callable[[Account, Any], Account]] = {
    kind: apply
    for family, apply in (
        (e.SettingsEvent, settings.apply),
        (e.PayersEvent, payers.apply),
        (e.OrdersEvent, orders.apply),
        (e.PaymentsEvent, payments.apply),
        (e.InvoicesEvent, invoices.apply),
        (e.ServicesEvent, services.apply),
    )
    for kind in get_args(family)
}


def fold(events: Iterable[Event], account: Account | None = None) -> Account | None:
    """The account that a journal makes; None for an empty one."""
    for event in events:
        account = evolve(account, event)
    return account


def evolve(account: Account | None, event: Event) -> Account:
    """The account after one event; the first event opens it."""
    if isinstance(event, e.AccountOpened):
        return Account(id=event.account_id, currency=event.currency, opened_on=event.on)
    if account is None:
        raise NoAccount(type(event).__name__)
    after = _APPLY[type(event)](account, event)
    return after if after.worked_on == event.on else replaced(after, worked_on=event.on)
