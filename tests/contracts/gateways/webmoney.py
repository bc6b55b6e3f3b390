"""WebMoney's side of the contract: the question of interface X18, and the notice with its hash."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from astra_billing.adapters.gateways.webmoney import WebMoney
from astra_billing.adapters.gateways.webmoney.hashes import form_hash
from astra_billing.ports.payments import FetchPayment, NotificationInput
from tests.contracts.gateways.peer import KEY, PRICE, Wire

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from astra_billing.adapters.gateways.protocol import PaymentGateway
    from astra_billing.money import Money
    from astra_billing.ports.payments import FailureReason

PURSE = "P123428476799"
LETTERS = {"RUB": "P", "USD": "Z"}


def notice(secret: str, amount: Money = PRICE, **more: str) -> NotificationInput:
    """A notice after a payment."""
    fields = {
        "LMI_MODE": "0",
        "LMI_PAYEE_PURSE": PURSE,
        "LMI_PAYMENT_AMOUNT": f"{amount.amount:.2f}",
        "LMI_PAYMENT_NO": KEY,
        "LMI_PAYER_WM": "404521188333",
        "LMI_PAYER_PURSE": "P366393600555",
        "LMI_SYS_INVS_NO": "897",
        "LMI_SYS_TRANS_NO": "892",
        "LMI_SYS_TRANS_DATE": "20261123 01:00:00",
        **more,
    }
    return NotificationInput(
        "POST", body=urlencode({**fields, "LMI_HASH": form_hash(fields, secret, "sha256")}).encode()
    )


class WebMoneyPeer:
    """A merchant of WebMoney and its server."""

    name = "webmoney"
    secrets = ("webmoney_key_hidden",)
    declines: Mapping[str, FailureReason] = {}  # the customer tries until it works, or leaves

    def gateway(self, base_url: str) -> PaymentGateway:
        """The merchant."""
        return WebMoney(
            purse=PURSE,
            secret="webmoney_key_hidden",  # noqa: S106 - to be looked for
            wmid="404521188333",
            status_url=f"{base_url.rstrip('/')}/conf/xml/XMLTransGet.asp",
        )

    def paying(self) -> FetchPayment:
        """The question how a payment stands: nothing is sent to start one."""
        return FetchPayment(own_key=KEY, expected=PRICE)

    def refunding(self) -> None:
        """Refunds need WMSigner."""

    def paid(self, amount: Money = PRICE) -> Sequence[Wire]:
        """A payment that was done."""
        body = (
            '<?xml version="1.0" encoding="windows-1251"?><merchant.response>'
            '<operation wmtransid="892" wminvoiceid="897">'
            f"<amount>{amount.amount:.2f}</amount><operdate>20261123 01:00:00</operdate>"
            f"<pursefrom>{LETTERS[amount.currency.code]}366393600555</pursefrom>"
            "</operation><retval>0</retval><retdesc></retdesc></merchant.response>"
        )
        return [Wire(body.encode())]

    def declined(self, code: str) -> Sequence[Wire]:
        """There are no declines."""
        raise AssertionError(code)

    def notice(self, amount: Money = PRICE) -> NotificationInput:
        """A notice with its hash."""
        return notice("webmoney_key_hidden", amount)

    def forged(self) -> NotificationInput:
        """The same, hashed by somebody else."""
        return notice("webmoney_key_guessed")
