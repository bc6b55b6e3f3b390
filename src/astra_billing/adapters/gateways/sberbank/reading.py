"""
The answers of Sberbank, and what to ask next.

An operation is a conversation here.  A charge registers an order, pays it and
asks how it stands; an order number that is taken leads to the same question,
because the first answer may have been lost; a refund in the classic dialect
looks first at what has gone back already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from astra_billing.adapters.gateways.reading import (
    Unreadable,
    decoded,
    refuse_status,
    retry_after_of,
    unknown_if_unreadable,
)
from astra_billing.adapters.gateways.sberbank.building import call, client_in, is_binding, pay_call, status_call
from astra_billing.adapters.gateways.sberbank.codes import (
    DUPLICATE,
    MISSING,
    NO_ORDER,
    REFUSED,
    SYSTEM,
    code_in,
    refuse_code,
    text_in,
)
from astra_billing.adapters.gateways.sberbank.fields import id_in, lowered
from astra_billing.adapters.gateways.sberbank.orders import (
    AT_THE_BANK,
    HELD,
    REGISTERED,
    bound,
    method_of,
    order_in,
    payment_of,
    without_binding,
)
from astra_billing.adapters.gateways.sberbank.refunds import after_refund, before_refund, refunded
from astra_billing.methods import MethodStatus
from astra_billing.ports.payments import (
    CancelPayment,
    ChargeSaved,
    Failure,
    FailureReason,
    FetchMethod,
    FetchPayment,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    RefundPayment,
    StartPayment,
    StartSaving,
    StoredMethod,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from astra_billing.adapters.gateways.http import HttpRequest, HttpResponse
    from astra_billing.adapters.gateways.reading import Record
    from astra_billing.adapters.gateways.sberbank.orders import Order
    from astra_billing.adapters.gateways.sberbank.settings import Shop
    from astra_billing.ports.payments import Answer, Operation

    Reader = Callable[[Shop, Operation, Record, str], Answer | HttpRequest]

_OK: Final = 200


def answer_of(shop: Shop, operation: Operation, response: HttpResponse) -> Answer | HttpRequest:
    """What a response to a step of an operation means, or the next step."""
    if response.status != _OK:
        refuse_status(shop.name, response.status, retry_after=retry_after_of(response))
    with unknown_if_unreadable(shop.name, response.status):
        step, _, about = response.step.partition(":")
        return _READERS[step](shop, operation, lowered(decoded(response.body)), about)


def _registered(shop: Shop, operation: Operation, said: Record, _: str) -> Answer | HttpRequest:
    """An order has its number; a number that is taken is ours from before an answer was lost."""
    if not isinstance(operation, StartPayment | StartSaving | ChargeSaved):
        raise Unreadable("an answer to another operation")
    if code_in(said) == DUPLICATE:
        return status_call(shop, own_key=operation.key)
    if code_in(said):
        refuse_code(shop.name, said)
    ref = _some(said, "orderid")
    if isinstance(operation, ChargeSaved):
        return pay_call(shop, operation, ref)
    url = _some(said, "formurl")
    if isinstance(operation, StartSaving):
        waiting = MethodStatus.BEING_SET_UP
        return StoredMethod(
            "", waiting, payer_ref=operation.payer_ref, ref=ref, own_key=operation.key, redirect_url=url
        )
    state = PaymentState.NEEDS_CUSTOMER
    return PaymentSnapshot(ref, state, operation.amount, own_key=operation.key, redirect_url=url, raw=said.fields)


def _paid(shop: Shop, operation: Operation, said: Record, ref: str) -> Answer | HttpRequest:
    """A payment was tried: the order knows how it ended, unless the issuer wants to see the customer."""
    charge = _charge(operation)
    if code_in(said) == MISSING:
        return without_binding(charge, said, ref)
    if code_in(said):
        refuse_code(shop.name, said)
    url = said.text("acsurl", "")
    if not url:
        return status_call(shop, own_key=charge.key)
    fields = {
        "MD": ref,
        "PaReq": said.text("pareq", ""),
        "creq": said.text("creq", ""),
        "TermUrl": said.text("termurl", ""),
    }
    return PaymentSnapshot(
        ref,
        PaymentState.NEEDS_CUSTOMER,
        charge.amount,
        own_key=charge.key,
        redirect_url=url,
        redirect_fields=tuple((name, value) for name, value in fields.items() if value),
    )


def _recurrent(shop: Shop, operation: Operation, said: Record, _: str) -> Answer | HttpRequest:
    """One call did it all, or found the number taken; either way the order knows how it ended."""
    charge = _charge(operation)
    if code_in(said) == MISSING:
        return without_binding(charge, said)
    if code_in(said) not in {0, DUPLICATE}:
        refuse_code(shop.name, said)
    return status_call(shop, own_key=charge.key)


def _status(shop: Shop, operation: Operation, said: Record, ref: str) -> Answer | HttpRequest:
    order = _order(shop, operation, said, ref)
    if isinstance(operation, StartSaving | FetchMethod):
        return method_of(shop, order, operation.payer_ref)
    return payment_of(shop, operation, order)


def _looked(shop: Shop, operation: Operation, said: Record, _: str) -> Answer | HttpRequest:
    """What is not paid is declined, what is held is let go; a paid order is not taken back by a cancellation."""
    order = _order(shop, operation, said)
    methods = {REGISTERED: "decline.do", AT_THE_BANK: "decline.do", HELD: "reverse.do"}
    if order.status not in methods or not isinstance(operation, CancelPayment):
        return payment_of(shop, operation, order)
    return call(shop, methods[order.status], {"orderId": operation.ref}, "released")


def _released(shop: Shop, operation: Operation, said: Record, _: str) -> Answer | HttpRequest:
    """Whether it worked or came too late, the order knows."""
    if code_in(said) == REFUSED or not isinstance(operation, CancelPayment):
        refuse_code(shop.name, said)
    return status_call(shop, operation.ref)


def _bindings(shop: Shop, operation: Operation, said: Record, about: str) -> Answer | HttpRequest:
    """One binding among those of the customer; a binding that is not there was taken away."""
    if not isinstance(operation, FetchMethod) or not is_binding(operation.ref):
        raise Unreadable("an answer to another operation")
    if code_in(said) not in {0, MISSING}:
        refuse_code(shop.name, said)
    client = client_in(operation.ref)
    for each in map(lowered, said.records("bindings")):
        if id_in(each, "bindingid") == unquote(about):
            return bound(each, client)
    gone = Failure(FailureReason.METHOD_REVOKED, "no binding")
    return StoredMethod("", MethodStatus.FAILING, payer_ref=client, ref=operation.ref, failure=gone)


def _unbound(shop: Shop, _: Operation, said: Record, __: str) -> Answer | HttpRequest:
    if code_in(said) not in {0, MISSING}:
        refuse_code(shop.name, said)
    return None


def _before(shop: Shop, operation: Operation, said: Record, _: str) -> Answer | HttpRequest:
    return before_refund(shop, _refund(operation), _order(shop, operation, said))


def _refunded(shop: Shop, operation: Operation, said: Record, _: str) -> Answer | HttpRequest:
    """An error of the bank's own leaves a doubt, which what has gone back decides."""
    refund = _refund(operation)
    if code_in(said) == SYSTEM and refund.refunded_before is not None:
        return status_call(shop, refund.ref, step="after")
    if code_in(said):
        refuse_code(shop.name, said)
    return refunded(refund)


def _after(shop: Shop, operation: Operation, said: Record, _: str) -> Answer | HttpRequest:
    return after_refund(shop, _refund(operation), _order(shop, operation, said), str(SYSTEM))


def _order(shop: Shop, operation: Operation, said: Record, ref: str = "") -> Order:
    """The order of an answer; an older edition names an error beside the status of a declined order."""
    if said.get("orderstatus") is None:
        if code_in(said) in {REFUSED, NO_ORDER}:
            refuse_code(shop.name, said)
        raise OutcomeUnknown(shop.name, text=text_in(said) or "no orderStatus", code=str(code_in(said)))
    match operation:
        case FetchPayment() | FetchMethod():
            return order_in(shop, said, operation.ref, operation.own_key)
        case StartPayment() | StartSaving() | ChargeSaved():
            return order_in(shop, said, ref, operation.key)
        case CancelPayment() | RefundPayment():
            return order_in(shop, said, operation.ref)
        case _:
            raise Unreadable("an answer to another operation")


def _charge(operation: Operation) -> ChargeSaved:
    if not isinstance(operation, ChargeSaved):
        raise Unreadable("an answer to another operation")
    return operation


def _refund(operation: Operation) -> RefundPayment:
    if not isinstance(operation, RefundPayment):
        raise Unreadable("an answer to another operation")
    return operation


def _some(said: Record, name: str) -> str:
    text = said.text(name)
    if not text:
        raise Unreadable(f"{name} is empty")
    return text


_READERS: Final[dict[str, Reader]] = {
    "register": _registered,
    "pay": _paid,
    "recurrent": _recurrent,
    "status": _status,
    "look": _looked,
    "released": _released,
    "bindings": _bindings,
    "unbind": _unbound,
    "before": _before,
    "refund": _refunded,
    "after": _after,
}
