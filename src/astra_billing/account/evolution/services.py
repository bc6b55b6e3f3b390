"""What the events about services make of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from astra_billing.account import events as e
from astra_billing.account.evolution.mappings import having, lacking
from astra_billing.copies import replaced
from astra_billing.methods import BALANCE
from astra_billing.services import ProcessingStep, ServiceState

if TYPE_CHECKING:
    from astra_billing.account.state import Account
    from astra_billing.services import Service


def apply(account: Account, event: e.ServicesEvent) -> Account:
    """The account after the event."""
    match event:
        case e.ServiceRegistered(service=service) | e.ServiceOrdered(service=service):
            return _with_service(account, service)
        case e.ServiceDeleted(service_id=service_id):
            return _deleted(account, service_id)
        case e.RenewalRefused():
            return _refused(account, event)
        case _:
            return _with_service(account, _changed(account.services[event.service_id], event))


def _changed(  # noqa: C901, PLR0911  # one flat case per event
    service: Service,
    event: e.ServiceOpened
    | e.ServiceRenewed
    | e.ServiceStopped
    | e.ServiceStarted
    | e.RenewalChanged
    | e.TermChanged
    | e.ServiceChanged
    | e.ProcessingBegun
    | e.ProcessingFinished
    | e.ViolationRecorded
    | e.DeletionScheduled,
) -> Service:
    match event:
        case e.ServiceOpened():
            return _opened(service, event)
        case e.ServiceRenewed():
            return _renewed(service, event)
        case e.ServiceStopped(cause=cause, on=on):
            return service.stopped(cause, on=on)
        case e.ServiceStarted():
            return service.started()
        case e.RenewalChanged(renews_from=renews_from):
            return replaced(service, renews_from=renews_from)
        case e.TermChanged(term=term, price=price):
            return service.with_term(term, price)
        case e.ServiceChanged(title=title, price=price, offers=offers):
            return replaced(service, title=title, price=price, offers=offers)
        case e.ProcessingBegun(step=step):
            return service.processing(step)
        case e.ProcessingFinished(state=state, on=on):
            return service.processed(state, on=on)
        case e.ViolationRecorded(count=count):
            return replaced(service, violations=count)
        case e.DeletionScheduled():
            return replaced(service, is_leaving=True, renews_from=None)
        case _:
            assert_never(event)


def _with_service(account: Account, service: Service) -> Account:
    return replaced(account, services=having(account.services, service.id, service))


def _deleted(account: Account, service_id: str) -> Account:
    return replaced(
        account,
        services=lacking(account.services, service_id),
        deleted_ids=account.deleted_ids | {service_id},
    )


def _refused(account: Account, event: e.RenewalRefused) -> Account:
    service = account.services[event.service_id]
    told = account.refused_top_up
    if told is not None and service.renews_from == BALANCE:
        told = told.after_a_try(event.on)
    services = having(account.services, service.id, service.attempted(event.on))
    return replaced(account, services=services, refused_top_up=told)


def _opened(service: Service, event: e.ServiceOpened) -> Service:
    is_processed = event.state is ServiceState.PROCESSING
    return replaced(
        service,
        state=event.state,
        step=ProcessingStep.OPENING if is_processed else None,
        came_from=service.state if is_processed else None,
        anchored_on=event.anchored_on,
        terms=event.terms,
        expires_on=event.expires_on,
        attempted_on=event.on,
    )


def _renewed(service: Service, event: e.ServiceRenewed) -> Service:
    return replaced(
        service,
        anchored_on=event.anchored_on,
        terms=event.terms,
        anchor_day=event.anchor_day,
        expires_on=event.expires_on,
        attempted_on=event.on,
        attempts=0,
    )
