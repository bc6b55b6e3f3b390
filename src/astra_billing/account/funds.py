"""
Spending and paying: what a price is taken from, and what money is laid over.

A price is taken from the balance first and the credit limit after (R61).  The
balance is the unspent rest of the payments that have come, and the one that
came first is spent first, so every expense can name the payments that covered
it (R38).  Money that arrives closes debts, the oldest invoice first and what
is not invoiced last (B8).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.decision import DuplicateId
from astra_billing.account.refusals import Reason, Refused
from astra_billing.errors import InvalidValue
from astra_billing.ledger import Contract, Expense, Payment, Purpose, PurposeKind, cover
from astra_billing.methods import BALANCE
from astra_billing.money import Money
from astra_billing.tax import vat

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from astra_billing.account.draft import Draft
    from astra_billing.account.state import Account
    from astra_billing.credit import Operation
    from astra_billing.dates import Term
    from astra_billing.services import Service
    from astra_billing.tax import TaxRate


def refusal_of(account: Account, price: Money, operation: Operation, *, on: date) -> Reason | None:
    """Why a price cannot be paid from the balance and the limit on a day; None when it can (R61, R64)."""
    if account.forbids(operation, on=on):
        return Reason.CREDIT_BLOCKED
    if account.balance >= price:
        return None
    nothing, standing = Money.zero(account.currency), account.standing(on=on)
    credit = max(standing.available, nothing) if standing is not None else nothing
    return Reason.INSUFFICIENT_FUNDS if account.balance + credit < price else None


def refused_by(account: Account, price: Money, operation: Operation, *, on: date) -> Refused | None:
    """The same as a refusal, with the facts it rests on."""
    reason = refusal_of(account, price, operation, on=on)
    if reason is None:
        return None
    return Refused(reason, {"operation": operation.value, "price": price, "balance": account.balance})


# --- spending ---------------------------------------------------------------------------------------------------------


def spend(
    draft: Draft, service: Service, *, on: date, price: Money | None = None, rate: TaxRate | None = None
) -> Expense:
    """Charge one term of a service, at its own price and the rate of the day unless others are given (R36)."""
    account = draft.account
    expense = Expense(
        id=account.next_expense,
        on=on,
        title=service.title,
        service_id=service.id,
        amount=service.price if price is None else price,
        rate=rate or service.rate or vat.rate_on(on),
        payer_id=account.payer_id,
    )
    draft.add(e.ExpenseCharged(on, expense))
    return expense


def spend_from_balance(
    draft: Draft, service: Service, *, on: date, price: Money | None = None, rate: TaxRate | None = None
) -> None:
    """Charge one term of a service to the balance; what is missing stays open, on credit."""
    cover_from_balance(draft, [spend(draft, service, on=on, price=price, rate=rate)], on=on)


def cover_from_balance(draft: Draft, expenses: Iterable[Expense], *, on: date, at_most: Money | None = None) -> None:
    """Lay the balance, or so much of it, over expenses in their order; the payment that came first is spent first."""
    left = draft.account.balance if at_most is None else at_most
    wanted = [each.id for each in expenses]
    for payment in tuple(draft.account.funds):
        still_open = [draft.account.expenses[id] for id in wanted if id in draft.account.expenses]
        given = min(payment.unspent, left)
        left -= lay(draft, payment.id, given, still_open, on=on)


def lay(draft: Draft, payment_id: str, money: Money, expenses: Iterable[Expense], *, on: date) -> Money:
    """Lay money of one payment over expenses in their order, and say which invoices that pays; how much was laid."""
    coverage = cover(expenses, money)
    laid = money - coverage.rest
    if not coverage.parts:
        return laid
    asked_by = {draft.account.expenses[part.expense_id].invoice for part in coverage.parts}
    draft.add(e.ExpensesCovered(on, payment_id, coverage.parts))
    for invoice in tuple(draft.account.invoices.values()):
        if invoice.number in asked_by:
            unpaid = draft.account.unpaid_of(invoice)
            made = e.InvoiceSettled if unpaid.is_zero else e.InvoicePartlyPaid
            draft.add(made(on, invoice.number, unpaid))
    return laid


def renew_from_balance(
    draft: Draft, service: Service, *, on: date, term: Term | None = None, tried_on: date | None = None
) -> None:
    """Pay one term more from the balance (R84)."""
    spend_from_balance(draft, service, on=on, price=service.price_of(term))
    renew(draft, service, on=on, term=term, tried_on=tried_on)


def renew(draft: Draft, service: Service, *, on: date, term: Term | None = None, tried_on: date | None = None) -> None:
    """
    Note that one term more is paid, after what is paid already; a service whose time is lost begins anew (B16).

    Its time is lost when it has stopped, or when an automatic renewal was tried later than on its last day (B19): the
    term begins on the day it was tried.  Either way a service is paid, so its payer has a contract from now on (R34).

    Args:
        draft: what has happened so far.
        service: what is renewed.
        on: the day it is paid.
        term: what is paid, the usual term where none is named.
        tried_on: the day on which an automatic renewal was tried, None for a renewal by hand.
    """
    if not service.keeps_its_time and not service.is_paid(on=on):
        paid = service.begun_again(on, term)
    elif tried_on is not None and tried_on > service.expires_on:
        paid = service.begun_again(tried_on, term)
    else:
        paid = service.renewed(term)
    draft.add(e.ServiceRenewed(on, service.id, paid.expires_on, paid.anchored_on, paid.terms, paid.anchor_day))
    form_contract(draft, on=on)


def form_contract(draft: Draft, *, on: date) -> None:
    """A service is paid, by an order or a renewal: the chosen payer has a contract of its own from now on (R34)."""
    account = draft.account
    payer_id = account.payer_id
    if payer_id is None or any(each.payer_id == payer_id for each in account.contracts.values()):
        return
    draft.add(e.ContractFormed(on, Contract(account.next_contract, payer_id, on)))


# --- receiving --------------------------------------------------------------------------------------------------------


def receive(draft: Draft, payment: Payment, *, on: date) -> None:
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
    draft.add(e.PaymentCredited(on, payment.credited(on)))


CASHBACK_IDS = "cashback/"
"""What the id of a cashback begins with, and no other; the id of the payment that brought it follows (R55, R52)."""


def return_cashback(draft: Draft, payment: Payment, *, on: date) -> None:
    """Credit the cashback of a payment as a payment of its own; it earns none itself (R55, B32)."""
    if not payment.cashback.is_positive:
        return
    purpose = Purpose(PurposeKind.CASHBACK, payment.id)
    cashback = Payment(
        f"{CASHBACK_IDS}{payment.id}",
        on,
        payment.cashback,
        payment.source,
        purpose=purpose,
        method_title=payment.method_title,
    )
    receive(draft, cashback, on=on)
    settle_debts(draft, cashback.id, on=on)


def settle_debts(draft: Draft, payment_id: str, *, on: date) -> None:
    """Lay a payment over the account's debts in the order of B8."""
    lay(draft, payment_id, rest_of(draft, payment_id), debts_in_order(draft.account), on=on)


def rest_of(draft: Draft, payment_id: str) -> Money:
    """What a credited payment still has; nothing once it is spent and forgotten."""
    payment = draft.account.payments.get(payment_id)
    return Money.zero(draft.account.currency) if payment is None else payment.on_balance


def debts_in_order(account: Account) -> list[Expense]:
    """
    All open expenses in the order a top-up closes them: by invoice, then what is not invoiced (B8).

    That is the order of their ids, for an invoice asks for everything before it that no earlier one has asked for.
    """
    return list(account.expenses.values())
