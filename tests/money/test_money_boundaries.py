"""The last value that passes, the first that doesn't, and what a refusal carries."""

from __future__ import annotations

import operator
from decimal import Decimal, localcontext
from typing import Any

import pytest

from astra_billing.errors import InvalidValue
from astra_billing.money import (
    RUB,
    USD,
    Currency,
    CurrencyMismatch,
    Leftover,
    Money,
    MoneyBag,
    MoneyRange,
    RateMissing,
    Rounding,
    TooManyDigits,
    allocate,
    prorate_lines,
    split,
)
from astra_billing.money.exact import from_units, in_wide_context
from astra_billing.money.rounding import DECIMAL_MODES


def rub(text: str | int) -> Money:
    """Roubles."""
    return Money(text, RUB)


def test_a_currency_of_ones_own_has_up_to_12_letters_and_18_digits() -> None:
    """Both limits are included."""
    assert Currency("BONUSESOFOUR", digits=18).digits == 18
    assert Currency("B", digits=0).code == "B"


def test_a_currency_of_ones_own_has_kopecks_unless_it_says_otherwise() -> None:
    """Two decimals, no number, its code for a symbol, no dates."""
    bonus = Currency("BONUS")

    assert (bonus.number, bonus.digits, bonus.symbol, bonus.introduced, bonus.withdrawn) == ("", 2, "BONUS", None, None)


def test_what_follows_the_code_of_a_currency_is_named() -> None:
    """A bare 2 would not say what it counts."""
    make: Any = Currency

    with pytest.raises(TypeError):
        make("BONUS", "")


def test_the_smallest_amount_is_the_thousandth_decimal() -> None:
    """And nothing below it is quietly taken for zero."""
    assert Money("1E-1000", RUB).amount.as_tuple().exponent == -1000
    with pytest.raises(InvalidValue, match="use at most 1000 digits"):
        Money("1E-1001", RUB)


def test_a_mismatch_without_a_verb_is_one_of_combining() -> None:
    """The most general word for what two amounts do."""
    assert CurrencyMismatch(RUB, USD).action == "combine"
    assert str(CurrencyMismatch(RUB, USD)).startswith("cannot combine RUB and USD;")


def test_too_many_digits_lists_every_operand() -> None:
    """As a sentence, with commas."""
    assert str(TooManyDigits(rub("1"), 2, most=1000)).startswith("the exact result of 1 RUB, 2 needs more than 1000")


def test_a_missing_rate_keeps_both_currencies() -> None:
    """As attributes and among the arguments of the exception."""
    fault = RateMissing(USD, RUB)

    assert (fault.source, fault.target) == fault.args == (USD, RUB)


def test_a_bag_takes_money_and_bags_and_no_list_of_money() -> None:
    """A list is put into a bag first."""
    bag = MoneyBag([rub("1")])
    amounts: Any = [rub("1")]

    with pytest.raises(TypeError):
        bag + amounts


def test_a_stranger_may_say_how_it_is_taken_out_of_a_bag() -> None:
    """The bag doesn't try what it doesn't know; Python asks the other side."""

    class Stranger:
        def __rsub__(self, bag: MoneyBag) -> str:
            return f"{bag} less a stranger"

    stranger: Any = Stranger()
    assert MoneyBag([rub("1")]) - stranger == "1.00 RUB less a stranger"


def test_equal_amounts_are_neither_less_nor_more() -> None:
    """At any scale, in a currency of the standard and in one defined twice."""
    pairs = [(rub("1.0"), rub("1.00")), (Money("1", Currency("BONUS")), Money("1.0", Currency("BONUS")))]

    for left, right in pairs:
        assert left <= right
        assert left >= right
        assert not left < right
        assert not left > right


def test_an_amount_at_its_limit_is_left_as_it_is() -> None:
    """Its own decimals included; two equal limits leave room for one amount."""
    ten = rub("10.0")

    assert ten.clamp(low=rub("10")) is ten
    assert ten.clamp(high=rub("10")) is ten
    assert rub("11").clamp(ten, ten) is ten
    assert ten in MoneyRange(ten, ten)


def test_a_sum_of_amounts_that_are_all_of_another_currency_is_refused() -> None:
    """Not added up under a new name."""
    with pytest.raises(CurrencyMismatch) as caught:
        Money.sum([Money("1", USD), Money("2", USD)], RUB)

    assert (caught.value.left, caught.value.right, caught.value.action) == (RUB, USD, "add")


def test_a_sign_stands_before_the_digits() -> None:
    """And not behind them, as some ledgers have it."""
    assert rub("-5").is_negative
    with pytest.raises(InvalidValue):
        rub("5-")


def test_yen_are_shared_whole() -> None:
    """A currency without a minor unit has no tenths to give."""
    yen = Currency.of("JPY")

    assert Money("100", yen).split(3) == (Money("34", yen), Money("33", yen), Money("33", yen))


def test_a_quotient_that_ends_late_is_exact() -> None:
    """Forty decimals are no reason to round."""
    assert rub("1") / 5**40 == rub("1E-40") * 2**40


def test_who_gets_the_leftover_and_the_step_are_named() -> None:
    """By the methods and by the plain functions alike."""
    last = (rub("3"), rub("3"), rub("4"))

    assert rub("10").split(3, leftover=Leftover.LAST, step=1) == last
    assert split(rub("10"), 3, leftover=Leftover.LAST, step=1) == last
    assert allocate(rub("10"), [1, 1, 1], leftover=Leftover.LAST, step=1) == last
    assert split(rub("10"), 3, step=2) == (rub("4"), rub("4"), rub("2"))


@pytest.mark.parametrize("rounding", DECIMAL_MODES)
def test_a_quotient_is_rounded_as_an_amount_is(rounding: Rounding) -> None:
    """Every mode of `decimal`, on both sides of zero, at the middle and beside it."""
    for units in range(-150, 151):
        amount = rub(str(Decimal(units) / 10))
        assert amount.divided_by(1, rounding=rounding, places=0) == amount.rounded(0, rounding)


@pytest.mark.parametrize(
    ("rounding", "wholes"),
    [
        (Rounding.HALF_ODD, (-3, -3, -1, -1, 1, 1, 3, 3)),
        (Rounding.HALF_CEILING, (-3, -2, -1, 0, 1, 2, 3, 4)),
        (Rounding.HALF_FLOOR, (-4, -3, -2, -1, 0, 1, 2, 3)),
    ],
)
def test_the_middle_goes_where_the_rounding_says(rounding: Rounding, wholes: tuple[int, ...]) -> None:
    """From -3.5 to 3.5; the rules that `decimal` lacks."""
    middles = [rub(f"{2 * whole + 1}") / 2 for whole in range(-4, 4)]

    assert [amount.rounded(0, rounding).amount for amount in middles] == list(wholes)
    assert [amount.divided_by(1, rounding=rounding, places=0).amount for amount in middles] == list(wholes)


def test_a_cart_of_one_line_is_a_cart() -> None:
    """R42: its total may still differ from the line shown."""
    cart = prorate_lines([rub("110.00")], 30, 31)

    assert (cart.lines, cart.total) == ((rub("106.46"),), rub("106.45"))


def test_hashes_tell_different_amounts_apart() -> None:
    """Sets of a thousand amounts, or of bags of them, stay fast."""
    amounts = [Money.from_minor_units(units, RUB) for units in range(1000)]

    assert len({hash(amount) for amount in amounts}) > 900
    assert len({hash(MoneyBag([amount])) for amount in amounts}) > 900
    assert hash(rub("1")) != hash(Money("1", USD))


def test_foreign_code_gets_room_for_every_digit_and_leaves_the_callers_context_alone() -> None:
    """Babel multiplies by the ambient context."""
    with localcontext() as ambient:
        ambient.prec = 3
        assert in_wide_context(operator.mul, Decimal("123456.78"), Decimal(10)) == Decimal("1234567.8")
        assert ambient.prec == 3


def test_a_range_shows_itself_as_one_word_of_text() -> None:
    """A span with a class of its own, which a style sheet can find."""
    assert MoneyRange(low=rub("10"))._repr_html_() == '<span class="astra money-range">from 10 RUB</span>'


def test_records_of_a_prorated_price_tell_lines_from_the_total() -> None:
    """R42: the lines shown may differ from the total to pay."""
    records = prorate_lines([rub("495.00"), rub("110.00"), rub("55.00")], 30, 31).to_records()

    assert [(record["kind"], record["amount"]) for record in records] == [
        ("line", "479.04"),
        ("line", "106.46"),
        ("line", "53.23"),
        ("total", "638.71"),
    ]


@pytest.mark.parametrize("count", [-367, -1, 0, 1, 2, 99, 365, 366, 367, 368, 5120, 10**30])
def test_a_count_multiplies_as_the_decimal_it_is(count: int) -> None:
    """Counts up to the days of a leap year are kept ready; those around it and beyond are not."""
    texts = {str(rub("22.4137") * count), str(count * rub("22.4137")), str(rub("22.4137") * Decimal(count))}

    assert texts == {str(Money(from_units(224137 * count, 4), RUB))}


@pytest.mark.parametrize("currency", ["RUB", None, 643])
def test_what_is_no_currency_is_named(currency: Any) -> None:
    """The error says what was passed and what to pass."""
    with pytest.raises(InvalidValue, match="pass RUB or Currency") as caught:
        Money("1", currency)

    assert caught.value.value == currency
