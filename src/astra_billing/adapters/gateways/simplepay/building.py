"""
The requests of SimplePay: a signed JSON object in the form field `sp_json`.

    >>> from astra_billing.adapters.gateways.simplepay.settings import Outlet
    >>> from astra_billing.money import RUB, Money
    >>> outlet = Outlet(outlet_id="42", secret="s", result_secret="r", result_url="https://shop.example/result.php")
    >>> request = request_of(outlet, StartPayment("300", Money("500.00", RUB), "https://shop.example/back"))
    >>> request.url, request.is_repeatable
    ('https://api.simplepay.pro/sp/init_payment', False)

The odd case: the salt, which the vendor makes by chance, comes from the key.
So the same operation is the same request, to the letter.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from astra_billing.adapters.gateways.amounts import to_text
from astra_billing.adapters.gateways.forms import form_bytes
from astra_billing.adapters.gateways.http import HttpRequest
from astra_billing.adapters.gateways.keys import number_of
from astra_billing.adapters.gateways.reading import json_bytes
from astra_billing.adapters.gateways.simplepay.settings import LARGEST_NUMBER
from astra_billing.adapters.gateways.simplepay.signature import SIGNATURE, signature
from astra_billing.ports.payments import (
    ChargeSaved,
    FetchPayment,
    InvalidRequest,
    NotSupported,
    RefundPayment,
    StartPayment,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from astra_billing.adapters.gateways.simplepay.settings import Outlet
    from astra_billing.money import Money
    from astra_billing.ports.payments import Operation


def request_of(outlet: Outlet, operation: Operation) -> HttpRequest:
    """The request that an operation begins with."""
    match operation:
        case StartPayment():
            return _call(outlet, "init_payment", _start(outlet, operation))
        case ChargeSaved():
            return _call(outlet, "make_recurring_payment", _charge(outlet, operation))
        case FetchPayment():
            return status_call(outlet, operation.ref, operation.own_key)
        case RefundPayment():
            return _call(outlet, "refund", _refund(outlet, operation))
        case _:
            raise NotSupported(outlet.name, text="it has no such method")


def status_call(outlet: Outlet, ref: str = "", own_key: str = "") -> HttpRequest:
    """Ask how a payment stands: by its id, or by our number, which the latest payment with it answers to."""
    about = {"sp_payment_id": str(_number(outlet, ref))} if ref else {"sp_order_id": str(_number(outlet, own_key))}
    return _call(outlet, "get_status", about, only_asks=True)


def pay_call(url: str) -> HttpRequest:
    """The address that a charge of a saved method is sent on to."""
    return HttpRequest("GET", url, step="pay", only_asks=False)


def _start(outlet: Outlet, operation: StartPayment) -> dict[str, str]:
    return {
        **_order(outlet, operation),
        "sp_result_url": outlet.result_url,
        "sp_success_url": operation.return_url,
        "sp_failure_url": operation.return_url,
        "sp_recurring_start": "1" if operation.save_method else "",
    }


def _charge(outlet: Outlet, operation: ChargeSaved) -> dict[str, str]:
    profile = number_of(outlet.name, operation.token, most=LARGEST_NUMBER)
    return {**_order(outlet, operation), "sp_recurring_profile": str(profile)}


def _order(outlet: Outlet, operation: StartPayment | ChargeSaved) -> dict[str, str]:
    if operation.receipt is not None:
        raise NotSupported(outlet.name, text="it takes no 54-FZ receipts")
    return {
        "sp_order_id": str(_number(outlet, operation.key)),
        "sp_amount": to_text(_own(outlet, operation.amount)),
        "sp_lifetime": str(outlet.lifetime),
        "sp_description": operation.description or "Payment",
    }


def _refund(outlet: Outlet, operation: RefundPayment) -> dict[str, str]:
    if operation.receipt is not None:
        raise NotSupported(outlet.name, text="it takes no 54-FZ receipts")
    return {
        "sp_payment_id": str(_number(outlet, operation.ref)),
        "sp_refund_amount": to_text(_own(outlet, operation.amount)),
        "sp_description": operation.description or "Refund",
    }


def _call(outlet: Outlet, script: str, fields: Mapping[str, str], *, only_asks: bool = False) -> HttpRequest:
    """A signed call; empty fields are left out, as the vendor's classes do."""
    told = {name: value for name, value in {"sp_outlet_id": outlet.outlet_id, **fields}.items() if value}
    told["sp_salt"] = sha256(json_bytes([script, told])).hexdigest()[:16]
    told[SIGNATURE] = signature(script, told, outlet.secret.reveal(), outlet.algorithm)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    body = form_bytes({"sp_json": json_bytes(told).decode()})
    return HttpRequest("POST", f"{outlet.base_url}{script}", headers, body, script, only_asks, only_asks)


def _number(outlet: Outlet, key: str) -> int:
    return number_of(outlet.name, key, most=LARGEST_NUMBER)


def _own(outlet: Outlet, amount: Money) -> Money:
    if amount.currency != outlet.currency:
        raise InvalidRequest(outlet.name, text=f"the outlet takes {outlet.currency}, not {amount.currency}")
    return amount
