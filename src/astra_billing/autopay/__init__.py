"""Automatic payments: what the months will cost, the cap, when to top up and by how much (R56-R60)."""

from __future__ import annotations

from astra_billing.autopay.cap import CapPart, CapUse
from astra_billing.autopay.forecast import Forecast, ForecastLine, MonthForecast, forecast, recommended_cap
from astra_billing.autopay.settings import (
    NOTICE_DAYS,
    AutopayReason,
    AutopaySettings,
    OverCap,
    choosable,
    setup_refusal,
)
from astra_billing.autopay.shortage import Shortage, month_need, shortage
from astra_billing.autopay.top_up import (
    AutopayRefused,
    ToldRefusal,
    TopUpPlan,
    check_days,
    next_check_on,
    plan_top_up,
)

__all__ = [
    "NOTICE_DAYS",
    "AutopayReason",
    "AutopayRefused",
    "AutopaySettings",
    "CapPart",
    "CapUse",
    "Forecast",
    "ForecastLine",
    "MonthForecast",
    "OverCap",
    "Shortage",
    "ToldRefusal",
    "TopUpPlan",
    "check_days",
    "choosable",
    "forecast",
    "month_need",
    "next_check_on",
    "plan_top_up",
    "recommended_cap",
    "setup_refusal",
    "shortage",
]
