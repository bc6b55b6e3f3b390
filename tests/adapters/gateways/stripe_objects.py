"""Accounts and objects of Stripe that its tests share."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from astra_billing import RUB, Money
from astra_billing.adapters.gateways.secret import Secret
from astra_billing.adapters.gateways.stripe import Stripe
from astra_billing.adapters.gateways.stripe.notifications import sign
from astra_billing.ports.payments import (
    Hint,
    NotificationInput,
    Verified,
)

NOW = datetime.fromtimestamp(1_795_396_614, UTC)
PRICE = Money("620.00", RUB)
ACCOUNT = Stripe("sk_live_1", ("whsec_1",))
INTENT = {
    "id": "pi_1",
    "object": "payment_intent",
    "amount": 62000,
    "currency": "rub",
    "customer": "cus_1",
    "payment_method": "pm_1",
    "metadata": {"own_key": "k1", "off_session": "true"},
}
CARD = {"id": "pm_1", "card": {"brand": "visa", "last4": "4242", "exp_month": 7, "exp_year": 2030}}


def told(event: str, about: dict[str, Any], **more: object) -> Verified | Hint:
    """What a signed webhook is worth."""
    body = json.dumps({"type": event, "data": {"object": about}, **more}).encode()
    return ACCOUNT.parse_notification(signed(body), NOW)


def signed(body: bytes, at: datetime = NOW, secret: str = "whsec_1") -> NotificationInput:  # noqa: S107 - of a test
    """A body as Stripe would send it."""
    return NotificationInput("POST", (("Stripe-Signature", sign(body, Secret(secret), at)),), body)
