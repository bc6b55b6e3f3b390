"""The states of a service and the one table of changes, by whom each may be caused (R88, R89, B23)."""

from __future__ import annotations

import pickle
from collections import Counter

import pytest

from astra_billing.errors import BillingError
from astra_billing.services import (
    Actor,
    Change,
    ImpossibleChange,
    ProcessingStep,
    ServiceState,
    is_possible,
    may,
    state_after,
)
from astra_billing.services.states import TABLE

S = ServiceState
PAUSED = {S.TEMPORARILY_STOPPED, S.STOPPED}
FORCED = {S.STOPPED_BY_ADMINISTRATOR, S.STOPPED_FOR_ABUSE}
UNOPENED = {S.ORDERED, S.NEEDS_SETUP, S.OUT_OF_STOCK}
POSSIBLE = {
    Change.ACTIVATE: ({S.ORDERED, S.PROCESSING}, S.ACTIVE),
    Change.ASK_FOR_SETUP: ({S.ORDERED}, S.NEEDS_SETUP),
    Change.PROCESS: ({*UNOPENED, S.ACTIVE, *PAUSED, *FORCED}, S.PROCESSING),
    Change.RUN_OUT: ({S.PROCESSING}, S.OUT_OF_STOCK),
    Change.PAUSE: ({S.ACTIVE}, S.TEMPORARILY_STOPPED),
    Change.STOP: ({S.ACTIVE}, S.STOPPED),
    Change.STOP_BY_ADMINISTRATOR: ({S.ACTIVE, S.PROCESSING, *PAUSED}, S.STOPPED_BY_ADMINISTRATOR),
    Change.STOP_FOR_ABUSE: ({S.ACTIVE, S.PROCESSING, *PAUSED}, S.STOPPED_FOR_ABUSE),
    Change.START: (PAUSED, S.ACTIVE),
    Change.RELEASE: (FORCED, S.ACTIVE),
    Change.DELETE: ({*UNOPENED, S.ACTIVE, *PAUSED, *FORCED}, S.DELETED),
}
CUSTOMERS = {Change.PROCESS, Change.PAUSE, Change.STOP, Change.START, Change.DELETE}


@pytest.mark.parametrize("state", ServiceState)
@pytest.mark.parametrize("change", Change)
def test_a_change_leads_where_the_table_says_or_nowhere(change: Change, state: ServiceState) -> None:
    """R89: every pair of the two is decided."""
    sources, target = POSSIBLE[change]
    assert is_possible(change, state) is (state in sources)
    if state in sources:
        assert state_after(change, state) is target
        return
    with pytest.raises(ImpossibleChange) as error:
        state_after(change, state)
    assert (error.value.change, error.value.state) == (change, state)


def test_every_change_has_one_row() -> None:
    """R89: one transition table, and no change stands in it twice."""
    assert Counter(row.change for row in TABLE) == Counter(Change)


@pytest.mark.parametrize("change", Change)
def test_a_customer_pauses_stops_starts_and_deletes_and_no_more(change: Change) -> None:
    """R88: what the administrator has stopped, or abuse, no customer starts."""
    assert may(Actor.CUSTOMER, change) is (change in CUSTOMERS)


def test_only_the_administrator_stops_and_releases_by_force() -> None:
    """R89: "Остановлен администратором" is the administrator's word."""
    for change in (Change.STOP_BY_ADMINISTRATOR, Change.RELEASE):
        assert [each for each in Actor if may(each, change)] == [Actor.ADMINISTRATOR]


def test_what_the_system_does_by_itself() -> None:
    """R69, R89, B20, B22: it opens, stops for want of money or for abuse, starts again and clears away."""
    assert {change for change in Change if may(Actor.SYSTEM, change)} == set(Change) - {
        Change.STOP_BY_ADMINISTRATOR,
        Change.RELEASE,
    }


def test_the_states_are_those_of_the_portal() -> None:
    """R89: nine with a name in the manual, two kinds of stop by the provider among them; B23 adds the deleted one."""
    assert {state.value for state in ServiceState} == {
        "ordered",
        "active",
        "temporarily_stopped",
        "stopped",
        "stopped_by_administrator",
        "stopped_for_abuse",
        "processing",
        "needs_setup",
        "out_of_stock",
        "deleted",
    }


def test_an_impossible_change_names_the_states_it_starts_from() -> None:
    """The error says what is possible, is the library's own, and survives a pickle."""
    error = ImpossibleChange(Change.START, ServiceState.STOPPED_FOR_ABUSE)
    text = "a service that is stopped_for_abuse cannot start; possible from: temporarily_stopped, stopped"
    assert str(error) == text
    assert isinstance(error, BillingError)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    assert (str(again), again.change, again.state) == (text, error.change, error.state)


def test_a_step_begins_only_where_the_table_lets_a_service_be_processed() -> None:
    """R90: the states of the seven steps are together those of the table's change."""
    begins = {state for state in ServiceState if any(step.may_begin_in(state) for step in ProcessingStep)}
    assert begins == POSSIBLE[Change.PROCESS][0]
