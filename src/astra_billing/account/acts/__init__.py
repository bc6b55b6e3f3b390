"""What each command does to a draft; one function a command, all of the same shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from astra_billing.account import commands as c
from astra_billing.account.acts import cart, charges, orders, payers, payments, processing, refunds, services, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from astra_billing.account.draft import Draft
    from astra_billing.account.refusals import Refused


def _nothing(_: Draft, __: c.CloseDay, ___: date) -> None:
    """The work of the day is done before any command."""


ACTS: Mapping[type, Callable[[Draft, Any, date], Refused | None]] = {
    c.GrantCredit: settings.grant_credit,
    c.WithdrawCredit: settings.withdraw_credit,
    c.GrantDeferral: settings.grant_deferral,
    c.SaveMethod: settings.save_method,
    c.RenameMethod: settings.rename_method,
    c.ConfirmMethod: settings.confirm_method,
    c.DeleteMethod: settings.delete_method,
    c.SetUpAutopay: settings.set_up_autopay,
    c.SwitchOffAutopay: settings.switch_off_autopay,
    c.RecommendCap: settings.recommend_cap,
    c.SetServicePolicy: settings.set_service_policy,
    c.AddPayer: payers.add_payer,
    c.EditPayer: payers.edit_payer,
    c.DeletePayer: payers.delete_payer,
    c.ChoosePayer: payers.choose_payer,
    c.MergePayers: payers.merge_payers,
    c.IssueAct: payers.issue_act,
    c.DeleteAct: payers.delete_act,
    c.AddToCart: cart.add_to_cart,
    c.EditCartItem: cart.edit_cart_item,
    c.RemoveFromCart: cart.remove_from_cart,
    c.SelectInCart: cart.select_in_cart,
    c.EnterPromoCode: cart.enter_promo_code,
    c.Checkout: orders.checkout,
    c.CancelOrder: orders.cancel_order,
    c.CreatePayment: payments.create_payment,
    c.BeginPayment: payments.begin_payment,
    c.RecordPayment: payments.record_payment,
    c.DeletePayment: payments.delete_payment,
    c.TopUp: payments.top_up,
    c.PayInvoice: payments.pay_invoice,
    c.IssueRefund: refunds.issue_refund,
    c.RecordRefund: refunds.record_refund,
    c.RecordCharge: charges.record_charge,
    c.RegisterService: services.register_service,
    c.PlaceOrder: services.place_order,
    c.RenewService: services.renew_service,
    c.StopService: services.stop_service,
    c.StartService: services.start_service,
    c.DeleteService: services.delete_service,
    c.ChangeRenewal: services.change_renewal,
    c.ChangeTerm: services.change_term,
    c.ChangeService: services.change_service,
    c.BeginProcessing: processing.begin_processing,
    c.FinishProcessing: processing.finish_processing,
    c.SetUpService: processing.set_up_service,
    c.RecordViolation: services.record_violation,
    c.CloseDay: _nothing,
}
"""The function of every command but the first."""


def perform(draft: Draft, command: c.LaterCommand, on: date) -> Refused | None:
    """Do what a command asks; a refusal means that nothing of the draft is kept."""
    return ACTS[type(command)](draft, command, on)
