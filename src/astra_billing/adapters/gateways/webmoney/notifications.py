"""
What WebMoney calls the Result URL with: a question before the payment, a notice after it.

The question (LMI_PREREQUEST) carries no hash and nothing has happened yet; the
server answers YES, and money moves only then.  The notice proves itself, and
only the fields under its hash are believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.adapters.gateways.amounts import from_text
from astra_billing.adapters.gateways.arrived import form_of, needed
from astra_billing.adapters.gateways.keys import key_of
from astra_billing.adapters.gateways.reading import Unreadable, rejected_if_unreadable
from astra_billing.adapters.gateways.secret import same
from astra_billing.adapters.gateways.webmoney.hashes import HASHED, form_hash
from astra_billing.adapters.gateways.webmoney.settings import LARGEST_NUMBER
from astra_billing.ports.payments import NotificationRejected, PaymentSnapshot, PaymentState, Reply, Verified

if TYPE_CHECKING:
    from collections.abc import Mapping

    from astra_billing.adapters.gateways.webmoney.settings import Merchant
    from astra_billing.ports.payments import NotificationInput

_PLAIN: Final = (("Content-Type", "text/plain; charset=utf-8"),)
YES: Final = Reply(200, _PLAIN, b"YES")
"""What lets the payment go on; after the payment it only says that we know."""
NO: Final = Reply(200, _PLAIN, b"NO")
"""Anything but YES stops the payment."""


def notice_of(merchant: Merchant, arrived: NotificationInput) -> Verified:
    """The question or the notice, each with its reply."""
    with rejected_if_unreadable(merchant.name):
        fields = form_of(arrived, "latin-1")  # what is hashed is ASCII, and the rest may be Windows-1251
        is_question = fields.get("LMI_PREREQUEST") == "1"
        if not is_question:
            _check_hash(merchant, fields)
        _check_purse(merchant, fields)
        return Verified(
            _payment(merchant, fields, is_question=is_question),
            "prerequest" if is_question else "result",
            YES,
            NO if is_question else Reply(status=400),
            is_question,
        )


def _check_hash(merchant: Merchant, fields: Mapping[str, str]) -> None:
    ours = form_hash(fields, merchant.secret.reveal(), merchant.algorithm)
    if not same(ours, needed(fields, "LMI_HASH").upper()):
        raise NotificationRejected(merchant.name, text="its hash is wrong")


def _check_purse(merchant: Merchant, fields: Mapping[str, str]) -> None:
    purse = needed(fields, "LMI_PAYEE_PURSE")
    if purse[:1] != merchant.purse[:1]:
        raise NotificationRejected(merchant.name, text=f"it is in another currency than {merchant.currency}")
    if purse != merchant.purse:
        raise NotificationRejected(merchant.name, text="it is about another purse")
    if needed(fields, "LMI_MODE") != merchant.mode:
        kind = "a real" if merchant.takes_test_payments else "a test"
        raise NotificationRejected(merchant.name, text=f"it is about {kind} payment")


def _payment(merchant: Merchant, fields: Mapping[str, str], *, is_question: bool) -> PaymentSnapshot:
    amount = from_text(needed(fields, "LMI_PAYMENT_AMOUNT"), merchant.currency)
    if not amount.amount:
        raise Unreadable("an amount of zero")
    return PaymentSnapshot(
        "" if is_question else needed(fields, "LMI_SYS_TRANS_NO"),
        PaymentState.PENDING if is_question else PaymentState.SUCCEEDED,
        amount,
        own_key=key_of(needed(fields, "LMI_PAYMENT_NO"), most=LARGEST_NUMBER),
        raw={name: fields[name] for name in HASHED if name in fields},
    )
