"""
A 54-FZ receipt in YooKassa's words.

Codes of VAT: yookassa.ru/developers/54fz/parameters-values; 11 and 12 are those of 22 % from 2026.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.adapters.gateways.amounts import to_text
from astra_billing.ports.payments import InvalidRequest, PaymentMode, PaymentSubject

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.yookassa.settings import Shop
    from astra_billing.ports.payments import FiscalLine, FiscalReceipt

VAT_CODES: Final = {
    "without_vat": 1,
    "vat_0": 2,
    "vat_10": 3,
    "vat_20": 4,
    "vat_10_110": 5,
    "vat_20_120": 6,
    "vat_5": 7,
    "vat_7": 8,
    "vat_5_105": 9,
    "vat_7_107": 10,
    "vat_22": 11,
    "vat_22_122": 12,
}
SUBJECTS: Final = {each: each.name.lower() for each in PaymentSubject}
MODES: Final = {each: each.name.lower() for each in PaymentMode}
_LONGEST_TITLE = 128


def receipt_of(shop: Shop, receipt: FiscalReceipt) -> dict[str, object]:
    """
    The receipt as the API takes it.

    Raises:
        InvalidRequest: a line has a rate that has no code, such as 18 %, which ended in 2018.
    """
    contact = receipt.contact
    customer = {name: text for name, text in (("email", contact.email), ("phone", contact.phone.lstrip("+"))) if text}
    written: dict[str, object] = {"customer": customer, "items": [_item(shop, line) for line in receipt.lines]}
    if shop.tax_system_code is not None:
        written["tax_system_code"] = shop.tax_system_code
    return written


def _item(shop: Shop, line: FiscalLine) -> dict[str, object]:
    code = VAT_CODES.get(line.rate.code)
    if code is None:
        raise InvalidRequest(shop.name, text=f"it has no code for the rate {line.rate.code}")
    return {
        "description": line.title[:_LONGEST_TITLE],
        "quantity": 1,
        "measure": "piece",
        "amount": {"value": to_text(line.amount), "currency": line.amount.currency.code},
        "vat_code": code,
        "payment_subject": SUBJECTS[line.subject],
        "payment_mode": MODES[line.mode],
    }
