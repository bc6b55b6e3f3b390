"""
The answers of PayMaster, REST v2.

A decline is a payment that was rejected.  One exception: a charge of a token
that was revoked or blocked is refused as an error, and is a decline all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.adapters.gateways.amounts import currency_of, from_number
from astra_billing.adapters.gateways.paymaster.building import payment_question
from astra_billing.adapters.gateways.paymaster.codes import failure_of, is_lost_token, plain
from astra_billing.adapters.gateways.reading import (
    AboutAnother,
    Record,
    Unreadable,
    decoded,
    refuse_status,
    retry_after_of,
    shortened,
    unknown_if_unreadable,
)
from astra_billing.dates import Month
from astra_billing.errors import InvalidValue
from astra_billing.methods import MethodStatus
from astra_billing.ports.payments import (
    CancelPayment,
    ChargeSaved,
    Failure,
    FailureReason,
    FetchMethod,
    FetchPayment,
    FetchRefund,
    ForgetMethod,
    Misconfigured,
    PaymentSnapshot,
    PaymentState,
    RefundPayment,
    RefundSnapshot,
    StartPayment,
    StartSaving,
    StoredMethod,
)

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.http import HttpRequest, HttpResponse
    from astra_billing.adapters.gateways.paymaster.settings import Merchant
    from astra_billing.money import Money
    from astra_billing.ports.payments import Answer, Operation

_OK: Final = frozenset({200, 201, 204})
_STATES: Final = {
    "pending": PaymentState.PENDING,
    "confirmation": PaymentState.NEEDS_CUSTOMER,
    "authorized": PaymentState.HELD,
    "settled": PaymentState.SUCCEEDED,
    "cancelled": PaymentState.CANCELLED,
    "rejected": PaymentState.FAILED,
}
_REFUND_STATES: Final = {
    "pending": PaymentState.PENDING,
    "success": PaymentState.SUCCEEDED,
    "rejected": PaymentState.FAILED,
}
_METHOD_STATES: Final = {
    "created": MethodStatus.BEING_SET_UP,
    "active": MethodStatus.WORKS,
    "revoked": MethodStatus.FAILING,
}


def answer_of(merchant: Merchant, operation: Operation, response: HttpResponse) -> Answer | HttpRequest:
    """What a response to an operation means; a cancellation is answered with nothing, so the payment is asked for."""
    if response.status not in _OK:
        return _without_success(merchant, operation, response)
    if isinstance(operation, ForgetMethod):
        return None
    if isinstance(operation, CancelPayment) and response.step == "cancel":
        return payment_question(merchant, operation.ref)
    with unknown_if_unreadable(merchant.name, response.status):
        return _answer(merchant, operation, decoded(response.body))


def _answer(merchant: Merchant, operation: Operation, said: Record) -> Answer:
    match operation:
        case StartPayment():
            return _started(operation, said)
        case StartSaving():
            return _saving(operation, said)
        case FetchMethod():
            return method_in(said, operation)
        case RefundPayment() | FetchRefund():
            return refund_in(said, operation)
        case _:
            _check(merchant, said)
            return _same_ref(operation, payment_in(said))


def payment_in(said: Record) -> PaymentSnapshot:
    """The payment that a JSON object describes."""
    state = _state(said, _STATES)
    confirmation = said.maybe("confirmation") if state is PaymentState.NEEDS_CUSTOMER else Record({})
    request = confirmation.text("PAReq", "")
    failed = state in {PaymentState.FAILED, PaymentState.CANCELLED}
    return PaymentSnapshot(
        id_in(said, "id"),
        state,
        money_in(said.record("amount")),
        own_key=said.maybe("invoice").text("orderNo", ""),
        redirect_url=confirmation.text("paymentUrl", ""),
        redirect_fields=(("PaReq", request),) if request else (),
        method=_kept(said) if state is PaymentState.SUCCEEDED else None,
        failure=failure_of(said.text("resultCode", ""), shortened(said.get("message"))) if failed else None,
        raw={name: value for name, value in said.fields.items() if name != "customer"},
    )


def refund_in(said: Record, operation: RefundPayment | FetchRefund) -> RefundSnapshot:
    """The refund that a JSON object describes."""
    state = _state(said, _REFUND_STATES)
    payment = id_in(said, "paymentId")
    asked = operation.ref if isinstance(operation, RefundPayment) else operation.payment_ref
    if asked and payment != asked:
        raise AboutAnother("an answer about a refund of another payment")
    return RefundSnapshot(
        id_in(said, "id"),
        payment,
        state,
        money_in(said.record("amount")),
        own_key=operation.key if isinstance(operation, RefundPayment) else "",
        failure=failure_of(said.text("resultCode", "")) if state is PaymentState.FAILED else None,
        raw=said.fields,
    )


def method_in(said: Record, operation: FetchMethod) -> StoredMethod:
    """The token that a JSON object describes."""
    status = _METHOD_STATES.get(said.text("status").lower())
    if status is None:
        raise Unreadable("status is none of those known")
    token = id_in(said, "id")
    gone = Failure(FailureReason.METHOD_REVOKED, "Revoked") if status is MethodStatus.FAILING else None
    return StoredMethod(
        token if status is MethodStatus.WORKS else "",
        status,
        title=said.text("title", ""),
        kind="card",
        expires=_month(said.text("expires", "")),
        payer_ref=operation.payer_ref,
        ref=token,
        own_key=operation.own_key,
        redirect_url=said.maybe("confirmation").text("paymentUrl", ""),
        failure=gone,
        raw=said.fields,
    )


def money_in(said: Record) -> Money:
    """An amount with its currency."""
    return from_number(said.get("value"), currency_of(said.get("currency")))


def id_in(said: Record, name: str) -> str:
    """An id, which is asked about later, so it must be something."""
    text = said.text(name)
    if not text:
        raise Unreadable(f"{name} is empty")
    return text


def _kept(said: Record) -> StoredMethod | None:
    """The token that a payment has made of its method; a payment that saves nothing has none."""
    if said.get("paymentToken") is None:
        return None
    kept = said.record("paymentToken")
    token = id_in(kept, "id")
    expires = _month(kept.text("expires", ""))
    return StoredMethod(
        token, MethodStatus.WORKS, title=kept.text("title", ""), kind="card", expires=expires, ref=token
    )


def _started(operation: StartPayment, said: Record) -> PaymentSnapshot:
    return PaymentSnapshot(
        id_in(said, "paymentId"),
        PaymentState.NEEDS_CUSTOMER,
        operation.amount,
        own_key=operation.key,
        redirect_url=id_in(said, "url"),
        raw=said.fields,
    )


def _saving(operation: StartSaving, said: Record) -> StoredMethod:
    return StoredMethod(
        "",
        MethodStatus.BEING_SET_UP,
        kind="card",
        payer_ref=operation.payer_ref,
        ref=id_in(said, "tokenId"),
        own_key=operation.key,
        redirect_url=id_in(said, "url"),
        raw=said.fields,
    )


def _without_success(merchant: Merchant, operation: Operation, response: HttpResponse) -> PaymentSnapshot | None:
    code, text = _error(response)
    if isinstance(operation, ChargeSaved) and is_lost_token(code):
        failure = failure_of(code, text)
        return PaymentSnapshot("", PaymentState.FAILED, operation.amount, own_key=operation.key, failure=failure)
    if isinstance(operation, ForgetMethod) and plain(code) == "paymenttokenrevoked":
        return None
    if plain(code) == "notauthorized":
        raise Misconfigured(merchant.name, text=text, code=code, status=response.status)
    return refuse_status(merchant.name, response.status, code=code, text=text, retry_after=retry_after_of(response))


def _error(response: HttpResponse) -> tuple[str, str]:
    """The code and the words of an error, where its body can be read."""
    try:
        said = decoded(response.body)
    except Unreadable:
        return "", "no JSON object"
    errors = said.get("errors")
    details = [shortened(each) for each in errors[:3]] if isinstance(errors, list) else []
    return shortened(said.get("code")), " ".join([shortened(said.get("message")), *details]).strip()


def _state(said: Record, states: dict[str, PaymentState]) -> PaymentState:
    state = states.get(said.text("status").lower())
    if state is None:
        raise Unreadable("status is none of those known")
    return state


def _same_ref(operation: Operation, payment: PaymentSnapshot) -> PaymentSnapshot:
    if isinstance(operation, FetchPayment | CancelPayment) and payment.ref != operation.ref:
        raise AboutAnother("an answer about another payment")
    return payment


def _check(merchant: Merchant, said: Record) -> None:
    if said.text("merchantId", merchant.merchant_id) != merchant.merchant_id:
        raise Misconfigured(merchant.name, text="it answers about another merchant")
    if said.flag("testMode") and not merchant.takes_test_payments:
        raise Misconfigured(merchant.name, text="it answers about a test payment, which moves no money")
    if money_in(said.record("amount")).currency != merchant.currency:
        raise AboutAnother(f"a payment in another currency than {merchant.currency}")


def _month(text: str) -> Month | None:
    """The month of an instant as ISO 8601 text; None where it is not told."""
    try:
        return Month(int(text[:4]), int(text[5:7]))
    except (ValueError, InvalidValue):
        return None
