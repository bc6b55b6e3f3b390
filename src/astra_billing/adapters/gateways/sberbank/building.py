"""
The calls of Sberbank: which method an operation begins with.

    >>> from astra_billing.adapters.gateways.sberbank.settings import CLASSIC_TEST, Shop
    >>> from astra_billing.money import RUB, Money
    >>> shop = Shop(url=CLASSIC_TEST, token="t", site_url="https://shop.example/")
    >>> call = request_of(shop, StartPayment("17", Money("620.00", RUB), "https://shop.example/back"))
    >>> call.url, call.step
    ('https://3dsec.sberbank.ru/payment/rest/register.do', 'register')
    >>> call.body
    b'token=t&orderNumber=17&amount=62000&currency=643&returnUrl=https%3A%2F%2Fshop.example%2Fback'

The odd case: a method is saved by an order that moves no money, so its amount is zero.

    >>> saving = StartSaving("18", "https://shop.example/back", payer_ref="a1")
    >>> request_of(shop, saving).body.decode().split("&")[2:4]
    ['amount=0', 'currency=643']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from attrs import evolve

from astra_billing.adapters.gateways.amounts import to_minor
from astra_billing.adapters.gateways.forms import form_bytes
from astra_billing.adapters.gateways.http import HttpRequest
from astra_billing.adapters.gateways.reading import json_bytes
from astra_billing.adapters.gateways.sberbank.settings import ChargeBy, Dialect
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
    from astra_billing.adapters.gateways.sberbank.settings import Shop
    from astra_billing.money import Money
    from astra_billing.ports.payments import Operation

_LONGEST_DESCRIPTION: Final = 512
_BINDING: Final = "binding/"


def request_of(shop: Shop, operation: Operation) -> HttpRequest:  # noqa: C901, PLR0911 - a line for each operation
    """
    The request that an operation begins with.

    Raises:
        NotSupported: Sberbank has no such operation.
        InvalidRequest: the operation does not fit the shop.
    """
    match operation:
        case StartPayment() | StartSaving():
            return _register(shop, operation)
        case ChargeSaved():
            return _charge(shop, operation)
        case FetchPayment():
            return status_call(shop, operation.ref, operation.own_key)
        case FetchMethod():
            return _method_call(shop, operation)
        case CancelPayment():
            return status_call(shop, operation.ref, step="look")
        case RefundPayment():
            return _refund(shop, operation)
        case ForgetMethod():
            method = "unBindCard.do" if shop.dialect is Dialect.CLASSIC else "unbindCard.do"
            return call(shop, method, {"bindingId": operation.token}, "unbind", is_repeatable=True)
        case FetchRefund():
            raise NotSupported(shop.name, text="refunds have no ids; ask for the payment")


def call(shop: Shop, method: str, fields: dict[str, object], step: str, *, is_repeatable: bool = False) -> HttpRequest:
    """A call of a method, in the shop's dialect."""
    told = {**shop.credentials, **{name: value for name, value in fields.items() if value != ""}}
    if shop.dialect is Dialect.PARTNER:
        kind, body = "application/json", json_bytes(told)
    else:
        kind, body = "application/x-www-form-urlencoded", form_bytes({name: str(value) for name, value in told.items()})
    return HttpRequest("POST", shop.url + method, {"Content-Type": kind}, body, step, is_repeatable)


def status_call(shop: Shop, ref: str = "", own_key: str = "", step: str = "status") -> HttpRequest:
    """Ask how an order stands, by the bank's id or by our order number."""
    fields: dict[str, object] = {"orderId": ref} if ref else {"orderNumber": own_key}
    return _question(call(shop, "getOrderStatusExtended.do", fields, step))


def pay_call(shop: Shop, operation: ChargeSaved, order: str) -> HttpRequest:
    """Pay a registered order from a binding; only one payment of an order can succeed."""
    fields: dict[str, object] = {
        "mdOrder": order,
        "bindingId": operation.token,
        "ip": operation.payer_ip or shop.payer_ip,
    }
    return call(shop, "paymentOrderBinding.do", fields, f"pay:{order}")


def bindings_call(shop: Shop, client: str, binding: str) -> HttpRequest:
    """Ask for the bindings of a customer, the inactive ones too."""
    fields: dict[str, object] = {"clientId": client, "showInactive": "true"}
    return _question(call(shop, "getBindings.do", fields, f"bindings:{binding}"))


def refund_call(shop: Shop, operation: RefundPayment) -> HttpRequest:
    """Send money back: the partner API has a key for it, the classic one has none."""
    fields: dict[str, object] = {"orderId": operation.ref, "amount": to_minor(_own(shop, operation.amount))}
    is_keyed = shop.dialect is Dialect.PARTNER
    if is_keyed:
        fields["jsonParams"] = {"externalRefundId": operation.key}
    return call(shop, "refund.do", fields, "refund", is_repeatable=is_keyed)


def binding_ref(client: str, binding: str) -> str:
    """The ref of a saved method: who it belongs to and which it is, for `FetchMethod`."""
    return f"{_BINDING}{quote(client, safe='')}/{quote(binding, safe='')}"


def is_binding(ref: str) -> bool:
    """Whether a ref is a binding's, not an order's."""
    return ref.startswith(_BINDING)


def client_in(ref: str) -> str:
    """Whose binding a ref is."""
    return unquote(ref.removeprefix(_BINDING).partition("/")[0])


def _question(request: HttpRequest) -> HttpRequest:
    return evolve(request, is_repeatable=True, only_asks=True)


def _register(shop: Shop, operation: StartPayment | StartSaving | ChargeSaved) -> HttpRequest:
    """An order; its number is our key, so a second one is refused and the first can be asked for."""
    is_saving = isinstance(operation, StartSaving)
    amount = 0 if isinstance(operation, StartSaving) else to_minor(_own(shop, operation.amount))
    fields: dict[str, object] = {
        "orderNumber": operation.key,
        "amount": amount,
        "currency": shop.currency.number,
        "returnUrl": shop.site_url if isinstance(operation, ChargeSaved) else operation.return_url,
        "description": _description(operation.description),
    }
    if is_saving or (isinstance(operation, StartPayment) and operation.save_method):
        fields["clientId"] = _payer(shop, operation)
    if not isinstance(operation, StartPayment):
        fields["features"] = "VERIFY" if is_saving else "AUTO_PAYMENT"
    if not is_saving:
        _without_receipt(shop, operation)
    return call(shop, "register.do", fields, "register", is_repeatable=True)


def _charge(shop: Shop, operation: ChargeSaved) -> HttpRequest:
    if shop.charge_by is ChargeBy.ORDER_BINDING:
        if not (operation.payer_ip or shop.payer_ip):
            raise InvalidRequest(shop.name, text="paymentOrderBinding.do needs the payer's address: pass payer_ip")
        return _register(shop, operation)
    _without_receipt(shop, operation)
    fields: dict[str, object] = {
        "orderNumber": operation.key,
        "bindingId": operation.token,
        "amount": to_minor(_own(shop, operation.amount)),
        "currency": shop.currency.number,
        "description": _description(operation.description),
    }
    return call(shop, "recurrentPayment.do", fields, "recurrent", is_repeatable=True)


def _method_call(shop: Shop, operation: FetchMethod) -> HttpRequest:
    if not is_binding(operation.ref):
        return status_call(shop, operation.ref, operation.own_key)
    return bindings_call(shop, client_in(operation.ref), operation.ref.rpartition("/")[2])


def _refund(shop: Shop, operation: RefundPayment) -> HttpRequest:
    """Without a key for refunds, what has gone back before decides whether this one was done already."""
    _without_receipt(shop, operation)
    to_minor(_own(shop, operation.amount))
    if shop.dialect is Dialect.PARTNER:
        return refund_call(shop, operation)
    if operation.refunded_before is None:
        raise InvalidRequest(shop.name, text="a refund has no key here: pass refunded_before, and it is not done twice")
    _own(shop, operation.refunded_before)
    return status_call(shop, operation.ref, step="before")


def _own(shop: Shop, amount: Money) -> Money:
    if amount.currency != shop.currency:
        raise InvalidRequest(shop.name, text=f"the shop takes {shop.currency}, not {amount.currency}")
    return amount


def _payer(shop: Shop, operation: StartPayment | StartSaving | ChargeSaved) -> str:
    if not operation.payer_ref:
        raise InvalidRequest(shop.name, text="a method is saved for a customer: pass payer_ref, your id of them")
    return operation.payer_ref


def _description(text: str) -> str:
    """A description that is too long for the vendor ends in an ellipsis."""
    return text if len(text) <= _LONGEST_DESCRIPTION else f"{text[: _LONGEST_DESCRIPTION - 1]}…"


def _without_receipt(shop: Shop, operation: StartPayment | StartSaving | ChargeSaved | RefundPayment) -> None:
    if not isinstance(operation, StartSaving) and operation.receipt is not None:
        raise NotSupported(shop.name, text="54-FZ receipts are not built for Sberbank")
