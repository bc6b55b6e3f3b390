"""
The notifications of SimplePay, and the signed reply that each of them waits for.

They come as form fields, as a query, as JSON or as XML; the reply is JSON where
JSON came, XML otherwise, and is signed with the same secret and salt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from astra_billing.adapters.gateways.amounts import from_text
from astra_billing.adapters.gateways.arrived import needed
from astra_billing.adapters.gateways.keys import key_of
from astra_billing.adapters.gateways.reading import Unreadable, json_bytes, rejected_if_unreadable, shortened
from astra_billing.adapters.gateways.secret import same
from astra_billing.adapters.gateways.simplepay.messages import Message, message_of
from astra_billing.adapters.gateways.simplepay.settings import LARGEST_NUMBER
from astra_billing.adapters.gateways.simplepay.signature import SIGNATURE, signature
from astra_billing.methods import MethodStatus
from astra_billing.ports.payments import (
    Failure,
    FailureReason,
    Hint,
    NotificationRejected,
    PaymentSnapshot,
    PaymentState,
    Reply,
    StoredMethod,
    Subject,
    Verified,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from astra_billing.adapters.gateways.simplepay.settings import Outlet
    from astra_billing.ports.payments import NotificationInput


def notice_of(outlet: Outlet, arrived: NotificationInput) -> Verified | Hint:
    """What a notification says, with the signed reply; without an amount it only says what to ask."""
    with rejected_if_unreadable(outlet.name):
        message = message_of(arrived)
        fields = message.fields
        _check_signature(outlet, fields)
        _check_outlet(outlet, fields)
        event = f"result {needed(fields, 'sp_result')}"
        agreed = _reply(
            outlet, message, "ok", "Payment accepted" if fields["sp_result"] == "1" else "Payment cancelled"
        )
        if not fields.get("sp_amount"):
            return Hint(Subject.PAYMENT, _ref(fields), _key(fields), event, reply=agreed)
        refusal = _reply(outlet, message, "error", "The order is not known")
        return Verified(_payment(outlet, fields), event, agreed, refusal)


def _check_signature(outlet: Outlet, fields: Mapping[str, str]) -> None:
    ours = signature(outlet.script, fields, outlet.result_secret.reveal(), outlet.algorithm)
    if not same(ours, needed(fields, SIGNATURE).lower()):
        raise NotificationRejected(outlet.name, text="its signature is wrong")


def _check_outlet(outlet: Outlet, fields: Mapping[str, str]) -> None:
    if needed(fields, "sp_outlet_id") != outlet.outlet_id:
        raise NotificationRejected(outlet.name, text="it is about another outlet")
    if fields.get("sp_currency", outlet.currency.code) not in outlet.currency_codes:
        raise NotificationRejected(outlet.name, text=f"it is in another currency than {outlet.currency}")


def _payment(outlet: Outlet, fields: Mapping[str, str]) -> PaymentSnapshot:
    amount = from_text(fields["sp_amount"], outlet.currency)
    if not amount.amount:
        raise Unreadable("an amount of zero")
    if fields["sp_result"] not in {"0", "1"}:
        raise Unreadable("sp_result is neither 0 nor 1")
    is_paid = fields["sp_result"] == "1"
    words = shortened(fields.get("sp_failure_description"))
    return PaymentSnapshot(
        _ref(fields),
        PaymentState.SUCCEEDED if is_paid else PaymentState.FAILED,
        amount,
        own_key=_key(fields),
        method=_saved(fields) if is_paid else None,
        failure=None if is_paid else Failure(FailureReason.DECLINED, shortened(fields.get("sp_failure_code")), words),
        raw={name: value for name, value in fields.items() if name != SIGNATURE and not name.startswith("sp_user")},
    )


def _saved(fields: Mapping[str, str]) -> StoredMethod | None:
    """The recurring profile, in the field that requests name it in: that it comes here is an assumption."""
    profile = fields.get("sp_recurring_profile", "")
    if not profile:
        return None
    token = key_of(profile, most=LARGEST_NUMBER)
    return StoredMethod(token, MethodStatus.WORKS, kind=fields.get("sp_payment_system", ""), ref=token)


def _key(fields: Mapping[str, str]) -> str:
    return key_of(needed(fields, "sp_order_id"), most=LARGEST_NUMBER)


def _ref(fields: Mapping[str, str]) -> str:
    return key_of(needed(fields, "sp_payment_id"), most=LARGEST_NUMBER)


def _reply(outlet: Outlet, message: Message, status: str, words: str) -> Reply:
    fields = {"sp_status": status, "sp_description": words, "sp_salt": needed(message.fields, "sp_salt")}
    fields[SIGNATURE] = signature(outlet.script, fields, outlet.result_secret.reveal(), outlet.algorithm)
    if message.is_json:
        return Reply(200, (("Content-Type", "application/json"),), json_bytes({"response": fields}))
    inside = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items())
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<response>{inside}</response>\n'.encode()
    return Reply(200, (("Content-Type", "text/xml; charset=utf-8"),), body)
