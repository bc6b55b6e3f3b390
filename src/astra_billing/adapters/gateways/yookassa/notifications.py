"""The notifications of YooKassa: unsigned, so they only say what to ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from astra_billing.adapters.gateways.arrived import check_size, own_key
from astra_billing.adapters.gateways.reading import Unreadable, decoded, rejected_if_unreadable
from astra_billing.adapters.gateways.senders import inside
from astra_billing.ports.payments import Hint, NotificationRejected, Subject, Verified

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.reading import Record
    from astra_billing.adapters.gateways.yookassa.settings import Shop
    from astra_billing.ports.payments import NotificationInput

_ID: Final = re.compile(r"[0-9A-Za-z-]{1,64}")
_SUBJECTS: Final = {"payment": Subject.PAYMENT, "refund": Subject.REFUND, "payment_method": Subject.METHOD}


def hint_of(shop: Shop, arrived: NotificationInput) -> Verified | Hint:
    """What to ask after a notification; events of payouts and deals mean nothing here."""
    if shop.networks and not inside(arrived.source_ip, shop.networks):
        raise NotificationRejected(shop.name, text="the sender is in none of its networks")
    with rejected_if_unreadable(shop.name):
        check_size(arrived)
        said = decoded(arrived.body)
        if said.text("type") != "notification":
            raise Unreadable("it is no notification")
        event = said.text("event")
        subject = _SUBJECTS.get(event.partition(".")[0])
        if subject is None:
            return Verified(None, event)
        about = said.record("object")
        _check_shop(shop, about)
        return Hint(
            subject,
            ref=_id(about, "id"),
            own_key=own_key(about.maybe("metadata").text("own_key", "")),
            event=event,
            payment_ref=_id(about, "payment_id") if subject is Subject.REFUND else "",
        )


def _id(about: Record, name: str) -> str:
    """An id is asked about, so it must look like one."""
    text = about.text(name)
    if _ID.fullmatch(text) is None:
        raise Unreadable(f"{name} is no id")
    return text


def _check_shop(shop: Shop, about: Record) -> None:
    owner = about.maybe("holder") if about.get("holder") else about.maybe("recipient")
    if owner.text("account_id", shop.shop_id) != shop.shop_id:
        raise NotificationRejected(shop.name, text="it is about another shop")
