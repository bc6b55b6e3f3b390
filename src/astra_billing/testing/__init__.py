"""What users of the library need in their own tests; hypothesis is imported here and nowhere else."""

from __future__ import annotations

from astra_billing.testing.money import currencies, moneys, tax_rates, taxed_amounts
from astra_billing.testing.payers import corrupted_payer_drafts, payer_drafts, payers
from astra_billing.testing.requisites import accounts_with_bik, inns

__all__ = [
    "accounts_with_bik",
    "corrupted_payer_drafts",
    "currencies",
    "inns",
    "moneys",
    "payer_drafts",
    "payers",
    "tax_rates",
    "taxed_amounts",
]
