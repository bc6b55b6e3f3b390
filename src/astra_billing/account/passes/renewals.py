"""Due renewals are paid from the balance, or asked of a saved method (R86, R87)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account.agenda import renewal_day
from astra_billing.account.renewing import try_renewal
from astra_billing.renewal import DAY

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account.draft import Draft


def renew_services(draft: Draft, *, on: date) -> None:
    """Try every renewal that is due on a day, the service that expires first before the others."""
    due = [
        each
        for each in draft.account.services.values()
        if each.is_active and renewal_day(draft.account, each, after=on - DAY) == on
    ]
    for service in sorted(due, key=lambda each: (each.expires_on, each.id)):
        try_renewal(draft, service, on=on)
