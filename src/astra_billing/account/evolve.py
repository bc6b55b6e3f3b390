"""
Events make the account: `evolve` applies one, `fold` all of them.

Total and trusting: what has happened is not judged again here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from attrs import evolve as replaced

from astra_billing.account import events as e
from astra_billing.account.decision import NoAccount
from astra_billing.account.state import Account
from astra_billing.ledger import number_text
from astra_billing.methods import MethodStatus
from astra_billing.money import Money
from astra_billing.notices import CREDIT_TOPICS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from typing import TypeVar

    from astra_billing.account.charges import Charge
    from astra_billing.account.events import Event, LaterEvent
    from astra_billing.ledger import Expense, Invoice, Part, Payment
    from astra_billing.methods import SavedMethod
    from astra_billing.notices import Notice
    from astra_billing.services import Service

    K = TypeVar("K")
    V = TypeVar("V")


def fold(events: Iterable[Event], account: Account | None = None) -> Account | None:
    """The account that a journal makes; None for an empty one."""
    for event in events:
        account = evolve(account, event)
    return account


def evolve(account: Account | None, event: Event) -> Account:
    """The account after one event; the first event opens it."""
    if isinstance(event, e.AccountOpened):
        return Account(
            id=event.account_id,
            currency=event.currency,
            opened_on=event.on,
            balance=Money.zero(event.currency),
        )
    if account is None:
        raise NoAccount(type(event).__name__)
    return replaced(_apply(account, event), worked_on=event.on)


def _apply(account: Account, event: LaterEvent) -> Account:  # noqa: C901, PLR0911, PLR0912  # one flat case per event
    match event:
        case e.CreditGranted(policy=policy):
            return replaced(account, credit=policy)
        case e.MethodSaved(method=method):
            return _with_method(account, method)
        case e.MethodFailed(method_id=method_id):
            return _with_method(account, account.methods[method_id].with_status(MethodStatus.FAILING))
        case e.MethodRestored(method_id=method_id):
            return _with_method(account, account.methods[method_id].with_status(MethodStatus.WORKS))
        case e.ServiceRegistered(service=service) | e.ServiceOrdered(service=service):
            return _with_service(account, service)
        case e.ServiceRenewed():
            return _renewed(account, event)
        case e.ServiceStopped(service_id=service_id, cause=cause):
            return _with_service(account, account.services[service_id].stopped(cause))
        case e.ServiceStarted(service_id=service_id):
            return _with_service(account, account.services[service_id].started())
        case e.RenewalRefused(service_id=service_id, on=on):
            return _with_service(account, account.services[service_id].attempted(on))
        case e.ChargeRequested(charge=charge, on=on):
            return _asked(account, charge, on)
        case e.ChargeSucceeded(charge=charge) | e.ChargeDeclined(charge=charge):
            return replaced(account, charges=_without(account.charges, charge.key))
        case e.ExpenseCharged(expense=expense):
            return _spent(account, expense)
        case e.PaymentCredited(payment=payment):
            return _credited(account, payment)
        case e.ExpensesCovered(parts=parts):
            return _covered(account, parts)
        case e.InvoiceIssued(invoice=invoice):
            return _invoiced(account, invoice)
        case e.InvoiceSettled(number=number):
            return _settled(account, number)
        case e.CreditBlocked():
            return replaced(account, blocked=True)
        case e.CreditUnblocked():
            return replaced(account, blocked=False)
        case e.NoticeRaised(notice=notice):
            return _noticed(account, notice)
        case e.InvoiceOverdue() | e.InvoicePartlyPaid() | e.CapRecommended():
            return account
        case _:
            assert_never(event)


def _with(mapping: Mapping[K, V], key: K, value: V) -> dict[K, V]:
    return {**mapping, key: value}


def _without(mapping: Mapping[K, V], *keys: K) -> dict[K, V]:
    return {key: value for key, value in mapping.items() if key not in keys}


def _with_method(account: Account, method: SavedMethod) -> Account:
    return replaced(account, methods=_with(account.methods, method.id, method))


def _with_service(account: Account, service: Service) -> Account:
    return replaced(account, services=_with(account.services, service.id, service))


def _renewed(account: Account, event: e.ServiceRenewed) -> Account:
    service = account.services[event.service_id]
    renewed = replaced(
        service,
        anchored_on=event.anchored_on,
        terms=event.terms,
        expires_on=event.expires_on,
        attempted_on=event.on,
        attempts=0,
    )
    return _with_service(account, renewed)


def _asked(account: Account, charge: Charge, on: date) -> Account:
    attempted = _with_service(account, account.services[charge.service_id].attempted(on))
    return replaced(attempted, charges=_with(account.charges, charge.key, charge))


def _spent(account: Account, expense: Expense) -> Account:
    expenses = _with(account.expenses, expense.id, expense) if expense.is_open else account.expenses
    return replaced(account, expenses=expenses, next_expense=expense.id + 1)


def _credited(account: Account, payment: Payment) -> Account:
    ids = account.payment_ids | {payment.id}
    return replaced(account, balance=account.balance + payment.amount, payment_ids=ids)


def _covered(account: Account, parts: tuple[Part, ...]) -> Account:
    expenses = dict(account.expenses)
    balance = account.balance
    for part in parts:
        paid = expenses.pop(part.expense_id).plus_paid(part.amount)
        balance -= part.amount
        if paid.is_open:
            expenses[paid.id] = paid
    return replaced(account, balance=balance, expenses=dict(sorted(expenses.items())))


def _invoiced(account: Account, invoice: Invoice) -> Account:
    asked = {number: account.expenses[number].invoiced(invoice.number) for number in invoice.expense_ids}
    return replaced(
        account,
        expenses={**account.expenses, **asked},
        invoices=_with(account.invoices, invoice.number, invoice),
        next_invoice=invoice.number + 1,
    )


def _settled(account: Account, number: int) -> Account:
    noticed = frozenset(told for told in account.noticed if told[1] != number_text(number))
    return replaced(account, invoices=_without(account.invoices, number), noticed=noticed)


def _noticed(account: Account, notice: Notice) -> Account:
    if notice.topic not in CREDIT_TOPICS.values():
        return account
    return replaced(account, noticed=account.noticed | {(notice.topic, notice.subject)})
