"""The scripted gateway: it says what it is told, remembers keys, and repeats itself on request."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from astra_billing import RUB, Money
from astra_billing.methods import MethodStatus
from astra_billing.ports.payments import (
    CancelPayment,
    ChargeSaved,
    FailureReason,
    FetchMethod,
    FetchPayment,
    FetchRefund,
    ForgetMethod,
    InvalidRequest,
    Misconfigured,
    NotificationInput,
    NotificationRejected,
    NotSubmitted,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    PaymentSystem,
    RefundPayment,
    StartPayment,
    StartSaving,
    StoredMethod,
    Verified,
)
from astra_billing.testing import (
    LATE,
    MISCONFIGURED,
    NOT_SUBMITTED,
    UNKNOWN_DONE,
    UNKNOWN_NOT_DONE,
    YES,
    Decline,
    ScriptedGateway,
)

NOW = datetime(2026, 1, 15, tzinfo=UTC)
PRICE = Money("620.00", RUB)
PART = Money("200.00", RUB)


def test_it_is_a_payment_system_like_the_real_ones() -> None:
    """What works with it works with them."""
    bank: PaymentSystem = ScriptedGateway()

    assert bank.ask(ChargeSaved("k1", "card", PRICE)).state is PaymentState.SUCCEEDED


def test_a_repeated_key_is_the_same_payment_and_takes_nothing_of_the_script() -> None:
    """Another operation under a used key is a mistake."""
    bank = ScriptedGateway()
    bank.will(YES, Decline())

    first = bank.ask(ChargeSaved("k1", "card", PRICE))

    assert bank.ask(ChargeSaved("k1", "card", PRICE)) == first
    assert bank.ask(ChargeSaved("k2", "card", PRICE)).state is PaymentState.FAILED
    assert bank.charged == PRICE
    with pytest.raises(InvalidRequest, match="another operation"):
        bank.ask(ChargeSaved("k1", "card", PART))
    assert len(bank.calls) == 4


@pytest.mark.parametrize(
    ("say", "error", "taken"),
    [
        (NOT_SUBMITTED, NotSubmitted, "0.00"),
        (MISCONFIGURED, Misconfigured, "0.00"),
        (UNKNOWN_NOT_DONE, OutcomeUnknown, "0.00"),
        (UNKNOWN_DONE, OutcomeUnknown, "620.00"),
    ],
)
def test_every_kind_of_silence_is_told_apart_only_by_what_was_done(
    say: object, error: type[Exception], taken: str
) -> None:
    """After any of them the same key is asked again, and the money moves once."""
    bank = ScriptedGateway()
    bank.will(say)  # type: ignore[arg-type]
    with pytest.raises(error):
        bank.ask(ChargeSaved("k1", "card", PRICE))
    assert bank.charged == Money(taken, RUB)

    assert bank.ask(ChargeSaved("k1", "card", PRICE)).state is PaymentState.SUCCEEDED
    assert bank.charged == PRICE


def test_a_payment_of_the_customer_waits_until_it_is_settled() -> None:
    """R56, R77: with the method that was to be kept."""
    bank = ScriptedGateway()
    begun = bank.ask(StartPayment("k1", PRICE, "https://shop.example", save_method=True))
    assert (begun.state, bank.charged) == (PaymentState.NEEDS_CUSTOMER, Money("0.00", RUB))

    bank.settle("k1")

    paid = bank.ask(FetchPayment(own_key="k1"))
    assert (paid.state, paid.redirect_url) == (PaymentState.SUCCEEDED, "")
    assert paid.method is not None
    assert paid.method.status is MethodStatus.WORKS
    again = bank.ask(ChargeSaved("k2", paid.method.token, PART))
    assert again.state is PaymentState.SUCCEEDED


def test_a_late_answer_may_be_yes_or_no() -> None:
    """Pending at first."""
    bank = ScriptedGateway()
    bank.will(LATE, LATE)
    for key in ("k1", "k2"):
        assert bank.ask(ChargeSaved(key, "card", PRICE)).state is PaymentState.PENDING
    bank.settle("k1")
    bank.settle("k2", Decline(FailureReason.FRAUD))

    assert bank.ask(FetchPayment(own_key="k1")).state is PaymentState.SUCCEEDED
    failed = bank.ask(FetchPayment("pay-2"))
    assert failed.failure is not None
    assert failed.failure.reason is FailureReason.FRAUD


def test_a_method_is_saved_or_not_and_can_be_forgotten() -> None:
    """R77, R86."""
    bank = ScriptedGateway()
    for key in ("k1", "k2"):
        assert bank.ask(StartSaving(key, "https://shop.example")).status is MethodStatus.BEING_SET_UP
    bank.settle("k1")
    bank.settle("k2", Decline(FailureReason.METHOD_INVALID))

    kept = bank.ask(FetchMethod(own_key="k1"))
    assert (kept.token, kept.status) == ("card-1", MethodStatus.WORKS)
    assert bank.ask(FetchMethod("card-2")).status is MethodStatus.FAILING
    bank.ask(ForgetMethod("k3", "card-1"))
    with pytest.raises(InvalidRequest, match="no such thing"):
        bank.ask(FetchMethod("card-1"))


def test_refunds_never_exceed_what_was_paid() -> None:
    """In parts, one late, one refused (B47)."""
    bank = ScriptedGateway()
    bank.ask(ChargeSaved("k1", "card", PRICE))
    assert bank.ask(RefundPayment("r1", "pay-1", PART)).state is PaymentState.SUCCEEDED
    bank.will(Decline(), LATE)
    assert bank.ask(RefundPayment("r2", "pay-1", PART)).state is PaymentState.FAILED
    assert bank.ask(RefundPayment("r3", "pay-1", PART)).state is PaymentState.PENDING
    assert bank.ask(FetchRefund("refund-3")).own_key == "r3"
    assert bank.charged == Money("420.00", RUB)
    with pytest.raises(InvalidRequest, match="not so much"):
        bank.ask(RefundPayment("r4", "pay-1", PRICE))


def test_only_what_is_not_over_can_be_cancelled() -> None:
    """A paid one is refunded instead."""
    bank = ScriptedGateway()
    bank.ask(StartPayment("k1", PRICE, "https://shop.example"))
    assert bank.ask(CancelPayment("c1", "pay-1")).state is PaymentState.CANCELLED
    with pytest.raises(InvalidRequest, match="nothing to cancel"):
        bank.ask(CancelPayment("c2", "pay-1"))


def test_notifications_come_several_times_and_in_any_order() -> None:
    """Each proves itself and tells how it stood when it was sent."""
    bank = ScriptedGateway()
    bank.will(LATE, LATE, YES)
    bank.ask(ChargeSaved("k1", "card", PRICE))
    bank.ask(StartSaving("k2", "https://shop.example"))
    bank.settle("k1")
    bank.settle("k2")
    bank.ask(RefundPayment("r1", "pay-1", PART))

    worths = [bank.parse_notification(each, NOW) for each in bank.notifications(times=2, backwards=True)]

    abouts = [worth.about for worth in worths if isinstance(worth, Verified)]
    assert [type(about).__name__ for about in abouts] == [
        *("PaymentSnapshot", "PaymentSnapshot", "StoredMethod", "StoredMethod", "PaymentSnapshot", "PaymentSnapshot")
    ]
    assert all(isinstance(about, StoredMethod | PaymentSnapshot) for about in abouts)
    with pytest.raises(NotificationRejected):
        bank.parse_notification(NotificationInput("POST", (), b"pay-1 succeeded"), NOW)


def test_a_notification_from_before_a_restart_is_refused() -> None:
    """A scripted gateway forgets when it stops; what it told of is not known any more."""
    bank = ScriptedGateway()
    bank.ask(ChargeSaved("k1", "card", PRICE))
    (told,) = bank.notifications()

    with pytest.raises(NotificationRejected, match="nothing that is known"):
        ScriptedGateway().parse_notification(told, NOW)
