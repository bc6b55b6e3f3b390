"""Currencies: those of ISO 4217 and one's own."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from typing import Any

import pytest

from astra_billing.errors import InvalidValue
from astra_billing.money import EUR, RUB, USD, Currency
from astra_billing.money.iso4217 import ROWS


def test_the_standard_knows_numbers_digits_and_symbols() -> None:
    """The ones the portal meets."""
    known = [(currency.number, currency.digits, currency.symbol) for currency in (RUB, USD, EUR, Currency.of("JPY"))]

    assert known == [("643", 2, "₽"), ("840", 2, "$"), ("978", 2, "€"), ("392", 0, "¥")]


@pytest.mark.parametrize("currency", [RUB, USD, EUR], ids=str)
def test_the_three_constants_say_what_the_table_says(currency: Currency) -> None:
    """They are written out, so that the table need not be loaded for them."""
    dates = [day.isoformat() if day else "" for day in (currency.introduced, currency.withdrawn)]

    assert (currency.number, currency.digits, currency.symbol, *dates) == ROWS[currency.code]
    assert Currency.of(currency.code) is currency


def test_withdrawn_currencies_keep_working_for_old_documents() -> None:
    """The rouble before 1998 and the mark."""
    old = Currency.of("RUR")

    assert (old.number, old.withdrawn) == ("810", date(1998, 12, 31))
    assert old.is_in_use(on=date(1998, 12, 31))
    assert not old.is_in_use(on=date(1999, 1, 1))
    assert not RUB.is_in_use(on=date(1998, 12, 31))
    assert RUB.is_in_use(on=date(1999, 1, 1))
    assert Currency("BONUS").is_in_use(on=date(1, 1, 1))


def test_every_standard_currency_is_whole() -> None:
    """About 300 of them, each found by its code."""
    listed = Currency.standard()

    assert len(listed) > 300
    for currency in listed:
        assert Currency.of(currency.code) is currency
        assert currency.is_standard
        assert currency.number == "" or (len(currency.number) == 3 and currency.number.isdigit())
        assert currency.symbol
        assert None in {currency.introduced, currency.withdrawn} or currency.introduced <= currency.withdrawn  # type: ignore[operator]


def test_an_unknown_code_is_refused() -> None:
    """The fix says how to define one."""
    with pytest.raises(InvalidValue, match="define your own"):
        Currency.of("XYZ")


@pytest.mark.parametrize("code", ["", "НДС", "A B", "TOOLONGFORUSE", 5])
def test_a_code_is_short_and_latin(code: Any) -> None:
    """Up to 12 letters and digits."""
    with pytest.raises(InvalidValue, match="a currency code"):
        Currency(code)


@pytest.mark.parametrize("digits", [-1, 19, True, "2"])
def test_minor_digits_are_a_small_number(digits: Any) -> None:
    """0 to 18."""
    with pytest.raises(InvalidValue, match="minor digits"):
        Currency("BONUS", digits=digits)


def test_ones_own_currency_is_a_value() -> None:
    """Equal definitions are equal; the symbol falls back on the code; there is no registry."""
    bonus = Currency("BONUS", digits=0)

    assert bonus == Currency("BONUS", digits=0) != Currency("BONUS", digits=2)
    assert bonus.symbol == "BONUS"
    assert not bonus.is_standard
    assert Currency("RUB", digits=0) != RUB


@pytest.mark.parametrize("currency", [RUB, Currency.of("KZT"), Currency("BONUS", digits=0), Currency("RUB", digits=0)])
def test_text_pickle_and_copy_give_the_same_currency(currency: Currency) -> None:
    """A standard one comes back as the very same object."""
    again = [
        eval(repr(currency)),  # noqa: S307 - what repr promises
        pickle.loads(pickle.dumps(currency)),  # noqa: S301 - our own bytes
        copy.deepcopy(currency),
    ]

    assert all(one == currency for one in again)
    assert not currency.is_standard or all(one is currency for one in again)
    assert str(currency) == currency.code


def test_a_record_and_a_notebook_cell() -> None:
    """Every attribute."""
    assert RUB.to_records()[0]["introduced"] == date(1999, 1, 1)
    assert "₽" in RUB._repr_html_()
