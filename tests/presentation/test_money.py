"""Money as people read and type it."""

from __future__ import annotations

import decimal
from decimal import Decimal
from typing import Any

import pytest
from babel.localedata import locale_identifiers
from babel.numbers import format_currency

from astra_billing.errors import InvalidValue
from astra_billing.money import EUR, RUB, USD, Currency, Money, Rounding, TooManyDigits
from astra_billing.presentation.money import format_money
from astra_billing.presentation.parsing import AmbiguousAmount, parse_money

LOCALES = locale_identifiers()
AMOUNTS = ("0", "1234567.895", "-1234.5", "0.125", "-0.001", "999.995", "12345678")
CURRENCIES = (RUB, USD, EUR, Currency.of("JPY"), Currency.of("INR"))


def spaced(text: str) -> str:
    """The text with plain spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("currency", CURRENCIES, ids=str)
@pytest.mark.parametrize("style", ["standard", "accounting"])
def test_text_is_babels_in_every_locale_it_ships(currency: Currency, style: Any) -> None:
    """Symbols, groups, brackets, rounding: over a thousand locales."""
    assert len(LOCALES) > 700
    different = [
        (locale, amount)
        for locale in LOCALES
        for amount in AMOUNTS
        if format_money(Money(amount, currency), locale, style=style)
        != format_currency(Decimal(amount), currency.code, locale=locale, format_type=style)
    ]

    assert different == []


@pytest.mark.parametrize("currency", CURRENCIES, ids=str)
@pytest.mark.parametrize("style", ["standard", "accounting", "code"])
def test_what_is_written_is_read_back_in_every_locale(currency: Currency, style: Any) -> None:
    """Strict reading takes every form that writing gives."""
    for locale in LOCALES:
        for amount in ("0", "1234567.89", "-1234.50", "12345678"):
            money = Money(amount, currency).to_minor_unit(Rounding.HALF_UP)
            assert parse_money(format_money(money, locale, style=style), locale, currency=currency) == money


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("standard", "-1 234,50 ₽"),
        ("code", "-1 234,50 RUB"),
        ("name", "-1 234,50 российского рубля"),
        ("portal", "-1 234.50 ₽"),
    ],
)
def test_each_style_of_russian_text(style: Any, text: str) -> None:
    """The portal prints a point where Russian text has a comma."""
    assert spaced(format_money(Money("-1234.50", RUB), style=style)) == text


def test_digits_are_those_of_the_currency_all_or_none() -> None:
    """For display only; the rounding may be named."""
    pounds = Currency.of("GBP")

    assert format_money(Money("234.001", pounds), "en_GB", digits="all") == "£234.001"
    assert format_money(Money("234.00", pounds), "en_GB", digits="whole") == "£234"
    assert format_money(Money("234.50", pounds), "en_GB", digits="whole") == "£234.50"
    assert format_money(Money("0.125", USD), "en_US", rounding=Rounding.HALF_UP) == "$0.13"
    assert format_money(Money("-0.001", USD), "en_US", rounding=Rounding.HALF_UP) == "$0.00"
    assert format_money(Money("1234567.5", Currency.of("INR")), "en_IN", digits="whole") == "₹12,34,567.50"
    assert spaced(format_money(Money("1.50", USD), "en_US", style="name", digits="all")) == "1.50 US dollars"


def test_ones_own_currency_is_written_with_its_own_digits_and_symbol() -> None:
    """Babel has never heard of it; a redefined code does not borrow the form of the real one."""
    assert format_money(Money(1234, Currency("BONUS", digits=0, symbol="★")), "en_US") == "★1,234"
    assert format_money(Money(1, RUB), "en_US") != format_money(Money(1, Currency("RUB", digits=0)), "en_US")
    assert format_money(Money(1, RUB), "en_US") == "RUB1.00"


def test_an_amount_beyond_28_digits_is_written_in_full() -> None:
    """Whatever the ambient context says."""
    with decimal.localcontext(prec=5):
        text = format_money(Money("1234567890123456789012345678901.05", USD), "en_US")
        name = format_money(Money("1234567890123456789012345678901.05", USD), "en_US", style="name")

    assert text == "$1,234,567,890,123,456,789,012,345,678,901.05"
    assert name == "1,234,567,890,123,456,789,012,345,678,901.05 US dollars"


def test_the_smallest_unit_of_a_currency_with_many_digits_is_written_in_full() -> None:
    """No exponent, however small."""
    coin = Currency("COIN", digits=8, symbol="¢")

    assert format_money(Money("0.00000001", coin), "en_US") == "¢0.00000001"
    assert format_money(Money("-1234.00000001", coin), "en_IN") == "-¢1,234.00000001"
    assert format_money(Money("0.0000000001", RUB), "en_US", digits="all") == "RUB0.0000000001"


def test_groups_of_india_at_any_length() -> None:
    """Three digits, then two by two, also beyond what is worked out in advance; as Babel has them."""
    rupees = Currency.of("INR")
    for length in range(1, 45):
        amount = f"{('1234567890' * 5)[:length]}.05"
        with decimal.localcontext(prec=60):
            expected = format_currency(Decimal(amount), "INR", locale="en_IN")
        assert format_money(Money(amount, rupees), "en_IN") == expected


def test_an_amount_without_room_for_its_kopecks_is_refused() -> None:
    """By the library's own fault, not by one of `decimal`."""
    with pytest.raises(TooManyDigits, match="more than 1000 digits"):
        format_money(Money("9" * 999, RUB))


def test_unknown_locales_and_styles_are_refused() -> None:
    """With the fix."""
    with pytest.raises(InvalidValue, match="such as 'ru_RU'"):
        format_money(Money(1, RUB), "xx_YY")
    with pytest.raises(InvalidValue, match="pass standard"):
        format_money(Money(1, RUB), style="fancy")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="such as 'ru_RU'"):
        parse_money("1 ₽", "xx_YY")


@pytest.mark.parametrize(
    "space", [" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"], ids=["plain", "no-break", "narrow"]
)
@pytest.mark.parametrize("text", ["1 234,56 ₽", "1 234,56 RUB", "1234,56 ₽", "RUB 1 234,56", "₽1234,56"])
def test_the_three_kinds_of_space_are_one(text: str, space: str) -> None:
    """People paste from everywhere."""
    assert parse_money(text.replace(" ", space), "ru_RU") == Money("1234.56", RUB)


@pytest.mark.parametrize(
    ("text", "locale", "amount"),
    [
        ("($98,765.43)", "en_US", "-98765.43"),
        ("$-98,765.43", "en_US", "-98765.43"),
        ("-$98,765.43", "en_US", "-98765.43"),
        ("\N{MINUS SIGN}$98,765.43", "en_US", "-98765.43"),
        ("98,765.43 USD", "en_US", "98765.43"),
        ("98.765,43 $", "de_DE", "98765.43"),
        ("3,800", "en_US", "3800"),
    ],
)
def test_signs_and_marks_of_the_locale(text: str, locale: str, amount: str) -> None:
    """Brackets, either minus, before or after the symbol."""
    assert parse_money(text, locale, currency=USD) == Money(amount, USD)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("1.234", "ru_RU"),
        ("1,234", "de_CH"),
    ],
)
def test_a_number_that_means_two_things_is_reported(text: str, locale: str) -> None:
    """1.234 is a thousand or a little over one, depending on who typed it."""
    with pytest.raises(AmbiguousAmount) as caught:
        parse_money(text, locale, currency=RUB)

    assert caught.value.readings == ("1.234", "1234")
    assert "decimal mark" in str(caught.value)


def test_a_symbol_that_means_many_currencies_is_reported() -> None:
    """A crown without a country."""
    with pytest.raises(AmbiguousAmount, match="write the code") as caught:
        parse_money("5 kr", "ru_RU")

    assert {"NOK", "SEK"} & set(caught.value.readings)


@pytest.mark.parametrize(
    "text",
    ["", "₽", "1 23,45 ₽", "1,2,3 ₽", "12 ₽ $", "--5 ₽", "(-5 ₽)", "5", "5 ₽₽", "1.50 ₽", "$5", "5 XYZ", "1e3 ₽"],
)
def test_what_is_no_amount_in_the_locale_is_refused(text: str) -> None:
    """Wrong groups, two signs, two or unknown currencies, none at all."""
    with pytest.raises(InvalidValue):
        parse_money(text, "ru_RU", currency=RUB if text == "$5" else None)


def test_a_symbol_with_marks_of_direction_is_read_back() -> None:
    """Arabic symbols end with one that nobody sees; with the currency named and without."""
    money = Money("-0.30", Currency.of("SDD"))
    text = format_money(money, "ar_QA")

    assert "\N{RIGHT-TO-LEFT MARK}" in text
    assert parse_money(text, "ar_QA", currency=money.currency) == money
    assert parse_money(text, "ar_QA") == money


@pytest.mark.parametrize("space", [" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"])
def test_the_style_of_the_portal_is_read_back(space: str) -> None:
    """A point where Russian text has a comma, so it is read only when asked for."""
    for amount in ("0.00", "1000.00", "-1234567.89"):
        money = Money(amount, RUB)
        text = spaced(format_money(money, style="portal")).replace(" ", space)
        assert parse_money(text, style="portal") == money
    with pytest.raises(InvalidValue):
        parse_money("1 000,00 ₽", style="portal")
    with pytest.raises(InvalidValue):
        parse_money("1 000.00 ₽")
