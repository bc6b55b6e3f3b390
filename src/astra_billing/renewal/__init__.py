"""Automatic renewals: when they are tried, what is coming, what a customer is told beforehand (R82-R87)."""

from __future__ import annotations

from astra_billing.renewal.attempts import DAY, LEAD_DAYS, first_attempt_on, lead_days, next_attempt_on
from astra_billing.renewal.charges import charge_after, charge_days
from astra_billing.renewal.plan import RenewalPlan, RenewalRow, upcoming
from astra_billing.renewal.preview import RenewalPreview, Rhythm, preview

__all__ = [
    "DAY",
    "LEAD_DAYS",
    "RenewalPlan",
    "RenewalPreview",
    "RenewalRow",
    "Rhythm",
    "charge_after",
    "charge_days",
    "first_attempt_on",
    "lead_days",
    "next_attempt_on",
    "preview",
    "upcoming",
]
