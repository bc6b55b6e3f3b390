"""The day of a command: a calendar date, which the caller brings."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from astra_billing.account import decide
from astra_billing.account.commands import OpenAccount
from astra_billing.errors import InvalidValue
from astra_billing.money import RUB


def test_an_instant_is_not_a_day() -> None:
    """B2, B3: which day an instant belongs to depends on the time zone, so the caller says it."""
    with pytest.raises(InvalidValue, match="provider's time zone"):
        decide(None, OpenAccount("a1", RUB), datetime(2026, 1, 1, 23, 30, tzinfo=UTC))
