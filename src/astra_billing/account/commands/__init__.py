"""
What can be asked of an account, as imperatives.

The day comes beside the command; ids come with it, from the caller.
"""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from astra_billing.account.commands.orders import (
    AddToCart,
    CancelOrder,
    Checkout,
    EditCartItem,
    EnterPromoCode,
    OrdersCommand,
    RemoveFromCart,
    SelectInCart,
)
from astra_billing.account.commands.payers import (
    AddPayer,
    ChoosePayer,
    DeleteAct,
    DeletePayer,
    EditPayer,
    IssueAct,
    MergePayers,
    PayersCommand,
)
from astra_billing.account.commands.payments import (
    BeginPayment,
    CreatePayment,
    DeletePayment,
    IssueRefund,
    PayInvoice,
    PaymentsCommand,
    RecordCharge,
    RecordPayment,
    RecordRefund,
    TopUp,
)
from astra_billing.account.commands.services import (
    BeginProcessing,
    ChangeRenewal,
    ChangeService,
    ChangeTerm,
    DeleteService,
    FinishProcessing,
    PlaceOrder,
    RecordViolation,
    RegisterService,
    RenewService,
    ServicesCommand,
    SetUpService,
    StartService,
    StopService,
)
from astra_billing.account.commands.settings import (
    ConfirmMethod,
    DeleteMethod,
    GrantCredit,
    GrantDeferral,
    OpenAccount,
    RecommendCap,
    RenameMethod,
    SaveMethod,
    SetServicePolicy,
    SettingsCommand,
    SetUpAutopay,
    SwitchOffAutopay,
    WithdrawCredit,
)


@frozen
class CloseDay:
    """Do the work of every day that is due, up to and including this one."""


LaterCommand: TypeAlias = SettingsCommand | PayersCommand | OrdersCommand | PaymentsCommand | ServicesCommand | CloseDay
"""Every command but the first."""

Command: TypeAlias = OpenAccount | LaterCommand
"""Everything that `decide` understands."""

__all__ = [
    "AddPayer",
    "AddToCart",
    "BeginPayment",
    "BeginProcessing",
    "CancelOrder",
    "ChangeRenewal",
    "ChangeService",
    "ChangeTerm",
    "Checkout",
    "ChoosePayer",
    "CloseDay",
    "Command",
    "ConfirmMethod",
    "CreatePayment",
    "DeleteAct",
    "DeleteMethod",
    "DeletePayer",
    "DeletePayment",
    "DeleteService",
    "EditCartItem",
    "EditPayer",
    "EnterPromoCode",
    "FinishProcessing",
    "GrantCredit",
    "GrantDeferral",
    "IssueAct",
    "IssueRefund",
    "LaterCommand",
    "MergePayers",
    "OpenAccount",
    "OrdersCommand",
    "PayInvoice",
    "PayersCommand",
    "PaymentsCommand",
    "PlaceOrder",
    "RecommendCap",
    "RecordCharge",
    "RecordPayment",
    "RecordRefund",
    "RecordViolation",
    "RegisterService",
    "RemoveFromCart",
    "RenameMethod",
    "RenewService",
    "SaveMethod",
    "SelectInCart",
    "ServicesCommand",
    "SetServicePolicy",
    "SetUpAutopay",
    "SetUpService",
    "SettingsCommand",
    "StartService",
    "StopService",
    "SwitchOffAutopay",
    "TopUp",
    "WithdrawCredit",
]
