"""The requests of YooKassa: JSON over HTTP Basic, an `Idempotence-Key` with everything that changes something."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING

from astra_billing.adapters.gateways.amounts import to_text
from astra_billing.adapters.gateways.http import HttpRequest
from astra_billing.adapters.gateways.reading import json_bytes
from astra_billing.adapters.gateways.yookassa.receipts import receipt_of
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

    from astra_billing.adapters.gateways.yookassa.settings import Shop
    from astra_billing.money import Money
    from astra_billing.ports.payments import FiscalReceipt, Operation

_ID = re.compile(r"[0-9A-Za-z-]{1,64}")
_COLLECTIONS = {FetchPayment: "/payments", FetchMethod: "/payment_methods", FetchRefund: "/refunds"}
_LONGEST_DESCRIPTION = 128
_LONGEST_REFUND_DESCRIPTION = 250


def request_of(shop: Shop, operation: Operation) -> HttpRequest:
    """The request that carries an operation out."""
    match operation:
        case StartPayment() | ChargeSaved():
            return _post(shop, "/payments", operation.key, _payment(shop, operation))
        case StartSaving():
            body = {"type": "bank_card", "confirmation": _redirect(operation.return_url)}
            return _post(shop, "/payment_methods", operation.key, body)
        case CancelPayment():
            return _post(shop, f"/payments/{_id(shop, operation.ref)}/cancel", operation.key, {})
        case RefundPayment():
            return _post(shop, "/refunds", operation.key, _refund(shop, operation))
        case FetchPayment() | FetchMethod() | FetchRefund():
            return _get(shop, _COLLECTIONS[type(operation)], operation.ref)
        case ForgetMethod():
            raise NotSupported(shop.name, text="its API drops no saved methods; forget the token")


def _payment(shop: Shop, operation: StartPayment | ChargeSaved) -> dict[str, object]:
    body: dict[str, object] = {"amount": _amount(shop, operation.amount), "capture": True}
    if isinstance(operation, StartPayment):
        body["confirmation"] = _redirect(operation.return_url)
        if operation.save_method:
            body["save_payment_method"] = True
        if operation.payer_ref:
            body["merchant_customer_id"] = operation.payer_ref[:200]
    else:
        body["payment_method_id"] = operation.token
        if operation.payer_ip:
            body["client_ip"] = operation.payer_ip
    return body | _said(shop, operation.description, _LONGEST_DESCRIPTION, operation.key, operation.receipt)


def _refund(shop: Shop, operation: RefundPayment) -> dict[str, object]:
    body: dict[str, object] = {
        "payment_id": _id(shop, operation.ref),
        "amount": _amount(shop, operation.amount),
    }
    return body | _said(shop, operation.description, _LONGEST_REFUND_DESCRIPTION, operation.key, operation.receipt)


def _said(shop: Shop, text: str, longest: int, key: str, receipt: FiscalReceipt | None) -> dict[str, object]:
    """What payments and refunds have alike; a description that is too long for the vendor ends in an ellipsis."""
    said: dict[str, object] = {"metadata": {"own_key": key}}
    if text:
        said["description"] = text if len(text) <= longest else f"{text[: longest - 1]}…"
    if receipt is not None:
        said["receipt"] = receipt_of(shop, receipt)
    return said


def _amount(shop: Shop, money: Money) -> dict[str, str]:
    if money.currency.code != "RUB":
        raise InvalidRequest(shop.name, text=f"it takes roubles, not {money.currency}")
    return {"value": to_text(money), "currency": money.currency.code}


def _redirect(return_url: str) -> dict[str, str]:
    return {"type": "redirect", "return_url": return_url}


def _id(shop: Shop, ref: str) -> str:
    """An id becomes part of the address, so it must be nothing else."""
    if _ID.fullmatch(ref) is None:
        raise InvalidRequest(shop.name, text="it asks by its own ids only, which are letters, digits and hyphens")
    return ref


def _get(shop: Shop, path: str, ref: str) -> HttpRequest:
    return HttpRequest("GET", f"{shop.base_url}{path}/{_id(shop, ref)}", _headers(shop), is_repeatable=True)


def _post(shop: Shop, path: str, key: str, body: Mapping[str, object]) -> HttpRequest:
    headers = {**_headers(shop), "Content-Type": "application/json", "Idempotence-Key": key}
    return HttpRequest("POST", f"{shop.base_url}{path}", headers, json_bytes(body), is_repeatable=True)


def _headers(shop: Shop) -> dict[str, str]:
    pair = b64encode(f"{shop.shop_id}:{shop.secret.reveal()}".encode()).decode()
    return {"Authorization": f"Basic {pair}", "Accept": "application/json"}
