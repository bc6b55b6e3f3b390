"""
The answers of YooKassa.

A decline comes as HTTP 200 with the status `canceled`; every other status of
HTTP says that there is no answer.  One exception: a charge of a method that
the shop does not have (400 about `payment_method_id`) is a decline too, for
nothing but the customer's choice of another method helps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.adapters.gateways.amounts import currency_of, from_text
from astra_billing.adapters.gateways.reading import (
    Unreadable,
    decoded,
    refuse_status,
    retry_after_of,
    shortened,
    unknown_if_unreadable,
    waiting,
)
from astra_billing.adapters.gateways.yookassa.codes import failure_of, month_of
from astra_billing.methods import MethodStatus
from astra_billing.money import Money
from astra_billing.ports.payments import (
    ChargeSaved,
    Failure,
    FailureReason,
    FetchMethod,
    FetchRefund,
    Misconfigured,
    PaymentSnapshot,
    PaymentState,
    RefundPayment,
    RefundSnapshot,
    StartSaving,
    StoredMethod,
)

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.http import HttpResponse
    from astra_billing.adapters.gateways.reading import Record
    from astra_billing.adapters.gateways.yookassa.settings import Shop
    from astra_billing.ports.payments import Answer, Operation

_OK: Final = 200
_NO_SUCH_METHOD: Final = (400, "payment_method_id")
_STATES: Final = {
    "pending": PaymentState.PENDING,
    "waiting_for_capture": PaymentState.HELD,
    "succeeded": PaymentState.SUCCEEDED,
    "canceled": PaymentState.FAILED,
}
_METHOD_STATES: Final = {
    "pending": MethodStatus.BEING_SET_UP,
    "active": MethodStatus.WORKS,
    "inactive": MethodStatus.FAILING,
}


def answer_of(shop: Shop, operation: Operation, response: HttpResponse) -> Answer:
    """What a response to an operation means."""
    if response.status != _OK:
        return _without_success(shop, operation, response)
    with unknown_if_unreadable(shop.name, response.status):
        said = decoded(response.body)
        match operation:
            case RefundPayment() | FetchRefund():
                return refund_in(said)
            case StartSaving() | FetchMethod():
                _check_shop(shop, said.maybe("holder"))
                return method_in(said)
            case _:
                _check_shop(shop, said.maybe("recipient"))
                _check_test(shop, said)
                return payment_in(said)


def _without_success(shop: Shop, operation: Operation, response: HttpResponse) -> PaymentSnapshot:
    code, text, parameter, wait = "", "", "", retry_after_of(response)
    try:
        said = decoded(response.body)
    except Unreadable:
        text = "no JSON object"
    else:
        code, text, parameter = (shortened(said.get(name)) for name in ("code", "description", "parameter"))
        wait = waiting(milliseconds=said.get("retry_after")) or wait
    if not (isinstance(operation, ChargeSaved) and (response.status, parameter) == _NO_SUCH_METHOD):
        words = f"{text} [{parameter}]" if parameter else text
        refuse_status(shop.name, response.status, code=code, text=words, retry_after=wait)
    failure = Failure(FailureReason.METHOD_INVALID, code, text)
    return PaymentSnapshot("", PaymentState.FAILED, operation.amount, own_key=operation.key, failure=failure)


def payment_in(said: Record) -> PaymentSnapshot:
    """The payment that a JSON object describes."""
    amount = money_in(said.record("amount"))
    state, failure = _state(said, _STATES)
    redirect_url = said.maybe("confirmation").text("confirmation_url", "") if state is PaymentState.PENDING else ""
    details = said.maybe("cancellation_details")
    if failure is not None and details.text("party", "") == "merchant":
        state = PaymentState.CANCELLED
    return PaymentSnapshot(
        said.text("id"),
        PaymentState.NEEDS_CUSTOMER if redirect_url else state,
        amount,
        money_in(said.record("refunded_amount")) if said.get("refunded_amount") else Money.zero(amount.currency),
        own_key=said.maybe("metadata").text("own_key", ""),
        method=_saved(said.maybe("payment_method"), failure),
        redirect_url=redirect_url,
        failure=failure,
        raw=said.fields,
    )


def refund_in(said: Record) -> RefundSnapshot:
    """The refund that a JSON object describes."""
    state, failure = _state(said, _STATES)
    return RefundSnapshot(
        said.text("id"),
        said.text("payment_id"),
        state,
        money_in(said.record("amount")),
        own_key=said.maybe("metadata").text("own_key", ""),
        failure=failure,
        raw=said.fields,
    )


def method_in(said: Record) -> StoredMethod:
    """The saved method that a JSON object describes."""
    status = _METHOD_STATES.get(said.text("status"))
    if status is None:
        raise Unreadable("status is none of those known")
    waits = status is MethodStatus.BEING_SET_UP
    return StoredMethod(
        said.text("id") if status is MethodStatus.WORKS and said.flag("saved") else "",
        status,
        title=said.text("title", ""),
        kind=said.text("type", ""),
        expires=month_of(said.maybe("card")),
        ref=said.text("id"),
        redirect_url=said.maybe("confirmation").text("confirmation_url", "") if waits else "",
        failure=Failure(FailureReason.METHOD_INVALID, "inactive") if status is MethodStatus.FAILING else None,
        raw=said.fields,
    )


def money_in(said: Record) -> Money:
    """An amount with its currency."""
    return from_text(said.get("value"), currency_of(said.get("currency")))


def _state(said: Record, states: dict[str, PaymentState]) -> tuple[PaymentState, Failure | None]:
    status = said.text("status")
    if status not in states:
        raise Unreadable("status is none of those known")
    return states[status], failure_of(said.maybe("cancellation_details")) if status == "canceled" else None


def _saved(said: Record, failure: Failure | None) -> StoredMethod | None:
    """The method of a payment, where it is kept; a revoked permission is the end of it."""
    if not said.flag("saved"):
        return None
    is_lost = failure is not None and failure.reason is FailureReason.METHOD_REVOKED
    return StoredMethod(
        said.text("id"),
        MethodStatus.FAILING if is_lost else MethodStatus.WORKS,
        title=said.text("title", ""),
        kind=said.text("type", ""),
        expires=month_of(said.maybe("card")),
        ref=said.text("id"),
        failure=failure if is_lost else None,
        raw=said.fields,
    )


def _check_shop(shop: Shop, recipient: Record) -> None:
    if recipient.text("account_id", shop.shop_id) != shop.shop_id:
        raise Misconfigured(shop.name, text="it answers about another shop")


def _check_test(shop: Shop, said: Record) -> None:
    if said.flag("test") and not shop.takes_test_payments:
        raise Misconfigured(shop.name, text="it answers about a test payment, which moves no money")
