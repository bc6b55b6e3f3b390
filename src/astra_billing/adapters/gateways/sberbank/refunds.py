"""
Refunds of Sberbank, which have no key in the classic dialect.

What had gone back before the refund was decided says whether it was done
already, so a lost answer never sends money twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.adapters.gateways.sberbank.building import refund_call
from astra_billing.money import Money
from astra_billing.ports.payments import (
    Failure,
    FailureReason,
    InvalidRequest,
    OutcomeUnknown,
    PaymentState,
    RefundSnapshot,
)

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.http import HttpRequest
    from astra_billing.adapters.gateways.sberbank.orders import Order
    from astra_billing.adapters.gateways.sberbank.settings import Shop
    from astra_billing.ports.payments import RefundPayment


def before_refund(shop: Shop, operation: RefundPayment, order: Order) -> RefundSnapshot | HttpRequest:
    """
    Refund, unless it was done already.

    Raises:
        InvalidRequest: less than that is left of the payment.
        OutcomeUnknown: another sum has gone back than either way explains.
    """
    before = _before(operation)
    if order.refunded == before + operation.amount:
        return refunded(operation)
    if order.refunded != before:
        raise OutcomeUnknown(shop.name, text=f"{order.refunded} has gone back, and we knew of {before}")
    paid = order.deposited if order.amount is None else max(order.amount, order.deposited)
    left = paid - order.refunded  # whether what was deposited falls with every refund could not be read anywhere
    if operation.amount > left:
        raise InvalidRequest(shop.name, text=f"of the payment only {left} is left")
    return refund_call(shop, operation)


def after_refund(shop: Shop, operation: RefundPayment, order: Order, code: str = "") -> RefundSnapshot:
    """
    What became of a refund that was answered with an error of the bank's own.

    Raises:
        OutcomeUnknown: another sum has gone back than either way explains.
    """
    before = _before(operation)
    if order.refunded == before + operation.amount:
        return refunded(operation)
    if order.refunded != before:
        raise OutcomeUnknown(shop.name, text=f"{order.refunded} has gone back, and we knew of {before}")
    failure = Failure(FailureReason.DECLINED, code, "the bank did not take the refund")
    return _refund(operation, PaymentState.FAILED, failure)


def refunded(operation: RefundPayment) -> RefundSnapshot:
    """The refund was done."""
    return _refund(operation, PaymentState.SUCCEEDED, None)


def _refund(operation: RefundPayment, state: PaymentState, failure: Failure | None) -> RefundSnapshot:
    return RefundSnapshot(operation.ref, operation.ref, state, operation.amount, own_key=operation.key, failure=failure)


def _before(operation: RefundPayment) -> Money:
    return operation.refunded_before or Money.zero(operation.amount.currency)
