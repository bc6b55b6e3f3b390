"""
From what happened to the rows that people query: one function a table.

Each looks at the account before and after a command and at the events between,
and names the rows that are new, that have changed, and that are gone.  To add
a table, add a function here and its table to `tables`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.adapters.storage.sql import projected_money as money
from astra_billing.adapters.storage.sql import tables as t
from astra_billing.adapters.storage.sql.steps import NO_ROWS, Row, Rows, Step, differing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy import Table

    from astra_billing.account import Account
    from astra_billing.ledger import Act, Contract
    from astra_billing.methods import SavedMethod
    from astra_billing.orders import Order
    from astra_billing.ports import Change
    from astra_billing.services import Service


def projected(change: Change) -> Iterator[tuple[Table, Rows]]:
    """The rows of every table that a change touches."""
    if change.account is change.kept.account:
        return
    step = Step(change.kept.account_id, change.kept.account, change.account, change.kept.lines, change.happened)
    for table, rows_of in PROJECTIONS.items():
        rows = rows_of(step)
        if rows is not NO_ROWS:
            yield table, rows


def services(step: Step) -> Rows:
    """Services that are not deleted, as they are now."""
    return differing(step, lambda account: account.services, _service)


def methods(step: Step) -> Rows:
    """Saved methods as they are now."""
    return differing(step, lambda account: account.methods, _method)


def orders(step: Step) -> Rows:
    """Orders that await payment."""
    return differing(step, lambda account: account.orders, _order)


def contracts(step: Step) -> Rows:
    """Contracts by number."""
    return differing(step, lambda account: account.contracts, _contract, key="number")


def payers(step: Step) -> Rows:
    """Payers as they are now, and which of them is billed."""
    if step.before is not None and (step.before.payers, step.before.payer_id) == (
        step.after.payers,
        step.after.payer_id,
    ):
        return NO_ROWS
    before = {} if step.before is None else {row["id"]: row for row in _payers(step.id, step.before)}
    after = {row["id"]: row for row in _payers(step.id, step.after)}
    return Rows(
        new=[row for id, row in after.items() if id not in before],
        changed=[row for id, row in after.items() if id in before and before[id] != row],
        gone=[{"account_id": step.id, "id": id} for id in before if id not in after],
    )


def acts(step: Step) -> Rows:
    """Acts; one whose expenses are all paid leaves the account and stays in the table."""
    before, after = step.compared(lambda account: account.acts)
    issued = {each.act.number: each.act for each in step.of(e.ActIssued)}
    deleted = {each.act.number for each in step.of(e.ActDeleted)}
    if not (before or after or issued or deleted):
        return NO_ROWS
    touched = {number for number in after if before.get(number) is not after[number]} | {*before} - {*after}
    rows = Rows()
    for number in sorted({*issued, *touched} - deleted):
        act = after.get(number) or issued.get(number) or before[number]
        (rows.new if number in issued else rows.changed).append(_act(step.id, act, is_open=number in after))
    rows.gone.extend({"account_id": step.id, "number": number} for number in deleted - {*issued})
    return rows


PROJECTIONS: Mapping[Table, Callable[[Step], Rows]] = {
    t.services: services,
    t.methods: methods,
    t.expenses: money.expenses,
    t.payments: money.payments,
    t.coverage: money.coverage,
    t.invoices: money.invoices,
    t.payers: payers,
    t.contracts: contracts,
    t.acts: acts,
    t.orders: orders,
}
"""Which function makes the rows of which table; an expense is written before what covers it."""


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


def _order(account_id: str, order: Order) -> Row:
    total = order.total
    said: Row = {"account_id": account_id, "id": order.id, "placed_on": order.placed_on}
    return {**said, "payer_id": order.payer_id, "total": total.amount}


def _contract(account_id: str, contract: Contract) -> Row:
    said: Row = {"account_id": account_id, "number": contract.number}
    return {**said, "payer_id": contract.payer_id, "formed_on": contract.formed_on}


def _payers(account_id: str, account: Account) -> Iterator[Row]:
    for entry in account.payers:
        yield {
            "account_id": account_id,
            "id": entry.id,
            "type": entry.payer.type.value,
            "title": entry.payer.title,
            "inn": entry.payer.texts().get("inn", ""),
            "is_chosen": entry.id == account.payer_id,
        }


def _act(account_id: str, act: Act, *, is_open: bool) -> Row:
    said: Row = {"account_id": account_id, "number": act.number, "payer_id": act.payer_id, "is_open": is_open}
    return {**said, "issued_on": act.issued_on, "amount": act.amount.amount}
