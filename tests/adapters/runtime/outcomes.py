"""What a call comes to, so that two stores can be compared by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.errors import BillingError

if TYPE_CHECKING:
    from collections.abc import Callable


def outcome(do: Callable[[], object]) -> object:
    """What a call answers, or what it raises."""
    try:
        return do()
    except BillingError as error:
        return f"{type(error).__name__}: {error}"
