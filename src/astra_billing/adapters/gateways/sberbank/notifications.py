"""
The callbacks of Sberbank: a checksum refuses forgeries, and the order is asked all the same.

A callback names no amount and no currency, so even one that proves itself only
says what to ask.  What happened to a binding is another matter: there, the
callback says it all, and a proved one is believed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from astra_billing.adapters.gateways.arrived import form_of, needed
from astra_billing.adapters.gateways.reading import Unreadable, rejected_if_unreadable
from astra_billing.adapters.gateways.sberbank.building import binding_ref
from astra_billing.adapters.gateways.sberbank.checksum import CHECKSUM, signed_texts
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
    from collections.abc import Mapping

    from astra_billing.adapters.gateways.sberbank.settings import Shop
    from astra_billing.ports.payments import NotificationInput

_ID: Final = re.compile(r"[0-9A-Za-z_.@-]{1,255}")
_BINDINGS: Final = {"bindingCreated": MethodStatus.WORKS, "bindingDeactivated": MethodStatus.FAILING}


def notice_of(shop: Shop, arrived: NotificationInput) -> Verified | Hint:
    """What a callback is worth."""
    with rejected_if_unreadable(shop.name):
        fields = form_of(arrived)
        is_proved = _is_proved(shop, fields)
        operation = needed(fields, "operation")
        if operation.startswith("binding"):
            return _about_binding(fields, operation, is_proved=is_proved)
        ref, own_key = _id(fields, "mdOrder"), _id(fields, "orderNumber")
        if not (ref or own_key):
            raise Unreadable("it names no order")
        return Hint(Subject.PAYMENT, ref, own_key, event=f"{operation} {fields.get('status', '')}".strip())


def _is_proved(shop: Shop, fields: Mapping[str, str]) -> bool:
    """Whether the checksum is right; one that is wrong is worse than none."""
    checksum = fields.get(CHECKSUM, "")
    if shop.callback_check is None or not checksum:
        return False
    if not any(shop.callback_check.confirms(text, checksum) for text in signed_texts(fields)):
        raise NotificationRejected(shop.name, text="its checksum is wrong")
    return True


def _about_binding(fields: Mapping[str, str], operation: str, *, is_proved: bool) -> Verified | Hint:
    client, binding = _id(fields, "clientId"), _id(fields, "bindingId")
    if operation not in _BINDINGS or not binding or not client:
        raise Unreadable("it names no binding")
    ref, status = binding_ref(client, binding), _BINDINGS[operation]
    if not is_proved:
        return Hint(Subject.METHOD, ref, event=operation)
    works = status is MethodStatus.WORKS
    failure = None if works else Failure(FailureReason.METHOD_REVOKED, operation)
    return Verified(
        StoredMethod(binding if works else "", status, kind="card", payer_ref=client, ref=ref, failure=failure),
        operation,
    )


def _id(fields: Mapping[str, str], name: str) -> str:
    """An id is asked about later, so it must look like one."""
    text = fields.get(name, "")
    if text and _ID.fullmatch(text) is None:
        raise Unreadable(f"{name} is no id")
    return text
