"""SimplePay's side of the contract: a charge in three steps, and a signed notification."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from astra_billing.adapters.gateways.simplepay import SimplePay
from astra_billing.adapters.gateways.simplepay.signature import signature
from astra_billing.money import RUB, Money
from astra_billing.ports.payments import ChargeSaved, NotificationInput, RefundPayment
from tests.contracts.gateways.peer import KEY, PRICE, Wire

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from astra_billing.adapters.gateways.protocol import PaymentGateway
    from astra_billing.ports.payments import FailureReason


def notification(secret: str, amount: Money = PRICE, **more: str) -> NotificationInput:
    """A signed notification, as form fields."""
    fields = {
        "sp_outlet_id": "42",
        "sp_order_id": KEY,
        "sp_payment_id": "170",
        "sp_amount": f"{amount.amount:.2f}",
        "sp_result": "1",
        "sp_salt": "77178",
        **more,
    }
    signed = {**fields, "sp_sig": signature("result.php", fields, secret, "md5")}
    return NotificationInput("POST", body=urlencode(signed).encode())


class SimplePayPeer:
    """An outlet of SimplePay and its server."""

    name = "simplepay"
    secrets = ("simplepay_key_hidden", "simplepay_result_hidden")
    declines: Mapping[str, FailureReason] = {}  # no word for a decline is known; one is told by a notification

    def __init__(self) -> None:
        self._url = ""

    def gateway(self, base_url: str) -> PaymentGateway:
        """The outlet."""
        self._url = base_url.rstrip("/")
        return SimplePay(
            outlet_id="42",
            secret="simplepay_key_hidden",  # noqa: S106 - to be looked for
            result_secret="simplepay_result_hidden",  # noqa: S106 - as above
            result_url="https://shop.example/sp/result.php",
            base_url=f"{self._url}/sp/",
        )

    def paying(self) -> ChargeSaved:
        """A charge of a recurring profile."""
        return ChargeSaved(KEY, "10", PRICE, "Top-up")

    def refunding(self) -> RefundPayment:
        """A third of it back."""
        return RefundPayment("40018", "170", Money("200.00", RUB))

    def paid(self, amount: Money = PRICE) -> Sequence[Wire]:
        """A charge that is done at once, and its status."""
        status = {
            "sp_status": "ok",
            "sp_payment_id": "170",
            "sp_order_id": KEY,
            "sp_amount": f"{amount.amount:.2f}",
            "sp_currency": amount.currency.code,
            "sp_transaction_status": "EXECUTED",
        }
        return [Wire(json.dumps({"sp_status": "ok"}).encode()), Wire(json.dumps(status).encode())]

    def declined(self, code: str) -> Sequence[Wire]:
        """No answer that declines is known."""
        raise AssertionError(code)

    def notice(self, amount: Money = PRICE) -> NotificationInput:
        """A signed notification."""
        return notification("simplepay_result_hidden", amount)

    def forged(self) -> NotificationInput:
        """The same, signed by somebody else."""
        return notification("simplepay_result_guessed")
