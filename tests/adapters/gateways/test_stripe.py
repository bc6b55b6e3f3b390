"""Stripe: what is asked, and what the answers mean."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from astra_billing import RUB, Currency, Money
from astra_billing.adapters.gateways.forms import read_form
from astra_billing.adapters.gateways.http import HttpRequest, HttpResponse
from astra_billing.adapters.gateways.stripe import Stripe
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
    ForgetMethod,
    InvalidRequest,
    Misconfigured,
    NotificationRejected,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    RefundPayment,
    RefundSnapshot,
    StartPayment,
    StartSaving,
    StoredMethod,
)
from tests.adapters.gateways.samples import sample

if TYPE_CHECKING:
    from astra_billing.ports.payments import Operation
from tests.adapters.gateways.stripe_objects import ACCOUNT, CARD, INTENT, PRICE, told

BACK = "https://shop.example/back"
CHARGE = ChargeSaved("k1", "pm_1", PRICE, "Autopay", payer_ref="cus_1")
TEST_ACCOUNT = Stripe("sk_test_1", ("whsec_local",), takes_test_payments=True)
PAGE = {
    "object": "checkout.session",
    "id": "cs_1",
    "amount_total": 62000,
    "currency": "rub",
    "metadata": {"own_key": "k1"},
}


def read(operation: Operation, said: dict[str, Any], status: int = 200, step: str = "") -> Answer | HttpRequest:
    """What a JSON answer means."""
    return ACCOUNT.read_response(operation, HttpResponse(status, {}, json.dumps(said).encode(), step))


def payment(operation: Operation, said: dict[str, Any], status: int = 200, step: str = "") -> PaymentSnapshot:
    """What a JSON answer about a payment means."""
    answer = read(operation, said, status, step)
    assert isinstance(answer, PaymentSnapshot)
    return answer


def sent(operation: Operation) -> tuple[str, str, dict[str, str]]:
    """Method, path and form of what is sent."""
    request = ACCOUNT.build_request(operation)
    return request.method, urlsplit(request.url).path.removeprefix("/v1"), read_form(request.body)


def test_everything_that_changes_something_carries_our_key_and_version() -> None:
    """No key is ever made up on the way."""
    for operation in (
        StartPayment("k1", PRICE, BACK),
        StartSaving("k1", BACK),
        CHARGE,
        CancelPayment("k1", "pi_1"),
        RefundPayment("k1", "pi_1", PRICE),
        ForgetMethod("k1", "pm_1"),
    ):
        request = ACCOUNT.build_request(operation)
        assert request == ACCOUNT.build_request(operation)
        assert request.headers["Idempotency-Key"] == "k1"
        assert request.headers["Authorization"] == "Bearer sk_live_1"
        assert request.headers["Stripe-Version"] == ACCOUNT.api_version


def test_a_charge_of_a_saved_card_is_a_confirmed_intent_without_the_customer() -> None:
    """R79: minor units, lower-case currency, off session."""
    method, path, form = sent(CHARGE)

    assert (method, path) == ("POST", "/payment_intents")
    assert {"amount": "62000", "currency": "rub", "customer": "cus_1", "payment_method": "pm_1"}.items() <= form.items()
    assert (form["confirm"], form["off_session"], form["metadata[own_key]"]) == ("true", "true", "k1")


def test_a_payment_by_the_customer_is_a_checkout_page() -> None:
    """R56, R77: the page may keep the card, for the customer that we name or a new one."""
    _, path, form = sent(StartPayment("k1", PRICE, BACK, "Top-up", save_method=True))
    assert path == "/checkout/sessions"
    assert (form["mode"], form["line_items[0][price_data][unit_amount]"], form["success_url"]) == (
        "payment",
        "62000",
        BACK,
    )
    assert form["payment_intent_data[setup_future_usage]"] == "off_session"
    assert form["customer_creation"] == "always"

    _, _, known = sent(StartPayment("k1", PRICE, BACK, save_method=True, payer_ref="cus_1"))
    assert known["customer"] == "cus_1"
    assert "customer_creation" not in known

    _, _, saving = sent(StartSaving("k1", BACK))
    assert (saving["mode"], saving["currency"], saving["customer_creation"]) == ("setup", "rub", "always")
    assert "customer_creation" not in sent(StartSaving("k1", BACK, payer_ref="cus_1"))[2]


def test_what_is_asked_about_decides_where() -> None:
    """Sessions, intents, set-ups and refunds by their own ids, with what is needed inside."""
    for operation, path in (
        (FetchPayment("pi_1"), "/payment_intents/pi_1"),
        (FetchPayment("cs_test_1"), "/checkout/sessions/cs_test_1"),
        (FetchMethod("seti_1"), "/setup_intents/seti_1"),
        (FetchRefund("re_1"), "/refunds/re_1"),
        (CancelPayment("k1", "pi_1"), "/payment_intents/pi_1/cancel"),
        (CancelPayment("k1", "cs_1"), "/checkout/sessions/cs_1/expire"),
        (ForgetMethod("k1", "pm_1"), "/payment_methods/pm_1/detach"),
    ):
        assert sent(operation)[1] == path
    asked = ACCOUNT.build_request(FetchPayment("cs_1"))
    assert parse_qs(urlsplit(asked.url).query)["expand[0]"] == ["payment_intent.latest_charge"]


@pytest.mark.parametrize("ref", ["pi_1/../../refunds", "pi_1?x=1", "4242424242424242", "ch_1", "я", "pi"])
def test_an_id_is_never_part_of_another_address(ref: str) -> None:
    """What is no id of ours is refused before sending."""
    for operation in (FetchPayment(ref), CancelPayment("k1", ref)):
        with pytest.raises(InvalidRequest):
            ACCOUNT.build_request(operation)


def test_card_numbers_never_pass_for_tokens() -> None:
    """Card data never enters."""
    for operation in (ChargeSaved("k1", "4242424242424242", PRICE), ForgetMethod("k1", "4242424242424242")):
        with pytest.raises(InvalidRequest):
            ACCOUNT.build_request(operation)


def test_a_paid_intent_tells_its_card_and_what_was_refunded() -> None:
    """Whole inside, in the list of older versions, or not there."""
    details = {"payment_method_details": {"card": CARD["card"]}, "amount_refunded": 20000}
    whole = payment(CHARGE, INTENT | {"status": "succeeded", "latest_charge": {"id": "ch_1", **details}})
    assert (whole.state, whole.kept, whole.own_key) == (PaymentState.SUCCEEDED, Money("420.00", RUB), "k1")
    assert whole.method is not None
    assert (whole.method.token, whole.method.title, whole.method.expires) == ("pm_1", "visa *4242", Month(2030, 7))

    listed = payment(CHARGE, INTENT | {"status": "succeeded", "charges": {"data": [{"id": "ch_1", **details}]}})
    assert listed.refunded == Money("200.00", RUB)

    named = payment(CHARGE, INTENT | {"status": "succeeded", "latest_charge": "ch_1", "payment_method": CARD})
    assert named.refunded == Money("0.00", RUB)
    assert named.method is not None
    assert named.method.title == "visa *4242"


def test_a_card_is_kept_only_when_that_was_asked() -> None:
    """A payment without setup_future_usage keeps nothing."""
    by_customer = INTENT | {"status": "succeeded", "metadata": {}}

    assert payment(FetchPayment("pi_1"), by_customer).method is None
    kept = payment(FetchPayment("pi_1"), by_customer | {"setup_future_usage": "off_session"}).method
    assert kept is not None
    assert kept.payer_ref == "cus_1"


def test_a_decline_with_or_without_the_intent_is_an_answer() -> None:
    """402; the decline code says more than the code."""
    error = {
        "type": "card_error",
        "code": "card_declined",
        "decline_code": "insufficient_funds",
        "message": "No funds.",
    }
    for inside in ({}, {"payment_intent": INTENT | {"status": "requires_payment_method", "livemode": True}}):
        answer = payment(CHARGE, {"error": error | inside}, 402)
        assert (answer.state, answer.amount, answer.own_key) == (PaymentState.FAILED, PRICE, "k1")
        assert answer.failure is not None
        assert (answer.failure.reason, answer.failure.text) == (FailureReason.INSUFFICIENT_FUNDS, "No funds.")


def test_a_card_that_is_gone_is_a_decline_too() -> None:
    """400 about the payment method: the customer has to choose another."""
    error = {"code": "resource_missing", "param": "payment_method", "message": "No such payment method"}

    answer = payment(CHARGE, {"error": error}, 400)

    assert answer.failure is not None
    assert answer.failure.reason is FailureReason.METHOD_INVALID
    with pytest.raises(InvalidRequest):
        read(FetchPayment("pi_1"), {"error": error}, 400)


def test_an_intent_that_wants_the_customer_is_given_up_before_it_is_a_failure() -> None:
    """Otherwise it could still be paid after a second charge was made."""
    step = read(CHARGE, INTENT | {"status": "requires_action"})
    assert isinstance(step, HttpRequest)
    assert urlsplit(step.url).path == "/v1/payment_intents/pi_1/cancel"
    assert step.headers["Idempotency-Key"] == "k1-give_up"

    failed = payment(CHARGE, INTENT | {"status": "canceled"}, step=step.step)
    assert failed.state is PaymentState.FAILED
    assert failed.failure is not None
    assert failed.failure.reason is FailureReason.NEEDS_AUTHENTICATION

    with pytest.raises(OutcomeUnknown):
        read(CHARGE, INTENT | {"status": "requires_action", "id": "../x"})


def test_a_page_goes_from_open_to_paid() -> None:
    """Open, complete and paid, complete and unpaid, expired."""
    asked = FetchPayment("cs_1")
    opened = payment(asked, PAGE | {"status": "open", "url": "https://checkout.stripe.com/c/1"})
    assert (opened.state, opened.redirect_url) == (PaymentState.NEEDS_CUSTOMER, "https://checkout.stripe.com/c/1")
    assert "url" not in opened.raw

    inside = INTENT | {"status": "succeeded", "latest_charge": {"amount_refunded": 100}}
    paid = payment(asked, PAGE | {"status": "complete", "payment_status": "paid", "payment_intent": inside})
    assert (paid.state, paid.ref, paid.refunded) == (PaymentState.SUCCEEDED, "cs_1", Money("1.00", RUB))

    late = payment(asked, PAGE | {"status": "complete", "payment_status": "unpaid", "payment_intent": "pi_1"})
    assert late.state is PaymentState.PENDING

    error = {"last_payment_error": {"code": "card_declined"}}
    lost = INTENT | {"status": "requires_payment_method", "metadata": {}} | error
    failed = payment(asked, PAGE | {"status": "complete", "payment_status": "unpaid", "payment_intent": lost})
    assert failed.state is PaymentState.FAILED

    expired = payment(asked, PAGE | {"status": "expired"})
    assert expired.failure is not None
    assert expired.failure.reason is FailureReason.TIMED_OUT


def test_a_refund_of_a_page_finds_its_intent_first() -> None:
    """Two steps: the first only asks."""
    operation = RefundPayment("k2", "cs_1", Money("200.00", RUB))
    first = ACCOUNT.build_request(operation)
    assert (first.method, first.only_asks) == ("GET", True)

    second = read(operation, PAGE | {"payment_intent": {"id": "pi_1"}}, step=first.step)

    assert isinstance(second, HttpRequest)
    assert read_form(second.body)["payment_intent"] == "pi_1"
    assert read_form(second.body)["amount"] == "20000"
    with pytest.raises(OutcomeUnknown):
        read(operation, PAGE | {"payment_intent": None}, step=first.step)


def test_refunds_are_read_with_their_reasons() -> None:
    """The vendor's fixture; a refund that the bank sent back."""
    said = sample("stripe_fixture_refund")
    done = read(FetchRefund("re_1"), said)
    assert isinstance(done, RefundSnapshot)
    assert (done.state, done.amount) == (PaymentState.SUCCEEDED, Money("1.00", Currency.of("USD")))
    assert done.payment_ref == said["charge"]

    failed = read(FetchRefund("re_1"), said | {"status": "failed", "failure_reason": "lost_or_stolen_card"})
    assert isinstance(failed, RefundSnapshot)
    assert failed.failure is not None
    assert failed.failure.code == "lost_or_stolen_card"


def test_the_vendors_fixtures_are_read_and_their_secrets_dropped() -> None:
    """An intent and a set-up as the vendor's own tests have them."""
    intent = TEST_ACCOUNT.read_response(
        FetchPayment("pi_1"), HttpResponse(200, {}, json.dumps(sample("stripe_fixture_payment_intent")).encode())
    )
    assert isinstance(intent, PaymentSnapshot)
    assert intent.state is PaymentState.NEEDS_CUSTOMER
    assert "client_secret" not in intent.raw

    setup = TEST_ACCOUNT.read_response(
        FetchMethod("seti_1"), HttpResponse(200, {}, json.dumps(sample("stripe_fixture_setup_intent")).encode())
    )
    assert isinstance(setup, StoredMethod)
    assert "client_secret" not in setup.raw


def test_a_saving_goes_from_its_page_to_a_token() -> None:
    """R77: open, done with its card, expired, failed."""
    page = {"object": "checkout.session", "id": "cs_1", "mode": "setup", "metadata": {"own_key": "k1"}}

    def method(said: dict[str, Any]) -> StoredMethod:
        answer = read(FetchMethod("cs_1"), said)
        assert isinstance(answer, StoredMethod)
        return answer

    opened = method(page | {"status": "open", "url": "https://checkout.stripe.com/c/1"})
    assert (opened.status, opened.token, opened.redirect_url) == (
        MethodStatus.BEING_SET_UP,
        "",
        "https://checkout.stripe.com/c/1",
    )
    done = {"id": "seti_1", "status": "succeeded", "payment_method": CARD, "customer": {"id": "cus_1"}}
    kept = method(page | {"status": "complete", "setup_intent": done})
    assert (kept.status, kept.token, kept.payer_ref, kept.ref) == (MethodStatus.WORKS, "pm_1", "cus_1", "cs_1")
    assert method(page | {"status": "complete", "setup_intent": "seti_1"}).status is MethodStatus.BEING_SET_UP
    assert method(page | {"status": "expired"}).status is MethodStatus.FAILING
    failed = {"id": "seti_1", "status": "requires_payment_method", "last_setup_error": {"code": "expired_card"}}
    assert method(failed).failure is not None
    waiting = {"id": "seti_1", "status": "requires_action", "next_action": {"redirect_to_url": {"url": "https://3ds"}}}
    assert method(waiting).redirect_url == "https://3ds"
    assert read(ForgetMethod("k1", "pm_1"), {"id": "pm_1", "object": "payment_method"}) is None


def test_another_request_with_the_key_under_way_is_a_doubt_and_a_reused_key_a_mistake() -> None:
    """409 and idempotency_error."""
    with pytest.raises(OutcomeUnknown):
        read(CHARGE, {"error": {"code": "idempotency_key_in_use"}}, 409)
    with pytest.raises(InvalidRequest) as caught:
        read(CHARGE, {"error": {"type": "idempotency_error", "message": "Keys for idempotent requests..."}}, 400)
    assert caught.value.code == "idempotency_error"


def test_test_mode_is_a_wrong_setting_in_production() -> None:
    """Its payments move no money."""
    with pytest.raises(Misconfigured, match="test mode"):
        read(CHARGE, INTENT | {"status": "succeeded", "livemode": False})
    with pytest.raises(Misconfigured, match="test mode"):
        read(CHARGE, {"error": {"payment_intent": INTENT | {"livemode": False}}}, 402)
    with pytest.raises(NotificationRejected, match="test mode"):
        told("payment_intent.succeeded", INTENT | {"status": "succeeded"}, livemode=False)
