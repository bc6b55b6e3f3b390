"""SimplePay: signed notifications, and the signed reply that each of them waits for."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from astra_billing.adapters.gateways.simplepay import SimplePay
from astra_billing.adapters.gateways.simplepay.signature import signature
from astra_billing.money import RUB, Money
from astra_billing.ports.payments import (
    ChargeSaved,
    FailureReason,
    FetchPayment,
    Hint,
    NotificationInput,
    NotificationRejected,
    PaymentSnapshot,
    PaymentState,
    Verified,
)
from tests.adapters.gateways.samples import sample
from tests.adapters.gateways.talking import form

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
RESULT = {
    "sp_outlet_id": "42",
    "sp_order_id": "300",
    "sp_payment_id": "170",
    "sp_amount": "500.00",
    "sp_result": "1",
    "sp_salt": "77178",
}


def signed(secret: str = "result-secret", script: str = "result.php", **changed: str) -> dict[str, str]:  # noqa: S107
    """A notification with some fields changed, signed with the right secret."""
    told = {name: value for name, value in {**RESULT, **changed}.items() if value}
    return {**told, "sp_sig": signature(script, told, secret, "md5")}


def why_refused(told: dict[str, str]) -> str:
    """The words of a refusal, which must come."""
    with pytest.raises(NotificationRejected) as caught:
        OUTLET.parse_notification(form(told), NOW)
    assert "result-secret" not in str(caught.value)
    return caught.value.text


@pytest.mark.parametrize(("name", "state"), [("ok", PaymentState.SUCCEEDED), ("fail", PaymentState.FAILED)])
def test_the_signed_samples_prove_themselves_and_are_answered_signed(name: str, state: PaymentState) -> None:
    """Composed by the vendor's rule; the reply repeats the salt and is signed for the same script."""
    told = OUTLET.parse_notification(form(sample(f"simplepay_result_{name}")["form"]), NOW)

    assert isinstance(told, Verified)
    assert isinstance(told.about, PaymentSnapshot)
    assert (told.about.state, told.about.amount, told.about.own_key) == (state, PRICE, "300")
    for reply, status in ((told.reply, "ok"), (told.refusal, "error")):
        said = dict(re.findall(rb"<(sp_\w+)>([^<]*)</", reply.body))
        answered = {key.decode(): value.decode() for key, value in said.items()}
        assert (answered["sp_status"], answered["sp_salt"]) == (status, "77178")
        assert answered["sp_sig"] == signature("result.php", answered, "result-secret", "md5")


def test_json_is_answered_with_json_and_xml_with_xml() -> None:
    """All four shapes say the same."""
    told = signed()
    inside = "".join(f"<{key}>{value}</{key}>" for key, value in told.items())
    shapes = (
        form(told),
        NotificationInput("GET", query=urlencode(told)),
        form({"sp_json": json.dumps([told])}),
        form({"sp_json": json.dumps(told)}),
        form({"sp_xml": f"<request>{inside}</request>"}),
    )

    worth = [OUTLET.parse_notification(each, NOW) for each in shapes]

    abouts = [each.about for each in worth if isinstance(each, Verified)]
    assert abouts == [abouts[0]] * 5
    assert [each.reply.headers[0][1].split(";")[0] for each in worth] == [
        "text/xml",
        "text/xml",
        "application/json",
        "application/json",
        "text/xml",
    ]
    assert json.loads(worth[2].reply.body)["response"]["sp_status"] == "ok"


def test_what_is_not_ours_is_refused_by_name() -> None:
    """Even with the right secret: another outlet, currency, number, amount or result."""
    assert why_refused(signed("request-secret")) == "its signature is wrong"
    assert why_refused(signed(script="")) == "its signature is wrong"
    assert why_refused({**signed(), "sp_amount": "5.00"}) == "its signature is wrong"
    assert why_refused({**signed(), "sp_new": "1"}) == "its signature is wrong"
    assert why_refused(RESULT) == "sp_sig is missing"
    assert why_refused(signed(sp_outlet_id="43")) == "it is about another outlet"
    assert why_refused(signed(sp_currency="USD")) == "it is in another currency than RUB"
    assert why_refused(signed(sp_order_id="0300")) == "an order number that is not ours"
    assert why_refused(signed(sp_amount="0.00")) == "an amount of zero"
    assert why_refused(signed(sp_result="2")) == "sp_result is neither 0 nor 1"
    assert why_refused({"sp_json": '{"sp_order_id": ["300"]}'}) == "a message that is not flat"
    assert why_refused({"sp_xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}) == "no plain XML"


def test_what_the_shops_own_address_adds_is_not_signed() -> None:
    """A Result URL may carry parameters of ours."""
    assert isinstance(OUTLET.parse_notification(form({**signed(), "type": "result"}), NOW), Verified)


def test_a_decline_keeps_the_vendors_code_and_an_old_rouble_is_a_rouble() -> None:
    """sp_result 0."""
    told = OUTLET.parse_notification(form(signed(sp_result="0", sp_currency="RUR", sp_failure_code="17")), NOW)

    assert isinstance(told, Verified)
    assert isinstance(told.about, PaymentSnapshot)
    assert told.about.failure is not None
    assert (told.about.failure.reason, told.about.failure.code) == (FailureReason.DECLINED, "17")


def test_a_profile_that_a_payment_started_is_the_saved_method() -> None:
    """R77: the token of later charges; a failed payment saves nothing."""
    paid = OUTLET.parse_notification(form(signed(sp_recurring_profile="10")), NOW)
    failed = OUTLET.parse_notification(form(signed(sp_recurring_profile="10", sp_result="0")), NOW)

    assert isinstance(paid, Verified)
    assert isinstance(paid.about, PaymentSnapshot)
    assert paid.about.method is not None
    assert paid.about.method.ref == "10"
    assert isinstance(failed, Verified)
    assert isinstance(failed.about, PaymentSnapshot)
    assert failed.about.method is None


def test_a_notification_without_an_amount_is_a_question_and_answered_signed() -> None:
    """Which fields really come is not published in full."""
    hint = OUTLET.parse_notification(form(signed(sp_amount="")), NOW)

    assert isinstance(hint, Hint)
    assert hint.question == FetchPayment("170", "300")
    assert b"<sp_status>ok</sp_status>" in hint.reply.body


def test_a_repetition_says_the_same() -> None:
    """The books compare by ref and state; the reply is the same to the letter."""
    first, again = (OUTLET.parse_notification(form(signed()), NOW) for _ in range(2))

    assert first == again
