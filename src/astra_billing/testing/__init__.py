"""What users of the library need in their own tests; hypothesis is imported here and nowhere else."""

from __future__ import annotations

from astra_billing.testing.money import currencies, moneys, tax_rates, taxed_amounts

__all__ = ["currencies", "moneys", "tax_rates", "taxed_amounts"]
