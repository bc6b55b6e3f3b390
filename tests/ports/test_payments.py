"""The port of payment systems: values that are right from birth, errors that say whether to repeat."""

from __future__ import annotations

import copy
import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing import RUB, USD, Money, TaxRate
from astra_billing.errors import BillingError, InvalidValue
from astra_billing.money import CurrencyMismatch
from astra_billing.ports import payments
from astra_billing.ports.payments import (
    CancelPayment,
    Capabilities,
    ChargeSaved,
    Failure,
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
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    RefundPayment,
    RetryClass,
    StartPayment,
    StartSaving,
    Subject,
    is_key,
    key_for,
)
from astra_billing.tax import TaxedDocument

PRICE = Money("620.00", RUB)
CONTACT = FiscalContact(email="client@example.com")
ERRORS = [
    Misconfigured,
    InvalidRequest,
    NotSupported,
    NotSubmitted,
    OutcomeUnknown,
    NotificationRejected,
]


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_the_key_of_an_obligation_fits_every_gateway_and_never_changes(parts: list[str]) -> None:
    """Keys come from the obligation, not from the clock or the attempt of a process."""
    safe = [part.encode("utf-8", "ignore").decode() for part in parts]

    assert key_for(*safe) == key_for(*safe)
    assert is_key(key_for(*safe))


@pytest.mark.parametrize("key", ["", "a1/renewal/s1", "k" * 33, "ключ", "a b", "a\\n"])
def test_a_key_that_some_gateway_could_not_take_is_refused(key: str) -> None:
    """1 to 32 Latin letters, digits and hyphens; the error says how to make one."""
    for make in (
        lambda: ChargeSaved(key, "pm", PRICE),
        lambda: StartPayment(key, PRICE, "https://shop.example"),
        lambda: StartSaving(key, "https://shop.example"),
        lambda: CancelPayment(key, "p1"),
        lambda: RefundPayment(key, "p1", PRICE),
        lambda: ForgetMethod(key, "pm"),
    ):
        with pytest.raises(InvalidValue, match="key_for"):
            make()


@pytest.mark.parametrize("amount", ["0.00", "-1.00", "0.001", "620.005"])
def test_only_whole_kopecks_above_zero_can_be_paid(amount: str) -> None:
    """Part of a kopeck is refused before anything is sent."""
    with pytest.raises(InvalidValue, match="amount to pay"):
        ChargeSaved("k1", "pm", Money(amount, RUB))


def test_an_amount_of_any_scale_is_fine_when_it_is_whole_kopecks() -> None:
    """620.0000 is 620 roubles."""
    assert ChargeSaved("k1", "pm", Money("620.0000", RUB)).amount == PRICE


def test_a_question_names_what_it_is_about() -> None:
    """By the gateway's id or by ours."""
    for make in (FetchPayment, FetchMethod):
        with pytest.raises(InvalidValue, match="something to ask by"):
            make()
    with pytest.raises(InvalidValue, match="a ref"):
        FetchRefund("")
    assert FetchPayment(own_key="k1").ref == ""
    assert FetchMethod("m1").own_key == ""


def test_every_reason_has_a_retry_class_and_fraud_is_never_repeated() -> None:
    """Money, limits and a bank that is away come back; cards need their owner."""
    assert {reason.retry for reason in FailureReason} == set(RetryClass)
    assert [reason for reason in FailureReason if reason.retry is RetryClass.NEVER] == [FailureReason.FRAUD]
    assert Failure(FailureReason.METHOD_REVOKED).retry is RetryClass.NEEDS_CUSTOMER


def test_a_payment_is_final_when_it_succeeded_failed_or_was_cancelled() -> None:
    """Nothing moves it afterwards, in whatever order notifications come."""
    assert [state.name for state in PaymentState if not state.is_final] == ["NEEDS_CUSTOMER", "PENDING", "HELD"]


def test_a_refund_is_of_the_currency_of_its_payment() -> None:
    """And nothing is refunded unless it is said."""
    assert PaymentSnapshot("p1", PaymentState.SUCCEEDED, PRICE).kept == PRICE
    with pytest.raises(CurrencyMismatch):
        PaymentSnapshot("p1", PaymentState.SUCCEEDED, PRICE, Money("1.00", USD))


def test_the_raw_answer_is_kept_beside_and_not_compared() -> None:
    """Two answers that mean the same are the same."""
    one, other = (PaymentSnapshot("p1", PaymentState.PENDING, PRICE, raw={"n": n}) for n in (1, 2))

    assert one == other
    assert "'n'" not in repr(one)


@pytest.mark.parametrize("kind", ERRORS)
def test_every_error_is_a_gateway_error_that_keeps_its_facts(kind: type[GatewayError]) -> None:
    """It can be caught as one, pickled and copied."""
    error = kind("stripe", text="why", code="c1", status=429, retry_after=timedelta(seconds=2))

    assert isinstance(error, GatewayError)
    assert isinstance(error, BillingError)
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301 - our own
        assert type(other) is kind
        assert str(other) == str(error)
        assert (other.gateway, other.code, other.retry_after) == ("stripe", "c1", timedelta(seconds=2))


def test_an_error_without_facts_still_says_what_to_do() -> None:
    """No empty brackets."""
    assert str(Misconfigured("stripe")) == (
        "stripe refuses us; check the shop, its secret and its rights; nothing was done"
    )


def test_a_header_is_found_in_any_case_and_a_missing_one_is_empty() -> None:
    """HTTP names have no case."""
    arrived = NotificationInput("POST", (("X-Sig", "a"), ("x-sig", "b")), b"")

    assert (arrived.header("x-SIG"), arrived.header("other")) == ("a", "")


def test_what_arrives_is_not_shown() -> None:
    """Bodies and headers may hold secrets."""
    assert "token" not in repr(NotificationInput("POST", (("a", "token"),), b"token", "token"))


@pytest.mark.parametrize(
    ("subject", "question"),
    [
        (Subject.PAYMENT, FetchPayment("r1", "k1")),
        (Subject.METHOD, FetchMethod("r1", "k1")),
        (Subject.REFUND, FetchRefund("r1", "p1")),
    ],
)
def test_a_hint_is_a_question(subject: Subject, question: object) -> None:
    """Whatever it says, the gateway is asked."""
    assert Hint(subject, "r1", "k1", payment_ref="p1").question == question


def test_a_gateway_without_a_list_takes_any_currency() -> None:
    """An empty list refuses nothing."""
    assert Capabilities().takes("USD")
    assert not Capabilities(currencies=("RUB",)).takes("USD")


def test_the_receipt_of_a_payment_adds_up_to_the_payment() -> None:
    """A receipt about another sum is refused at birth."""
    receipt = FiscalReceipt.advance(Money("600.00", RUB), CONTACT, "Top-up", on=date(2026, 1, 15))
    for make in (
        lambda: StartPayment("k1", PRICE, "https://shop.example", receipt=receipt),
        lambda: ChargeSaved("k1", "pm", PRICE, receipt=receipt),
        lambda: RefundPayment("k1", "p1", PRICE, receipt=receipt),
    ):
        with pytest.raises(InvalidValue, match="total of the receipt"):
            make()
    assert ChargeSaved("k1", "pm", Money("600.00", RUB), receipt=receipt).receipt is receipt


def test_the_rate_of_an_advance_is_that_of_the_day_it_is_received() -> None:
    """20/120 on the last day of 2025, 22/122 the day after."""
    rates = [
        FiscalReceipt.advance(PRICE, CONTACT, "Top-up", on=day).lines[0].rate.code
        for day in (date(2025, 12, 31), date(2026, 1, 1))
    ]
    assert rates == ["vat_20_120", "vat_22_122"]


@given(st.lists(st.integers(1, 10**8), min_size=1, max_size=8))
def test_the_lines_of_a_receipt_always_add_up_to_its_total(units: list[int]) -> None:
    """Charges of four decimals become kopecks, and none is lost."""
    prices = [Money.from_minor_units(each, RUB) / 100 for each in units]
    exact = sum(prices, Money.zero(RUB))
    total = Money.from_minor_units(-(-sum(units) // 100), RUB)
    document = TaxedDocument.of([(f"line {n}", price, TaxRate("20")) for n, price in enumerate(prices)])

    receipt = FiscalReceipt.of(document, CONTACT, total=total)

    assert receipt.total == total >= exact


def test_a_receipt_has_lines_of_one_currency_in_whole_kopecks_and_somebody_to_send_it_to() -> None:
    """Each of these is refused at birth."""
    with pytest.raises(InvalidValue, match="contact"):
        FiscalContact()
    assert FiscalContact(phone="+79991112233").email == ""
    with pytest.raises(InvalidValue, match="lines of a receipt"):
        FiscalReceipt((), CONTACT)
    for amount in ("0.001", "-1.00"):
        with pytest.raises(InvalidValue, match="receipt line"):
            FiscalLine("x", Money(amount, RUB), TaxRate("20"))
    with pytest.raises(CurrencyMismatch):
        FiscalReceipt(
            (FiscalLine("x", PRICE, TaxRate("20")), FiscalLine("y", Money("1.00", USD), TaxRate("20"))), CONTACT
        )


def test_every_public_name_can_be_imported() -> None:
    """What is listed exists."""
    assert [name for name in payments.__all__ if not hasattr(payments, name)] == []
