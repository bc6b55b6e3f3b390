"""What was spent, what was paid, which payment paid which expense, and the invoices of the 1st."""

from __future__ import annotations

from astra_billing.ledger.coverage import Coverage, Part, cover
from astra_billing.ledger.expense import Expense
from astra_billing.ledger.invoice import Invoice, InvoiceStatus, amount_to_pay, number_text
from astra_billing.ledger.payment import Payment

__all__ = [
    "Coverage",
    "Expense",
    "Invoice",
    "InvoiceStatus",
    "Part",
    "Payment",
    "amount_to_pay",
    "cover",
    "number_text",
]
