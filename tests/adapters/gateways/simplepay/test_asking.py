"""SimplePay: requests, the vendor's published answers, and no guess beyond them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest

from astra_billing.adapters.gateways.simplepay import SimplePay
from astra_billing.adapters.gateways.simplepay.signature import signature
from astra_billing.money import RUB, USD, Money
from astra_billing.ports.payments import (
    CancelPayment,
    ChargeSaved,
    FetchPayment,
    GatewayError,
    InvalidRequest,
    NotSupported,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    RefundPayment,
    RefundSnapshot,
    StartPayment,
    StartSaving,
    WrongAnswer,
)
from tests.adapters.gateways.samples import sample
from tests.adapters.gateways.talking import answer, talk

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.http import HttpRequest
    from astra_billing.ports.payments import Operation

NOW = datetime(2026, 1, 15, tzinfo=UTC)
SITE = "https://shop.example/back"
PRICE = Money("500.00", RUB)
OUTLET = SimplePay(
    outlet_id="42",
    secret="request-secret",  # noqa: S106 - a test
    result_secret="result-secret",  # noqa: S106 - as above
    result_url="https://shop.example/sp/result.php",
)
CHARGE = ChargeSaved("300", "10", PRICE)


def fields(request: HttpRequest) -> dict[str, str]:
    """The signed object of a request."""
    found: dict[str, str] = json.loads(parse_qs(request.body.decode())["sp_json"][0])
    return found


def refused(operation: Operation, *said: Any) -> GatewayError:
    """The error of an operation."""
    with pytest.raises(GatewayError) as caught:
        answer(OUTLET, operation, *said)
    return caught.value


def test_a_payment_starts_with_a_signed_request_and_the_vendors_answer() -> None:
    """R56: the published answer of init_payment."""
    started, asked = talk(
        OUTLET, StartPayment("300", PRICE, SITE, "Top-up", save_method=True), sample("simplepay_init_payment_answer")
    )

    assert isinstance(started, PaymentSnapshot)
    assert (started.state, started.own_key) == (PaymentState.NEEDS_CUSTOMER, "300")
    assert started.redirect_url.startswith("https://secure.simplepay.pro/payment_page.php?id=")
    sent = fields(asked[0])
    assert {
        "sp_outlet_id": "42",
        "sp_order_id": "300",
        "sp_amount": "500.00",
        "sp_recurring_start": "1",
    }.items() <= sent.items()
    assert sent["sp_sig"] == signature("init_payment", sent, "request-secret", "md5")
    assert not asked[0].is_repeatable


def test_the_same_operation_is_the_same_request_to_the_letter() -> None:
    """The salt comes from what is sent, not from chance."""
    one, again, other = (OUTLET.build_request(ChargeSaved(key, "10", PRICE)) for key in ("300", "300", "301"))

    assert one == again
    assert fields(one)["sp_salt"] != fields(other)["sp_salt"]


def test_a_charge_is_sent_on_to_the_vendors_own_address_and_then_asked_for() -> None:
    """R79: need_payment, the address, the status; the second step is an assumption."""
    found, asked = talk(
        OUTLET, CHARGE, sample("simplepay_make_recurring_answer"), b"<html>", sample("simplepay_get_status_answer")
    )

    assert isinstance(found, PaymentSnapshot)
    assert (found.state, found.ref, found.amount) == (PaymentState.SUCCEEDED, "170", PRICE)
    assert [(request.method, request.url.partition("?")[0]) for request in asked] == [
        ("POST", "https://api.simplepay.pro/sp/make_recurring_payment"),
        ("GET", "https://secure.simplepay.pro/pay_transaction.php"),
        ("POST", "https://api.simplepay.pro/sp/get_status"),
    ]
    assert [request.only_asks for request in asked] == [False, False, True]
    assert fields(asked[0])["sp_recurring_profile"] == "10"
    assert fields(asked[2])["sp_order_id"] == "300"


def test_a_charge_is_never_sent_on_to_a_stranger() -> None:
    """Only the vendor's hosts, and only with TLS."""
    for url in (
        "https://evil.example/pay",
        "http://secure.simplepay.pro/pay",
        "https://secure.simplepay.pro.evil.example/",
        "x",
    ):
        assert type(refused(CHARGE, {"sp_status": "need_payment", "sp_payment_url": url})) is OutcomeUnknown


def test_a_status_of_a_charge_that_is_refused_is_a_doubt() -> None:
    """An error proves nothing, least of all that nothing was charged."""
    for said in ({"sp_status": "error", "sp_error_description": "no"}, {"sp_status": "?"}, b"<html>"):
        assert type(refused(CHARGE, {"sp_status": "ok"}, said)) is OutcomeUnknown
        assert type(refused(FetchPayment(own_key="300"), said)) is OutcomeUnknown
    assert type(refused(CHARGE, {"sp_status": "error", "sp_error_code": 5})) is InvalidRequest


def test_the_published_status_names_no_amount_so_the_asked_one_is_meant() -> None:
    """An amount that is told is compared; without either there is no answer."""
    said = sample("simplepay_get_status_answer")
    found = answer(OUTLET, FetchPayment("170", expected=PRICE), said)
    assert isinstance(found, PaymentSnapshot)
    assert (found.state, found.amount) == (PaymentState.SUCCEEDED, PRICE)
    assert "sp_sig" not in found.raw

    assert type(refused(FetchPayment("170"), said)) is OutcomeUnknown
    assert type(refused(FetchPayment("170", expected=PRICE), {**said, "sp_amount": "50.00"})) is WrongAnswer
    assert type(refused(FetchPayment("170", expected=PRICE), {**said, "sp_currency": "USD"})) is WrongAnswer
    assert type(refused(FetchPayment("171", expected=PRICE), said)) is WrongAnswer
    assert type(refused(FetchPayment(own_key="300", expected=PRICE), {**said, "sp_order_id": "301"})) is WrongAnswer


def test_another_word_for_a_status_is_not_guessed() -> None:
    """EXECUTED is the only one that anybody published."""
    error = refused(FetchPayment("170"), {"sp_status": "ok", "sp_payment_id": 170, "sp_transaction_status": "PENDING"})

    assert (type(error), error.code) == (OutcomeUnknown, "PENDING")


def test_a_refund_is_by_the_vendors_id_and_never_of_zero() -> None:
    """B47: zero would mean all of it, and no refund of zero exists."""
    found, asked = talk(OUTLET, RefundPayment("301", "170", Money("200.00", RUB)), {"response": {"sp_status": "ok"}})

    assert isinstance(found, RefundSnapshot)
    assert (found.state, found.amount) == (PaymentState.SUCCEEDED, Money("200.00", RUB))
    assert {"sp_payment_id": "170", "sp_refund_amount": "200.00"}.items() <= fields(asked[0]).items()
    assert not asked[0].is_repeatable
    assert not OUTLET.capabilities.idempotent_refund


def test_what_it_cannot_do_is_refused_before_anything_is_sent() -> None:
    """Keys that are no numbers, other currencies, savings without a charge."""
    for operation, kind in (
        (StartPayment("key", PRICE, SITE), InvalidRequest),
        (StartPayment("300", Money("500.00", USD), SITE), InvalidRequest),
        (ChargeSaved("300", "token", PRICE), InvalidRequest),
        (StartSaving("300", SITE), NotSupported),
        (CancelPayment("300", "170"), NotSupported),
    ):
        assert type(refused(operation)) is kind


def test_secrets_are_never_shown() -> None:
    """Two of them, and neither in what is sent."""
    request = OUTLET.build_request(CHARGE)

    for secret in ("request-secret", "result-secret"):
        assert secret not in repr(OUTLET) + repr(request)
        assert secret.encode() not in request.body
