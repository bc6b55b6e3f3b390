"""
Stripe's decline codes as our reasons (docs.stripe.com/declines/codes).

    >>> from astra_billing.adapters.gateways.reading import Record
    >>> failure_of(Record({"code": "card_declined", "decline_code": "insufficient_funds"})).reason.name
    'INSUFFICIENT_FUNDS'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.adapters.gateways.reading import shortened
from astra_billing.dates import Month
from astra_billing.errors import InvalidValue
from astra_billing.methods import MethodStatus
from astra_billing.ports.payments import Failure, FailureReason, StoredMethod

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.reading import Record

_BY_REASON: Final = {
    FailureReason.INSUFFICIENT_FUNDS: "insufficient_funds",
    FailureReason.LIMIT_EXCEEDED: "card_velocity_exceeded withdrawal_count_limit_exceeded amount_too_large",
    FailureReason.EXPIRED_METHOD: "expired_card",
    FailureReason.NEEDS_AUTHENTICATION: (
        "authentication_required authentication_not_handled offline_pin_required online_or_offline_pin_required "
        "payment_intent_authentication_failure setup_intent_authentication_failure"
    ),
    FailureReason.METHOD_REVOKED: (
        "revocation_of_authorization revocation_of_all_authorizations stop_payment_order payment_method_detached"
    ),
    FailureReason.METHOD_INVALID: (
        "card_not_supported currency_not_supported incorrect_cvc incorrect_number incorrect_zip invalid_account "
        "invalid_cvc invalid_expiry_month invalid_expiry_year invalid_number new_account_information_available "
        "resource_missing payment_method_unexpected_state"
    ),
    FailureReason.FRAUD: "fraudulent lost_card merchant_blacklist pickup_card restricted_card stolen_card",
    FailureReason.ISSUER_UNAVAILABLE: (
        "issuer_not_available processing_error reenter_transaction try_again_later approve_with_id no_action_taken"
    ),
    FailureReason.CUSTOMER_CANCELLED: "abandoned requested_by_customer",
    FailureReason.TIMED_OUT: "payment_intent_payment_attempt_expired expired",
}
REASONS: Final = {code: reason for reason, codes in _BY_REASON.items() for code in codes.split()}
"""decline_code, or code; what is not here is a plain decline."""


def failure_of(error: Record) -> Failure:
    """Why a card was declined: the decline code says more than the code."""
    code = shortened(error.get("decline_code")) or shortened(error.get("code"))
    return Failure(REASONS.get(code, FailureReason.DECLINED), code, shortened(error.get("message")))


def card_of(token: str, payer_ref: str, card: Record, *, kind: str = "card") -> StoredMethod:
    """A card that works, from its id and what is told of it."""
    last4, brand = shortened(card.get("last4")), shortened(card.get("brand"))
    return StoredMethod(
        token,
        MethodStatus.WORKS,
        title=" ".join(filter(None, (brand, last4 and f"*{last4}"))),
        kind=kind,
        expires=_month_of(card),
        payer_ref=payer_ref,
        ref=token,
    )


def _month_of(card: Record) -> Month | None:
    try:
        return Month(card.get("exp_year"), card.get("exp_month"))  # type: ignore[arg-type]  # it checks them itself
    except InvalidValue:
        return None
