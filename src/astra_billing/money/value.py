"""
`Money`: an exact decimal amount of one currency, frozen.

    >>> Money("22.4137", RUB) + Money("34.4827", RUB)
    Money('56.8964', RUB)
    >>> Money("22.41370", RUB) == Money("22.4137", RUB)
    True

Nothing is rounded unless the call names a `Rounding`:

    >>> Money("100.00", RUB).divided_by(3, rounding=Rounding.HALF_UP)
    Money('33.33', RUB)
    >>> Money("100.00", RUB) / 3
    Traceback (most recent call last):
    astra_billing.money.faults.InexactResult: 100/3 is not an exact decimal; pass a Rounding, for instance Rounding.HALF_UP
    >>> Money(0.1, RUB)
    Traceback (most recent call last):
    astra_billing.errors.InvalidValue: 0.1 is not an amount; pass text, '0.1', or a decimal.Decimal
"""

from __future__ import annotations

import decimal
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NoReturn, Self, final

from astra_billing.errors import InvalidValue
from astra_billing.money.currency import RUB, Currency
from astra_billing.money.exact import (
    CONTEXT,
    DIGITS,
    ZERO,
    exact_decimal,
    exact_ratio,
    from_ratio,
    from_units,
    places_of,
    plain,
    quantized,
    unit_of,
)
from astra_billing.money.faults import CurrencyMismatch, InexactResult, TooManyDigits
from astra_billing.money.rounding import Rounding
from astra_billing.money.shares import Leftover, Weights, shares

_add = CONTEXT.add
_subtract = CONTEXT.subtract


class _Open:
    """The two slots of a `Money` before it is closed: operators fill this, then turn it into a `Money`."""

    __slots__ = ("amount", "currency")
    amount: Decimal
    currency: Currency


def _closed(amount: Decimal, currency: Currency) -> Money:
    """The internal door: a `Money` from values that are already known to be right."""
    money = _Open()
    money.amount = amount
    money.currency = currency
    money.__class__ = Money
    return money  # type: ignore[return-value]


@final
class Money(_Open):
    """
    An exact amount of a currency.

    Attributes:
        amount: the exact decimal, at the scale it was given with.
        currency: the `Currency`.

    Raises:
        InvalidValue: the amount is a float, a bool, NaN, an infinity or no number.
    """

    __slots__ = ()

    def __new__(cls, amount: str | int | Decimal, currency: Currency) -> Money:
        if not isinstance(currency, Currency):
            raise InvalidValue(currency, expected="a Currency", fix="pass RUB or Currency.of('RUB')")
        return _closed(plain(exact_decimal(amount, what="an amount")), currency)

    @staticmethod
    def zero(currency: Currency) -> Money:
        """Nothing, written with the decimals of the currency: `0.00 RUB`, `0 JPY`."""
        return _closed(from_units(0, currency.digits), currency)

    @staticmethod
    def from_minor_units(units: int, currency: Currency) -> Money:
        """An amount from a whole number of minor units: 4167 kopecks are 41.67 RUB."""
        if type(units) is not int:
            raise InvalidValue(units, expected="a whole number of minor units", fix="pass an int")
        return _closed(from_units(units, currency.digits), currency)

    @staticmethod
    def sum(items: Iterable[Money], currency: Currency) -> Money:
        """The exact sum of amounts of one currency; zero for no items."""
        total = ZERO
        for item in items:
            if item.currency is not currency and item.currency != currency:
                raise CurrencyMismatch(currency, item.currency, action="add")
            total = _add(total, item.amount)
        return _closed(total, currency)

    @property
    def is_zero(self) -> bool:
        """Whether this is exactly nothing."""
        return not self.amount

    @property
    def is_positive(self) -> bool:
        """Whether this is above zero."""
        return self.amount > 0

    @property
    def is_negative(self) -> bool:
        """Whether this is below zero."""
        return self.amount < 0

    def __add__(self, other: object) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other, "add")
        return self._made(_add, other.amount)

    def __radd__(self, other: object) -> Money:
        if type(other) is int and other == 0:
            return self
        return NotImplemented

    def __sub__(self, other: object) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other, "subtract")
        return self._made(_subtract, other.amount)

    def __mul__(self, factor: object) -> Money:
        if isinstance(factor, bool | float) or not isinstance(factor, int | Decimal | Fraction):
            return NotImplemented
        if isinstance(factor, Fraction):
            return self._exactly(Fraction(self.amount) * factor)
        try:
            return _closed(plain(CONTEXT.multiply(self.amount, exact_decimal(factor))), self.currency)
        except decimal.DecimalException:
            raise TooManyDigits(self, factor, most=DIGITS) from None

    __rmul__ = __mul__

    def __truediv__(self, divisor: object) -> Money:
        if isinstance(divisor, bool | float) or not isinstance(divisor, int | Decimal | Fraction):
            return NotImplemented
        return self.divided_by(divisor)

    def __neg__(self) -> Money:
        return _closed(CONTEXT.minus(self.amount), self.currency)

    def __pos__(self) -> Money:
        return self

    def __abs__(self) -> Money:
        return _closed(self.amount.copy_abs(), self.currency)

    def abs(self) -> Money:
        """The amount without its sign."""
        return abs(self)

    def divided_by(
        self, divisor: int | Decimal | Fraction, *, rounding: Rounding | None = None, places: int | None = None
    ) -> Money:
        """
        The quotient, rounded once to `places` decimals (default: the minor unit of the currency).

        Without a rounding the quotient must be exact; it may then have any number of decimals.

        Raises:
            InexactResult: the quotient does not fit and no rounding was named.
        """
        value = Fraction(self.amount) / _nonzero(divisor)
        if rounding is None and places is None:
            return self._exactly(value)
        digits = self.currency.digits if places is None else places
        return _closed(from_ratio(value, digits, rounding or Rounding.MUST_BE_EXACT), self.currency)

    def ratio_to(self, other: Money) -> Fraction:
        """The exact ratio of two amounts of one currency."""
        self._same(other, "divide")
        return Fraction(self.amount) / _nonzero(other.amount)

    def rounded(self, places: int, rounding: Rounding) -> Money:
        """The amount at a number of decimals; negative places round to tens and hundreds."""
        return _closed(quantized(self.amount, places, rounding), self.currency)

    def to_minor_unit(self, rounding: Rounding) -> Money:
        """The amount rounded to the minor unit of its currency."""
        return self.rounded(self.currency.digits, rounding)

    def rounded_to_step(self, step: Decimal | str | int, rounding: Rounding) -> Money:
        """The amount rounded to a multiple of a cash step, such as 0.05."""
        exact = exact_decimal(step, what="a step")
        steps = from_ratio(Fraction(self.amount) / _nonzero(exact), 0, rounding)
        return _closed(plain(CONTEXT.multiply(steps, exact)), self.currency)

    def minor_units(self) -> int:
        """
        The amount as a whole number of minor units.

        Raises:
            InexactResult: the amount has a part of a minor unit; round it first.
        """
        return int(self.to_minor_unit(Rounding.MUST_BE_EXACT).amount.scaleb(self.currency.digits, CONTEXT))

    def clamp(self, low: Money | None = None, high: Money | None = None) -> Money:
        """The nearest amount inside the limits; either may be left open."""
        if low is not None and self < low:
            return low
        return high if high is not None and self > high else self

    def allocate(
        self,
        weights: Weights,
        *,
        leftover: Leftover = Leftover.LARGEST_REMAINDER,
        step: Decimal | str | int | None = None,
    ) -> tuple[Money, ...]:
        """
        Parts in proportion to `weights` that always sum to this amount.

        The unit of sharing is `step`, by default the minor unit of the
        currency or, for an amount with more decimals, its last one.
        """
        unit = exact_decimal(step, what="a step") if step is not None else self._unit()
        units = from_ratio(Fraction(self.amount) / _nonzero(unit), 0, Rounding.MUST_BE_EXACT)
        return tuple(
            _closed(plain(CONTEXT.multiply(part, unit)), self.currency)
            for part in shares(int(units), weights, leftover)
        )

    def split(
        self, parts: int, *, leftover: Leftover = Leftover.SPREAD, step: Decimal | str | int | None = None
    ) -> tuple[Money, ...]:
        """As equal parts as the unit allows; they always sum to this amount."""
        if type(parts) is not int or parts < 1:
            raise InvalidValue(parts, expected="a number of parts", fix="pass an int of at least 1")
        return self.allocate([1] * parts, leftover=leftover, step=step)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount == other.amount and self.currency == other.currency

    def __hash__(self) -> int:
        return hash((self.amount, self.currency.code))

    def __lt__(self, other: Money) -> bool:
        return self._compared(other) and self.amount < other.amount

    def __le__(self, other: Money) -> bool:
        return self._compared(other) and self.amount <= other.amount

    def __gt__(self, other: Money) -> bool:
        return self._compared(other) and self.amount > other.amount

    def __ge__(self, other: Money) -> bool:
        return self._compared(other) and self.amount >= other.amount

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency.code}"

    def __repr__(self) -> str:
        return f"Money('{self.amount:f}', {self.currency!r})"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __reduce__(self) -> tuple[object, ...]:
        return _closed, (self.amount, self.currency)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"Money is frozen; make a new one instead of setting {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"Money is frozen; {name!r} cannot be deleted")

    def _unit(self) -> Decimal:
        return unit_of(max(self.currency.digits, places_of(self.amount.normalize(CONTEXT))))

    def _exactly(self, value: Fraction) -> Money:
        exact = exact_ratio(value)
        if exact is None:
            raise InexactResult(value, unit="an exact decimal")
        return _closed(exact, self.currency)

    def _compared(self, other: Money) -> bool:
        if not isinstance(other, Money):
            raise InvalidValue(other, expected="an amount to compare with", fix="pass Money, or use is_positive")
        self._same(other, "compare")
        return True

    def _same(self, other: Money, action: str) -> None:
        if self.currency is not other.currency and self.currency != other.currency:
            raise CurrencyMismatch(self.currency, other.currency, action=action)

    def _made(self, operation: object, other: Decimal) -> Money:
        try:
            return _closed(operation(self.amount, other), self.currency)  # type: ignore[operator]
        except decimal.DecimalException:
            raise TooManyDigits(self.amount, other, most=DIGITS) from None


def _nonzero(divisor: int | Decimal | Fraction) -> Fraction:
    if not divisor:
        raise InvalidValue(divisor, expected="a divisor", fix="pass a number other than zero")
    return Fraction(divisor)


__all__ = ["RUB", "Money"]
