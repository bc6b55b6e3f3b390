"""What money accepts, refuses and answers."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from astra_billing.errors import InvalidValue
from astra_billing.money import EUR, RUB, USD, Currency, CurrencyMismatch, InexactResult, Money, Rounding, TooManyDigits

if TYPE_CHECKING:
    from collections.abc import Callable

JPY = Currency.of("JPY")


def rub(text: str | int) -> Money:
    """Roubles."""
    return Money(text, RUB)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("22.4137", "22.4137 RUB"),
        (100, "100 RUB"),
        (Decimal("1E+3"), "1000 RUB"),
        ("1e3", "1000 RUB"),
        ("-0.00", "0.00 RUB"),
        (Decimal("-0.00"), "0.00 RUB"),
        ("99.", "99 RUB"),
        (".5", "0.5 RUB"),
        ("+5.10", "5.10 RUB"),
        ("-5.10", "-5.10 RUB"),
        (0, "0 RUB"),
    ],
)
def test_an_amount_is_kept_exactly_at_its_own_scale(given: Any, text: str) -> None:
    """Text, whole numbers and decimals come in without a change; a negative zero is plain zero."""
    assert str(Money(given, RUB)) == text


@pytest.mark.parametrize(
    ("given", "fix"),
    [
        (0.1, "pass text, '0.1'"),
        (True, "pass 0 or 1"),
        (None, "pass str, int"),
        ("NaN", "pass digits"),
        ("Infinity", "pass digits"),
        (Decimal("NaN"), "pass a finite number"),
        (Decimal("sNaN"), "pass a finite number"),
        (Decimal("-Infinity"), "pass a finite number"),
        ("1..", "pass digits"),
        (".", "pass digits"),
        ("", "pass digits"),
        ("-", "pass digits"),
        ("--1", "pass digits"),
        (" 1", "pass digits"),
        ("1_000", "pass digits"),
        ("1,5", "pass digits"),
        ("١٢", "pass digits"),
        ("²", "pass digits"),
        ("9" * 1001, "use at most 1000 digits"),
        ("1e1001", "use at most 1000 digits"),
        (Decimal("1E-2000"), "use at most 1000 digits"),
    ],
)
def test_what_is_no_exact_amount_is_refused_with_the_fix(given: Any, fix: str) -> None:
    """Floats, truth values, NaN, infinities, other alphabets: the error names the value and what to write."""
    with pytest.raises(InvalidValue, match="is not an amount") as caught:
        Money(given, RUB)

    assert caught.value.fix.startswith(fix)
    assert caught.value.value is given


def test_a_currency_is_never_a_bare_code() -> None:
    """A string where a currency belongs is refused."""
    with pytest.raises(InvalidValue, match="pass RUB"):
        Money("1", "RUB")  # type: ignore[arg-type]


def test_sums_and_differences_are_exact() -> None:
    """Four decimals stay four decimals."""
    assert rub("22.4137") + rub("34.4827") == rub("56.8964")
    assert rub("22.4137") - rub("34.4827") == rub("-12.0690")
    assert -rub("5") == rub("-5") == +rub("-5")
    assert abs(rub("-5")) == rub("-5").abs() == rub("5")
    assert str(-rub("0.00")) == "0.00 RUB"


def test_a_sum_of_31_digits_loses_none() -> None:
    """Python's default context would round it at 28."""
    assert str(rub("1234567890123456789012345678901.05") + rub("0.0001")) == "1234567890123456789012345678901.0501 RUB"


@pytest.mark.parametrize(
    ("factor", "result"),
    [(3, "67.2411"), (0, "0"), (-1, "-22.4137"), (Decimal("0.5"), "11.20685"), (Fraction(1, 4), "5.603425")],
)
def test_a_product_is_exact(factor: Any, result: str) -> None:
    """Whole numbers, decimals and fractions multiply from either side."""
    assert rub("22.4137") * factor == factor * rub("22.4137") == rub(result)


def test_a_product_with_zero_is_never_minus_zero() -> None:
    """Zero has no sign."""
    assert str(rub("0.00") * -1) == "0.00 RUB"
    assert str(rub("-2.50") * Decimal("-0")) == "0.00 RUB"
    assert str(rub("5") * Decimal("1E+3")) == "5000 RUB"


@pytest.mark.parametrize("factor", [0.5, True, "2", None])
def test_a_product_with_an_inexact_factor_is_a_type_error(factor: Any) -> None:
    """A float would bring its error along; text and truth values are no factors."""
    with pytest.raises(TypeError):
        rub("1") * factor
    with pytest.raises(TypeError):
        rub("1") / factor


def test_a_product_with_nan_is_refused() -> None:
    """No way leads to money that is no number."""
    with pytest.raises(InvalidValue, match="is not a factor"):
        rub("1") * Decimal("NaN")


@pytest.mark.parametrize("other", [1, 1.5, "one", None, Decimal(1)])
def test_money_adds_to_money_only(other: Any) -> None:
    """A bare number has no currency; only the 0 with which `sum` starts may stand before money."""
    with pytest.raises(TypeError):
        rub("1") + other
    with pytest.raises(TypeError):
        rub("1") - other
    with pytest.raises(TypeError):
        other + rub("1")
    with pytest.raises(TypeError):
        assert rub("1") < other


@pytest.mark.parametrize("order", ["__lt__", "__le__", "__gt__", "__ge__"])
def test_order_knows_only_money(order: str) -> None:
    """Every comparison hands an unknown type back to Python."""
    assert getattr(rub("1"), order)(1) is NotImplemented


@pytest.mark.parametrize("order", ["__lt__", "__le__", "__gt__", "__ge__", "__add__", "__sub__", "ratio_to", "clamp"])
def test_two_currencies_never_meet(order: str) -> None:
    """The fault carries both."""
    with pytest.raises(CurrencyMismatch, match="RUB and EUR") as caught:
        getattr(rub("1"), order)(Money("1", EUR))

    assert (caught.value.left, caught.value.right) == (RUB, EUR)


def test_zero_roubles_are_not_zero_dollars() -> None:
    """0 EUR == 0 USD in a library that compares amounts first."""
    assert Money("0", USD) != Money("0", EUR)
    assert rub("0") != 0


def test_equal_amounts_have_equal_hashes_at_any_scale() -> None:
    """1.0 == 1.00, and a set holds them once."""
    assert rub("1.0") == rub("1.00") == Money("1", Currency.of("RUB"))
    assert len({rub("1.0"), rub("1.00"), rub("1")}) == 1


def test_amounts_of_one_currency_are_ordered() -> None:
    """All four comparisons."""
    assert rub("1") < rub("2") <= rub("2.0")
    assert rub("2") > rub("1.99") >= rub("1.990")


def test_an_equal_definition_is_the_same_currency() -> None:
    """A currency of one's own needs no registration to be added to itself."""
    first, second = Currency("BONUS", digits=0), Currency("BONUS", digits=0)

    assert Money(1, first) + Money(2, second) == Money(3, first)
    assert Money(3, first) - Money(2, second) == Money(1, second)
    assert Money(1, first) < Money(2, second)
    assert Money(1, first) <= Money(1, second) >= Money(1, first)
    assert Money(2, first) > Money(1, second)
    assert Money(1, first) == Money(1, second) != Money(1, Currency("BONUS", digits=2))
    assert Money.sum([Money(1, first), Money(2, second)], first) == Money(3, second)


def test_the_built_in_sum_works() -> None:
    """It starts with the number 0."""
    assert sum([rub("1"), rub("2")]) == rub("3")
    with pytest.raises(TypeError):
        sum([rub("1")], 1)


def test_the_sum_of_nothing_is_zero_of_a_currency() -> None:
    """`sum([])` would be a bare 0."""
    assert str(Money.sum([], RUB)) == "0.00 RUB"
    assert Money.sum((rub(text) for text in ("0.1", "0.2")), RUB) == rub("0.3")


def test_a_sum_over_currencies_is_refused() -> None:
    """The first foreign amount is named."""
    with pytest.raises(CurrencyMismatch):
        Money.sum([rub("1"), Money("1", USD)], RUB)


def test_a_result_of_more_than_1000_digits_is_refused() -> None:
    """Nothing is dropped in silence, however large."""
    large, small = rub("9" * 600 + ".9"), rub("0." + "0" * 600 + "1")
    operations: tuple[Callable[[], object], ...] = (
        lambda: large + small,
        lambda: large - small,
        lambda: large * 10**600,
        lambda: large * Decimal(10**600 + 1),
        lambda: Money.sum([large, small], RUB),
        lambda: large.rounded(600, Rounding.HALF_UP),
    )
    for operation in operations:
        with pytest.raises(TooManyDigits, match="round the operands first") as caught:
            operation()
        assert caught.value.most == 1000


def test_questions_about_the_sign() -> None:
    """Zero is neither positive nor negative."""
    assert rub("0.00").is_zero
    assert not rub("0.01").is_zero
    assert rub("0.01").is_positive
    assert not rub("0").is_positive
    assert rub("-0.01").is_negative
    assert not rub("0").is_negative
    assert bool(rub("0.01"))
    assert not rub("0")


def test_minor_units_go_both_ways() -> None:
    """4167 kopecks are 41.67 RUB; yen have no minor unit."""
    assert Money.from_minor_units(4167, RUB) == rub("41.67")
    assert rub("41.67").minor_units() == 4167
    assert Money.from_minor_units(-5, JPY) == Money("-5", JPY)
    assert Money("5", JPY).minor_units() == 5


@pytest.mark.parametrize("units", [1.5, "one", True, Decimal(1)])
def test_minor_units_are_whole_numbers(units: Any) -> None:
    """Half a kopeck is no number of kopecks."""
    with pytest.raises(InvalidValue, match="whole number of minor units"):
        Money.from_minor_units(units, RUB)


def test_a_third_decimal_is_never_cut_off_on_the_way_to_kopecks() -> None:
    """Three decimals silently cut when sent as minor units cost a customer money."""
    with pytest.raises(InexactResult):
        rub("41.675").minor_units()


def test_text_evaluates_back() -> None:
    """`repr` is the constructor call."""
    assert repr(rub("41.67")) == "Money('41.67', RUB)"
    for money in (rub("-1.50"), Money("1", JPY), Money("1", Currency("BONUS", digits=0))):
        assert eval(repr(money)) == money  # noqa: S307 - what repr promises


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        ("", "1234567.8 RUB"),
        (",", "1,234,567.8 RUB"),
        (">16", "   1234567.8 RUB"),
        ("*^17,", "*1,234,567.8 RUB*"),
        ("<15", "1234567.8 RUB  "),
    ],
)
def test_a_format_spec_aligns_and_groups(spec: str, text: str) -> None:
    """It is text, not a number."""
    assert format(rub("1234567.8"), spec) == text


@pytest.mark.parametrize("spec", ["_", ".2f", ".4", "f", "n", "d", "s"])
def test_a_format_spec_never_drops_digits(spec: str) -> None:
    """`.2f` would round without a name, `n` would ask the locale, `.4` would cut text."""
    with pytest.raises(InvalidValue, match=r"rounded\(\)"):
        format(rub("22.4137"), spec)


def test_money_is_frozen() -> None:
    """Nothing can be set, added or deleted."""
    money = rub("1")
    changes: tuple[Callable[[], object], ...] = (
        lambda: setattr(money, "amount", Decimal(2)),
        lambda: setattr(money, "currency", USD),
        lambda: setattr(money, "note", "x"),
        lambda: delattr(money, "amount"),
    )
    for change in changes:
        with pytest.raises(AttributeError):
            change()
    assert money == rub("1")
    with pytest.raises(AttributeError, match="is frozen; make a new amount"):
        money.amount = Decimal(2)  # type: ignore[misc]


@pytest.mark.parametrize("currency", [RUB, JPY, Currency("BONUS", digits=0)], ids=str)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickles_and_copies_are_equal(currency: Currency, protocol: int) -> None:
    """The scale survives too."""
    money = Money("-22.4100", currency)

    assert str(pickle.loads(pickle.dumps(money, protocol))) == str(money)  # noqa: S301 - our own bytes
    assert copy.copy(money) is copy.deepcopy(money) is money


def test_a_pickle_is_small() -> None:
    """At most 60 bytes over the bare text."""
    money = rub("22.4137")

    assert len(pickle.dumps(money)) - len(str(money)) <= 60


def test_conversion_takes_its_rate_from_outside() -> None:
    """92.5058 roubles for a dollar; rounding is named or the result is exact."""
    dollars = Money("3.00", USD)

    assert dollars.converted_to(RUB, "92.5058") == rub("277.5174")
    assert dollars.converted_to(RUB, Decimal("92.5058"), rounding=Rounding.HALF_UP) == rub("277.52")
    assert dollars.converted_to(RUB, Fraction(1, 3)) == rub("1")
    with pytest.raises(InexactResult):
        Money("1", USD).converted_to(RUB, Fraction(1, 3))


def test_a_record_and_a_notebook_cell() -> None:
    """Amounts are exact text."""
    assert rub("22.4137").to_records() == [{"amount": "22.4137", "currency": "RUB"}]
    assert rub("1234.50")._repr_html_() == '<span class="astra money">1,234.50 RUB</span>'
