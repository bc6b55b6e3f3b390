"""What a customer sets up for automatic payments (R57, R58, R60, B19, B38, B41)."""

from __future__ import annotations

from typing import Any

import pytest

from astra_billing.autopay import NOTICE_DAYS, AutopayReason, AutopaySettings, OverCap, choosable, setup_refusal
from astra_billing.errors import InvalidValue
from astra_billing.methods import PaymentMethod, SavedMethod
from astra_billing.money import EUR, RUB, CurrencyMismatch, Money, MoneyRange
from astra_billing.texts import label
from tests.autopay.world import rub

LIMITS = MoneyRange(rub("10.00"), rub("3000.00"))
LIMITED = SavedMethod("card", "Bank card *1111", limits=LIMITS)
FREE = SavedMethod("wallet", "Wallet")


def test_the_defaults_are_those_of_the_schedule() -> None:
    """B19, B38: ten days before, then five to none; the rest of the cap is charged."""
    settings = AutopaySettings("card", rub("682.00"))
    assert settings.notice_days == NOTICE_DAYS == (10, 5, 4, 3, 2, 1, 0)
    assert settings.over_cap is OverCap.CHARGE_THE_REST
    assert settings.payer_id is None


def test_an_unlimited_cap_hides_methods_with_limits() -> None:
    """R60: "методы оплаты с ограничениями будут недоступны для выбора"."""
    assert choosable([LIMITED, FREE], None) == (FREE,)
    assert choosable([LIMITED, FREE], rub("5.00")) == (LIMITED, FREE)
    offered = [PaymentMethod("a", "A", limits=LIMITS), PaymentMethod("b", "B")]
    assert choosable(offered, None) == (offered[1],)


@pytest.mark.parametrize(
    ("cap", "limits", "reason"),
    [
        (None, LIMITS, AutopayReason.UNLIMITED_CAP_WITH_LIMITED_METHOD),
        (None, MoneyRange(high=rub("3000.00")), AutopayReason.UNLIMITED_CAP_WITH_LIMITED_METHOD),
        (None, None, None),
        ("9.99", LIMITS, AutopayReason.CAP_BELOW_METHOD_MINIMUM),
        ("10.00", LIMITS, None),
        ("5000.00", LIMITS, None),
        ("9.99", MoneyRange(high=rub("3000.00")), None),
        ("0.01", None, None),
    ],
)
def test_cap_and_method_have_to_go_together(
    cap: str | None, limits: MoneyRange | None, reason: AutopayReason | None
) -> None:
    """R60, B41: no cap with limits, no cap below the smallest payment; above the largest is fine."""
    settings = AutopaySettings("card", None if cap is None else rub(cap))
    assert setup_refusal(settings, limits) is reason


def test_cap_and_limits_are_of_one_currency() -> None:
    """10 euros are not below 10 roubles."""
    with pytest.raises(CurrencyMismatch):
        setup_refusal(AutopaySettings("card", Money("5.00", EUR)), LIMITS)


@pytest.mark.parametrize("cap", ["0.00", "-1.00"])
def test_a_cap_is_above_zero(cap: str) -> None:
    """R58: a maximum of nothing is no automatic payment."""
    with pytest.raises(InvalidValue, match=f"^'{cap} RUB' is not a cap; pass more than zero, or None for no cap$"):
        AutopaySettings("card", rub(cap))


@pytest.mark.parametrize("days", [(), (28,), (-1,), (5, True), (1.5,), ("5",), (10, 28)])
def test_a_schedule_is_of_days_within_the_month_that_is_paid_for(days: tuple[Any, ...]) -> None:
    """B19: 28 days before it runs short, the coming month of a February may not reach that far."""
    with pytest.raises(InvalidValue) as error:
        AutopaySettings("card", None, notice_days=days)
    assert str(error.value) == f"{days!r} is not a schedule of days; pass whole numbers from 0 to 27"


def test_a_schedule_may_be_any_days_of_it() -> None:
    """B19: "overridable"."""
    assert AutopaySettings("card", None, notice_days=(27, 0)).notice_days == (27, 0)


@pytest.mark.parametrize(
    ("cap", "used", "rest"),
    [
        ("682.00", "0.00", "682.00"),
        ("682.00", "600.00", "82.00"),
        ("682.00", "682.00", "0.00"),
        ("682.00", "700.00", "0.00"),
        ("682.009", "0.00", "682.00"),
    ],
)
def test_what_is_left_of_the_cap(cap: str, used: str, rest: str) -> None:
    """R58: whole kopecks, rounded down; never less than nothing, even when the cap was lowered."""
    assert AutopaySettings("card", rub(cap)).rest(rub(used)) == rub(rest)


def test_without_a_cap_there_is_no_rest() -> None:
    """R60: neither number nor sum is limited."""
    assert AutopaySettings("card", None).rest(Money("1.00", RUB)) is None


def test_reasons_stand_in_their_order_and_have_their_words() -> None:
    """House rule 9: what forbids the set-up first, then what forbids one payment."""
    assert [each.value for each in AutopayReason] == [
        "unlimited_cap_with_limited_method",
        "cap_below_method_minimum",
        "cap_reached",
        "amount_below_method_minimum",
    ]
    assert AutopayReason.CAP_REACHED.explain() == "what is left of the maximum of this month is not enough"
    assert {each.explain("ru")[0].isupper() for each in AutopayReason} == {False}
    assert all(label(each, "ru") != label(each, "en") for each in (*AutopayReason, *OverCap))
