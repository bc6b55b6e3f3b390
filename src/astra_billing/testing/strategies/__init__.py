"""
Hypothesis strategies for the values of the library; hypothesis is imported here and nowhere else.

    >>> from hypothesis import find
    >>> from astra_billing.money import RUB, Money
    >>> find(moneys(RUB, places=2), lambda money: money > Money("1", RUB))
    Money('1.01', RUB)
"""

from __future__ import annotations

from astra_billing.testing.strategies.money import currencies, moneys, tax_rates, taxed_amounts
from astra_billing.testing.strategies.orders import carts, configurations, discounts, parameters, tariffs
from astra_billing.testing.strategies.payers import corrupted_payer_drafts, payer_drafts, payers
from astra_billing.testing.strategies.requisites import accounts_with_bik, corrupted, corrupted_beside_bik, inns

__all__ = [
    "accounts_with_bik",
    "carts",
    "configurations",
    "corrupted",
    "corrupted_beside_bik",
    "corrupted_payer_drafts",
    "currencies",
    "discounts",
    "inns",
    "moneys",
    "parameters",
    "payer_drafts",
    "payers",
    "tariffs",
    "tax_rates",
    "taxed_amounts",
]
