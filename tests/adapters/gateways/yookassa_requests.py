"""Operations that between them use everything the adapter of YooKassa can write."""

from __future__ import annotations

from datetime import date

from astra_billing import RUB, Money, TaxRate
from astra_billing.adapters.gateways.yookassa import YooKassa
from astra_billing.ports.payments import (
    CancelPayment,
    ChargeSaved,
    FiscalContact,
    FiscalLine,
    FiscalReceipt,
    Operation,
    PaymentMode,
    PaymentSubject,
    RefundPayment,
    StartPayment,
    StartSaving,
)
from astra_billing.tax import WITHOUT_VAT

ID = "2a7834f6-0001-5000-a000-1da326e5e123"
PRICE = Money("620.00", RUB)
BACK = "https://shop.example/back"
CONTACT = FiscalContact(email="client@example.com", phone="+79991112233")
ADVANCE = FiscalReceipt.advance(PRICE, CONTACT, "Пополнение лицевого счета", on=date(2026, 1, 15))
LINES = FiscalReceipt(
    (
        FiscalLine("Сервер " * 30, Money("500.00", RUB), TaxRate("22")),
        FiscalLine("Лицензия", Money("120.00", RUB), WITHOUT_VAT, PaymentSubject.ANOTHER, PaymentMode.CREDIT_PAYMENT),
    ),
    FiscalContact(phone="+79991112233"),
)
OPERATIONS: dict[str, Operation] = {
    "redirect": StartPayment("k1", PRICE, BACK, "Top-up"),
    "redirect and save": StartPayment("k2", PRICE, BACK, "О" * 300, save_method=True, receipt=ADVANCE, payer_ref="a1"),
    "save": StartSaving("k3", BACK),
    "charge": ChargeSaved("k4", ID, PRICE, "Autopay 2026-11", receipt=LINES, payer_ip="203.0.113.7"),
    "plain charge": ChargeSaved("k5", ID, PRICE),
    "refund": RefundPayment("k6", ID, Money("200.00", RUB), "О" * 300),
    "refund with receipt": RefundPayment("k7", ID, PRICE, receipt=LINES),
    "cancel": CancelPayment("k8", ID),
}


def shop(base_url: str = "https://api.yookassa.ru/v3") -> YooKassa:
    """The shop of these tests, which takes test payments."""
    return YooKassa("123456", "test_secret", base_url=base_url, takes_test_payments=True)
