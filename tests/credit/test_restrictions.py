"""What a blocked limit forbids and what it leaves (R64, R65, B7)."""

from __future__ import annotations

import pytest

from astra_billing.credit import Operation, is_forbidden_while_blocked


@pytest.mark.parametrize(
    ("operation", "forbidden"),
    [
        (Operation.ORDER, True),
        (Operation.CART_RENEWAL, True),
        (Operation.BALANCE_RENEWAL, True),
        (Operation.TOP_UP, False),
        (Operation.SAVED_METHOD_RENEWAL, False),
    ],
)
def test_a_block_forbids_what_the_manual_lists(operation: Operation, *, forbidden: bool) -> None:
    """R64: paying for services, renewal through the cart and from the account; R65 leaves the rest."""
    assert is_forbidden_while_blocked(operation) is forbidden


def test_every_operation_is_decided_above() -> None:
    """A new operation needs a line in the table of this file."""
    assert len(Operation) == 5
