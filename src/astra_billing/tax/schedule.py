"""
`VatSchedule`: which rates are in force on which date; `vat` is the Russian one.

The rate follows the date of supply:

    >>> from astra_billing.money import RUB, Money
    >>> [str(vat.rate_on(date(year, 6, 1))) for year in (2018, 2019, 2025, 2026)]
    ['18 %', '20 %', '20 %', '22 %']
    >>> vat.inclusive(Money("1220.00", RUB), on=date(2026, 1, 1)).tax
    Money('220.00', RUB)

An advance is taxed on the day it is received, by the computed rate:

    >>> str(vat.advance_rate_on(date(2025, 12, 31))), str(vat.rate_on(date(2026, 1, 1), "reduced"))
    ('20/120', '10 %')

The odd case: a date before the history begins.

    >>> vat.rate_on(date(2003, 12, 31))
    Traceback (most recent call last):
    astra_billing.tax.faults.NoRateInForce: no standard rate is known for 2003-12-31; it starts on 2004-01-01: ...
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import field, frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import Money, Rounding, notebook
from astra_billing.tax.faults import NoRateInForce
from astra_billing.tax.rate import WITHOUT_VAT, TaxRate

if TYPE_CHECKING:
    from astra_billing.tax.amount import TaxedAmount

STANDARD = "standard"


@frozen
class DatedRate:
    """
    A rate and the days it is in force.

    Attributes:
        since: the first day.
        rate: the rate.
        kind: which of the rates in force on one day it is: "standard", "reduced", "zero", "exempt" and so on.
        until: the last day; None while the next rate of the kind has not taken over.
    """

    since: date
    rate: TaxRate
    kind: str = STANDARD
    until: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Whether the day lies between the first and the last day, both included."""
        return self.since <= on and (self.until is None or on <= self.until)

    def to_records(self) -> list[dict[str, str]]:
        """One record: kind, code of the rate, first and last day, empty where open."""
        days = {"since": str(self.since), "until": str(self.until or "")}
        return [{"kind": self.kind, "rate": self.rate.code, **days}]

    def _repr_html_(self) -> str:
        return notebook.table(self.to_records())


@frozen
class VatSchedule:
    """
    The rates of a country in the order of time.

    Attributes:
        rates: oldest first; each holds until its last day or until the next of its kind.

    Raises:
        InvalidValue: the rates of a kind are not in the order of time.
    """

    rates: tuple[DatedRate, ...] = field()

    @rates.validator
    def _in_order(self, _: object, rates: tuple[DatedRate, ...]) -> None:
        for kind in {dated.kind for dated in rates}:
            days = [dated.since for dated in rates if dated.kind == kind]
            if days != sorted(set(days)):
                raise InvalidValue(days, expected="an order of time", fix=f"list each {kind} rate once, oldest first")

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind of rate, in the order they first appear."""
        return tuple(dict.fromkeys(dated.kind for dated in self.rates))

    def rate_on(self, on: date, kind: str = STANDARD) -> TaxRate:
        """
        The rate of a kind for a supply on a date.

        Raises:
            NoRateInForce: none is; the error says which days are known.
        """
        known = [dated for dated in self.rates if dated.kind == kind]
        for dated in reversed(known):
            if dated.since <= on:
                if dated.is_in_force(on):
                    return dated.rate
                break
        first, last = (known[0].since, known[-1].until) if known else (None, None)
        raise NoRateInForce(on, kind=kind, first=first, last=last)

    def advance_rate_on(self, on: date, kind: str = STANDARD) -> TaxRate:
        """The computed rate for an advance received on a date."""
        return self.rate_on(on, kind).computed()

    def to_records(self) -> list[dict[str, str]]:
        """One record per dated rate: kind, code of the rate, first and last day, empty where open."""
        return [record for dated in self.rates for record in dated.to_records()]

    def _repr_html_(self) -> str:
        return notebook.table(self.to_records())

    def inclusive(
        self, gross: Money, *, on: date, kind: str = STANDARD, rounding: Rounding = Rounding.HALF_UP
    ) -> TaxedAmount:
        """Tax inside a price for a supply on a date."""
        return self.rate_on(on, kind).inclusive(gross, rounding=rounding)

    def exclusive(
        self, net: Money, *, on: date, kind: str = STANDARD, rounding: Rounding = Rounding.HALF_UP
    ) -> TaxedAmount:
        """Tax on top of a price for a supply on a date."""
        return self.rate_on(on, kind).exclusive(net, rounding=rounding)


_START = date(2004, 1, 1)
_SIMPLIFIED = date(2025, 1, 1)

vat = VatSchedule(
    (
        DatedRate(_START, TaxRate("18")),
        DatedRate(date(2019, 1, 1), TaxRate("20")),
        DatedRate(date(2026, 1, 1), TaxRate("22")),
        DatedRate(_START, TaxRate("10"), "reduced"),
        DatedRate(_START, TaxRate("0"), "zero"),
        DatedRate(_START, WITHOUT_VAT, "exempt"),
        DatedRate(_SIMPLIFIED, TaxRate("5"), "simplified 5"),
        DatedRate(_SIMPLIFIED, TaxRate("7"), "simplified 7"),
    )
)
"""
Russian VAT: 18 % to 2018, 20 % to 2025 (law 303-FZ), 22 % from 2026 (law 425-FZ); 10 %, 0 %, exempt; 5 and 7 %
of sellers under the simplified system from 2025.
"""
