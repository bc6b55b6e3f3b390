"""What a payment goes through, from its creation to the money it brings (R48, R49, R51, R70)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from astra_billing.account import events as e
from astra_billing.account.acts.checks import check_currency, check_payable, check_positive, note_works
from astra_billing.account.acts.choosing import made_out, refused_method
from astra_billing.account.charges import ChargeOutcome
from astra_billing.account.decision import DuplicateId
from astra_billing.account.draft import known
from astra_billing.account.funds import (
    CASHBACK_IDS,
    cover_from_balance,
    lay,
    receive,
    return_cashback,
    settle_debts,
)
from astra_billing.account.opening import open_order
from astra_billing.account.recovery import bring_back
from astra_billing.account.refusals import Reason, Refused
from astra_billing.errors import InvalidValue
from astra_billing.ledger import ADVANCE, Payment, PaymentStatus, Purpose, PurposeKind, amount_to_pay
from astra_billing.methods import BALANCE

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account import commands as c
    from astra_billing.account.draft import Draft
    from astra_billing.account.state import Account
    from astra_billing.ledger import Expense, Invoice
    from astra_billing.money import Money


# --- payments by a method -------------------------------------------------------------------------------------------


def create_payment(draft: Draft, command: c.CreatePayment, on: date) -> Refused | None:
    """Make a payment out; its commission comes on top, its cashback afterwards (R48, R49, R54)."""
    check_payable(draft, command.amount)
    check_given_id(draft, command.payment_id)
    if refused := refused_method(draft.account, command.method, command.amount, command):
        return refused
    check_new_method(draft, command.saves_method)
    purpose = ADVANCE
    if command.invoice is not None:
        if invoice_to_pay(draft.account, command.invoice) is None:
            return Refused(Reason.NOTHING_TO_PAY, {"invoice": command.invoice})
        purpose = Purpose(PurposeKind.INVOICE, str(command.invoice))
    make_payment(draft, made_out(command.payment_id, on, command.amount, command.method, purpose), command)
    return None


def make_payment(draft: Draft, payment: Payment, asked: c.CreatePayment | c.Checkout) -> None:
    """Make a payment out to its payer; a method to be remembered is being set up until it is paid (R78, R79)."""
    payer_id = draft.account.payer_id if asked.payer_id is None else asked.payer_id
    draft.add(e.PaymentCreated(payment.on, evolve(payment, payer_id=payer_id, saves_method=asked.saves_method)))
    if asked.saves_method is not None and asked.method is not None:
        draft.add(e.MethodSaved(payment.on, asked.method.saved(asked.saves_method, asked.method.title)))


def check_new_method(draft: Draft, method_id: str | None) -> None:
    """
    Let an id pass that no saved method has.

    Raises:
        DuplicateId: a method has it.
    """
    if method_id in {BALANCE, *draft.account.methods}:
        raise DuplicateId("method", str(method_id))


def check_new_payment(draft: Draft, payment_id: str) -> None:
    """
    Let an id pass that no payment has.

    Raises:
        DuplicateId: a payment has it.
    """
    if payment_id in draft.account.payments or payment_id in draft.account.payment_ids:
        raise DuplicateId("payment", payment_id)


def check_given_id(draft: Draft, payment_id: str) -> None:
    """
    Let an id pass that a caller may give to a payment: a new one that is no cashback's (R55).

    Raises:
        DuplicateId: a payment has it.
        InvalidValue: it begins as the id of a cashback does.
    """
    check_new_payment(draft, payment_id)
    if payment_id.startswith(CASHBACK_IDS):
        fix = f"choose one that does not begin with {CASHBACK_IDS!r}, as cashbacks do"
        raise InvalidValue(payment_id, expected="an id for a payment", fix=fix)


def begin_payment(draft: Draft, command: c.BeginPayment, on: date) -> Refused | None:
    """Note that the customer was sent to the payment system (R49, R51)."""
    payment = _new_or_not(draft.account, command.payment_id)
    if isinstance(payment, Refused):
        return payment
    draft.add(e.PaymentStarted(on, payment.id))
    return None


def record_payment(draft: Draft, command: c.RecordPayment, on: date) -> None:
    """Take the payment system's answer, whenever and however often it comes; money that came is never lost (R51)."""
    if command.payment_id in draft.account.payment_ids:
        return
    payment = known("payment", draft.account.payments, command.payment_id)
    if command.outcome is ChargeOutcome.SUCCEEDED:
        credit(draft, payment, on=on)
    elif command.outcome is ChargeOutcome.DECLINED and payment.status is PaymentStatus.BEING_PAID:
        draft.add(e.PaymentDeclined(on, payment.id, command.cause))


def delete_payment(draft: Draft, command: c.DeletePayment, on: date) -> Refused | None:
    """Delete a payment that is still new; that of an order goes with its order alone (B36)."""
    payment = _new_or_not(draft.account, command.payment_id)
    if isinstance(payment, Refused):
        return payment
    if payment.purpose.kind is PurposeKind.ORDER and payment.purpose.subject in draft.account.orders:
        return _wrong_status(payment.id, payment.status)
    draft.add(e.PaymentDeleted(on, payment.id))
    return None


def _new_or_not(account: Account, payment_id: str) -> Payment | Refused:
    """The payment if it is new; what is credited and spent is in the journal alone, and no mistake of the caller."""
    if payment_id in account.payment_ids:
        return _wrong_status(payment_id, PaymentStatus.CREDITED)
    payment = known("payment", account.payments, payment_id)
    return payment if payment.status is PaymentStatus.NEW else _wrong_status(payment.id, payment.status)


def _wrong_status(payment_id: str, status: PaymentStatus) -> Refused:
    return Refused(Reason.PAYMENT_IN_WRONG_STATE, {"payment": payment_id, "status": status.value})


# --- money has come ---------------------------------------------------------------------------------------------------


def top_up(draft: Draft, command: c.TopUp, on: date) -> None:
    """Credit money to the balance and close debts with it (R49, B8)."""
    check_currency(draft, command.amount)
    check_given_id(draft, command.payment_id)
    payer_id = draft.account.payer_id
    credit(draft, Payment(command.payment_id, on, command.amount, command.source, payer_id=payer_id), on=on)


def credit(draft: Draft, payment: Payment, *, on: date) -> None:
    """Money has come: it serves what it is for, then what is owed, and the rest is on the balance (R51, B8)."""
    receive(draft, payment, on=on)
    note_works(draft, payment.saves_method or "", on=on)  # what paid and is to be remembered works (R78, R79)
    order = draft.account.orders.get(payment.purpose.subject)
    if payment.purpose.kind is PurposeKind.INVOICE:
        invoice = draft.account.invoices.get(int(payment.purpose.subject))
        lay(draft, payment.id, payment.amount, draft.account.expenses_of(invoice) if invoice else (), on=on)
    elif payment.purpose.kind is PurposeKind.ORDER and order is not None and _serves_purpose(draft.account, on):
        open_order(draft, order, on=on, payment_id=payment.id)
        settle_debts(draft, payment.id, on=on)
    else:
        settle_debts(draft, payment.id, on=on)
    return_cashback(draft, payment, on=on)
    bring_back(draft, on=on)


def _serves_purpose(account: Account, on: date) -> bool:
    """Whether a direct payment goes to its order before older debts (B8); without debts it always does."""
    if not account.expenses:
        return True
    policy, standing = account.credit, account.standing(on=on)
    return policy is not None and standing is not None and standing.serves_purpose(policy.direct_payments)


# --- invoices of the 1st ----------------------------------------------------------------------------------------------


def pay_invoice(draft: Draft, command: c.PayInvoice, on: date) -> Refused | None:
    """Pay one invoice, its oldest expense first; what it does not need stays on the balance (R70, B8)."""
    account = draft.account
    invoice = invoice_to_pay(account, command.number)
    if invoice is None:
        return Refused(Reason.NOTHING_TO_PAY, {"invoice": command.number})
    expenses = account.expenses_of(invoice)
    amount = account.unpaid_of(invoice) if command.amount is None else command.amount
    if command.source == BALANCE:
        return _pay_from_balance(draft, expenses, amount, on)
    amount = amount_to_pay(amount) if command.amount is None else amount
    check_currency(draft, amount)
    check_given_id(draft, command.payment_id)
    purpose = Purpose(PurposeKind.INVOICE, str(invoice.number))
    payment = Payment(command.payment_id, on, amount, command.source, purpose=purpose, payer_id=account.payer_id)
    credit(draft, payment, on=on)
    return None


def _pay_from_balance(draft: Draft, expenses: tuple[Expense, ...], amount: Money, on: date) -> Refused | None:
    """No new money comes, so what is paid must be there, and needs no rounding up."""
    check_positive(draft, amount)
    balance = draft.account.balance
    if balance < amount:
        return Refused(Reason.INSUFFICIENT_FUNDS, {"price": amount, "balance": balance})
    cover_from_balance(draft, expenses, on=on, at_most=amount)
    bring_back(draft, on=on)
    return None


def invoice_to_pay(account: Account, number: int | None) -> Invoice | None:
    """The invoice with a number, or the oldest; None when it is settled, or none is open."""
    if number is None:
        return account.invoices[min(account.invoices)] if account.invoices else None
    if 0 < number < account.next_invoice:
        return account.invoices.get(number)
    return known("invoice", account.invoices, number)
