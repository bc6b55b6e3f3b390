"""
What hangs on the payers of an account, and what merging two of them would do (R28, B43, B44).

`merge_plan` is the preview: it shows every step before `MergePayers` takes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.payers import Dependency, DependencyKind, plan_merge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from astra_billing.account.state import Account
    from astra_billing.payers import MergePlan


def dependencies_of(account: Account) -> tuple[Dependency, ...]:
    """Everything that hangs on any payer: contracts, payments, expenses, acts, orders and automatic top-ups."""
    return tuple(each for each in _all(account) if each.payer_id)


def merge_plan(account: Account, *, primary: str, joined: str, moves_contracts: bool) -> MergePlan:
    """
    What joining one payer to another would do; nothing is done by asking (R28).

    Args:
        account: whose payers they are.
        primary: the id of the payer that stays.
        joined: the id of the payer that goes.
        moves_contracts: whether the contracts of the joined payer move; otherwise they are deleted.

    Raises:
        UnknownPayer: there is no such payer.
        InvalidValue: both are the same.
    """
    held = dependencies_of(account)
    return plan_merge(account.payers, primary=primary, joined=joined, dependencies=held, move_contracts=moves_contracts)


def _all(account: Account) -> Iterator[Dependency]:
    kinds = DependencyKind
    for contract in account.contracts.values():
        yield Dependency(kinds.CONTRACT, str(contract.number), contract.payer_id)
    for payment in account.payments.values():
        yield Dependency(kinds.PAYMENT, payment.id, payment.payer_id or "")
    for payer_id in sorted(account.billed_payers):
        yield Dependency(kinds.PAYMENT, "completed", payer_id)
    for expense in {**account.unlisted, **account.expenses}.values():
        yield Dependency(kinds.EXPENSE, str(expense.id), expense.payer_id or "")
    for act in account.acts.values():
        yield Dependency(kinds.ACT, str(act.number), act.payer_id)
    for order in account.orders.values():
        yield Dependency(kinds.OTHER, f"order {order.id}", order.payer_id or "")
    if account.autopay is not None:
        yield Dependency(kinds.OTHER, "autopay", account.autopay.payer_id or "")
