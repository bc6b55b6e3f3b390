"""
What a blocked limit forbids and what it leaves (R64, R65, B7).

Running services are not stopped by the block itself (R63).

    >>> [each.value for each in Operation if not is_forbidden_while_blocked(each)]
    ['top_up', 'saved_method_renewal']
"""

from __future__ import annotations

from enum import Enum


class Operation(Enum):
    """What a customer, or the portal in the customer's name, wants to do with money."""

    ORDER = "order"
    CART_RENEWAL = "cart_renewal"
    BALANCE_RENEWAL = "balance_renewal"
    TOP_UP = "top_up"
    SAVED_METHOD_RENEWAL = "saved_method_renewal"


_FORBIDDEN = frozenset({Operation.ORDER, Operation.CART_RENEWAL, Operation.BALANCE_RENEWAL})


def is_forbidden_while_blocked(operation: Operation) -> bool:
    """Whether a blocked limit forbids the operation (R64); what it leaves is R65."""
    return operation in _FORBIDDEN
