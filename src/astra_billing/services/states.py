"""
The states of a service and the one table of changes between them (R89, B23).

    >>> state_after(Change.STOP, ServiceState.ACTIVE).value
    'stopped'
    >>> state_after(Change.STOP, ServiceState.ORDERED)
    Traceback (most recent call last):
    ...
    astra_billing.services.states.ImpossibleChange: a service that is ordered cannot stop; possible from: active
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from astra_billing.errors import BillingError

if TYPE_CHECKING:
    from collections.abc import Mapping


class ServiceState(Enum):
    """What the portal shows in the column "Состояние" (R89); DELETED is hidden (B23)."""

    ORDERED = "ordered"
    ACTIVE = "active"
    TEMPORARILY_STOPPED = "temporarily_stopped"
    STOPPED = "stopped"
    STOPPED_BY_ADMINISTRATOR = "stopped_by_administrator"
    STOPPED_FOR_ABUSE = "stopped_for_abuse"
    PROCESSING = "processing"
    NEEDS_SETUP = "needs_setup"
    OUT_OF_STOCK = "out_of_stock"
    DELETED = "deleted"


class StopCause(Enum):
    """Why a service stands still; only an expired one returns by itself (R69, B20)."""

    CUSTOMER = "customer"
    EXPIRED = "expired"


class Change(Enum):
    """What can happen to a service's state."""

    ACTIVATE = "activate"
    PAUSE = "pause"
    STOP = "stop"
    START = "start"
    DELETE = "delete"


_STANDING_STILL = (ServiceState.TEMPORARILY_STOPPED, ServiceState.STOPPED)

TRANSITIONS: Mapping[Change, Mapping[ServiceState, ServiceState]] = {
    Change.ACTIVATE: {ServiceState.ORDERED: ServiceState.ACTIVE},
    Change.PAUSE: {ServiceState.ACTIVE: ServiceState.TEMPORARILY_STOPPED},
    Change.STOP: {ServiceState.ACTIVE: ServiceState.STOPPED},
    Change.START: dict.fromkeys(_STANDING_STILL, ServiceState.ACTIVE),
    Change.DELETE: dict.fromkeys((*_STANDING_STILL, ServiceState.ORDERED), ServiceState.DELETED),
}
"""From which state each change leads to which."""


class ImpossibleChange(BillingError):
    """
    The table has no such change from this state.

    Attributes:
        change: what was asked for.
        state: the state the service is in.
    """

    def __init__(self, change: Change, state: ServiceState) -> None:
        self.change = change
        self.state = state
        possible = ", ".join(each.value for each in TRANSITIONS[change])
        super().__init__(f"a service that is {state.value} cannot {change.value}; possible from: {possible}")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.change, self.state)


def state_after(change: Change, state: ServiceState) -> ServiceState:
    """
    The state that `change` leads to from `state` (R89).

    Raises:
        ImpossibleChange: the table has no such change.
    """
    after = TRANSITIONS[change].get(state)
    if after is None:
        raise ImpossibleChange(change, state)
    return after
