"""
`TaxedAmount`: net, tax and gross together, and net + tax == gross always.

    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.tax.rate import TaxRate
    >>> TaxedAmount(gross=Money("250.00", RUB), tax=Money("41.67", RUB)).net
    Money('208.33', RUB)

A discount comes off the price and the tax is derived again:

    >>> TaxRate("20").inclusive(Money("120.00", RUB)).discounted(percent="10").tax
    Money('18.00', RUB)

The odd case: it is never compared with an amount that carries no tax.

    >>> TaxRate("20").inclusive(Money("120.00", RUB)) == Money("120.00", RUB)
    Traceback (most recent call last):
    astra_billing.tax.faults.UntaxedComparison: Money('120.00', RUB) has no tax to compare; ...
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NoReturn, Protocol

from attrs import frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import Currency, Leftover, Money, Rounding, discounted, notebook
from astra_billing.tax.faults import RateUnknown, TaxDoesNotAddUp, UntaxedComparison

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal
    from fractions import Fraction

    from astra_billing.money.shares import Weights


class Side(enum.Enum):
    """Which side of a taxed amount is the agreed price; tax is derived from it."""

    GROSS = "gross"
    """The price includes the tax."""
    NET = "net"
    """The tax comes on top of the price."""


class Rate(Protocol):
    """What a taxed amount knows of its rate; `TaxRate` is one."""

    @property
    def percent(self) -> Decimal:
        """The rate in percent."""

    @property
    def is_exempt(self) -> bool:
        """Whether the supply is outside the tax."""

    @property
    def is_computed(self) -> bool:
        """Whether this is the rate of an advance."""

    @property
    def code(self) -> str:
        """A stable code for exchange."""

    def label(self, locale: str = ...) -> str:
        """The name in a language."""

    def inclusive(self, gross: Money, *, rounding: Rounding = ...) -> TaxedAmount:
        """The price includes the tax."""

    def exclusive(self, net: Money, *, rounding: Rounding = ...) -> TaxedAmount:
        """The tax comes on top."""


@frozen(init=False, eq=False)
class TaxedAmount:
    """
    An amount with its tax; any two of net, tax and gross make the third.

    Attributes:
        net: without the tax.
        tax: the tax itself.
        rate: the rate it was derived with, or None for sums over several rates.

    Raises:
        TaxDoesNotAddUp: all three were given and net + tax is not gross.
        InvalidValue: fewer than two were given.
        CurrencyMismatch: the parts are of different currencies.
    """

    net: Money
    tax: Money
    rate: Rate | None

    def __init__(
        self,
        *,
        net: Money | None = None,
        tax: Money | None = None,
        gross: Money | None = None,
        rate: Rate | None = None,
    ) -> None:
        if tax is None:
            tax = _given(gross, "gross") - _given(net, "net")
        elif net is None:
            net = _given(gross, "gross") - tax
        if gross is not None and _given(net, "net") + tax != gross:
            raise TaxDoesNotAddUp(net=net, tax=tax, gross=gross)
        net = _given(net, "net")
        net.check_same_currency(tax, "tax")
        self.__attrs_init__(net, tax, rate)

    @staticmethod
    def zero(currency: Currency) -> TaxedAmount:
        """Nothing, with no tax and no rate."""
        return TaxedAmount(net=Money.zero(currency), tax=Money.zero(currency))

    @staticmethod
    def sum(items: Iterable[TaxedAmount], currency: Currency) -> TaxedAmount:
        """The exact sum; the rate stays where all items share it."""
        listed = list(items)
        rates = [item.rate for item in listed]
        return TaxedAmount(
            net=Money.sum((item.net for item in listed), currency),
            tax=Money.sum((item.tax for item in listed), currency),
            rate=rates[0] if rates and all(rate == rates[0] for rate in rates) else None,
        )

    @property
    def gross(self) -> Money:
        """With the tax: net + tax."""
        return self.net + self.tax

    @property
    def currency(self) -> Currency:
        """The currency of all three parts."""
        return self.net.currency

    def discounted(
        self,
        *,
        percent: str | int | Decimal | None = None,
        amount: Money | None = None,
        side: Side = Side.GROSS,
        rounding: Rounding = Rounding.HALF_UP,
    ) -> TaxedAmount:
        """
        Less a percentage or a sum off one side, with the tax derived again.

        Args:
            percent: 0 to 100; the discount is rounded to the minor unit.
            amount: a sum; more than the price leaves zero.
            side: what is the agreed price: GROSS includes the tax, NET does not.
            rounding: of the discount and of the new tax.

        Raises:
            RateUnknown: this is a sum over several rates.
        """
        rate = self.rate
        if rate is None:
            raise RateUnknown(self)
        if side is Side.NET:
            net = discounted(self.net, percent=percent, amount=amount, rounding=rounding)
            return rate.exclusive(net, rounding=rounding)
        gross = discounted(self.gross, percent=percent, amount=amount, rounding=rounding)
        return rate.inclusive(gross, rounding=rounding)

    def allocate(self, weights: Weights, *, leftover: Leftover = Leftover.LARGEST_REMAINDER) -> tuple[TaxedAmount, ...]:
        """Parts in proportion to `weights`; net, tax and gross of the parts each sum to those of the whole."""
        listed = list(weights)
        gross = self.gross.allocate(listed, leftover=leftover)
        tax = self.tax.allocate(listed, leftover=leftover)
        return tuple(TaxedAmount(gross=g, tax=t, rate=self.rate) for g, t in zip(gross, tax, strict=True))

    def __add__(self, other: TaxedAmount) -> TaxedAmount:
        if other.__class__ is not TaxedAmount:
            return NotImplemented
        return TaxedAmount(net=self.net + other.net, tax=self.tax + other.tax, rate=self._shared_rate(other))

    def __radd__(self, other: int) -> TaxedAmount:
        """`0 + taxed`, so that the built-in `sum` works; any other number is refused."""
        return self if other.__class__ is int and other == 0 else NotImplemented

    def __sub__(self, other: TaxedAmount) -> TaxedAmount:
        if other.__class__ is not TaxedAmount:
            return NotImplemented
        return TaxedAmount(net=self.net - other.net, tax=self.tax - other.tax, rate=self._shared_rate(other))

    def __mul__(self, factor: int | Decimal | Fraction) -> TaxedAmount:
        """Every part times an exact factor; for the tax of many pieces as one line, tax the sum instead."""
        return TaxedAmount(net=self.net * factor, tax=self.tax * factor, rate=self.rate)

    __rmul__ = __mul__

    def __neg__(self) -> TaxedAmount:
        return TaxedAmount(net=-self.net, tax=-self.tax, rate=self.rate)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Money):
            raise UntaxedComparison(self, other)
        if not isinstance(other, TaxedAmount):
            return NotImplemented
        return (self.net, self.tax, self.rate) == (other.net, other.tax, other.rate)

    def __hash__(self) -> int:
        return hash((self.net, self.tax, self.rate))

    def _refuse(self, other: object) -> NoReturn:
        raise UntaxedComparison(self, other)

    __lt__ = __le__ = __gt__ = __ge__ = _refuse

    def _shared_rate(self, other: TaxedAmount) -> Rate | None:
        return self.rate if self.rate == other.rate else None

    def explain(self, locale: str = "en") -> str:
        """One sentence in English or Russian: what was taxed, by which rate, and the result."""
        words = _RU if locale.startswith("ru") else _EN
        rate = words["mixed"] if self.rate is None else self.rate.label(locale)
        return words["sentence"].format(gross=self.gross, rate=rate, tax=self.tax, net=self.net)

    def to_records(self) -> list[dict[str, str]]:
        """One record, amounts as exact text."""
        parts = (("net", self.net), ("tax", self.tax), ("gross", self.gross))
        amounts = {name: f"{part.amount:f}" for name, part in parts}
        return [{**amounts, "currency": self.currency.code, "rate": self.rate.code if self.rate else ""}]

    def _repr_html_(self) -> str:
        return notebook.table(self.to_records())


_EN = {"mixed": "several rates", "sentence": "{gross} = {net} net + {tax} tax ({rate})"}
_RU = {"mixed": "несколько ставок", "sentence": "{gross} = {net} без налога + {tax} налог ({rate})"}


def _given(part: Money | None, name: str) -> Money:
    if part is None:
        raise InvalidValue(part, expected=name, fix="pass any two of net, tax and gross")
    return part
