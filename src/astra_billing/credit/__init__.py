"""The credit limit: its calendar, what is owed, and what a debt forbids (R61-R73)."""

from __future__ import annotations

from astra_billing.credit.calendar import CreditCalendar, CreditNotice, DatedNotice, ShortMonth
from astra_billing.credit.dashboard import Button, Dashboard, DashboardPart, DashboardText, ShownPart
from astra_billing.credit.order import TopUpOrder
from astra_billing.credit.policy import CreditPolicy
from astra_billing.credit.restrictions import Operation, is_forbidden_while_blocked
from astra_billing.credit.standing import CreditDebts, CreditStanding, CreditState, OpenInvoice

__all__ = [
    "Button",
    "CreditCalendar",
    "CreditDebts",
    "CreditNotice",
    "CreditPolicy",
    "CreditStanding",
    "CreditState",
    "Dashboard",
    "DashboardPart",
    "DashboardText",
    "DatedNotice",
    "OpenInvoice",
    "Operation",
    "ShortMonth",
    "ShownPart",
    "TopUpOrder",
    "is_forbidden_while_blocked",
]
