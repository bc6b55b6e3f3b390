"""Every refusal of money names the value as it was passed and the fix."""

from __future__ import annotations

import operator
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from astra_billing.errors import BillingError, InvalidValue
from astra_billing.money import (
    EUR,
    RUB,
    Currency,
    InexactResult,
    Money,
    MoneyRange,
    RateMissing,
    Rounding,
    TooManyDigits,
    discounted,
    prorate,
    prorate_lines,
)
from astra_billing.money.exact import exact_decimal

if TYPE_CHECKING:
    from collections.abc import Callable

TEN = Money("10", RUB)
NOTHING: Any = None
TEXT: Any = "x"
BYTES: Any = b"10"
INFINITE = Decimal("Infinity")
HUGE = Money("9" * 999, RUB)


def refusal(make: Callable[[], object]) -> str:
    """What a caller reads."""
    with pytest.raises(BillingError) as caught:
        make()
    return str(caught.value)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("NaN", "'NaN' is not an amount; pass digits with at most one point, such as '1234.56'"),
        ("1 000", "'1 000' is not an amount; pass digits with at most one point, such as '1234.56'"),
        (True, "True is not an amount; pass 0 or 1 if a number is meant"),
        (0.1, "0.1 is not an amount; pass text, '0.1', or a decimal.Decimal"),
        (None, "None is not an amount; pass str, int or decimal.Decimal"),
        (
            Decimal("Infinity"),
            "Decimal('Infinity') is not an amount; pass a finite number; money is never NaN or infinite",
        ),
        ("1E-1001", "'1E-1001' is not an amount; use at most 1000 digits"),
    ],
)
def test_a_refused_amount_is_shown_with_the_fix(value: Any, message: str) -> None:
    """Text, bool, float, nothing, infinity, too many digits."""
    assert refusal(lambda: Money(value, RUB)) == message


@pytest.mark.parametrize(
    ("make", "value", "message"),
    [
        (
            lambda: Currency("BONUSESOFMINE"),
            "BONUSESOFMINE",
            "a currency code; use 1 to 12 Latin letters, such as 'RUB'",
        ),
        (lambda: Currency("BONUS", digits=19), 19, "a number of minor digits; pass an int from 0 to 18"),
        (lambda: Currency.of("XYZ"), "XYZ", "an ISO 4217 code; define your own: Currency('BONUS', digits=2)"),
        (lambda: Money("1", NOTHING), None, "a Currency; pass RUB or Currency.of('RUB')"),
        (lambda: Money.from_minor_units(TEXT, RUB), "x", "a whole number of minor units; pass an int"),
        (
            lambda: f"{TEN:.2f}",
            ".2f",
            "a layout of an amount; use alignment and ',' only, and rounded() to drop digits",
        ),
        (lambda: TEN.clamp(TEN, -TEN), (TEN, -TEN), "a pair of limits; pass the lower one first"),
        (lambda: TEN.split(0), 0, "a number of parts; pass an int of at least 1"),
        (lambda: TEN.divided_by(0), 0, "a divisor; pass a number other than zero"),
        (lambda: TEN.divided_by(NOTHING), None, "a divisor; pass str, int or decimal.Decimal"),
        (lambda: TEN.converted_to(EUR, "x"), "x", "a rate; pass digits with at most one point, such as '1234.56'"),
        (lambda: TEN * Decimal("Infinity"), INFINITE, "a factor; pass a finite number; money is never NaN or infinite"),
        (lambda: TEN.rounded_to_step(-5, Rounding.UP), -5, "a step; pass a number above zero, such as '0.05'"),
        (lambda: TEN.split(2, step=0), 0, "a step; pass a number above zero, such as '0.05'"),
        (lambda: TEN.split(2, step="x"), "x", "a step; pass digits with at most one point, such as '1234.56'"),
        (lambda: TEN.allocate([0, "0"]), [0, 0], "a list of weights; pass at least one weight above zero"),
        (lambda: TEN.allocate([BYTES]), b"10", "an exact weight; pass int, str, Decimal or Fraction"),
        (lambda: TEN.allocate(["x"]), "x", "an exact weight; pass a finite number"),
        (lambda: TEN.allocate([2, -1]), -1, "a weight; pass zero or more; a negative amount is shared as its mirror"),
        (lambda: MoneyRange(TEN, -TEN), (TEN, -TEN), "a range; pass the lower amount first"),
        (lambda: discounted(TEN), (None, None), "one discount; pass percent= or amount=, not both"),
        (lambda: discounted(TEN, amount=-TEN), -TEN, "a discount; pass zero or more"),
        (lambda: discounted(TEN, percent="101"), 101, "a discount in percent; pass 0 to 100"),
        (lambda: discounted(TEN, percent=True), True, "a discount in percent; pass 0 or 1 if a number is meant"),
        (lambda: prorate_lines([], 1, 2), [], "a list of prices; pass at least one"),
        (lambda: prorate(TEN, -1, 2, rounding=Rounding.UP), -1, "a number of days; pass a whole number, zero or more"),
        (
            lambda: prorate(TEN, 3, 2, rounding=Rounding.UP),
            (3, 2),
            "a part of a period; bill whole periods apart, then the rest",
        ),
        (lambda: exact_decimal(b"10"), b"10", "an exact number; pass str, int or decimal.Decimal"),
    ],
)
def test_a_refusal_of_money_keeps_the_value_and_names_the_fix(
    make: Callable[[], object], value: object, message: str
) -> None:
    """As it was passed, or as the number that was read from it."""
    with pytest.raises(InvalidValue) as caught:
        make()

    assert caught.value.value == value
    assert str(caught.value).partition(" is not ")[2] == message


def test_a_range_without_limits_shows_itself() -> None:
    """It has no amount to show."""
    assert refusal(MoneyRange) == "MoneyRange(low=None, high=None) is not a range; give low, high or both"


@pytest.mark.parametrize(
    ("make", "value", "message"),
    [
        (lambda: TEN / 3, Fraction(10, 3), "10/3 is not an exact decimal"),
        (lambda: Money("0.005", RUB).minor_units(), Fraction(1, 2), "1/2 is not whole"),
        (lambda: TEN.split(2, step="3"), Fraction(10), "10 is not a multiple of the step 3"),
        (lambda: TEN.divided_by(3, places=2), Fraction(1000, 3), "1000/3 is not whole"),
    ],
)
def test_a_result_that_does_not_fit_is_kept_as_a_fraction(
    make: Callable[[], object], value: Fraction, message: str
) -> None:
    """Beside the unit that it had to fit, and the fix."""
    with pytest.raises(InexactResult) as caught:
        make()

    assert caught.value.value == value
    assert str(caught.value) == f"{message}; pass a Rounding, such as Rounding.HALF_UP"


@pytest.mark.parametrize(
    ("make", "operands"),
    [
        (lambda: HUGE + Money("0.01", RUB), (HUGE, Money("0.01", RUB))),
        (lambda: HUGE - Money("0.01", RUB), (HUGE, Money("0.01", RUB))),
        (lambda: HUGE * 99, (HUGE, 99)),
        (lambda: HUGE * Decimal(99), (HUGE.amount, Decimal(99))),
        (lambda: Money.sum([HUGE, Money("0.01", RUB)], RUB), (HUGE.amount, Decimal("0.01"))),
        (lambda: HUGE.rounded(2, Rounding.DOWN), (HUGE.amount,)),
    ],
)
def test_a_result_of_too_many_digits_keeps_its_operands(
    make: Callable[[], object], operands: tuple[object, ...]
) -> None:
    """And the number of digits there is room for."""
    with pytest.raises(TooManyDigits) as caught:
        make()

    assert (caught.value.operands, caught.value.most) == (operands, 1000)


def test_a_missing_rate_names_both_currencies() -> None:
    """From which, to which, and where it belongs."""
    assert str(RateMissing(EUR, RUB)) == "no rate from EUR to RUB; add it to the rates"


@pytest.mark.parametrize(
    ("make", "action"),
    [
        (lambda: TEN + Money("1", EUR), "add"),
        (lambda: TEN - Money("1", EUR), "subtract"),
        (lambda: operator.lt(TEN, Money("1", EUR)), "compare"),
        (lambda: operator.le(TEN, Money("1", EUR)), "compare"),
        (lambda: operator.gt(TEN, Money("1", EUR)), "compare"),
        (lambda: operator.ge(TEN, Money("1", EUR)), "compare"),
        (lambda: TEN.ratio_to(Money("1", EUR)), "divide"),
        (lambda: Money.sum([TEN, Money("1", EUR)], RUB), "add"),
    ],
    ids=["+", "-", "<", "<=", ">", ">=", "ratio", "sum"],
)
def test_two_currencies_that_meet_are_named_with_the_verb(make: Callable[[], object], action: str) -> None:
    """In the order of the operation."""
    assert refusal(make) == f"cannot {action} RUB and EUR; convert one of them first with a rate you trust"
