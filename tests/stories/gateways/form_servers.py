"""
Gateways whose customer's browser posts a form: they ask our site before they take the money, and tell it afterwards.

Both speak as their documents say: WebMoney, and PayMaster's older protocol.
"""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin, urlsplit
from xml.etree import ElementTree as ET

import httpx
from attrs import define
from werkzeug import Response

from astra_billing.adapters.gateways.client import GatewayClient
from astra_billing.adapters.gateways.paymaster import PayMasterForm
from astra_billing.adapters.gateways.paymaster.hashes import form_hash as paymaster_hash
from astra_billing.adapters.gateways.webmoney import WebMoney
from astra_billing.adapters.gateways.webmoney.hashes import form_hash as webmoney_hash
from astra_billing.ports.payments import NotificationInput
from tests.stories.gateways.servers import ONCE, Memory

if TYPE_CHECKING:
    from datetime import datetime

    from werkzeug import Request

    from astra_billing.ports import Page
    from astra_billing.ports.payments import PaymentSystem, Reply
    from tests.stories.gateways.servers import Order

MERCHANT = "96e809e9-8bce-40fd-86cb-d34db39b4668"
PURSE = "P123428476799"
WMID = "404521188333"
PAYER = {"LMI_PAYER_WM": "404521188334", "LMI_PAYER_PURSE": "P366393600555"}


@define
class FormBank(Memory):
    """What the two have in common: the form makes the order, and only YES lets it be paid."""

    url: str = ""

    def opened(self, own_key: str, page: Page) -> Order:
        """The browser posts the form, again where it was shown an error; the vendor's name leads to this machine."""
        assert page.fields
        there = urljoin(self.url, urlsplit(page.url).path)
        posted = httpx.post(there, data=dict(page.fields), trust_env=False)
        if self.loses:
            assert posted.status_code == 502
            posted = httpx.post(there, data=dict(page.fields), trust_env=False)
        assert posted.status_code == 200
        return super().opened(own_key, page)

    def ordered(self, fields: dict[str, str]) -> Response:
        """The order that a form makes, once."""
        number, amount = fields["LMI_PAYMENT_NO"], int(Decimal(fields["LMI_PAYMENT_AMOUNT"]) * 100)
        if all(each.own_key != number for each in self.orders.values()):
            self.begun(number, amount, saves=False)
        return Response("<html>Pay here</html>")

    def is_content(self, reply: Reply) -> bool:
        """Before the payment and after it."""
        return (reply.status, reply.body) == (200, b"YES")

    def _id(self) -> str:
        return str(891 + len(self.orders))


@define
class WebMoneyBank(FormBank):
    """WebMoney's merchant form, and its interface X18 for who wants to ask."""

    def system(self, base_url: str) -> PaymentSystem:
        """A purse whose owner may ask."""
        self.url = base_url
        purse = WebMoney(
            purse=PURSE,
            secret="purse-key",  # noqa: S106  # this machine's own server
            wmid=WMID,
            status_url=f"{base_url}conf/xml/XMLTransGet.asp",
        )
        return GatewayClient(purse, patience=ONCE)

    def answer(self, request: Request) -> Response:
        """The form, or the question how an order stands."""
        if request.path == "/lmi/payment.asp":
            assert request.form["LMI_PAYEE_PURSE"] == PURSE
            return self.ordered(request.form.to_dict())
        return Response(self._status(request.get_data(as_text=True)), content_type="text/xml")

    def _status(self, question: str) -> str:
        """A paid order; what its code is for any other was nowhere to be read."""
        asked = {each.tag: each.text or "" for each in ET.fromstring(question)}  # noqa: S314  # our own
        number = asked["lmi_payment_no"]
        assert (asked["wmid"], asked["lmi_payee_purse"], asked["lmi_payment_no_type"]) == (WMID, PURSE, "1")
        assert asked["sha256"] == sha256(f"{WMID}{PURSE}{number}purse-key".encode()).hexdigest()
        paid = [each for each in self.orders.values() if each.own_key == number and each.state == "paid"]
        done = "".join(
            f'<operation wmtransid="{each.id}" wminvoiceid="897"><amount>{_roubles(each)}</amount>'
            f"<operdate>20260110 12:00:00</operdate><pursefrom>{PAYER['LMI_PAYER_PURSE']}</pursefrom></operation>"
            for each in paid
        )
        code = "0" if paid else "1"
        return f"<merchant.response>{done}<retval>{code}</retval><retdesc></retdesc></merchant.response>"

    def question(self, order: Order) -> NotificationInput:
        """Without a hash: nothing has happened yet."""
        return _form({"LMI_PREREQUEST": "1", **self._told(order)})

    def news(self, order: Order, now: datetime) -> NotificationInput:
        """With the hash that proves it."""
        numbers = {"LMI_SYS_INVS_NO": "897", "LMI_SYS_TRANS_NO": order.id}
        told = {**self._told(order), **numbers, "LMI_SYS_TRANS_DATE": f"{now:%Y%m%d %H:%M:%S}"}
        return _form({**told, "LMI_HASH": webmoney_hash(told, "purse-key", "sha256")})

    def _told(self, order: Order) -> dict[str, str]:
        ordered = {"LMI_PAYMENT_NO": order.own_key, "LMI_PAYMENT_AMOUNT": _roubles(order)}
        return {"LMI_PAYEE_PURSE": PURSE, "LMI_MODE": "0", **ordered, **PAYER}


@define
class PayMasterFormBank(FormBank):
    """PayMaster's older protocol: nobody can ask it anything."""

    def system(self, base_url: str) -> PaymentSystem:
        """A merchant."""
        self.url = base_url
        return GatewayClient(PayMasterForm(merchant_id=MERCHANT, secret="form-key"), patience=ONCE)  # noqa: S106

    def answer(self, request: Request) -> Response:
        """The form."""
        assert request.path == "/payment/init"
        assert (request.form["LMI_MERCHANT_ID"], request.form["LMI_CURRENCY"]) == (MERCHANT, "RUB")
        return self.ordered(request.form.to_dict())

    def question(self, order: Order) -> NotificationInput:
        """As WebMoney's."""
        return _form({"LMI_PREREQUEST": "1", **self._told(order)})

    def news(self, order: Order, now: datetime) -> NotificationInput:
        """The customer paid from elsewhere, so the real payment names no simulation and a sum in dollars."""
        paid = {"LMI_PAID_AMOUNT": "7.50", "LMI_PAID_CURRENCY": "USD", "LMI_PAYMENT_SYSTEM": "3"}
        told = {**self._told(order), **paid, "LMI_SYS_PAYMENT_ID": order.id, "LMI_SYS_PAYMENT_DATE": f"{now:%FT%T}"}
        return _form({**told, "LMI_HASH": paymaster_hash(told, "form-key", "sha256")})

    def _told(self, order: Order) -> dict[str, str]:
        ordered = {"LMI_PAYMENT_NO": order.own_key, "LMI_PAYMENT_AMOUNT": _roubles(order)}
        return {"LMI_MERCHANT_ID": MERCHANT, "LMI_CURRENCY": "RUB", **ordered}


def _roubles(order: Order) -> str:
    return f"{Decimal(order.amount).scaleb(-2):.2f}"


def _form(fields: dict[str, str]) -> NotificationInput:
    return NotificationInput("POST", body=urlencode(fields).encode())
