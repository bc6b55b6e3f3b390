"""The account itself, its credit limit and its saved methods."""

from __future__ import annotations

from attrs import frozen

from astra_billing.account.events.base import BaseEvent
from astra_billing.autopay import Forecast
from astra_billing.credit import CreditPolicy
from astra_billing.methods import SavedMethod
from astra_billing.money import Currency, Money


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
