"""
The answer of interface X18: only a paid order is a fact.

The codes of its other answers could not be read anywhere.  So whatever is not
`retval` 0 leaves the outcome unknown; it never says that nothing was paid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from astra_billing.adapters.gateways.amounts import from_text
from astra_billing.adapters.gateways.reading import (
    AboutAnother,
    Unreadable,
    refuse_status,
    retry_after_of,
    shortened,
    unknown_if_unreadable,
)
from astra_billing.ports.payments import FetchPayment, OutcomeUnknown, PaymentSnapshot, PaymentState

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.http import HttpResponse
    from astra_billing.adapters.gateways.webmoney.settings import Merchant
    from astra_billing.ports.payments import Operation

_OK: Final = 200
_DONE: Final = "0"


def answer_of(merchant: Merchant, operation: Operation, response: HttpResponse) -> PaymentSnapshot:
    """The payment that an answer of X18 describes."""
    if response.status != _OK:
        refuse_status(merchant.name, response.status, retry_after=retry_after_of(response))
    with unknown_if_unreadable(merchant.name, response.status):
        if not isinstance(operation, FetchPayment):
            raise Unreadable("an answer to another operation")
        return _payment(merchant, operation, _tree(response.body))


def _payment(merchant: Merchant, operation: FetchPayment, said: ET.Element) -> PaymentSnapshot:
    code = _text(said, "retval")
    if code != _DONE:
        words = _text(said, "retdesc") or "the payment was not found done"
        raise OutcomeUnknown(merchant.name, text=shortened(words), code=shortened(code))
    done = said.find("operation")
    if done is None:
        raise Unreadable("operation is missing")
    ref = done.get("wmtransid", "")
    if not ref or (operation.ref and operation.ref != ref):
        raise AboutAnother("an answer about another payment")
    if _text(done, "pursefrom")[:1] not in {"", merchant.purse[0]}:
        raise AboutAnother(f"a payment in another currency than {merchant.currency}")
    amount = from_text(_text(done, "amount"), merchant.currency)
    raw = {"wmtransid": ref, "amount": _text(done, "amount"), "operdate": _text(done, "operdate")}
    return PaymentSnapshot(ref, PaymentState.SUCCEEDED, amount, own_key=operation.own_key, raw=raw)


def _tree(body: bytes) -> ET.Element:
    """
    The XML document of a body.

    Raises:
        Unreadable: it is none, or defines entities of its own.
    """
    if b"<!" in body or b"\0" in body:
        raise Unreadable("no plain XML")
    try:
        return ET.fromstring(body)  # noqa: S314 - see above
    except (ET.ParseError, ValueError, LookupError) as error:
        raise Unreadable("no XML") from error


def _text(said: ET.Element, name: str) -> str:
    return (said.findtext(name) or "").strip()
