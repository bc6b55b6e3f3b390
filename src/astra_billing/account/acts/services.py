"""What customer and administrator do with services: take over, order, renew, stop, start, change, delete (R88, R89)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.acts.checks import check_currency, check_source, wrong_state
from astra_billing.account.decision import DuplicateId
from astra_billing.account.draft import known
from astra_billing.account.funds import form_contract, refused_by, renew_from_balance, spend_from_balance
from astra_billing.account.refusals import Reason, Refused
from astra_billing.account.renewing import resume
from astra_billing.credit import Operation
from astra_billing.services import Actor, Change, DeletionTime, Service, StopCause, is_possible, may

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account import commands as c
    from astra_billing.account.draft import Draft

_CAUSES = {
    Actor.CUSTOMER: StopCause.CUSTOMER,
    Actor.ADMINISTRATOR: StopCause.ADMINISTRATOR,
    Actor.SYSTEM: StopCause.ABUSE,
}


# --- coming -----------------------------------------------------------------------------------------------------------


def register_service(draft: Draft, command: c.RegisterService, on: date) -> None:
    """Take over a service that is paid until a day (R88)."""
    _check_new_service(draft, command)
    service = Service(
        id=command.service_id,
        title=command.title,
        kind=command.kind,
        price=command.price,
        term=command.term,
        offers=command.offers,
        anchored_on=command.expires_on,
        expires_on=command.expires_on,
        renews_from=command.renews_from,
    )
    draft.add(e.ServiceRegistered(on, service))


def place_order(draft: Draft, command: c.PlaceOrder, on: date) -> Refused | None:
    """Order a service and pay its first term from the balance and the limit (R39, R50)."""
    _check_new_service(draft, command)
    if refused := refused_by(draft.account, command.price, Operation.ORDER, on=on):
        return refused
    service = Service.begun(
        command.service_id,
        command.title,
        command.kind,
        command.price,
        command.term,
        on=on,
        renews_from=command.renews_from,
        offers=command.offers,
    )
    draft.add(e.ServiceOrdered(on, service))
    spend_from_balance(draft, service, on=on)
    form_contract(draft, on=on)
    return None


def _check_new_service(draft: Draft, command: c.RegisterService | c.PlaceOrder) -> None:
    account = draft.account
    check_currency(draft, command.price, *command.offers.values())
    if command.service_id in account.services or command.service_id in account.deleted_ids:
        raise DuplicateId("service", command.service_id)
    check_source(draft, command.renews_from)


# --- running ----------------------------------------------------------------------------------------------------------


def renew_service(draft: Draft, command: c.RenewService, on: date) -> Refused | None:
    """Pay one term more by hand (R84); a blocked limit forbids it (R64)."""
    service = known("service", draft.account.services, command.service_id)
    if not service.is_active or service.is_leaving:
        return wrong_state(service)
    price = service.price_of(command.term)
    if price is None:
        return Refused(Reason.TERM_NOT_OFFERED, {"service": service.id, "term": str(command.term)})
    if refused := refused_by(draft.account, price, Operation.CART_RENEWAL, on=on):
        return refused
    renew_from_balance(draft, service, on=on, term=command.term)
    return None


def stop_service(draft: Draft, command: c.StopService, on: date) -> Refused | None:
    """Stop a service: by its customer's wish, by the administrator, or by the system for abuse (R88, R89)."""
    service = known("service", draft.account.services, command.service_id)
    change = service.stop_change(_CAUSES[command.by])
    if not is_possible(change, service.state) or service.is_forced_to_stop:
        return wrong_state(service)
    draft.add(e.ServiceStopped(on, service.id, _CAUSES[command.by]))
    return None


def start_service(draft: Draft, command: c.StartService, on: date) -> Refused | None:
    """
    Start a stopped service, paying a term first when its paid time is over (R88, B16).

    The administrator lifts a stop by force whatever there is to pay: past the paid time the automatic renewal that was
    missed is tried, and without one the service stays stopped for want of money, which its customer can bring (R69).
    """
    service = known("service", draft.account.services, command.service_id)
    if service.is_forced_to_stop and not may(command.by, Change.RELEASE):
        return Refused(Reason.NOT_ALLOWED, {"service": service.id, "state": service.state.value})
    if service.stop_cause is None or service.is_leaving or service.is_processed:
        return wrong_state(service)
    if service.is_forced_to_stop:
        draft.add(e.ServiceStarted(on, service.id, by_itself=False, by=command.by))
        resume(draft, service.id, on=on)
        return None
    if not service.is_paid(on=on):
        if refused := refused_by(draft.account, service.price, Operation.CART_RENEWAL, on=on):
            return refused
        renew_from_balance(draft, service, on=on)
    draft.add(e.ServiceStarted(on, service.id, by_itself=False, by=command.by))
    return None


def record_violation(draft: Draft, command: c.RecordViolation, on: date) -> None:
    """Count a violation; one more than is allowed stops the service (R89)."""
    service = known("service", draft.account.services, command.service_id)
    count = service.violations + 1
    draft.add(e.ViolationRecorded(on, service.id, count))
    allowed = draft.account.service_policy.violations_allowed
    if allowed is not None and count > allowed and is_possible(Change.STOP_FOR_ABUSE, service.state):
        draft.add(e.ServiceStopped(on, service.id, StopCause.ABUSE))


# --- changing ---------------------------------------------------------------------------------------------------------


def change_renewal(draft: Draft, command: c.ChangeRenewal, on: date) -> Refused | None:
    """Choose what pays the automatic renewal, or switch it off (R81, R85)."""
    service = known("service", draft.account.services, command.service_id)
    check_source(draft, command.renews_from)
    if service.is_leaving:
        return wrong_state(service)
    if service.renews_from != command.renews_from:
        draft.add(e.RenewalChanged(on, service.id, command.renews_from))
    return None


def change_term(draft: Draft, command: c.ChangeTerm, on: date) -> Refused | None:
    """Renew an active service by another term from its next renewal on (R83)."""
    service = known("service", draft.account.services, command.service_id)
    if not service.is_active:
        return wrong_state(service)
    price = service.price_of(command.term)
    if price is None:
        return Refused(Reason.TERM_NOT_OFFERED, {"service": service.id, "term": str(command.term)})
    if command.term != service.term:
        draft.add(e.TermChanged(on, service.id, command.term, price))
    return None


def change_service(draft: Draft, command: c.ChangeService, on: date) -> Refused | None:
    """Change what a service is and costs from its next renewal on (R88)."""
    service = known("service", draft.account.services, command.service_id)
    check_currency(draft, command.price, *command.offers.values())
    if service.awaits_payment:
        return wrong_state(service)
    draft.add(e.ServiceChanged(on, service.id, command.title, command.price, command.offers))
    return None


# --- going ------------------------------------------------------------------------------------------------------------


def delete_service(draft: Draft, command: c.DeleteService, on: date) -> Refused | None:
    """Delete a service, by the provider's rule at once or when its paid time ends (R88, B22)."""
    service = known("service", draft.account.services, command.service_id)
    rule = draft.account.service_policy.rule_for(service.kind)
    if command.by is Actor.CUSTOMER and (not rule.customer_may or service.is_forced_to_stop):
        return Refused(Reason.NOT_ALLOWED, {"service": service.id, "state": service.state.value})
    if service.awaits_payment or service.is_leaving or not is_possible(Change.DELETE, service.state):
        return wrong_state(service)
    waits = rule.time is DeletionTime.WHEN_PAID_TIME_ENDS and command.by is Actor.CUSTOMER
    if waits and service.is_active and service.is_paid(on=on):
        draft.add(e.DeletionScheduled(on, service.id, service.expires_on))
    else:
        draft.add(e.ServiceDeleted(on, service.id, by_itself=False))
    return None
