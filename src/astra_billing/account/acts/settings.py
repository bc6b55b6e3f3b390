"""What customer and provider agree on: the credit limit, the saved methods, the recommended cap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.acts.checks import check_currency
from astra_billing.account.decision import DuplicateId
from astra_billing.account.draft import known
from astra_billing.account.funds import bring_back
from astra_billing.autopay import forecast
from astra_billing.methods import BALANCE, SavedMethod

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account import commands as c
    from astra_billing.account.draft import Draft


def grant_credit(draft: Draft, command: c.GrantCredit, on: date) -> None:
    """Grant a credit limit, or change the one there is, and see what that frees or blocks (R61)."""
    check_currency(draft, command.policy.limit)
    draft.add(e.CreditGranted(on, draft.account.id, command.policy))
    bring_back(draft, on=on)


def save_method(draft: Draft, command: c.SaveMethod, on: date) -> None:
    """Remember a method that the payment system keeps (R78)."""
    if command.method_id in {BALANCE, *draft.account.methods}:
        raise DuplicateId("method", command.method_id)
    draft.add(e.MethodSaved(on, SavedMethod(command.method_id, command.title)))


def confirm_method(draft: Draft, command: c.ConfirmMethod, on: date) -> None:
    """Note that a failing method works again (R86)."""
    if not known("method", draft.account.methods, command.method_id).works:
        draft.add(e.MethodRestored(on, command.method_id))


def recommend_cap(draft: Draft, on: date) -> None:
    """Forecast the renewals and recommend a maximum for automatic payments (R59)."""
    account = draft.account
    draft.add(e.CapRecommended(on, account.id, forecast(account.services.values(), account.currency, after=on)))
