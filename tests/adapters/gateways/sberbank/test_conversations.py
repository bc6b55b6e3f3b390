"""Sberbank: an operation is a conversation, and a lost answer never costs twice."""

from __future__ import annotations

from typing import Any

import pytest

from astra_billing.adapters.gateways.http import HttpResponse
from astra_billing.adapters.gateways.sberbank import CLASSIC_TEST, PARTNER_TEST, ChargeBy, Dialect, Sberbank
from astra_billing.dates import Month
from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, USD, Money
from astra_billing.ports.payments import (
    CancelPayment,
    ChargeSaved,
    FailureReason,
    FetchPayment,
    FetchRefund,
    GatewayError,
    InvalidRequest,
    Misconfigured,
    NotSupported,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    StartPayment,
    StartSaving,
    WrongAnswer,
)
from tests.adapters.gateways.samples import sample
from tests.adapters.gateways.talking import answer, fields_of, talk
from tests.contracts.gateways.sberbank import ID, PROCESSED, REGISTERED, order

PRICE = Money("620.00", RUB)
SITE = "https://shop.example/"
SHOP = Sberbank(url=CLASSIC_TEST, user="T7701-api", password="hidden", site_url=SITE)  # noqa: S106 - a test
START = StartPayment("40017", PRICE, f"{SITE}back")
CHARGE = ChargeSaved("40017", "555555", PRICE, payer_ip="203.0.113.5")
SAVE = StartSaving("40017", f"{SITE}back", payer_ref="777777")
TAKEN = {"errorCode": "1", "errorMessage": "Заказ с таким номером уже обработан"}
BOUND: dict[str, Any] = {"bindingInfo": {"clientId": "777777", "bindingId": "555555"}}


def payment(operation: Any, *said: Any, shop: Sberbank = SHOP) -> PaymentSnapshot:
    """The payment that a conversation ends with."""
    found = answer(shop, operation, *said)
    assert isinstance(found, PaymentSnapshot)
    return found


def refused(operation: Any, *said: Any, shop: Sberbank = SHOP) -> GatewayError:
    """The error that a conversation ends with."""
    with pytest.raises(GatewayError) as caught:
        talk(shop, operation, *said)
    return caught.value


def test_a_payment_starts_with_an_order_under_our_key_and_an_address_for_the_customer() -> None:
    """R56: the recorded answer of register.do."""
    started, asked = talk(SHOP, START, sample("sber_register_ok"))

    assert isinstance(started, PaymentSnapshot)
    assert (started.state, started.ref, started.own_key) == (PaymentState.NEEDS_CUSTOMER, ID, "40017")
    assert started.redirect_url.endswith(f"mdOrder={ID}")
    assert fields_of(asked[0]) | {"password": ""} == {
        "userName": "T7701-api",
        "password": "",
        "orderNumber": "40017",
        "amount": "62000",
        "currency": "643",
        "returnUrl": f"{SITE}back",
    }


def test_a_number_that_is_taken_means_an_answer_that_was_lost() -> None:
    """The recorded error 1: the first order is asked for, by our own number."""
    found, asked = talk(SHOP, START, sample("sber_register_duplicate_order_number"), order(2))

    assert isinstance(found, PaymentSnapshot)
    assert (found.state, found.ref) == (PaymentState.SUCCEEDED, ID)
    assert fields_of(asked[1])["orderNumber"] == "40017"


def test_a_charge_that_was_taken_before_is_never_paid_a_second_time() -> None:
    """An order that is registered and not paid may be on its way, so it is waited for until it times out."""
    waiting = payment(CHARGE, TAKEN, order(0))
    timed_out = payment(CHARGE, TAKEN, order(6, action=-2007))

    assert waiting.state is PaymentState.PENDING
    assert timed_out.failure is not None
    assert (timed_out.state, timed_out.failure.reason) == (PaymentState.FAILED, FailureReason.TIMED_OUT)


def test_an_order_under_our_number_about_another_amount_is_no_answer() -> None:
    """Somebody used the number for something else."""
    assert type(refused(CHARGE, TAKEN, order(2, Money("62.00", RUB)))) is WrongAnswer


def test_a_charge_is_registered_paid_and_asked_for() -> None:
    """R79: three calls, with the binding and the payer's address in the second."""
    found, asked = talk(SHOP, CHARGE, REGISTERED, sample("sber_payment_order_redirect"), order(2, **BOUND))

    assert isinstance(found, PaymentSnapshot)
    assert found.state is PaymentState.SUCCEEDED
    assert found.method is not None
    assert (found.method.token, found.method.payer_ref) == ("555555", "777777")
    assert [request.url.rpartition("/")[2] for request in asked] == [
        "register.do",
        "paymentOrderBinding.do",
        "getOrderStatusExtended.do",
    ]
    assert fields_of(asked[0])["features"] == "AUTO_PAYMENT"
    assert {"mdOrder": ID, "bindingId": "555555", "ip": "203.0.113.5"}.items() <= fields_of(asked[1]).items()
    assert [request.is_repeatable for request in asked] == [True, False, True]


def test_a_charge_in_one_call_is_asked_for_too() -> None:
    """recurrentPayment.do: the order tells how it ended."""
    shop = Sberbank(url=PARTNER_TEST, token="t", site_url=SITE, dialect=Dialect.PARTNER, charge_by=ChargeBy.RECURRENT)  # noqa: S106
    told = {"success": True, "data": {"orderId": ID}, "orderStatus": {"errorCode": "0"}}

    found, asked = talk(shop, CHARGE, told, order(2))

    assert isinstance(found, PaymentSnapshot)
    assert found.state is PaymentState.SUCCEEDED
    assert [request.url.rpartition("/")[2] for request in asked] == ["recurrentPayment.do", "getOrderStatusExtended.do"]
    assert payment(CHARGE, {"success": False, "error": {"code": "1"}}, order(6, action=116), shop=shop).failure


def test_an_issuer_that_wants_to_see_the_customer_is_told_as_such() -> None:
    """3-D Secure at a charge: the payment waits for the customer, with the form to post."""
    told = {"errorCode": 0, "acsUrl": "https://acs.example/", "paReq": "eJx", "termUrl": f"{SITE}3ds"}

    waiting = payment(CHARGE, REGISTERED, told)

    assert (waiting.state, waiting.redirect_url) == (PaymentState.NEEDS_CUSTOMER, "https://acs.example/")
    assert dict(waiting.redirect_fields) == {"MD": ID, "PaReq": "eJx", "TermUrl": f"{SITE}3ds"}


def test_a_binding_that_is_gone_is_a_decline() -> None:
    """Error 2 of paymentOrderBinding.do, or of recurrentPayment.do: only another method helps."""
    shop = Sberbank(url=PARTNER_TEST, token="t", site_url=SITE, dialect=Dialect.PARTNER, charge_by=ChargeBy.RECURRENT)  # noqa: S106
    for found in (
        payment(CHARGE, REGISTERED, {"errorCode": "2", "errorMessage": "Связка не найдена"}),
        payment(CHARGE, {"success": False, "error": {"code": "2"}}, shop=shop),
    ):
        assert found.failure is not None
        assert (found.state, found.failure.reason) == (PaymentState.FAILED, FailureReason.METHOD_REVOKED)


def test_a_refusal_after_the_payment_was_tried_is_a_doubt() -> None:
    """Whoever refuses the question, the money may have moved."""
    for said in ({"errorCode": "6"}, sample("sber_access_denied"), HttpResponse(401), HttpResponse(400), b"<html>"):
        assert type(refused(CHARGE, REGISTERED, PROCESSED, said)) is OutcomeUnknown


def test_an_answer_that_the_processing_never_got_is_a_doubt() -> None:
    """151019: sent, and not answered; nobody knows."""
    error = refused(CHARGE, REGISTERED, PROCESSED, order(6, action=151019))

    assert (type(error), error.code) == (OutcomeUnknown, "151019")


def test_the_recorded_status_of_a_paid_order() -> None:
    """Names in another case, numbers for ids: read all the same."""
    found = payment(
        FetchPayment(own_key="99999", expected=Money("1500.00", RUB)), sample("sber_status_extended_deposited")
    )

    assert (found.state, found.amount, found.own_key) == (PaymentState.SUCCEEDED, Money("1500.00", RUB), "99999")
    assert found.method is not None
    assert (found.method.token, found.method.title, found.method.expires) == ("555555", "555555**5599", Month(2020, 12))
    assert "cardauthinfo" not in found.raw


def test_an_error_without_a_status_is_no_state() -> None:
    """The recorded error 3 speaks of a cancelled authorisation and names no order: it decides nothing."""
    error = refused(FetchPayment(ref=ID), sample("sber_status_extended_reversed_error"))

    assert (type(error), error.code) == (OutcomeUnknown, "3")
    assert type(refused(FetchPayment(ref=ID), {"errorCode": "0"})) is OutcomeUnknown


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"errorCode": "6", "errorMessage": "Незарегистрированный OrderId"}, InvalidRequest),
        ({"errorCode": 5, "errorMessage": "Доступ запрещён"}, Misconfigured),
        ({"error": {"code": "5", "message": "Access denied"}}, Misconfigured),
        ({"ErrorCode": 5, "ErrorMessage": "Ошибка значения параметра запроса"}, InvalidRequest),
        ({"errorCode": "7", "errorMessage": "Системная ошибка"}, OutcomeUnknown),
        ({"errorCode": "x"}, OutcomeUnknown),
        ({"errorCode": 0, "ErrorCode": 1}, OutcomeUnknown),
    ],
)
def test_errors_are_read_wherever_they_stand(said: dict[str, Any], kind: type[GatewayError]) -> None:
    """Text, number, nested, in any case; and 5 means two things, told apart by the words."""
    assert type(refused(START, said)) is kind


def test_the_recorded_refusal_of_access_is_ours_to_repair() -> None:
    """No access is no fault of the order."""
    assert type(refused(START, sample("sber_access_denied"))) is Misconfigured
    assert type(refused(FetchPayment(ref=ID), sample("sber_reverse_unknown_order"))) is InvalidRequest


@pytest.mark.parametrize(
    ("status", "action", "state"),
    [
        (0, -100, PaymentState.NEEDS_CUSTOMER),
        (1, 0, PaymentState.HELD),
        (2, 0, PaymentState.SUCCEEDED),
        (3, 0, PaymentState.CANCELLED),
        (5, 0, PaymentState.PENDING),
        (6, 116, PaymentState.FAILED),
        (6, 4005, PaymentState.CANCELLED),
    ],
)
def test_every_status_of_an_order_is_a_state(status: int, action: int, state: PaymentState) -> None:
    """OrderStatus as the port knows it."""
    assert payment(FetchPayment(ref=ID), order(status, action=action)).state is state


def test_a_status_that_is_not_known_is_no_state() -> None:
    """Nothing is guessed."""
    assert type(refused(FetchPayment(ref=ID), order(17))) is OutcomeUnknown


def test_a_partly_refunded_order_is_paid_and_says_how_much_went_back() -> None:
    """Status 4 is a payment that succeeded; without the sum it says too little."""
    sums = {"depositedAmount": 62000, "refundedAmount": 20000}

    found = payment(FetchPayment(ref=ID), order(4, paymentAmountInfo=sums))

    assert (found.state, found.refunded) == (PaymentState.SUCCEEDED, Money("200.00", RUB))
    assert type(refused(FetchPayment(ref=ID), order(4, paymentAmountInfo={}))) is OutcomeUnknown
    too_much = {"depositedAmount": 62000, "refundedAmount": 62001}
    assert type(refused(FetchPayment(ref=ID), order(4, paymentAmountInfo=too_much))) is OutcomeUnknown


def test_an_order_in_another_currency_or_of_another_number_is_no_answer() -> None:
    """The shop counts in roubles, old code or new."""
    assert payment(FetchPayment(ref=ID), order(2, currency="810")).amount == PRICE
    assert type(refused(FetchPayment(ref=ID), order(2, currency="840"))) is WrongAnswer
    assert type(refused(FetchPayment(own_key="40018"), order(2))) is WrongAnswer
    assert type(refused(FetchPayment(ref="another"), order(2))) is WrongAnswer


def test_a_cancellation_never_takes_a_paid_order_back() -> None:
    """What is held is let go, what is not paid is declined; reverse.do on a paid order would be a refund."""
    giving_up = CancelPayment("40018", ID)

    assert payment(giving_up, order(2)).state is PaymentState.SUCCEEDED
    released, asked = talk(SHOP, giving_up, order(1), sample("sber_reverse_ok"), order(3))
    assert isinstance(released, PaymentSnapshot)
    assert (released.state, asked[1].url.rpartition("/")[2]) == (PaymentState.CANCELLED, "reverse.do")
    declined, asked = talk(SHOP, giving_up, order(0), {"errorCode": 0}, order(6, action=4005))
    assert isinstance(declined, PaymentSnapshot)
    assert (declined.state, asked[1].url.rpartition("/")[2]) == (PaymentState.CANCELLED, "decline.do")
    assert payment(giving_up, order(0), {"errorCode": "7"}, order(2)).state is PaymentState.SUCCEEDED


def test_what_does_not_fit_the_shop_is_refused_before_anything_is_sent() -> None:
    """Another currency, no customer for a binding, no address of the payer, refunds asked by id."""
    dollars = Money("620.00", USD)
    for operation, kind in (
        (StartPayment("40017", dollars, SITE), InvalidRequest),
        (StartPayment("40017", PRICE, SITE, save_method=True), InvalidRequest),
        (StartSaving("40017", SITE), InvalidRequest),
        (ChargeSaved("40017", "555555", PRICE), InvalidRequest),
        (FetchRefund(ID), NotSupported),
    ):
        assert type(refused(operation)) is kind


def test_a_shop_has_one_way_to_sign_in() -> None:
    """Neither or both is a setting forgotten; and the address is one of TLS, with its slash."""
    both: dict[str, Any] = {"password": "p", "token": "t"}
    for wrong in ({}, both, {"password": "p"}, {"user": "u"}, {"user": "u", "token": "t"}):
        with pytest.raises(InvalidValue):
            Sberbank(url=CLASSIC_TEST, site_url=SITE, **wrong)
    for url in ("http://3dsec.sberbank.ru/payment/rest/", CLASSIC_TEST.rstrip("/")):
        with pytest.raises(InvalidValue):
            Sberbank(url=url, site_url=SITE, token="t")  # noqa: S106
