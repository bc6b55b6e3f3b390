"""
SimplePay behind a socket of this machine, with a memory; its answers are the vendor's three samples, filled in.

What they don't show is assumed as the adapter assumes it: that the address of
`need_payment` has to be asked for, and where a saved profile is told.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from attrs import define, field
from werkzeug import Response

from astra_billing.adapters.gateways.client import GatewayClient
from astra_billing.adapters.gateways.simplepay import SimplePay
from astra_billing.adapters.gateways.simplepay.signature import signature
from astra_billing.ports.payments import NotificationInput
from tests.stories.gateways.servers import ONCE, Memory, said

if TYPE_CHECKING:
    from datetime import datetime

    from werkzeug import Request

    from astra_billing.ports import Page
    from astra_billing.ports.payments import PaymentSystem, Reply
    from tests.stories.gateways.servers import Order

SALT = "77178"
PAGE = "https://secure.simplepay.pro/payment_page.php?id={}"


@define
class SimplePayBank(Memory):
    """It honours no keys, and only its notifications say no."""

    url: str = ""
    calls: list[str] = field(factory=list)
    spares_charges: bool = True

    def system(self, base_url: str) -> PaymentSystem:
        """An outlet."""
        self.url = f"{base_url}sp/"
        outlet = SimplePay(
            outlet_id="42",
            secret="request-key",  # noqa: S106  # this machine's own server
            result_secret="result-key",  # noqa: S106  # as above
            result_url="https://shop.example/sp/result.php",
            base_url=self.url,
        )
        return GatewayClient(outlet, patience=ONCE)

    def respond(self, request: Request) -> Response:
        """The address that a charge goes on to is said once, so with its answer the charge is lost as well."""
        is_spared = self.spares_charges and "make_recurring_payment" in request.path
        return self.answer(request) if is_spared else super().respond(request)

    def answer(self, request: Request) -> Response:
        """One of the methods, signed; or the address that a charge goes on to."""
        script = request.path.rpartition("/")[2]
        self.calls.append(script)
        if script == "pay_transaction.php":
            order = self.orders[request.args["id"]]
            self.charge(order)
            self.untold.append(order)
            return Response("<html>Thank you</html>")
        asked = json.loads(request.form["sp_json"])
        assert asked["sp_sig"] == signature(script, asked, "request-key", "md5")
        return said({"sp_salt": SALT, "sp_status": "ok", **getattr(self, f"_{script}")(asked)})

    def _init_payment(self, asked: dict[str, str]) -> dict[str, Any]:
        order = self._ordered(asked, saves=asked.get("sp_recurring_start") == "1")
        return {"sp_redirect_url_type": "need data", "sp_redirect_url": PAGE.format(order.id)}

    def _make_recurring_payment(self, asked: dict[str, str]) -> dict[str, Any]:
        assert self.orders[asked["sp_recurring_profile"]].saves  # its profile has the number of the first payment
        order = self._ordered(asked, saves=False)
        return {"sp_status": "need_payment", "sp_payment_url": f"{self.url}pay_transaction.php?id={order.id}"}

    def _get_status(self, asked: dict[str, str]) -> dict[str, Any]:
        """The latest with that number; which words there are beside EXECUTED is not known."""
        *_, order = (each for each in self.orders.values() if asked.get("sp_order_id") in {None, each.own_key})
        word = {"waiting": "WAITING", "paid": "EXECUTED", "declined": "REJECTED"}[order.state]
        return {"sp_payment_id": order.id, "sp_payment_system": "TEST", "sp_transaction_status": word}

    def _refund(self, asked: dict[str, str]) -> dict[str, Any]:
        self.orders[asked["sp_payment_id"]].refunded += _kopecks(asked["sp_refund_amount"])
        self.refunds += 1
        return {}

    def _ordered(self, asked: dict[str, str], *, saves: bool) -> Order:
        return self.begun(asked["sp_order_id"], _kopecks(asked["sp_amount"]), saves=saves)

    def _id(self) -> str:
        return str(170 + len(self.orders))

    def opened(self, own_key: str, page: Page) -> Order:
        """The one whose page it is: a number may have several payments, when an answer was lost."""
        order = self.orders[page.url.rpartition("=")[2]]
        assert order.own_key == own_key
        return order

    def news(self, order: Order, _: datetime) -> NotificationInput:
        """A signed result."""
        told = {
            "sp_outlet_id": "42",
            "sp_order_id": order.own_key,
            "sp_payment_id": order.id,
            "sp_amount": f"{Decimal(order.amount).scaleb(-2):.2f}",
            "sp_result": "1" if order.state == "paid" else "0",
            "sp_salt": SALT,
        }
        if order.saves and order.state == "paid":
            told["sp_recurring_profile"] = order.id
        signed = {**told, "sp_sig": signature("result.php", told, "result-key", "md5")}
        return NotificationInput("POST", body=urlencode(signed).encode())

    def is_content(self, reply: Reply) -> bool:
        """Signed as well, and with the same salt."""
        if reply.status != 200:
            return False
        told = {each.tag: each.text or "" for each in ET.fromstring(reply.body)}  # noqa: S314  # our own
        assert told["sp_sig"] == signature("result.php", told, "result-key", "md5")
        return (told["sp_status"], told["sp_salt"]) == ("ok", SALT)


def _kopecks(amount: str) -> int:
    return int(Decimal(amount) * 100)
