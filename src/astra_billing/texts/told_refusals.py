"""The sentences of refusals."""

from __future__ import annotations

from typing import Final

REFUSALS: Final = {
    "told.Refused": ("Отказ: {reason}", "Refused: {reason}"),
    "told.Refused.operation": (
        "Отказ в операции «{operation}» на {price}: {reason}",
        "{operation} for {price} is refused: {reason}",
    ),
    "told.Refused.service": (
        "Отказ: услуга «{service}» в состоянии «{state}»",
        "Refused: service {service} is in the state “{state}”",
    ),
    "told.Refused.invoice": ("Отказ: счет {invoice} уже погашен", "Refused: invoice {invoice} is settled already"),
    "told.Refused.term": (
        "Отказ: услуга «{service}» не продается на срок {term}",
        "Refused: service {service} is not sold for {term}",
    ),
    "told.Refused.payment": (
        "Отказ: платеж {payment} в статусе «{status}»",
        "Refused: payment {payment} is in the status “{status}”",
    ),
    "told.Refused.payer": ("Отказ: {reason}; плательщик {payer}", "Refused: {reason}; payer {payer}"),
    "told.Refused.locked": (
        "Отказ: {reason}; плательщик {owners}, акты {acts}",
        "Refused: {reason}; payer {owners}, acts {acts}",
    ),
    "told.Refused.amount": ("Отказ: {reason}; сумма {amount}", "Refused: {reason}; the amount is {amount}"),
}
"""Each sentence with its facts as blanks: (Russian, English)."""
