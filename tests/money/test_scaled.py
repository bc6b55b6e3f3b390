"""Rounding, dividing, sharing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, Currency, InexactResult, Leftover, Money, Rounding, allocate, split
from astra_billing.money.rounding import round_ratio

HALVES = [-25, -15, -5, 5, 15, 25]
TABLE = {
    Rounding.HALF_UP: [-3, -2, -1, 1, 2, 3],
    Rounding.HALF_EVEN: [-2, -2, 0, 0, 2, 2],
    Rounding.HALF_DOWN: [-2, -1, 0, 0, 1, 2],
    Rounding.HALF_ODD: [-3, -1, -1, 1, 1, 3],
    Rounding.HALF_CEILING: [-2, -1, 0, 1, 2, 3],
    Rounding.HALF_FLOOR: [-3, -2, -1, 0, 1, 2],
    Rounding.UP: [-3, -2, -1, 1, 2, 3],
    Rounding.DOWN: [-2, -1, 0, 0, 1, 2],
    Rounding.CEILING: [-2, -1, 0, 1, 2, 3],
    Rounding.FLOOR: [-3, -2, -1, 0, 1, 2],
    Rounding.ZERO_FIVE_UP: [-2, -1, -1, 1, 1, 2],
}


def rub(text: str | int) -> Money:
    """Roubles."""
    return Money(text, RUB)


def parts(amounts: tuple[Money, ...]) -> list[str]:
    """Amounts as text."""
    return [str(part.amount) for part in amounts]


@pytest.mark.parametrize("rounding", TABLE, ids=lambda rounding: rounding.name)
def test_every_rule_at_the_exact_middle(rounding: Rounding) -> None:
    """The fast way through `decimal` and the way through whole numbers agree."""
    assert [round_ratio(tenths, 10, rounding) for tenths in HALVES] == TABLE[rounding]
    assert [int(rub(tenths).divided_by(10).rounded(0, rounding).amount) for tenths in HALVES] == TABLE[rounding]


@pytest.mark.parametrize("rounding", TABLE, ids=lambda rounding: rounding.name)
def test_every_rule_beside_the_middle(rounding: Rounding) -> None:
    """Nearest rules ignore which side of the middle is even; the others ignore the middle."""
    nearest = rounding.name.startswith("HALF_")
    low, high = round_ratio(14, 10, rounding), round_ratio(16, 10, rounding)

    assert (low, high) == (1, 2) if nearest else low == high
    assert round_ratio(20, 10, rounding) == 2


def test_must_be_exact_rounds_nothing() -> None:
    """It passes what fits and refuses the rest, with the exact value."""
    assert rub("2.50").rounded(1, Rounding.MUST_BE_EXACT) == rub("2.5")
    assert Rounding["UNNECESSARY"] is Rounding.MUST_BE_EXACT
    with pytest.raises(InexactResult, match="pass a Rounding") as caught:
        rub("2.55").rounded(1, Rounding.MUST_BE_EXACT)
    assert caught.value.value == Fraction(51, 2)


def test_rounding_to_places_to_the_minor_unit_and_to_tens() -> None:
    """Negative places round before the point and print plainly."""
    assert str(rub("22.4137").rounded(2, Rounding.CEILING)) == "22.42 RUB"
    assert str(rub("22.4137").to_minor_unit(Rounding.DOWN)) == "22.41 RUB"
    assert str(Money("1.9", Currency.of("JPY")).to_minor_unit(Rounding.HALF_UP)) == "2 JPY"
    assert str(rub("432.34").rounded(-1, Rounding.UP)) == "440 RUB"
    assert str(rub("435").rounded(-1, Rounding.HALF_ODD)) == "430 RUB"
    assert str(rub("-0.001").rounded(2, Rounding.HALF_UP)) == "0.00 RUB"
    assert str(rub("-0.001").rounded(2, Rounding.HALF_ODD)) == "0.00 RUB"


@pytest.mark.parametrize(("amount", "step", "result"), [("1.77", "0.05", "1.75"), ("-22.13", "0.25", "-22.25")])
def test_cash_is_rounded_to_its_smallest_coin(amount: str, step: str, result: str) -> None:
    """0.05 in Switzerland."""
    assert str(rub(amount).rounded_to_step(step, Rounding.HALF_UP).amount) == result


@pytest.mark.parametrize("step", ["0", "-0.05", 0.05])
def test_a_step_is_above_zero(step: Any) -> None:
    """And exact."""
    with pytest.raises(InvalidValue, match="is not a step"):
        rub("1").rounded_to_step(step, Rounding.HALF_UP)


def test_a_quotient_is_exact_or_its_rounding_is_named() -> None:
    """With neither, an endless quotient raises."""
    assert rub("10") / 4 == rub("2.5")
    assert rub("10") / Decimal("0.5") == rub("20")
    assert rub("10") / Fraction(1, 3) == rub("30")
    assert rub("100").divided_by(3, rounding=Rounding.HALF_UP) == rub("33.33")
    assert rub("100").divided_by(3, rounding=Rounding.UP, places=4) == rub("33.3334")
    assert rub("1").divided_by(64) == rub("0.015625")
    assert rub("1").divided_by(15625) == rub("0.000064")
    with pytest.raises(InexactResult, match="100/3 is not an exact decimal"):
        rub("100") / 3
    with pytest.raises(InexactResult):
        rub("1").divided_by(8, places=2)


@pytest.mark.parametrize("divisor", [0, Decimal(0), Fraction(0)])
def test_nothing_is_divided_by_zero(divisor: Any) -> None:
    """The fault says so in the words of the library."""
    with pytest.raises(InvalidValue, match="other than zero"):
        rub("1") / divisor


def test_the_ratio_of_two_amounts_is_an_exact_fraction() -> None:
    """One third stays one third."""
    assert rub("100").ratio_to(rub("300.00")) == Fraction(1, 3)
    with pytest.raises(InvalidValue, match="is not a divisor"):
        rub("1").ratio_to(rub("0"))


def test_clamping_keeps_an_amount_between_limits() -> None:
    """Either limit may be left open; limits the wrong way round are refused."""
    assert rub("5").clamp(rub("10"), rub("20")) == rub("10")
    assert rub("25").clamp(rub("10"), rub("20")) == rub("20")
    assert rub("15").clamp(rub("10"), rub("20")) == rub("15")
    assert rub("15").clamp(high=rub("9")) == rub("9")
    assert rub("15").clamp() == rub("15")
    with pytest.raises(InvalidValue, match="lower one first"):
        rub("15").clamp(rub("20"), rub("10"))


@pytest.mark.parametrize(
    ("leftover", "shared"),
    [
        (Leftover.LARGEST_REMAINDER, ["0.33", "0.50", "0.17"]),
        (Leftover.LARGEST_WEIGHT, ["0.33", "0.51", "0.16"]),
        (Leftover.SPREAD, ["0.34", "0.50", "0.16"]),
        (Leftover.FIRST, ["0.34", "0.50", "0.16"]),
        (Leftover.LAST, ["0.33", "0.50", "0.17"]),
        (Leftover.SEPARATE, ["0.33", "0.50", "0.16", "0.01"]),
        (Leftover.SEPARATE_BLOCKS, ["0.32", "0.48", "0.16", "0.04"]),
    ],
)
def test_who_gets_the_leftover_is_named(leftover: Leftover, shared: list[str]) -> None:
    """A rouble by 2 : 3 : 1, and its mirror image."""
    assert parts(rub("1.00").allocate([2, 3, 1], leftover=leftover)) == shared
    assert [part.removeprefix("-") for part in parts(rub("-1.00").allocate([2, 3, 1], leftover=leftover))] == shared


def test_first_and_last_take_all_of_the_leftover() -> None:
    """Where spreading would give one kopeck each; a weight of zero gets nothing."""
    weights = [0, 1, 1, 1, 0]

    assert parts(rub("0.05").allocate(weights, leftover=Leftover.FIRST)) == ["0.00", "0.03", "0.01", "0.01", "0.00"]
    assert parts(rub("0.05").allocate(weights, leftover=Leftover.LAST)) == ["0.00", "0.01", "0.01", "0.03", "0.00"]
    assert parts(rub("0.05").allocate(weights, leftover=Leftover.SPREAD)) == ["0.00", "0.02", "0.02", "0.01", "0.00"]


def test_an_amount_with_four_decimals_is_shared_in_its_own_last_one() -> None:
    """So sharing always adds up; equal amounts share equally at any scale."""
    assert parts(allocate(rub("22.4137"), [1, 1])) == ["11.2069", "11.2068"]
    assert rub("10.0000").split(3) == rub("10.00").split(3) == split(rub("10"), 3)


def test_a_cash_step_shares_in_coins() -> None:
    """The amount must be made of such coins."""
    assert parts(rub("100").split(7, step="0.05")) == ["14.30"] * 5 + ["14.25"] * 2
    with pytest.raises(InexactResult, match=r"a multiple of the step 0\.05"):
        rub("0.07").split(2, step="0.05")


@pytest.mark.parametrize("weights", [[], [0, 0], [-1, 2], [0.5, 0.5], [True, 1], ["x"], [Decimal("NaN")], [None]])
def test_impossible_weights_are_refused(weights: Any) -> None:
    """None, only zeros, negative ones, floats, no numbers."""
    with pytest.raises(InvalidValue):
        rub("1").allocate(weights)


@pytest.mark.parametrize("count", [0, -1, 1.0, True])
def test_a_split_has_at_least_one_part(count: Any) -> None:
    """And a whole number of them."""
    with pytest.raises(InvalidValue, match="a number of parts"):
        rub("1").split(count)
