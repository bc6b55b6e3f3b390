"""
`TaxRate`: how much tax, and which kind of "none".

    >>> from astra_billing.money import RUB, Money
    >>> TaxRate("20").inclusive(Money("250.00", RUB))
    TaxedAmount(net=Money('208.33', RUB), tax=Money('41.67', RUB), rate=TaxRate('20'))
    >>> TaxRate("10").exclusive(Money("638.71", RUB)).gross
    Money('702.58', RUB)

The odd case: "without VAT" is not 0 %; the amounts agree, the documents and
receipts differ.

    >>> WITHOUT_VAT == TaxRate("0"), str(WITHOUT_VAT), str(TaxRate("20").computed())
    (False, 'without VAT', '20/120')
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import Money, Rounding, notebook
from astra_billing.money.exact import CONTEXT, ZERO, exact_decimal, from_ratio
from astra_billing.tax.amount import TaxedAmount
from astra_billing.tax.labels import label

if TYPE_CHECKING:
    from astra_billing.money import Currency


def _percent(value: object) -> Decimal:
    percent = exact_decimal(value, what="a rate in percent").normalize(CONTEXT)
    if percent < 0:
        raise InvalidValue(value, expected="a rate in percent", fix="pass zero or more, such as '20'")
    return CONTEXT.add(percent, ZERO)


@frozen(repr=False, str=False)
class TaxRate:
    """
    A rate of tax.

    Attributes:
        percent: exact decimal, zero or more; str, int or Decimal is accepted.
        is_exempt: outside the tax ("without VAT"), which is not a rate of 0 %.
        is_computed: the rate of an advance, such as 20/120; it only fits an amount that includes the tax.

    Raises:
        InvalidValue: the percentage is negative or inexact, or an exempt rate has one.
    """

    percent: Decimal = field(converter=_percent)
    is_exempt: bool = field(default=False, kw_only=True)
    is_computed: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.percent and self.is_exempt:
            raise InvalidValue(self.percent, expected="the rate of an exempt supply", fix="pass 0, or is_exempt=False")
        if self.is_computed and not self.percent:
            raise InvalidValue(self.percent, expected="a computed rate", fix="0 % and exempt have none: leave it plain")

    @property
    def code(self) -> str:
        """A stable code for exchange: `vat_20`, `vat_20_120`, `vat_0`, `without_vat`."""
        return "without_vat" if self.is_exempt else f"vat_{self}".replace("/", "_").replace(" %", "")

    def computed(self) -> TaxRate:
        """The rate of an advance: 20 % becomes 20/120; exempt and 0 % stay what they are."""
        return evolve(self, is_computed=bool(self.percent))

    def tax_inside(self, gross: Money) -> Fraction:
        """The exact tax inside a price that includes it: gross x r / (100 + r)."""
        percent = Fraction(self.percent)
        return Fraction(gross.amount) * percent / (100 + percent)

    def tax_on_top(self, net: Money) -> Fraction:
        """
        The exact tax on top of a price: net x r / 100.

        Raises:
            InvalidValue: a computed rate, which only fits a price that includes the tax.
        """
        if self.is_computed:
            raise InvalidValue(self, expected="a rate for a net price", fix="use inclusive(), or the plain rate")
        return Fraction(net.amount) * Fraction(self.percent) / 100

    def inclusive(self, gross: Money, *, rounding: Rounding = Rounding.HALF_UP) -> TaxedAmount:
        """The price includes the tax: tax is rounded to the minor unit, net is the residual."""
        tax = _rounded(self.tax_inside(gross), gross.currency, rounding)
        return TaxedAmount(net=gross - tax, tax=tax, rate=self)

    def exclusive(self, net: Money, *, rounding: Rounding = Rounding.HALF_UP) -> TaxedAmount:
        """The tax comes on top: tax is rounded to the minor unit, gross is the sum."""
        return TaxedAmount(net=net, tax=_rounded(self.tax_on_top(net), net.currency, rounding), rate=self)

    def label(self, locale: str = "ru") -> str:
        """The name in Russian or English: `НДС 20 %`, `VAT 20/120`, `Без НДС`."""
        percent, whole = f"{self.percent:f}", f"{100 + self.percent:f}"
        return label(percent, computed=self.is_computed, exempt=self.is_exempt, locale=locale, whole=whole)

    def to_records(self) -> list[dict[str, str]]:
        """One record: the stable code, the percentage as exact text and the English name."""
        return [{"code": self.code, "percent": f"{self.percent:f}", "name": self.label("en")}]

    def _repr_html_(self) -> str:
        return notebook.table(self.to_records())

    def __repr__(self) -> str:
        flags = "".join(f", {name}=True" for name in ("is_exempt", "is_computed") if getattr(self, name))
        return f"TaxRate('{self.percent:f}'{flags})"

    def __str__(self) -> str:
        return self.label("en").removeprefix("VAT ")


def _rounded(value: Fraction, currency: Currency, rounding: Rounding) -> Money:
    return Money(from_ratio(value, currency.digits, rounding), currency)


WITHOUT_VAT = TaxRate(0, is_exempt=True)
"""The supply is outside the tax; not the same as 0 %."""
