"""What users of the library need in their own tests; hypothesis is imported here and nowhere else."""

from __future__ import annotations

from astra_billing.testing.gateway import (
    LATE,
    MISCONFIGURED,
    NOT_SUBMITTED,
    UNKNOWN_DONE,
    UNKNOWN_NOT_DONE,
    YES,
    Decline,
    Say,
    ScriptedGateway,
)
from astra_billing.testing.money import currencies, moneys, tax_rates, taxed_amounts
from astra_billing.testing.orders import carts, configurations, discounts, parameters, tariffs
from astra_billing.testing.page import PaymentPage
from astra_billing.testing.payers import corrupted_payer_drafts, payer_drafts, payers
from astra_billing.testing.requisites import accounts_with_bik, corrupted, corrupted_beside_bik, inns

__all__ = [
    "LATE",
    "MISCONFIGURED",
    "NOT_SUBMITTED",
    "UNKNOWN_DONE",
    "UNKNOWN_NOT_DONE",
    "YES",
    "Decline",
    "PaymentPage",
    "Say",
    "ScriptedGateway",
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
