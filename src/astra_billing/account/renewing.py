"""
An automatic renewal is tried: paid from the balance, or asked of a saved method (R86, B20).

Ordinarily that is on the days of the agenda, the day of expiry the last of
them (B19).  A service that the panel was at work on then (B21), or that was
stopped by force, has missed them: it is tried on the day on which it runs
again, and its term counts from that day (B16).  What is not paid then stops,
with its reason said before, and money brings it back as ever (R69).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.agenda import can_be_renewed
from astra_billing.account.charges import RenewalCharge
from astra_billing.account.funds import refusal_of, renew, renew_from_balance
from astra_billing.account.refusals import Reason
from astra_billing.credit import Operation
from astra_billing.ledger import amount_to_pay
from astra_billing.methods import BALANCE
from astra_billing.services import StopCause

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account.draft import Draft
    from astra_billing.services import Service


def try_renewal(draft: Draft, service: Service, *, on: date) -> None:
    """Pay one term from what the service is renewed from, ask for it, or say why that is not possible."""
    if service.renews_from == BALANCE:
        _renew_from_balance(draft, service, on)
    elif service.price.is_zero:
        renew(draft, service, on=on, tried_on=on)
    else:
        _ask_method(draft, service, on)


def resume(draft: Draft, service_id: str, *, on: date) -> None:
    """A service may run again: past its paid time the renewal it has missed is tried, or else it stops (B16, B20)."""
    service = draft.account.services[service_id]
    if not service.is_active or service.is_leaving or service.is_paid(on=on):
        return
    if can_be_renewed(draft.account, service) and service.attempted_on != on:  # at most once a day (R87)
        try_renewal(draft, service, on=on)
    is_paid = draft.account.services[service_id].is_paid(on=on)
    if not is_paid and service_id not in draft.account.charged_services:
        draft.add(e.ServiceStopped(on, service_id, StopCause.EXPIRED))


def _renew_from_balance(draft: Draft, service: Service, on: date) -> None:
    reason = refusal_of(draft.account, service.price, Operation.BALANCE_RENEWAL, on=on)
    if reason is None:
        renew_from_balance(draft, service, on=on, tried_on=on)
    else:
        draft.add(e.RenewalRefused(on, service.id, reason, service.price))


def _ask_method(draft: Draft, service: Service, on: date) -> None:
    """Ask the saved method, unless it takes no such amount (R54)."""
    charge = _charge(draft, service)
    broken = draft.account.methods[charge.method_id].refusal(charge.amount)
    if broken is None:
        draft.add(e.ChargeRequested(on, charge))
    else:
        draft.add(e.RenewalRefused(on, service.id, Reason(broken.value), service.price))


def _charge(draft: Draft, service: Service) -> RenewalCharge:
    return RenewalCharge(
        account_id=draft.account.id,
        method_id=str(service.renews_from),
        service_id=service.id,
        expires_on=service.expires_on,
        attempt=service.attempts + 1,
        amount=amount_to_pay(service.price),
    )
