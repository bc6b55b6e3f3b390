"""
Exact decimal arithmetic in a context of its own.

The ambient decimal context is never read and never changed, so a caller who
sets `getcontext().prec = 5` changes nothing here.  The own context has room
for 1000 digits and refuses to round: what does not fit raises.

    >>> CONTEXT.add(Decimal("1234567890123456789012345678901.05"), Decimal("0.0001"))
    Decimal('1234567890123456789012345678901.0501')
    >>> exact_decimal("22.4137"), exact_decimal("-0.00")
    (Decimal('22.4137'), Decimal('0.00'))
"""

from __future__ import annotations

import decimal
import re
from contextvars import Context as Variables
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from astra_billing.errors import InvalidValue
from astra_billing.money.faults import TooManyDigits
from astra_billing.money.rounding import DECIMAL_MODES, Rounding, round_ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    T = TypeVar("T")

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
_add = CONTEXT.add
Number = int | Decimal | Fraction
"""What an amount can be multiplied with and divided by exactly."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_DIGITS_FIX = "pass digits with at most one point, such as '1234.56'"
ROUNDING = CONTEXT.copy()
"""The same room as CONTEXT, for `quantize`, which is allowed to drop digits."""
ROUNDING.traps[decimal.Inexact] = False
half_even = ROUNDING.quantize
"""`half_even(amount, unit)`: rounded half-even to the decimals of `unit`, which is what text for people shows."""
_ALONE = Variables()
_LENIENT = Variables()
_ALONE.run(decimal.setcontext, CONTEXT)  # noqa: TID251 - set inside _ALONE only; no caller ever sees it
_LENIENT.run(decimal.setcontext, ROUNDING)  # noqa: TID251 - the same


def exact_decimal(value: object, *, what: str = "an exact number") -> Decimal:
    """
    The exact decimal of a str, int or Decimal, with neither a negative zero nor a positive exponent.

    Text is a plain ASCII number: no spaces, no underscores, no digits of other
    alphabets, all of which `Decimal` would let in.

    Raises:
        InvalidValue: a float, a bool, NaN, an infinity, or text that is no plain number.
    """
    if value.__class__ is str and is_plain_text(value):
        number = Decimal(value)
        return number or number.copy_abs()
    number = value if value.__class__ is Decimal else _decimal(value, what)
    if not number.is_finite():
        raise InvalidValue(value, expected=what, fix="pass a finite number; money is never NaN or infinite")
    try:
        return _add(number, ZERO)
    except decimal.DecimalException:
        raise InvalidValue(value, expected=what, fix=f"use at most {DIGITS} digits") from None


def _decimal(value: object, what: str) -> Decimal:
    """The decimal of a value that is neither a `Decimal` nor plain text."""
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        raise InvalidValue(value, expected=what, fix=_DIGITS_FIX)
    if isinstance(value, bool):
        raise InvalidValue(value, expected=what, fix="pass 0 or 1 if a number is meant")
    if isinstance(value, float):
        raise InvalidValue(value, expected=what, fix=f"pass text, '{value}', or a decimal.Decimal")
    if not isinstance(value, str | int | Decimal):
        raise InvalidValue(value, expected=what, fix="pass str, int or decimal.Decimal")
    return Decimal(value)


def is_plain_text(text: str) -> bool:
    """Whether `text` is a number that needs no further check: digits, at most one point and minus, no exponent."""
    return text.isascii() and text.removeprefix("-").replace(".", "", 1).isdigit() and len(text) < DIGITS


def exact_sum(amounts: Iterable[Decimal], start: Decimal) -> Decimal:
    """
    The exact sum, at the speed of the built-in `sum`.

    The adding runs inside a context-variable context of its own, whose decimal
    context is CONTEXT: the caller's is neither read nor changed.

    >>> exact_sum([Decimal("0.1")] * 3, ZERO)
    Decimal('0.3')
    """
    listed = list(amounts)
    try:
        return _ALONE.copy().run(sum, listed, start)
    except decimal.DecimalException:
        raise TooManyDigits(*listed, most=DIGITS) from None


def product(amount: Decimal, factor: Decimal | int) -> Decimal:
    """
    The exact product, without a negative zero (-0.00) and without a positive exponent (4.3E+2).

    >>> product(Decimal("0.00"), -1), product(Decimal(43), Decimal("1E+1"))
    (Decimal('0.00'), Decimal('430'))
    """
    try:
        return _add(CONTEXT.multiply(amount, factor), ZERO)
    except decimal.DecimalException:
        raise TooManyDigits(amount, factor, most=DIGITS) from None


@lru_cache(maxsize=256)
def unit_of(places: int) -> Decimal:
    """The decimal 10 ** -places: 0.01 for two places, 1E+1 for minus one."""
    return Decimal((0, (1,), -places))


def in_wide_context(function: Callable[..., T], *arguments: object) -> T:
    """
    Call code that rounds by the ambient decimal context in one that is wide enough not to.

    For foreign code only, such as Babel; the caller's context is neither read nor changed.
    """
    return _LENIENT.copy().run(function, *arguments)


def places_of(amount: Decimal) -> int:
    """How many decimals are needed to write `amount`; zeros at the end do not count."""
    exponent = amount.normalize(CONTEXT).as_tuple().exponent
    return max(0, -int(exponent))


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
        return _add(amount.quantize(unit_of(places), mode, ROUNDING), ZERO)
    except decimal.DecimalException:
        raise TooManyDigits(amount, most=DIGITS) from None


def from_ratio(value: Fraction, places: int, rounding: Rounding) -> Decimal:
    """
    An exact fraction at the given number of decimals, rounded once.

    >>> from_ratio(Fraction(200, 3), 2, Rounding.HALF_UP), from_ratio(Fraction(1250), -2, Rounding.HALF_EVEN)
    (Decimal('66.67'), Decimal('1200'))
    """
    scaled = value * Fraction(10) ** places
    return from_units(round_ratio(scaled.numerator, scaled.denominator, rounding), places)


def from_units(units: int, places: int) -> Decimal:
    """
    A whole number of units of 10 ** -places as a decimal.

    >>> from_units(-5, 2)
    Decimal('-0.05')
    """
    return product(unit_of(places), units)


@lru_cache(maxsize=64)
def zero_of(places: int) -> Decimal:
    """
    Nothing, with so many decimals.

    >>> zero_of(2)
    Decimal('0.00')
    """
    return from_units(0, places)


def exact_quotient(value: Fraction) -> Decimal | None:
    """
    The decimal equal to `value`, or None when its digits never end.

    >>> exact_quotient(Fraction(1, 8)), exact_quotient(Fraction(1, 3))
    (Decimal('0.125'), None)
    """
    twos = (value.denominator & -value.denominator).bit_length() - 1
    rest, fives = value.denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    return from_units(int(value * 10**places), places)
