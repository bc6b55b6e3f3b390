"""The states of a service and the one table of changes (R89, B23)."""

from __future__ import annotations

import pickle

import pytest

from astra_billing.errors import BillingError
from astra_billing.services import Change, ImpossibleChange, ServiceState, state_after

POSSIBLE = {
    (Change.ACTIVATE, ServiceState.ORDERED): ServiceState.ACTIVE,
    (Change.PAUSE, ServiceState.ACTIVE): ServiceState.TEMPORARILY_STOPPED,
    (Change.STOP, ServiceState.ACTIVE): ServiceState.STOPPED,
    (Change.START, ServiceState.TEMPORARILY_STOPPED): ServiceState.ACTIVE,
    (Change.START, ServiceState.STOPPED): ServiceState.ACTIVE,
    (Change.DELETE, ServiceState.ORDERED): ServiceState.DELETED,
    (Change.DELETE, ServiceState.TEMPORARILY_STOPPED): ServiceState.DELETED,
    (Change.DELETE, ServiceState.STOPPED): ServiceState.DELETED,
}


@pytest.mark.parametrize("state", ServiceState)
@pytest.mark.parametrize("change", Change)
def test_a_change_leads_where_the_table_says_or_nowhere(change: Change, state: ServiceState) -> None:
    """R89: every pair of the two is decided."""
    if (change, state) in POSSIBLE:
        assert state_after(change, state) is POSSIBLE[change, state]
        return
    with pytest.raises(ImpossibleChange) as error:
        state_after(change, state)
    assert (error.value.change, error.value.state) == (change, state)


def test_the_states_are_those_of_the_portal() -> None:
    """R89: eight with a name in the manual, two kinds of stop by the provider among them; B23 adds the deleted one."""
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
