"""
A tariff: what is sold, for which periods, at what prices, with what settings (R39, R42, R47).

    >>> from datetime import date
    >>> from astra_billing.money import RUB
    >>> month, year = Term.parse("1 month"), Term.parse("1 year")
    >>> dns = Tariff("8558", "DNS", ProductKind.HOSTING, {month: Money("250.00", RUB), year: Money("2500.00", RUB)},
    ...              parameters=(Parameter("domains", "Лимит доменов", "Шт.", 10, 100, included=10),))
    >>> [str(term) for term in dns.terms], dns.currency
    (['1 month', '1 year'], RUB)
    >>> dns.first_period(month, date(2024, 2, 21)).period.end.isoformat()
    '2024-03-21'

The odd case: renewals on the 1st need periods of whole months.

    >>> Tariff("d", "By the day", ProductKind.OTHER, {Term.parse("1 day"): Money("20.00", RUB)}, pro_rata_day=15)
    Traceback (most recent call last):
    ...
    astra_billing.errors.InvalidValue: '1 day' is not a period that ends on a 1st; sell it by months or years, or ...
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from astra_billing.catalog.first_period import FirstPeriod, check_pro_rata_day, whole_months
from astra_billing.catalog.kinds import Opening, ProductKind, TaxMode
from astra_billing.catalog.parameter import Choice, Parameter
from astra_billing.catalog.prices import Prices, check_covers, check_currency, checked_prices
from astra_billing.dates import Period, Term
from astra_billing.errors import InvalidValue
from astra_billing.money import Money
from astra_billing.tax import TaxRate, vat

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.money import Currency
    from astra_billing.tax import VatSchedule

RESERVED: Final = frozenset({"base", "setup", "total", "tax", "to_pay", "term", "domain"})
"""Codes that lines and faults use themselves; no parameter may have one."""


@frozen
class Tariff:
    """
    A tariff plan of the provider's catalogue.

    Attributes:
        id: the tariff's id.
        title: what it is called: "DC16 на новый ДЦ #3461".
        kind: the kind of product.
        prices: the base price of each period on offer; the form starts with the first.
        parameters: what can be set as a number.
        choices: what can be chosen from a list.
        setup_fee: "За конфигурацию", once, in the first price; None where the form doesn't speak of it.
        tax_mode: whether the prices hold the tax (B27).
        rate: the rate of tax; None for the standard rate of the day.
        pro_rata_day: renewals fall on the 1st, and from this day of the month on the next month is part of the first
            period (B12); None where a period begins with the order.
        opening: what a paid service goes through before it works.
        asks_domain: whether the form asks for a domain name (R40).

    Raises:
        InvalidValue: there is no price, a parameter lacks one for a period, two parameters have one code, the fee is
            negative, the rate is that of an advance, or a period doesn't go with renewals on the 1st.
        CurrencyMismatch: the prices are of different currencies.
    """

    id: str
    title: str
    kind: ProductKind
    prices: Prices = field(converter=checked_prices, hash=False)
    parameters: tuple[Parameter, ...] = ()
    choices: tuple[Choice, ...] = field(default=(), kw_only=True)
    setup_fee: Money | None = field(default=None, kw_only=True)
    tax_mode: TaxMode = field(default=TaxMode.INCLUDED, kw_only=True)
    rate: TaxRate | None = field(default=None, kw_only=True)
    pro_rata_day: int | None = field(default=None, kw_only=True)
    opening: Opening = field(default=Opening.AT_ONCE, kw_only=True)
    asks_domain: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.prices:
            raise InvalidValue(self.title, expected="a tariff with a price", fix="pass {Term.parse('1 month'): Money}")
        if self.rate is not None and self.rate.is_computed:
            raise InvalidValue(str(self.rate), expected="the rate of a tariff", fix="pass the plain one, without /")
        self._check_codes()
        self._check_prices()
        if self.pro_rata_day is not None:
            self._check_alignment(self.pro_rata_day)

    def _check_codes(self) -> None:
        codes = [*(choice.code for choice in self.choices), *(parameter.code for parameter in self.parameters)]
        for code in codes:
            if code in RESERVED or codes.count(code) > 1:
                fix = f"use each code once, and none of {', '.join(sorted(RESERVED))}"
                raise InvalidValue(code, expected="the code of one parameter", fix=fix)

    def _check_prices(self) -> None:
        check_currency(self.prices.values(), self.currency)
        for parameter in self.parameters:
            for prices in (parameter.prices, parameter.fixed):
                check_covers(prices, self.terms, self.currency, what=parameter.code)
        for choice in self.choices:
            for option in choice.options:
                check_covers(option.prices, self.terms, self.currency, what=f"{choice.code}.{option.code}")
        if self.setup_fee is not None:
            check_currency([self.setup_fee], self.currency)
            if self.setup_fee.is_negative:
                raise InvalidValue(str(self.setup_fee), expected="a setup fee", fix="pass zero or more, or None")

    def _check_alignment(self, pro_rata_day: int) -> None:
        check_pro_rata_day(pro_rata_day)
        for term in self.terms:
            whole_months(term)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The periods on offer."""
        return tuple(self.prices)

    @property
    def currency(self) -> Currency:
        """The currency of every price."""
        return next(iter(self.prices.values())).currency

    def parameter(self, code: str) -> Parameter | None:
        """The parameter with this code, None where there is none."""
        return next((each for each in self.parameters if each.code == code), None)

    def choice(self, code: str) -> Choice | None:
        """The choice with this code, None where there is none."""
        return next((each for each in self.choices if each.code == code), None)

    def rate_on(self, on: date, schedule: VatSchedule = vat) -> TaxRate:
        """The rate of tax of a day: the tariff's own, or the standard one in force."""
        return schedule.rate_on(on) if self.rate is None else self.rate

    def first_period(self, term: Term, on: date) -> FirstPeriod:
        """The first period of an order: up to a 1st where renewals are aligned, else one whole term (B12)."""
        if self.pro_rata_day is None:
            return FirstPeriod(Period(on, term.end(on)), Fraction(1), term)
        return FirstPeriod.aligned(on, pro_rata_day=self.pro_rata_day, term=term)
