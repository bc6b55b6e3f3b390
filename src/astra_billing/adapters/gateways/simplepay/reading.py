"""
The answers of SimplePay, of which only the vendor's three samples are known.

What they don't show is not guessed: another word for a status leaves the
outcome unknown.  Their signatures are not checked, because nobody could read
which script they are made for; TLS vouches for them.

A charge of a saved method is answered `need_payment` with an address.  It is
asked for next, and then how the payment stands: that this is the second half
of a charge is an assumption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from astra_billing.adapters.gateways.amounts import from_text
from astra_billing.adapters.gateways.http import check_url
from astra_billing.adapters.gateways.keys import key_of
from astra_billing.adapters.gateways.reading import (
    AboutAnother,
    Record,
    Unreadable,
    decoded,
    refuse_status,
    retry_after_of,
    shortened,
    unknown_if_unreadable,
)
from astra_billing.adapters.gateways.simplepay.building import pay_call, status_call
from astra_billing.adapters.gateways.simplepay.settings import LARGEST_NUMBER
from astra_billing.ports.payments import (
    ChargeSaved,
    FetchPayment,
    GatewayError,
    InvalidRequest,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    RefundPayment,
    RefundSnapshot,
    StartPayment,
)

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.http import HttpRequest, HttpResponse
    from astra_billing.adapters.gateways.simplepay.settings import Outlet
    from astra_billing.money import Money
    from astra_billing.ports.payments import Answer, Operation

_OK: Final = 200
_REFUSED: Final = 400
_DONE: Final = "ok"
_STATES: Final = {"executed": PaymentState.SUCCEEDED}


def answer_of(outlet: Outlet, operation: Operation, response: HttpResponse) -> Answer | HttpRequest:
    """What a response to a step of an operation means, or the next step."""
    if response.step == "pay" and isinstance(operation, ChargeSaved) and response.status < _REFUSED:
        return status_call(outlet, own_key=operation.key)  # a page, a redirect: only the status counts
    if response.status != _OK:
        refuse_status(outlet.name, response.status, retry_after=retry_after_of(response))
    with unknown_if_unreadable(outlet.name, response.status):
        said = _answer(decoded(response.body))
        match operation:
            case StartPayment():
                return _started(outlet, operation, said)
            case ChargeSaved() if response.step == "make_recurring_payment":
                return _sent_on(outlet, operation, said)
            case FetchPayment() | ChargeSaved():
                return _payment(outlet, operation, said)
            case RefundPayment():
                return _refunded(outlet, operation, said)
            case _:
                raise Unreadable("an answer to another operation")


def _started(outlet: Outlet, operation: StartPayment, said: Record) -> PaymentSnapshot:
    _check(outlet, said)
    url = said.text("sp_redirect_url")
    check_url(url)
    return PaymentSnapshot(
        _id(said),
        PaymentState.NEEDS_CUSTOMER,
        operation.amount,
        own_key=operation.key,
        redirect_url=url,
        raw=_raw(said),
    )


def _sent_on(outlet: Outlet, operation: ChargeSaved, said: Record) -> HttpRequest:
    if said.text("sp_status") != "need_payment":
        _check(outlet, said)
        return status_call(outlet, own_key=operation.key)
    url = said.text("sp_payment_url")
    check_url(url)
    if urlsplit(url).hostname not in {*outlet.payment_hosts, urlsplit(outlet.base_url).hostname}:
        raise Unreadable("it sends us on to a stranger")
    return pay_call(url)


def _payment(outlet: Outlet, operation: FetchPayment | ChargeSaved, said: Record) -> PaymentSnapshot:
    """
    A payment; where the answer names no amount, the one that was asked for is meant.

    An error proves nothing: whether it says that there is no such payment is not known.
    """
    _check(outlet, said, OutcomeUnknown)
    own_key = operation.key if isinstance(operation, ChargeSaved) else operation.own_key
    number = key_of(_text(said, "sp_order_id"), most=LARGEST_NUMBER) if said.get("sp_order_id") else own_key
    ref = _id(said)
    if (own_key and number != own_key) or (isinstance(operation, FetchPayment) and operation.ref not in {"", ref}):
        raise AboutAnother("an answer about another payment")
    status = said.text("sp_transaction_status")
    if status.lower() not in _STATES:
        raise OutcomeUnknown(outlet.name, text="a status that is not known", code=shortened(status))
    if not ref:
        raise Unreadable("sp_payment_id is missing")
    return PaymentSnapshot(
        ref, _STATES[status.lower()], _amount(outlet, operation, said), own_key=number, raw=_raw(said)
    )


def _refunded(outlet: Outlet, operation: RefundPayment, said: Record) -> RefundSnapshot:
    _check(outlet, said)
    return RefundSnapshot(
        operation.ref,
        operation.ref,
        PaymentState.SUCCEEDED,
        operation.amount,
        own_key=operation.key,
        raw=_raw(said),
    )


def _check(outlet: Outlet, said: Record, refused: type[GatewayError] = InvalidRequest) -> None:
    """
    Refuse an answer that is not `ok`.

    Raises:
        InvalidRequest: it is an error, as the vendor's protocol has them; or what `refused` says.
        OutcomeUnknown: it is some other word.
    """
    status = said.text("sp_status")
    if status == _DONE:
        return
    words = shortened(said.get("sp_error_description") or said.get("sp_description"))
    kind = refused if status in {"error", "rejected"} else OutcomeUnknown
    raise kind(outlet.name, text=words, code=shortened(_text(said, "sp_error_code") or status))


def _amount(outlet: Outlet, operation: FetchPayment | ChargeSaved, said: Record) -> Money:
    if said.text("sp_currency", outlet.currency.code) not in outlet.currency_codes:
        raise AboutAnother(f"a payment in another currency than {outlet.currency}")
    if said.get("sp_amount") is not None:
        return from_text(_text(said, "sp_amount"), outlet.currency)
    asked = operation.amount if isinstance(operation, ChargeSaved) else operation.expected
    if asked is None:
        raise Unreadable("it names no amount: pass expected=... to ask")
    return asked


def _answer(said: Record) -> Record:
    """The fields, which may stand inside `response`."""
    return said.record("response") if isinstance(said.get("response"), dict) else said


def _id(said: Record) -> str:
    text = _text(said, "sp_payment_id")
    return key_of(text, most=LARGEST_NUMBER) if text else ""


def _text(said: Record, name: str) -> str:
    """A field as text: PHP writes numbers either way."""
    value = said.get(name)
    return str(value) if type(value) is int and abs(value) < LARGEST_NUMBER else said.text(name, "")


def _raw(said: Record) -> dict[str, object]:
    return {name: value for name, value in said.fields.items() if name != "sp_sig"}
