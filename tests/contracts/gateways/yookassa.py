"""YooKassa's side of the contract."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from attrs import evolve

from astra_billing.adapters.gateways.yookassa import YooKassa
from astra_billing.adapters.gateways.yookassa.codes import REASONS
from astra_billing.money import RUB, Money
from astra_billing.ports.payments import ChargeSaved, NotificationInput, RefundPayment
from tests.contracts.gateways.peer import KEY, PRICE, Wire

if TYPE_CHECKING:
    from collections.abc import Sequence

    from astra_billing.adapters.gateways.protocol import PaymentGateway

ID = "2a7834f6-0001-5000-a000-1da326e5e123"


def payment(status: str, amount: Money = PRICE, **more: Any) -> dict[str, Any]:
    """A payment as the API describes it."""
    return {
        "id": ID,
        "status": status,
        "paid": status == "succeeded",
        "amount": {"value": f"{amount.amount:.2f}", "currency": amount.currency.code},
        "recipient": {"account_id": "123456", "gateway_id": "654321"},
        "created_at": "2026-01-15T10:00:00.000Z",
        "metadata": {"own_key": KEY},
        "test": False,
        "refundable": False,
        **more,
    }


class YooKassaPeer:
    """A shop of YooKassa and its server."""

    name = "yookassa"
    secrets = ("live_yookassa_secret", "MTIzNDU2OmxpdmVfeW9va2Fzc2Ffc2VjcmV0")
    declines = REASONS

    def gateway(self, base_url: str) -> PaymentGateway:
        """The shop."""
        return YooKassa("123456", "live_yookassa_secret", base_url=base_url)

    def paying(self) -> ChargeSaved:
        """A charge of a saved method."""
        return ChargeSaved(KEY, ID, PRICE, "Top-up")

    def refunding(self) -> RefundPayment:
        """A third of it back."""
        return RefundPayment("40017-r1", ID, Money("200.00", RUB))

    def paid(self, amount: Money = PRICE) -> Sequence[Wire]:
        """A payment that succeeded."""
        return [Wire(json.dumps(payment("succeeded", amount)).encode())]

    def declined(self, code: str) -> Sequence[Wire]:
        """A payment that was cancelled."""
        details = {"party": "payment_network", "reason": code}
        return [Wire(json.dumps(payment("canceled", cancellation_details=details)).encode())]

    def notice(self, amount: Money = PRICE) -> NotificationInput:
        """A notification from one of the vendor's networks."""
        said = {"type": "notification", "event": "payment.succeeded", "object": payment("succeeded", amount)}
        return NotificationInput("POST", (), json.dumps(said).encode(), source_ip="185.71.76.5")

    def forged(self) -> NotificationInput:
        """The same from elsewhere."""
        return evolve(self.notice(), source_ip="203.0.113.9")
