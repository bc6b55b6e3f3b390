"""
Why a payment did not succeed, in one language for all gateways.

    >>> Failure(FailureReason.EXPIRED_METHOD, code="card_expired").retry
    <RetryClass.NEEDS_CUSTOMER: 'needs_customer'>

The odd case: a reason that no table knows is a plain decline, with the gateway's own code kept.

    >>> Failure(FailureReason.DECLINED, code="do_not_honor")
    Failure(reason=<FailureReason.DECLINED: 'declined'>, code='do_not_honor', text='')
"""

from __future__ import annotations

from enum import Enum

from attrs import frozen


class RetryClass(Enum):
    """What may help after a failure."""

    LATER = "later"
    NEEDS_CUSTOMER = "needs_customer"
    NEVER = "never"


class FailureReason(Enum):
    """Why a charge, a refund or a saving failed."""

    INSUFFICIENT_FUNDS = "insufficient_funds"
    LIMIT_EXCEEDED = "limit_exceeded"
    EXPIRED_METHOD = "expired_method"
    NEEDS_AUTHENTICATION = "needs_authentication"
    METHOD_REVOKED = "method_revoked"
    METHOD_INVALID = "method_invalid"
    FRAUD = "fraud"
    ISSUER_UNAVAILABLE = "issuer_unavailable"
    CUSTOMER_CANCELLED = "customer_cancelled"
    TIMED_OUT = "timed_out"
    DECLINED = "declined"

    @property
    def retry(self) -> RetryClass:
        """
        What may help: time, the customer, or nothing.

        It says what the bank would do, not what the portal does: there, any
        failed charge makes a saved method "not working" until it works again (R86, R87).
        """
        return _RETRY[self]


_RETRY = {
    FailureReason.INSUFFICIENT_FUNDS: RetryClass.LATER,
    FailureReason.LIMIT_EXCEEDED: RetryClass.LATER,
    FailureReason.EXPIRED_METHOD: RetryClass.NEEDS_CUSTOMER,
    FailureReason.NEEDS_AUTHENTICATION: RetryClass.NEEDS_CUSTOMER,
    FailureReason.METHOD_REVOKED: RetryClass.NEEDS_CUSTOMER,
    FailureReason.METHOD_INVALID: RetryClass.NEEDS_CUSTOMER,
    FailureReason.FRAUD: RetryClass.NEVER,
    FailureReason.ISSUER_UNAVAILABLE: RetryClass.LATER,
    FailureReason.CUSTOMER_CANCELLED: RetryClass.NEEDS_CUSTOMER,
    FailureReason.TIMED_OUT: RetryClass.NEEDS_CUSTOMER,
    FailureReason.DECLINED: RetryClass.LATER,
}


@frozen
class Failure:
    """
    Why something failed.

    Attributes:
        reason: the one for all gateways.
        code: the gateway's own code, as it came.
        text: the gateway's own words, for the support desk.
    """

    reason: FailureReason
    code: str = ""
    text: str = ""

    @property
    def retry(self) -> RetryClass:
        """What may help."""
        return self.reason.retry
