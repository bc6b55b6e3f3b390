"""WebMoney: the recorded hashes reproduce, and only what they cover is believed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from astra_billing.adapters.gateways.webmoney import WebMoney
from astra_billing.adapters.gateways.webmoney.hashes import Algorithm, form_hash
from astra_billing.money import USD, Money
from astra_billing.ports.payments import NotificationInput, NotificationRejected, PaymentSnapshot, PaymentState
from tests.adapters.gateways.samples import sample
from tests.adapters.gateways.talking import form

NOW = datetime(2026, 1, 15, tzinfo=UTC)
SECRET = "226778888"  # noqa: S105 - of a published test
NOTICE = {
    "LMI_MODE": "1",
    "LMI_PAYMENT_AMOUNT": "14.65",
    "LMI_PAYEE_PURSE": "Z123428476799",
    "LMI_PAYMENT_NO": "1444212666",
    "LMI_PAYER_WM": "404521188333",
    "LMI_PAYER_PURSE": "Z366393600555",
    "LMI_SYS_INVS_NO": "897",
    "LMI_SYS_TRANS_NO": "892",
    "LMI_SYS_TRANS_DATE": "20151007 13:07:36",
}


def merchant(algorithm: Algorithm = "sha256", *, is_test: bool = True) -> WebMoney:
    """The merchant of the recorded notifications."""
    return WebMoney(purse="Z123428476799", secret=SECRET, algorithm=algorithm, takes_test_payments=is_test)


def hashed(**changed: str) -> dict[str, str]:
    """A notice with some fields changed, hashed with the right secret."""
    fields = {**NOTICE, **changed}
    return {**fields, "LMI_HASH": form_hash(fields, SECRET, "sha256")}


def why_refused(fields: dict[str, str], by: WebMoney | None = None) -> str:
    """The words of a refusal, which must come."""
    with pytest.raises(NotificationRejected) as caught:
        (by or merchant()).parse_notification(form(fields), NOW)
    assert SECRET not in str(caught.value)
    return caught.value.text


@pytest.mark.parametrize(
    ("name", "algorithm", "is_test"),
    [("result_md5", "md5", True), ("result_sha256", "sha256", True), ("result_mode0", "sha256", False)],
)
def test_the_recorded_notifications_prove_themselves(name: str, algorithm: Algorithm, is_test: bool) -> None:  # noqa: FBT001
    """Vectors of another implementation, hash and all."""
    told = merchant(algorithm, is_test=is_test).parse_notification(form(sample(f"webmoney_{name}")["form"]), NOW)

    assert isinstance(told.about, PaymentSnapshot)
    assert (told.about.state, told.about.amount) == (PaymentState.SUCCEEDED, Money("14.65", USD))
    assert (told.about.ref, told.about.own_key) == ("892", "1444212666")
    assert (told.reply.status, told.reply.body, told.is_question) == (200, b"YES", False)


def test_the_recorded_forgery_is_refused() -> None:
    """One digit of the hash is another."""
    assert why_refused(sample("webmoney_result_bad_hash")["form"]) == "its hash is wrong"


def test_a_question_before_the_payment_is_answered_yes_or_no() -> None:
    """Nothing has happened yet, nothing is proved; anything but YES stops the payment."""
    found = sample("webmoney_prerequest")

    asked = merchant().parse_notification(form(found["form"]), NOW)

    assert isinstance(asked.about, PaymentSnapshot)
    assert (asked.is_question, asked.about.state, asked.about.ref) == (True, PaymentState.PENDING, "")
    assert (asked.about.amount, asked.about.own_key) == (Money("14.65", USD), "1444212666")
    assert asked.reply.body == found["answer_body"].encode()
    assert asked.refusal.body != b"YES"


def test_a_question_never_tells_that_money_came() -> None:
    """Whoever adds LMI_PREREQUEST to a forged notice gets a question, not a payment."""
    asked = merchant().parse_notification(form({**NOTICE, "LMI_PREREQUEST": "1", "LMI_HASH": "00"}), NOW)

    assert asked.is_question
    assert isinstance(asked.about, PaymentSnapshot)
    assert asked.about.state is PaymentState.PENDING


def test_what_is_not_ours_is_refused_by_name() -> None:
    """Even with the right secret: another purse, currency, mode, number or amount."""
    assert why_refused(hashed(LMI_PAYEE_PURSE="Z000000000000")) == "it is about another purse"
    assert why_refused(hashed(LMI_PAYEE_PURSE="P123428476799")) == "it is in another currency than USD"
    assert why_refused(hashed(LMI_MODE="0")) == "it is about a real payment"
    assert why_refused(hashed(), merchant(is_test=False)) == "it is about a test payment"
    assert why_refused(hashed(LMI_PAYMENT_NO="0017")) == "an order number that is not ours"
    assert why_refused(hashed(LMI_PAYMENT_NO="2147483648")) == "an order number that is not ours"
    assert why_refused(hashed(LMI_PAYMENT_AMOUNT="0.00")) == "an amount of zero"
    for amount in ("14.655", "-14.65", "1e3", "NaN", ""):
        assert "amount" in why_refused(hashed(LMI_PAYMENT_AMOUNT=amount)).lower()


def test_another_algorithm_than_the_one_set_is_refused() -> None:
    """A hash of MD5 does not pass where SHA-256 is set."""
    assert why_refused({**NOTICE, "LMI_HASH": form_hash(NOTICE, SECRET, "md5")}) == "its hash is wrong"


def test_every_hashed_field_counts() -> None:
    """Changing any one of them without the secret breaks the hash."""
    for name, value in NOTICE.items():
        assert why_refused({**hashed(), name: f"{value}1"}) == "its hash is wrong"
    assert why_refused(NOTICE) == "LMI_HASH is missing"


def test_fields_outside_the_hash_are_neither_needed_nor_kept() -> None:
    """A description in Windows-1251, and the secret itself, which WebMoney may send over TLS."""
    body = form({**hashed(), "LMI_SECRET_KEY": SECRET}).body + b"&LMI_PAYMENT_DESC=%CF%EB%E0%F2%E5%E6"

    told = merchant().parse_notification(NotificationInput("POST", body=body), NOW)

    assert isinstance(told.about, PaymentSnapshot)
    assert SECRET not in repr(told.about.raw)
    assert set(told.about.raw) == set(NOTICE)


def test_a_repetition_says_the_same() -> None:
    """WebMoney repeats until it is answered; the books compare by ref and state."""
    first, again = (merchant().parse_notification(form(hashed()), NOW) for _ in range(2))

    assert first == again
