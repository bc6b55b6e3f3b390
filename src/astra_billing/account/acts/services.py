"""What a customer does with services: take over, order, renew, stop, start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.acts.checks import check_currency
from astra_billing.account.decision import DuplicateId
from astra_billing.account.draft import known
from astra_billing.account.funds import refusal_of, renew_from_balance, spend_from_balance
from astra_billing.account.refusals import Reason, Refused
from astra_billing.credit import Operation
from astra_billing.methods import BALANCE
from astra_billing.services import Service, StopCause

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account import commands as c
    from astra_billing.account.draft import Draft
    from astra_billing.money import Money


def register_service(draft: Draft, command: c.RegisterService, on: date) -> None:
    """Take over a service that is paid until a day (R88)."""
    _check_new_service(draft, command)
    service = Service(
        id=command.service_id,
        title=command.title,
        kind=command.kind,
        price=command.price,
        term=command.term,
        anchored_on=command.expires_on,
        expires_on=command.expires_on,
        renews_from=command.renews_from,
    )
    draft.add(e.ServiceRegistered(on, service))


def place_order(draft: Draft, command: c.PlaceOrder, on: date) -> Refused | None:
    """Order a service and pay its first term from the balance and the limit (R39, R50)."""
    _check_new_service(draft, command)
    if refused := _refused(draft, command.price, Operation.ORDER, on):
        return refused
    service = Service.begun(
        command.service_id,
        command.title,
        command.kind,
        command.price,
        command.term,
        on=on,
        renews_from=command.renews_from,
    )
    draft.add(e.ServiceOrdered(on, service))
    spend_from_balance(draft, service, on=on)
    return None


def renew_service(draft: Draft, command: c.RenewService, on: date) -> Refused | None:
    """Pay one term more through the cart (R84); a blocked limit forbids it (R64)."""
    service = known("service", draft.account.services, command.service_id)
    if not service.is_active:
        return Refused(Reason.SERVICE_IN_WRONG_STATE, {"service": service.id, "state": service.state.value})
    if refused := _refused(draft, service.price, Operation.CART_RENEWAL, on):
        return refused
    renew_from_balance(draft, service, on=on)
    return None


def stop_service(draft: Draft, command: c.StopService, on: date) -> Refused | None:
    """Stop a running service by the customer's wish (R88, R89)."""
    service = known("service", draft.account.services, command.service_id)
    if not service.is_active:
        return Refused(Reason.SERVICE_IN_WRONG_STATE, {"service": service.id, "state": service.state.value})
    draft.add(e.ServiceStopped(on, service.id, StopCause.CUSTOMER))
    return None


def start_service(draft: Draft, command: c.StartService, on: date) -> Refused | None:
    """Start a stopped service, paying a term first when its paid time is over (R88, B16)."""
    service = known("service", draft.account.services, command.service_id)
    if service.stop_cause is None:
        return Refused(Reason.SERVICE_IN_WRONG_STATE, {"service": service.id, "state": service.state.value})
    if not service.is_paid(on=on):
        if refused := _refused(draft, service.price, Operation.CART_RENEWAL, on):
            return refused
        renew_from_balance(draft, service, on=on)
    draft.add(e.ServiceStarted(on, service.id, by_itself=False))
    return None


def _refused(draft: Draft, price: Money, operation: Operation, on: date) -> Refused | None:
    reason = refusal_of(draft.account, price, operation, on=on)
    if reason is None:
        return None
    return Refused(reason, {"operation": operation.value, "price": price, "balance": draft.account.balance})


def _check_new_service(draft: Draft, command: c.RegisterService | c.PlaceOrder) -> None:
    check_currency(draft, command.price)
    if command.service_id in draft.account.services:
        raise DuplicateId("service", command.service_id)
    if command.renews_from not in {None, BALANCE}:
        known("method", draft.account.methods, command.renews_from)
