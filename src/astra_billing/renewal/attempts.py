"""
When an automatic renewal is tried, and tried again (R86, R87, B19).

The first attempt is one day before expiry, for domains and SSL certificates
sixty.  After a failure the next is on a later day on which the method works,
at most one a day, and none after the day of expiry.

    >>> first_attempt_on(date(2026, 2, 20), ProductKind.SERVER).isoformat()
    '2026-02-19'
    >>> first_attempt_on(date(2026, 2, 20), ProductKind.DOMAIN).isoformat()
    '2025-12-22'
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from astra_billing.catalog import ProductKind

if TYPE_CHECKING:
    from astra_billing.services import Service

__all__ = ["DAY", "LEAD_DAYS", "first_attempt_on", "lead_days", "next_attempt_on"]

DAY = timedelta(days=1)
LEAD_DAYS = {kind: kind.renewal_lead.days for kind in ProductKind if kind.renewal_lead != DAY}
"""How many days before expiry the kinds that differ from one day begin (R86)."""


def lead_days(kind: ProductKind) -> int:
    """How many days before expiry the first attempt is (R86)."""
    return kind.renewal_lead.days


def first_attempt_on(expires_on: date, kind: ProductKind) -> date:
    """The day of the first renewal attempt for a service that expires on a day (R86)."""
    return expires_on - kind.renewal_lead


def next_attempt_on(service: Service, *, after: date) -> date | None:
    """
    The next day an automatic renewal is tried if its method works, later than `after`.

    None when the service has no automatic renewal, does not run (B21), or its last day has passed.
    """
    if service.renews_from is None or not service.is_active:
        return None
    day = service.tries_from
    if day <= after:
        day = after + DAY
    return day if day <= service.expires_on else None
