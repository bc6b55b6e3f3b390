"""What arriving money does: top-ups, paid invoices, answers of gateways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.acts.checks import check_currency, check_positive
from astra_billing.account.charges import ChargeOutcome
from astra_billing.account.draft import known
from astra_billing.account.funds import debts_in_order, receive, renew, settle, spend
from astra_billing.account.refusals import Reason, Refused
from astra_billing.ledger import Payment, amount_to_pay
from astra_billing.methods import BALANCE
from astra_billing.notices import Notice, NoticeTopic
from astra_billing.services import StopCause

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account import commands as c
    from astra_billing.account.charges import Charge
    from astra_billing.account.draft import Draft
    from astra_billing.account.state import Account
    from astra_billing.ledger import Expense, Invoice
    from astra_billing.money import Money


def top_up(draft: Draft, command: c.TopUp, on: date) -> None:
    """Credit money to the balance and close debts with it (R49, B8)."""
    check_currency(draft, command.amount)
    _accept_money(draft, Payment(command.payment_id, on, command.amount, command.source))


def pay_invoice(draft: Draft, command: c.PayInvoice, on: date) -> Refused | None:
    """Pay one invoice, its oldest expense first; what it does not need stays on the balance (R70, B8)."""
    account = draft.account
    invoice = _invoice_to_pay(account, command.number)
    if invoice is None:
        return Refused(Reason.NOTHING_TO_PAY, {"invoice": command.number})
    expenses = account.expenses_of(invoice)
    unpaid = account.unpaid(expenses)
    if command.source == BALANCE:
        return _pay_from_balance(draft, expenses, unpaid if command.amount is None else command.amount, on)
    amount = amount_to_pay(unpaid) if command.amount is None else command.amount
    check_currency(draft, amount)
    payment = Payment(command.payment_id, on, amount, command.source)
    receive(draft, payment)
    settle(draft, payment.id, payment.amount, expenses, on=on)
    return None


def _pay_from_balance(draft: Draft, expenses: tuple[Expense, ...], amount: Money, on: date) -> Refused | None:
    """No new money comes, so what is paid must be there, and needs no rounding up."""
    check_positive(draft, amount)
    balance = draft.account.balance
    if balance < amount:
        return Refused(Reason.INSUFFICIENT_FUNDS, {"price": amount, "balance": balance})
    settle(draft, BALANCE, amount, expenses, on=on)
    return None


def _invoice_to_pay(account: Account, number: int | None) -> Invoice | None:
    if number is None:
        return account.invoices[min(account.invoices)] if account.invoices else None
    if 0 < number < account.next_invoice:
        return account.invoices.get(number)
    return known("invoice", account.invoices, number)


def record_charge(draft: Draft, command: c.RecordCharge, on: date) -> None:
    """Take a gateway's answer; while it does not know, the charge stays open and is not repeated (R86)."""
    charge = known("charge", draft.account.charges, command.key)
    if command.outcome is ChargeOutcome.SUCCEEDED:
        _charged(draft, charge, on)
    elif command.outcome is ChargeOutcome.DECLINED:
        _declined(draft, charge, command.cause, on)


def _accept_money(draft: Draft, payment: Payment) -> None:
    receive(draft, payment)
    settle(draft, payment.id, payment.amount, debts_in_order(draft.account), on=payment.on)


def _charged(draft: Draft, charge: Charge, on: date) -> None:
    service = draft.account.services[charge.service_id]
    payment = Payment(charge.key, on, charge.amount, charge.method_id)
    draft.add(e.ChargeSucceeded(on, charge))
    if not draft.account.methods[charge.method_id].works:
        draft.add(e.MethodRestored(on, charge.method_id))
    if not (service.is_active and service.expires_on == charge.expires_on):
        _accept_money(draft, payment)
        return
    receive(draft, payment)
    settle(draft, payment.id, payment.amount, [spend(draft, service, on=on)], on=on)
    renew(draft, service, on=on)


def _declined(draft: Draft, charge: Charge, cause: str, on: date) -> None:
    account = draft.account
    service = account.services[charge.service_id]
    draft.add(e.ChargeDeclined(on, charge, cause))
    if account.methods[charge.method_id].works:
        draft.add(e.MethodFailed(on, charge.method_id))
    notice = Notice(NoticeTopic.RENEWAL_FAILED, account.id, f"{service.id}/{charge.expires_on}/{charge.attempt}", on)
    draft.add(e.NoticeRaised(on, notice))
    if service.is_active and not service.is_paid(on=on):
        draft.add(e.ServiceStopped(on, service.id, StopCause.EXPIRED))
