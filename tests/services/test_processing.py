"""What the provider's panel does with a service, and where that ends (R89, R90)."""

from __future__ import annotations

import pytest

from astra_billing.services import ProcessingStep, ServiceState

S, P = ServiceState, ProcessingStep
PAUSED = {S.TEMPORARILY_STOPPED, S.STOPPED}
BEGINS = {
    P.OPENING: {S.ORDERED, S.NEEDS_SETUP, S.OUT_OF_STOCK},
    P.STOPPING: {S.ACTIVE},
    P.STARTING: PAUSED,
    P.REBOOTING: {S.ACTIVE},
    P.RENEWING: {S.ACTIVE},
    P.TRANSFERRING: {S.ACTIVE, *PAUSED},
    P.DELETING: {S.ACTIVE, *PAUSED, S.STOPPED_BY_ADMINISTRATOR, S.STOPPED_FOR_ABUSE, S.OUT_OF_STOCK},
}


@pytest.mark.parametrize("step", ProcessingStep)
def test_a_step_begins_where_it_makes_sense(step: ProcessingStep) -> None:
    """R90: every pair of step and state is decided."""
    assert {state for state in S if step.may_begin_in(state)} == BEGINS[step]


@pytest.mark.parametrize("came_from", [S.ACTIVE, S.STOPPED, S.TEMPORARILY_STOPPED])
@pytest.mark.parametrize("is_daily", [True, False])
def test_a_step_that_succeeds_ends_where_it_leads(came_from: ServiceState, *, is_daily: bool) -> None:
    """R89, R90: a daily service stops temporarily, a transfer changes no state."""
    ends = {step: step.ends_in(is_daily=is_daily, came_from=came_from) for step in P}
    assert ends == {
        P.OPENING: S.ACTIVE,
        P.STOPPING: S.TEMPORARILY_STOPPED if is_daily else S.STOPPED,
        P.STARTING: S.ACTIVE,
        P.REBOOTING: S.ACTIVE,
        P.RENEWING: S.ACTIVE,
        P.TRANSFERRING: came_from,
        P.DELETING: S.DELETED,
    }


@pytest.mark.parametrize("came_from", [S.ACTIVE, S.ORDERED])
def test_a_step_that_fails_leaves_the_service_where_it_was(came_from: ServiceState) -> None:
    """R89: but a service that cannot be opened is out of stock."""
    assert {step: step.fails_in(came_from) for step in P} == {
        step: S.OUT_OF_STOCK if step is P.OPENING else came_from for step in P
    }
