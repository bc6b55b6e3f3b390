"""What the events about money make of an account."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from astra_billing.account import events as e
from astra_billing.account.charges import DeclinedCharge, RenewalCharge, TopUpCharge
from astra_billing.account.evolution.mappings import having, lacking
from astra_billing.copies import replaced
from astra_billing.ledger import PaymentStatus
from astra_billing.methods import BALANCE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from astra_billing.account.charges import Charge
    from astra_billing.account.state import Account
    from astra_billing.ledger import Expense, Part, Payment, Refund
    from astra_billing.money import Money

KEPT_FOR = timedelta(days=180)
"""How long a declined charge and a deleted payment are remembered, so that money that comes late finds its way."""


def apply(account: Account, event: e.PaymentsEvent) -> Account:  # noqa: C901, PLR0911, PLR0912  # one flat case per event
    """The account after the event."""
    match event:
        case e.ExpenseCharged(expense=expense):
            return _spent(account, expense)
        case e.ExpensesCovered(source=source, parts=parts):
            return _covered(account, source, parts)
        case e.PaymentCredited(payment=payment, on=on):
            return _credited(account, payment if payment.status is PaymentStatus.CREDITED else payment.credited(on))
        case e.ChargeRequested(charge=charge, on=on):
            return _asked(account, charge, on)
        case e.ChargeSucceeded(charge=charge):
            return _charged(account, charge)
        case e.ChargeDeclined(charge=charge, on=on):
            return _declined(account, charge, on)
        case e.PaymentCreated(payment=payment, on=on):
            return replaced(account, payments=having(_remembered(account.payments, on), payment.id, payment))
        case e.PaymentStarted(payment_id=payment_id):
            return _with_status(account, payment_id, PaymentStatus.BEING_PAID)
        case e.PaymentDeclined(payment_id=payment_id):
            return _with_status(account, payment_id, PaymentStatus.NEW)
        case e.PaymentDeleted(payment_id=payment_id):
            return _with_status(account, payment_id, PaymentStatus.CANCELLED)
        case e.RefundRequested(refund=refund):
            return _returning(account, refund)
        case e.PaymentRefunded(refund=refund):
            return _settled(replaced(account, refunds=lacking(account.refunds, refund.key)), refund.payment.id)
        case e.RefundDeclined(refund=refund):
            return _kept(account, refund)
        case _:
            assert_never(event)


# --- spending ---------------------------------------------------------------------------------------------------------


def _spent(account: Account, expense: Expense) -> Account:
    expenses = having(account.expenses, expense.id, expense) if expense.is_open else account.expenses
    unlisted = account.unlisted if expense.payer_id is None else having(account.unlisted, expense.id, expense)
    return replaced(account, expenses=expenses, unlisted=unlisted, next_expense=expense.id + 1)


def _covered(account: Account, source: str, parts: tuple[Part, ...]) -> Account:
    expenses = dict(account.expenses)
    for part in parts:
        paid = expenses[part.expense_id].plus_paid(part.amount, source)
        if paid.is_open:
            expenses[paid.id] = paid
        else:
            del expenses[paid.id]
    acts = {number: act for number, act in account.acts.items() if any(id in expenses for id in act.expense_ids)}
    signed = {act.payer_id for number, act in account.acts.items() if number not in acts}
    payments = dict(account.payments)
    for id, amount in _drawn(account, source, parts):
        payments[id] = payments[id].plus_spent(amount)
        if payments[id].unspent.is_zero and not _is_returning(account, id):
            del payments[id]
    billed = account.billed_payers | signed if signed else account.billed_payers
    return replaced(account, expenses=expenses, acts=acts, payments=payments, billed_payers=billed)


def _drawn(account: Account, source: str, parts: tuple[Part, ...]) -> list[tuple[str, Money]]:
    """What each payment gives; journals of schema 1 name the balance, which is spent first come, first spent."""
    amount = account.sum(part.amount for part in parts)
    if source != BALANCE:
        return [(source, amount)]
    drawn = []
    for payment in account.funds:
        part = min(payment.unspent, amount)
        drawn.append((payment.id, part))
        amount -= part
    return drawn


# --- charging saved methods -------------------------------------------------------------------------------------------


def _asked(account: Account, charge: Charge, on: date) -> Account:
    charges = having(account.charges, charge.key, charge)
    declined = {key: each for key, each in account.declined.items() if each.declined_on + KEPT_FOR > on}
    if isinstance(charge, TopUpCharge):
        use = account.cap_use.plus(charge.key, charge.month, charge.amount)
        counted = (charge.month, charge.attempt)
        return replaced(
            account,
            charges=charges,
            declined=declined,
            cap_use=use,
            top_ups=counted,
            refused_top_up=None,
            autopay_tried_on=on,
        )
    attempted = account.services[charge.service_id].attempted(on)
    services = having(account.services, charge.service_id, attempted)
    return replaced(account, charges=charges, declined=declined, services=services)


def _charged(account: Account, charge: Charge) -> Account:
    charges, declined = lacking(account.charges, charge.key), lacking(account.declined, charge.key)
    use = account.cap_use
    if isinstance(charge, TopUpCharge) and charge.key not in account.charges:  # a late change of mind counts after all
        use = use.plus(charge.key, charge.month, charge.amount)
    return replaced(account, charges=charges, declined=declined, cap_use=use)


def _declined(account: Account, charge: Charge, on: date) -> Account:
    return replaced(
        account,
        charges=lacking(account.charges, charge.key),
        declined=having(account.declined, charge.key, DeclinedCharge(charge, on)),
        cap_use=account.cap_use if isinstance(charge, RenewalCharge) else account.cap_use.without(charge.key),
    )


# --- payments and refunds ---------------------------------------------------------------------------------------------


def _credited(account: Account, payment: Payment) -> Account:
    payments = having(lacking(account.payments, payment.id), payment.id, payment)  # spent after what came before it
    billed = account.billed_payers if payment.payer_id is None else account.billed_payers | {payment.payer_id}
    return replaced(
        account,
        payments=payments,
        payment_ids=account.payment_ids | {payment.id},
        billed_payers=billed,
    )


def _with_status(account: Account, payment_id: str, status: PaymentStatus) -> Account:
    payment = account.payments[payment_id].with_status(status)
    return replaced(account, payments=having(account.payments, payment_id, payment))


def _remembered(payments: Mapping[str, Payment], on: date) -> dict[str, Payment]:
    return {
        id: each
        for id, each in payments.items()
        if each.status is not PaymentStatus.CANCELLED or each.on + KEPT_FOR > on
    }


def _returning(account: Account, refund: Refund) -> Account:
    payment = account.payments[refund.payment.id].plus_refunded(refund.amount)
    return replaced(
        account,
        payments=having(account.payments, payment.id, payment),
        refunds=having(account.refunds, refund.key, refund),
        refund_keys=account.refund_keys | {refund.key},
    )


def _kept(account: Account, refund: Refund) -> Account:
    payment = account.payments[refund.payment.id].plus_refunded(-refund.amount)
    return replaced(
        account,
        payments=having(account.payments, payment.id, payment),
        refunds=lacking(account.refunds, refund.key),
    )


def _settled(account: Account, payment_id: str) -> Account:
    """Forget a payment of which nothing is left to spend or to return."""
    if account.payments[payment_id].unspent.is_positive or _is_returning(account, payment_id):
        return account
    return replaced(account, payments=lacking(account.payments, payment_id))


def _is_returning(account: Account, payment_id: str) -> bool:
    return any(each.payment.id == payment_id for each in account.refunds.values())
