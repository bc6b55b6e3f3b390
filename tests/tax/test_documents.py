"""The tax of whole documents."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, USD, CurrencyMismatch, Money, Rounding
from astra_billing.tax import WITHOUT_VAT, Side, TaxedAmount, TaxedDocument, TaxMethod, TaxRate, tax_lines
from astra_billing.testing.strategies import moneys, tax_rates

EXPENSES = [Money(text, RUB) for text in ("21.3464", "22.4137", "34.4827", "22.4137")]
PLAIN_RATES = st.sampled_from([*map(TaxRate, (22, 20, 10, 0)), WITHOUT_VAT])


def rub(text: str) -> Money:
    """Roubles."""
    return Money(text, RUB)


def taxes(lines: list[TaxedAmount]) -> list[str]:
    """The tax of each line as text."""
    return [str(line.tax.amount) for line in lines]


@pytest.mark.parametrize("rate", ["20", 20, Decimal(20), TaxRate("20")], ids=["text", "int", "decimal", "rate"])
def test_equal_lines_may_differ_by_a_kopeck_and_the_sum_is_right(rate: Any) -> None:
    """R37: the expenses of 2024-02-21 in id order; 3.56 + 3.73 + 5.75 + 3.74 = 16.78."""
    lines = tax_lines(EXPENSES, rate)

    assert taxes(lines) == ["3.56", "3.73", "5.75", "3.74"]
    assert [line.gross for line in lines] == EXPENSES
    assert sum(line.tax for line in lines) == TaxRate(20).inclusive(rub("100.6565")).tax


def test_each_method_is_named() -> None:
    """Ten lines of 0.10 at 22 %: 0.20 line by line, 0.18 by total."""
    ten = [rub("0.10")] * 10

    assert taxes(tax_lines(ten, 22, method=TaxMethod.PER_LINE)) == ["0.02"] * 10
    assert taxes(tax_lines(ten, 22, method=TaxMethod.LARGEST_REMAINDER)) == ["0.02"] * 8 + ["0.01"] * 2
    assert sum(map(Decimal, taxes(tax_lines(ten, 22)))) == Decimal("0.18")


def test_lines_without_tax_inside() -> None:
    """Tax comes on top of net prices; a computed rate cannot."""
    lines = tax_lines([rub("10.05"), rub("10.05")], 10, side=Side.NET)

    assert taxes(lines) == ["1.01", "1.00"]
    assert [line.net for line in lines] == [rub("10.05")] * 2
    with pytest.raises(InvalidValue):
        tax_lines([rub("1")], TaxRate(10).computed(), side=Side.NET)


def test_no_lines_make_no_lines() -> None:
    """And two currencies make a fault."""
    assert tax_lines([], 20) == []
    with pytest.raises(CurrencyMismatch):
        tax_lines([rub("1"), Money("1", USD)], 20)


@given(
    prices=st.lists(moneys(RUB, low=-(10**6), high=10**6), max_size=9),
    rate=tax_rates(),
    method=st.sampled_from([TaxMethod.RUNNING_TOTAL, TaxMethod.LARGEST_REMAINDER]),
)
def test_the_tax_of_the_lines_is_the_tax_of_their_sum(prices: list[Money], rate: TaxRate, method: TaxMethod) -> None:
    """Reversing a document reverses every line; no line is off by a whole kopeck."""
    lines = tax_lines(prices, rate, method=method)
    total = Money.sum(prices, RUB)

    assert Money.sum((line.tax for line in lines), RUB) == rate.inclusive(total).tax
    assert [-line for line in lines] == tax_lines([-price for price in prices], rate, method=method)
    for price, line in zip(prices, lines, strict=True):
        assert abs(Fraction(line.tax.amount) - rate.tax_inside(price)) <= Fraction(1, 100)


def test_one_document_mixes_rates() -> None:
    """The rate belongs to the line: servers at 22 %, a licence without VAT; each rate has its own running total."""
    document = TaxedDocument.of(
        [
            ("1", EXPENSES[0], TaxRate(22)),
            ("2", rub("300.00"), WITHOUT_VAT),
            ("3", EXPENSES[1], TaxRate(22)),
        ]
    )

    assert [line.name for line in document.lines] == ["1", "2", "3"]
    assert [str(line.taxed.tax.amount) for line in document.lines] == ["3.85", "0.00", "4.04"]
    assert document.total.gross == rub("343.7601")
    assert document.totals_by_rate()[TaxRate(22)].tax == rub("7.89")
    assert document.totals_by_rate()[WITHOUT_VAT].gross == rub("300")
    assert document.to_records()[1]["rate"] == "without_vat"
    assert document._repr_html_().count("<tr>") == 5


@given(
    items=st.lists(st.tuples(st.just("x"), moneys(RUB, low=-(10**6), high=10**6), PLAIN_RATES), min_size=1, max_size=9)
)
def test_adding_all_lines_gives_the_totals(items: list[tuple[str, Money, TaxRate]]) -> None:
    """Always, on either side, by every method."""
    for side in Side:
        for method in TaxMethod:
            document = TaxedDocument.of(items, side=side, method=method)
            total = document.total
            assert TaxedAmount.sum(document.totals_by_rate().values(), RUB).gross == total.gross
            assert total.net + total.tax == total.gross
            assert (total.gross if side is Side.GROSS else total.net) == Money.sum(
                (price for _, price, _ in items), RUB
            )


def test_a_document_explains_every_rounding() -> None:
    """The running total before and after each line, exact and rounded."""
    document = TaxedDocument.of([("4835", EXPENSES[0], TaxRate(20)), ("4836", EXPENSES[1], TaxRate(20))])

    assert document.explain().splitlines() == [
        "4835: VAT 20 %, exact tax so far 0.0000 -> 3.5577, rounded 0.00 -> 3.56, this line 3.56",
        "4836: VAT 20 %, exact tax so far 3.5577 -> 7.2934, rounded 3.56 -> 7.29, this line 3.73",
    ]
    assert document.explain("ru").startswith("4835: НДС 20 %, точный налог нарастающим итогом 0.0000 -> 3.5577")
    assert document.lines[1].explain() == document.explain().splitlines()[1]
    assert document.lines[1].to_records() == document.to_records()[1:]
    assert "<td>4836</td>" in document.lines[1]._repr_html_()
    assert document.rounding is Rounding.HALF_UP


def test_an_empty_document_or_one_of_two_currencies_is_refused() -> None:
    """There would be no currency for the total, or two."""
    with pytest.raises(InvalidValue, match="at least one line"):
        TaxedDocument.of([])
    with pytest.raises(CurrencyMismatch):
        TaxedDocument.of([("1", rub("1"), TaxRate(20)), ("2", Money("1", USD), TaxRate(20))])
