"""
PayMaster: the REST API (`PayMaster`), and the older protocol of forms (`PayMasterForm`).

    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.ports.payments import ChargeSaved
    >>> merchant = PayMaster(merchant_id="96e809e9", token="...")
    >>> merchant.build_request(ChargeSaved("autopay-2026-11", "tok-1", Money("620.00", RUB))).url
    'https://paymaster.ru/api/v2/payments'

The odd case: the two differ in what their notifications are worth.  Those of
the REST API carry no signature that anybody could read of, and are hints; those
of the form carry a hash, and are facts.

Sources: the vendor's API page, an1by/PayMasterSDK, and the six public implementations of the older protocol;
never run against the live system.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from attrs import frozen

from astra_billing.adapters.gateways.paymaster.building import request_of
from astra_billing.adapters.gateways.paymaster.form import form_notice_of, form_request_of
from astra_billing.adapters.gateways.paymaster.notifications import hint_of
from astra_billing.adapters.gateways.paymaster.reading import answer_of
from astra_billing.adapters.gateways.paymaster.settings import FormMerchant, Merchant
from astra_billing.ports.payments import Capabilities, OutcomeUnknown

if TYPE_CHECKING:
    from datetime import datetime

    from astra_billing.adapters.gateways.http import HttpRequest, HttpResponse
    from astra_billing.adapters.gateways.protocol import Answered
    from astra_billing.ports.payments import Answer, Hint, NotificationInput, Operation, Verified

__all__ = ["PayMaster", "PayMasterForm"]


@frozen(kw_only=True)
class PayMaster(Merchant):
    """A merchant of PayMaster's REST API; its settings are those of `Merchant`."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        return Capabilities(
            currencies=(self.currency.code,),
            save_with_payment=True,
            save_without_charge=True,
            charge_saved=True,
            cancel=True,
            refund=True,
            partial_refund=True,
            fetch_refund=True,
            forget_method=True,
            idempotent_charge=True,
            idempotent_refund=True,
        )

    def build_request(self, operation: Operation) -> HttpRequest:
        """The request that carries an operation out; errors as in `PaymentGateway`."""
        return request_of(self, operation)

    def read_response(self, operation: Operation, response: HttpResponse) -> Answer | HttpRequest:
        """What the response means; errors as in `PaymentGateway`."""
        return answer_of(self, operation, response)

    def parse_notification(self, arrived: NotificationInput, now: datetime) -> Hint:  # noqa: ARG002 - no time in it
        """What to ask after a notification; errors as in `PaymentGateway`."""
        return hint_of(self, arrived)


@frozen(kw_only=True)
class PayMasterForm(FormMerchant):
    """A merchant of PayMaster's older protocol; its settings are those of `FormMerchant`."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do: be paid, and tell of it."""
        return Capabilities(currencies=(self.currency.code,), signed_notifications=True)

    def build_request(self, operation: Operation) -> Answered:
        """The form of a payment; errors as in `PaymentGateway`."""
        return form_request_of(self, operation)

    def read_response(self, operation: Operation, response: HttpResponse) -> NoReturn:  # noqa: ARG002 - nothing is sent
        """Nothing is sent, so nothing can be answered; errors as in `PaymentGateway`."""
        raise OutcomeUnknown(self.name, text="an answer to nothing", status=response.status)

    def parse_notification(self, arrived: NotificationInput, now: datetime) -> Verified:  # noqa: ARG002 - no time in it
        """The question or the notice, with the reply to give; errors as in `PaymentGateway`."""
        return form_notice_of(self, arrived)
