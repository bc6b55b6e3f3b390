"""
Billing rules of a cloud provider's portal: exact money, dated tax, credit calendars, renewals.

    >>> from datetime import date
    >>> from astra_billing import Money, RUB, vat
    >>> vat.inclusive(Money("250.00", RUB), on=date(2024, 3, 20)).tax
    Money('41.67', RUB)
"""

from __future__ import annotations

from astra_billing.money import EUR, RUB, USD, Currency, Money, Rounding, allocate
from astra_billing.tax import TaxedAmount, TaxRate, tax_lines, vat

__all__ = [
    "EUR",
    "RUB",
    "USD",
    "Currency",
    "Money",
    "Rounding",
    "TaxRate",
    "TaxedAmount",
    "allocate",
    "tax_lines",
    "vat",
]
