"""
Stripe: hosted Checkout, saved cards charged off session, refunds, signed webhooks.

    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.ports.payments import ChargeSaved
    >>> account = Stripe("sk_test_1", webhook_secrets=("whsec_1",))
    >>> account
    Stripe(base_url='https://api.stripe.com/v1', api_version='2026-10-28.endive', ...)
    >>> asked = ChargeSaved("autopay-2026-11", "pm_1", Money("620.00", RUB), payer_ref="cus_1")
    >>> account.build_request(asked).headers["Idempotency-Key"]
    'autopay-2026-11'

The odd case: an off-session charge that the bank wants confirmed cannot be
confirmed by anyone, so the intent is cancelled before the failure is told;
otherwise it could still succeed after a second charge was made.

Requests are written by hand, like those of every gateway: the official SDK
would add keys of its own.  The tests compare both.  Never run against the
live system.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from attrs import frozen

from astra_billing.adapters.gateways.stripe.building import request_of
from astra_billing.adapters.gateways.stripe.notifications import event_of
from astra_billing.adapters.gateways.stripe.reading import answer_of
from astra_billing.adapters.gateways.stripe.settings import Account
from astra_billing.ports.payments import Capabilities

if TYPE_CHECKING:
    from datetime import datetime

    from astra_billing.adapters.gateways.http import HttpRequest, HttpResponse
    from astra_billing.ports.payments import Answer, Hint, NotificationInput, Operation, Verified

CAPABILITIES: Final = Capabilities(
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
    signed_notifications=True,
    key_lifetime=timedelta(hours=24),  # "at least 24 hours", as the vendor's reference says of keys
)


@frozen
class Stripe(Account):
    """An account of Stripe; its settings are those of `Account`."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        return CAPABILITIES

    def build_request(self, operation: Operation) -> HttpRequest:
        """The request that carries an operation out; errors as in `PaymentGateway`."""
        return request_of(self, operation)

    def read_response(self, operation: Operation, response: HttpResponse) -> Answer | HttpRequest:
        """What the response means; errors as in `PaymentGateway`."""
        return answer_of(self, operation, response)

    def parse_notification(self, arrived: NotificationInput, now: datetime) -> Verified | Hint:
        """What a webhook says; errors as in `PaymentGateway`."""
        return event_of(self, arrived, now)
