"""
Why the account says no.

A refusal is a value, not an exception: it is what a user can meet in normal
life.  The reasons stand in order of precedence; the first that applies is the
one given.

    >>> refused = Refused(Reason.CREDIT_BLOCKED, {"overdue": "620.00 RUB"})
    >>> refused.reason.value
    'credit_blocked'
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from attrs import Factory, frozen


class Reason(Enum):
    """Reasons of refusal, first match wins."""

    SERVICE_IN_WRONG_STATE = "service_in_wrong_state"
    """The service is in a state that the change does not start from (R89)."""

    NOTHING_TO_PAY = "nothing_to_pay"
    """The invoice is settled (R70)."""

    CREDIT_BLOCKED = "credit_blocked"
    """The limit is blocked until the overdue debt is paid (R63, R64)."""

    INSUFFICIENT_FUNDS = "insufficient_funds"
    """The balance and what is left of the credit limit do not cover the price (R61, B20)."""


_RULES = {
    Reason.SERVICE_IN_WRONG_STATE: "R89",
    Reason.NOTHING_TO_PAY: "R70",
    Reason.CREDIT_BLOCKED: "R64",
    Reason.INSUFFICIENT_FUNDS: "R61",
}


@frozen
class Refused:
    """
    A no, with the facts it rests on.

    Attributes:
        reason: the first reason that applies.
        facts: what the reason looked at, by name.
    """

    reason: Reason
    facts: Mapping[str, object] = Factory(dict)

    @property
    def rule(self) -> str:
        """The number of the rule behind the reason."""
        return _RULES[self.reason]
