"""
What a `ScriptedGateway` can be told to say, and what follows from it.

    >>> Decline(FailureReason.EXPIRED_METHOD)
    Decline(reason=<FailureReason.EXPIRED_METHOD: 'expired_method'>)
"""

from __future__ import annotations

import hmac
from enum import Enum

from attrs import evolve, frozen

from astra_billing.methods import MethodStatus
from astra_billing.ports.payments import (
    Capabilities,
    Failure,
    FailureReason,
    PaymentSnapshot,
    PaymentState,
)

CAPABILITIES = Capabilities(
    save_with_payment=True,
    save_without_charge=True,
    charge_saved=True,
    cancel=True,
    refund=True,
    partial_refund=True,
    fetch_refund=True,
    forget_method=True,
    query_by_own_key=True,
    idempotent_charge=True,
    idempotent_refund=True,
    signed_notifications=True,
    fiscal_receipts=True,
)


class Say(Enum):
    """What the gateway answers to the next operation that changes something."""

    YES = "yes"
    LATE = "late"
    UNKNOWN_DONE = "unknown_done"
    UNKNOWN_NOT_DONE = "unknown_not_done"
    NOT_SUBMITTED = "not_submitted"
    MISCONFIGURED = "misconfigured"


YES, LATE = Say.YES, Say.LATE
"""It is done; it is pending until `settle`, as a payment is that the customer has to finish."""
UNKNOWN_DONE, UNKNOWN_NOT_DONE = Say.UNKNOWN_DONE, Say.UNKNOWN_NOT_DONE
"""The answer is lost after the work was done, or before."""
NOT_SUBMITTED, MISCONFIGURED = Say.NOT_SUBMITTED, Say.MISCONFIGURED
"""Nothing was done: there was no connection, or our key is wrong."""


@frozen
class Decline:
    """No, and why."""

    reason: FailureReason = FailureReason.DECLINED


def failure_of(say: Say | Decline) -> Failure | None:
    """Why, where it is a no."""
    return Failure(say.reason, say.reason.value) if isinstance(say, Decline) else None


def settled(begun: PaymentSnapshot, say: Say | Decline) -> PaymentSnapshot:
    """The end of a payment; a method that was to be kept with it is kept when it was paid."""
    failure = failure_of(say)
    if failure is not None:
        return evolve(begun, state=PaymentState.FAILED, failure=failure, redirect_url="", method=None)
    method = begun.method
    if method is not None and method.status is MethodStatus.BEING_SET_UP:
        method = evolve(method, token=f"card-of-{begun.ref}", status=MethodStatus.WORKS, title="Card *1111")
    return evolve(begun, state=PaymentState.SUCCEEDED, redirect_url="", method=method)


def signature(body: bytes) -> bytes:
    """What proves a notification of the scripted gateway."""
    return hmac.new(b"scripted", body, "sha256").hexdigest().encode()
