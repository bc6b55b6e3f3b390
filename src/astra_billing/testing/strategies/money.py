"""
Hypothesis strategies for money, currencies and taxed amounts.

    >>> from hypothesis import find
    >>> from astra_billing.money import RUB
    >>> find(moneys(RUB, places=2), lambda money: money.is_positive).currency
    RUB
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from astra_billing.money import RUB, Currency, Money
from astra_billing.tax import WITHOUT_VAT, TaxedAmount, TaxRate

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_RATES = (*map(TaxRate, ("22", "20", "18", "10", "7", "5", "0")), WITHOUT_VAT)
_MOST_UNITS = 10**14
_PLACES = 6


def currencies(*, own: bool = True) -> SearchStrategy[Currency]:
    """Currencies of ISO 4217, current and withdrawn, and unless `own` is False some that nobody has heard of."""
    standard = st.sampled_from(Currency.standard())
    if not own:
        return standard
    made = st.builds(Currency, st.sampled_from(("BONUS", "POINTS", "X1")), digits=st.integers(0, 8))
    return st.one_of(standard, made)


def moneys(
    currency: Currency | SearchStrategy[Currency] = RUB,
    *,
    places: int | None = None,
    low: int = -_MOST_UNITS,
    high: int = _MOST_UNITS,
) -> SearchStrategy[Money]:
    """
    Amounts of a currency, or of one that another strategy draws.

    Args:
        currency: a currency or a strategy for it.
        places: the number of decimals; by default any from 0 to 6, so that four-decimal charges are common.
        low: the smallest number of units of the last decimal.
        high: the largest one.
    """
    drawn = st.just(currency) if isinstance(currency, Currency) else currency
    scale = st.integers(0, _PLACES) if places is None else st.just(places)
    return st.builds(
        lambda units, digits, of: Money(Decimal(units).scaleb(-digits), of), st.integers(low, high), scale, drawn
    )


def tax_rates() -> SearchStrategy[TaxRate]:
    """The rates of Russian VAT, "without VAT" and the computed ones of advances included."""
    return st.sampled_from([*_RATES, *(rate.computed() for rate in _RATES if rate.percent)])


def taxed_amounts(
    currency: Currency | SearchStrategy[Currency] = RUB, *, rate: TaxRate | SearchStrategy[TaxRate] | None = None
) -> SearchStrategy[TaxedAmount]:
    """Gross amounts with their tax, by a given rate or by any."""
    rates = tax_rates() if rate is None else st.just(rate) if isinstance(rate, TaxRate) else rate
    return st.builds(lambda gross, by: by.inclusive(gross), moneys(currency), rates)
