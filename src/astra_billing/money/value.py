"""
`Money`: an exact decimal amount of one currency, frozen.

    >>> from astra_billing.money import RUB, Rounding
    >>> Money("22.4137", RUB) + Money("34.4827", RUB)
    Money('56.8964', RUB)
    >>> Money("100.00", RUB).divided_by(3, rounding=Rounding.HALF_UP)
    Money('33.33', RUB)

The odd cases: nothing is rounded unless the call names a `Rounding`, and a
float never becomes money.

    >>> Money("100.00", RUB) / 3
    Traceback (most recent call last):
    astra_billing.money.faults.InexactResult: 100/3 is not an exact decimal; pass a Rounding, such as Rounding.HALF_UP
    >>> Money(0.1, RUB)
    Traceback (most recent call last):
    astra_billing.errors.InvalidValue: 0.1 is not an amount; pass text, '0.1', or a decimal.Decimal
"""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, final

from astra_billing.errors import InvalidValue
from astra_billing.money.currency import Currency
from astra_billing.money.exact import CONTEXT, DIGITS, Number, exact_decimal, exact_sum, from_units, product, zero_of
from astra_billing.money.faults import CurrencyMismatch, TooManyDigits
from astra_billing.money.scaled import Scaled, divisor_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from astra_billing.money.rounding import Rounding


_add = CONTEXT.add
_subtract = CONTEXT.subtract
_multiply = CONTEXT.multiply
_MANY = 367
_COUNTS = tuple(map(Decimal, range(_MANY)))
"""Pieces and days, up to those of a leap year, as the decimals that a multiplication would make of them each time."""


class _Checked(type):
    """
    What `Money(...)` goes through: the check stands before the class, not inside it.

    So an operator, whose amounts are known to be right, makes them without it and without a `__new__` in Python,
    which takes a tenth off every addition.
    """

    def __call__(cls, amount: str | int | Decimal, currency: Currency) -> Money:
        """Check the amount and the currency; see `Money` for what is refused."""
        if currency.__class__ is not Currency:
            raise InvalidValue(currency, expected="a Currency", fix="pass RUB or Currency.of('RUB')")
        return _closed(exact_decimal(amount, what="an amount"), currency)


@final
class Money(Scaled, metaclass=_Checked):
    """
    An exact amount of a currency.

    Attributes:
        amount: the exact decimal, at the scale it was given with.
        currency: the `Currency`.

    Raises:
        InvalidValue: the amount is a float, a bool, NaN, an infinity or no number.
    """

    __slots__ = ()

    if TYPE_CHECKING:

        def __init__(self, amount: str | int | Decimal, currency: Currency) -> None:
            """What `_Checked` takes."""

    @staticmethod
    def zero(currency: Currency) -> Money:
        """Nothing, written with the decimals of the currency: `0.00 RUB`, `0 JPY`."""
        return _closed(zero_of(currency.digits), currency)

    @staticmethod
    def from_minor_units(units: int, currency: Currency) -> Money:
        """An amount from a whole number of minor units: 4167 kopecks are 41.67 RUB."""
        if type(units) is not int:
            raise InvalidValue(units, expected="a whole number of minor units", fix="pass an int")
        return _closed(from_units(units, currency.digits), currency)

    @staticmethod
    def sum(items: Iterable[Money], currency: Currency) -> Money:
        """
        The exact sum of amounts of one currency; zero for no items.

        Raises:
            CurrencyMismatch: an item is of another currency.
        """
        listed = list(items)
        amounts = [item._amount for item in listed if item._currency is currency]  # noqa: SLF001 - at full speed
        if len(amounts) != len(listed):
            amounts = [_amount_in(item, currency) for item in listed]
        return _closed(exact_sum(amounts, zero_of(currency.digits)), currency)

    def __add__(self, other: Money) -> Money:
        # Asking for the slots and failing is cheaper than asking for the type first, as in comparisons.
        try:
            if self._currency is not other._currency:
                self.check_same_currency(other, "add")
            amount = _add(self._amount, other._amount)
        except AttributeError:
            return NotImplemented
        except decimal.DecimalException:
            raise TooManyDigits(self, other, most=DIGITS) from None
        money = _blank()
        money._amount = amount
        money._currency = self._currency
        return money

    def __radd__(self, other: int) -> Money:
        """`0 + money`, so that the built-in `sum` works; any other number is refused."""
        return self if other.__class__ is int and other == 0 else NotImplemented

    def __sub__(self, other: Money) -> Money:
        # Asking for the slots and failing is cheaper than asking for the type first, as in comparisons.
        try:
            if self._currency is not other._currency:
                self.check_same_currency(other, "subtract")
            amount = _subtract(self._amount, other._amount)
        except AttributeError:
            return NotImplemented
        except decimal.DecimalException:
            raise TooManyDigits(self, other, most=DIGITS) from None
        money = _blank()
        money._amount = amount
        money._currency = self._currency
        return money

    def __mul__(self, factor: Number) -> Money:
        if factor.__class__ is not int or factor < 1:
            return self._times(factor)
        try:
            amount = _multiply(self._amount, _COUNTS[factor] if factor < _MANY else factor)
        except decimal.DecimalException:
            raise TooManyDigits(self, factor, most=DIGITS) from None
        money = _blank()
        money._amount = amount
        money._currency = self._currency
        return money

    __rmul__ = __mul__

    def _times(self, factor: Number) -> Money:
        if isinstance(factor, Fraction):
            return self.exactly(Fraction(self.amount) * factor)
        if factor.__class__ is not int and not isinstance(factor, Decimal):
            return NotImplemented  # type: ignore[no-any-return]
        return _closed(product(self.amount, exact_decimal(factor, what="a factor")), self.currency)

    def __truediv__(self, divisor: Number) -> Money:
        """The exact quotient; `divided_by` takes a rounding."""
        return self.divided_by(divisor) if divisor.__class__ in _EXACT else NotImplemented

    def __neg__(self) -> Money:
        return _closed(CONTEXT.minus(self.amount), self.currency)

    def __pos__(self) -> Money:
        return self

    def __abs__(self) -> Money:
        return _closed(self.amount.copy_abs(), self.currency)

    def abs(self) -> Money:
        """The amount without its sign."""
        return self.__abs__()

    def converted_to(
        self, currency: Currency, rate: Number | str, *, rounding: Rounding | None = None, places: int | None = None
    ) -> Money:
        """
        This amount at `rate` units of `currency` for one of its own; exact unless a rounding is named.

        Raises:
            InexactResult: the result does not fit and no rounding was named.
        """
        exact = divisor_of(exact_decimal(rate, what="a rate") if isinstance(rate, str) else rate)
        return _closed(self.amount, currency).divided_by(1 / exact, rounding=rounding, places=places)

    def __reduce__(self) -> tuple[object, ...]:
        return load, (f"{self.amount:f}", self.currency.code if self.currency.is_standard else self.currency)


_blank: Callable[[], Money] = type.__call__.__get__(Money)
"""The plain call of the class, past the check: an instance whose two slots are still empty."""


def _closed(amount: Decimal, currency: Currency) -> Money:
    """The internal door: money from an exact, plain decimal and a currency, both known to be right."""
    money = _blank()
    money._amount = amount  # noqa: SLF001 - written once, here
    money._currency = currency  # noqa: SLF001
    return money


def _amount_in(item: Money, currency: Currency) -> Decimal:
    if item.currency != currency:
        raise CurrencyMismatch(currency, item.currency, action="add")
    return item.amount


def load(amount: str, currency: str | Currency) -> Money:
    """What a pickle of money calls: the name is short, so pickles are."""
    return Money(amount, Currency.of(currency) if isinstance(currency, str) else currency)


_EXACT = frozenset({int, Decimal, Fraction})
