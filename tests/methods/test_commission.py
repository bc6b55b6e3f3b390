"""What a payment method adds and gives back (R54, R55, B29, B32)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.errors import InvalidValue
from astra_billing.methods import Cashback, Commission
from astra_billing.money import EUR, RUB, CurrencyMismatch, Money

YOOKASSA = Commission("5.00", Money("10.00", RUB))
KOPECKS = st.integers(0, 10_000_000).map(lambda units: Money.from_minor_units(units, RUB))
PERCENTS = st.integers(0, 10_000).map(lambda units: Decimal(units).scaleb(-2))


def rub(amount: str) -> Money:
    """Roubles."""
    return Money(amount, RUB)


@pytest.mark.parametrize(("order", "to_pay"), [("20.00", "31.00"), ("100.00", "115.00"), ("0.00", "10.00")])
def test_percent_and_fixed_sum_are_added_to_the_order(order: str, to_pay: str) -> None:
    """R54: 5.00 % + 10.00; no gross-up, and no percentage of the fixed sum."""
    assert YOOKASSA.to_pay(rub(order)) == rub(to_pay)


@pytest.mark.parametrize(
    ("order", "to_pay"), [("0.10", "0.11"), ("0.09", "0.09"), ("0.30", "0.32"), ("22.4137", "23.53")]
)
def test_half_a_kopeck_goes_up(order: str, to_pay: str) -> None:
    """B29: 5 % of 0.10 is 0.005; the sum to pay is rounded, once."""
    assert Commission(5).to_pay(rub(order)) == rub(to_pay)


def test_a_method_may_cost_nothing() -> None:
    """R54: no percentage and no fixed sum."""
    assert Commission().to_pay(rub("20.00")) == rub("20.00")
    assert str(Commission()) == "0 %"


def test_a_commission_says_what_it_is() -> None:
    """R54: "5.00% + 10.00 Р"."""
    assert str(YOOKASSA) == "5.00 % + 10.00 RUB"
    assert str(Commission("2.5")) == "2.5 %"


def test_cashback_is_of_what_was_paid() -> None:
    """R55: 10 % of 115.00, not of the order of 100.00."""
    assert Cashback(10).of(rub("115.00")) == rub("11.50")


@pytest.mark.parametrize(("paid", "back"), [("0.04", "0.00"), ("0.05", "0.01"), ("0.15", "0.02"), ("31.00", "3.10")])
def test_cashback_is_rounded_half_up(paid: str, back: str) -> None:
    """B32: to the kopeck."""
    assert Cashback(10).of(rub(paid)) == rub(back)


def test_cashback_may_have_a_maximum() -> None:
    """B32: no payment brings more."""
    some = Cashback("10", rub("5.00"))
    assert some.of(rub("115.00")) == rub("5.00")
    assert some.of(rub("50.00")) == rub("5.00")
    assert some.of(rub("49.90")) == rub("4.99")


@pytest.mark.parametrize(
    ("percent", "fix"),
    [
        ("-0.01", "pass 0 to 100"),
        ("100.01", "pass 0 to 100"),
        ("five", "pass digits with at most one point, such as '1234.56'"),
    ],
)
def test_a_percentage_is_from_0_to_100(percent: str, fix: str) -> None:
    """R54, R55: anything else is a mistake."""
    for kind in (Commission, Cashback):
        with pytest.raises(InvalidValue, match=f"^'{percent}' is not a percentage; {fix}$"):
            kind(percent)


@pytest.mark.parametrize("percent", [0, 100])
def test_both_ends_are_percentages(percent: int) -> None:
    """B29: nothing, and all of it."""
    assert Commission(percent).percent == Cashback(percent).percent == percent


def test_a_float_is_no_percentage() -> None:
    """House rule of exact numbers."""
    with pytest.raises(InvalidValue, match="pass text"):
        Commission(5.0)  # type: ignore[arg-type]


def test_sums_are_not_negative() -> None:
    """R54, B32: a commission takes and cashback gives."""
    said = r"^'-0.01 RUB' is not an amount of a payment method; pass zero or more$"
    with pytest.raises(InvalidValue, match=said):
        Commission(5, rub("-0.01"))
    with pytest.raises(InvalidValue, match=said):
        Cashback(5, rub("-0.01"))
    assert Commission(0, rub("0.00")).to_pay(rub("1.00")) == rub("1.00")


def test_the_fixed_sum_is_in_the_currency_of_the_order() -> None:
    """Two currencies are never added."""
    with pytest.raises(CurrencyMismatch):
        YOOKASSA.to_pay(Money("20.00", EUR))


@given(PERCENTS, KOPECKS, KOPECKS)
def test_the_sum_to_pay_is_the_exact_one_rounded(percent: Decimal, fixed: Money, order: Money) -> None:
    """B29: against fractions."""
    exact = Fraction(order.amount) * (100 + Fraction(percent)) / 100 + Fraction(fixed.amount)
    found = Commission(percent, fixed).to_pay(order).amount
    assert found == found.quantize(Decimal("0.01"))
    assert -Fraction(1, 200) <= exact - Fraction(found) < Fraction(1, 200)


@given(PERCENTS, KOPECKS)
def test_cashback_is_never_more_than_was_paid(percent: Decimal, paid: Money) -> None:
    """B32: and it is the percentage, half-up."""
    expected = (paid.amount * percent / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    found = Cashback(percent).of(paid)
    assert found.amount == expected
    assert found <= paid
