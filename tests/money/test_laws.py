"""Laws of money, searched for a counter-example."""

from __future__ import annotations

import decimal
import pickle
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from astra_billing.money import RUB, Leftover, Money, Rounding
from astra_billing.money.rounding import DECIMAL_MODES, round_ratio
from astra_billing.testing.strategies import currencies, moneys

WEIGHTS = st.lists(st.fractions(min_value=0, max_value=1000, max_denominator=1000), min_size=1, max_size=12).filter(any)
ROUNDING = st.sampled_from([rounding for rounding in Rounding if rounding is not Rounding.MUST_BE_EXACT])


@given(a=moneys(RUB), b=moneys(RUB), c=moneys(RUB))
def test_addition_is_exact_whatever_the_order(a: Money, b: Money, c: Money) -> None:
    """Associative, commutative, undone by subtraction."""
    assert (a + b) + c == a + (b + c) == Money.sum([c, b, a], RUB) == sum([a, b, c])
    assert a + b - b == a
    assert a - b == -(b - a)


@given(money=moneys(RUB), weights=WEIGHTS, leftover=st.sampled_from(Leftover))
def test_parts_always_sum_to_the_whole(money: Money, weights: list[Fraction], leftover: Leftover) -> None:
    """And a debt is shared as the mirror image of a credit, whatever the weights are scaled by."""
    parts = money.allocate(weights, leftover=leftover)

    assert Money.sum(parts, RUB) == money
    assert (-money).allocate(weights, leftover=leftover) == tuple(-part for part in parts)
    assert money.allocate([weight * 7 for weight in weights], leftover=leftover) == parts


@given(money=moneys(RUB), weights=WEIGHTS)
def test_a_part_is_within_one_unit_of_its_exact_share(money: Money, weights: list[Fraction]) -> None:
    """By the largest remainder; a weight of zero gets exactly nothing."""
    unit = Fraction(1, 10 ** max(2, -int(money.amount.normalize().as_tuple().exponent)))
    for weight, part in zip(weights, money.allocate(weights), strict=True):
        assert abs(Fraction(part.amount) - Fraction(money.amount) * weight / sum(weights)) < unit
        assert weight or part.is_zero


@given(money=moneys(RUB), count=st.integers(min_value=1, max_value=50))
def test_equal_parts_differ_by_one_unit_at_most(money: Money, count: int) -> None:
    """The first ones are the larger ones."""
    parts = [abs(part) for part in money.split(count)]

    assert parts == sorted(parts, reverse=True)
    assert (parts[0] - parts[-1]).amount in {0, *(Decimal(1).scaleb(-places) for places in range(2, 13))}


@given(numerator=st.integers(-(10**12), 10**12), denominator=st.integers(1, 10**4), rounding=ROUNDING)
def test_rounding_picks_one_of_the_two_neighbours(numerator: int, denominator: int, rounding: Rounding) -> None:
    """And the nearer one where the rule says nearest."""
    away = abs(Fraction(numerator, denominator) - round_ratio(numerator, denominator, rounding))

    assert away <= Fraction(1, 2) if rounding.name.startswith("HALF_") else away < 1


@given(money=moneys(RUB), places=st.integers(-3, 6), rounding=st.sampled_from(list(DECIMAL_MODES)))
def test_our_rounding_agrees_with_decimal(money: Money, places: int, rounding: Rounding) -> None:
    """The way through whole numbers gives what Python's own modes give."""
    units = Fraction(money.amount) * Fraction(10) ** places

    assert (
        Fraction(money.rounded(places, rounding).amount)
        == round_ratio(units.numerator, units.denominator, rounding) / Fraction(10) ** places
    )


@given(money=moneys(), rounding=ROUNDING)
def test_rounding_twice_changes_nothing_more(money: Money, rounding: Rounding) -> None:
    """And what is rounded fits minor units both ways."""
    rounded = money.to_minor_unit(rounding)

    assert rounded.to_minor_unit(rounding) == rounded
    assert Money.from_minor_units(rounded.minor_units(), money.currency) == rounded


@given(money=moneys())
def test_text_pickle_and_repr_lose_nothing(money: Money) -> None:
    """Not even the scale."""
    amount, code = str(money).split(" ")

    assert str(Money(amount, money.currency)) == str(money)
    assert code == money.currency.code
    assert str(pickle.loads(pickle.dumps(money))) == str(money)  # noqa: S301 - our own bytes


@given(a=moneys(currencies()), b=moneys(currencies()))
def test_equal_money_has_equal_hashes(a: Money, b: Money) -> None:
    """Across scales, never across currencies."""
    assert (a == b) == (a.currency == b.currency and a.amount == b.amount)
    assert a != b or hash(a) == hash(b)
    assert a == Money(a.amount.quantize(Decimal("1E-20"), context=decimal.Context(prec=100)), a.currency)
