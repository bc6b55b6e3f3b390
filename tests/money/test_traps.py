"""Traps that other libraries of money fell into, each by its name."""

from __future__ import annotations

import decimal
import locale
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from cattrs import Converter

from astra_billing.adapters.frames import from_units, to_units
from astra_billing.catalog import FirstPeriod
from astra_billing.errors import InvalidValue
from astra_billing.money import (
    EUR,
    RUB,
    USD,
    CurrencyMismatch,
    InexactResult,
    Leftover,
    Money,
    MoneyBag,
    MoneyRange,
    Rounding,
    daily_charge,
    discounted,
    prorate,
    prorate_lines,
)
from astra_billing.presentation.money import format_money
from astra_billing.presentation.parsing import parse_money
from astra_billing.tax import Side, TaxedAmount, TaxedDocument, TaxMethod, TaxRate, settle_advances, tax_lines, vat
from astra_billing.wire.money import register_money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CONVERTER = register_money(Converter())
ROUNDINGS = [rounding for rounding in Rounding if rounding is not Rounding.MUST_BE_EXACT]
DAY = date(2026, 3, 20)


def rub(text: str | int) -> Money:
    """Roubles."""
    return Money(text, RUB)


A, B = rub("1234567.898765"), rub("-0.000049")
TAXED = TaxRate("20").inclusive(rub("123456.78"))
LINES = [rub("123421.3464"), rub("122.4137"), rub("34.4827"), rub("22.4137")]

OPERATIONS: dict[str, Callable[[], object]] = {
    "construct from text": lambda: rub("1234567890.123456"),
    "construct from a decimal": lambda: Money(Decimal("1234567890.123456"), RUB),
    "construct from an int": lambda: rub(12345678901234567890),
    "zero": lambda: Money.zero(RUB),
    "add": lambda: A + B,
    "subtract": lambda: A - B,
    "multiply by an int": lambda: A * 3,
    "multiply by a decimal": lambda: A * Decimal("1.234567"),
    "multiply by a fraction": lambda: A * Fraction(1234567, 8),
    "divide exactly": lambda: A / 64,
    "negate": lambda: -A,
    "abs": lambda: abs(-A),
    "compare": lambda: [A < B, A <= B, A > B, A >= B, A == B, rub("1234567.8987650") == A],
    "questions": lambda: [A.is_zero, A.is_positive, A.is_negative, bool(A)],
    "hash": lambda: hash(A),
    "sum": lambda: [Money.sum([A, B, A], RUB), sum([A, B])],
    "ratio": lambda: A.ratio_to(B),
    "clamp": lambda: A.clamp(B, rub("1234567.898764")),
    "divide": lambda: [A.divided_by(7, rounding=rounding, places=8) for rounding in ROUNDINGS],
    "round": lambda: [A.rounded(places, rounding) for rounding in ROUNDINGS for places in (-2, 0, 5)],
    "round to the minor unit": lambda: [A.to_minor_unit(rounding) for rounding in ROUNDINGS],
    "round to a step": lambda: [A.rounded_to_step("0.05", rounding) for rounding in ROUNDINGS],
    "minor units": lambda: [rub("1234567.89").minor_units(), Money.from_minor_units(123456789, RUB)],
    "allocate": lambda: [A.allocate([1, "2.5", Fraction(1, 3)], leftover=leftover) for leftover in Leftover],
    "split": lambda: [A.split(7), rub("1234567.85").split(3, step="0.05")],
    "convert": lambda: A.converted_to(USD, Fraction(1, 92), rounding=Rounding.HALF_UP, places=9),
    "bag": lambda: MoneyBag([A, Money("3.141592653", USD)]).converted_to(RUB, {USD: "92.5058123"}),
    "range": lambda: [MoneyRange(B, A).contains(rub("1234567.898766")), MoneyRange(B, A).clamp(A + A)],
    "discount": lambda: discounted(A, percent="12.3456", rounding=Rounding.HALF_UP),
    "prorate": lambda: prorate(A, 17, 31, rounding=Rounding.CEILING, places=7),
    "prorate lines": lambda: prorate_lines(LINES, 30, 31),
    "daily charge": lambda: daily_charge(A, days_in_month=29),
    "first period": lambda: FirstPeriod.aligned(DAY, pro_rata_day=15).price(A, rounding=Rounding.HALF_UP),
    "text": lambda: [str(A), repr(A), f"{A:,}", f"{A:>40}", A.to_records()],
    "text in a locale": lambda: [
        format_money(A, name, style=style, digits=digits, rounding=rounding)
        for name in ("ru_RU", "en_IN", "de_DE")
        for style in ("standard", "code", "portal")
        for digits in ("currency", "all")
        for rounding in (Rounding.HALF_EVEN, Rounding.UP)
    ],
    "text in words": lambda: format_money(A, "ru_RU", style="name"),
    "read": lambda: parse_money("1 234 567,898765 ₽", "ru_RU"),
    "wire": lambda: CONVERTER.structure(CONVERTER.unstructure(A), Money),
    "columns": lambda: from_units(to_units([A, B], 6), RUB, 6),
    "a rate": lambda: [TaxRate("12.3456789"), hash(TaxRate("20.000000")), TaxRate("20") == TaxRate("20.000000")],
    "tax inside": lambda: [TaxRate("22").inclusive(A, rounding=rounding) for rounding in ROUNDINGS],
    "tax on top": lambda: [TaxRate("22").exclusive(A, rounding=rounding) for rounding in ROUNDINGS],
    "tax by date": lambda: vat.inclusive(A, on=DAY),
    "taxed arithmetic": lambda: [TAXED + TAXED, TAXED - TAXED, TAXED * 3, -TAXED, TaxedAmount.sum([TAXED], RUB)],
    "taxed discount": lambda: [TAXED.discounted(percent="12.3456"), TAXED.discounted(amount=A, side=Side.NET)],
    "taxed shares": lambda: TAXED.allocate([1, 2, 3]),
    "tax of lines": lambda: [tax_lines(LINES, "20", method=method) for method in TaxMethod],
    "tax of a document": lambda: TaxedDocument.of([(str(line), line, TaxRate("22")) for line in LINES]).explain(),
    "advances": lambda: settle_advances([(rub("1234567.89"), DAY)], rub("2345678.91"), supplied_on=DAY),
}


@pytest.fixture(name="ambient", params=[name for name in dir(decimal) if name.startswith("ROUND_")])
def five_digits_and_every_trap(request: pytest.FixtureRequest) -> Iterator[decimal.Context]:
    """`getcontext().prec = 5` and everything else that could disturb, with one of the rounding modes."""
    ambient = decimal.Context(prec=5, rounding=getattr(decimal, request.param), Emin=-9, Emax=9, capitals=0, clamp=1)
    ambient.traps.update(dict.fromkeys(ambient.traps, True))
    with decimal.localcontext(ambient) as current:
        yield current


EXPECTED = {name: repr(operation()) for name, operation in OPERATIONS.items()}


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_decimal_context_of_the_program_is_neither_obeyed_nor_changed(name: str, ambient: decimal.Context) -> None:
    """Around each operation, in each rounding mode: the result is the same, and no flag is raised."""
    before = repr(ambient)

    assert repr(OPERATIONS[name]()) == EXPECTED[name]
    assert repr(ambient) == before


def test_zero_euros_are_not_zero_dollars() -> None:
    """Nor is nothing of a currency the number nothing."""
    assert Money.zero(EUR) != Money.zero(USD)
    assert Money.zero(EUR) != 0
    assert len({Money.zero(EUR), Money.zero(USD)}) == 2


@pytest.mark.parametrize("texts", [("1.0", "1.00"), ("100", "1e2"), ("0", "-0.00"), ("-5.10", "-5.1")])
def test_equal_values_have_equal_hashes(texts: tuple[str, str]) -> None:
    """So a set and a dict find them at any scale."""
    one, other = map(rub, texts)

    assert one == other
    assert hash(one) == hash(other)


def test_zero_never_has_a_minus() -> None:
    """-0.00 on an invoice frightens a customer."""
    operations: tuple[Callable[[], Money], ...] = (
        lambda: rub("-0.00"),
        lambda: -rub("0.00"),
        lambda: rub("0.00") * -1,
        lambda: rub("-0.001").to_minor_unit(Rounding.HALF_UP),
        lambda: rub("-0.01").divided_by(7, rounding=Rounding.DOWN),
        lambda: rub("-1") + rub("1.00"),
        lambda: rub("-5").rounded(-2, Rounding.DOWN),
        lambda: rub("-0.02").rounded_to_step("0.05", Rounding.HALF_UP),
        lambda: rub("-0.01").allocate([1, 0])[1],
        lambda: TaxRate("20").inclusive(rub("-0.01")).tax,
    )
    for operation in operations:
        assert operation().is_zero
        assert "-" not in str(operation())


@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "-Infinity", "inf", "nan"])
def test_nan_and_infinities_never_become_money(text: str) -> None:
    """By no door: construction, a factor, a divisor, a weight, a step."""
    number = Decimal(text)
    doors: tuple[Callable[[], object], ...] = (
        lambda: rub(text),
        lambda: Money(number, RUB),
        lambda: rub("1") * number,
        lambda: rub("1") / number,
        lambda: rub("1").allocate([number, 1]),
        lambda: rub("1").rounded_to_step(number, Rounding.HALF_UP),
        lambda: TaxRate(number),
    )
    for door in doors:
        with pytest.raises(InvalidValue):
            door()


def test_a_truth_value_is_no_number() -> None:
    """`True` is an int to Python."""
    wrong: Any = True
    with pytest.raises(InvalidValue):
        rub(wrong)
    with pytest.raises(TypeError):
        rub("1") * wrong
    with pytest.raises(TypeError):
        wrong + rub("1")
    with pytest.raises(TypeError):
        False + rub("1")
    with pytest.raises(InvalidValue):
        rub("1").allocate([wrong])
    with pytest.raises(InvalidValue):
        Money.from_minor_units(wrong, RUB)


def test_a_sum_of_31_digits_is_not_rounded() -> None:
    """Python's default context has 28."""
    large, small = rub("1234567890123456789012345678901.05"), rub("0.0001")
    exact = "1234567890123456789012345678901.0501 RUB"

    assert str(large + small) == str(Money.sum([large, small], RUB)) == str(sum([large, small])) == exact


def test_the_sum_of_nothing_has_a_currency() -> None:
    """The built-in `sum` cannot know which, so it says 0; `Money.sum` is told."""
    assert Money.sum([], RUB) == Money.zero(RUB)
    assert sum([]) == 0
    assert Money.zero(RUB) != 0


def test_a_discount_changes_the_tax() -> None:
    """Off the gross alone, the tax of the old price would stay."""
    for less in (TAXED.discounted(percent=50), TAXED.discounted(amount=rub("61728.39"))):
        assert less == TaxRate("20").inclusive(rub("61728.39"))
        assert less.tax == rub("10288.07")


@pytest.mark.parametrize("weights", [[0], [0, 0], ["0.00", Fraction(0)]])
def test_weights_of_nothing_are_refused(weights: Any) -> None:
    """Other libraries divide by zero, give all to the first, or lose the amount."""
    with pytest.raises(InvalidValue, match="at least one weight above zero"):
        rub("1").allocate(weights)


def test_text_does_not_change_with_the_locale_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever LC_NUMERIC says; where no such locale is installed, its marks are put in place by hand."""
    marks = {**locale.localeconv(), "decimal_point": ",", "thousands_sep": ".", "grouping": [3, 3, 0]}
    monkeypatch.setattr(locale, "localeconv", lambda: marks)
    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        for name in ("de_DE.UTF-8", "ru_RU.UTF-8", "fr_FR.UTF-8", "C"):
            try:
                locale.setlocale(locale.LC_NUMERIC, name)
            except locale.Error:
                continue
            assert (str(A), f"{A:,}") == ("1234567.898765 RUB", "1,234,567.898765 RUB")
            assert format_money(A, "en_US", style="code") == "RUB1,234,567.90"
            assert rub("1234.5") == Money(Decimal("1234.5"), RUB)
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)


@pytest.mark.parametrize("text", ["41.675", "0.001", "-41.675"])
def test_a_third_decimal_is_not_cut_off_on_the_way_to_minor_units(text: str) -> None:
    """A gateway takes whole kopecks; rounding is asked for, or refused."""
    with pytest.raises(InexactResult, match="pass a Rounding"):
        rub(text).minor_units()
    assert rub(text).to_minor_unit(Rounding.HALF_UP).minor_units() == {"4": 4168, "0": 0, "-": -4168}[text[0]]


def test_two_currencies_never_meet() -> None:
    """In no operation that takes two amounts."""
    one, other = rub("1"), Money("1", USD)
    meetings: tuple[Callable[[], object], ...] = (
        lambda: one + other,
        lambda: one - other,
        lambda: one < other,
        lambda: one >= other,
        lambda: one.ratio_to(other),
        lambda: one.clamp(other),
        lambda: sum([one, other]),
        lambda: Money.sum([one, other], RUB),
        lambda: MoneyRange(one, other),
        lambda: TaxedAmount(net=one, tax=other),
        lambda: discounted(one, amount=other),
    )
    for meeting in meetings:
        with pytest.raises(CurrencyMismatch, match="convert one of them first"):
            meeting()
