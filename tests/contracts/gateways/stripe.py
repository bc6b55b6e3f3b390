"""Stripe's side of the contract."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from astra_billing.adapters.gateways.secret import Secret
from astra_billing.adapters.gateways.stripe import Stripe
from astra_billing.adapters.gateways.stripe.codes import REASONS
from astra_billing.adapters.gateways.stripe.notifications import sign
from astra_billing.money import RUB, Money
from astra_billing.ports.payments import ChargeSaved, NotificationInput, RefundPayment
from tests.contracts.gateways.peer import KEY, NOW, PRICE, Wire

if TYPE_CHECKING:
    from collections.abc import Sequence

    from astra_billing.adapters.gateways.protocol import PaymentGateway


def intent(status: str, amount: Money = PRICE, **more: Any) -> dict[str, Any]:
    """A PaymentIntent as the API describes it."""
    return {
        "id": "pi_3Abc",
        "object": "payment_intent",
        "status": status,
        "amount": int(amount.amount * 100),
        "currency": amount.currency.code.lower(),
        "customer": "cus_1",
        "payment_method": "pm_1",
        "livemode": True,
        "metadata": {"own_key": KEY, "off_session": "true"},
        **more,
    }


class StripePeer:
    """An account of Stripe and its server."""

    name = "stripe"
    secrets = ("sk_live_hidden", "whsec_hidden")
    declines = REASONS

    def gateway(self, base_url: str) -> PaymentGateway:
        """The account."""
        return Stripe("sk_live_hidden", ("whsec_hidden",), base_url=base_url)

    def paying(self) -> ChargeSaved:
        """A charge of a saved card."""
        return ChargeSaved(KEY, "pm_1", PRICE, "Top-up", payer_ref="cus_1")

    def refunding(self) -> RefundPayment:
        """A third of it back."""
        return RefundPayment("40017-r1", "pi_3Abc", Money("200.00", RUB))

    def paid(self, amount: Money = PRICE) -> Sequence[Wire]:
        """An intent that succeeded."""
        return [Wire(json.dumps(intent("succeeded", amount)).encode())]

    def declined(self, code: str) -> Sequence[Wire]:
        """An error with the intent inside."""
        error = {
            "type": "card_error",
            "code": "card_declined",
            "decline_code": code,
            "message": "Your card was declined.",
            "payment_intent": intent("requires_payment_method"),
        }
        return [Wire(json.dumps({"error": error}).encode(), 402)]

    def notice(self, amount: Money = PRICE) -> NotificationInput:
        """A signed webhook."""
        return self._event(amount, "whsec_hidden")

    def forged(self) -> NotificationInput:
        """The same, signed by somebody else."""
        return self._event(PRICE, "whsec_guessed")

    def _event(self, amount: Money, secret: str) -> NotificationInput:
        said = {
            "type": "payment_intent.succeeded",
            "livemode": True,
            "data": {"object": intent("succeeded", amount)},
        }
        body = json.dumps(said).encode()
        return NotificationInput("POST", (("Stripe-Signature", sign(body, Secret(secret), NOW)),), body)
