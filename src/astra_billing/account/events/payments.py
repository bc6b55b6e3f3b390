"""Money is spent, asked for, received and laid over expenses."""

from __future__ import annotations

from attrs import frozen

from astra_billing.account.charges import Charge
from astra_billing.account.events.base import BaseEvent
from astra_billing.ledger import Expense, Part, Payment
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
    """A saved method is charged for a renewal."""

    charge: Charge

    @property
    def subject(self) -> str:
        return self.charge.service_id

    @property
    def amount(self) -> Money:
        return self.charge.amount


@frozen
class ChargeRequested(ChargeEvent):
    """The gateway was asked to charge a saved method."""

    RULE = "R86"


@frozen
class ChargeSucceeded(ChargeEvent):
    """The saved method was charged."""

    RULE = "R86"


@frozen
class ChargeDeclined(ChargeEvent):
    """The saved method refused."""

    RULE = "R86"
    cause: str


@frozen
class PaymentCredited(BaseEvent):
    """Money has arrived."""

    RULE = "R51"
    payment: Payment

    @property
    def subject(self) -> str:
        return self.payment.id

    @property
    def amount(self) -> Money:
        return self.payment.amount


@frozen
class ExpensesCovered(BaseEvent):
    """Money of the balance was laid over expenses; `source` is the payment it came from, or the balance."""

    RULE = "R38"
    source: str
    parts: tuple[Part, ...]

    @property
    def subject(self) -> str:
        return self.source

    @property
    def amount(self) -> Money:
        return Money.sum((part.amount for part in self.parts), self.parts[0].amount.currency)
