"""PayMaster's side of the contract, REST v2."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from astra_billing.adapters.gateways.paymaster import PayMaster
from astra_billing.adapters.gateways.paymaster.codes import REASONS
from astra_billing.adapters.gateways.reading import json_bytes
from astra_billing.money import RUB, Money
from astra_billing.ports.payments import ChargeSaved, NotificationInput, RefundPayment
from tests.contracts.gateways.peer import KEY, PRICE, Wire

if TYPE_CHECKING:
    from collections.abc import Sequence

    from astra_billing.adapters.gateways.protocol import PaymentGateway

ID = "12769"
MERCHANT = "96e809e9-8bce-40fd-86cb-d34db39b4668"


def payment(status: str, amount: Money = PRICE, **more: Any) -> dict[str, Any]:
    """A payment as the API describes it."""
    return {
        "id": ID,
        "created": "2026-01-15T08:20:00Z",
        "testMode": False,
        "status": status,
        "merchantId": MERCHANT,
        "amount": {"value": amount.amount, "currency": amount.currency.code},
        "invoice": {"description": "Top-up", "orderNo": KEY},
        "paymentData": {"paymentMethod": "BankCard", "paymentInstrumentTitle": "410000XXXXXXX0000"},
        **more,
    }


class PayMasterPeer:
    """A merchant of PayMaster and its server."""

    name = "paymaster"
    secrets = ("paymaster_token_hidden",)
    declines = REASONS

    def gateway(self, base_url: str) -> PaymentGateway:
        """The merchant."""
        return PayMaster(
            merchant_id=MERCHANT,
            token="paymaster_token_hidden",  # noqa: S106 - to be looked for
            base_url=base_url.rstrip("/"),
        )

    def paying(self) -> ChargeSaved:
        """A charge of a token."""
        return ChargeSaved(KEY, "tok-1", PRICE, "Top-up")

    def refunding(self) -> RefundPayment:
        """A third of it back."""
        return RefundPayment("40017-r1", ID, Money("200.00", RUB))

    def paid(self, amount: Money = PRICE) -> Sequence[Wire]:
        """A payment that was settled."""
        return [Wire(json_bytes(payment("Settled", amount)))]

    def declined(self, code: str) -> Sequence[Wire]:
        """A payment that was rejected."""
        return [Wire(json_bytes(payment("Rejected", resultCode=code)))]

    def notice(self, amount: Money = PRICE) -> NotificationInput:
        """The payment itself, with the byte order mark that real ones may begin with."""
        return NotificationInput("POST", body=b"\xef\xbb\xbf" + json_bytes(payment("Settled", amount)))

    def forged(self) -> NotificationInput:
        """The payment of another merchant."""
        said = {**payment("Settled"), "amount": {"value": 620, "currency": "RUB"}, "merchantId": "another"}
        return NotificationInput("POST", body=json.dumps(said).encode())
