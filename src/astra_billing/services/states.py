"""
The states of a service, and the one table of changes between them: from where, to where, by whom (R89, B23).

    >>> state_after(Change.STOP, ServiceState.ACTIVE).value
    'stopped'
    >>> state_after(Change.STOP, ServiceState.ORDERED)
    Traceback (most recent call last):
    ...
    astra_billing.services.states.ImpossibleChange: a service that is ordered cannot stop; possible from: active

What the administrator has stopped, no customer starts:

    >>> may(Actor.CUSTOMER, Change.RELEASE), may(Actor.ADMINISTRATOR, Change.RELEASE)
    (False, True)
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

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
    ADMINISTRATOR = "administrator"
    ABUSE = "abuse"


class Actor(Enum):
    """Who causes a change."""

    CUSTOMER = "customer"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class Change(Enum):
    """What can happen to a service's state."""

    ACTIVATE = "activate"
    ASK_FOR_SETUP = "ask_for_setup"
    PROCESS = "process"
    RUN_OUT = "run_out"
    PAUSE = "pause"
    STOP = "stop"
    STOP_BY_ADMINISTRATOR = "stop_by_administrator"
    STOP_FOR_ABUSE = "stop_for_abuse"
    START = "start"
    RELEASE = "release"
    DELETE = "delete"


class Transition(NamedTuple):
    """
    One row of the table.

    Attributes:
        change: what happens.
        sources: the states it starts from.
        target: the state it leads to.
        actors: who may cause it.
    """

    change: Change
    sources: tuple[ServiceState, ...]
    target: ServiceState
    actors: tuple[Actor, ...]


_S, _A = ServiceState, Actor
_OPENABLE = (_S.ORDERED, _S.NEEDS_SETUP, _S.OUT_OF_STOCK)
_PAUSED = (_S.TEMPORARILY_STOPPED, _S.STOPPED)
_FORBIDDEN = (_S.STOPPED_BY_ADMINISTRATOR, _S.STOPPED_FOR_ABUSE)
_PROVIDER = (_A.ADMINISTRATOR, _A.SYSTEM)

TABLE = (
    Transition(Change.ACTIVATE, (_S.ORDERED, _S.PROCESSING), _S.ACTIVE, _PROVIDER),
    Transition(Change.ASK_FOR_SETUP, (_S.ORDERED,), _S.NEEDS_SETUP, _PROVIDER),
    Transition(Change.PROCESS, (*_OPENABLE, _S.ACTIVE, *_PAUSED, *_FORBIDDEN), _S.PROCESSING, tuple(Actor)),
    Transition(Change.RUN_OUT, (_S.PROCESSING,), _S.OUT_OF_STOCK, _PROVIDER),
    Transition(Change.PAUSE, (_S.ACTIVE,), _S.TEMPORARILY_STOPPED, (_A.CUSTOMER, _A.SYSTEM)),
    Transition(Change.STOP, (_S.ACTIVE,), _S.STOPPED, (_A.CUSTOMER, _A.SYSTEM)),
    Transition(
        Change.STOP_BY_ADMINISTRATOR,
        (_S.ACTIVE, _S.PROCESSING, *_PAUSED),
        _S.STOPPED_BY_ADMINISTRATOR,
        (_A.ADMINISTRATOR,),
    ),
    Transition(Change.STOP_FOR_ABUSE, (_S.ACTIVE, _S.PROCESSING, *_PAUSED), _S.STOPPED_FOR_ABUSE, _PROVIDER),
    Transition(Change.START, _PAUSED, _S.ACTIVE, tuple(Actor)),
    Transition(Change.RELEASE, _FORBIDDEN, _S.ACTIVE, (_A.ADMINISTRATOR,)),
    Transition(Change.DELETE, (*_OPENABLE, _S.ACTIVE, *_PAUSED, *_FORBIDDEN), _S.DELETED, tuple(Actor)),
)
"""Every change there is, by whom it may be caused and what it does."""

_ROWS: Mapping[Change, Transition] = {row.change: row for row in TABLE}


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
        possible = ", ".join(each.value for each in _ROWS[change].sources)
        super().__init__(f"a service that is {state.value} cannot {change.value}; possible from: {possible}")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.change, self.state)


def is_possible(change: Change, state: ServiceState) -> bool:
    """Whether the table has this change from this state (R89)."""
    return state in _ROWS[change].sources


def may(actor: Actor, change: Change) -> bool:
    """Whether this one may cause the change, in whatever state (R88)."""
    return actor in _ROWS[change].actors


def state_after(change: Change, state: ServiceState) -> ServiceState:
    """
    The state that `change` leads to from `state` (R89).

    Raises:
        ImpossibleChange: the table has no such change.
    """
    if not is_possible(change, state):
        raise ImpossibleChange(change, state)
    return _ROWS[change].target
