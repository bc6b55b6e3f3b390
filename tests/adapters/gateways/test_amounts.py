"""Money on the wire: there and back, and nothing that doesn't fit."""

from __future__ import annotations

import json
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing import RUB, Currency, Money
from astra_billing.adapters.gateways.amounts import (
    currency_of,
    from_minor,
    from_number,
    from_text,
    to_minor,
    to_number,
    to_text,
)
from astra_billing.adapters.gateways.reading import decoded, json_bytes
from astra_billing.adapters.gateways.stripe.minor import money_of, units_of
from astra_billing.errors import InvalidValue

CURRENCIES = st.sampled_from([Currency.of(code) for code in ("RUB", "USD", "JPY", "KWD", "ISK", "UGX", "MGA")])
UNITS = st.integers(0, 10**14)


@given(UNITS, CURRENCIES)
def test_every_amount_in_whole_minor_units_comes_back_as_it_went(units: int, currency: Currency) -> None:
    """As text, as minor units, as a number of a JSON document."""
    money = Money.from_minor_units(units, currency)

    assert from_text(to_text(money), currency) == money
    assert from_minor(to_minor(money), currency) == money
    assert from_minor(str(to_minor(money)), currency) == money
    sent = decoded(json_bytes({"amount": to_number(money)}))
    assert from_number(sent.get("amount"), currency) == money


@given(UNITS, CURRENCIES, st.integers(1, 6))
def test_the_callers_decimal_context_changes_no_amount(units: int, currency: Currency, digits: int) -> None:
    """Somebody's `getcontext().prec = 5` must not make 620.60 of 620.55."""
    money, round_sum = Money.from_minor_units(units, currency), Money(units, currency)
    there = (to_text(money), to_minor(money), to_number(money), units_of(round_sum))

    with localcontext() as narrow:
        narrow.prec = digits
        assert (to_text(money), to_minor(money), to_number(money), units_of(round_sum)) == there
        assert from_text(to_text(money), currency) == money
        assert from_minor(to_minor(money), currency) == money
        assert from_number(to_number(money), currency) == money
        assert money_of(units_of(round_sum), currency.code.lower()) == round_sum


@given(UNITS, CURRENCIES)
def test_no_number_on_the_wire_has_an_exponent(units: int, currency: Currency) -> None:
    """1E+2 is a number for JSON and none for a bank."""
    written = json_bytes({"amount": to_number(Money.from_minor_units(units, currency))})

    assert b"E" not in written.upper().replace(b"AMOUNT", b"")
    assert "e" not in to_text(Money.from_minor_units(units, currency)).lower()


@given(st.decimals("0.001", "0.009", places=3))
def test_part_of_a_kopeck_is_never_sent(part: Decimal) -> None:
    """Nothing is rounded on the way out."""
    money = Money(620 + part, RUB)
    for write in (to_text, to_minor, to_number):
        with pytest.raises(InvalidValue, match="whole minor units"):
            write(money)


@pytest.mark.parametrize(
    "text",
    ["", "-1.00", "+1.00", "1e2", " 1.00", "1.00\n", "1 000.00", "1,000.00", "NaN", "0.001", "\u0661.00", None, 1],
)
def test_what_is_no_decimal_text_is_not_read(text: object) -> None:
    """Digits, one point or comma, digits: nothing else is an amount."""
    with pytest.raises(InvalidValue):
        from_text(text, RUB)


@pytest.mark.parametrize("units", [-1, True, 1.0, "1.0", "-1", "", "\u0663", 10**18, "9" * 30, None], ids=repr)
def test_what_is_no_whole_number_is_not_read(units: object) -> None:
    """True is not 1, and 10^18 kopecks is not a payment."""
    with pytest.raises(InvalidValue):
        from_minor(units, RUB)


@pytest.mark.parametrize(
    "number", [-1, True, 1.5, "1", None, Decimal("NaN"), Decimal("-0.01"), Decimal("1E+40")], ids=repr
)
def test_what_is_no_json_number_is_not_read(number: object) -> None:
    """A float has lost what it was."""
    with pytest.raises(InvalidValue):
        from_number(number, RUB)


@pytest.mark.parametrize("code", [None, 643, "", "XYZ1", "рубль"])
def test_what_is_no_currency_is_not_read(code: object) -> None:
    """Three letters of ISO 4217, in either case."""
    with pytest.raises(InvalidValue):
        currency_of(code)
    assert currency_of("rub") is RUB


@given(st.integers(0, 10**12).map(lambda units: units * 100), CURRENCIES)
def test_stripe_counts_some_currencies_its_own_way_and_they_come_back_too(units: int, currency: Currency) -> None:
    """Icelandic crowns have cents there, ariary have none."""
    money = Money.from_minor_units(units, currency)

    assert money_of(units_of(money), currency.code.lower()) == money


def test_json_keeps_text_as_it_is_and_refuses_what_json_has_not() -> None:
    """Russian stays Russian, and NaN is nobody's amount."""
    assert json.loads(json_bytes({"a": ["тест", None, True, 1]})) == {"a": ["тест", None, True, 1]}
    assert "тест".encode() in json_bytes({"a": "тест"})
    with pytest.raises(ValueError, match="JSON"):
        json_bytes({"a": float("nan")})
