"""
What has happened to an account, in the past tense.

Every event names the day, the rule that made it, what it is about and, where
money is its point, how much.  Together they are the journal; the account is
nothing but their fold.
"""

from __future__ import annotations

from astra_billing.account.events.base import (
    BaseEvent,
)
from astra_billing.account.events.invoices import (
    CreditBlocked,
    CreditUnblocked,
    InvoiceIssued,
    InvoiceOverdue,
    InvoicePartlyPaid,
    InvoiceSettled,
    NoticeRaised,
)
from astra_billing.account.events.payments import (
    ChargeDeclined,
    ChargeRequested,
    ChargeSucceeded,
    ExpenseCharged,
    ExpensesCovered,
    PaymentCredited,
)
from astra_billing.account.events.services import (
    RenewalRefused,
    ServiceOrdered,
    ServiceRegistered,
    ServiceRenewed,
    ServiceStarted,
    ServiceStopped,
)
from astra_billing.account.events.settings import (
    AccountOpened,
    CapRecommended,
    CreditGranted,
    MethodFailed,
    MethodRestored,
    MethodSaved,
)

__all__ = [
    "AccountOpened",
    "BaseEvent",
    "CapRecommended",
    "ChargeDeclined",
    "ChargeRequested",
    "ChargeSucceeded",
    "CreditBlocked",
    "CreditGranted",
    "CreditUnblocked",
    "Event",
    "ExpenseCharged",
    "ExpensesCovered",
    "InvoiceIssued",
    "InvoiceOverdue",
    "InvoicePartlyPaid",
    "InvoiceSettled",
    "LaterEvent",
    "MethodFailed",
    "MethodRestored",
    "MethodSaved",
    "NoticeRaised",
    "PaymentCredited",
    "RenewalRefused",
    "ServiceOrdered",
    "ServiceRegistered",
    "ServiceRenewed",
    "ServiceStarted",
    "ServiceStopped",
]

LaterEvent = (
    CreditGranted
    | MethodSaved
    | MethodFailed
    | MethodRestored
    | ServiceRegistered
    | ServiceOrdered
    | ServiceRenewed
    | ServiceStopped
    | ServiceStarted
    | RenewalRefused
    | ChargeRequested
    | ChargeSucceeded
    | ChargeDeclined
    | ExpenseCharged
    | PaymentCredited
    | ExpensesCovered
    | InvoiceIssued
    | InvoiceOverdue
    | InvoicePartlyPaid
    | InvoiceSettled
    | CreditBlocked
    | CreditUnblocked
    | NoticeRaised
    | CapRecommended
)
"""Every event but the first."""

Event = AccountOpened | LaterEvent
"""Everything that `evolve` understands."""
