"""
The key of what happened, unique in an account: the database itself refuses a double.

It names the obligation where there is one, so a second worker, a retry or a
second command cannot fulfil it again; elsewhere the command and the place in
what it left.

    >>> from datetime import date
    >>> renewed = e.ServiceRenewed(date(2026, 1, 19), "s1", date(2026, 2, 20), date(2025, 12, 20), 2)
    >>> event_key(renewed, "day/2026-01-19/7", 3)
    'renewed/s1/2025-12-20/2'
    >>> event_key(e.MethodFailed(date(2026, 1, 19), "card"), "day/2026-01-19/7", 4)
    'by/day/2026-01-19/7/4'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from astra_billing.account import events as e

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from astra_billing.ports import Happened


def event_key(happened: Happened, command_key: str, place: int) -> str:
    """The key of an event, or of a refusal, that is the command's `place`-th word."""
    key = _KEYS.get(type(happened))
    return f"by/{command_key}/{place}" if key is None else key(happened)


_KEYS: Mapping[type, Callable[[Any], str]] = {
    e.ExpenseCharged: lambda event: f"expense/{event.expense.id}",
    e.PaymentCredited: lambda event: f"payment/{event.payment.id}",
    e.InvoiceIssued: lambda event: f"invoice/{event.invoice.number}",
    e.ServiceRenewed: lambda event: f"renewed/{event.service_id}/{event.anchored_on}/{event.terms}",
    e.ChargeRequested: lambda event: f"asked/{event.charge.key}",
    e.ChargeSucceeded: lambda event: f"answered/{event.charge.key}",
    e.ChargeDeclined: lambda event: f"answered/{event.charge.key}",
    e.RefundRequested: lambda event: f"asked/{event.refund.key}",
    e.PaymentRefunded: lambda event: f"answered/{event.refund.key}",
    e.RefundDeclined: lambda event: f"answered/{event.refund.key}",
    e.ActIssued: lambda event: f"act/{event.act.number}",
    e.NoticeRaised: lambda event: f"notice/{event.notice.key}",
}
"""By type, not by `match`: asking an event for its classes one after another costs more than the key."""
