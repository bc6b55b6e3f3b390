"""
Exact decimal arithmetic in a context of its own.

The ambient decimal context is never read and never changed, so a caller who
sets `getcontext().prec = 5` changes nothing here.  The own context has room
for 1000 digits and refuses to round: what does not fit raises.

    >>> import decimal
    >>> with decimal.localcontext(prec=3):
    ...     CONTEXT.add(decimal.Decimal("1234.5678"), decimal.Decimal("0.0001"))
    Decimal('1234.5679')
"""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from astra_billing.errors import InvalidValue
from astra_billing.money.faults import TooManyDigits
from astra_billing.money.rounding import DECIMAL_MODES, Rounding, round_ratio

DIGITS = 1000
"""The most digits an amount or an intermediate exact result can have."""

CONTEXT = decimal.Context(
    prec=DIGITS,
    rounding=decimal.ROUND_HALF_EVEN,
    Emin=-DIGITS,
    Emax=DIGITS,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[
        decimal.Inexact,
        decimal.Overflow,
        decimal.Subnormal,
        decimal.InvalidOperation,
        decimal.DivisionByZero,
    ],
)
"""The only decimal context of the library; inexact results raise instead of losing digits."""

ZERO = Decimal(0)


def exact_decimal(value: object, *, what: str = "an exact number") -> Decimal:
    """
    The exact decimal of a str, int or Decimal.

    Raises:
        InvalidValue: a float, a bool, NaN, an infinity, or text that is no plain number.

    >>> exact_decimal("22.4137"), exact_decimal(100)
    (Decimal('22.4137'), Decimal('100'))
    """
    if isinstance(value, str):
        return _from_text(value, what)
    if isinstance(value, bool):
        raise InvalidValue(value, expected=what, fix="pass 0 or 1 if a number is meant")
    if isinstance(value, float):
        raise InvalidValue(value, expected=what, fix=f"pass text, '{value}', or a decimal.Decimal")
    if not isinstance(value, int | Decimal):
        raise InvalidValue(value, expected=what, fix="pass str, int or decimal.Decimal")
    return _bounded(value, what)


def _from_text(text: str, what: str) -> Decimal:
    """A plain ASCII number: no spaces, no underscores, no digits of other alphabets, which `Decimal` would let in."""
    if not text.isascii() or "_" in text or text != text.strip():
        raise InvalidValue(text, expected=what, fix="pass digits with at most one point, such as '1234.56'")
    return _bounded(text, what)


def _bounded(value: str | int | Decimal, what: str) -> Decimal:
    try:
        number = CONTEXT.create_decimal(value)
    except (decimal.Inexact, decimal.Overflow, decimal.Subnormal):
        raise InvalidValue(value, expected=what, fix=f"use at most {DIGITS} digits") from None
    except decimal.InvalidOperation:
        raise InvalidValue(value, expected=what, fix="pass digits with at most one point, such as '1234.56'") from None
    if not number.is_finite():
        raise InvalidValue(value, expected=what, fix="pass a finite number; money is never NaN or infinite")
    return number if number else number.copy_abs()


@lru_cache(maxsize=256)
def unit_of(places: int) -> Decimal:
    """The decimal 10 ** -places: 0.01 for two places, 1E+1 for minus one."""
    return Decimal((0, (1,), -places))


def places_of(amount: Decimal) -> int:
    """How many decimals `amount` is written with; 0 for whole numbers."""
    exponent = amount.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def quantized(amount: Decimal, places: int, rounding: Rounding) -> Decimal:
    """
    `amount` at the given number of decimals.

    >>> quantized(Decimal("2.675"), 2, Rounding.HALF_UP), quantized(Decimal("432.34"), -1, Rounding.DOWN)
    (Decimal('2.68'), Decimal('430'))
    """
    mode = DECIMAL_MODES.get(rounding)
    if mode is None:
        return from_ratio(Fraction(amount), places, rounding)
    try:
        result = amount.quantize(unit_of(places), mode, _ROUNDING)
    except decimal.InvalidOperation:
        raise TooManyDigits(amount, most=DIGITS) from None
    return plain(result)


def plain(amount: Decimal) -> Decimal:
    """`amount` without a negative zero and without a positive exponent, which would print as 4.3E+2."""
    if not amount:
        return amount.copy_abs()
    exponent = amount.as_tuple().exponent
    return amount.quantize(unit_of(0), None, CONTEXT) if isinstance(exponent, int) and exponent > 0 else amount


def from_ratio(value: Fraction, places: int, rounding: Rounding) -> Decimal:
    """
    An exact fraction at the given number of decimals, rounded once.

    >>> from_ratio(Fraction(200, 3), 2, Rounding.HALF_UP)
    Decimal('66.67')
    """
    if places >= 0:
        units = round_ratio(value.numerator * 10**places, value.denominator, rounding)
    else:
        units = round_ratio(value.numerator, value.denominator * 10**-places, rounding) * 10**-places
    return from_units(units, max(places, 0))


def from_units(units: int, places: int) -> Decimal:
    """
    A whole number of 10 ** -places units as a decimal.

    >>> from_units(-5, 2)
    Decimal('-0.05')
    """
    try:
        return CONTEXT.scaleb(CONTEXT.create_decimal(units), -places)
    except (decimal.Inexact, decimal.Overflow):
        raise TooManyDigits(units, most=DIGITS) from None


def exact_ratio(value: Fraction) -> Decimal | None:
    """
    The decimal equal to `value`, or None when its digits never end.

    >>> exact_ratio(Fraction(1, 8)), exact_ratio(Fraction(1, 3))
    (Decimal('0.125'), None)
    """
    twos = fives = 0
    rest = value.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    return from_units(value.numerator * 10**places // value.denominator, places)


_ROUNDING = CONTEXT.copy()
"""The same room as CONTEXT, for `quantize`, which is allowed to drop digits."""
_ROUNDING.traps[decimal.Inexact] = False
