"""
What a configuration costs: line by line, first and further, with its tax (R42, R43, R47).

The form of the manual, its tax inside the price:

    >>> from astra_billing.catalog import Configuration, Parameter, ProductKind, Tariff
    >>> from astra_billing.money import RUB
    >>> month = Term.parse("1 month")
    >>> domains = Parameter("domains", "Лимит доменов", "Шт.", 10, 100, included=10)
    >>> dns = Tariff("8558", "DNS", ProductKind.HOSTING, {month: Money("250.00", RUB)}, (domains,),
    ...              setup_fee=Money("0.00", RUB))
    >>> form = quote(Configuration(dns, month), date(2024, 2, 21))
    >>> form.to_pay, form.tax, form.renews_on
    (Money('250.00', RUB), Money('41.67', RUB), None)

The odd day: a service aligned to the 1st, ordered on the 17th, its tax on top.

    >>> vm = Tariff("vm", "VM6", ProductKind.SERVER, {month: Money("660.00", RUB)}, tax_mode=TaxMode.ON_TOP,
    ...             rate=TaxRate("10"), pro_rata_day=15)
    >>> print(quote(Configuration(vm, month), date(2026, 7, 17)).explain("ru"))
    VM6: 979.35 RUB до 2026-09-01, далее 660.00 RUB за 1 месяц; налог не включен в стоимость: 97.94 RUB
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.catalog.kinds import TaxMode
from astra_billing.dates import Term
from astra_billing.money import Money, Rounding
from astra_billing.tax import TaxedAmount, TaxRate, vat
from astra_billing.texts import counted, fill, label, message
from astra_billing.views.tabular import Tabular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from astra_billing.catalog.configuration import Configuration
    from astra_billing.catalog.first_period import FirstPeriod
    from astra_billing.tax import VatSchedule
    from astra_billing.texts import Lang

BASE = "base"


@frozen
class QuoteLine:
    """
    One line of "Больше информации" (R42).

    Attributes:
        code: of the parameter or choice; "base" for the base price.
        title: what the line is about; the service itself for the base price.
        value: what is ordered of it: `5120 Гиб`; empty for the base price.
        is_limited: whether it has a limit: "Лимит: Присутствует".
        first: its price until the renewal, rounded up for display.
        further: its price for a whole term, rounded up for display.
    """

    code: str
    title: str
    value: str
    is_limited: bool
    first: Money
    further: Money


@frozen
class Quote(Tabular):
    """
    The price of a configuration on a day.

    Lines are for display; the totals are rounded once from the exact sums and
    are the authority (B13).

    Attributes:
        title: what the service will be called.
        term: the period of one payment.
        lines: the base price, then choices and parameters in the order of the form.
        setup_fee: "За конфигурацию", part of the first total only; None where there is none.
        tax_mode: whether the totals hold the tax.
        rate: the rate of tax.
        first_total: "Итого": what the first period and the setup cost, as the form lists it.
        further_total: what a whole term costs then, as the form lists it.
        renews_on: the 1st that the first period ends on; None where it is one whole term from its start.
    """

    title: str
    term: Term
    lines: tuple[QuoteLine, ...]
    setup_fee: Money | None
    tax_mode: TaxMode
    rate: TaxRate
    first_total: Money
    further_total: Money
    renews_on: date | None

    @property
    def first(self) -> TaxedAmount:
        """The first total with its tax."""
        return taxed(self.first_total, self.tax_mode, self.rate)

    @property
    def further(self) -> TaxedAmount:
        """The further total with its tax."""
        return taxed(self.further_total, self.tax_mode, self.rate)

    @property
    def tax(self) -> Money:
        """The tax inside the first total, or on top of it (R42, R47)."""
        return self.first.tax

    @property
    def to_pay(self) -> Money:
        """What the order costs, tax and setup included."""
        return self.first.gross

    @property
    def further_gross(self) -> Money:
        """What a term costs from the renewal on, tax included, discounts aside (R82)."""
        return self.further.gross

    def explain(self, lang: Lang = "en") -> str:
        """One sentence: the first price and until when, the price then, and the tax."""
        aligned = "quote.until" if self.renews_on else "quote.for"
        said = fill(
            message(aligned, lang),
            title=self.title,
            first=self.first_total,
            until=self.renews_on,
            further=self.further_total,
            term=counted(self.term.count, self.term.unit.value, lang),
        )
        if self.rate.is_exempt:
            return f"{said}; {self.rate.label(lang)}"
        return f"{said}; {fill(message(f'quote.tax.{self.tax_mode.value}', lang), tax=self.tax)}"

    def to_records(self, lang: Lang = "en") -> list[dict[str, object]]:
        """One record a line, then the setup fee, the total, the tax and what is to be paid; amounts as exact text."""
        return list(self._records(lang))

    def _records(self, lang: Lang) -> Iterator[dict[str, object]]:
        nothing = Money.zero(self.first_total.currency)
        for line in self.lines:
            value = message("quote.base", lang) if line.code == BASE else line.value
            limit = message("quote.limited", lang) if line.is_limited else ""
            yield _record(line.code, line.title, value, limit, (line.first, line.further))
        if self.setup_fee is not None:
            yield _record("setup", message("quote.setup", lang), "", "", (self.setup_fee, nothing))
        yield _record("total", message("quote.total", lang), "", "", (self.first_total, self.further_total))
        taxes = (self.first.tax, self.further.tax)
        yield _record("tax", label(self.tax_mode, lang), self.rate.label(lang), "", taxes)
        yield _record("to_pay", message("quote.to_pay", lang), "", "", (self.to_pay, self.further_gross))


def quote(
    configuration: Configuration, on: date, *, first: FirstPeriod | None = None, schedule: VatSchedule = vat
) -> Quote:
    """
    What a configuration costs when it is ordered on a day (R42, R47).

    Args:
        configuration: what is ordered.
        on: the day of the order.
        first: a first period agreed otherwise; by default the tariff's own (B12).
        schedule: the rates of tax, for tariffs without one of their own.
    """
    tariff = configuration.tariff
    period = first or tariff.first_period(configuration.term, on)
    priced = tuple(_priced(configuration))
    shown = period.quote((title, price) for _, title, _, _, price in priced)
    fee = Money.zero(tariff.currency) if tariff.setup_fee is None else tariff.setup_fee
    return Quote(
        title=configuration.title,
        term=configuration.term,
        lines=tuple(
            QuoteLine(code, title, value, is_limited, first_price, price.to_minor_unit(Rounding.CEILING))
            for (code, title, value, is_limited, price), first_price in zip(priced, shown.first.lines, strict=True)
        ),
        setup_fee=tariff.setup_fee,
        tax_mode=tariff.tax_mode,
        rate=tariff.rate_on(on, schedule),
        first_total=shown.first.total + fee.to_minor_unit(Rounding.HALF_UP),
        further_total=shown.further_total.to_minor_unit(Rounding.HALF_UP),
        renews_on=None if first is None and tariff.pro_rata_day is None else period.renews_on,
    )


def taxed(listed: Money, mode: TaxMode, rate: TaxRate) -> TaxedAmount:
    """A listed price with its tax: inside it, or on top of it (B27)."""
    return rate.inclusive(listed) if mode is TaxMode.INCLUDED else rate.exclusive(listed)


def _priced(configuration: Configuration) -> Iterator[tuple[str, str, str, bool, Money]]:
    """Code, title, value, limit and exact price for a term of every line."""
    tariff, term = configuration.tariff, configuration.term
    yield BASE, configuration.title, "", False, tariff.prices[term]
    for choice in tariff.choices:
        option = configuration.option(choice.code)
        yield choice.code, choice.title, option.title, False, option.prices.get(term, Money.zero(tariff.currency))
    for parameter in tariff.parameters:
        amount = configuration.amount(parameter.code)
        price = parameter.price(amount, term, tariff.currency)
        yield parameter.code, parameter.title, parameter.shown(amount), parameter.is_limited, price


def _record(code: str, title: str, value: str, limit: str, prices: tuple[Money, Money]) -> dict[str, object]:
    first, further = prices
    return {
        "code": code,
        "title": title,
        "value": value,
        "limit": limit,
        "first": f"{first.amount:f}",
        "further": f"{further.amount:f}",
        "currency": first.currency.code,
    }
