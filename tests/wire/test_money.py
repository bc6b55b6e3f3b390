"""Money and tax as plain data and back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from cattrs import Converter
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, USD, Currency, Money, MoneyBag, MoneyRange
from astra_billing.tax import DatedRate, TaxedAmount, TaxedDocument, TaxMethod, TaxRate, VatSchedule, vat
from astra_billing.testing.strategies import currencies, moneys, tax_rates, taxed_amounts
from astra_billing.wire.money import register_money

CONVERTER = register_money(Converter())


def there_and_back(value: Any) -> Any:
    """What is left of a value after the journey."""
    return CONVERTER.structure(CONVERTER.unstructure(value), type(value))


@given(money=moneys(currencies()))
def test_money_comes_back_to_the_last_digit(money: Money) -> None:
    """Its scale and a currency of one's own included."""
    assert str(there_and_back(money)) == str(money)
    assert there_and_back(money) == money


@given(taxed=taxed_amounts(), rate=tax_rates())
def test_tax_comes_back_with_its_rate(taxed: TaxedAmount, rate: TaxRate) -> None:
    """And a sum over several rates without one."""
    assert there_and_back(taxed) == taxed
    assert there_and_back(rate) == rate
    assert there_and_back(TaxedAmount(net=taxed.net, tax=taxed.tax)).rate is None


def test_bags_ranges_and_currencies_come_back() -> None:
    """Plain lists and records on the way."""
    bag = MoneyBag([Money("1.50", RUB), Money("2", USD)])
    limits = MoneyRange(low=Money("10.00", RUB))

    assert CONVERTER.unstructure(bag) == ["1.50 RUB", "2.00 USD"]
    assert there_and_back(bag) == bag
    assert there_and_back(limits) == limits
    for own in (
        Currency("BONUS", digits=0),
        Currency("OLD", number="001", introduced=date(1990, 1, 1), withdrawn=date(1999, 12, 31)),
    ):
        assert there_and_back(own) == own


@given(prices=st.lists(st.tuples(moneys(), tax_rates()), min_size=1, max_size=5), method=st.sampled_from(TaxMethod))
def test_a_document_comes_back_with_every_rounding(prices: list[tuple[Money, TaxRate]], method: TaxMethod) -> None:
    """Exact tax travels as a fraction in text, so what explains a kopeck is still there."""
    document = TaxedDocument.of([(str(n), *each) for n, each in enumerate(prices)], method=method)

    assert there_and_back(document) == document
    assert there_and_back(document).explain() == document.explain()


def test_a_schedule_comes_back() -> None:
    """Another country's rates can be kept in a file; days are text, as is an end."""
    german = VatSchedule((DatedRate(date(2020, 7, 1), TaxRate(16), until=date(2020, 12, 31)),))

    assert CONVERTER.unstructure(german.rates[0]) == {
        "since": "2020-07-01",
        "until": "2020-12-31",
        "rate": {"percent": "16"},
        "kind": "standard",
    }
    assert [there_and_back(schedule) for schedule in (vat, german)] == [vat, german]


@pytest.mark.parametrize("data", [1.5, ["1", "RUB"], {"amount": 1.5, "currency": "RUB"}, "17", "x RUB"])
def test_a_bare_number_is_no_money(data: Any) -> None:
    """JSON may have rounded it, and it has no currency."""
    with pytest.raises(InvalidValue):
        CONVERTER.structure(data, Money)


def test_a_rate_of_another_class_is_not_written() -> None:
    """It could not be read back."""

    class Flat:
        """Looks like a rate."""

    with pytest.raises(InvalidValue, match="is not a TaxRate"):
        CONVERTER.unstructure(TaxedAmount(net=Money("1", RUB), tax=Money("0", RUB), rate=Flat()))  # type: ignore[arg-type]
