"""Due renewals are paid from the balance, or asked of a saved method (R86, R87)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.agenda import renewal_day
from astra_billing.account.charges import RenewalCharge
from astra_billing.account.funds import refusal_of, renew, renew_from_balance
from astra_billing.account.refusals import Reason
from astra_billing.credit import Operation
from astra_billing.ledger import amount_to_pay
from astra_billing.methods import BALANCE
from astra_billing.renewal import DAY

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account.draft import Draft
    from astra_billing.services import Service


def renew_services(draft: Draft, *, on: date) -> None:
    """Try every renewal that is due on a day, the service that expires first before the others."""
    due = [
        each
        for each in draft.account.services.values()
        if each.is_active and renewal_day(draft.account, each, after=on - DAY) == on
    ]
    for service in sorted(due, key=lambda each: (each.expires_on, each.id)):
        if service.renews_from == BALANCE:
            _renew_from_balance(draft, service, on)
        elif service.price.is_zero:
            renew(draft, service, on=on)
        else:
            _ask_method(draft, service, on)


def _renew_from_balance(draft: Draft, service: Service, on: date) -> None:
    reason = refusal_of(draft.account, service.price, Operation.BALANCE_RENEWAL, on=on)
    if reason is None:
        renew_from_balance(draft, service, on=on)
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
