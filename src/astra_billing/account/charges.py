"""
A charge of a saved method: asked for, and one day answered.

The key names the obligation: the account, the service, the expiry that is to
be moved, and the attempt.  It never comes from the clock, so asking again
after a crash is the same charge.

    >>> from astra_billing.money import RUB
    >>> Charge("a1", "card", "s1", date(2026, 1, 20), 2, Money("900.00", RUB)).key
    'a1/renewal/s1/2026-01-20/2'
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from astra_billing.money import Money


class ChargeOutcome(Enum):
    """What a gateway says of a charge."""

    SUCCEEDED = "succeeded"
    DECLINED = "declined"
    UNKNOWN = "unknown"


@frozen
class Charge:
    """
    The renewal of a service from a saved method.

    Attributes:
        expires_on: the expiry that the charge is to move.
        attempt: which try it is for that expiry, from 1.
        amount: what is taken, tax included, in whole kopecks: no bank charges less.
    """

    account_id: str
    method_id: str
    service_id: str
    expires_on: date
    attempt: int
    amount: Money

    @property
    def key(self) -> str:
        """The idempotency key: the same for the same obligation and attempt."""
        return f"{self.account_id}/renewal/{self.service_id}/{self.expires_on}/{self.attempt}"
