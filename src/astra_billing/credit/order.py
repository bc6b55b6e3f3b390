"""
Where a direct payment goes while something is owed (B8).

The customer pays for one service and owes for others.  By default the debt is
closed first.  The other order lets the payment serve its purpose, as long as a
credit limit covers the debt.

    >>> from datetime import date
    >>> from astra_billing.credit.policy import CreditPolicy
    >>> from astra_billing.credit.standing import CreditDebts, CreditStanding
    >>> from astra_billing.money import RUB, Money
    >>> debts = CreditDebts((), spent=Money("40.00", RUB))
    >>> covered = CreditStanding.of(CreditPolicy(Money("5000.00", RUB)), debts, on=date(2026, 1, 5))
    >>> TopUpOrder.PURPOSE_FIRST.serves_purpose(covered), TopUpOrder.DEBTS_FIRST.serves_purpose(covered)
    (True, False)

The odd case: without a limit nothing covers the debt.

    >>> TopUpOrder.PURPOSE_FIRST.serves_purpose(None)
    False
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from astra_billing.credit.standing import CreditStanding


class TopUpOrder(Enum):
    """What a direct payment for a service pays first (B8)."""

    DEBTS_FIRST = "debts_first"
    """The debt, oldest first; the service gets the rest."""

    PURPOSE_FIRST = "purpose_first"
    """The service, when a credit limit covers the debt."""

    def serves_purpose(self, standing: CreditStanding | None) -> bool:
        """Whether the payment goes to its service first, given the standing, None without a limit (B8)."""
        if self is TopUpOrder.DEBTS_FIRST or standing is None:
            return False
        return not standing.is_blocked and not standing.available.is_negative
