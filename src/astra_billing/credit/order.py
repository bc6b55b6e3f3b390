"""
Where a direct payment goes while something is owed (B8).

The customer pays for one service and owes for others.  The payment serves its
purpose as long as a credit limit covers the debt; a provider may have the debt
closed first instead.  `CreditStanding.serves_purpose` says which it is today.

    >>> TopUpOrder("purpose_first")
    <TopUpOrder.PURPOSE_FIRST: 'purpose_first'>
"""

from __future__ import annotations

from enum import Enum


class TopUpOrder(Enum):
    """What a direct payment for a service pays first (B8)."""

    DEBTS_FIRST = "debts_first"
    """The debt, oldest first; the service gets the rest."""

    PURPOSE_FIRST = "purpose_first"
    """The service, when a credit limit covers the debt."""
