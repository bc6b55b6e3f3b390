"""
The requests of Stripe: forms over a bearer key, an `Idempotency-Key` with everything that changes something.

A payment by the customer is a Checkout Session (`cs_...`), a charge of a saved
method is a confirmed PaymentIntent (`pi_...`); both are asked about, cancelled
and refunded by their own id.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from astra_billing.adapters.gateways.forms import form_bytes
from astra_billing.adapters.gateways.http import HttpRequest
from astra_billing.adapters.gateways.stripe.minor import units_of
from astra_billing.ports.payments import (
    CancelPayment,
    ChargeSaved,
    FetchMethod,
    FetchPayment,
    FetchRefund,
    ForgetMethod,
    InvalidRequest,
    RefundPayment,
    StartPayment,
    StartSaving,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from astra_billing.adapters.gateways.stripe.settings import Account
    from astra_billing.ports.payments import Operation

FIND_INTENT: Final = "find_intent"
GIVE_UP: Final = "give_up"
OFF_SESSION: Final = "off_session"
"""The metadata that tells our charges of saved methods from payments by customers."""

_ID = re.compile(r"[a-z]{2,10}_[0-9A-Za-z_]{1,120}")
_PATHS: Final = {"cs": "/checkout/sessions", "pi": "/payment_intents", "re": "/refunds", "seti": "/setup_intents"}
_EXPANDED: Final = {
    "cs": ("payment_intent.latest_charge", "setup_intent.payment_method"),
    "pi": ("latest_charge",),
    "seti": ("payment_method",),
}
_REFUNDS = ("re", "pyr")


def request_of(account: Account, operation: Operation) -> HttpRequest:
    """The (first) request that carries an operation out."""
    match operation:
        case StartPayment() | StartSaving():
            fields = _checkout(operation) if isinstance(operation, StartPayment) else _setup(operation)
            return post(account, "/checkout/sessions", operation.key, fields)
        case ChargeSaved():
            return post(account, "/payment_intents", operation.key, _intent(account, operation))
        case FetchPayment() | FetchMethod() | FetchRefund():
            return fetching(account, operation.ref)
        case CancelPayment():
            action = "expire" if _kind(account, operation.ref) == "cs" else "cancel"
            return post(account, f"{_path(account, operation.ref)}/{action}", operation.key, {})
        case RefundPayment():
            is_session = _kind(account, operation.ref) == "cs"
            return fetching(account, operation.ref, FIND_INTENT) if is_session else refunding(account, operation)
        case ForgetMethod():
            _kind(account, operation.token)
            return post(account, f"/payment_methods/{operation.token}/detach", operation.key, {})


def refunding(account: Account, operation: RefundPayment, intent: str = "") -> HttpRequest:
    """The refund of an intent."""
    fields = {
        "payment_intent": intent or operation.ref,
        "amount": str(units_of(operation.amount)),
        "metadata[own_key]": operation.key,
    }
    return post(account, "/refunds", operation.key, fields)


def giving_up(account: Account, operation: ChargeSaved, intent: str) -> HttpRequest:
    """The end of an intent that waits for a customer who is not there."""
    return post(account, f"{_path(account, intent)}/cancel", f"{operation.key}-{GIVE_UP}", {}, GIVE_UP)


def fetching(account: Account, ref: str, step: str = "") -> HttpRequest:
    """The question about an object, with what is needed inside it."""
    inside = _EXPANDED.get(_kind(account, ref), ())
    query = form_bytes({f"expand[{place}]": name for place, name in enumerate(inside)}).decode()
    url = f"{account.base_url}{_path(account, ref)}{'?' if query else ''}{query}"
    return HttpRequest("GET", url, _headers(account), step=step, is_repeatable=True)


def post(account: Account, path: str, key: str, fields: Mapping[str, str], step: str = "") -> HttpRequest:
    """A request that changes something, with its key."""
    headers = {
        **_headers(account),
        "Content-Type": "application/x-www-form-urlencoded",
        "Idempotency-Key": key,
    }
    return HttpRequest("POST", f"{account.base_url}{path}", headers, form_bytes(fields), step, is_repeatable=True)


def _checkout(operation: StartPayment) -> dict[str, str]:
    fields = {
        "mode": "payment",
        "line_items[0][quantity]": "1",
        "line_items[0][price_data][currency]": operation.amount.currency.code.lower(),
        "line_items[0][price_data][unit_amount]": str(units_of(operation.amount)),
        "line_items[0][price_data][product_data][name]": operation.description or operation.key,
        "payment_intent_data[metadata][own_key]": operation.key,
        **_page(operation),
    }
    if operation.save_method:
        fields["payment_intent_data[setup_future_usage]"] = "off_session"
        if not operation.payer_ref:
            fields["customer_creation"] = "always"
    return fields


def _setup(operation: StartSaving) -> dict[str, str]:
    fields = {
        "mode": "setup",
        "currency": operation.currency.code.lower(),
        "setup_intent_data[metadata][own_key]": operation.key,
        **_page(operation),
    }
    return fields if operation.payer_ref else fields | {"customer_creation": "always"}


def _page(operation: StartPayment | StartSaving) -> dict[str, str]:
    fields = {
        "success_url": operation.return_url,
        "cancel_url": operation.return_url,
        "client_reference_id": operation.key,
        "metadata[own_key]": operation.key,
    }
    return fields | {"customer": operation.payer_ref} if operation.payer_ref else fields


def _intent(account: Account, operation: ChargeSaved) -> dict[str, str]:
    _kind(account, operation.token)
    fields = {
        "amount": str(units_of(operation.amount)),
        "currency": operation.amount.currency.code.lower(),
        "payment_method": operation.token,
        "payment_method_types[0]": "card",
        "confirm": "true",
        "off_session": "true",
        "metadata[own_key]": operation.key,
        f"metadata[{OFF_SESSION}]": "true",
        "expand[0]": "latest_charge",
    }
    optional = {"customer": operation.payer_ref, "description": operation.description}
    return fields | {name: text for name, text in optional.items() if text}


def _path(account: Account, ref: str) -> str:
    kind = _kind(account, ref)
    if kind not in _PATHS:
        raise InvalidRequest(account.name, text="it asks by ids of sessions, intents, set-ups and refunds only")
    return f"{_PATHS[kind]}/{ref}"


def is_id(ref: str) -> bool:
    """Whether a text can be an id of Stripe."""
    return _ID.fullmatch(ref) is not None


def _kind(account: Account, ref: str) -> str:
    """What an id is of; it becomes part of the address, so it must be nothing but an id."""
    if not is_id(ref):
        raise InvalidRequest(account.name, text="it asks by its own ids only, such as pi_3Abc")
    kind = ref.partition("_")[0]
    return "re" if kind in _REFUNDS else kind


def _headers(account: Account) -> dict[str, str]:
    return {"Authorization": f"Bearer {account.secret_key.reveal()}", "Stripe-Version": account.api_version}
