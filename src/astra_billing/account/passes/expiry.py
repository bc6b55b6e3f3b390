"""Services whose paid time is over stop, and go where the provider's rule says so (B20, B22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.agenda import deletion_day
from astra_billing.services import StopCause

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account.draft import Draft


def expire(draft: Draft, *, on: date) -> None:
    """Stop what is not paid for; what its customer has asked to be deleted at the end goes instead."""
    over = [each for each in draft.account.services.values() if each.is_active and not each.is_paid(on=on)]
    for service in sorted(over, key=lambda each: (each.expires_on, each.id)):
        if service.is_leaving:
            draft.add(e.ServiceDeleted(on, service.id, by_itself=False))
        elif service.id not in draft.account.charged_services:
            draft.add(e.ServiceStopped(on, service.id, StopCause.EXPIRED))


def clear_away(draft: Draft, *, on: date) -> None:
    """Delete what stopped by itself long enough ago, and stopped services whose scheduled day has come."""
    for service in tuple(draft.account.services.values()):
        day = deletion_day(draft.account, service)
        if day is not None and day <= on:
            draft.add(e.ServiceDeleted(on, service.id, by_itself=not service.is_leaving))
