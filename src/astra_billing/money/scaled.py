"""
Rounding, dividing and sharing an amount: everything that needs a unit.

    >>> from astra_billing.money import RUB, Money
    >>> Money("2.675", RUB).to_minor_unit(Rounding.HALF_UP)
    Money('2.68', RUB)
    >>> Money("22.13", RUB).rounded_to_step("0.05", Rounding.HALF_UP)
    Money('22.15', RUB)

The odd cases: an amount with four decimals is shared in its own last decimal,
and a remainder is never lost.

    >>> Money("22.4137", RUB).split(2)
    (Money('11.2069', RUB), Money('11.2068', RUB))
    >>> Money("-1.00", RUB).allocate([2, 3, 1], leftover=Leftover.SEPARATE)
    (Money('-0.33', RUB), Money('-0.50', RUB), Money('-0.16', RUB), Money('-0.01', RUB))
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from astra_billing.errors import InvalidValue
from astra_billing.money.amount import Amount
from astra_billing.money.exact import (
    Number,
    exact_decimal,
    exact_quotient,
    from_ratio,
    places_of,
    product,
    quantized,
    unit_of,
)
from astra_billing.money.faults import InexactResult
from astra_billing.money.rounding import Rounding, round_ratio
from astra_billing.money.shares import Leftover, Weights, shares

if TYPE_CHECKING:
    from decimal import Decimal
    from typing import Self


class Scaled(Amount):
    """The side of `Money` that meets units: decimals, steps, quotients, parts."""

    __slots__ = ()

    def rounded(self, places: int, rounding: Rounding) -> Self:
        """
        The amount at a number of decimals; negative places round to tens and hundreds.

        Raises:
            InexactResult: `rounding` is MUST_BE_EXACT and digits would be lost.
        """
        return self.with_amount(quantized(self.amount, places, rounding))

    def to_minor_unit(self, rounding: Rounding) -> Self:
        """The amount rounded to the minor unit of its currency: kopecks for roubles."""
        return self.rounded(self.currency.digits, rounding)

    def rounded_to_step(self, step: Decimal | str | int, rounding: Rounding) -> Self:
        """The amount rounded to a multiple of a cash step, such as 0.05."""
        exact = _step(step)
        return self.with_amount(product(from_ratio(_steps(self.amount, exact), 0, rounding), exact))

    def minor_units(self) -> int:
        """
        The amount as a whole number of minor units.

        Raises:
            InexactResult: a part of a minor unit would be cut off; round first.
        """
        units = Fraction(self.amount) * 10**self.currency.digits
        return round_ratio(units.numerator, units.denominator, Rounding.MUST_BE_EXACT)

    def divided_by(self, divisor: Number, *, rounding: Rounding | None = None, places: int | None = None) -> Self:
        """
        The quotient, rounded once to `places` decimals (default: the minor unit of the currency).

        Without a rounding the quotient must be exact; without both it may have any number of decimals.

        Raises:
            InexactResult: the quotient does not fit and no rounding was named.
            InvalidValue: the divisor is zero or no exact number.
        """
        value = Fraction(self.amount) / divisor_of(divisor)
        if rounding is None and places is None:
            return self.exactly(value)
        digits = self.currency.digits if places is None else places
        return self.with_amount(from_ratio(value, digits, rounding or Rounding.MUST_BE_EXACT))

    def ratio_to(self, other: Self) -> Fraction:
        """
        The exact ratio of two amounts of one currency.

        Raises:
            CurrencyMismatch: the currencies differ.
            InvalidValue: the other amount is zero.
        """
        self.check_same_currency(other, "divide")
        return Fraction(self.amount) / divisor_of(other.amount)

    def clamp(self, low: Self | None = None, high: Self | None = None) -> Self:
        """
        The nearest amount inside the limits; either may be left open.

        Raises:
            InvalidValue: the limits are the wrong way round.
            CurrencyMismatch: a limit is of another currency.
        """
        if low is not None and high is not None and high < low:
            raise InvalidValue((low, high), expected="a pair of limits", fix="pass the lower one first")
        if low is not None and self < low:
            return low
        return high if high is not None and self > high else self

    def allocate(
        self,
        weights: Weights,
        *,
        leftover: Leftover = Leftover.LARGEST_REMAINDER,
        step: Decimal | str | int | None = None,
    ) -> tuple[Self, ...]:
        """
        Parts in proportion to `weights`, which always sum to this amount.

        Shared is in units of `step`: by default the minor unit of the currency
        or, for an amount with more decimals, its own last decimal.

        Raises:
            InvalidValue: no weights, a negative one, only zeros, or one that is no exact number.
            InexactResult: the amount is no multiple of `step`.
        """
        unit = _step(step) if step is not None else unit_of(max(self.currency.digits, places_of(self.amount)))
        units = _steps(self.amount, unit)
        if units.denominator != 1:
            raise InexactResult(Fraction(self.amount), unit=f"a multiple of the step {step}")
        parts = shares(int(units), weights, leftover)
        return tuple(self.with_amount(product(unit, part)) for part in parts)

    def split(
        self, parts: int, *, leftover: Leftover = Leftover.SPREAD, step: Decimal | str | int | None = None
    ) -> tuple[Self, ...]:
        """As equal parts as the unit allows; by default the first parts get the leftover, one unit each."""
        if type(parts) is not int or parts < 1:
            raise InvalidValue(parts, expected="a number of parts", fix="pass an int of at least 1")
        return self.allocate([1] * parts, leftover=leftover, step=step)

    def exactly(self, value: Fraction) -> Self:
        """An amount of exactly `value`; raises `InexactResult` where its digits never end."""
        exact = exact_quotient(value)
        if exact is None:
            raise InexactResult(value, unit="an exact decimal")
        return self.with_amount(exact)


def divisor_of(divisor: Number) -> Fraction:
    """
    An exact number to divide by.

    Raises:
        InvalidValue: zero, a float, a bool, NaN or an infinity.
    """
    exact = divisor if isinstance(divisor, Fraction) else Fraction(exact_decimal(divisor, what="a divisor"))
    if not exact:
        raise InvalidValue(divisor, expected="a divisor", fix="pass a number other than zero")
    return exact


def _step(step: Decimal | str | int) -> Decimal:
    exact = exact_decimal(step, what="a step")
    if exact <= 0:
        raise InvalidValue(step, expected="a step", fix="pass a number above zero, such as '0.05'")
    return exact


def _steps(amount: Decimal, step: Decimal) -> Fraction:
    return Fraction(amount) / Fraction(step)
