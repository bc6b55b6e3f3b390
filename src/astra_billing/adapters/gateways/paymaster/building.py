"""
The requests of PayMaster, REST v2: JSON with a bearer token, an `Idempotency-Key` with what changes something.

    >>> from astra_billing.adapters.gateways.paymaster.settings import Merchant
    >>> from astra_billing.money import RUB, Money
    >>> merchant = Merchant(merchant_id="96e809e9", token="...")
    >>> request = request_of(merchant, ChargeSaved("autopay-2026-11", "tok-1", Money("620.00", RUB)))
    >>> request.url, request.headers["Idempotency-Key"]
    ('https://paymaster.ru/api/v2/payments', 'autopay-2026-11')
    >>> b'"value": 620.00' in request.body
    True
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from astra_billing.adapters.gateways.amounts import to_number
from astra_billing.adapters.gateways.http import HttpRequest
from astra_billing.adapters.gateways.reading import json_bytes
from astra_billing.ports.payments import (
    CancelPayment,
    ChargeSaved,
    FetchMethod,
    FetchPayment,
    FetchRefund,
    ForgetMethod,
    InvalidRequest,
    NotSupported,
    RefundPayment,
    StartPayment,
    StartSaving,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from astra_billing.adapters.gateways.paymaster.settings import Merchant
    from astra_billing.money import Money
    from astra_billing.ports.payments import Operation

_ID: Final = re.compile(r"[0-9A-Za-z-]{1,64}")
_COLLECTIONS: Final = {FetchPayment: "payments", FetchMethod: "paymenttokens", FetchRefund: "refunds"}
_LONGEST_DESCRIPTION: Final = 255


def request_of(merchant: Merchant, operation: Operation) -> HttpRequest:  # noqa: PLR0911 - a line for each operation
    """The request that carries an operation out."""
    match operation:
        case StartPayment():
            return _post(merchant, "invoices", operation.key, _invoice(merchant, operation))
        case ChargeSaved():
            return _post(merchant, "payments", operation.key, _charge(merchant, operation))
        case StartSaving():
            return _post(merchant, "tokenization", operation.key, _saving(merchant, operation))
        case RefundPayment():
            return _post(merchant, "refunds", operation.key, _refund(merchant, operation))
        case FetchPayment() | FetchMethod() | FetchRefund():
            path = f"{_COLLECTIONS[type(operation)]}/{_id(merchant, operation.ref)}"
            return HttpRequest("GET", _url(merchant, path), _headers(merchant), is_repeatable=True)
        case CancelPayment():
            return _put(merchant, f"payments/{_id(merchant, operation.ref)}/cancel", "cancel")
        case ForgetMethod():
            return _put(merchant, f"paymenttokens/{_id(merchant, operation.token)}/revoke", "revoke")


def payment_question(merchant: Merchant, ref: str) -> HttpRequest:
    """Ask how a payment stands."""
    return HttpRequest("GET", _url(merchant, f"payments/{_id(merchant, ref)}"), _headers(merchant), is_repeatable=True)


def _invoice(merchant: Merchant, operation: StartPayment) -> dict[str, object]:
    protocol = {"returnUrl": operation.return_url}
    if merchant.callback_url:
        protocol["callbackUrl"] = merchant.callback_url
    body = _common(merchant, operation) | {"protocol": protocol}
    if operation.save_method:
        body["tokenization"] = {"type": merchant.token_type, "purpose": _text(operation.description)}
    return body


def _charge(merchant: Merchant, operation: ChargeSaved) -> dict[str, object]:
    paid_with = {"paymentMethod": merchant.payment_method, "token": {"id": operation.token}}
    return _common(merchant, operation) | {"paymentData": paid_with}


def _common(merchant: Merchant, operation: StartPayment | ChargeSaved) -> dict[str, object]:
    if operation.receipt is not None:
        raise NotSupported(merchant.name, text="54-FZ receipts are not built for PayMaster")
    return {
        "merchantId": merchant.merchant_id,
        "testMode": merchant.takes_test_payments,
        "invoice": {"description": _text(operation.description), "orderNo": operation.key},
        "amount": _amount(merchant, operation.amount),
    }


def _saving(merchant: Merchant, operation: StartSaving) -> dict[str, object]:
    if not operation.payer_ref:
        raise InvalidRequest(merchant.name, text="a method is saved for a customer: pass payer_ref, your id of them")
    body: dict[str, object] = {
        "merchantId": merchant.merchant_id,
        "testMode": merchant.takes_test_payments,
        "type": merchant.token_type,
        "purpose": _text(operation.description),
        "paymentMethod": merchant.payment_method,
        "returnUrl": operation.return_url,
        "customer": {"account": operation.payer_ref},
    }
    return body | ({"callbackUrl": merchant.callback_url} if merchant.callback_url else {})


def _refund(merchant: Merchant, operation: RefundPayment) -> dict[str, object]:
    if operation.receipt is not None:
        raise NotSupported(merchant.name, text="54-FZ receipts are not built for PayMaster")
    return {"paymentId": _id(merchant, operation.ref), "amount": _amount(merchant, operation.amount)}


def _amount(merchant: Merchant, money: Money) -> dict[str, object]:
    if money.currency != merchant.currency:
        raise InvalidRequest(merchant.name, text=f"the merchant takes {merchant.currency}, not {money.currency}")
    return {"value": to_number(money), "currency": money.currency.code}


def _text(description: str) -> str:
    """A description, which must be there; one that is too long ends in an ellipsis."""
    text = description or "Payment"
    return text if len(text) <= _LONGEST_DESCRIPTION else f"{text[: _LONGEST_DESCRIPTION - 1]}…"


def _id(merchant: Merchant, ref: str) -> str:
    """An id becomes part of the address, so it must be nothing else."""
    if _ID.fullmatch(ref) is None:
        raise InvalidRequest(merchant.name, text="it asks by its own ids only, which are letters, digits and hyphens")
    return ref


def _post(merchant: Merchant, path: str, key: str, body: Mapping[str, object]) -> HttpRequest:
    headers = {**_headers(merchant), "Content-Type": "application/json", "Idempotency-Key": key}
    return HttpRequest("POST", _url(merchant, path), headers, json_bytes(body), is_repeatable=True)


def _put(merchant: Merchant, path: str, step: str) -> HttpRequest:
    """Cancelling or revoking twice does no more than once."""
    return HttpRequest("PUT", _url(merchant, path), _headers(merchant), b"", step, is_repeatable=True)


def _url(merchant: Merchant, path: str) -> str:
    return f"{merchant.base_url}/{path}"


def _headers(merchant: Merchant) -> dict[str, str]:
    return {"Authorization": f"Bearer {merchant.token.reveal()}", "Accept": "application/json"}
