"""
Whatever YooKassa or Stripe could send, only the documented errors come out.

Real answers with any part of them replaced, so that every field is met by every kind of value; and plain bytes.
"""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing import RUB, Money
from astra_billing.adapters.gateways.http import HttpRequest, HttpResponse
from astra_billing.adapters.gateways.secret import Secret
from astra_billing.adapters.gateways.stripe import Stripe
from astra_billing.adapters.gateways.stripe.notifications import sign
from astra_billing.adapters.gateways.yookassa import YooKassa
from astra_billing.ports.payments import (
    CancelPayment,
    ChargeSaved,
    FetchMethod,
    FetchPayment,
    FetchRefund,
    ForgetMethod,
    GatewayError,
    Hint,
    NotificationInput,
    NotificationRejected,
    PaymentSnapshot,
    RefundPayment,
    RefundSnapshot,
    StartPayment,
    StartSaving,
    StoredMethod,
    Verified,
)
from tests.contracts.gateways.stripe import intent
from tests.contracts.gateways.yookassa import ID, payment

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.protocol import PaymentGateway
    from astra_billing.ports.payments import Operation

NOW = datetime(2026, 1, 15, tzinfo=UTC)
SECRET = "a-secret-of-this-test"  # noqa: S105
GATEWAYS: dict[str, PaymentGateway] = {
    "stripe": Stripe(SECRET, (SECRET,)),
    "yookassa": YooKassa("123456", SECRET),
}
PRICE, BACK = Money("620.00", RUB), "https://shop.example/"
OPERATIONS: tuple[Operation, ...] = (
    StartPayment("k1", PRICE, BACK),
    StartSaving("k1", BACK),
    ChargeSaved("k1", "pm_1", PRICE),
    FetchPayment("pi_1"),
    FetchMethod("seti_1"),
    FetchRefund("re_1"),
    CancelPayment("k1", "pi_1"),
    RefundPayment("k1", "cs_1", PRICE),
    ForgetMethod("k1", "pm_1"),
)
CARD = {"last4": "4242", "brand": "visa", "exp_month": 7, "exp_year": 2030}
CHARGE = {"amount_refunded": 100, "payment_method_details": {"card": CARD}}
ERROR = {"code": "card_declined", "decline_code": "expired_card", "message": "No.", "param": "payment_method"}
SETUP = {
    "object": "setup_intent",
    "id": "seti_1",
    "status": "succeeded",
    "payment_method": {"id": "pm_1", "card": CARD},
}
PAGE = {"object": "checkout.session", "id": "cs_1", "amount_total": 62000, "currency": "rub", "status": "complete"}
REFUND = {"object": "refund", "id": "re_1", "status": "succeeded", "amount": 1, "currency": "rub", "charge": "ch_1"}
METHOD = {
    "type": "bank_card",
    "id": ID,
    "saved": True,
    "title": "Card",
    "status": "active",
    "card": {"expiry_year": "2030", "expiry_month": "7"},
}
GENUINE: dict[str, list[dict[str, Any]]] = {
    "stripe": [
        intent("succeeded", latest_charge=CHARGE),
        intent("requires_action", next_action={"redirect_to_url": {"url": BACK}}),
        intent("requires_payment_method", last_payment_error=ERROR, charges={"data": [CHARGE]}),
        {**PAGE, "payment_status": "paid", "payment_intent": intent("succeeded"), "url": BACK},
        {**PAGE, "mode": "setup", "setup_intent": SETUP, "customer": "cus_1"},
        SETUP,
        REFUND,
        {"error": {**ERROR, "payment_intent": intent("requires_payment_method")}},
    ],
    "yookassa": [
        payment("succeeded", payment_method=METHOD, refunded_amount={"value": "1.00", "currency": "RUB"}),
        payment("pending", confirmation={"type": "redirect", "confirmation_url": BACK}),
        payment("canceled", cancellation_details={"party": "merchant", "reason": "x"}, payment_method=METHOD),
        {**METHOD, "holder": {"account_id": "123456"}},
        {"id": "r1", "payment_id": ID, "status": "canceled", "amount": {"value": "1.00", "currency": "RUB"}},
        {"type": "error", "code": "x", "description": "y", "parameter": "payment_method_id", "retry_after": 1800},
    ],
}
EVENTS = {
    "stripe": [
        *("payment_intent.succeeded", "setup_intent.succeeded", "charge.refunded", "refund.updated", "x"),
        *("payment_method.detached", "charge.dispute.created", "checkout.session.completed"),
    ],
    "yookassa": ["payment.succeeded", "refund.succeeded", "payment_method.active", "deal.closed", "payment"],
}
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(
        ["", "RUB", "succeeded", "-1", "1e400", "9" * 500, "\ud800", "\x00", 10**30, -1, [], {}, [{}], [1]]
    ),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every part of a JSON value."""
    found = [at] if at else []
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return found + [place for name, inner in pairs for place in places(inner, (*at, name))]


@cache
@st.composite
def answers(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A genuine answer with up to three of its parts gone or replaced."""
    said: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(GENUINE[name])))
    for _ in range(draw(st.integers(0, 3))):
        known = places(said)
        if not known:
            break
        *way, last = draw(st.sampled_from(known))
        inner: Any = said
        for step in way:
            inner = inner[step]
        if draw(st.booleans()) and isinstance(inner, dict):
            del inner[last]
        else:
            inner[last] = copy.deepcopy(draw(ODD))
    return said


@cache
def bodies(name: str) -> st.SearchStrategy[bytes]:
    """Answers, broken ones, and plain bytes."""
    whole = answers(name).map(lambda said: json.dumps(said).encode())
    return whole | whole.flatmap(lambda body: st.integers(0, len(body)).map(lambda end: body[:end])) | st.binary()


@pytest.mark.parametrize("name", GATEWAYS)
@given(data=st.data())
def test_any_answer_is_read_or_is_a_documented_error(name: str, data: st.DataObject) -> None:
    """Every operation, every status, every body; and no error tells a secret."""
    status = data.draw(st.sampled_from([200, 200, 200, 200, 202, 204, 301, 400, 401, 402, 404, 409, 429, 500, 503]))
    headers = {"retry-after": data.draw(st.sampled_from(["", "1", "-1", "9" * 40, "Wed, 21 Oct 2026 07:28:00 GMT"]))}
    step = data.draw(st.sampled_from(["", "find_intent", "give_up"]))
    try:
        found = GATEWAYS[name].read_response(
            data.draw(st.sampled_from(OPERATIONS)), HttpResponse(status, headers, data.draw(bodies(name)), step)
        )
    except GatewayError as error:
        assert SECRET not in f"{error} {error!r}"  # noqa: PT017 - any of them may come, or none
        return
    assert found is None or isinstance(found, HttpRequest | PaymentSnapshot | RefundSnapshot | StoredMethod)


@pytest.mark.parametrize("name", GATEWAYS)
@given(data=st.data())
def test_any_notification_is_worth_something_or_refused(name: str, data: st.DataObject) -> None:
    """With the right proof and sender, so that what lies behind them is reached."""
    about = data.draw(answers(name) | ODD)
    said = {"type": "notification", "event": data.draw(st.sampled_from(EVENTS["yookassa"]) | ODD), "object": about}
    if name == "stripe":
        said = {"type": data.draw(st.sampled_from(EVENTS["stripe"]) | ODD), "data": {"object": about}, "livemode": True}
    body = data.draw(st.just(json.dumps(said).encode()) | st.binary())
    header = data.draw(st.just(sign(body, Secret(SECRET), NOW)) | st.text())
    arrived = NotificationInput("POST", (("Stripe-Signature", header),), body, source_ip="185.71.76.5")
    try:
        worth = GATEWAYS[name].parse_notification(arrived, NOW)
    except NotificationRejected as error:
        assert SECRET not in f"{error} {error!r}"  # noqa: PT017 - as above
        return
    assert isinstance(worth, Verified | Hint)
    if isinstance(worth, Hint):
        try:
            GATEWAYS[name].build_request(worth.question)
        except GatewayError:
            return


@pytest.mark.parametrize("name", GATEWAYS)
def test_json_of_any_depth_or_with_numbers_of_any_length_is_no_answer(name: str) -> None:
    """Neither the stack nor the clock is exhausted."""
    for body in (
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"id": ' + b"9" * 100_000 + b"}",
        b'{"id": NaN}',
        b"\xef\xbb\xbf{}",
    ):
        with pytest.raises(GatewayError):
            GATEWAYS[name].read_response(FetchPayment("pi_1"), HttpResponse(200, {}, body))
