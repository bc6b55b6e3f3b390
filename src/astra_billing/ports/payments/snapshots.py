"""
How a payment, a refund or a saved method stands, as its gateway tells it.

    >>> from astra_billing.money import RUB
    >>> paid = PaymentSnapshot("22e1", PaymentState.SUCCEEDED, Money("620.00", RUB), refunded=Money("200.00", RUB))
    >>> paid.kept, paid.state.is_final
    (Money('420.00', RUB), True)

The odd case: an unknown outcome is no state of a payment; it is an error of the call (`OutcomeUnknown`).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from attrs import Factory, field, frozen

from astra_billing.dates import Month
from astra_billing.methods import MethodStatus
from astra_billing.money import Money
from astra_billing.ports.payments.failures import Failure


class PaymentState(Enum):
    """How a payment or a refund stands."""

    NEEDS_CUSTOMER = "needs_customer"
    PENDING = "pending"
    HELD = "held"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether it never changes again; refunds of a succeeded payment are told apart from its state."""
        return self in {PaymentState.SUCCEEDED, PaymentState.FAILED, PaymentState.CANCELLED}


class Subject(Enum):
    """What a notification or a question is about."""

    PAYMENT = "payment"
    REFUND = "refund"
    METHOD = "method"


@frozen
class StoredMethod:
    """
    A payment method that the gateway keeps for the customer, or is about to keep (R76, R77).

    Attributes:
        token: what `ChargeSaved` takes; empty until the gateway knows it.
        status: being set up until it can be charged; failing once it was refused, revoked or given up.
        title: for the customer's list, all but the last four digits of a card masked.
        kind: the gateway's word for the kind: "bank_card".
        expires: the last month it is valid in, where the gateway says so.
        payer_ref: the gateway's id of the customer, where charging needs one.
        ref: the gateway's id of the saving, for `FetchMethod`.
        own_key: our key of the saving, where the gateway gives it back.
        redirect_url: where the customer confirms the saving; empty when nothing is left to confirm.
        failure: why the saving failed.
        raw: the gateway's answer, secrets taken out.
    """

    token: str
    status: MethodStatus
    title: str = ""
    kind: str = ""
    expires: Month | None = None
    payer_ref: str = ""
    ref: str = ""
    own_key: str = ""
    redirect_url: str = ""
    failure: Failure | None = None
    raw: Mapping[str, object] = field(factory=dict, repr=False, eq=False)


@frozen
class PaymentSnapshot:
    """
    How a payment stands.

    Attributes:
        ref: the gateway's id of the payment.
        state: where it stands.
        amount: what is or was to be paid.
        refunded: how much of it has gone back; zero of the same currency unless given.
        own_key: our key of the payment, where the gateway gives it back.
        method: the saved method, where one was saved or charged.
        redirect_url: where the customer pays; empty when nothing is left to do.
        redirect_fields: what the customer's browser posts there; empty for a plain link.
        failure: why it failed or was cancelled.
        raw: the gateway's answer, secrets taken out.
    """

    ref: str
    state: PaymentState
    amount: Money
    refunded: Money = Factory(lambda self: Money.zero(self.amount.currency), takes_self=True)
    own_key: str = ""
    method: StoredMethod | None = None
    redirect_url: str = ""
    redirect_fields: tuple[tuple[str, str], ...] = ()
    failure: Failure | None = None
    raw: Mapping[str, object] = field(factory=dict, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        self.amount.check_same_currency(self.refunded, "refund")

    @property
    def kept(self) -> Money:
        """What is left after refunds."""
        return self.amount - self.refunded


@frozen
class RefundSnapshot:
    """
    How one refund stands.

    Attributes:
        ref: the gateway's id of the refund; the payment's where refunds have none of their own.
        payment_ref: the gateway's id of the payment.
        state: pending, succeeded, failed or cancelled.
        amount: how much goes back.
        own_key: our key of the refund, where the gateway gives it back.
        failure: why it failed.
        raw: the gateway's answer, secrets taken out.
    """

    ref: str
    payment_ref: str
    state: PaymentState
    amount: Money
    own_key: str = ""
    failure: Failure | None = None
    raw: Mapping[str, object] = field(factory=dict, repr=False, eq=False)


Answer = PaymentSnapshot | RefundSnapshot | StoredMethod | None
"""What an operation comes back with; None after forgetting a method."""
