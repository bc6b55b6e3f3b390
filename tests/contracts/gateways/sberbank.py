"""Sberbank's side of the contract: an order, its payment, its status."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from astra_billing.adapters.gateways.sberbank import Sberbank, SharedKey
from astra_billing.adapters.gateways.sberbank.checksum import hmac_checksum, signed_text
from astra_billing.adapters.gateways.sberbank.codes import REASONS
from astra_billing.money import RUB, Money
from astra_billing.ports.payments import ChargeSaved, NotificationInput, RefundPayment
from tests.contracts.gateways.peer import KEY, PRICE, Wire

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from astra_billing.adapters.gateways.protocol import PaymentGateway
    from astra_billing.ports.payments import FailureReason

ID = "61351fbd-ac25-484f-b930-4d0ce4101ab7"
REGISTERED = {"orderId": ID, "formUrl": "https://3dsec.sberbank.ru/payment/merchants/shop/payment_ru.html"}
PROCESSED = {"errorCode": 0, "info": "Ваш платёж обработан, происходит переадресация..."}


def wire(said: dict[str, Any]) -> Wire:
    """A response with a JSON object."""
    return Wire(json.dumps(said, ensure_ascii=False).encode())


def order(status: int, amount: Money = PRICE, action: int = 0, **more: Any) -> dict[str, Any]:
    """An order as getOrderStatusExtended.do describes it."""
    units = int(amount.amount * 100)
    return {
        "errorCode": "0",
        "orderNumber": KEY,
        "orderStatus": status,
        "actionCode": action,
        "amount": units,
        "currency": amount.currency.number,
        "attributes": [{"name": "mdOrder", "value": ID}],
        "paymentAmountInfo": {"approvedAmount": units, "depositedAmount": units, "refundedAmount": 0},
        **more,
    }


def callback(key: str, **fields: str) -> NotificationInput:
    """A callback with its checksum."""
    said = {"mdOrder": ID, "orderNumber": KEY, "operation": "deposited", "status": "1", **fields}
    checksum = hmac_checksum(signed_text(said), key.encode())
    return NotificationInput("GET", query=urlencode({**said, "checksum": checksum}))


class SberbankPeer:
    """A shop at Sberbank and the bank's server."""

    name = "sberbank"
    secrets = ("sber_password_hidden", "sber_callback_hidden")
    declines: Mapping[str, FailureReason] = {str(code): reason for code, reason in REASONS.items()}

    def gateway(self, base_url: str) -> PaymentGateway:
        """The shop."""
        return Sberbank(
            url=f"{base_url.rstrip('/')}/payment/rest/",
            user="T7701-api",
            password="sber_password_hidden",  # noqa: S106 - to be looked for
            site_url="https://shop.example/",
            callback_check=SharedKey("sber_callback_hidden"),
        )

    def paying(self) -> ChargeSaved:
        """A charge of a binding."""
        return ChargeSaved(KEY, "555555", PRICE, "Top-up", payer_ip="203.0.113.5")

    def refunding(self) -> RefundPayment:
        """A third of it back; what went back before takes the place of a key."""
        return RefundPayment("40017-r1", ID, Money("200.00", RUB), refunded_before=Money.zero(RUB))

    def paid(self, amount: Money = PRICE) -> Sequence[Wire]:
        """An order that is registered, tried and paid."""
        return [wire(REGISTERED), wire(PROCESSED), wire(order(2, amount))]

    def declined(self, code: str) -> Sequence[Wire]:
        """An order that was declined: only its status tells."""
        return [wire(REGISTERED), wire(PROCESSED), wire(order(6, action=int(code)))]

    def notice(self, amount: Money = PRICE) -> NotificationInput:  # noqa: ARG002 - a callback names no amount
        """A callback that proves itself, and says what to ask all the same."""
        return callback("sber_callback_hidden")

    def forged(self) -> NotificationInput:
        """The same, signed by somebody else."""
        return callback("sber_callback_guessed")
