"""
YooKassa, API v3: redirect payments, saved methods, refunds, receipts.

    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.ports.payments import ChargeSaved
    >>> shop = YooKassa("123456", "test_secret")
    >>> shop
    YooKassa(shop_id='123456', base_url='https://api.yookassa.ru/v3', ...)
    >>> request = shop.build_request(ChargeSaved("autopay-2026-11", "2a7834f6", Money("620.00", RUB)))
    >>> request.url, request.headers["Idempotence-Key"]
    ('https://api.yookassa.ru/v3/payments', 'autopay-2026-11')

The odd case: its notifications carry no signature.  The sender's network is
checked, and what they say is only a hint of what to ask.

Source: the vendor's OpenAPI file and its published SDK; never run against the
live system.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from attrs import frozen

from astra_billing.adapters.gateways.yookassa.building import request_of
from astra_billing.adapters.gateways.yookassa.notifications import hint_of
from astra_billing.adapters.gateways.yookassa.reading import answer_of
from astra_billing.adapters.gateways.yookassa.settings import Shop
from astra_billing.ports.payments import Capabilities

if TYPE_CHECKING:
    from datetime import datetime

    from astra_billing.adapters.gateways.http import HttpRequest, HttpResponse
    from astra_billing.ports.payments import Answer, Hint, NotificationInput, Operation, Verified

CAPABILITIES: Final = Capabilities(
    currencies=("RUB",),
    save_with_payment=True,
    save_without_charge=True,
    charge_saved=True,
    cancel=True,
    refund=True,
    partial_refund=True,
    fetch_refund=True,
    idempotent_charge=True,
    idempotent_refund=True,
    fiscal_receipts=True,
    key_lifetime=timedelta(hours=24),  # commonly said; the vendor's page on it was out of reach
)


@frozen
class YooKassa(Shop):
    """A shop of YooKassa; its settings are those of `Shop`."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        return CAPABILITIES

    def build_request(self, operation: Operation) -> HttpRequest:
        """The request that carries an operation out; errors as in `PaymentGateway`."""
        return request_of(self, operation)

    def read_response(self, operation: Operation, response: HttpResponse) -> Answer:
        """What the response means; errors as in `PaymentGateway`."""
        return answer_of(self, operation, response)

    def parse_notification(self, arrived: NotificationInput, now: datetime) -> Verified | Hint:  # noqa: ARG002 - no time in it
        """What to ask after a notification; errors as in `PaymentGateway`."""
        return hint_of(self, arrived)
