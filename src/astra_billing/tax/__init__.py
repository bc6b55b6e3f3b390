"""
Tax: `TaxRate`, `TaxedAmount`, whole documents with `tax_lines`, dated rates with `vat`.

    >>> from astra_billing.money import RUB, Money
    >>> [line.tax for line in tax_lines([Money("21.3464", RUB), Money("22.4137", RUB)], TaxRate("20"))]
    [Money('3.56', RUB), Money('3.73', RUB)]
"""

from __future__ import annotations

from astra_billing.tax.advances import SettledAdvances, settle_advances
from astra_billing.tax.amount import Rate, Side, TaxedAmount
from astra_billing.tax.document import DocumentLine, TaxedDocument, TaxStep
from astra_billing.tax.faults import NoRateInForce, RateUnknown, TaxDoesNotAddUp, UntaxedComparison
from astra_billing.tax.lines import TaxMethod, tax_lines
from astra_billing.tax.rate import WITHOUT_VAT, TaxRate
from astra_billing.tax.schedule import DatedRate, VatSchedule, vat

__all__ = [
    "WITHOUT_VAT",
    "DatedRate",
    "DocumentLine",
    "NoRateInForce",
    "Rate",
    "RateUnknown",
    "SettledAdvances",
    "Side",
    "TaxDoesNotAddUp",
    "TaxMethod",
    "TaxRate",
    "TaxStep",
    "TaxedAmount",
    "TaxedDocument",
    "UntaxedComparison",
    "VatSchedule",
    "settle_advances",
    "tax_lines",
    "vat",
]
