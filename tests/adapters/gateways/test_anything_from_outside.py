"""
Whatever bytes come from outside, only the documented errors come out.

`nox -s nightly` searches with many more cases than a test run has time for.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.adapters.gateways.http import HttpRequest, HttpResponse
from astra_billing.adapters.gateways.paymaster import PayMaster, PayMasterForm
from astra_billing.adapters.gateways.paymaster import hashes as paymaster_hashes
from astra_billing.adapters.gateways.sberbank import CLASSIC_TEST, Sberbank, SharedKey
from astra_billing.adapters.gateways.sberbank.checksum import hmac_checksum, signed_text
from astra_billing.adapters.gateways.simplepay import SimplePay
from astra_billing.adapters.gateways.simplepay.signature import signature
from astra_billing.adapters.gateways.webmoney import WebMoney
from astra_billing.adapters.gateways.webmoney import hashes as webmoney_hashes
from astra_billing.money import RUB, Money
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

if TYPE_CHECKING:
    from collections.abc import Callable

    from astra_billing.adapters.gateways.protocol import PaymentGateway
    from astra_billing.ports.payments import Operation

NOW = datetime(2026, 1, 15, tzinfo=UTC)
SECRET = "a-secret-of-this-test"  # noqa: S105
PURSE, MERCHANT, SITE = "P123428476799", "96e809e9", "https://shop.example/"
GATEWAYS: dict[str, PaymentGateway] = {
    "sberbank": Sberbank(url=CLASSIC_TEST, token=SECRET, site_url=SITE, callback_check=SharedKey(SECRET)),
    "webmoney": WebMoney(purse=PURSE, secret=SECRET, wmid="404521188333"),
    "paymaster": PayMaster(merchant_id=MERCHANT, token=SECRET),
    "paymaster-form": PayMasterForm(merchant_id=MERCHANT, secret=SECRET),
    "simplepay": SimplePay(outlet_id="42", secret=SECRET, result_secret=SECRET, result_url=f"{SITE}result.php"),
}
PRICE = Money("620.00", RUB)
OPERATIONS: tuple[Operation, ...] = (
    StartPayment("40017", PRICE, SITE),
    StartSaving("40017", SITE, payer_ref="a1"),
    ChargeSaved("40017", "10", PRICE, payer_ip="203.0.113.5"),
    FetchPayment("170", expected=PRICE),
    FetchPayment(own_key="40017"),
    FetchMethod("170"),
    FetchMethod("binding/a1/10"),
    FetchRefund("171", "170"),
    CancelPayment("40018", "170"),
    RefundPayment("40018", "170", Money("200.00", RUB), refunded_before=Money.zero(RUB)),
    ForgetMethod("40018", "10"),
)
STEPS: dict[str, tuple[str, ...]] = {
    "sberbank": (
        *("register", "pay:170", "recurrent", "status", "status:170", "look", "released"),
        *("bindings:10", "unbind", "before", "refund", "after"),
    ),
    "webmoney": ("",),
    "paymaster": ("", "cancel", "revoke"),
    "paymaster-form": ("",),
    "simplepay": ("init_payment", "make_recurring_payment", "pay", "get_status", "refund"),
}
NAMES: dict[str, tuple[str, ...]] = {
    "sberbank": (
        *("errorCode", "ErrorCode", "error", "errorMessage", "orderId", "formUrl", "orderStatus", "actionCode"),
        *("amount", "currency", "orderNumber", "paymentAmountInfo", "depositedAmount", "refundedAmount", "attributes"),
        *("bindingInfo", "bindingId", "clientId", "bindings", "bindingStatus", "expiryDate", "acsUrl", "name", "value"),
        *("mdOrder", "operation", "status", "checksum", "sign_alias", "cardAuthInfo", "expiration", "maskedPan"),
    ),
    "webmoney": ("LMI_PREREQUEST", *webmoney_hashes.HASHED),
    "paymaster": (
        *("id", "status", "merchantId", "testMode", "amount", "value", "currency", "invoice", "orderNo", "paymentId"),
        *("url", "tokenId", "confirmation", "paymentUrl", "PAReq", "resultCode", "expires", "title", "code", "errors"),
    ),
    "paymaster-form": ("LMI_PREREQUEST", *paymaster_hashes.HASHED),
    "simplepay": (
        *("sp_status", "sp_payment_id", "sp_order_id", "sp_amount", "sp_currency", "sp_transaction_status", "sp_json"),
        *("sp_redirect_url", "sp_payment_url", "sp_error_code", "sp_outlet_id", "sp_result", "sp_salt", "sp_xml"),
        *("sp_recurring_profile", "sp_failure_code", "response"),
    ),
}
LIKELY = st.sampled_from(
    [
        *(
            "0",
            "1",
            "2",
            "3",
            "6",
            "7",
            "17",
            "62000",
            "620.00",
            "RUB",
            "643",
            "170",
            "40017",
            "10",
            PURSE,
            MERCHANT,
            "42",
        ),
        *(
            "ok",
            "need_payment",
            "EXECUTED",
            "Settled",
            "Rejected",
            "Active",
            "deposited",
            "bindingCreated",
            SITE,
            "202012",
        ),
        *("-1", "1e400", "9" * 400, "", "\x00", "я", "170;", "'", "{}", "[]", "<a><b>1</b></a>"),
    ]
)
STATUSES = st.sampled_from([200, 200, 200, 200, 201, 204, 301, 400, 401, 404, 429, 500, 503])
STEP_OF = {name: st.sampled_from(steps) for name, steps in STEPS.items()}
ASKED = st.sampled_from(OPERATIONS)
TEXTS = LIKELY | st.text(max_size=20)
NUMBERS = st.integers() | st.integers(-7, 10) | st.floats() | st.sampled_from([620, 62000, 170, 40017, 10**30])


@cache
def objects(name: str) -> st.SearchStrategy[Any]:
    """JSON with the names that the gateway uses, and values of every kind."""
    leaves = TEXTS | NUMBERS | st.booleans() | st.none()
    keys = st.sampled_from(NAMES[name]) | st.text(max_size=5)
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=8), max_leaves=12
    )


def xml_of(parts: list[tuple[str, str]]) -> str:
    """A document that may be one."""
    return "<r>" + "".join(f'<{tag} wmtransid="170">{text}</{tag}>' for tag, text in parts) + "</r>"


@cache
def bodies(name: str) -> st.SearchStrategy[bytes]:
    """Bodies of answers: JSON, XML, or anything."""
    known = st.dictionaries(st.sampled_from(NAMES[name]), objects(name), max_size=12)
    element = st.sampled_from(["retval", "amount", "operation", "pursefrom", "a"])
    xml = st.lists(st.tuples(element, TEXTS), max_size=5).map(xml_of)
    return (
        (known | objects(name)).map(lambda value: json.dumps(value).encode())
        | st.binary(max_size=200)
        | xml.map(lambda text: text.encode("utf-8", "replace"))
    )


@cache
def fields(name: str) -> st.SearchStrategy[dict[str, str]]:
    """Fields of a notification, with names and values that lead on."""
    encodable = TEXTS.filter(lambda text: text.isprintable())
    return st.dictionaries(st.sampled_from(NAMES[name]) | st.text("abc_", max_size=4), encodable, max_size=20)


def signed(name: str, told: dict[str, str]) -> dict[str, str]:
    """The fields with the right proof, so that what lies behind it is reached."""
    match name:
        case "sberbank":
            return {**told, "checksum": hmac_checksum(signed_text(told), SECRET.encode())}
        case "webmoney":
            return {**told, "LMI_HASH": webmoney_hashes.form_hash(told, SECRET, "sha256")}
        case "paymaster-form":
            return {**told, "LMI_HASH": paymaster_hashes.form_hash(told, SECRET, "sha256")}
        case "simplepay":
            own = {key: value for key, value in told.items() if key.startswith("sp_")}
            return {**told, "sp_sig": signature("result.php", own, SECRET, "md5")}
        case _:
            return told


def worth(gateway: PaymentGateway, arrived: NotificationInput) -> None:
    """A notification is worth something, or refused; and no refusal tells a secret."""
    try:
        found = gateway.parse_notification(arrived, NOW)
    except NotificationRejected as error:
        assert SECRET not in f"{error} {error!r}"  # noqa: PT017 - it may come, or not
        return
    assert isinstance(found, Verified | Hint)
    assert found.reply.status == 200
    if isinstance(found, Hint):
        ask_if_possible(lambda: gateway.build_request(found.question))


def ask_if_possible(build: Callable[[], object]) -> None:
    """What a hint says to ask may be refused, and never breaks."""
    try:
        build()
    except GatewayError:
        return


@pytest.mark.parametrize("name", GATEWAYS)
@given(data=st.data())
def test_any_answer_is_read_or_is_a_documented_error(name: str, data: st.DataObject) -> None:
    """Every step of every operation, every status, every body."""
    response = HttpResponse(data.draw(STATUSES), {}, data.draw(bodies(name)), data.draw(STEP_OF[name]))
    operation = data.draw(ASKED)
    try:
        found = GATEWAYS[name].read_response(operation, response)
    except GatewayError as error:
        assert SECRET not in f"{error} {error!r}"  # noqa: PT017 - any of them may come, or none
        return
    assert found is None or isinstance(found, HttpRequest | PaymentSnapshot | RefundSnapshot | StoredMethod)


@pytest.mark.parametrize("name", GATEWAYS)
@given(
    method=st.sampled_from(["POST", "GET", "PUT", ""]),
    body=st.binary(max_size=300),
    query=st.text(max_size=100),
)
def test_any_bytes_are_a_notification_or_refused(name: str, method: str, body: bytes, query: str) -> None:
    """A body and a query of anything."""
    worth(GATEWAYS[name], NotificationInput(method, body=body, query=query))


@pytest.mark.parametrize("name", GATEWAYS)
@given(data=st.data())
def test_any_fields_are_a_notification_or_refused(name: str, data: st.DataObject) -> None:
    """Proved or not, so that what lies behind the proof is reached."""
    told = data.draw(fields(name))
    if data.draw(st.booleans()):
        told = signed(name, told)
    worth(GATEWAYS[name], NotificationInput("POST", body=urlencode(told).encode()))


@pytest.mark.parametrize("name", GATEWAYS)
@given(data=st.data())
def test_any_json_is_a_notification_or_refused(name: str, data: st.DataObject) -> None:
    """As a body, and inside a form field."""
    text = json.dumps(data.draw(objects(name)))
    worth(GATEWAYS[name], NotificationInput("POST", body=text.encode()))
    worth(GATEWAYS[name], NotificationInput("POST", body=urlencode({"sp_json": text}).encode()))
