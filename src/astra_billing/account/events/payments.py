"""Money is spent, asked for, received, laid over expenses and returned."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from astra_billing.account.charges import Charge, RenewalCharge
from astra_billing.account.events.base import BaseEvent
from astra_billing.ledger import Expense, Part, Payment, PurposeKind, Refund
from astra_billing.money import Money


@frozen
class ExpenseCharged(BaseEvent):
    """A service has cost money."""

    RULE = "R36"
    expense: Expense

    @property
    def subject(self) -> str:
        return self.expense.service_id

    @property
    def amount(self) -> Money:
        return self.expense.amount


@frozen
class ChargeEvent(BaseEvent):
    """A saved method is charged for a renewal or a top-up."""

    charge: Charge

    @property
    def rule(self) -> str:
        return "R86" if isinstance(self.charge, RenewalCharge) else "R56"

    @property
    def subject(self) -> str:
        return self.charge.service_id if isinstance(self.charge, RenewalCharge) else self.charge.account_id

    @property
    def amount(self) -> Money:
        return self.charge.amount


@frozen
class ChargeRequested(ChargeEvent):
    """The gateway was asked to charge a saved method."""


@frozen
class ChargeSucceeded(ChargeEvent):
    """The saved method was charged."""


@frozen
class ChargeDeclined(ChargeEvent):
    """The saved method refused."""

    cause: str


@frozen
class PaymentEvent(BaseEvent):
    """A payment is as it is shown here."""

    payment: Payment

    @property
    def subject(self) -> str:
        return self.payment.id

    @property
    def amount(self) -> Money:
        return self.payment.amount


@frozen
class PaymentCreated(PaymentEvent):
    """A payment was made out; the customer has not gone to pay it yet."""

    RULE = "R48"


@frozen
class PaymentCredited(PaymentEvent):
    """Money has arrived."""

    @property
    def rule(self) -> str:
        return "R55" if self.payment.purpose.kind is PurposeKind.CASHBACK else "R51"


@frozen
class OpenPaymentEvent(BaseEvent):
    """Something happened to a payment that is not credited."""

    payment_id: str

    @property
    def subject(self) -> str:
        return self.payment_id


@frozen
class PaymentStarted(OpenPaymentEvent):
    """The customer went to the payment system."""

    RULE = "R51"


@frozen
class PaymentDeclined(OpenPaymentEvent):
    """The payment system took no money; the payment is new again and can be paid another time."""

    RULE = "R51"
    cause: str


@frozen
class PaymentDeleted(OpenPaymentEvent):
    """A payment that was still new was deleted, or went with its order."""

    RULE = "B36"


@frozen
class ExpensesCovered(BaseEvent):
    """Money of one payment was laid over expenses; `source` is the payment."""

    RULE = "R38"
    source: str
    parts: tuple[Part, ...]

    @property
    def subject(self) -> str:
        return self.source

    @property
    def amount(self) -> Money:
        return Money.sum((part.amount for part in self.parts), self.parts[0].amount.currency)


@frozen
class RefundEvent(BaseEvent):
    """A part of a payment goes back."""

    RULE = "B37"
    refund: Refund

    @property
    def subject(self) -> str:
        return self.refund.payment.id

    @property
    def amount(self) -> Money:
        return self.refund.amount


@frozen
class RefundRequested(RefundEvent):
    """The gateway was asked to return money, which is no part of the balance any more."""


@frozen
class PaymentRefunded(RefundEvent):
    """Money went back to the customer; `in_full` when nothing of the payment stayed."""

    in_full: bool


@frozen
class RefundDeclined(RefundEvent):
    """The gateway returned nothing, and the money is part of the balance again."""


PaymentsEvent: TypeAlias = (
    ExpenseCharged
    | ChargeRequested
    | ChargeSucceeded
    | ChargeDeclined
    | PaymentCreated
    | PaymentStarted
    | PaymentDeclined
    | PaymentDeleted
    | PaymentCredited
    | ExpensesCovered
    | RefundRequested
    | PaymentRefunded
    | RefundDeclined
)
"""Every event about money."""
