"""
What is asked of a payment system, and what it answers, as plain values (R56, R75-R87).

Operations go out, snapshots come back.  A decline is an answer; an error means
that there is none, and its class says whether asking again is safe.

    >>> from astra_billing.money import RUB, Money
    >>> asked = StartPayment(key_for("a1", "top-up", "17"), Money("620.00", RUB), return_url="https://shop.example/back")
    >>> asked.key
    '70cb8f63fa4fee7acbb0ac75ccaae549'
    >>> FailureReason.INSUFFICIENT_FUNDS.retry, FailureReason.FRAUD.retry
    (<RetryClass.LATER: 'later'>, <RetryClass.NEVER: 'never'>)

The odd case: a notification without a signature proves nothing; it is a hint that says what to ask.

    >>> Hint(Subject.PAYMENT, ref="22e12f66", event="payment.succeeded").question
    FetchPayment(ref='22e12f66', own_key='', expected=None)
"""

from __future__ import annotations

from astra_billing.ports.payments.capabilities import Capabilities
from astra_billing.ports.payments.failures import Failure, FailureReason, RetryClass
from astra_billing.ports.payments.faults import (
    GatewayError,
    InvalidRequest,
    Misconfigured,
    NotificationRejected,
    NotSubmitted,
    NotSupported,
    OutcomeUnknown,
    WrongAnswer,
)
from astra_billing.ports.payments.fiscal import (
    FiscalContact,
    FiscalLine,
    FiscalReceipt,
    PaymentMode,
    PaymentSubject,
)
from astra_billing.ports.payments.keys import is_key, key_for
from astra_billing.ports.payments.notifications import Hint, NotificationInput, Reply, Verified
from astra_billing.ports.payments.operations import (
    CancelPayment,
    ChargeSaved,
    FetchMethod,
    FetchPayment,
    FetchRefund,
    ForgetMethod,
    Operation,
    RefundPayment,
    StartPayment,
    StartSaving,
)
from astra_billing.ports.payments.snapshots import (
    Answer,
    PaymentSnapshot,
    PaymentState,
    RefundSnapshot,
    StoredMethod,
    Subject,
)
from astra_billing.ports.payments.system import (
    AboutMethod,
    AboutPayment,
    AboutRefund,
    AsyncPaymentSystem,
    PaymentSystem,
)

__all__ = [
    "AboutMethod",
    "AboutPayment",
    "AboutRefund",
    "Answer",
    "AsyncPaymentSystem",
    "CancelPayment",
    "Capabilities",
    "ChargeSaved",
    "Failure",
    "FailureReason",
    "FetchMethod",
    "FetchPayment",
    "FetchRefund",
    "FiscalContact",
    "FiscalLine",
    "FiscalReceipt",
    "ForgetMethod",
    "GatewayError",
    "Hint",
    "InvalidRequest",
    "Misconfigured",
    "NotSubmitted",
    "NotSupported",
    "NotificationInput",
    "NotificationRejected",
    "Operation",
    "OutcomeUnknown",
    "PaymentMode",
    "PaymentSnapshot",
    "PaymentState",
    "PaymentSubject",
    "PaymentSystem",
    "RefundPayment",
    "RefundSnapshot",
    "Reply",
    "RetryClass",
    "StartPayment",
    "StartSaving",
    "StoredMethod",
    "Subject",
    "Verified",
    "WrongAnswer",
    "is_key",
    "key_for",
]
