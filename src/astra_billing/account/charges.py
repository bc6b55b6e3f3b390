"""
A charge of a saved method: asked for, and one day answered.

The key names the obligation: the account, what is to be paid, and the attempt.
It never comes from the clock, so asking again after a crash is the same charge.

    >>> from astra_billing.money import RUB
    >>> RenewalCharge("a1", "card", "s1", date(2026, 1, 20), 2, Money("900.00", RUB)).key
    'a1/renewal/s1/2026-01-20/2'
    >>> TopUpCharge("a1", "card", Month(2026, 1), 1, Money("140.00", RUB)).key
    'a1/autopay/2026-01/1'
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TypeAlias

from attrs import frozen

from astra_billing.dates import Month
from astra_billing.money import Money


class ChargeOutcome(Enum):
    """What a gateway says of a charge, a payment or a refund."""

    SUCCEEDED = "succeeded"
    DECLINED = "declined"
    UNKNOWN = "unknown"


@frozen
class RenewalCharge:
    """
    The renewal of a service from a saved method (R86).

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


@frozen
class TopUpCharge:
    """
    An automatic top-up of the balance (R56).

    Attributes:
        month: the month whose cap it counts towards (B40).
        attempt: the how-manieth automatic top-up of that month it is, from 1, failed ones counted.
        amount: what is taken, in whole kopecks.
    """

    account_id: str
    method_id: str
    month: Month
    attempt: int
    amount: Money

    @property
    def key(self) -> str:
        """The idempotency key: the same for the same month and attempt."""
        return f"{self.account_id}/autopay/{self.month}/{self.attempt}"


Charge: TypeAlias = RenewalCharge | TopUpCharge
"""Everything that a saved method is charged for without its customer."""


@frozen
class DeclinedCharge:
    """A charge that was declined, kept for a while: banks have been known to change their minds."""

    charge: Charge
    declined_on: date
