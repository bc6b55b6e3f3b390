"""What the events about payers, acts and contracts make of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from astra_billing.account import events as e
from astra_billing.account.evolution.mappings import having, lacking
from astra_billing.copies import replaced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from astra_billing.account.state import Account
    from astra_billing.ledger import Act, Contract, Expense, Payment


def apply(account: Account, event: e.PayersEvent) -> Account:  # noqa: C901, PLR0911  # one flat case per event
    """The account after the event."""
    match event:
        case e.PayerAdded(payer_id=payer_id, payer=payer):
            return replaced(account, payers=account.payers.plus(payer_id, payer))
        case e.PayerEdited(payer_id=payer_id, payer=payer):
            return replaced(account, payers=account.payers.changed(payer_id, payer))
        case e.PayerDeleted(payer_id=payer_id):
            return _without_payer(account, payer_id)
        case e.PayerChosen(payer_id=payer_id):
            return replaced(account, payer_id=payer_id)
        case e.PayersMerged():
            return _merged(account, event)
        case e.ContractFormed(contract=contract):
            contracts = having(account.contracts, contract.number, contract)
            return replaced(account, contracts=contracts, next_contract=contract.number + 1)
        case e.ActIssued(act=act):
            return _listed(account, act)
        case e.ActDeleted(act=act):
            return _unlisted(account, act)
        case _:
            assert_never(event)


def _without_payer(account: Account, payer_id: str) -> Account:
    chosen = None if account.payer_id == payer_id else account.payer_id
    return replaced(account, payers=account.payers.dropped(payer_id), payer_id=chosen)


def _merged(account: Account, event: e.PayersMerged) -> Account:
    """Everything of the joined payer is the primary's now (B43)."""

    def renamed(payer_id: str | None) -> str | None:
        return event.payer_id if payer_id == event.joined else payer_id

    def rebilled(expenses: Mapping[int, Expense]) -> dict[int, Expense]:
        return {number: each.billed_to(renamed(each.payer_id)) for number, each in expenses.items()}

    def paid_by(payment: Payment) -> Payment:
        return replaced(payment, payer_id=renamed(payment.payer_id))

    def signed(act: Act) -> Act:
        expenses = tuple(each.billed_to(renamed(each.payer_id)) for each in act.expenses)
        return replaced(act, payer_id=str(renamed(act.payer_id)), expenses=expenses)

    autopay = account.autopay
    return replaced(
        account,
        payers=account.payers.dropped(event.joined),
        payer_id=renamed(account.payer_id),
        billed_payers=frozenset(str(renamed(each)) for each in account.billed_payers),
        expenses=rebilled(account.expenses),
        unlisted=rebilled(account.unlisted),
        payments={id: paid_by(each) for id, each in account.payments.items()},
        refunds={key: replaced(each, payment=paid_by(each.payment)) for key, each in account.refunds.items()},
        acts={number: signed(each) for number, each in account.acts.items()},
        orders={id: replaced(each, payer_id=renamed(each.payer_id)) for id, each in account.orders.items()},
        contracts=_moved(account.contracts, event),
        autopay=autopay and replaced(autopay, payer_id=renamed(autopay.payer_id)),
    )


def _moved(contracts: Mapping[int, Contract], event: e.PayersMerged) -> dict[int, Contract]:
    kept = {key: each for key, each in contracts.items() if each.number not in event.deleted}
    return {
        key: replaced(each, payer_id=event.payer_id) if each.payer_id == event.joined else each
        for key, each in kept.items()
    }


def _listed(account: Account, act: Act) -> Account:
    listed = {
        id: account.expenses[id].in_act(act.number).billed_to(act.payer_id)
        for id in act.expense_ids
        if id in account.expenses
    }
    return replaced(
        account,
        expenses={**account.expenses, **listed},
        acts=having(account.acts, act.number, act) if listed else account.acts,
        billed_payers=account.billed_payers if listed else account.billed_payers | {act.payer_id},
        unlisted=lacking(account.unlisted, *act.expense_ids),
        next_act=act.number + 1,
    )


def _unlisted(account: Account, act: Act) -> Account:
    open_ones = {id: account.expenses[id].in_act(None) for id in act.expense_ids if id in account.expenses}
    back = {**account.unlisted, **{each.id: each for each in act.expenses}}
    return replaced(
        account,
        expenses={**account.expenses, **open_ones},
        acts=lacking(account.acts, act.number),
        unlisted=dict(sorted(back.items())),
    )
