"""
PayMaster's reasons as ours.

    >>> failure_of("InsufficientFunds").reason.name, failure_of("CancelledByUser").reason.name
    ('INSUFFICIENT_FUNDS', 'CUSTOMER_CANCELLED')
    >>> plain("Payment_Token_Revoked")
    'paymenttokenrevoked'

Source: the vendor's API page; the spelling of the codes of errors could not be verified, so case and underscores
don't count.
"""

from __future__ import annotations

from typing import Final

from astra_billing.ports.payments import Failure, FailureReason

REASONS: Final = {
    "TransactionDeclined": FailureReason.DECLINED,
    "IssuerUnavailable": FailureReason.ISSUER_UNAVAILABLE,
    "RejectedByFraud": FailureReason.FRAUD,
    "InvalidAmount": FailureReason.DECLINED,
    "InvalidAccount": FailureReason.METHOD_INVALID,
    "BlockedAccount": FailureReason.METHOD_INVALID,
    "OperationNotAllowed": FailureReason.METHOD_INVALID,
    "InsufficientFunds": FailureReason.INSUFFICIENT_FUNDS,
    "ExpiredAccount": FailureReason.EXPIRED_METHOD,
    "PaymentLimitExceeded": FailureReason.LIMIT_EXCEEDED,
    "PaymentCountExceeded": FailureReason.LIMIT_EXCEEDED,
    "CardNotEnrolled": FailureReason.NEEDS_AUTHENTICATION,
    "ThreeDSecureFailed": FailureReason.NEEDS_AUTHENTICATION,
    "CancelledByUser": FailureReason.CUSTOMER_CANCELLED,
    "PaymentExpired": FailureReason.TIMED_OUT,
}
"""resultCode; what is not here is a plain decline."""
LOST_TOKEN: Final = {
    "payment_token_revoked": FailureReason.METHOD_REVOKED,
    "payment_token_blocked": FailureReason.METHOD_INVALID,
}
"""Errors of a charge that only another method helps against: a decline."""


def failure_of(code: str, text: str = "") -> Failure:
    """The failure that a code means."""
    return Failure(_PLAIN.get(plain(code), FailureReason.DECLINED), code, text)


def is_lost_token(code: str) -> bool:
    """Whether an error says that a token can never be charged again."""
    return plain(code) in map(plain, LOST_TOKEN)


def plain(code: str) -> str:
    """A code without its case and underscores."""
    return code.replace("_", "").lower()


_PLAIN: Final = {plain(code): reason for code, reason in (REASONS | LOST_TOKEN).items()}
