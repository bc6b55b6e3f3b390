"""
From what happened to the rows that people query: one function a table.

Each looks at the account before and after a command and at the events between,
and names the rows that are new, that have changed, and that are gone.  The
whole journal as one change gives the same rows as its commands one by one;
`verify` relies on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from attrs import Factory, frozen

from astra_billing.account import Account
from astra_billing.account import events as e
from astra_billing.adapters.storage.sql import tables as t
from astra_billing.ledger import InvoiceStatus
from astra_billing.ports import Happened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy import Table

    from astra_billing.ledger import Expense, Invoice
    from astra_billing.methods import SavedMethod
    from astra_billing.money import Money
    from astra_billing.ports import Change
    from astra_billing.services import Service

    K = TypeVar("K")
    V = TypeVar("V")

Row = dict[str, Any]


@frozen
class Rows:
    """
    What becomes of the rows of a table.

    Attributes:
        new: rows that must not be there yet.
        changed: rows that are there, with their keys and the columns to change.
        gone: keys of rows that are not there any more.
    """

    new: list[Row] = Factory(list)
    changed: list[Row] = Factory(list)
    gone: list[Row] = Factory(list)


@frozen
class Step:
    """
    One change as the functions of this module see it.

    Attributes:
        lines: how many lines the journal had before.
    """

    id: str
    before: Account | None
    after: Account
    lines: int
    happened: tuple[Happened, ...]


def projected(change: Change) -> Iterator[tuple[Table, Rows]]:
    """The rows of every table that a change touches."""
    if change.account is change.kept.account:
        return
    step = Step(change.kept.account_id, change.kept.account, change.account, change.kept.lines, change.happened)
    for table, rows_of in PROJECTIONS.items():
        yield table, rows_of(step)


def services(step: Step) -> Rows:
    """Services as they are now."""
    return _diff(step, lambda account: account.services, _service)


def methods(step: Step) -> Rows:
    """Saved methods as they are now."""
    return _diff(step, lambda account: account.methods, _method)


def expenses(step: Step) -> Rows:
    """Every expense; one that is paid in full leaves the account and stays in the table."""
    before = {} if step.before is None else step.before.expenses
    after = step.after.expenses
    touched = {id: each for id, each in after.items() if before.get(id) is not each}
    charged: set[int] = set()
    for id, expense in _told_of_expenses(step, before):
        touched[id] = after.get(id, expense)
        if id not in before:
            charged.add(id)
    rows = Rows()
    for id, expense in touched.items():
        (rows.new if id in charged else rows.changed).append(_expense(step.id, expense))
    return rows


def payments(step: Step) -> Rows:
    """Payments in the order in which they came."""
    came = [each.payment for each in step.happened if isinstance(each, e.PaymentCredited)]
    return Rows(
        [
            {"account_id": step.id, "id": each.id, "on": each.on, "amount": each.amount.amount, "source": each.source}
            for each in came
        ]
    )


def coverage(step: Step) -> Rows:
    """Which money paid which expense, by the line of the journal that says so."""
    rows = Rows()
    for line, event in enumerate(step.happened, start=step.lines + 1):
        if not isinstance(event, e.ExpensesCovered):
            continue
        for place, part in enumerate(event.parts, start=1):
            said: Row = {"account_id": step.id, "line": line, "place": place, "expense_id": part.expense_id}
            rows.new.append({**said, "source": event.source, "on": event.on, "amount": part.amount.amount})
    return rows


def invoices(step: Step) -> Rows:
    """Every invoice with what is left of it."""
    rows = Rows()
    issued = {each.invoice.number: each for each in step.happened if isinstance(each, e.InvoiceIssued)}
    for number, event in issued.items():
        dates: Row = {"issued_on": event.invoice.issued_on, "due_on": event.due_on}
        amount = event.invoice.amount
        left = _left(step.id, event.invoice, _unpaid(step.after, number))
        rows.new.append({**left, **dates, "amount": amount.amount})
    for number, invoice in ({} if step.before is None else step.before.invoices).items():
        unpaid = _unpaid(step.after, number)
        if unpaid != _unpaid(step.before, number):
            rows.changed.append(_left(step.id, invoice, unpaid))
    return rows


PROJECTIONS: Mapping[Table, Callable[[Step], Rows]] = {
    t.services: services,
    t.methods: methods,
    t.expenses: expenses,
    t.payments: payments,
    t.coverage: coverage,
    t.invoices: invoices,
}
"""Which function makes the rows of which table; an expense is written before what covers it."""


def _diff(step: Step, part: Callable[[Account], Mapping[K, V]], row: Callable[[str, V], Row]) -> Rows:
    """Rows of a mapping of the account, by identity: `evolve` leaves what has not changed as it is."""
    before: Mapping[K, V] = {} if step.before is None else part(step.before)
    after = part(step.after)
    if before is after:
        return Rows()
    return Rows(
        [row(step.id, each) for key, each in after.items() if key not in before],
        [row(step.id, each) for key, each in after.items() if key in before and before[key] is not each],
        [{"account_id": step.id, "id": key} for key in before if key not in after],
    )


def _told_of_expenses(step: Step, before: Mapping[int, Expense]) -> Iterator[tuple[int, Expense]]:
    """The expenses that events speak of, each as the event leaves it; the last word counts."""
    known: dict[int, Expense] = {}
    for event in step.happened:
        told: list[Expense] = []
        if isinstance(event, e.ExpenseCharged):
            told = [event.expense]
        elif isinstance(event, e.ExpensesCovered):
            told = [(known.get(p.expense_id) or before[p.expense_id]).plus_paid(p.amount) for p in event.parts]
        elif isinstance(event, e.InvoiceIssued):
            told = [(known.get(id) or before[id]).invoiced(event.invoice.number) for id in event.invoice.expense_ids]
        for expense in told:
            known[expense.id] = expense
            yield expense.id, expense


def _unpaid(account: Account | None, number: int) -> Money | None:
    """What is left of an invoice; None when it is settled."""
    if account is None or number not in account.invoices:
        return None
    return account.unpaid(account.expenses_of(account.invoices[number]))


def _left(account_id: str, invoice: Invoice, unpaid: Money | None) -> Row:
    nothing = invoice.amount - invoice.amount
    status = InvoiceStatus.of(invoice.amount, nothing if unpaid is None else unpaid)
    left = (nothing if unpaid is None else unpaid).amount
    return {"account_id": account_id, "number": invoice.number, "unpaid": left, "status": status.value}


def _service(account_id: str, service: Service) -> Row:
    return {
        "account_id": account_id,
        "id": service.id,
        "title": service.title,
        "kind": service.kind.value,
        "state": service.state.value,
        "price": service.price.amount,
        "term": str(service.term),
        "expires_on": service.expires_on,
        "renews_from": service.renews_from,
        "attempts": service.attempts,
    }


def _method(account_id: str, method: SavedMethod) -> Row:
    return {"account_id": account_id, "id": method.id, "title": method.title, "status": method.status.value}


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
    }
