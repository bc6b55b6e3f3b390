"""What the provider's panel tells of the services it works on (R89, R90)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.acts.checks import wrong_state
from astra_billing.account.draft import known
from astra_billing.account.recovery import bring_back
from astra_billing.account.renewing import resume
from astra_billing.services import ProcessingStep, ServiceState

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account import commands as c
    from astra_billing.account.draft import Draft
    from astra_billing.account.refusals import Refused


def begin_processing(draft: Draft, command: c.BeginProcessing, on: date) -> Refused | None:
    """Note that a step has begun (R90)."""
    service = known("service", draft.account.services, command.service_id)
    if service.awaits_payment or not command.step.may_begin_in(service.state):
        return wrong_state(service)
    draft.add(e.ProcessingBegun(on, service.id, command.step))
    return None


def finish_processing(draft: Draft, command: c.FinishProcessing, on: date) -> Refused | None:
    """Note that a step has succeeded, or failed; a renewal that was missed meanwhile is tried now (R89, R90, B21)."""
    service = known("service", draft.account.services, command.service_id)
    if service.step is None or service.came_from is None:
        return wrong_state(service)
    if command.succeeded:
        state = service.step.ends_in(is_daily=service.is_daily, came_from=service.came_from)
    else:
        state = service.step.fails_in(service.came_from)
    if state is ServiceState.DELETED:
        draft.add(e.ServiceDeleted(on, service.id, by_itself=False))
    else:
        draft.add(e.ProcessingFinished(on, service.id, service.step, state))
        resume(draft, service.id, on=on)
        bring_back(draft, on=on)
    return None


def set_up_service(draft: Draft, command: c.SetUpService, on: date) -> Refused | None:
    """Fill in what a quick order has left open, so that opening begins (R46, R89)."""
    service = known("service", draft.account.services, command.service_id)
    if service.state is not ServiceState.NEEDS_SETUP:
        return wrong_state(service)
    draft.add(e.ProcessingBegun(on, service.id, ProcessingStep.OPENING))
    return None
