"""
WebMoney, the merchant form: a question before the payment, a notice with a hash after it.

    >>> from datetime import UTC, datetime
    >>> from astra_billing.ports.payments import NotificationInput
    >>> merchant = WebMoney(purse="Z123428476799", secret="226778888", takes_test_payments=True)
    >>> asked = b"LMI_PREREQUEST=1&LMI_PAYEE_PURSE=Z123428476799&LMI_PAYMENT_AMOUNT=14.65&LMI_PAYMENT_NO=17&LMI_MODE=1"
    >>> told = merchant.parse_notification(NotificationInput("POST", body=asked), datetime(2026, 1, 15, tzinfo=UTC))
    >>> told.is_question, told.about.amount, told.reply.body
    (True, Money('14.65', USD), b'YES')

The odd case: order ids are whole numbers here, so the key of a payment must be one, as text: "17".

Source: the recorded notifications of dercoder/omnipay-webmoney, the requests of
baibaratsky/php-webmoney; never run against the live system.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.adapters.gateways.webmoney.building import request_of
from astra_billing.adapters.gateways.webmoney.notifications import notice_of
from astra_billing.adapters.gateways.webmoney.reading import answer_of
from astra_billing.adapters.gateways.webmoney.settings import Merchant
from astra_billing.ports.payments import Capabilities

if TYPE_CHECKING:
    from datetime import datetime

    from astra_billing.adapters.gateways.http import HttpRequest, HttpResponse
    from astra_billing.adapters.gateways.protocol import Answered
    from astra_billing.ports.payments import NotificationInput, Operation, PaymentSnapshot, Verified

__all__ = ["WebMoney"]


@frozen(kw_only=True)
class WebMoney(Merchant):
    """A merchant of WebMoney; its settings are those of `Merchant`."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do: be paid, tell of it, and be asked where a WMID is set."""
        return Capabilities(
            currencies=(self.currency.code,),
            query_by_own_key=bool(self.wmid),
            signed_notifications=True,
            numeric_keys=True,
        )

    def build_request(self, operation: Operation) -> HttpRequest | Answered:
        """The form of a payment, or a question; errors as in `PaymentGateway`."""
        return request_of(self, operation)

    def read_response(self, operation: Operation, response: HttpResponse) -> PaymentSnapshot:
        """How a payment stands; errors as in `PaymentGateway`."""
        return answer_of(self, operation, response)

    def parse_notification(self, arrived: NotificationInput, now: datetime) -> Verified:  # noqa: ARG002 - no time in it
        """The question or the notice, with the reply to give; errors as in `PaymentGateway`."""
        return notice_of(self, arrived)
