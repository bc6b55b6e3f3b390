"""What customer and provider agree on: the credit limit, saved methods, automatic top-ups, the rules for services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from astra_billing.account import events as e
from astra_billing.account.acts.checks import check_currency, note_works
from astra_billing.account.acts.choosing import refused_payer
from astra_billing.account.acts.payments import check_new_method
from astra_billing.account.draft import known
from astra_billing.account.recovery import bring_back
from astra_billing.account.refusals import Reason, Refused
from astra_billing.autopay import forecast, setup_refusal
from astra_billing.methods import SavedMethod
from astra_billing.money import Money

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account import commands as c
    from astra_billing.account.draft import Draft


# --- credit -----------------------------------------------------------------------------------------------------------


def grant_credit(draft: Draft, command: c.GrantCredit, on: date) -> None:
    """Grant a credit limit, or change the one there is, and see what that frees or blocks (R61)."""
    check_currency(draft, command.policy.limit)
    draft.add(e.CreditGranted(on, draft.account.id, command.policy))
    bring_back(draft, on=on)


def withdraw_credit(draft: Draft, _: c.WithdrawCredit, on: date) -> None:
    """Withdraw the limit: nothing more on credit, while what is owed keeps its dates and its block (R61)."""
    account = draft.account
    if account.credit is not None and not account.credit.limit.is_zero:
        rest = evolve(account.credit, limit=Money.zero(account.currency))
        draft.add(e.CreditWithdrawn(on, account.id, rest))
        bring_back(draft, on=on)


def grant_deferral(draft: Draft, command: c.GrantDeferral, on: date) -> Refused | None:
    """
    Let an invoice be paid by a later day before it blocks the limit (B9).

    Raises:
        InvalidValue: the day is no later than the last day to pay that there is.
    """
    account = draft.account
    if 0 < command.number < account.next_invoice and command.number not in account.invoices:
        return Refused(Reason.NOTHING_TO_PAY, {"invoice": command.number})
    account.calendar_of(known("invoice", account.invoices, command.number)).deferred(command.to)
    draft.add(e.DeferralGranted(on, command.number, command.to))
    bring_back(draft, on=on)
    return None


# --- saved methods ----------------------------------------------------------------------------------------------------


def save_method(draft: Draft, command: c.SaveMethod, on: date) -> None:
    """Remember a method that the payment system keeps (R78)."""
    check_new_method(draft, command.method_id)
    method = SavedMethod(command.method_id, command.title, command.status, command.gateway, command.limits)
    draft.add(e.MethodSaved(on, method))


def rename_method(draft: Draft, command: c.RenameMethod, on: date) -> None:
    """Give a saved method another title (R78)."""
    if known("method", draft.account.methods, command.method_id).title != command.title:
        draft.add(e.MethodRenamed(on, command.method_id, command.title))


def confirm_method(draft: Draft, command: c.ConfirmMethod, on: date) -> None:
    """Note that a method is set up, or works again (R79, R86)."""
    note_works(draft, known("method", draft.account.methods, command.method_id).id, on=on)


def delete_method(draft: Draft, command: c.DeleteMethod, on: date) -> None:
    """Forget a method; its automatic renewals and top-ups are switched off with it (R80)."""
    account = draft.account
    known("method", account.methods, command.method_id)
    for service in account.services.values():
        if service.renews_from == command.method_id:
            draft.add(e.RenewalChanged(on, service.id, None))
    if account.autopay is not None and account.autopay.method_id == command.method_id:
        draft.add(e.AutopaySwitchedOff(on, account.id))
    draft.add(e.MethodDeleted(on, command.method_id))


# --- automatic top-ups ------------------------------------------------------------------------------------------------


def set_up_autopay(draft: Draft, command: c.SetUpAutopay, on: date) -> Refused | None:
    """Let the balance be topped up automatically, if cap and method go together (R57, R60, B41)."""
    account, settings = draft.account, command.settings
    method = known("method", account.methods, settings.method_id)
    if settings.cap is not None:
        check_currency(draft, settings.cap)
    if settings.payer_id is not None and (refused := refused_payer(account, settings.payer_id)):
        return refused
    reason = setup_refusal(settings, method.limits)
    if reason is not None:
        return Refused(Reason(reason.value), {"method": method.id})
    draft.add(e.AutopaySetUp(on, account.id, settings))
    return None


def switch_off_autopay(draft: Draft, _: c.SwitchOffAutopay, on: date) -> None:
    """Stop automatic top-ups; one that is under way is still answered (R57)."""
    if draft.account.autopay is not None:
        draft.add(e.AutopaySwitchedOff(on, draft.account.id))


def recommend_cap(draft: Draft, _: c.RecommendCap, on: date) -> None:
    """Forecast the renewals and recommend a maximum for automatic payments (R59)."""
    account = draft.account
    draft.add(e.CapRecommended(on, account.id, forecast(account.services.values(), account.currency, after=on)))


# --- services ---------------------------------------------------------------------------------------------------------


def set_service_policy(draft: Draft, command: c.SetServicePolicy, on: date) -> None:
    """Lay down when services are deleted and how many violations stop one (B22, R89)."""
    draft.add(e.ServicePolicySet(on, draft.account.id, command.policy))
