"""Who is billed: adding, choosing, editing, deleting and merging payers, and the acts they sign (R17-R28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.acts.choosing import refused_payer
from astra_billing.account.dependencies import dependencies_of, merge_plan
from astra_billing.account.draft import known
from astra_billing.account.refusals import Reason, Refused
from astra_billing.ledger import Act
from astra_billing.payers import DependencyKind, MergeAction, PayerExists, UnknownPayer

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account import commands as c
    from astra_billing.account.draft import Draft
    from astra_billing.payers import MergePlan


def add_payer(draft: Draft, command: c.AddPayer, on: date) -> None:
    """
    Add a payer; the first one is chosen at once (R17, R25).

    Raises:
        PayerExists: the id is taken.
    """
    if command.payer_id in draft.account.payers:
        raise PayerExists(command.payer_id)
    draft.add(e.PayerAdded(on, command.payer_id, command.payer))
    if draft.account.payer_id is None:
        draft.add(e.PayerChosen(on, command.payer_id))


def edit_payer(draft: Draft, command: c.EditPayer, on: date) -> None:
    """
    Change the requisites of a payer; its status stays (R20, R27).

    Raises:
        UnknownPayer: there is none with this id.
        TypeIsFixed: the status would change.
    """
    payers = draft.account.payers
    if payers.changed(command.payer_id, command.payer) != payers:
        draft.add(e.PayerEdited(on, command.payer_id, command.payer))


def choose_payer(draft: Draft, command: c.ChoosePayer, on: date) -> Refused | None:
    """Bill another payer from now on (R25), unless unpaid expenses in an act lock the one there is (R19)."""
    if refused := refused_payer(draft.account, command.payer_id):
        return refused
    if command.payer_id != draft.account.payer_id:
        draft.add(e.PayerChosen(on, command.payer_id))
    return None


def delete_payer(draft: Draft, command: c.DeletePayer, on: date) -> Refused | None:
    """
    Delete a payer that nothing hangs on (R27, B44).

    Raises:
        UnknownPayer: there is none with this id.
    """
    account = draft.account
    if command.payer_id not in account.payers:
        raise UnknownPayer(command.payer_id, account.payers.ids)
    held = [each for each in dependencies_of(account) if each.payer_id == command.payer_id]
    if held:
        kinds = ", ".join(sorted({each.kind.value for each in held}))
        return Refused(Reason.PAYER_IN_USE, {"payer": command.payer_id, "held_by": kinds})
    draft.add(e.PayerDeleted(on, command.payer_id))
    return None


def merge_payers(draft: Draft, command: c.MergePayers, on: date) -> None:
    """Join one payer to another, exactly as the plan shows it (R28)."""
    plan = merge_plan(
        draft.account, primary=command.primary, joined=command.joined, moves_contracts=command.moves_contracts
    )
    draft.add(e.PayersMerged(on, command.primary, command.joined, _deleted_contracts(plan)))


def _deleted_contracts(plan: MergePlan) -> tuple[int, ...]:
    return tuple(
        int(step.dependency.id)
        for step in plan.steps
        if step.action is MergeAction.DELETE and step.dependency.kind is DependencyKind.CONTRACT
    )


def issue_act(draft: Draft, command: c.IssueAct, on: date) -> Refused | None:
    """
    Make an act now, for this payer, over every expense that no act lists (R19, R32).

    Raises:
        UnknownPayer: there is none with this id.
    """
    account = draft.account
    if command.payer_id not in account.payers:
        raise UnknownPayer(command.payer_id, account.payers.ids)
    if not account.unlisted:
        return Refused(Reason.NOTHING_TO_LIST, {"payer": command.payer_id})
    expenses = tuple(each.billed_to(command.payer_id) for each in account.unlisted.values())
    draft.add(e.ActIssued(on, Act(account.next_act, command.payer_id, on, expenses)))
    return None


def delete_act(draft: Draft, command: c.DeleteAct, on: date) -> Refused | None:
    """Delete an act with unpaid expenses, so that they can be listed for another payer; a paid one stays (R19)."""
    account = draft.account
    if 0 < command.number < account.next_act and command.number not in account.acts:
        return Refused(Reason.NOTHING_TO_PAY, {"act": command.number})
    draft.add(e.ActDeleted(on, known("act", account.acts, command.number)))
    return None
