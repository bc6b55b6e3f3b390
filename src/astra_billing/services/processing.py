"""
What a service that is being processed is going through, and where that ends (R90).

The panel of the provider opens, stops or reboots a service in its own time.
Meanwhile the portal shows "Обрабатывается" with the step; nothing is renewed
(B21).  A step that fails leaves the service where it came from, and a service
that cannot be opened is out of stock (R89).

    >>> ProcessingStep.REBOOTING.ends_in(is_daily=True, came_from=ServiceState.ACTIVE).value
    'active'
    >>> ProcessingStep.OPENING.fails_in(ServiceState.ORDERED).value
    'out_of_stock'
"""

from __future__ import annotations

from enum import Enum

from astra_billing.services.states import ServiceState

_S = ServiceState


class ProcessingStep(Enum):
    """The seven sub-states of "Обрабатывается" (R90)."""

    OPENING = "opening"
    STOPPING = "stopping"
    STARTING = "starting"
    REBOOTING = "rebooting"
    RENEWING = "renewing"
    TRANSFERRING = "transferring"
    DELETING = "deleting"

    def may_begin_in(self, state: ServiceState) -> bool:
        """Whether a service in this state can go through the step."""
        return state in _BEGINS[self]

    def ends_in(self, *, is_daily: bool, came_from: ServiceState) -> ServiceState:
        """The state after the step has succeeded; a daily service is stopped temporarily (R89)."""
        match self:
            case ProcessingStep.DELETING:
                return _S.DELETED
            case ProcessingStep.STOPPING:
                return _S.TEMPORARILY_STOPPED if is_daily else _S.STOPPED
            case ProcessingStep.TRANSFERRING:
                return came_from
            case _:
                return _S.ACTIVE

    def fails_in(self, came_from: ServiceState) -> ServiceState:
        """The state after the step has failed."""
        return _S.OUT_OF_STOCK if self is ProcessingStep.OPENING else came_from


_PAUSED = (_S.TEMPORARILY_STOPPED, _S.STOPPED)
_BEGINS = {
    ProcessingStep.OPENING: (_S.ORDERED, _S.NEEDS_SETUP, _S.OUT_OF_STOCK),
    ProcessingStep.STOPPING: (_S.ACTIVE,),
    ProcessingStep.STARTING: _PAUSED,
    ProcessingStep.REBOOTING: (_S.ACTIVE,),
    ProcessingStep.RENEWING: (_S.ACTIVE,),
    ProcessingStep.TRANSFERRING: (_S.ACTIVE, *_PAUSED),
    ProcessingStep.DELETING: (_S.ACTIVE, *_PAUSED, _S.STOPPED_BY_ADMINISTRATOR, _S.STOPPED_FOR_ABUSE, _S.OUT_OF_STOCK),
}
"""The states in which each step may begin."""
