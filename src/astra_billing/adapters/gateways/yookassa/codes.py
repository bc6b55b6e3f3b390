"""
YooKassa's reasons as ours, and the month of a card.

    >>> from astra_billing.adapters.gateways.reading import Record
    >>> failure_of(Record({"party": "yoo_money", "reason": "permission_revoked"})).reason.name
    'METHOD_REVOKED'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.dates import Month
from astra_billing.errors import InvalidValue
from astra_billing.ports.payments import Failure, FailureReason

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.reading import Record

REASONS: Final = {
    "3d_secure_failed": FailureReason.NEEDS_AUTHENTICATION,
    "call_issuer": FailureReason.DECLINED,
    "card_expired": FailureReason.EXPIRED_METHOD,
    "country_forbidden": FailureReason.METHOD_INVALID,
    "deal_expired": FailureReason.TIMED_OUT,
    "expired_on_capture": FailureReason.TIMED_OUT,
    "expired_on_confirmation": FailureReason.TIMED_OUT,
    "fraud_suspected": FailureReason.FRAUD,
    "general_decline": FailureReason.DECLINED,
    "identification_required": FailureReason.NEEDS_AUTHENTICATION,
    "insufficient_funds": FailureReason.INSUFFICIENT_FUNDS,
    "internal_timeout": FailureReason.ISSUER_UNAVAILABLE,
    "invalid_card_number": FailureReason.METHOD_INVALID,
    "invalid_csc": FailureReason.METHOD_INVALID,
    "issuer_unavailable": FailureReason.ISSUER_UNAVAILABLE,
    "payment_method_limit_exceeded": FailureReason.LIMIT_EXCEEDED,
    "payment_method_restricted": FailureReason.METHOD_INVALID,
    "permission_revoked": FailureReason.METHOD_REVOKED,
    "unsupported_mobile_operator": FailureReason.METHOD_INVALID,
    # of refunds
    "rejected_by_payee": FailureReason.CUSTOMER_CANCELLED,
    "rejected_by_timeout": FailureReason.TIMED_OUT,
    "yoo_money_account_closed": FailureReason.METHOD_INVALID,
}
"""cancellation_details.reason; what is not here is a plain decline."""


def failure_of(details: Record) -> Failure:
    """Why a payment or a refund was cancelled; the party stands in the text."""
    reason = details.text("reason", "")
    return Failure(REASONS.get(reason, FailureReason.DECLINED), reason, details.text("party", ""))


def month_of(card: Record) -> Month | None:
    """The last month of a card; None where it is not told."""
    try:
        return Month(int(str(card.get("expiry_year"))[:4]), int(str(card.get("expiry_month"))[:2]))
    except (ValueError, InvalidValue):
        return None
