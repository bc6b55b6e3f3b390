"""The account itself, its credit limit, its saved methods and its automatic top-ups."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from attrs import frozen

from astra_billing.account.events.base import BaseEvent
from astra_billing.autopay import AutopayReason, AutopaySettings, Forecast
from astra_billing.credit import CreditPolicy
from astra_billing.ledger import number_text
from astra_billing.methods import SavedMethod
from astra_billing.money import Currency, Money
from astra_billing.services import ServicePolicy


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
class AccountEvent(BaseEvent):
    """Something happened to the account as a whole."""

    account_id: str

    @property
    def subject(self) -> str:
        return self.account_id


@frozen
class CreditGranted(AccountEvent):
    """A credit limit was granted or changed."""

    RULE = "R61"
    policy: CreditPolicy

    @property
    def amount(self) -> Money:
        return self.policy.limit


@frozen
class CreditWithdrawn(AccountEvent):
    """The credit limit was withdrawn; `policy` is what is left of it: a limit of zero and the dates."""

    RULE = "R61"
    policy: CreditPolicy


@frozen
class DeferralGranted(BaseEvent):
    """An invoice may be paid by a later day before it blocks the limit."""

    RULE = "B9"
    number: int
    to: date

    @property
    def subject(self) -> str:
        return number_text(self.number)


@frozen
class CapRecommended(AccountEvent):
    """The portal recommended a maximum for automatic payments."""

    RULE = "R59"
    forecast: Forecast

    @property
    def amount(self) -> Money:
        return self.forecast.cap


@frozen
class AutopaySetUp(AccountEvent):
    """Automatic top-ups were set up, or their settings changed."""

    RULE = "R57"
    settings: AutopaySettings

    @property
    def amount(self) -> Money | None:
        return self.settings.cap


@frozen
class AutopaySwitchedOff(AccountEvent):
    """Automatic top-ups were switched off, by the customer or with their method."""

    RULE = "R57"


@frozen
class TopUpRefused(AccountEvent):
    """
    The balance is short, and no automatic top-up is possible.

    It is told once for a reason, a month and a day on which the balance runs short; a renewal that is tried again makes
    no other day of it.  Other settings, or a top-up that was possible, begin anew.

    Attributes:
        wanted: what it would have been.
        allowed: what the reason rests on: the rest of the cap, or the least that the method takes.
        short_on: the day from which the balance is not enough.
    """

    reason: AutopayReason
    wanted: Money
    allowed: Money
    short_on: date

    @property
    def rule(self) -> str:
        return "R58" if self.reason is AutopayReason.CAP_REACHED else "B38"

    @property
    def amount(self) -> Money:
        return self.wanted


@frozen
class ServicePolicySet(AccountEvent):
    """The provider laid down when services are deleted and how many violations stop one."""

    RULE = "B22"
    policy: ServicePolicy


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
class MethodRenamed(MethodEvent):
    """A saved method has another title."""

    RULE = "R78"
    title: str


@frozen
class MethodDeleted(MethodEvent):
    """A saved method was forgotten, and with it every automatic renewal from it."""

    RULE = "R80"


@frozen
class MethodFailed(MethodEvent):
    """A charge failed, so the method is not tried until it works again."""

    RULE = "R86"


@frozen
class MethodRestored(MethodEvent):
    """A method works: again after a failure, or for the first time where it `is_set_up` by that."""

    is_set_up: bool = False

    @property
    def rule(self) -> str:
        return "R79" if self.is_set_up else "R86"


SettingsEvent: TypeAlias = (
    CreditGranted
    | CreditWithdrawn
    | DeferralGranted
    | CapRecommended
    | AutopaySetUp
    | AutopaySwitchedOff
    | TopUpRefused
    | ServicePolicySet
    | MethodSaved
    | MethodRenamed
    | MethodDeleted
    | MethodFailed
    | MethodRestored
)
"""Every event about what customer and provider have agreed on."""
