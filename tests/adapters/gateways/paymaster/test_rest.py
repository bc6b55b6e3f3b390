"""PayMaster, REST v2: requests as the vendor's page has them, answers by state, hints."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from astra_billing.adapters.gateways.http import HttpRequest, HttpResponse
from astra_billing.adapters.gateways.paymaster import PayMaster
from astra_billing.dates import Month
from astra_billing.methods import MethodStatus
from astra_billing.money import RUB, USD, Money
from astra_billing.ports.payments import (
    CancelPayment,
    ChargeSaved,
    FailureReason,
    FetchMethod,
    FetchPayment,
    FetchRefund,
    ForgetMethod,
    GatewayError,
    Hint,
    InvalidRequest,
    Misconfigured,
    NotificationInput,
    NotificationRejected,
    Operation,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    RefundPayment,
    RefundSnapshot,
    StartPayment,
    StartSaving,
    StoredMethod,
    WrongAnswer,
)
from tests.adapters.gateways.samples import sample
from tests.adapters.gateways.talking import answer, talk
from tests.contracts.gateways.paymaster import ID, MERCHANT, payment

NOW = datetime(2026, 1, 15, tzinfo=UTC)
SITE = "https://shop.example/back"
PRICE = Money("620.00", RUB)
SHOP = PayMaster(merchant_id=MERCHANT, token="hidden", callback_url="https://shop.example/told")  # noqa: S106 - a test
CHARGE = ChargeSaved("40017", "tok-1", PRICE)


def body(operation: Operation) -> dict[str, Any]:
    """What is sent."""
    request = SHOP.build_request(operation)
    found: dict[str, Any] = json.loads(request.body, parse_float=Decimal)
    return found


def said(status: str, **more: Any) -> dict[str, Any]:
    """A payment, its amount as a plain number."""
    return {**payment(status, **more), "amount": {"value": 620, "currency": "RUB"}}


def refused(operation: Operation, *answers: Any) -> GatewayError:
    """The error of an operation."""
    with pytest.raises(GatewayError) as caught:
        answer(SHOP, operation, *answers)
    return caught.value


def test_a_payment_starts_with_an_invoice_under_our_key() -> None:
    """R56: a number of JSON for the amount, our key in the header and as the order's number."""
    started, asked = talk(
        SHOP, StartPayment("40017", PRICE, SITE, "Top-up"), {"paymentId": ID, "url": "https://p.example/"}
    )

    assert isinstance(started, PaymentSnapshot)
    assert (started.state, started.ref, started.redirect_url) == (PaymentState.NEEDS_CUSTOMER, ID, "https://p.example/")
    assert asked[0].headers["Idempotency-Key"] == "40017"
    assert asked[0].headers["Authorization"] == "Bearer hidden"
    assert json.loads(asked[0].body, parse_float=Decimal) == {
        "merchantId": MERCHANT,
        "testMode": False,
        "invoice": {"description": "Top-up", "orderNo": "40017"},
        "amount": {"value": Decimal("620.00"), "currency": "RUB"},
        "protocol": {"returnUrl": SITE, "callbackUrl": "https://shop.example/told"},
    }


def test_a_payment_that_saves_the_method_asks_for_a_token() -> None:
    """R77: tokenization beside the invoice; a charge names the token."""
    assert body(StartPayment("40017", PRICE, SITE, "Top-up", save_method=True))["tokenization"] == {
        "type": "Recurring",
        "purpose": "Top-up",
    }
    assert body(CHARGE)["paymentData"] == {"paymentMethod": "BankCard", "token": {"id": "tok-1"}}
    assert len(body(ChargeSaved("40017", "tok-1", PRICE, "я" * 300))["invoice"]["description"]) == 255


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("Pending", PaymentState.PENDING),
        ("Confirmation", PaymentState.NEEDS_CUSTOMER),
        ("Authorized", PaymentState.HELD),
        ("Settled", PaymentState.SUCCEEDED),
        ("Cancelled", PaymentState.CANCELLED),
        ("Rejected", PaymentState.FAILED),
    ],
)
def test_every_status_is_a_state(status: str, state: PaymentState) -> None:
    """As the vendor's page names them."""
    found = answer(SHOP, FetchPayment(ID), said(status))

    assert isinstance(found, PaymentSnapshot)
    assert (found.state, found.own_key) == (state, "40017")


def test_the_published_payment_that_waits_for_3ds() -> None:
    """10.5 as a number of JSON; the form that the customer's browser posts."""
    found = answer(SHOP, FetchPayment("12769"), sample("paymaster_v2_payment_confirmation_3ds"))

    assert isinstance(found, PaymentSnapshot)
    assert (found.state, found.amount) == (PaymentState.NEEDS_CUSTOMER, Money("10.50", RUB))
    assert found.redirect_url == "https://paymaster.ru/acs/pareq"
    assert found.redirect_fields == (("PaReq", "<shortened>"),)


def test_a_token_that_is_gone_is_a_decline() -> None:
    """An error of the API, and a decline for us; the spelling of its code is not certain."""
    for code, reason in (
        ("payment_token_revoked", FailureReason.METHOD_REVOKED),
        ("PaymentTokenBlocked", FailureReason.METHOD_INVALID),
    ):
        told = HttpResponse(400, {}, json.dumps({"code": code, "message": "no"}).encode())
        found = answer(SHOP, CHARGE, told)
        assert isinstance(found, PaymentSnapshot)
        assert found.failure is not None
        assert (found.state, found.failure.reason) == (PaymentState.FAILED, reason)


def test_errors_of_the_api_say_whose_fault_they_are() -> None:
    """The published validation error, the token that is not ours, a key used for something else."""
    published = json.dumps(sample("paymaster_v2_error_validation")).encode()
    error = refused(CHARGE, HttpResponse(400, {}, published))
    assert (type(error), error.code) == (InvalidRequest, "validation_error")
    assert "MerchantId" in error.text
    assert type(refused(CHARGE, HttpResponse(400, {}, b'{"code": "not_authorized"}'))) is Misconfigured
    assert type(refused(CHARGE, HttpResponse(409, {}, b'{"code": "idempotency_key_violation"}'))) is InvalidRequest


def test_an_answer_about_something_else_is_no_answer() -> None:
    """Another merchant, test money, another payment, another currency, an unknown status."""
    asking = FetchPayment(ID)
    assert type(refused(asking, {**said("Settled"), "merchantId": "another"})) is Misconfigured
    assert type(refused(asking, {**said("Settled"), "testMode": True})) is Misconfigured
    assert type(refused(FetchPayment("12770"), said("Settled"))) is WrongAnswer
    dollars = {**said("Settled"), "amount": {"value": 620, "currency": "USD"}}
    assert type(refused(asking, dollars)) is WrongAnswer
    assert type(refused(asking, said("Sunk"))) is OutcomeUnknown


def test_a_cancellation_is_asked_about_afterwards() -> None:
    """It is answered with nothing."""
    found, asked = talk(SHOP, CancelPayment("40018", ID), HttpResponse(204), said("Cancelled"))

    assert isinstance(found, PaymentSnapshot)
    assert found.state is PaymentState.CANCELLED
    assert [(request.method, request.url.rpartition("/v2/")[2]) for request in asked] == [
        ("PUT", "payments/12769/cancel"),
        ("GET", "payments/12769"),
    ]


def test_a_refund_has_its_own_key_and_its_own_state() -> None:
    """B47: pending until it is told otherwise."""
    told = {"id": "r1", "paymentId": ID, "amount": {"value": 200, "currency": "RUB"}, "status": "Pending"}
    refunding = RefundPayment("40017-r1", ID, Money("200.00", RUB))

    for status, state in (("Pending", PaymentState.PENDING), ("Success", PaymentState.SUCCEEDED)):
        found, asked = talk(SHOP, refunding, {**told, "status": status})
        assert isinstance(found, RefundSnapshot)
        assert (found.state, found.ref, found.payment_ref) == (state, "r1", ID)
        assert asked[0].headers["Idempotency-Key"] == "40017-r1"
    rejected = answer(SHOP, FetchRefund("r1", ID), {**told, "status": "Rejected", "resultCode": "OperationNotAllowed"})
    assert isinstance(rejected, RefundSnapshot)
    assert rejected.failure is not None
    assert type(refused(FetchRefund("r1", "another"), told)) is WrongAnswer


def test_a_method_is_saved_charged_and_forgotten_by_its_token() -> None:
    """R77, R86: the token is the ref; a revoked one is forgotten already."""
    saving = StartSaving("40017", SITE, payer_ref="a1")
    started = answer(SHOP, saving, {"tokenId": "tok-1", "url": "https://p.example/"})
    assert isinstance(started, StoredMethod)
    assert (started.token, started.ref, started.status) == ("", "tok-1", MethodStatus.BEING_SET_UP)

    told = sample("paymaster_v2_token_status_notification")
    active = answer(SHOP, FetchMethod("tok-1", payer_ref="a1"), told)
    assert isinstance(active, StoredMethod)
    assert (active.token, active.status, active.expires) == ("tok-1", MethodStatus.WORKS, Month(2030, 12))
    gone = answer(SHOP, FetchMethod("tok-1"), {**told, "status": "Revoked"})
    assert isinstance(gone, StoredMethod)
    assert (gone.token, gone.status) == ("", MethodStatus.FAILING)

    assert answer(SHOP, ForgetMethod("40018", "tok-1"), HttpResponse(200)) is None
    revoked = HttpResponse(400, {}, b'{"code": "payment_token_revoked"}')
    assert answer(SHOP, ForgetMethod("40018", "tok-1"), revoked) is None


def test_what_does_not_fit_the_merchant_is_refused_before_anything_is_sent() -> None:
    """Another currency, an id that is a path, no own key to ask by, no customer for a method."""
    for operation in (
        StartPayment("40017", Money("620.00", USD), SITE),
        FetchPayment("../invoices"),
        FetchPayment(own_key="40017"),
        StartSaving("40017", SITE),
    ):
        assert type(refused(operation)) is InvalidRequest


def told(**changed: Any) -> NotificationInput:
    """The published notification with some fields changed, behind the byte order mark of real ones."""
    found = {**sample("paymaster_v2_notification_settled"), **changed}
    return NotificationInput("POST", body=b"\xef\xbb\xbf" + json.dumps(found).encode())


def test_a_notification_is_a_hint_because_nothing_proves_it() -> None:
    """Of a payment or of a token."""
    hint = SHOP.parse_notification(told(), NOW)
    assert isinstance(hint, Hint)
    assert hint.question == FetchPayment("12769")
    assert hint.reply.status == 200

    not_ours = SHOP.parse_notification(told(invoice={"orderNo": "begun \x00 elsewhere"}), NOW)
    assert not_ours.question == FetchPayment("12769")

    token = json.dumps(sample("paymaster_v2_token_status_notification")).encode()
    about_token = SHOP.parse_notification(NotificationInput("POST", body=token), NOW)
    assert about_token.question == FetchMethod("tok-1")
    assert isinstance(SHOP.build_request(about_token.question), HttpRequest)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"merchantId": "another"}, "another merchant"),
        ({"testMode": True}, "a test payment"),
        ({"amount": {"value": 10.5, "currency": "USD"}}, "another currency than RUB"),
        ({"amount": {"value": 10.505, "currency": "RUB"}}, "whole minor units"),
        ({"amount": {"value": "10.5", "currency": "RUB"}}, "JSON"),
        ({"amount": 10}, "amount"),
        ({"id": "../payments"}, "id"),
    ],
)
def test_a_notification_about_something_else_is_refused_by_name(changed: dict[str, Any], why: str) -> None:
    """Before anything is asked."""
    with pytest.raises(NotificationRejected, match=why):
        SHOP.parse_notification(told(**changed), NOW)
