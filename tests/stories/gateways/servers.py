"""
Small banks behind a socket of this machine, each with the memory that a real one has: payments, cards, what went back.

They speak as the vendors' documents say; nothing here was ever compared with a live system.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import parse_qsl

from attrs import define, field
from werkzeug import Response

from astra_billing.adapters.gateways.client import GatewayClient
from astra_billing.adapters.gateways.conversation import Patience
from astra_billing.adapters.gateways.sberbank import Sberbank, SharedKey
from astra_billing.adapters.gateways.sberbank.checksum import hmac_checksum, signed_text
from astra_billing.adapters.gateways.secret import Secret
from astra_billing.adapters.gateways.stripe import Stripe
from astra_billing.adapters.gateways.stripe.notifications import sign
from astra_billing.adapters.gateways.yookassa import YooKassa
from astra_billing.ports.payments import NotificationInput

if TYPE_CHECKING:
    from datetime import datetime

    from werkzeug import Request

    from astra_billing.ports import Page
    from astra_billing.ports.payments import PaymentSystem, Reply

ONCE = Patience(tries=1)
"""The runtime asks again, not the client."""

URL = "https://bank.example/pay/{}"


@define
class Order:
    """A payment in a bank's memory; amounts in kopecks."""

    id: str
    own_key: str
    amount: int
    saves: bool = False
    state: str = "waiting"
    refunded: int = 0


class Bank(Protocol):
    """One of the banks, as the story knows it."""

    orders: dict[str, Order]
    declines: list[bool]
    untold: list[Order]
    loses: bool

    def opened(self, own_key: str, page: Page) -> Order:
        """The customer comes to its page."""
        ...

    def question(self, order: Order) -> NotificationInput | None:
        """What it asks before it takes the customer's money."""
        ...

    def is_content(self, reply: Reply) -> bool:
        """Whether our reply is the one that it waits for."""
        ...

    def system(self, base_url: str) -> PaymentSystem:
        """Our gateway, speaking to it."""
        ...

    def respond(self, request: Request) -> Response:
        """What it answers, unless the answer is lost."""
        ...

    def news(self, order: Order, now: datetime) -> NotificationInput:
        """What it tells of a payment."""
        ...


@define
class Memory:
    """
    What all of them remember.

    Attributes:
        orders: by their ids.
        answers: what was answered to a key, to be answered again.
        declines: whether the next charge is declined; none left means no.
        untold: charges that it has yet to tell of, where only that says how they ended.
        loses: whether the first answer to everything is lost, the work being done.
    """

    orders: dict[str, Order] = field(factory=dict)
    answers: dict[str, dict[str, Any]] = field(factory=dict)
    declines: list[bool] = field(factory=list)
    untold: list[Order] = field(factory=list)
    refunds: int = 0
    loses: bool = False
    lost: set[bytes] = field(factory=set)

    def respond(self, request: Request) -> Response:
        """The answer, or a server's own error in its place, after the work."""
        response = self.answer(request)
        told = f"{request.method} {request.path} ".encode()
        told += b"" if "register" in request.path else request.get_data()  # a page that is lost is lost for good
        if self.loses and told not in self.lost:
            self.lost.add(told)
            return Response("<html>Bad Gateway</html>", 502)
        return response

    def answer(self, request: Request) -> Response:
        """What the bank answers."""
        raise NotImplementedError

    def opened(self, own_key: str, page: Page) -> Order:  # noqa: ARG002  # a plain link, nothing is posted there
        """The one payment of our key."""
        (order,) = (each for each in self.orders.values() if each.own_key == own_key)
        return order

    def question(self, order: Order) -> NotificationInput | None:  # noqa: ARG002  # whatever the order
        """Most ask nothing."""
        return None

    def is_content(self, reply: Reply) -> bool:
        """Most look at the status alone."""
        return reply.status == 200

    def begun(self, own_key: str, amount: int, *, saves: bool) -> Order:
        """A payment that waits for its customer."""
        order = Order(self._id(), own_key, amount, saves)
        self.orders[order.id] = order
        return order

    def charge(self, order: Order) -> None:
        """A charge without the customer."""
        order.state = "declined" if self.declines and self.declines.pop(0) else "paid"

    def _id(self) -> str:
        return f"0000000{len(self.orders) + 1}-aaaa-bbbb-cccc-000000000000"


def said(body: dict[str, Any], status: int = 200) -> Response:
    """A response with JSON."""
    return Response(json.dumps(body), status, content_type="application/json")


class YooKassaBank(Memory):
    """YooKassa: keys are honoured, notifications prove nothing."""

    def system(self, base_url: str) -> PaymentSystem:
        """A shop."""
        return GatewayClient(YooKassa("123456", "secret", base_url=f"{base_url}v3"), patience=ONCE)

    def answer(self, request: Request) -> Response:
        """Payments and refunds."""
        parts = request.path.strip("/").split("/")[1:]
        if request.method == "GET":
            return said(self._payment(self.orders[parts[1]]))
        key = request.headers["Idempotence-Key"]
        if key not in self.answers:
            self.answers[key] = self._made(parts[0], request.get_json())
        return said(self.answers[key])

    def _made(self, kind: str, body: dict[str, Any]) -> dict[str, Any]:
        kopecks = int(Decimal(body["amount"]["value"]) * 100)
        if kind == "refunds":
            self.orders[body["payment_id"]].refunded += kopecks
            self.refunds += 1
            money, told = body["amount"], {"payment_id": body["payment_id"], "metadata": body["metadata"]}
            return {"id": f"refund-{self.refunds}", "status": "succeeded", "amount": money, **told}
        order = self.begun(body["metadata"]["own_key"], kopecks, saves=body.get("save_payment_method", False))
        if "payment_method_id" in body:
            self.charge(order)
        return self._payment(order)

    def _payment(self, order: Order) -> dict[str, Any]:
        status = {"waiting": "pending", "paid": "succeeded", "declined": "canceled"}[order.state]
        more: dict[str, Any] = {}
        if status == "pending":
            more["confirmation"] = {"type": "redirect", "confirmation_url": URL.format(order.id)}
        if status == "canceled":
            more["cancellation_details"] = {"party": "payment_network", "reason": "insufficient_funds"}
        if status == "succeeded" and order.saves:
            more["payment_method"] = {"type": "bank_card", "id": f"card-{order.id}", "saved": True, "title": "*1111"}
        money = {"value": f"{Decimal(order.amount) / 100:.2f}", "currency": "RUB"}
        recipient = {"account_id": "123456", "gateway_id": "1"}
        told = {"metadata": {"own_key": order.own_key}, "recipient": recipient, "test": False}
        return {"id": order.id, "status": status, "paid": status == "succeeded", "amount": money, **told, **more}

    def news(self, order: Order, _: datetime) -> NotificationInput:
        """A notification from one of the vendor's networks."""
        body = {"type": "notification", "event": "payment.succeeded", "object": self._payment(order)}
        return NotificationInput("POST", (), json.dumps(body).encode(), source_ip="185.71.76.5")


class SberbankBank(Memory):
    """Sberbank's classic methods: an order number is taken once, refunds have no key."""

    def system(self, base_url: str) -> PaymentSystem:
        """A shop."""
        shop = Sberbank(
            url=f"{base_url}payment/rest/",
            user="shop-api",
            password="secret",  # noqa: S106  # this machine's own server
            site_url="https://shop.example/",
            callback_check=SharedKey("callback"),
            payer_ip="203.0.113.7",
        )
        return GatewayClient(shop, patience=ONCE)

    def answer(self, request: Request) -> Response:
        """The methods that the story needs."""
        fields = dict(parse_qsl(request.get_data(as_text=True)))
        method = request.path.rpartition("/")[2].removesuffix(".do")
        return said(getattr(self, f"_{method}")(fields))

    def _register(self, fields: dict[str, str]) -> dict[str, Any]:
        if any(each.own_key == fields["orderNumber"] for each in self.orders.values()):
            return {"errorCode": "1", "errorMessage": "Заказ с таким номером уже обработан"}
        order = self.begun(fields["orderNumber"], int(fields["amount"]), saves="clientId" in fields)
        return {"orderId": order.id, "formUrl": URL.format(order.id)}

    def _paymentOrderBinding(self, fields: dict[str, str]) -> dict[str, Any]:  # noqa: N802  # the bank's word
        self.charge(self.orders[fields["mdOrder"]])
        return {"errorCode": 0, "info": "Ваш платёж обработан"}

    def _getOrderStatusExtended(self, fields: dict[str, str]) -> dict[str, Any]:  # noqa: N802  # as above
        named = (fields.get("orderId"), fields.get("orderNumber"))
        (order,) = (each for each in self.orders.values() if each.id == named[0] or each.own_key == named[1])
        status = {"waiting": 0, "paid": 4 if order.refunded else 2, "declined": 6}[order.state]
        paid = order.amount if order.state == "paid" else 0
        sums = {"approvedAmount": paid, "depositedAmount": paid - order.refunded, "refundedAmount": order.refunded}
        told = {"orderStatus": status, "actionCode": 116 if status == 6 else 0, "amount": order.amount}
        listed = {"attributes": [{"name": "mdOrder", "value": order.id}], "paymentAmountInfo": sums}
        whole = {"errorCode": "0", "orderNumber": order.own_key, "currency": "643", **told, **listed}
        if order.saves and order.state == "paid":
            whole["bindingInfo"] = {"clientId": "a1", "bindingId": f"card-{order.id}"}
            whole["cardAuthInfo"] = {"maskedPan": "411111**1111", "expiration": "203012"}
        return whole

    def _refund(self, fields: dict[str, str]) -> dict[str, Any]:
        self.orders[fields["orderId"]].refunded += int(fields["amount"])
        self.refunds += 1
        return {"errorCode": "0"}

    def _unBindCard(self, _: dict[str, str]) -> dict[str, Any]:  # noqa: N802  # as above
        return {"errorCode": "0"}

    def news(self, order: Order, _: datetime) -> NotificationInput:
        """A callback with its checksum, which names no amount."""
        told = {"mdOrder": order.id, "orderNumber": order.own_key, "operation": "deposited", "status": "1"}
        checksum = hmac_checksum(signed_text(told), b"callback")
        query = "&".join(f"{name}={value}" for name, value in {**told, "checksum": checksum}.items())
        return NotificationInput("GET", query=query)


class StripeBank(Memory):
    """Stripe: a session for the customer, an intent for a charge, signed webhooks."""

    def system(self, base_url: str) -> PaymentSystem:
        """An account."""
        return GatewayClient(Stripe("sk_live_secret", ("whsec_secret",), base_url=f"{base_url}v1"), patience=ONCE)

    def answer(self, request: Request) -> Response:
        """Sessions, intents, refunds."""
        kind = request.path.removeprefix("/v1/").split("/")
        if request.method == "GET":
            order = self.orders[kind[-1].partition("_")[2]]
            return said(self._session(order) if kind[0] == "checkout" else self._intent(order))
        key = request.headers["Idempotency-Key"]
        if key not in self.answers:
            self.answers[key] = self._made(kind[0], request.form.to_dict(), kind)
        return said(self.answers[key], 402 if "error" in self.answers[key] else 200)

    def _made(self, kind: str, fields: dict[str, str], path: list[str]) -> dict[str, Any]:
        if kind == "payment_methods":
            return {"id": path[1], "object": "payment_method", "livemode": True}
        if kind == "refunds":
            self.orders[fields["payment_intent"].partition("_")[2]].refunded += int(fields["amount"])
            self.refunds += 1
            told = {"payment_intent": fields["payment_intent"], "metadata": {"own_key": fields["metadata[own_key]"]}}
            money = {"amount": int(fields["amount"]), "currency": "rub", "status": "succeeded", "livemode": True}
            return {"id": f"re_{self.refunds}", "object": "refund", **money, **told}
        if kind == "checkout":
            units = int(fields["line_items[0][price_data][unit_amount]"])
            saves = "payment_intent_data[setup_future_usage]" in fields
            return self._session(self.begun(fields["metadata[own_key]"], units, saves=saves))
        order = self.begun(fields["metadata[own_key]"], int(fields["amount"]), saves=False)
        self.charge(order)
        if order.state == "paid":
            return self._intent(order)
        told = {"type": "card_error", "code": "card_declined", "decline_code": "insufficient_funds", "message": "No."}
        return {"error": {**told, "payment_intent": self._intent(order)}}

    def _id(self) -> str:
        return f"{len(self.orders) + 1}Abc"

    def _intent(self, order: Order) -> dict[str, Any]:
        status = {"waiting": "requires_payment_method", "paid": "succeeded", "declined": "requires_payment_method"}
        method = {"payment_method": f"pm_{order.id}", "customer": "cus_1"}
        charge = {"id": f"ch_{order.id}", "amount": order.amount, "amount_refunded": order.refunded}
        more = {"setup_future_usage": "off_session" if order.saves else None, "latest_charge": charge, "livemode": True}
        money = {"amount": order.amount, "currency": "rub", "status": status[order.state]}
        told = {"metadata": {"own_key": order.own_key}}
        return {"id": f"pi_{order.id}", "object": "payment_intent", **money, **method, **more, **told}

    def _session(self, order: Order) -> dict[str, Any]:
        is_paid = order.state == "paid"
        state = {"status": "complete" if is_paid else "open", "payment_status": "paid" if is_paid else "unpaid"}
        money = {"amount_total": order.amount, "currency": "rub", "url": None if is_paid else URL.format(order.id)}
        inside = {"payment_intent": self._intent(order) if is_paid else None, "livemode": True, "mode": "payment"}
        told = {"metadata": {"own_key": order.own_key}}
        return {"id": f"cs_{order.id}", "object": "checkout.session", **state, **money, **inside, **told}

    def news(self, order: Order, now: datetime) -> NotificationInput:
        """A signed webhook."""
        body = {"type": "payment_intent.succeeded", "livemode": True, "data": {"object": self._intent(order)}}
        text = json.dumps(body).encode()
        return NotificationInput("POST", (("Stripe-Signature", sign(text, Secret("whsec_secret"), now)),), text)
