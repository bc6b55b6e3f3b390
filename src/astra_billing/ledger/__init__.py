"""What was spent, what was paid, which payment paid which expense, and the invoices and acts over them."""

from __future__ import annotations

from astra_billing.ledger.act import Act
from astra_billing.ledger.contract import Contract
from astra_billing.ledger.coverage import Coverage, Part, cover
from astra_billing.ledger.expense import Expense
from astra_billing.ledger.invoice import Invoice, InvoiceStatus, amount_to_pay, number_text
from astra_billing.ledger.payment import ADVANCE, Payment, PaymentStatus, Purpose, PurposeKind, Refund

__all__ = [
    "ADVANCE",
    "Act",
    "Contract",
    "Coverage",
    "Expense",
    "Invoice",
    "InvoiceStatus",
    "Part",
    "Payment",
    "PaymentStatus",
    "Purpose",
    "PurposeKind",
    "Refund",
    "amount_to_pay",
    "cover",
    "number_text",
]
