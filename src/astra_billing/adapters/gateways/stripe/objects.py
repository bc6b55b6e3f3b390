"""
Stripe's objects as ours: sessions, intents, set-ups, refunds, charges.

    >>> fields = {"id": "pi_1", "status": "succeeded", "amount": 62000, "currency": "rub"}
    >>> intent_in(Record(fields)).amount
    Money('620.00', RUB)

The odd case: a customer whose card was declined on the page may try another,
so the payment is not over; a declined charge of a saved card is.

    >>> declined = fields | {"status": "requires_payment_method", "last_payment_error": {"code": "card_declined"}}
    >>> intent_in(Record(declined)).state.name
    'NEEDS_CUSTOMER'
    >>> intent_in(Record(declined | {"metadata": {"off_session": "true"}})).state.name
    'FAILED'
"""

from __future__ import annotations

from typing import Final

from attrs import evolve

from astra_billing.adapters.gateways.reading import Record, Unreadable
from astra_billing.adapters.gateways.stripe.building import OFF_SESSION
from astra_billing.adapters.gateways.stripe.codes import card_of, failure_of
from astra_billing.adapters.gateways.stripe.minor import money_of
from astra_billing.methods import MethodStatus
from astra_billing.money import Money
from astra_billing.ports.payments import (
    Failure,
    FailureReason,
    PaymentSnapshot,
    PaymentState,
    RefundSnapshot,
    StoredMethod,
)

_STATES: Final = {
    "requires_payment_method": PaymentState.NEEDS_CUSTOMER,
    "requires_confirmation": PaymentState.PENDING,
    "requires_action": PaymentState.NEEDS_CUSTOMER,
    "processing": PaymentState.PENDING,
    "requires_capture": PaymentState.HELD,
    "succeeded": PaymentState.SUCCEEDED,
    "canceled": PaymentState.CANCELLED,
}
_REFUND_STATES: Final = {
    "pending": PaymentState.PENDING,
    "requires_action": PaymentState.NEEDS_CUSTOMER,
    "succeeded": PaymentState.SUCCEEDED,
    "failed": PaymentState.FAILED,
    "canceled": PaymentState.CANCELLED,
}
_SECRETS: Final = frozenset({"client_secret", "url"})


def intent_in(said: Record) -> PaymentSnapshot:
    """The payment that a PaymentIntent describes."""
    amount = money_of(said.get("amount"), said.get("currency"))
    state = _one_of(_STATES, said.text("status"))
    error = said.maybe("last_payment_error")
    failure = failure_of(error) if error.fields and state is not PaymentState.SUCCEEDED else None
    is_ours = said.maybe("metadata").get(OFF_SESSION) == "true"
    if is_ours and failure is not None and said.get("status") == "requires_payment_method":
        state = PaymentState.FAILED
    charge = _charge_of(said)
    return PaymentSnapshot(
        said.text("id"),
        state,
        amount,
        money_of(charge.get("amount_refunded"), said.get("currency")) if charge.fields else Money.zero(amount.currency),
        own_key=own_key_in(said),
        method=_kept(said, charge, is_ours=is_ours) if state is PaymentState.SUCCEEDED else None,
        redirect_url=said.maybe("next_action").maybe("redirect_to_url").text("url", ""),
        failure=failure,
        raw=_raw(said),
    )


def session_in(said: Record) -> PaymentSnapshot:
    """The payment that a Checkout Session describes, its intent inside where there is one."""
    status = said.text("status")
    whole = PaymentSnapshot(
        said.text("id"),
        PaymentState.NEEDS_CUSTOMER,
        money_of(said.get("amount_total"), said.get("currency")),
        own_key=own_key_in(said),
        redirect_url=said.text("url", "") if status == "open" else "",
        raw=_raw(said),
    )
    if status == "open":
        return whole
    if status == "expired":
        return evolve(whole, state=PaymentState.FAILED, failure=Failure(FailureReason.TIMED_OUT, "expired"))
    inside = intent_in(said.record("payment_intent")) if isinstance(said.get("payment_intent"), dict) else None
    if said.get("payment_status") == "paid":
        whole = evolve(whole, state=PaymentState.SUCCEEDED)
    elif inside is None or inside.failure is None:
        whole = evolve(whole, state=PaymentState.PENDING)
    else:
        whole = evolve(whole, state=PaymentState.FAILED, failure=inside.failure)
    return whole if inside is None else evolve(whole, refunded=inside.refunded, method=inside.method)


def method_in(said: Record) -> StoredMethod:
    """The saving that a session in set-up mode, or a SetupIntent, describes."""
    if said.get("object") != "checkout.session":
        return setup_in(said)
    status, ref = said.text("status"), said.text("id")
    waiting = StoredMethod("", MethodStatus.BEING_SET_UP, ref=ref, own_key=own_key_in(said), raw=_raw(said))
    if status == "open":
        return evolve(waiting, redirect_url=said.text("url", ""))
    if status == "expired":
        failure = Failure(FailureReason.TIMED_OUT, "expired")
        return evolve(waiting, status=MethodStatus.FAILING, failure=failure)
    if not isinstance(said.get("setup_intent"), dict):
        return waiting
    return evolve(setup_in(said.record("setup_intent")), ref=ref, own_key=own_key_in(said))


def setup_in(said: Record) -> StoredMethod:
    """The saving that a SetupIntent describes."""
    ref, own_key, status = said.text("id"), own_key_in(said), said.text("status")
    error = said.maybe("last_setup_error")
    if status == "succeeded":
        token = id_in(said.get("payment_method"), "payment_method")
        kept = card_of(token, _customer(said), _details(said.get("payment_method")))
        return evolve(kept, ref=ref, own_key=own_key, raw=_raw(said))
    waiting = StoredMethod("", MethodStatus.BEING_SET_UP, ref=ref, own_key=own_key, raw=_raw(said))
    if status == "canceled" or error.fields:
        return evolve(waiting, status=MethodStatus.FAILING, failure=failure_of(error))
    return evolve(waiting, redirect_url=said.maybe("next_action").maybe("redirect_to_url").text("url", ""))


def refund_in(said: Record) -> RefundSnapshot:
    """The refund that a Refund describes."""
    state = _one_of(_REFUND_STATES, said.text("status"))
    reason = said.text("failure_reason", "")
    return RefundSnapshot(
        said.text("id"),
        id_in(said.get("payment_intent"), "payment_intent") if said.get("payment_intent") else said.text("charge", ""),
        state,
        money_of(said.get("amount"), said.get("currency")),
        own_key=own_key_in(said),
        failure=failure_of(Record({"code": reason})) if state is PaymentState.FAILED else None,
        raw=_raw(said),
    )


def charge_in(said: Record) -> PaymentSnapshot:
    """The payment that a refunded Charge describes."""
    return PaymentSnapshot(
        id_in(said.get("payment_intent"), "payment_intent"),
        PaymentState.SUCCEEDED,
        money_of(said.get("amount"), said.get("currency")),
        money_of(said.get("amount_refunded"), said.get("currency")),
        own_key=own_key_in(said),
        raw=_raw(said),
    )


def id_in(value: object, name: str) -> str:
    """
    The id of an object, whether it stands there whole or by its id alone.

    Raises:
        Unreadable: neither.
    """
    if isinstance(value, dict):
        value = value.get("id")
    if not isinstance(value, str) or not value:
        raise Unreadable(f"{name} is neither an object nor an id")
    return value


def own_key_in(said: Record) -> str:
    """Our key, where we left it."""
    return said.maybe("metadata").text("own_key", "")


def _kept(said: Record, charge: Record, *, is_ours: bool) -> StoredMethod | None:
    """The method of a paid intent, where it stays for later charges."""
    if not said.get("payment_method") or not (is_ours or said.get("setup_future_usage") == "off_session"):
        return None
    details = charge.maybe("payment_method_details").maybe("card")
    details = details if details.fields else _details(said.get("payment_method"))
    return card_of(id_in(said.get("payment_method"), "payment_method"), _customer(said), details)


def _charge_of(said: Record) -> Record:
    """The charge inside an intent: whole, or in the list of older versions, or only named."""
    if isinstance(said.get("latest_charge"), dict):
        return said.record("latest_charge")
    charges = said.maybe("charges").records("data")
    return charges[0] if charges else Record({})


def _customer(said: Record) -> str:
    return id_in(said.get("customer"), "customer") if said.get("customer") else ""


def _details(method: object) -> Record:
    return Record(method).maybe("card") if isinstance(method, dict) else Record({})


def _one_of(states: dict[str, PaymentState], status: str) -> PaymentState:
    if status not in states:
        raise Unreadable("status is none of those known")
    return states[status]


def _raw(said: Record) -> dict[str, object]:
    """What was said, without what opens doors: secrets of the client, links with keys in them."""
    return {name: value for name, value in said.fields.items() if name not in _SECRETS}
