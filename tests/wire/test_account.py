"""The state of any account is written and read back equal, as JSON keeps it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant

from astra_billing import RUB
from astra_billing.account import Account
from astra_billing.wire import UnreadableRecord
from astra_billing.wire import account as wire
from astra_billing.wire.account import account_shape, dump_account, load_account
from tests.account.test_machine import Customer

DAY = date(2026, 1, 1)


class Stored(Customer):
    """A customer whose account is written down after everything that happens."""

    @invariant()
    def reads_back_equal(self) -> None:
        """Through the text of a database, the order of its services and debts included."""
        read = load_account(json.loads(json.dumps(dump_account(self.account))))
        assert read == self.account
        assert list(read.expenses) == list(self.account.expenses)
        assert list(read.services) == list(self.account.services)


TestStored = Stored.TestCase
TestStored.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def test_equal_accounts_are_written_alike() -> None:
    """Sets have no order, their text has."""
    ids = [f"p{number}" for number in range(50)]
    one, other = (Account("a1", RUB, DAY, payment_ids=frozenset(each)) for each in (ids, reversed(ids)))
    assert json.dumps(dump_account(one)) == json.dumps(dump_account(other))


def test_a_field_that_is_not_known_is_not_overlooked() -> None:
    """A state of another version is refused as a whole, and the journal is folded instead."""
    record = dump_account(Account("a1", RUB, DAY))
    with pytest.raises(UnreadableRecord, match="ForbiddenExtraKeysError"):
        load_account({**record, "mood": "good"})


def test_the_shape_follows_the_fields_and_the_fold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another fold or another field is another shape, also deep inside."""
    before = account_shape()
    shapes = set(wire._shapes(Account, set()))
    assert any(line.startswith("Expense.paid: ") for line in shapes)
    account_shape.cache_clear()
    monkeypatch.setattr(wire, "FOLD_VERSION", 99)
    assert account_shape() != before
    monkeypatch.undo()
    account_shape.cache_clear()
    assert account_shape() == before
