"""What the answer of a gateway to a charge of a saved method does (R56, R86, R87)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.acts.checks import note_works
from astra_billing.account.acts.payments import credit
from astra_billing.account.charges import ChargeOutcome, RenewalCharge
from astra_billing.account.draft import known
from astra_billing.account.funds import lay, receive, renew, spend
from astra_billing.account.recovery import bring_back
from astra_billing.ledger import Payment, Purpose, PurposeKind
from astra_billing.notices import Notice, NoticeTopic
from astra_billing.services import StopCause

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account import commands as c
    from astra_billing.account.charges import Charge
    from astra_billing.account.draft import Draft
    from astra_billing.services import Service


def record_charge(draft: Draft, command: c.RecordCharge, on: date) -> None:
    """
    Take a gateway's answer, whenever and however often it comes (R86).

    While the gateway does not know, the charge stays open and is not repeated.  A success counts even after a refusal:
    the money has come.
    """
    account = draft.account
    if command.key in account.payment_ids:
        return
    if command.key in account.declined:
        charge: Charge = account.declined[command.key].charge
        if command.outcome is ChargeOutcome.SUCCEEDED:
            _charged(draft, charge, on)
        return
    charge = known("charge", account.charges, command.key)
    if command.outcome is ChargeOutcome.SUCCEEDED:
        _charged(draft, charge, on)
    elif command.outcome is ChargeOutcome.DECLINED:
        _declined(draft, charge, command.cause, on)


def _charged(draft: Draft, charge: Charge, on: date) -> None:
    draft.add(e.ChargeSucceeded(on, charge))
    note_works(draft, charge.method_id, on=on)
    if isinstance(charge, RenewalCharge):
        _renewed(draft, charge, on)
    else:
        credit(draft, _payment(draft, charge, PurposeKind.AUTOPAY, str(charge.month), on), on=on)


def _renewed(draft: Draft, charge: RenewalCharge, on: date) -> None:
    """The money renews the service it was taken for; too late or too little, it closes debts or is on the balance."""
    payment = _payment(draft, charge, PurposeKind.RENEWAL, charge.service_id, on)
    service = draft.account.services.get(charge.service_id)
    if service is None or not _is_met(service, charge):
        credit(draft, payment, on=on)
        return
    receive(draft, payment, on=on)
    lay(draft, payment.id, payment.amount, [spend(draft, service, on=on)], on=on)
    renew(draft, service, on=on, tried_on=service.attempted_on)
    bring_back(draft, on=on)


def _is_met(service: Service, charge: RenewalCharge) -> bool:
    """Whether the money still is what the service needs: it may have stopped, been paid, or become dearer."""
    return service.keeps_its_time and service.expires_on == charge.expires_on and service.price <= charge.amount


def _payment(draft: Draft, charge: Charge, kind: PurposeKind, subject: str, on: date) -> Payment:
    account = draft.account
    payer_id = account.payer_id
    if kind is PurposeKind.AUTOPAY and account.autopay is not None:
        payer_id = account.autopay.payer_id or payer_id
    method = account.methods.get(charge.method_id)
    return Payment(
        charge.key,
        on,
        charge.amount,
        charge.method_id,
        purpose=Purpose(kind, subject),
        payer_id=payer_id,
        method_title="" if method is None else method.title,
    )


def _declined(draft: Draft, charge: Charge, cause: str, on: date) -> None:
    draft.add(e.ChargeDeclined(on, charge, cause))
    method = draft.account.methods.get(charge.method_id)
    if method is not None and method.works:
        draft.add(e.MethodFailed(on, charge.method_id))
    if isinstance(charge, RenewalCharge):
        _not_renewed(draft, charge, on)
    else:
        subject = f"{charge.month}/{charge.attempt}"
        draft.add(e.NoticeRaised(on, Notice(NoticeTopic.AUTOPAY_FAILED, draft.account.id, subject, on)))


def _not_renewed(draft: Draft, charge: RenewalCharge, on: date) -> None:
    subject = f"{charge.service_id}/{charge.expires_on}/{charge.attempt}"
    draft.add(e.NoticeRaised(on, Notice(NoticeTopic.RENEWAL_FAILED, draft.account.id, subject, on)))
    service = draft.account.services.get(charge.service_id)
    if service is not None and service.is_active and not service.is_paid(on=on):
        draft.add(e.ServiceStopped(on, service.id, StopCause.EXPIRED))
