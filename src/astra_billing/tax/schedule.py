"""
`VatSchedule`: which rate is in force on which date; `vat` is the Russian one.

The rate follows the date of supply:

    >>> from datetime import date
    >>> from astra_billing.money import RUB, Money
    >>> [str(vat.rate_on(date(year, 6, 1))) for year in (2018, 2019, 2025, 2026)]
    ['18 %', '20 %', '20 %', '22 %']
    >>> vat.inclusive(Money("1220.00", RUB), on=date(2026, 1, 1)).tax
    Money('220.00', RUB)

An advance is taxed on the day it is received, by the computed rate:

    >>> str(vat.advance_rate_on(date(2025, 12, 31)))
    '20/120'
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from astra_billing.money import Money, Rounding
from astra_billing.tax.amount import TaxedAmount, TaxRate
from astra_billing.tax.faults import NoRateInForce


@frozen
class VatSchedule:
    """
    Rates with the first day each is in force, in the order of time.

    Attributes:
        rates: pairs of first day and rate, oldest first; each holds until the next.
    """

    rates: tuple[tuple[date, TaxRate], ...]

    def rate_on(self, on: date) -> TaxRate:
        """
        The main rate for a supply on a date.

        Raises:
            NoRateInForce: the date is before the first rate.
        """
        for since, rate in reversed(self.rates):
            if since <= on:
                return rate
        raise NoRateInForce(on, first=self.rates[0][0] if self.rates else None, last=None)

    def advance_rate_on(self, on: date) -> TaxRate:
        """The computed rate for an advance received on a date."""
        return self.rate_on(on).computed()

    def inclusive(self, gross: Money, *, on: date, rounding: Rounding = Rounding.HALF_UP) -> TaxedAmount:
        """Tax inside a price for a supply on a date."""
        return self.rate_on(on).inclusive(gross, rounding=rounding)

    def exclusive(self, net: Money, *, on: date, rounding: Rounding = Rounding.HALF_UP) -> TaxedAmount:
        """Tax on top of a price for a supply on a date."""
        return self.rate_on(on).exclusive(net, rounding=rounding)


vat = VatSchedule(
    (
        (date(2004, 1, 1), TaxRate("18")),
        (date(2019, 1, 1), TaxRate("20")),
        (date(2026, 1, 1), TaxRate("22")),
    )
)
"""Russian VAT, main rate: 18 % to 2018, 20 % to 2025, 22 % from 2026."""
