"""Stripe: which webhooks are believed, and what they tell."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from astra_billing import RUB, Money
from astra_billing.adapters.gateways.stripe import Stripe
from astra_billing.methods import MethodStatus
from astra_billing.ports.payments import (
    Hint,
    NotificationInput,
    NotificationRejected,
    PaymentSnapshot,
    PaymentState,
    StoredMethod,
    Subject,
    Verified,
)
from tests.adapters.gateways.stripe_objects import ACCOUNT, CARD, INTENT, NOW, PRICE, signed, told


def test_a_webhook_tells_how_a_payment_stands() -> None:
    """It proved itself, so nothing needs asking."""
    worth = told("payment_intent.succeeded", INTENT | {"status": "succeeded"})
    assert isinstance(worth, Verified)
    assert isinstance(worth.about, PaymentSnapshot)
    assert (worth.about.ref, worth.about.own_key, worth.about.amount) == ("pi_1", "k1", PRICE)

    refunded = told(
        "charge.refunded", {"payment_intent": "pi_1", "amount": 62000, "amount_refunded": 62000, "currency": "rub"}
    )
    assert isinstance(refunded, Verified)
    assert isinstance(refunded.about, PaymentSnapshot)
    assert refunded.about.kept == Money("0.00", RUB)

    declined = INTENT | {"status": "requires_payment_method", "last_payment_error": {"code": "expired_card"}}
    failed = told("payment_intent.payment_failed", declined)
    assert isinstance(failed, Verified)
    assert isinstance(failed.about, PaymentSnapshot)
    assert failed.about.state is PaymentState.FAILED


def test_a_webhook_tells_what_became_of_a_method() -> None:
    """Saved, or taken away by the customer (R86)."""
    saved = told(
        "setup_intent.succeeded", {"id": "seti_1", "status": "succeeded", "payment_method": "pm_1", "customer": "cus_1"}
    )
    assert isinstance(saved, Verified)
    assert isinstance(saved.about, StoredMethod)
    assert (saved.about.token, saved.about.status) == ("pm_1", MethodStatus.WORKS)

    gone = told("payment_method.detached", CARD)
    assert isinstance(gone, Verified)
    assert isinstance(gone.about, StoredMethod)
    assert gone.about.status is MethodStatus.FAILING


@pytest.mark.parametrize(
    ("event", "about", "subject", "ref"),
    [
        ("checkout.session.completed", {"id": "cs_1", "mode": "payment"}, Subject.PAYMENT, "cs_1"),
        ("checkout.session.completed", {"id": "cs_1", "mode": "setup"}, Subject.METHOD, "cs_1"),
        ("charge.dispute.created", {"id": "dp_1", "payment_intent": "pi_1"}, Subject.PAYMENT, "pi_1"),
    ],
)
def test_what_does_not_tell_the_whole_is_a_hint(event: str, about: dict[str, Any], subject: Subject, ref: str) -> None:
    """Sessions name their intent only, and a dispute is no state of a payment."""
    worth = told(event, about)

    assert isinstance(worth, Hint)
    assert (worth.subject, worth.ref, worth.event) == (subject, ref, event)


def test_events_that_mean_nothing_here_are_answered() -> None:
    """Stripe wants its 200 for every event that the endpoint is subscribed to."""
    worth = told("customer.created", {"id": "cus_1"})

    assert isinstance(worth, Verified)
    assert (worth.about, worth.reply.status) == (None, 200)


def test_a_signature_is_fresh_of_our_secret_and_over_these_bytes() -> None:
    """Anything else is refused, replayed old ones included."""
    body = json.dumps({"type": "customer.created", "data": {"object": {}}}).encode()
    rotating = Stripe("sk_live_1", ("whsec_new", "whsec_1"))
    assert isinstance(rotating.parse_notification(signed(body), NOW), Verified)
    for drift in (timedelta(seconds=300), timedelta(seconds=-300)):
        assert isinstance(ACCOUNT.parse_notification(signed(body, NOW + drift), NOW), Verified)
    for arrived in (
        signed(body, NOW - timedelta(seconds=301)),
        signed(body, NOW + timedelta(seconds=301)),
        signed(body, NOW, "whsec_other"),
        NotificationInput("POST", signed(body).headers, body + b" "),
        NotificationInput("POST", (), body),
        *(
            NotificationInput("POST", (("Stripe-Signature", header),), body)
            for header in ("", "t=1", "v1=ab", "t=x,v1=ab", "t=99999999999999999999,v1=ab", "t=1,v0=ab", "t=1,v1=ключ")
        ),
    ):
        with pytest.raises(NotificationRejected):
            ACCOUNT.parse_notification(arrived, NOW)
    with pytest.raises(NotificationRejected):
        Stripe("sk_live_1").parse_notification(signed(body), NOW)
