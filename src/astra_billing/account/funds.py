"""
Spending and paying: what a price is taken from, and what money is laid over.

A price is taken from the balance first and the credit limit after (R61).  Money
that arrives closes debts, the oldest invoice first and what is not invoiced
last (B8); when that lifts the block, services that had to stop for want of
money come back by themselves (R69, B20).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.block import announce_block
from astra_billing.account.decision import DuplicateId
from astra_billing.account.refusals import Reason
from astra_billing.credit import Operation
from astra_billing.errors import InvalidValue
from astra_billing.ledger import Expense, Part, Payment, cover
from astra_billing.methods import BALANCE
from astra_billing.money import Money
from astra_billing.services import Service, StopCause
from astra_billing.tax import vat

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from astra_billing.account.draft import Draft
    from astra_billing.account.state import Account


def refusal_of(account: Account, price: Money, operation: Operation, *, on: date) -> Reason | None:
    """Why a price cannot be paid from the balance and the limit on a day; None when it can (R61, R64)."""
    standing = account.standing(on=on)
    nothing = Money.zero(account.currency)
    if standing is not None and standing.forbids(operation):
        return Reason.CREDIT_BLOCKED
    credit = max(standing.available, nothing) if standing is not None else nothing
    return Reason.INSUFFICIENT_FUNDS if account.balance + credit < price else None


def spend(draft: Draft, service: Service, *, on: date) -> Expense:
    """Charge one term of a service (R36)."""
    expense = Expense(draft.account.next_expense, on, service.title, service.id, service.price, vat.rate_on(on))
    draft.add(e.ExpenseCharged(on, expense))
    return expense


def spend_from_balance(draft: Draft, service: Service, *, on: date) -> None:
    """Charge one term of a service to the balance; what is missing stays open, on credit."""
    expense = spend(draft, service, on=on)
    _lay(draft, BALANCE, cover([expense], draft.account.balance).parts, on=on)


def renew_from_balance(draft: Draft, service: Service, *, on: date) -> None:
    """Pay one term more from the balance; a stopped service begins a new anchor (R84, B16)."""
    spend_from_balance(draft, service, on=on)
    renew(draft, service, on=on)


def renew(draft: Draft, service: Service, *, on: date) -> None:
    """Note that one term more is paid (R84)."""
    paid = service.renewed() if service.is_active else service.begun_again(on)
    draft.add(e.ServiceRenewed(on, service.id, paid.expires_on, paid.anchored_on, paid.terms))


def receive(draft: Draft, payment: Payment) -> None:
    """
    Credit money to the balance (R51).

    Raises:
        DuplicateId: a payment with this id was credited before.
        InvalidValue: the payment says that it comes from the balance itself.
    """
    if payment.id in draft.account.payment_ids:
        raise DuplicateId("payment", payment.id)
    if payment.source == BALANCE:
        raise InvalidValue(BALANCE, expected="where new money comes from", fix="name the method or bank it came by")
    draft.add(e.PaymentCredited(payment.on, payment))


def settle(draft: Draft, source: str, money: Money, expenses: Iterable[Expense], *, on: date) -> None:
    """Lay money of the balance over expenses in their order, then see what that frees (R38, R69, B8)."""
    _lay(draft, source, cover(expenses, money).parts, on=on)
    bring_back(draft, on=on)


def debts_in_order(account: Account) -> list[Expense]:
    """All open expenses in the order a top-up closes them: by invoice, then what is not invoiced (B8)."""
    return sorted(account.expenses.values(), key=lambda each: (each.invoice is None, each.invoice or 0, each.id))


def _lay(draft: Draft, source: str, parts: tuple[Part, ...], *, on: date) -> None:
    if not parts:
        return
    covered = {part.expense_id for part in parts}
    draft.add(e.ExpensesCovered(on, source, parts))
    for invoice in draft.account.invoices.values():
        if covered.intersection(invoice.expense_ids):
            unpaid = draft.account.unpaid(draft.account.expenses_of(invoice))
            made = e.InvoiceSettled if unpaid.is_zero else e.InvoicePartlyPaid
            draft.add(made(on, invoice.number, unpaid))


def bring_back(draft: Draft, *, on: date) -> None:
    """After money or a limit has come: open the limit again, and the services that had to stop for want of it."""
    announce_block(draft, on=on)
    waiting = [each for each in draft.account.services.values() if _waits_for_money(each)]
    for service in sorted(waiting, key=lambda each: (each.expires_on, each.id)):
        if refusal_of(draft.account, service.price, Operation.BALANCE_RENEWAL, on=on) is None:
            renew_from_balance(draft, service, on=on)
            draft.add(e.ServiceStarted(on, service.id, by_itself=True))


def _waits_for_money(service: Service) -> bool:
    return service.stop_cause is StopCause.EXPIRED and service.renews_from == BALANCE
