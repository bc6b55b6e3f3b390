"""
The rows of expenses, payments, coverage and invoices.

What is paid, spent or settled leaves the account and stays in its table, so
these functions also read the events: something may come and go in one change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from astra_billing.account import events as e
from astra_billing.adapters.storage.sql.steps import NO_ROWS, Row, Rows
from astra_billing.ledger import InvoiceStatus, PaymentStatus
from astra_billing.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from astra_billing.account import Account
    from astra_billing.adapters.storage.sql.steps import Step
    from astra_billing.ledger import Expense, Invoice, Payment


def expenses(step: Step) -> Rows:
    """Every expense; one that is paid in full leaves the account."""
    before, after = step.compared(lambda account: account.expenses)
    touched = {id: each for id, each in after.items() if before.get(id) is not each}
    charged: set[int] = set()
    for id, expense, is_new in _told_of_expenses(step, before):
        touched[id] = after.get(id, expense)
        if is_new:
            charged.add(id)
    rows = Rows()
    for id, expense in touched.items():
        (rows.new if id in charged else rows.changed).append(_expense(step.id, expense))
    return rows


def payments(step: Step) -> Rows:
    """Every payment; one of which nothing is left to spend or to return leaves the account."""
    before, after = step.compared(lambda account: account.payments)
    if before is after:
        return NO_ROWS
    touched = {id: each for id, each in after.items() if before.get(id) is not each}
    known = {**before, **{each.id: each for each in _created(step)}}
    for id, payment in known.items():
        if id not in after:
            touched[id] = _left(step, payment)
    return Rows(put=[_payment(step.id, each) for each in touched.values()])


def coverage(step: Step) -> Rows:
    """Which money paid which expense, by the line of the journal that says so."""
    covered = step.told.get(e.ExpensesCovered)
    if covered is None:
        return NO_ROWS
    rows = Rows()
    for line, event in covered:
        for place, part in enumerate(event.parts, start=1):
            said: Row = {"account_id": step.id, "line": line, "place": place, "expense_id": part.expense_id}
            rows.new.append({**said, "source": event.source, "on": event.on, "amount": part.amount.amount})
    return rows


def invoices(step: Step) -> Rows:
    """Every invoice with what is left of it."""
    before, after = step.compared(lambda account: account.invoices)
    issued = {each.invoice.number: each for each in step.of(e.InvoiceIssued)}
    if not (before or issued):
        return NO_ROWS
    rows = Rows()
    for number, event in issued.items():
        dates: Row = {"issued_on": event.invoice.issued_on, "due_on": event.due_on}
        left = _of_invoice(step.id, after.get(number, event.invoice), _unpaid(step.after, number))
        rows.new.append({**left, **dates, "amount": event.invoice.amount.amount})
    for number, invoice in before.items():
        unpaid, now = _unpaid(step.after, number), after.get(number, invoice)
        if unpaid != _unpaid(step.before, number) or now is not invoice:
            rows.changed.append(_of_invoice(step.id, now, unpaid))
    return rows


def _told_of_expenses(step: Step, before: Mapping[int, Expense]) -> Iterator[tuple[int, Expense, bool]]:
    """The expenses that events speak of, each as the event leaves it, and whether it is new; the last word counts."""
    known: dict[int, Expense] = {}
    for event in step.of(e.ExpenseCharged, e.ExpensesCovered, e.InvoiceIssued):
        told: list[Expense] = []
        if isinstance(event, e.ExpenseCharged):
            told = [event.expense]
        elif isinstance(event, e.ExpensesCovered):
            told = [(known.get(p.expense_id) or before[p.expense_id]).plus_paid(p.amount) for p in event.parts]
        elif isinstance(event, e.InvoiceIssued):
            told = [(known.get(id) or before[id]).invoiced(event.invoice.number) for id in event.invoice.expense_ids]
        for expense in told:
            known[expense.id] = expense
            yield expense.id, expense, isinstance(event, e.ExpenseCharged)


def _created(step: Step) -> Iterator[Payment]:
    for event in step.of(e.PaymentCreated, e.PaymentCredited):
        yield event.payment if type(event) is e.PaymentCreated else event.payment.credited(event.on)


def _left(step: Step, payment: Payment) -> Payment:
    """A payment that the account has forgotten, as it was in the end."""
    if payment.status is not PaymentStatus.CREDITED:
        return payment.with_status(PaymentStatus.CANCELLED)
    asked, kept = (
        Money.sum(_returned(step, payment.id, kind), payment.amount.currency)
        for kind in (e.RefundRequested, e.RefundDeclined)
    )
    refunded = payment.refunded + asked - kept
    status = PaymentStatus.REFUNDED if refunded == payment.amount else payment.status
    return evolve(payment, status=status, refunded=refunded, spent=payment.amount - refunded)


def _returned(step: Step, payment_id: str, kind: type[e.RefundRequested | e.RefundDeclined]) -> Iterator[Money]:
    return (each.refund.amount for each in step.of(kind) if each.refund.payment.id == payment_id)


def _unpaid(account: Account | None, number: int) -> Money | None:
    """What is left of an invoice; None when it is settled."""
    if account is None or number not in account.invoices:
        return None
    return account.unpaid(account.expenses_of(account.invoices[number]))


def _of_invoice(account_id: str, invoice: Invoice, unpaid: Money | None) -> Row:
    left = Money.zero(invoice.amount.currency) if unpaid is None else unpaid
    said: Row = {"account_id": account_id, "number": invoice.number, "deferred_to": invoice.deferred_to}
    return {**said, "unpaid": left.amount, "status": InvoiceStatus.of(invoice.amount, left).value}


def _payment(account_id: str, payment: Payment) -> Row:
    return {
        "account_id": account_id,
        "id": payment.id,
        "on": payment.on,
        "amount": payment.amount.amount,
        "source": payment.source,
        "status": payment.status.value,
        "purpose": payment.purpose.kind.value,
        "payer_id": payment.payer_id,
        "commission": payment.commission.amount,
        "spent": payment.spent.amount,
        "refunded": payment.refunded.amount,
    }


def _expense(account_id: str, expense: Expense) -> Row:
    return {
        "account_id": account_id,
        "id": expense.id,
        "on": expense.on,
        "service_id": expense.service_id,
        "title": expense.title,
        "amount": expense.amount.amount,
        "rate": expense.rate.code,
        "paid": expense.paid.amount,
        "unpaid": expense.unpaid.amount,
        "invoice": expense.invoice,
        "payer_id": expense.payer_id,
        "act": expense.act,
    }
