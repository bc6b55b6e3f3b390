"""PayMaster's older protocol: three hashes, a question before, a notice after."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from astra_billing.adapters.gateways.http import HttpResponse
from astra_billing.adapters.gateways.paymaster import PayMasterForm
from astra_billing.adapters.gateways.paymaster.hashes import Algorithm, form_hash
from astra_billing.adapters.gateways.protocol import Answered
from astra_billing.money import RUB, USD, Money
from astra_billing.ports.payments import (
    ChargeSaved,
    GatewayError,
    InvalidRequest,
    NotificationRejected,
    NotSupported,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    StartPayment,
)
from tests.adapters.gateways.samples import sample
from tests.adapters.gateways.talking import form

NOW = datetime(2026, 1, 15, tzinfo=UTC)
SITE = "https://shop.example/back"
MERCHANT = "96e809e9-8bce-40fd-86cb-d34db39b4668"
SECRET = "form_secret_hidden"  # noqa: S105 - a test
PRICE = Money("2532.00", RUB)
SHOP = PayMasterForm(merchant_id=MERCHANT, secret=SECRET)
NOTICE = {
    "LMI_MERCHANT_ID": MERCHANT,
    "LMI_PAYMENT_NO": "40017",
    "LMI_SYS_PAYMENT_ID": "27012",
    "LMI_SYS_PAYMENT_DATE": "2026-11-23T01:00:00",
    "LMI_PAYMENT_AMOUNT": "2532.00",
    "LMI_CURRENCY": "RUB",
    "LMI_PAID_AMOUNT": "2532.00",
    "LMI_PAID_CURRENCY": "RUB",
    "LMI_PAYMENT_SYSTEM": "3",
    "LMI_SIM_MODE": "0",
}


def hashed(**changed: str) -> dict[str, str]:
    """A notice with some fields changed, hashed with the right secret."""
    fields = {**NOTICE, **changed}
    return {**fields, "LMI_HASH": form_hash(fields, SECRET, "sha256")}


def why_refused(fields: dict[str, str]) -> str:
    """The words of a refusal, which must come."""
    with pytest.raises(NotificationRejected) as caught:
        SHOP.parse_notification(form(fields), NOW)
    assert SECRET not in str(caught.value)
    return caught.value.text


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256"])
def test_the_signed_samples_prove_themselves(algorithm: Algorithm) -> None:
    """Composed by the order that six implementations agree on; no recorded one with a known secret was found."""
    found = sample(f"paymaster_lmi_notification_{algorithm}")
    merchant = PayMasterForm(merchant_id=MERCHANT, secret=found["secret_key"], algorithm=algorithm)

    told = merchant.parse_notification(form(found["form"]), NOW)

    assert isinstance(told.about, PaymentSnapshot)
    assert (told.about.state, told.about.amount) == (PaymentState.SUCCEEDED, PRICE)
    assert (told.about.ref, told.about.own_key, told.reply.status) == ("27012", "3", 200)


def test_a_question_before_the_payment_is_answered_yes_or_no() -> None:
    """It carries no hash, and nothing has happened yet."""
    asked = SHOP.parse_notification(form({**NOTICE, "LMI_PREREQUEST": "1"}), NOW)

    assert isinstance(asked.about, PaymentSnapshot)
    assert (asked.is_question, asked.about.state, asked.about.own_key) == (True, PaymentState.PENDING, "40017")
    assert (asked.reply.body, asked.refusal.body) == (b"YES", b"NO")


def test_what_is_not_ours_is_refused_by_name() -> None:
    """Even with the right secret."""
    assert why_refused({**hashed(), "LMI_PAYMENT_AMOUNT": "1.00"}) == "its hash is wrong"
    assert why_refused(NOTICE) == "LMI_HASH is missing"
    assert why_refused(hashed(LMI_MERCHANT_ID="another")) == "it is about another merchant"
    assert why_refused(hashed(LMI_CURRENCY="USD")) == "it is in another currency than RUB"
    assert why_refused(hashed(LMI_SIM_MODE="1")) == "it is about a test payment"
    assert why_refused(hashed(LMI_PAYMENT_NO="a/b")) == "an order number that is not ours"
    assert why_refused(hashed(LMI_PAYMENT_AMOUNT="0.00")) == "an amount of zero"
    assert why_refused(hashed(LMI_PAID_AMOUNT="2531.99")) == "less was paid than the payment's amount"


def test_a_fee_on_top_or_another_currency_of_the_customer_changes_nothing() -> None:
    """What counts is the payment's own amount."""
    for changed in ({"LMI_PAID_AMOUNT": "2600.00"}, {"LMI_PAID_AMOUNT": "30.00", "LMI_PAID_CURRENCY": "EUR"}):
        told = SHOP.parse_notification(form(hashed(**changed)), NOW)
        assert isinstance(told.about, PaymentSnapshot)
        assert told.about.amount == PRICE


def test_the_simulation_is_taken_only_where_it_is_wanted() -> None:
    """LMI_SIM_MODE moves no money."""
    merchant = PayMasterForm(merchant_id=MERCHANT, secret=SECRET, takes_test_payments=True)

    assert merchant.parse_notification(form(hashed(LMI_SIM_MODE="1")), NOW).about is not None


def test_a_payment_starts_with_a_form_and_no_request() -> None:
    """R56: the customer's browser posts it."""
    started = SHOP.build_request(StartPayment("40017", PRICE, SITE, "Top-up"))

    assert isinstance(started, Answered)
    assert isinstance(started.answer, PaymentSnapshot)
    assert started.answer.redirect_url == "https://paymaster.ru/payment/init"
    assert dict(started.answer.redirect_fields)["LMI_PAYMENT_NO"] == "40017"
    assert SECRET not in repr(started) + repr(SHOP)


def test_the_form_only_starts_payments() -> None:
    """Charges, savings and other currencies are refused; and nothing sent has no answer."""
    for operation, kind in (
        (ChargeSaved("40017", "tok-1", PRICE), NotSupported),
        (StartPayment("40017", PRICE, SITE, save_method=True), NotSupported),
        (StartPayment("40017", Money("25.00", USD), SITE), InvalidRequest),
    ):
        with pytest.raises(GatewayError) as caught:
            SHOP.build_request(operation)
        assert type(caught.value) is kind
    with pytest.raises(OutcomeUnknown):
        SHOP.read_response(StartPayment("40017", PRICE, SITE), HttpResponse(200))


def test_a_repetition_says_the_same() -> None:
    """The books compare by ref and state."""
    first, again = (SHOP.parse_notification(form(hashed()), NOW) for _ in range(2))

    assert first == again
