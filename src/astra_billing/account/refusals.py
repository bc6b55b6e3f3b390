"""
Why the account says no.

A refusal is a value, not an exception: it is what a user can meet in normal
life.  The reasons stand in order of precedence; the first that applies is the
one given.

    >>> refused = Refused(Reason.CREDIT_BLOCKED, {"overdue": "620.00 RUB"})
    >>> refused.reason.value, refused.rule
    ('credit_blocked', 'R64')
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from attrs import Factory, frozen


class Reason(Enum):
    """Reasons of refusal, first match wins."""

    NOT_ALLOWED = "not_allowed"
    """This one may not do it: the administrator may, or the provider's rule forbids it (R88, R89, B22)."""

    SERVICE_IN_WRONG_STATE = "service_in_wrong_state"
    """The service is in a state that the change does not start from (R89)."""

    TERM_NOT_OFFERED = "term_not_offered"
    """The service is not sold for such a term (R83, R84)."""

    PAYMENT_IN_WRONG_STATE = "payment_in_wrong_state"
    """The payment is in a status in which this is not possible (R51, B36)."""

    NOTHING_SELECTED = "nothing_selected"
    """Nothing in the cart is selected: "Выберите товары, чтобы продолжить" (R44)."""

    PROMO_CODE_NOT_VALID = "promo_code_not_valid"
    """The promo code is used up, or its time has not come or is over (R44, B34)."""

    METHOD_CANNOT_BE_SAVED = "method_cannot_be_saved"
    """The payment system remembers no such method, and the payment asks for that (R78)."""

    PAYER_REQUIRED = "payer_required"
    """The method asks for a payer, and none is chosen (R17, R49)."""

    PAYER_LOCKED = "payer_locked"
    """Unpaid expenses in an act lock every other payer (R19)."""

    PAYER_IN_USE = "payer_in_use"
    """Something hangs on the payer (B44)."""

    AMOUNT_BELOW_LIMIT = "amount_below_limit"
    """The method takes no amount so small (R54, B30)."""

    AMOUNT_ABOVE_LIMIT = "amount_above_limit"
    """The method takes no amount so large (R54, B30)."""

    UNLIMITED_CAP_WITH_LIMITED_METHOD = "unlimited_cap_with_limited_method"
    """Automatic payments without a maximum cannot use a method that has limits (R60)."""

    CAP_BELOW_METHOD_MINIMUM = "cap_below_method_minimum"
    """The maximum of automatic payments is less than the least the method takes (B41)."""

    NOTHING_TO_PAY = "nothing_to_pay"
    """The invoice is settled (R70)."""

    NOTHING_TO_LIST = "nothing_to_list"
    """Every expense is listed in an act already (R32)."""

    REFUND_TOO_LARGE = "refund_too_large"
    """More is to be returned than the payment has unspent (B37)."""

    CREDIT_BLOCKED = "credit_blocked"
    """The limit is blocked until the overdue debt is paid (R63, R64)."""

    INSUFFICIENT_FUNDS = "insufficient_funds"
    """The balance and what is left of the credit limit do not cover the price (R61, B20)."""

    @property
    def rule(self) -> str:
        """The number of the rule behind the reason."""
        return _RULES[self]


_RULES = {
    Reason.NOT_ALLOWED: "R88",
    Reason.SERVICE_IN_WRONG_STATE: "R89",
    Reason.TERM_NOT_OFFERED: "R84",
    Reason.PAYMENT_IN_WRONG_STATE: "B36",
    Reason.NOTHING_SELECTED: "R44",
    Reason.PROMO_CODE_NOT_VALID: "B34",
    Reason.METHOD_CANNOT_BE_SAVED: "R78",
    Reason.PAYER_REQUIRED: "R49",
    Reason.PAYER_LOCKED: "R19",
    Reason.PAYER_IN_USE: "B44",
    Reason.AMOUNT_BELOW_LIMIT: "R54",
    Reason.AMOUNT_ABOVE_LIMIT: "R54",
    Reason.UNLIMITED_CAP_WITH_LIMITED_METHOD: "R60",
    Reason.CAP_BELOW_METHOD_MINIMUM: "B41",
    Reason.NOTHING_TO_PAY: "R70",
    Reason.NOTHING_TO_LIST: "R32",
    Reason.REFUND_TOO_LARGE: "B37",
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
        return self.reason.rule
