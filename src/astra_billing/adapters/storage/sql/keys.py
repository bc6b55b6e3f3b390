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

from typing import TYPE_CHECKING

from astra_billing.account import events as e

if TYPE_CHECKING:
    from astra_billing.ports import Happened


def event_key(happened: Happened, command_key: str, place: int) -> str:  # noqa: C901, PLR0911  # one flat case per event
    """The key of an event, or of a refusal, that is the command's `place`-th word."""
    match happened:
        case e.ExpenseCharged(expense=expense):
            return f"expense/{expense.id}"
        case e.PaymentCredited(payment=payment):
            return f"payment/{payment.id}"
        case e.InvoiceIssued(invoice=invoice):
            return f"invoice/{invoice.number}"
        case e.ServiceRenewed(service_id=service_id, anchored_on=anchored_on, terms=terms):
            return f"renewed/{service_id}/{anchored_on}/{terms}"
        case e.ChargeRequested(charge=charge):
            return f"asked/{charge.key}"
        case e.ChargeSucceeded(charge=charge) | e.ChargeDeclined(charge=charge):
            return f"answered/{charge.key}"
        case e.RefundRequested(refund=refund):
            return f"asked/{refund.key}"
        case e.PaymentRefunded(refund=refund) | e.RefundDeclined(refund=refund):
            return f"answered/{refund.key}"
        case e.ActIssued(act=act):
            return f"act/{act.number}"
        case e.NoticeRaised(notice=notice):
            return f"notice/{notice.key}"
        case _:
            return f"by/{command_key}/{place}"
