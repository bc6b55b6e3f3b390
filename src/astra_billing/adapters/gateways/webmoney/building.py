"""
The requests of WebMoney: a form that the customer's browser posts, and the question of interface X18.

    >>> from astra_billing.adapters.gateways.webmoney.settings import Merchant
    >>> from astra_billing.money import USD, Money
    >>> merchant = Merchant(purse="Z123428476799", secret="...")
    >>> started = request_of(merchant, StartPayment("1444212666", Money("14.65", USD), "https://shop.example/back"))
    >>> started.answer.redirect_url, started.answer.redirect_fields[:3]  # doctest: +NORMALIZE_WHITESPACE
    ('https://merchant.webmoney.ru/lmi/payment.asp',
     (('LMI_PAYEE_PURSE', 'Z123428476799'), ('LMI_PAYMENT_AMOUNT', '14.65'), ('LMI_PAYMENT_NO', '1444212666')))

The odd case: nothing is sent to start a payment, so nobody but us knows of it until the customer posts the form.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from astra_billing.adapters.gateways.amounts import to_text
from astra_billing.adapters.gateways.http import HttpRequest
from astra_billing.adapters.gateways.keys import number_of
from astra_billing.adapters.gateways.protocol import Answered
from astra_billing.adapters.gateways.webmoney.hashes import digest
from astra_billing.adapters.gateways.webmoney.settings import LARGEST_NUMBER
from astra_billing.ports.payments import (
    FetchPayment,
    InvalidRequest,
    NotSupported,
    PaymentSnapshot,
    PaymentState,
    StartPayment,
)

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.webmoney.settings import Merchant
    from astra_billing.ports.payments import Operation

_LONGEST_DESCRIPTION: Final = 255
_BY_ORDER: Final = "1"
_BY_TRANSACTION: Final = "3"


def request_of(merchant: Merchant, operation: Operation) -> HttpRequest | Answered:
    """The form of a payment, or the question how one stands."""
    match operation:
        case StartPayment():
            return Answered(_form(merchant, operation))
        case FetchPayment() if merchant.wmid:
            return _question(merchant, operation)
        case FetchPayment():
            raise NotSupported(merchant.name, text="payments are asked for with a WMID: set wmid")
        case _:
            raise NotSupported(merchant.name, text="this needs the signature of WMSigner, which is not built")


def _form(merchant: Merchant, operation: StartPayment) -> PaymentSnapshot:
    if operation.save_method:
        raise NotSupported(merchant.name, text="it saves no methods")
    if operation.receipt is not None:
        raise NotSupported(merchant.name, text="it takes no 54-FZ receipts")
    if operation.amount.currency != merchant.currency:
        raise InvalidRequest(merchant.name, text=f"the purse is in {merchant.currency}")
    number = number_of(merchant.name, operation.key, most=LARGEST_NUMBER)
    fields = {
        "LMI_PAYEE_PURSE": merchant.purse,
        "LMI_PAYMENT_AMOUNT": to_text(operation.amount),
        "LMI_PAYMENT_NO": str(number),
        "LMI_PAYMENT_DESC_BASE64": b64encode(operation.description[:_LONGEST_DESCRIPTION].encode()).decode(),
        "LMI_SIM_MODE": "0" if merchant.takes_test_payments else "",
        "LMI_SUCCESS_URL": operation.return_url,
        "LMI_FAIL_URL": operation.return_url,
    }
    return PaymentSnapshot(
        "",
        PaymentState.NEEDS_CUSTOMER,
        operation.amount,
        own_key=operation.key,
        redirect_url=merchant.form_url,
        redirect_fields=tuple((name, value) for name, value in fields.items() if value),
    )


def _question(merchant: Merchant, operation: FetchPayment) -> HttpRequest:
    """By our number where we know it, for the answer is then about our order whoever pays."""
    if operation.own_key:
        number, kind = str(number_of(merchant.name, operation.own_key, most=LARGEST_NUMBER)), _BY_ORDER
    else:
        number, kind = str(number_of(merchant.name, operation.ref, most=10**18)), _BY_TRANSACTION
    proof = digest(f"{merchant.wmid}{merchant.purse}{number}{merchant.secret.reveal()}", merchant.algorithm)
    fields = {
        "wmid": merchant.wmid,
        "lmi_payee_purse": merchant.purse,
        "lmi_payment_no": number,
        "lmi_payment_no_type": kind,
        merchant.algorithm: proof.lower(),
    }
    inside = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items())
    body = f"<merchant.request>{inside}</merchant.request>".encode()
    return HttpRequest(
        "POST", merchant.status_url, {"Content-Type": "text/xml"}, body, is_repeatable=True, only_asks=True
    )
