"""Services come, are renewed, stop, start and go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from attrs import Factory, frozen

from astra_billing.account.events.base import BaseEvent
from astra_billing.account.refusals import Reason
from astra_billing.dates import Term
from astra_billing.money import Money
from astra_billing.services import Actor, ProcessingStep, Service, ServiceState, StopCause


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
    """A service was ordered; it runs when its first term is paid at once, otherwise it awaits the payment."""

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
class ServiceOpened(ServiceEvent):
    """The order of a service is paid: it runs, is being opened, or needs setting up; its paid time begins."""

    RULE = "R45"
    state: ServiceState
    anchored_on: date
    terms: int
    expires_on: date


@frozen
class ServiceRenewed(ServiceEvent):
    """
    A service was paid for one term more.

    Attributes:
        expires_on: the first day that is not paid for.
        anchored_on: what its terms are counted from; new after a stop (B16) and after another term.
        terms: how many of its terms since then are paid.
        anchor_day: the day of the month that is kept, where the anchor's month was too short for it (B15).
    """

    RULE = "R84"
    expires_on: date
    anchored_on: date
    terms: int
    anchor_day: int | None = None


@frozen
class ServiceStopped(ServiceEvent):
    """A service stopped: by its customer or the administrator, for abuse, or because its paid time was over."""

    cause: StopCause

    @property
    def rule(self) -> str:
        return "B20" if self.cause is StopCause.EXPIRED else "R89"


@frozen
class ServiceStarted(ServiceEvent):
    """A stopped service runs again; `by_itself` when a paid debt brought it back (R69), otherwise `by` somebody."""

    by_itself: bool
    by: Actor = Actor.CUSTOMER

    @property
    def rule(self) -> str:
        return "R69" if self.by_itself else "R88"


@frozen
class RenewalRefused(ServiceEvent):
    """An automatic renewal was not possible: the balance is too small, or the method takes no such amount."""

    reason: Reason
    price: Money

    @property
    def rule(self) -> str:
        return "B20" if self.reason is Reason.INSUFFICIENT_FUNDS else self.reason.rule

    @property
    def amount(self) -> Money:
        return self.price


@frozen
class RenewalChanged(ServiceEvent):
    """Something else pays the automatic renewal of a service, or nothing does."""

    renews_from: str | None

    @property
    def rule(self) -> str:
        return "R85" if self.renews_from else "R80"


@frozen
class TermChanged(ServiceEvent):
    """A service is renewed by another term from its next renewal on."""

    RULE = "R83"
    term: Term
    price: Money

    @property
    def amount(self) -> Money:
        return self.price


@frozen
class ServiceChanged(ServiceEvent):
    """A service is and costs something else from its next renewal on."""

    RULE = "R88"
    title: str
    price: Money
    offers: Mapping[Term, Money] = Factory(dict)

    @property
    def amount(self) -> Money:
        return self.price


@frozen
class ProcessingBegun(ServiceEvent):
    """The provider's panel has begun a step with a service."""

    RULE = "R90"
    step: ProcessingStep


@frozen
class ProcessingFinished(ServiceEvent):
    """The panel is through with the step, and this is the state after it."""

    RULE = "R90"
    step: ProcessingStep
    state: ServiceState


@frozen
class ViolationRecorded(ServiceEvent):
    """A violation of the rules was counted; `count` is how many there are now."""

    RULE = "R89"
    count: int


@frozen
class DeletionScheduled(ServiceEvent):
    """A service will be deleted when its paid time ends."""

    RULE = "B22"
    deletes_on: date


@frozen
class ServiceDeleted(ServiceEvent):
    """A service was deleted; `by_itself` when it had stopped long ago."""

    by_itself: bool

    @property
    def rule(self) -> str:
        return "B22" if self.by_itself else "R88"


ServicesEvent: TypeAlias = (
    ServiceRegistered
    | ServiceOrdered
    | ServiceOpened
    | ServiceRenewed
    | ServiceStopped
    | ServiceStarted
    | RenewalRefused
    | RenewalChanged
    | TermChanged
    | ServiceChanged
    | ProcessingBegun
    | ProcessingFinished
    | ViolationRecorded
    | DeletionScheduled
    | ServiceDeleted
)
"""Every event about services."""
