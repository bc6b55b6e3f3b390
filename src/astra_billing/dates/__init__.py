"""Calendar dates of billing: months, half-open periods, anchors and terms."""

from __future__ import annotations

from astra_billing.dates.anchor import Anchor, InShortMonth
from astra_billing.dates.month import Month
from astra_billing.dates.period import Period
from astra_billing.dates.term import Term, Unit

__all__ = ["Anchor", "InShortMonth", "Month", "Period", "Term", "Unit"]
