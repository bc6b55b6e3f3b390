"""
What a gateway can do, so that callers ask before they promise.

    >>> Capabilities(currencies=("RUB",), idempotent_charge=True).takes("USD")
    False
"""

from __future__ import annotations

from datetime import timedelta

from attrs import frozen


@frozen(kw_only=True)
class Capabilities:
    """
    What a gateway can do.

    Attributes:
        currencies: codes that it takes; empty for any.
        save_with_payment: a paid method can be kept (`StartPayment.save_method`).
        save_without_charge: `StartSaving` works.
        charge_saved: `ChargeSaved` works.
        cancel: `CancelPayment` works.
        refund, partial_refund: `RefundPayment` works, for a part too.
        fetch_refund: `FetchRefund` works.
        forget_method: `ForgetMethod` works; elsewhere forgetting is ours alone.
        query_by_own_key: `FetchPayment(own_key=...)` works: the way out of an unknown outcome.
        idempotent_charge: repeating a payment with its key is the same payment: the other way out.
        idempotent_refund: the same for refunds.
        compares_refunds: it has no keys for refunds and compares `refunded_before` instead, so a refund can be repeated
            as long as no other refund of its payment is under way.
        key_lifetime: how long a key is remembered; after it a repetition would be a new payment. None for ever.
        signed_notifications: they prove themselves; elsewhere they are hints.
        fiscal_receipts: it takes 54-FZ receipts.
        numeric_keys: keys must be whole numbers, which the caller allocates.
    """

    currencies: tuple[str, ...] = ()
    save_with_payment: bool = False
    save_without_charge: bool = False
    charge_saved: bool = False
    cancel: bool = False
    refund: bool = False
    partial_refund: bool = False
    fetch_refund: bool = False
    forget_method: bool = False
    query_by_own_key: bool = False
    idempotent_charge: bool = False
    idempotent_refund: bool = False
    compares_refunds: bool = False
    key_lifetime: timedelta | None = None
    signed_notifications: bool = False
    fiscal_receipts: bool = False
    numeric_keys: bool = False

    def takes(self, code: str) -> bool:
        """Whether it takes a currency."""
        return not self.currencies or code in self.currencies
