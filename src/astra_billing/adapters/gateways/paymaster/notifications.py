"""The notifications of PayMaster, REST v2: unsigned as far as anybody could read, so they only say what to ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from astra_billing.adapters.gateways.arrived import check_size, own_key
from astra_billing.adapters.gateways.paymaster.reading import money_in
from astra_billing.adapters.gateways.reading import Unreadable, decoded, rejected_if_unreadable
from astra_billing.ports.payments import Hint, NotificationRejected, Subject

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.paymaster.settings import Merchant
    from astra_billing.adapters.gateways.reading import Record
    from astra_billing.ports.payments import NotificationInput

_ID: Final = re.compile(r"[0-9A-Za-z-]{1,64}")


def hint_of(merchant: Merchant, arrived: NotificationInput) -> Hint:
    """What to ask after a notification: about a payment, or about a token where there is no amount."""
    with rejected_if_unreadable(merchant.name):
        check_size(arrived)
        said = decoded(arrived.body)
        ref, event = said.text("id"), said.text("status")
        if _ID.fullmatch(ref) is None:
            raise Unreadable("id is no id")
        if said.get("amount") is None:
            return Hint(Subject.METHOD, ref, event=event)
        _check(merchant, said)
        return Hint(Subject.PAYMENT, ref, own_key(said.maybe("invoice").text("orderNo", "")), event)


def _check(merchant: Merchant, said: Record) -> None:
    """What could not be ours is refused before anything is asked."""
    if said.text("merchantId") != merchant.merchant_id:
        raise NotificationRejected(merchant.name, text="it is about another merchant")
    if said.flag("testMode") and not merchant.takes_test_payments:
        raise NotificationRejected(merchant.name, text="it is about a test payment")
    if money_in(said.record("amount")).currency != merchant.currency:
        raise NotificationRejected(merchant.name, text=f"it is in another currency than {merchant.currency}")
