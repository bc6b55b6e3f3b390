"""Ranges, bags, discounts, proration, faults."""

from __future__ import annotations

import pickle
from fractions import Fraction
from typing import Any

import pytest

from astra_billing.errors import InvalidValue
from astra_billing.money import (
    EUR,
    RUB,
    USD,
    CurrencyMismatch,
    InexactResult,
    Money,
    MoneyBag,
    MoneyRange,
    RateMissing,
    Rounding,
    TooManyDigits,
    daily_charge,
    discounted,
    prorate,
    prorate_lines,
)


def rub(text: str | int) -> Money:
    """Roubles."""
    return Money(text, RUB)


def test_a_range_holds_both_its_ends() -> None:
    """The limits of a payment method: from 10.00 to 3000.00."""
    limits = MoneyRange(rub("10.00"), rub("3000.00"))

    assert rub("10.00") in limits
    assert rub("3000") in limits
    assert not limits.contains(rub("3000.01"))
    assert limits.clamp(rub("1")) == rub("10")
    assert str(limits) == "from 10.00 RUB to 3000.00 RUB"
    assert limits.to_records() == [{"low": "10.00", "high": "3000.00", "currency": "RUB"}]
    assert "from 10.00 RUB" in limits._repr_html_()


def test_a_range_may_be_open_at_either_end() -> None:
    """No upper limit means none."""
    assert rub("1000000") in MoneyRange(low=rub("10"))
    assert rub("-5") in MoneyRange(high=rub("10"))
    assert MoneyRange(high=rub("10")).currency == MoneyRange(low=rub("10")).currency == RUB
    assert MoneyRange(high=rub("10")).to_records()[0]["low"] is None


def test_an_impossible_range_is_refused() -> None:
    """Open at both ends, the wrong way round, of two currencies."""
    with pytest.raises(InvalidValue, match="give low, high or both"):
        MoneyRange()
    with pytest.raises(InvalidValue, match="lower amount first"):
        MoneyRange(rub("2"), rub("1"))
    with pytest.raises(CurrencyMismatch):
        MoneyRange(rub("1"), Money("2", USD))
    with pytest.raises(CurrencyMismatch):
        MoneyRange(rub("1")).contains(Money("2", USD))


def test_a_bag_keeps_a_sum_per_currency() -> None:
    """Zeros are not kept, so bags with the same contents are equal."""
    bag = MoneyBag([rub("10"), Money("3", USD), rub("5")])

    assert bag.currencies == (RUB, USD)
    assert bag.amount_in(RUB) == rub("15")
    assert bag.amount_in(EUR) == Money("0", EUR)
    assert bag + rub("1") == MoneyBag([rub("16"), Money("3", USD)])
    assert bag - rub("15") == MoneyBag([Money("3", USD)])
    assert bag - bag == MoneyBag() == bag + -bag
    assert len(bag) == 2
    assert list(bag) == [rub("15"), Money("3", USD)]
    assert hash(bag) == hash(MoneyBag(reversed(list(bag))))
    assert str(bag) == "15 RUB + 3 USD" or str(bag) == "15.00 RUB + 3.00 USD"
    assert str(MoneyBag()) == "nothing"
    assert eval(repr(bag)) == bag  # noqa: S307 - what repr promises
    assert [record["currency"] for record in bag.to_records()] == ["RUB", "USD"]
    assert "USD" in bag._repr_html_()
    assert bag != rub("15")
    with pytest.raises(TypeError):
        bag + 1  # type: ignore[operator]
    with pytest.raises(TypeError):
        bag - 1  # type: ignore[operator]


def test_a_bag_converts_only_through_rates_passed_in() -> None:
    """Once, at the end, with a named rounding; a missing rate is a fault."""
    bag = MoneyBag([rub("10"), Money("3", USD)])

    assert bag.converted_to(RUB, {USD: "92.5058"}) == rub("287.5174")
    assert bag.converted_to(RUB, {USD: "92.5058"}, rounding=Rounding.HALF_UP) == rub("287.52")
    with pytest.raises(InexactResult):
        bag.converted_to(RUB, {USD: "92.5058"}, places=2)
    with pytest.raises(RateMissing, match="no rate from USD to RUB") as caught:
        bag.converted_to(RUB, {})
    assert (caught.value.source, caught.value.target) == (USD, RUB)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 - our own bytes


def test_a_discount_comes_off_once_and_never_below_zero() -> None:
    """In percent, rounded by name, or as a sum."""
    assert discounted(rub("1.01"), percent="50", rounding=Rounding.HALF_UP) == rub("0.50")
    assert discounted(rub("1.01"), percent="50", rounding=Rounding.DOWN) == rub("0.51")
    assert discounted(rub("10"), amount=rub("30")) == rub("0")
    assert discounted(rub("10"), percent=100) == rub("0")
    assert discounted(rub("10"), percent=0) == rub("10")
    with pytest.raises(InexactResult):
        discounted(rub("1.01"), percent="50")


@pytest.mark.parametrize(
    "terms", [{}, {"percent": 5, "amount": rub("1")}, {"percent": "100.01"}, {"percent": -1}, {"amount": rub("-1")}]
)
def test_an_impossible_discount_is_refused(terms: Any) -> None:
    """None, two at once, or out of range."""
    with pytest.raises(InvalidValue):
        discounted(rub("10"), **terms)


def test_a_part_of_a_period_is_rounded_once() -> None:
    """B12: the fraction of days never is, so 200.00 for 1 of 31 days is 6.45 and not 6.46."""
    assert prorate(rub("660.00"), 30, 31, rounding=Rounding.HALF_UP) == rub("638.71")
    assert prorate(rub("200.00"), 1, 31, rounding=Rounding.HALF_UP) == rub("6.45")
    assert prorate(rub("660.00"), 0, 31, rounding=Rounding.HALF_UP) == rub("0")
    assert prorate(rub("660.00"), 31, 31, rounding=Rounding.MUST_BE_EXACT) == rub("660")


@pytest.mark.parametrize("days", [(32, 31), (-1, 31), (0, 0), (1.0, 31), (True, 31), (1, "31")])
def test_impossible_days_are_refused(days: Any) -> None:
    """More than the period has, negative, not whole."""
    with pytest.raises(InvalidValue):
        prorate(rub("1"), *days, rounding=Rounding.HALF_UP)


def test_a_prorated_cart_explains_why_its_lines_are_not_its_total() -> None:
    """B13, in English, which any other language reads too, and in Russian."""
    cart = prorate_lines([rub(text) for text in ("495.00", "110.00", "55.00")], 30, 31)
    english = "638.71 RUB to pay, rounded once from the exact sum; the lines as shown add up to 638.73 RUB"

    assert cart.explain() == cart.explain("de") == english
    assert cart.explain("ru_RU") == (
        "к оплате 638.71 RUB, точная сумма округлена один раз; показанные строки вместе дают 638.73 RUB"
    )


def test_the_cart_of_the_manual_line_by_line_and_in_total() -> None:
    """R42, B13: lines are shown rounded up and make 638.73, the total is 638.71 and is the authority."""
    cart = prorate_lines([rub(text) for text in ("495.00", "0.00", "110.00", "55.00")], 30, 31)

    assert [str(line.amount) for line in cart.lines] == ["479.04", "0.00", "106.46", "53.23"]
    assert cart.total == rub("638.71")
    assert (cart.shown, cart.difference) == (rub("638.73"), rub("0.02"))
    assert cart.to_records()[-1] == {"kind": "total", "amount": "638.71", "currency": "RUB"}
    assert "479.04" in cart._repr_html_()
    with pytest.raises(InvalidValue, match="at least one"):
        prorate_lines([], 1, 2)


@pytest.mark.parametrize(("price", "charge"), [("650.00", "22.4137"), ("1000.00", "34.4827")])
def test_a_daily_charge_is_cut_off_at_four_decimals(price: str, charge: str) -> None:
    """B14, R37: February 2024 had 29 days."""
    assert str(daily_charge(rub(price), days_in_month=29).amount) == charge


@pytest.mark.parametrize(
    "fault",
    [
        CurrencyMismatch(RUB, USD, action="add"),
        InexactResult(Fraction(1, 3), unit="whole"),
        TooManyDigits(rub("1"), most=1000),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_faults_survive_the_way_between_processes(fault: Exception) -> None:
    """Fields and message."""
    again = pickle.loads(pickle.dumps(fault))  # noqa: S301 - our own bytes

    assert (type(again), str(again), vars(again)) == (type(fault), str(fault), vars(fault))
