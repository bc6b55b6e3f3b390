"""
The webhooks of Stripe: signed over the exact bytes, with the time in it.

    >>> from datetime import UTC, datetime
    >>> now = datetime.fromtimestamp(1795396614, UTC)
    >>> sign(b"{}", Secret("whsec_1"), now)
    't=1795396614,v1=...'

Sessions and disputes are hints though they are signed: what they say is not
the whole, so the gateway is asked.
"""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from hmac import new
from typing import TYPE_CHECKING, Final

from astra_billing.adapters.gateways.arrived import check_size
from astra_billing.adapters.gateways.reading import Record, decoded, rejected_if_unreadable
from astra_billing.adapters.gateways.secret import Secret, same
from astra_billing.adapters.gateways.stripe.codes import card_of
from astra_billing.adapters.gateways.stripe.objects import charge_in, id_in, intent_in, own_key_in, refund_in, setup_in
from astra_billing.methods import MethodStatus
from astra_billing.ports.payments import (
    Failure,
    FailureReason,
    Hint,
    NotificationRejected,
    StoredMethod,
    Subject,
    Verified,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from astra_billing.adapters.gateways.stripe.settings import Account
    from astra_billing.ports.payments import Answer, NotificationInput

_LONGEST = 1_000_000  # an event holds its whole object, and some objects hold lists
_LONGEST_HEADER = 2000
_LONGEST_TIME = 12


def sign(body: bytes, secret: Secret, now: datetime) -> str:
    """The header `Stripe-Signature` of a body, as Stripe makes it; for tests of one's own endpoint."""
    moment = str(int(now.timestamp()))
    return f"t={moment},v1={_digest(body, secret, moment)}"


def event_of(account: Account, arrived: NotificationInput, now: datetime) -> Verified | Hint:
    """What a webhook says."""
    with rejected_if_unreadable(account.name):
        check_size(arrived, _LONGEST)
        _check_signature(account, arrived, now)
        said = decoded(arrived.body)
        if said.get("livemode") is False and not account.takes_test_payments:
            raise NotificationRejected(account.name, text="it is of test mode, where no money moves")
        event, about = said.text("type"), said.record("data").record("object")
        subject = _hinted(event, about)
        if subject is not None:
            ref = about.get("payment_intent") if event.startswith("charge.dispute.") else about.get("id")
            return Hint(subject, ref=id_in(ref, "id"), own_key=own_key_in(about), event=event)
        read = _READERS.get(event)
        return Verified(read(about) if read else None, event)


def _hinted(event: str, about: Record) -> Subject | None:
    if event.startswith("charge.dispute."):
        return Subject.PAYMENT
    if not event.startswith("checkout.session."):
        return None
    return Subject.METHOD if about.get("mode") == "setup" else Subject.PAYMENT


def _detached(about: Record) -> StoredMethod:
    token = about.text("id")
    lost = card_of(token, "", about.maybe("card"))
    failure = Failure(FailureReason.METHOD_REVOKED, "payment_method_detached")
    return StoredMethod(token, MethodStatus.FAILING, lost.title, lost.kind, lost.expires, ref=token, failure=failure)


_READERS: Final[dict[str, Callable[[Record], Answer]]] = {
    "payment_intent.succeeded": intent_in,
    "payment_intent.payment_failed": intent_in,
    "payment_intent.requires_action": intent_in,
    "payment_intent.processing": intent_in,
    "payment_intent.canceled": intent_in,
    "setup_intent.succeeded": setup_in,
    "setup_intent.setup_failed": setup_in,
    "setup_intent.canceled": setup_in,
    "charge.refunded": charge_in,
    "refund.created": refund_in,
    "refund.updated": refund_in,
    "refund.failed": refund_in,
    "payment_method.detached": _detached,
}


def _check_signature(account: Account, arrived: NotificationInput, now: datetime) -> None:
    """One of the signatures must be that of one of the secrets, and fresh."""
    header = arrived.header("stripe-signature")
    pairs = [pair.partition("=") for pair in header[:_LONGEST_HEADER].split(",")]
    moment = next((value for name, _, value in pairs if name.strip() == "t"), "")
    given = [value for name, _, value in pairs if name.strip() == "v1"]
    if not (moment.isascii() and moment.isdigit() and len(moment) < _LONGEST_TIME and given):
        raise NotificationRejected(account.name, text="it is not signed")
    made = [_digest(arrived.body, secret, moment) for secret in account.webhook_secrets]
    if not any([same(one, other) for one in made for other in given]):  # noqa: C419 - all of them, always
        raise NotificationRejected(account.name, text="the signature is not of our secret")
    if abs(now - datetime.fromtimestamp(int(moment), UTC)) > account.tolerance:
        raise NotificationRejected(account.name, text="the signature is of another time")


def _digest(body: bytes, secret: Secret, moment: str) -> str:
    return new(secret.encoded(), moment.encode() + b"." + body, sha256).hexdigest()
