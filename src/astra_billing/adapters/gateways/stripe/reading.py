"""
The answers of Stripe.

A decline comes as HTTP 402 with the intent inside; 409 means that another
request with the same key is under way, so the outcome is unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from astra_billing.adapters.gateways.reading import (
    Record,
    Unreadable,
    decoded,
    refuse_status,
    retry_after_of,
    shortened,
    unknown_if_unreadable,
)
from astra_billing.adapters.gateways.stripe.building import FIND_INTENT, GIVE_UP, giving_up, is_id, refunding
from astra_billing.adapters.gateways.stripe.codes import failure_of
from astra_billing.adapters.gateways.stripe.objects import id_in, intent_in, method_in, refund_in, session_in
from astra_billing.ports.payments import (
    ChargeSaved,
    Failure,
    FailureReason,
    FetchMethod,
    FetchRefund,
    ForgetMethod,
    Misconfigured,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    RefundPayment,
    StartSaving,
)

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.http import HttpRequest, HttpResponse
    from astra_billing.adapters.gateways.stripe.settings import Account
    from astra_billing.ports.payments import Answer, Operation

_OK: Final = 200
_DECLINED: Final = 402
_UNDER_WAY: Final = 409
_NO_SUCH_METHOD: Final = {"resource_missing", "payment_method_unexpected_state"}


def answer_of(account: Account, operation: Operation, response: HttpResponse) -> Answer | HttpRequest:
    """What a response to an operation means, or what to ask next."""
    if response.status != _OK:
        return _without_success(account, operation, response)
    with unknown_if_unreadable(account.name, response.status):
        said = decoded(response.body)
        _check_live(account, said)
        if isinstance(operation, ChargeSaved):
            return _charged(account, operation, response, said)
        if isinstance(operation, RefundPayment) and response.step == FIND_INTENT:
            return refunding(account, operation, id_in(said.get("payment_intent"), "payment_intent"))
        return _object(operation, said)


def _object(operation: Operation, said: Record) -> Answer:
    match operation:
        case RefundPayment() | FetchRefund():
            return refund_in(said)
        case StartSaving() | FetchMethod():
            return method_in(said)
        case ForgetMethod():
            return None
        case _:
            return session_in(said) if said.get("object") == "checkout.session" else intent_in(said)


def _charged(
    account: Account, operation: ChargeSaved, response: HttpResponse, said: Record
) -> PaymentSnapshot | HttpRequest:
    """An intent that asks for the customer is given up, and has failed then."""
    snapshot = intent_in(said)
    if snapshot.state is PaymentState.NEEDS_CUSTOMER:
        if not is_id(snapshot.ref):
            raise Unreadable("id is no id of an intent")
        return giving_up(account, operation, snapshot.ref)
    if response.step == GIVE_UP and snapshot.state is PaymentState.CANCELLED:
        failure = Failure(FailureReason.NEEDS_AUTHENTICATION, "requires_action")
        return evolve(snapshot, state=PaymentState.FAILED, failure=failure)
    return snapshot


def _without_success(account: Account, operation: Operation, response: HttpResponse) -> PaymentSnapshot:
    try:
        error = decoded(response.body).record("error")
    except Unreadable:
        error = Record({"message": "no JSON object"})
    code, text, wait = shortened(error.get("code")), shortened(error.get("message")), retry_after_of(response)
    code = code or shortened(error.get("type"))
    if response.status == _UNDER_WAY:
        raise OutcomeUnknown(account.name, text=text, code=code, status=response.status, retry_after=wait)
    if not (isinstance(operation, ChargeSaved) and _is_decline(response.status, error)):
        refuse_status(account.name, response.status, code=code, text=text, retry_after=wait)
    with unknown_if_unreadable(account.name, response.status):
        return _declined(account, operation, error)


def _is_decline(status: int, error: Record) -> bool:
    is_lost = error.get("param") == "payment_method" and error.get("code") in _NO_SUCH_METHOD
    return status == _DECLINED or is_lost


def _declined(account: Account, operation: ChargeSaved, error: Record) -> PaymentSnapshot:
    """The intent inside the error, or what we asked for where there is none."""
    failure = failure_of(error)
    if error.get("payment_intent") is None:
        return PaymentSnapshot("", PaymentState.FAILED, operation.amount, own_key=operation.key, failure=failure)
    intent = error.record("payment_intent")
    _check_live(account, intent)
    return evolve(intent_in(intent), state=PaymentState.FAILED, failure=failure, redirect_url="")


def _check_live(account: Account, said: Record) -> None:
    if said.get("livemode") is False and not account.takes_test_payments:
        raise Misconfigured(account.name, text="it answers in test mode, where no money moves")
