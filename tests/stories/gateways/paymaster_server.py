"""PayMaster's REST API behind a socket of this machine, with a memory; as its page and an1by/PayMasterSDK say."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import define, field
from werkzeug import Response

from astra_billing.adapters.gateways.client import GatewayClient
from astra_billing.adapters.gateways.paymaster import PayMaster
from astra_billing.adapters.gateways.reading import json_bytes
from astra_billing.ports.payments import NotificationInput
from tests.stories.gateways.servers import ONCE, URL, Memory

if TYPE_CHECKING:
    from datetime import datetime

    from werkzeug import Request

    from astra_billing.ports.payments import PaymentSystem
    from tests.stories.gateways.servers import Order

MERCHANT = "96e809e9-8bce-40fd-86cb-d34db39b4668"


def said(body: dict[str, Any], status: int = 200) -> Response:
    """A response with JSON, amounts as exact numbers."""
    return Response(json_bytes(body), status, content_type="application/json")


@define
class PayMasterBank(Memory):
    """Keys are honoured for the very request they came with, refunds take their time, notifications prove nothing."""

    asked: dict[str, bytes] = field(factory=dict)
    returned: dict[str, dict[str, Any]] = field(factory=dict)
    revoked: list[str] = field(factory=list)

    def system(self, base_url: str) -> PaymentSystem:
        """A merchant."""
        shop = PayMaster(
            merchant_id=MERCHANT,
            token="secret",  # noqa: S106  # this machine's own server
            base_url=f"{base_url}api/v2",
        )
        return GatewayClient(shop, patience=ONCE)

    def answer(self, request: Request) -> Response:
        """Invoices, payments, refunds, tokens."""
        kind, *path = request.path.removeprefix("/api/v2/").split("/")
        if request.headers["Authorization"] != "Bearer secret":
            return said({"code": "not_authorized", "message": "Who is it?"}, 401)
        if request.method == "GET":
            return said(self.returned[path[0]] if kind == "refunds" else self._payment(self.orders[path[0]]))
        if request.method == "PUT":
            self.revoked.append(path[0])
            return Response(status=204)
        key = request.headers["Idempotency-Key"]
        if self.asked.setdefault(key, request.get_data()) != request.get_data():
            return said({"code": "idempotency_key_violation", "message": "Another request."}, 409)
        if key not in self.answers:
            self.answers[key] = self._made(kind, request.get_json())
        return said(self.answers[key])

    def _made(self, kind: str, body: dict[str, Any]) -> dict[str, Any]:
        kopecks = int(Decimal(str(body["amount"]["value"])) * 100)
        if kind == "refunds":
            return self._refund(body["paymentId"], kopecks)
        order = self.begun(body["invoice"]["orderNo"], kopecks, saves="tokenization" in body)
        if kind == "invoices":
            return {"paymentId": order.id, "url": URL.format(order.id)}
        self.charge(order)
        return self._payment(order)

    def _refund(self, payment_id: str, kopecks: int) -> dict[str, Any]:
        """It has not gone back yet when it is answered; who asks later hears that it has."""
        self.orders[payment_id].refunded += kopecks
        self.refunds += 1
        ref = f"refund-{self.refunds}"
        told = {"id": ref, "paymentId": payment_id, "amount": _amount(kopecks)}
        self.returned[ref] = {**told, "status": "Success"}
        return {**told, "status": "Pending"}

    def _payment(self, order: Order) -> dict[str, Any]:
        """In full, as who asks gets it."""
        token = {"id": f"token-{order.id}", "expires": "2030-12-31T00:00:00Z", "title": "410000XXXXXXX0000"}
        more = {"paymentToken": token} if order.saves and order.state == "paid" else {}
        reason = {"resultCode": "InsufficientFunds"} if order.state == "declined" else {}
        return {**_told(order), **reason, **more}

    def news(self, order: Order, _: datetime) -> NotificationInput:
        """The payment in brief, behind the byte order mark of real ones."""
        return NotificationInput("POST", body=b"\xef\xbb\xbf" + json_bytes(_told(order)))


def _told(order: Order) -> dict[str, Any]:
    status = {"waiting": "Pending", "paid": "Settled", "declined": "Rejected"}[order.state]
    return {
        "id": order.id,
        "created": "2026-01-10T08:20:00Z",
        "testMode": False,
        "status": status,
        "merchantId": MERCHANT,
        "amount": _amount(order.amount),
        "invoice": {"description": "Payment", "orderNo": order.own_key},
        "paymentData": {"paymentMethod": "BankCard", "paymentInstrumentTitle": "410000XXXXXXX0000"},
    }


def _amount(kopecks: int) -> dict[str, Any]:
    """As the vendor's samples write it: a number with more decimals than there are kopecks."""
    return {"value": Decimal(kopecks).scaleb(-2).quantize(Decimal("0.0001")), "currency": "RUB"}
