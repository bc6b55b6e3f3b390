"""
An order is paid: what it ordered costs money, is covered, and opens (R45, R46, R53).

A service that the provider's panel opens is being processed first, and one
from a quick order needs setting up (R89); its paid time begins with the
payment all the same, and ends on a 1st where the tariff aligns it, however
late the payment comes (B12).  A renewal from the cart moves the expiry (R84).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.funds import cover_from_balance, form_contract, lay, renew, rest_of, spend
from astra_billing.catalog import Opening, aligned_end
from astra_billing.orders import Renewal
from astra_billing.services import ServiceState

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account.draft import Draft
    from astra_billing.ledger import Expense
    from astra_billing.orders import Order, OrderLine
    from astra_billing.services import Service

_OPENED = {
    Opening.AT_ONCE: ServiceState.ACTIVE,
    Opening.PROVISIONED: ServiceState.PROCESSING,
    Opening.NEEDS_SETUP: ServiceState.NEEDS_SETUP,
}


def payment_of(order_id: str) -> str:
    """The id of the payment that an order is paid by."""
    return f"order/{order_id}"


def open_order(draft: Draft, order: Order, *, on: date, payment_id: str | None = None) -> None:
    """Charge an order, cover it by its payment and then by the balance, and open what it ordered."""
    lines = [(line, draft.account.services[service_of(line)]) for line in order.lines if _is_there(draft, line)]
    charged = [spend(draft, service, on=on, price=line.first, rate=line.tax_rate) for line, service in lines]
    if payment_id is not None:
        lay(draft, payment_id, rest_of(draft, payment_id), _still_open(draft, charged), on=on)
    cover_from_balance(draft, _still_open(draft, charged), on=on)
    for line, service in lines:
        _open(draft, order, line, draft.account.services[service.id], on)
    draft.add(e.OrderPaid(on, order.id))
    form_contract(draft, on=on)


def service_of(line: OrderLine) -> str:
    """The id of the service that a line orders or renews."""
    return line.item.service_id if isinstance(line.item, Renewal) else line.id


def _is_there(draft: Draft, line: OrderLine) -> bool:
    """A service that was deleted while its renewal awaited payment is not paid for."""
    return service_of(line) in draft.account.services


def _still_open(draft: Draft, charged: list[Expense]) -> list[Expense]:
    return [draft.account.expenses[each.id] for each in charged if each.id in draft.account.expenses]


def _open(draft: Draft, order: Order, line: OrderLine, service: Service, on: date) -> None:
    if isinstance(line.item, Renewal):
        _renew(draft, service, line.item, on)
        return
    tariff = line.item.configuration.tariff
    if line.renews_on is None:
        dates = (on, 1, service.term.end(on))
    else:
        renews_on = aligned_end(order.placed_on, line.renews_on, begins_on=on)
        dates = (renews_on, 0, renews_on)
    draft.add(e.ServiceOpened(on, service.id, _OPENED[tariff.opening], *dates))


def _renew(draft: Draft, service: Service, item: Renewal, on: date) -> None:
    renew(draft, service, on=on, term=item.term)
    if service.stop_cause is not None and not service.is_forced_to_stop and not service.is_processed:
        draft.add(e.ServiceStarted(on, service.id, by_itself=False))
