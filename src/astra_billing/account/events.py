"""
What has happened to an account, in the past tense.

Every event names the day, the rule that made it, what it is about and, where
money is its point, how much.  Together they are the journal; the account is
nothing but their fold.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import ClassVar

from attrs import frozen

from astra_billing.account.charges import Charge
from astra_billing.account.refusals import Reason
from astra_billing.autopay import Forecast
from astra_billing.credit import CreditPolicy
from astra_billing.ledger import Expense, Invoice, Part, Payment, number_text
from astra_billing.methods import SavedMethod
from astra_billing.money import Currency, Money
from astra_billing.notices import Notice, NoticeTopic
from astra_billing.services import Service, StopCause


@frozen
class BaseEvent(ABC):
    """
    The shape that all events share.

    Attributes:
        on: the day it happened.
    """

    RULE: ClassVar[str] = ""
    on: date

    @property
    def rule(self) -> str:
        """The number of the rule that made it."""
        return self.RULE

    @property
    @abstractmethod
    def subject(self) -> str:
        """What it is about: an id or a number."""

    @property
    def amount(self) -> Money | None:
        """The money it is about, None where money is not its point."""
        return None


@frozen
class AccountOpened(BaseEvent):
    """An account was opened."""

    RULE = "R3"
    account_id: str
    currency: Currency

    @property
    def subject(self) -> str:
        return self.account_id


@frozen
class CreditGranted(BaseEvent):
    """A credit limit was granted or changed."""

    RULE = "R61"
    account_id: str
    policy: CreditPolicy

    @property
    def subject(self) -> str:
        return self.account_id

    @property
    def amount(self) -> Money:
        return self.policy.limit


@frozen
class MethodSaved(BaseEvent):
    """A payment method was saved."""

    RULE = "R78"
    method: SavedMethod

    @property
    def subject(self) -> str:
        return self.method.id


@frozen
class MethodEvent(BaseEvent):
    """Something happened to a saved method."""

    method_id: str

    @property
    def subject(self) -> str:
        return self.method_id


@frozen
class MethodFailed(MethodEvent):
    """A charge failed, so the method is not tried until it works again."""

    RULE = "R86"


@frozen
class MethodRestored(MethodEvent):
    """A failing method works again."""

    RULE = "R86"


@frozen
class NewServiceEvent(BaseEvent):
    """The account has a service more."""

    service: Service

    @property
    def subject(self) -> str:
        return self.service.id


@frozen
class ServiceRegistered(NewServiceEvent):
    """A service that is already paid for was taken over."""

    RULE = "R88"


@frozen
class ServiceOrdered(NewServiceEvent):
    """A service was ordered and its first term paid for."""

    RULE = "R39"

    @property
    def amount(self) -> Money:
        return self.service.price


@frozen
class ServiceEvent(BaseEvent):
    """Something happened to a service."""

    service_id: str

    @property
    def subject(self) -> str:
        return self.service_id


@frozen
class ServiceRenewed(ServiceEvent):
    """A service was paid for one term more; `anchored_on` is new after a stop (B16)."""

    RULE = "R84"
    expires_on: date
    anchored_on: date
    terms: int


@frozen
class ServiceStopped(ServiceEvent):
    """A service stopped, by its customer or because its paid time was over."""

    cause: StopCause

    @property
    def rule(self) -> str:
        return "B20" if self.cause is StopCause.EXPIRED else "R89"


@frozen
class ServiceStarted(ServiceEvent):
    """A stopped service runs again; `by_itself` when a paid debt brought it back (R69)."""

    by_itself: bool

    @property
    def rule(self) -> str:
        return "R69" if self.by_itself else "R88"


@frozen
class RenewalRefused(ServiceEvent):
    """An automatic renewal from the balance was not possible."""

    reason: Reason
    price: Money

    @property
    def rule(self) -> str:
        return "R64" if self.reason is Reason.CREDIT_BLOCKED else "B20"

    @property
    def amount(self) -> Money:
        return self.price


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


@frozen
class InvoiceIssued(BaseEvent):
    """Last month's unpaid expenses became an invoice."""

    RULE = "R62"
    invoice: Invoice
    due_on: date
    blocked_from: date

    @property
    def subject(self) -> str:
        return number_text(self.invoice.number)

    @property
    def amount(self) -> Money:
        return self.invoice.amount


@frozen
class InvoiceEvent(BaseEvent):
    """Something happened to an invoice; `unpaid` is what is left of it."""

    number: int
    unpaid: Money

    @property
    def subject(self) -> str:
        return number_text(self.number)

    @property
    def amount(self) -> Money:
        return self.unpaid


@frozen
class InvoiceOverdue(InvoiceEvent):
    """The due date passed without full payment."""

    RULE = "R62"


@frozen
class InvoicePartlyPaid(InvoiceEvent):
    """A part of an invoice was paid."""

    RULE = "R70"


@frozen
class InvoiceSettled(InvoiceEvent):
    """All expenses of an invoice are paid."""

    RULE = "R70"


@frozen
class CreditEvent(BaseEvent):
    """The limit went out of use or came back; `overdue` is what was unpaid past its date."""

    account_id: str
    overdue: Money

    @property
    def subject(self) -> str:
        return self.account_id

    @property
    def amount(self) -> Money:
        return self.overdue


@frozen
class CreditBlocked(CreditEvent):
    """The limit went out of use."""

    RULE = "R63"


@frozen
class CreditUnblocked(CreditEvent):
    """The overdue debt was paid and the limit came back."""

    RULE = "R69"


@frozen
class NoticeRaised(BaseEvent):
    """The customer is to be told something."""

    notice: Notice

    @property
    def rule(self) -> str:
        return "R86" if self.notice.topic is NoticeTopic.RENEWAL_FAILED else "R68"

    @property
    def subject(self) -> str:
        return self.notice.subject


@frozen
class CapRecommended(BaseEvent):
    """The portal recommended a maximum for automatic payments."""

    RULE = "R59"
    account_id: str
    forecast: Forecast

    @property
    def subject(self) -> str:
        return self.account_id

    @property
    def amount(self) -> Money:
        return self.forecast.cap


LaterEvent = (
    CreditGranted
    | MethodSaved
    | MethodFailed
    | MethodRestored
    | ServiceRegistered
    | ServiceOrdered
    | ServiceRenewed
    | ServiceStopped
    | ServiceStarted
    | RenewalRefused
    | ChargeRequested
    | ChargeSucceeded
    | ChargeDeclined
    | ExpenseCharged
    | PaymentCredited
    | ExpensesCovered
    | InvoiceIssued
    | InvoiceOverdue
    | InvoicePartlyPaid
    | InvoiceSettled
    | CreditBlocked
    | CreditUnblocked
    | NoticeRaised
    | CapRecommended
)
"""Every event but the first."""

Event = AccountOpened | LaterEvent
"""Everything that `evolve` understands."""
