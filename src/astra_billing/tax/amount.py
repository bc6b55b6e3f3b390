"""
`TaxRate` and `TaxedAmount`: net + tax == gross, always.

    >>> from astra_billing.money import RUB
    >>> TaxRate("20").inclusive(Money("250.00", RUB))
    TaxedAmount(net=Money('208.33', RUB), tax=Money('41.67', RUB), rate=TaxRate('20'))
    >>> TaxRate("10").exclusive(Money("638.71", RUB)).tax
    Money('63.87', RUB)

The tax is rounded, the other side is the residual, so nothing is lost.
"Without VAT" is not 0 %: the amounts agree, the documents and receipts differ.

    >>> WITHOUT_VAT == TaxRate("0")
    False
"""

from __future__ import annotations

import enum
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, field, frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import Currency, Money, Rounding
from astra_billing.money.exact import CONTEXT, exact_decimal, from_ratio
from astra_billing.tax.faults import TaxDoesNotAddUp, UntaxedComparison


class Side(enum.Enum):
    """Which side of a taxed amount is the agreed price; tax is derived from it."""

    GROSS = "gross"
    """The price includes the tax."""
    NET = "net"
    """The tax comes on top of the price."""


def _percent(value: object) -> Decimal:
    percent = exact_decimal(value, what="a rate in percent").normalize(CONTEXT)
    if percent < 0:
        raise InvalidValue(value, expected="a rate in percent", fix="pass zero or more, such as '20'")
    return percent


@frozen(repr=False)
class TaxRate:
    """
    A rate of tax.

    Attributes:
        percent: exact decimal, zero or more; str, int or Decimal is accepted.
        is_exempt: outside the tax ("without VAT"), which is not a rate of 0 %.
        is_computed: the rate of an advance, such as 20/120; it only fits an amount that includes the tax.
    """

    percent: Decimal = field(converter=_percent)
    is_exempt: bool = field(default=False, kw_only=True)
    is_computed: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.is_exempt and self.percent:
            raise InvalidValue(self.percent, expected="the rate of an exempt supply", fix="pass 0, or is_exempt=False")

    def computed(self) -> TaxRate:
        """The rate of an advance: 20 % becomes 20/120; exempt and 0 % stay what they are."""
        return evolve(self, is_computed=True) if self.percent else self

    def inclusive(self, gross: Money, *, rounding: Rounding = Rounding.HALF_UP) -> TaxedAmount:
        """Tax inside `gross`: gross x r / (100 + r), rounded to the minor unit; net is the residual."""
        tax = _part(gross, Fraction(self.percent) / (100 + Fraction(self.percent)), rounding)
        return TaxedAmount(net=gross - tax, tax=tax, rate=self)

    def exclusive(self, net: Money, *, rounding: Rounding = Rounding.HALF_UP) -> TaxedAmount:
        """Tax on top of `net`: net x r / 100, rounded to the minor unit; gross is the sum."""
        if self.is_computed:
            raise InvalidValue(self, expected="a rate for a net price", fix="use inclusive(), or the plain rate")
        return TaxedAmount(net=net, tax=_part(net, Fraction(self.percent) / 100, rounding), rate=self)

    def __repr__(self) -> str:
        flags = "".join(f", {name}=True" for name in ("is_exempt", "is_computed") if getattr(self, name))
        return f"TaxRate('{self.percent:f}'{flags})"

    def __str__(self) -> str:
        if self.is_exempt:
            return "without VAT"
        return f"{self.percent:f}/{100 + self.percent:f}" if self.is_computed else f"{self.percent:f} %"


def _part(amount: Money, share: Fraction, rounding: Rounding) -> Money:
    value = Fraction(amount.amount) * share
    return Money(from_ratio(value, amount.currency.digits, rounding), amount.currency)


@frozen(init=False)
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
    rate: TaxRate | None

    def __init__(
        self,
        *,
        net: Money | None = None,
        tax: Money | None = None,
        gross: Money | None = None,
        rate: TaxRate | None = None,
    ) -> None:
        if net is None:
            tax = _given(tax, "tax")
            net = _given(gross, "gross") - tax
        elif tax is None:
            tax = _given(gross, "gross") - net
        elif gross is not None and net + tax != gross:
            raise TaxDoesNotAddUp(net=net, tax=tax, gross=gross)
        self.__attrs_init__(net, _given(tax, "tax"), rate)

    @staticmethod
    def zero(currency: Currency) -> TaxedAmount:
        """Nothing, with no tax and no rate."""
        return TaxedAmount(net=Money.zero(currency), tax=Money.zero(currency))

    @property
    def gross(self) -> Money:
        """With the tax: net + tax."""
        return self.net + self.tax

    @property
    def currency(self) -> Currency:
        """The currency of all three parts."""
        return self.net.currency

    def __add__(self, other: object) -> TaxedAmount:
        if not isinstance(other, TaxedAmount):
            return NotImplemented
        return TaxedAmount(net=self.net + other.net, tax=self.tax + other.tax, rate=self._common_rate(other))

    def __radd__(self, other: object) -> TaxedAmount:
        if type(other) is int and other == 0:
            return self
        return NotImplemented

    def __sub__(self, other: object) -> TaxedAmount:
        if not isinstance(other, TaxedAmount):
            return NotImplemented
        return TaxedAmount(net=self.net - other.net, tax=self.tax - other.tax, rate=self._common_rate(other))

    def __neg__(self) -> TaxedAmount:
        return TaxedAmount(net=-self.net, tax=-self.tax, rate=self.rate)

    def _common_rate(self, other: TaxedAmount) -> TaxRate | None:
        return self.rate if self.rate == other.rate else None


def _given(part: Money | None, name: str) -> Money:
    if part is None:
        raise InvalidValue(None, expected=name, fix="pass any two of net, tax and gross")
    return part


WITHOUT_VAT = TaxRate(0, is_exempt=True)
"""The supply is outside the tax; not the same as 0 %."""
