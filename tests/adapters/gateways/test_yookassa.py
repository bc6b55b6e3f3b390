"""YooKassa: what is asked, what the answers mean, and what a notification is worth."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from astra_billing import RUB, USD, Money, TaxRate
from astra_billing.adapters.gateways.http import HttpResponse
from astra_billing.adapters.gateways.yookassa import YooKassa
from astra_billing.dates import Month
from astra_billing.methods import MethodStatus
from astra_billing.ports.payments import (
    Answer,
    CancelPayment,
    ChargeSaved,
    FailureReason,
    FetchMethod,
    FetchPayment,
    FetchRefund,
    FiscalContact,
    FiscalLine,
    FiscalReceipt,
    ForgetMethod,
    GatewayError,
    Hint,
    InvalidRequest,
    Misconfigured,
    NotificationInput,
    NotificationRejected,
    NotSubmitted,
    NotSupported,
    Operation,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    RefundPayment,
    RefundSnapshot,
    StoredMethod,
    Subject,
    Verified,
)
from tests.adapters.gateways.samples import sample
from tests.adapters.gateways.yookassa_requests import BACK, ID, OPERATIONS, PRICE, shop

NOW = datetime(2026, 1, 15, tzinfo=UTC)
ASKED = FetchPayment(ID)


def read(said: dict[str, Any], operation: Operation = ASKED, status: int = 200) -> Answer:
    """What a JSON answer means."""
    return shop().read_response(operation, HttpResponse(status, {}, json.dumps(said).encode()))


def payment(status: str, **more: Any) -> PaymentSnapshot:
    """What a payment in a status means."""
    answer = read({"id": ID, "status": status, "amount": {"value": "620.00", "currency": "RUB"}, **more})
    assert isinstance(answer, PaymentSnapshot)
    return answer


def told(said: dict[str, Any], *, source_ip: str = "185.71.76.5") -> Verified | Hint:
    """What a notification is worth."""
    arrived = NotificationInput("POST", (), json.dumps(said).encode(), source_ip=source_ip)
    return shop().parse_notification(arrived, NOW)


def test_everything_that_changes_something_carries_our_key() -> None:
    """The header is required; the same operation is the same request."""
    for operation in OPERATIONS.values():
        request = shop().build_request(operation)
        assert request == shop().build_request(operation)
        assert request.method == "POST"
        assert request.headers["Idempotence-Key"] == operation.key  # type: ignore[union-attr]  # all of them have one
        assert request.headers["Authorization"] == f"Basic {b64encode(b'123456:test_secret').decode()}"
        assert request.is_repeatable


def test_questions_change_nothing() -> None:
    """Payments, methods and refunds are asked about by their ids."""
    for operation, collection in (
        (FetchPayment(ID), "payments"),
        (FetchMethod(ID), "payment_methods"),
        (FetchRefund(ID), "refunds"),
    ):
        request = shop().build_request(operation)
        assert (request.method, request.url) == ("GET", f"https://api.yookassa.ru/v3/{collection}/{ID}")
        assert request.only_asks


def test_a_charge_of_a_saved_method_is_the_recorded_one() -> None:
    """The body of the sample, but for our metadata."""
    recorded = sample("yookassa_create_recurring_request")
    operation = ChargeSaved("autopay-2026-11-0001", ID, PRICE, "Autopay 2026-11")

    request = shop().build_request(operation)

    assert json.loads(request.body) | {"metadata": None} == recorded["body"] | {"metadata": None}
    assert request.headers["Idempotence-Key"] == recorded["headers"]["Idempotence-Key"]


@pytest.mark.parametrize("ref", ["../refunds/1", "a/b", "a?b", "a b", "я", "x" * 65])
def test_an_id_is_never_part_of_another_address(ref: str) -> None:
    """What is no id is refused before sending."""
    for operation in (
        FetchPayment(ref),
        FetchMethod(ref),
        FetchRefund(ref),
        CancelPayment("k", ref),
        RefundPayment("k", ref, PRICE),
    ):
        with pytest.raises(InvalidRequest):
            shop().build_request(operation)


def test_what_it_cannot_do_is_refused_before_sending() -> None:
    """No forgetting, no asking by our key, no other currency, no rate of 2018."""
    with pytest.raises(NotSupported):
        shop().build_request(ForgetMethod("k1", ID))
    with pytest.raises(InvalidRequest):
        shop().build_request(FetchPayment(own_key="k1"))
    with pytest.raises(InvalidRequest, match="roubles"):
        shop().build_request(ChargeSaved("k1", ID, Money("1.00", USD)))
    old = FiscalReceipt((FiscalLine("x", PRICE, TaxRate("18")),), FiscalContact(email="a@b.c"))
    with pytest.raises(InvalidRequest, match="vat_18"):
        shop().build_request(ChargeSaved("k1", ID, PRICE, receipt=old))


def test_the_tax_system_is_told_where_the_register_needs_it() -> None:
    """Tag 1055."""
    with_code = YooKassa("1", "s", tax_system_code=2)

    body = json.loads(with_code.build_request(OPERATIONS["charge"]).body)

    assert body["receipt"]["tax_system_code"] == 2
    assert "tax_system_code" not in json.loads(shop().build_request(OPERATIONS["charge"]).body)["receipt"]


def test_a_payment_that_waits_for_its_customer_says_where() -> None:
    """R56: the customer pays on the gateway's page."""
    answer = read(sample("yookassa_payment_pending_redirect"))

    assert isinstance(answer, PaymentSnapshot)
    assert answer.state is PaymentState.NEEDS_CUSTOMER
    assert answer.redirect_url == "https://yoomoney.ru/checkout/payments/v2/contract?orderId=123"
    assert answer.amount == Money("100.00", RUB)


def test_a_recorded_success_is_a_success() -> None:
    """With what was refunded, and no method where none was saved."""
    answer = read(sample("yookassa_payment_succeeded"))

    assert isinstance(answer, PaymentSnapshot)
    assert (answer.state, answer.refunded, answer.method) == (PaymentState.SUCCEEDED, Money("0.00", RUB), None)
    part = payment("succeeded", refunded_amount={"value": "200.00", "currency": "RUB"})
    assert part.kept == Money("420.00", RUB)


def test_a_saved_method_comes_with_its_payment() -> None:
    """Masked, with its last month."""
    card = {"last4": "4444", "expiry_year": "2030", "expiry_month": "07"}
    method = {"type": "bank_card", "id": ID, "saved": True, "title": "Bank card *4444", "card": card}

    kept = payment("succeeded", payment_method=method).method

    assert kept is not None
    assert (kept.token, kept.status, kept.title) == (ID, MethodStatus.WORKS, "Bank card *4444")
    assert kept.expires == Month(2030, 7)
    for odd in ({}, {"expiry_year": None}, {"expiry_year": "20xx", "expiry_month": "7"}):
        again = payment("succeeded", payment_method={**method, "card": odd}).method
        assert again is not None
        assert again.expires is None


def test_statuses_mean_what_the_vendor_says() -> None:
    """Pending without a page is being processed; a hold is a hold."""
    assert payment("pending").state is PaymentState.PENDING
    assert payment("waiting_for_capture").state is PaymentState.HELD
    assert payment("canceled", cancellation_details={"party": "merchant", "reason": "canceled_by_merchant"}).state is (
        PaymentState.CANCELLED
    )


def test_a_reason_that_nobody_knows_is_a_plain_decline() -> None:
    """With its code kept."""
    answer = payment("canceled", cancellation_details={"party": "yoo_money", "reason": "new_reason"})

    assert answer.failure is not None
    assert (answer.failure.reason, answer.failure.code) == (FailureReason.DECLINED, "new_reason")
    assert answer.failure.text == "yoo_money"


def test_a_withdrawn_permission_is_the_end_of_the_method() -> None:
    """R86: such a method works no more."""
    said = sample("yookassa_notification_payment_canceled_permission_revoked")["object"]

    answer = read(said)

    assert isinstance(answer, PaymentSnapshot)
    assert answer.method is not None
    assert answer.method.status is MethodStatus.FAILING
    assert answer.failure is not None
    assert answer.failure.reason is FailureReason.METHOD_REVOKED


def test_a_method_that_the_shop_does_not_have_is_a_decline() -> None:
    """400 about payment_method_id: the customer has to choose another."""
    said = {"type": "error", "code": "invalid_request", "parameter": "payment_method_id", "description": "no such id"}

    answer = read(said, ChargeSaved("k1", ID, PRICE), 400)

    assert isinstance(answer, PaymentSnapshot)
    assert answer.failure is not None
    assert answer.failure.reason is FailureReason.METHOD_INVALID
    with pytest.raises(InvalidRequest):
        read(said, FetchPayment(ID), 400)


def test_a_saving_goes_from_its_page_to_a_token() -> None:
    """B54: being set up, works, failing."""
    pending = read(
        sample("yookassa_prism_payment_method_pending") | {"holder": {"account_id": "123456"}}, OPERATIONS["save"]
    )
    assert isinstance(pending, StoredMethod)
    assert (pending.token, pending.status) == ("", MethodStatus.BEING_SET_UP)
    assert pending.redirect_url == "string"

    active = read(sample("yookassa_notification_payment_method_active")["object"], FetchMethod(ID))
    assert isinstance(active, StoredMethod)
    assert (active.token, active.status, active.redirect_url) == (ID, MethodStatus.WORKS, "")

    gone = read({"id": ID, "type": "bank_card", "saved": False, "status": "inactive"}, FetchMethod(ID))
    assert isinstance(gone, StoredMethod)
    assert gone.status is MethodStatus.FAILING
    assert gone.failure is not None


def test_refunds_are_read_with_their_reasons() -> None:
    """Recorded success; a refund that the bank would not take."""
    done = read(sample("yookassa_refund_succeeded"), FetchRefund("r1"))
    assert isinstance(done, RefundSnapshot)
    assert (done.state, done.payment_ref, done.amount) == (PaymentState.SUCCEEDED, ID, Money("50.00", RUB))

    failed = read(
        sample("yookassa_refund_succeeded")
        | {"status": "canceled", "cancellation_details": {"party": "yoo_money", "reason": "insufficient_funds"}},
        RefundPayment("k1", ID, Money("50.00", RUB)),
    )
    assert isinstance(failed, RefundSnapshot)
    assert failed.state is PaymentState.FAILED
    assert failed.failure is not None
    assert failed.failure.reason is FailureReason.INSUFFICIENT_FUNDS


@pytest.mark.parametrize(
    ("name", "status", "expected", "code"),
    [
        ("yookassa_error_invalid_request", 400, InvalidRequest, "invalid_request"),
        ("yookassa_prism_error_401", 401, Misconfigured, "invalid_credentials"),
        ("yookassa_prism_error_400_no_key", 400, InvalidRequest, "invalid_request"),
    ],
)
def test_recorded_errors_keep_their_code_and_words(
    name: str, status: int, expected: type[GatewayError], code: str
) -> None:
    """A 403 is what a shop without the right to recurring payments gets."""
    said = sample(name)
    with pytest.raises(expected) as caught:
        read(said, OPERATIONS["charge"], status)
    assert caught.value.code == code
    assert said["description"] in caught.value.text


def test_still_being_processed_says_when_to_ask_again() -> None:
    """202 carries its wait in milliseconds, in the body."""
    with pytest.raises(OutcomeUnknown) as caught:
        read({"type": "processing", "retry_after": 1800}, OPERATIONS["charge"], 202)
    assert caught.value.retry_after == timedelta(milliseconds=1800)
    with pytest.raises(NotSubmitted):
        read({}, OPERATIONS["charge"], 429)


def test_another_shop_or_a_test_payment_is_a_wrong_setting() -> None:
    """Money of a test shop is no money."""
    said = sample("yookassa_payment_succeeded")
    with pytest.raises(Misconfigured, match="another shop"):
        read(said | {"recipient": {"account_id": "999", "gateway_id": "1"}})
    with pytest.raises(Misconfigured, match="test payment"):
        YooKassa("123456", "s").read_response(ASKED, HttpResponse(200, {}, json.dumps(said).encode()))


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("yookassa_notification_payment_succeeded", Subject.PAYMENT),
        ("yookassa_notification_payment_canceled_insufficient", Subject.PAYMENT),
        ("yookassa_notification_payment_canceled_permission_revoked", Subject.PAYMENT),
        ("yookassa_notification_payment_method_active", Subject.METHOD),
    ],
)
def test_a_notification_is_only_a_question(name: str, subject: Subject) -> None:
    """It is unsigned, so what it says is not believed: the gateway is asked."""
    said = sample(name)

    worth = told(said)

    assert isinstance(worth, Hint)
    assert (worth.subject, worth.ref, worth.event) == (subject, said["object"]["id"], said["event"])
    assert shop().build_request(worth.question).method == "GET"


def test_a_refund_is_asked_about_with_its_payment() -> None:
    """refund.succeeded names both."""
    about = {"id": "r1", "payment_id": ID, "status": "succeeded"}

    worth = told({"type": "notification", "event": "refund.succeeded", "object": about})

    assert isinstance(worth, Hint)
    assert worth.question == FetchRefund("r1", ID)


def test_events_of_other_things_are_answered_and_mean_nothing() -> None:
    """Payouts and deals are not ours, but the vendor wants its 200."""
    worth = told({"type": "notification", "event": "payout.succeeded", "object": {"id": "po-1"}})

    assert isinstance(worth, Verified)
    assert (worth.about, worth.reply.status) == (None, 200)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"type": "notification"},
        {"type": "other", "event": "payment.succeeded", "object": {"id": "1"}},
        {"type": "notification", "event": "payment.succeeded", "object": {}},
        {"type": "notification", "event": "payment.succeeded", "object": {"id": ""}},
        {"type": "notification", "event": "payment.succeeded", "object": {"id": "../refunds"}},
        {"type": "notification", "event": "refund.succeeded", "object": {"id": "1"}},
        {"type": "notification", "event": "payment.succeeded", "object": {"id": "1", "recipient": {"account_id": "9"}}},
        {
            "type": "notification",
            "event": "payment_method.active",
            "object": {"id": "1", "holder": {"account_id": "9"}},
        },
    ],
    ids=map(str, range(9)),
)
def test_a_notification_of_another_form_or_shop_is_refused(said: dict[str, Any]) -> None:
    """Nothing is done about it."""
    with pytest.raises(NotificationRejected):
        told(said)


def test_a_key_that_cannot_be_ours_is_not_looked_for() -> None:
    """A store may not even take such a text, and a payment that others have begun is found by its id."""
    about = {"id": ID, "metadata": {"own_key": "begun \x00 elsewhere"}}

    worth = told({"type": "notification", "event": "payment.succeeded", "object": about})

    assert isinstance(worth, Hint)
    assert worth.question == FetchPayment(ID)


def test_the_sender_is_checked_unless_that_is_switched_off() -> None:
    """Behind a proxy that hides senders the check cannot work; the hint is asked about anyway."""
    said = sample("yookassa_notification_payment_succeeded")
    with pytest.raises(NotificationRejected, match="networks"):
        told(said, source_ip="203.0.113.9")
    open_shop = YooKassa("123456", "s", networks=())
    worth = open_shop.parse_notification(NotificationInput("POST", (), json.dumps(said).encode()), NOW)
    assert isinstance(worth, Hint)


def test_a_return_page_is_part_of_the_request() -> None:
    """The customer comes back to us."""
    assert json.loads(shop().build_request(OPERATIONS["redirect"]).body)["confirmation"] == {
        "type": "redirect",
        "return_url": BACK,
    }
