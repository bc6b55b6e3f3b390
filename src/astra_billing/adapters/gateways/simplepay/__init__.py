"""
SimplePay (simplepay.pro): payments, recurring profiles, refunds, signed notifications with signed replies.

    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.ports.payments import StartPayment
    >>> outlet = SimplePay(outlet_id="42", secret="s", result_secret="r", result_url="https://shop.example/result.php")
    >>> outlet.build_request(StartPayment("300", Money("500.00", RUB), "https://shop.example/back")).url
    'https://api.simplepay.pro/sp/init_payment'

The odd case: order ids are whole numbers here, so the key of a payment must be
one, as text.  Nothing keeps a key from being used twice, so no request is repeated by itself.

Source: the vendor's classes simplepaypro/php (2015) and simplepaypro/php_merchant2015 (2017).  Whether the system is
still alive is not known; never run against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.adapters.gateways.simplepay.building import request_of
from astra_billing.adapters.gateways.simplepay.notifications import notice_of
from astra_billing.adapters.gateways.simplepay.reading import answer_of
from astra_billing.adapters.gateways.simplepay.settings import Outlet
from astra_billing.ports.payments import Capabilities

if TYPE_CHECKING:
    from datetime import datetime

    from astra_billing.adapters.gateways.http import HttpRequest, HttpResponse
    from astra_billing.ports.payments import Answer, Hint, NotificationInput, Operation, Verified

__all__ = ["SimplePay"]


@frozen(kw_only=True)
class SimplePay(Outlet):
    """An outlet of SimplePay; its settings are those of `Outlet`."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        return Capabilities(
            currencies=(self.currency.code,),
            save_with_payment=True,
            charge_saved=True,
            refund=True,
            partial_refund=True,
            query_by_own_key=True,
            signed_notifications=True,
            numeric_keys=True,
        )

    def build_request(self, operation: Operation) -> HttpRequest:
        """The request that an operation begins with; errors as in `PaymentGateway`."""
        return request_of(self, operation)

    def read_response(self, operation: Operation, response: HttpResponse) -> Answer | HttpRequest:
        """What the response means, or what to ask next; errors as in `PaymentGateway`."""
        return answer_of(self, operation, response)

    def parse_notification(self, arrived: NotificationInput, now: datetime) -> Verified | Hint:  # noqa: ARG002 - no time in it
        """What a notification says, with the signed reply; errors as in `PaymentGateway`."""
        return notice_of(self, arrived)
