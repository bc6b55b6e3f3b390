"""What a customer pays with: what the provider offers, what was saved, what a payment costs (R54, R55, R74-R79)."""

from __future__ import annotations

from astra_billing.methods.commission import Cashback, Commission
from astra_billing.methods.limits import AmountRefusal
from astra_billing.methods.listing import MethodList, MethodRow, method_list
from astra_billing.methods.offer import PaymentMethod, PaymentQuote
from astra_billing.methods.saved import BALANCE, MethodStatus, SavedMethod

__all__ = [
    "BALANCE",
    "AmountRefusal",
    "Cashback",
    "Commission",
    "MethodList",
    "MethodRow",
    "MethodStatus",
    "PaymentMethod",
    "PaymentQuote",
    "SavedMethod",
    "method_list",
]
