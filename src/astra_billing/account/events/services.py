"""Services come, are renewed, stop and start."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from astra_billing.account.events.base import BaseEvent
from astra_billing.account.refusals import Reason
from astra_billing.money import Money
from astra_billing.services import Service, StopCause


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
