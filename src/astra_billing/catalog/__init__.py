"""
What a provider sells, and what it costs until the first renewal.

    >>> from datetime import date
    >>> ProductKind("domain")
    <ProductKind.DOMAIN: 'domain'>
    >>> FirstPeriod.aligned(date(2026, 7, 17), pro_rata_day=15).renews_on.isoformat()
    '2026-09-01'
"""

from __future__ import annotations

from astra_billing.catalog.first_period import FirstPeriod, FirstPeriodQuote
from astra_billing.catalog.kinds import ProductKind

__all__ = ["FirstPeriod", "FirstPeriodQuote", "ProductKind"]
