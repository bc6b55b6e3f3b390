"""
What automatic payments will need: the forecast and the recommended cap (R58, R59, B39).

The cap is the dearest month of the forecast and a tenth more.

    >>> from astra_billing.money import RUB
    >>> recommended_cap(Money("620.00", RUB))
    Money('682.00', RUB)
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.dates import Month
from astra_billing.methods import BALANCE
from astra_billing.money import Money, Rounding
from astra_billing.renewal import next_attempt_on
from astra_billing.views.tabular import Tabular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from astra_billing.money import Currency
    from astra_billing.services import Service

__all__ = ["Forecast", "MonthForecast", "forecast", "recommended_cap"]

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
class Forecast(Tabular):
    """
    Expected charges by calendar month (B39).

    Attributes:
        months: the months considered, the first one only for its remaining days.
    """

    months: tuple[MonthForecast, ...]

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


def forecast(services: Iterable[Service], currency: Currency, *, after: date) -> Forecast:
    """
    What renewing from the balance will cost in the rest of this month and in the next (R59, B39).

    Counted are the charges of days later than `after`; a service renewed by a saved method pays itself.
    """
    months = [Month.of(after).plus(number) for number in range(MONTHS_CONSIDERED)]
    paid = [each for each in services if each.renews_from == BALANCE]
    charges = [(Month.of(day), each.price) for each in paid for day in _charge_days(each, after, months[-1].last)]
    return Forecast(
        tuple(
            MonthForecast(month, Money.sum((price for charged, price in charges if charged == month), currency))
            for month in months
        )
    )


def _charge_days(service: Service, after: date, last: date) -> Iterator[date]:
    day = next_attempt_on(service, after=after)
    while day is not None and day <= last:
        yield day
        service = service.attempted(day).renewed()
        day = next_attempt_on(service, after=day)
