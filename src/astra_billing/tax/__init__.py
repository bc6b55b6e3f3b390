"""
Tax: `TaxRate`, `TaxedAmount`, whole documents with `tax_lines`, dated rates with `vat`.

    >>> from astra_billing.money import RUB, Money
    >>> [line.tax for line in tax_lines([Money("21.3464", RUB), Money("22.4137", RUB)], TaxRate("20"))]
    [Money('3.56', RUB), Money('3.73', RUB)]
"""

from __future__ import annotations

from astra_billing.tax.amount import WITHOUT_VAT, Side, TaxedAmount, TaxRate
from astra_billing.tax.faults import NoRateInForce, TaxDoesNotAddUp, UntaxedComparison
from astra_billing.tax.lines import tax_lines
from astra_billing.tax.schedule import VatSchedule, vat

__all__ = [
    "WITHOUT_VAT",
    "NoRateInForce",
    "Side",
    "TaxDoesNotAddUp",
    "TaxRate",
    "TaxedAmount",
    "UntaxedComparison",
    "VatSchedule",
    "tax_lines",
    "vat",
]
