"""
Money on the wire, in one place: decimal text, whole minor units, a JSON number.

    >>> from astra_billing.money import RUB
    >>> price = Money("620.5", RUB)
    >>> to_text(price), to_minor(price), to_number(price)
    ('620.50', 62050, Decimal('620.50'))
    >>> from_text("620.50", RUB), from_minor(62050, RUB), from_number(Decimal("620.5000"), RUB)
    (Money('620.50', RUB), Money('620.50', RUB), Money('620.50', RUB))

The odd cases: nothing is rounded, and nothing that came as a float is money.

    >>> to_text(Money("620.505", RUB))
    Traceback (most recent call last):
    ...
    astra_billing.errors.InvalidValue: Money('620.505', RUB) is not an amount in whole minor units; round it first, ...
    >>> from_number(620.5, RUB)
    Traceback (most recent call last):
    ...
    astra_billing.errors.InvalidValue: 620.5 is not a number of a JSON document; read it with parse_float=Decimal
"""

from __future__ import annotations

import re
from decimal import Decimal

from astra_billing.errors import InvalidValue
from astra_billing.money import Currency, Money, Rounding
from astra_billing.money.exact import CONTEXT, from_units

_TEXT = re.compile(r"[0-9]{1,18}(?:[.,][0-9]{1,6})?")
_MOST_UNITS = 10**18


def to_text(money: Money) -> str:
    """Decimal text with a point and the decimals of the currency: `620.50`."""
    return f"{_whole(money).amount:f}"


def to_minor(money: Money, *, digits: int | None = None) -> int:
    """
    A whole number of minor units; `digits` where the gateway counts other ones than ISO 4217.

    Raises:
        InvalidValue: something would be lost.
    """
    scale = money.currency.digits if digits is None else digits
    units = CONTEXT.scaleb(money.amount, scale)
    whole = int(units)
    if units != whole:
        raise _lost(money)
    return whole


def to_number(money: Money) -> Decimal:
    """A number for JSON, with the decimals of the currency; `reading.json_bytes` writes it as it is."""
    return _whole(money).amount


def from_text(text: object, currency: Currency) -> Money:
    """
    Money from decimal text with a point or a comma: no sign, no exponent, no spaces.

    Raises:
        InvalidValue: it is no such text, or has parts of a minor unit.
    """
    if not isinstance(text, str) or _TEXT.fullmatch(text) is None:
        raise InvalidValue(text, expected="an amount as decimal text", fix="the gateway writes digits and one point")
    return _whole(Money(text.replace(",", "."), currency))


def from_minor(units: object, currency: Currency, *, digits: int | None = None) -> Money:
    """
    Money from a whole number of minor units, or from its digits as text.

    Raises:
        InvalidValue: it is something else, negative, or absurdly large.
    """
    number = int(units) if isinstance(units, str) and units.isascii() and units.isdigit() and len(units) < 20 else units  # noqa: PLR2004
    if type(number) is not int or not 0 <= number < _MOST_UNITS:
        raise InvalidValue(units, expected="a whole number of minor units", fix="the gateway sends whole numbers")
    if digits is None:
        return Money.from_minor_units(number, currency)
    return _whole(Money(from_units(number, digits), currency))


def from_number(number: object, currency: Currency) -> Money:
    """
    Money from a JSON number read exactly: an int, or a `Decimal` without exponent or sign.

    Raises:
        InvalidValue: it is something else, or has parts of a minor unit.
    """
    if type(number) is not int and not (isinstance(number, Decimal) and number.is_finite()):
        raise InvalidValue(number, expected="a number of a JSON document", fix="read it with parse_float=Decimal")
    if not 0 <= number < _MOST_UNITS:
        raise InvalidValue(number, expected="an amount", fix="the gateway sends no such amounts")
    return _whole(Money(number, currency))


def currency_of(code: object) -> Currency:
    """
    The currency of a code in either case.

    Raises:
        InvalidValue: ISO 4217 has no such code.
    """
    if not isinstance(code, str):
        raise InvalidValue(code, expected="an ISO 4217 code", fix="the gateway sends three letters")
    return Currency.of(code.upper())


def _whole(money: Money) -> Money:
    """The amount at the scale of its currency."""
    whole = money.to_minor_unit(Rounding.DOWN)
    if whole != money:
        raise _lost(money)
    return whole


def _lost(money: Money) -> InvalidValue:
    return InvalidValue(money, expected="an amount in whole minor units", fix="round it first, and say how")
