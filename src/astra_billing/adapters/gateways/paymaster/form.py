"""
PayMaster's older protocol: a form that the customer's browser posts, a question before, a notice after.

    >>> from astra_billing.adapters.gateways.paymaster.settings import FormMerchant
    >>> from astra_billing.money import RUB, Money
    >>> merchant = FormMerchant(merchant_id="96e809e9", secret="...")
    >>> started = form_request_of(merchant, StartPayment("17", Money("620.00", RUB), "https://shop.example/back"))
    >>> started.answer.redirect_url, started.answer.redirect_fields[1]
    ('https://paymaster.ru/payment/init', ('LMI_PAYMENT_AMOUNT', '620.00'))

The odd case: the customer may pay in another currency or with a fee on top;
what counts is LMI_PAYMENT_AMOUNT in LMI_CURRENCY, and less than it is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.adapters.gateways.amounts import from_text, to_text
from astra_billing.adapters.gateways.arrived import form_of, needed
from astra_billing.adapters.gateways.paymaster.hashes import HASHED, form_hash
from astra_billing.adapters.gateways.protocol import Answered
from astra_billing.adapters.gateways.reading import Unreadable, rejected_if_unreadable
from astra_billing.adapters.gateways.secret import same
from astra_billing.ports.payments import (
    InvalidRequest,
    NotificationRejected,
    NotSupported,
    PaymentSnapshot,
    PaymentState,
    Reply,
    StartPayment,
    Verified,
    is_key,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from astra_billing.adapters.gateways.paymaster.settings import FormMerchant
    from astra_billing.money import Money
    from astra_billing.ports.payments import NotificationInput, Operation

_PLAIN: Final = (("Content-Type", "text/plain; charset=utf-8"),)
YES: Final = Reply(200, _PLAIN, b"YES")
"""What lets the payment go on; after the payment it only says that we know."""
NO: Final = Reply(200, _PLAIN, b"NO")
"""Anything but YES stops the payment."""


def form_request_of(merchant: FormMerchant, operation: Operation) -> Answered:
    """The form of a payment: nothing is sent to start one."""
    if not isinstance(operation, StartPayment) or operation.save_method or operation.receipt is not None:
        raise NotSupported(merchant.name, text="the form only starts payments; the REST API does the rest")
    if operation.amount.currency != merchant.currency:
        raise InvalidRequest(merchant.name, text=f"the merchant takes {merchant.currency}")
    fields = {
        "LMI_MERCHANT_ID": merchant.merchant_id,
        "LMI_PAYMENT_AMOUNT": to_text(operation.amount),
        "LMI_CURRENCY": operation.amount.currency.code,
        "LMI_PAYMENT_NO": operation.key,
        "LMI_PAYMENT_DESC": operation.description[:255],
        "LMI_SUCCESS_URL": operation.return_url,
        "LMI_FAILURE_URL": operation.return_url,
    }
    shown = tuple((name, value) for name, value in fields.items() if value)
    state = PaymentState.NEEDS_CUSTOMER
    snapshot = PaymentSnapshot(
        "", state, operation.amount, own_key=operation.key, redirect_url=merchant.form_url, redirect_fields=shown
    )
    return Answered(snapshot)


def form_notice_of(merchant: FormMerchant, arrived: NotificationInput) -> Verified:
    """The question or the notice, each with its reply."""
    with rejected_if_unreadable(merchant.name):
        fields = form_of(arrived, "latin-1")  # what is hashed is ASCII
        is_question = fields.get("LMI_PREREQUEST") == "1"
        if not is_question:
            _check_hash(merchant, fields)
        _check_merchant(merchant, fields)
        return Verified(
            _payment(merchant, fields, is_question=is_question),
            "prerequest" if is_question else "payment",
            YES,
            NO if is_question else Reply(status=400),
            is_question,
        )


def _check_hash(merchant: FormMerchant, fields: Mapping[str, str]) -> None:
    ours = form_hash(fields, merchant.secret.reveal(), merchant.algorithm)
    if not same(ours, needed(fields, "LMI_HASH")):
        raise NotificationRejected(merchant.name, text="its hash is wrong")


def _check_merchant(merchant: FormMerchant, fields: Mapping[str, str]) -> None:
    if needed(fields, "LMI_MERCHANT_ID") != merchant.merchant_id:
        raise NotificationRejected(merchant.name, text="it is about another merchant")
    if needed(fields, "LMI_CURRENCY") != merchant.currency.code:
        raise NotificationRejected(merchant.name, text=f"it is in another currency than {merchant.currency}")
    if fields.get("LMI_SIM_MODE", "") not in {"", "0"} and not merchant.takes_test_payments:
        raise NotificationRejected(merchant.name, text="it is about a test payment")


def _payment(merchant: FormMerchant, fields: Mapping[str, str], *, is_question: bool) -> PaymentSnapshot:
    amount = from_text(needed(fields, "LMI_PAYMENT_AMOUNT"), merchant.currency)
    if not amount.amount:
        raise Unreadable("an amount of zero")
    if not is_question:
        _check_paid(merchant, fields, amount)
    key = needed(fields, "LMI_PAYMENT_NO")
    if not is_key(key):
        raise Unreadable("an order number that is not ours")
    return PaymentSnapshot(
        "" if is_question else needed(fields, "LMI_SYS_PAYMENT_ID"),
        PaymentState.PENDING if is_question else PaymentState.SUCCEEDED,
        amount,
        own_key=key,
        raw={name: fields[name] for name in HASHED if name in fields},
    )


def _check_paid(merchant: FormMerchant, fields: Mapping[str, str], amount: Money) -> None:
    if fields.get("LMI_PAID_CURRENCY", "") != merchant.currency.code:
        return
    if from_text(needed(fields, "LMI_PAID_AMOUNT"), merchant.currency) < amount:
        raise NotificationRejected(merchant.name, text="less was paid than the payment's amount")
