"""
What a provider sells, with what settings, and what it costs: at once, until the first renewal and from then on.

    >>> from datetime import date
    >>> from astra_billing.dates import Term
    >>> from astra_billing.money import RUB, Money
    >>> month = Term.parse("1 month")
    >>> dns = Tariff("8558", "DNS", ProductKind.HOSTING, {month: Money("250.00", RUB)})
    >>> quote(Configuration(dns, month), date(2024, 2, 21)).tax
    Money('41.67', RUB)
    >>> FirstPeriod.aligned(date(2026, 7, 17), pro_rata_day=15).renews_on.isoformat()
    '2026-09-01'
"""

from __future__ import annotations

from astra_billing.catalog.configuration import Configuration, configuration_faults
from astra_billing.catalog.faults import ConfigurationFault, ConfigurationFaults
from astra_billing.catalog.first_period import FirstPeriod, FirstPeriodQuote, aligned_end
from astra_billing.catalog.kinds import Opening, ProductKind, TaxMode
from astra_billing.catalog.parameter import Choice, Option, Parameter
from astra_billing.catalog.quoting import Quote, QuoteLine, quote
from astra_billing.catalog.tariff import Tariff

__all__ = [
    "Choice",
    "Configuration",
    "ConfigurationFault",
    "ConfigurationFaults",
    "FirstPeriod",
    "FirstPeriodQuote",
    "Opening",
    "Option",
    "Parameter",
    "ProductKind",
    "Quote",
    "QuoteLine",
    "Tariff",
    "TaxMode",
    "aligned_end",
    "configuration_faults",
    "quote",
]
