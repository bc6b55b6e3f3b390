"""
What automatic payments will need: the forecast and the recommended cap (R58, R59, B39).

The forecast says which renewals come on which days; the cap is its dearest
month and a tenth more.

    >>> from datetime import date
    >>> from astra_billing.catalog import ProductKind
    >>> from astra_billing.dates import Term
    >>> from astra_billing.money import RUB
    >>> from astra_billing.services import Service
    >>> daily = Service.begun("s1", "Test", ProductKind.OTHER, Money("20.00", RUB), Term.parse("1 day"),
    ...                       on=date(2023, 4, 27), renews_from=BALANCE)
    >>> found = forecast([daily], RUB, after=date(2023, 4, 27))
    >>> str(found.minimum), str(found.maximum), str(found.cap)
    ('60.00 RUB', '620.00 RUB', '682.00 RUB')
    >>> print(found.explain())
    2023-04: 60.00 RUB
      Test: 3 renewals of 20.00 RUB (2023-04-28..2023-04-30)
    2023-05: 620.00 RUB
      Test: 31 renewals of 20.00 RUB (2023-05-01..2023-05-31)
    From 60.00 RUB to 620.00 RUB a month; the recommended maximum of automatic payments is 682.00 RUB

The odd case: a month without renewals costs nothing, and is the cheapest.

    >>> str(forecast([], RUB, after=date(2023, 4, 27)).cap)
    '0.00 RUB'
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.dates import Month
from astra_billing.methods import BALANCE
from astra_billing.money import Money, Rounding
from astra_billing.renewal import DAY, charge_days
from astra_billing.texts import counted, fill, message
from astra_billing.views.tabular import Tabular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from astra_billing.money import Currency
    from astra_billing.services import Service
    from astra_billing.texts import Lang

CAP_FACTOR = Decimal("1.10")
MONTHS_CONSIDERED = 2


def recommended_cap(forecast_max: Money) -> Money:
    """The recommended maximum of automatic payments a month: the forecast maximum plus 10 %, half-up (R59)."""
    return (forecast_max * CAP_FACTOR).to_minor_unit(Rounding.HALF_UP)


@frozen
class MonthForecast:
    """What the automatic renewals from the balance will cost in one month."""

    month: Month
    amount: Money


@frozen
class ForecastLine:
    """
    The renewals of one service in one month.

    Attributes:
        days: the days on which it is charged.
        price: what each of them costs.
    """

    service_id: str
    title: str
    month: Month
    days: tuple[date, ...]
    price: Money

    @property
    def amount(self) -> Money:
        """What they cost together."""
        return self.price * len(self.days)

    def explain(self, lang: Lang = "en") -> str:
        """How many renewals, of how much, on which days."""
        days = ", ".join(_runs(self.days))
        renewals = counted(len(self.days), "renewal", lang)
        return fill(message("forecast.line", lang), service=self.title, renewals=renewals, price=self.price, days=days)


@frozen
class Forecast(Tabular):
    """
    Expected charges by calendar month (B39).

    Attributes:
        months: the months considered, the first one only for its remaining days.
        lines: the renewals they are the sums of, one line a service and month.
    """

    months: tuple[MonthForecast, ...]
    lines: tuple[ForecastLine, ...] = ()

    def to_records(self) -> list[dict[str, object]]:
        """One record a month."""
        return [{"month": each.month, "amount": each.amount} for each in self.months]

    @property
    def minimum(self) -> Money:
        """The cheapest month."""
        return min(each.amount for each in self.months)

    @property
    def maximum(self) -> Money:
        """The dearest month."""
        return max(each.amount for each in self.months)

    @property
    def cap(self) -> Money:
        """The recommended cap (R59)."""
        return recommended_cap(self.maximum)

    def explain(self, lang: Lang = "en") -> str:
        """Every month with its renewals, then what follows for the cap; one line each."""
        told = [text for month in self.months for text in self._month(month, lang)]
        cap = fill(message("forecast.cap", lang), minimum=self.minimum, maximum=self.maximum, cap=self.cap)
        return "\n".join((*told, cap))

    def _month(self, month: MonthForecast, lang: Lang) -> list[str]:
        lines = (line for line in self.lines if line.month == month.month)
        return [f"{month.month}: {month.amount}", *(f"  {line.explain(lang)}" for line in lines)]


def forecast(services: Iterable[Service], currency: Currency, *, after: date) -> Forecast:
    """
    What renewing from the balance will cost in the rest of this month and in the next (R59, B39).

    Counted are the charges of days later than `after`; a service renewed by a saved method pays itself.
    """
    months = [Month.of(after).plus(number) for number in range(MONTHS_CONSIDERED)]
    paid = [each for each in services if each.renews_from == BALANCE]
    lines = tuple(line for each in paid for line in _lines(each, after, months))
    return Forecast(
        tuple(
            MonthForecast(month, Money.sum((line.amount for line in lines if line.month == month), currency))
            for month in months
        ),
        lines,
    )


def _lines(service: Service, after: date, months: list[Month]) -> Iterator[ForecastLine]:
    charged = tuple(takewhile(lambda day: day <= months[-1].last, charge_days(service, after=after)))
    for month in months:
        days = tuple(day for day in charged if day in month)
        if days:
            yield ForecastLine(service.id, service.title, month, days, service.price)


def _runs(days: tuple[date, ...]) -> Iterator[str]:
    """The days as text, those that follow each other as first..last."""
    start = days[0]
    for day, following in pairwise(days):
        if following != day + DAY:
            yield _run(start, day)
            start = following
    yield _run(start, days[-1])


def _run(first: date, last: date) -> str:
    return str(first) if first == last else f"{first}..{last}"
