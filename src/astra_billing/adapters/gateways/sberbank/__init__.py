"""
Sberbank, internet acquiring: orders, bindings, refunds, callbacks with a checksum.

    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.ports.payments import StartPayment
    >>> shop = Sberbank(url=CLASSIC_TEST, user="T7701-api", password="...", site_url="https://shop.example/")
    >>> shop
    Sberbank(url='https://3dsec.sberbank.ru/payment/rest/', user='T7701-api', site_url='https://shop.example/', ...
    >>> shop.build_request(StartPayment("17", Money("620.00", RUB), "https://shop.example/back")).url
    'https://3dsec.sberbank.ru/payment/rest/register.do'

The odd case: there is no idempotency header.  The order number is our key, the
bank refuses it a second time, and then the first order is asked for.

Sources: voronkovich/sberbank-acquiring-client, panasyuk/sberbank-acquiring,
maxlevashov/sberbank-openapi-client; never run against the live system.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.adapters.gateways.sberbank.building import request_of
from astra_billing.adapters.gateways.sberbank.checksum import BankCertificate, SharedKey
from astra_billing.adapters.gateways.sberbank.notifications import notice_of
from astra_billing.adapters.gateways.sberbank.reading import answer_of
from astra_billing.adapters.gateways.sberbank.settings import (
    CLASSIC,
    CLASSIC_TEST,
    PARTNER_TEST,
    ChargeBy,
    Dialect,
    Shop,
)
from astra_billing.ports.payments import Capabilities

if TYPE_CHECKING:
    from datetime import datetime

    from astra_billing.adapters.gateways.http import HttpRequest, HttpResponse
    from astra_billing.ports.payments import Answer, Hint, NotificationInput, Operation, Verified

__all__ = [
    "CLASSIC",
    "CLASSIC_TEST",
    "PARTNER_TEST",
    "BankCertificate",
    "ChargeBy",
    "Dialect",
    "Sberbank",
    "SharedKey",
]


@frozen(kw_only=True)
class Sberbank(Shop):
    """A shop at Sberbank; its settings are those of `Shop`."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do; refunds have a key in the partner dialect only."""
        return Capabilities(
            currencies=(self.currency.code,),
            save_with_payment=True,
            save_without_charge=True,
            charge_saved=True,
            cancel=True,
            refund=True,
            partial_refund=True,
            forget_method=True,
            query_by_own_key=True,
            idempotent_charge=True,
            idempotent_refund=self.dialect is Dialect.PARTNER,
            compares_refunds=self.dialect is Dialect.CLASSIC,
        )

    def build_request(self, operation: Operation) -> HttpRequest:
        """The request that an operation begins with; errors as in `PaymentGateway`."""
        return request_of(self, operation)

    def read_response(self, operation: Operation, response: HttpResponse) -> Answer | HttpRequest:
        """What the response means, or what to ask next; errors as in `PaymentGateway`."""
        return answer_of(self, operation, response)

    def parse_notification(self, arrived: NotificationInput, now: datetime) -> Verified | Hint:  # noqa: ARG002 - no time in it
        """What a callback is worth; errors as in `PaymentGateway`."""
        return notice_of(self, arrived)
