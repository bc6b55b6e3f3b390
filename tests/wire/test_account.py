"""The state of any account is written and read back equal, as JSON keeps it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis.stateful import invariant

from astra_billing import RUB
from astra_billing.account import Account
from astra_billing.wire import UnreadableRecord, dump, load
from astra_billing.wire import account as wire
from astra_billing.wire.account import account_shape, dump_account, load_account
from tests.account.doings.base import Machine
from tests.account.test_machine import Customer, Everything, played

DAY = date(2026, 1, 1)


class Reading(Machine):
    """An account that is written down after everything that happens, and so is all that happens."""

    @invariant()
    def reads_back_equal(self) -> None:
        """Through the text of a database, the order of its services and debts included."""
        read = load_account(json.loads(json.dumps(dump_account(self.account))))
        assert read == self.account
        assert list(read.expenses) == list(self.account.expenses)
        assert list(read.services) == list(self.account.services)
        assert list(read.payments) == list(self.account.payments)

    def teardown(self) -> None:
        """Every command and event is read back equal."""
        for each in (*self.given, *self.journal):
            assert load(json.loads(json.dumps(dump(each)))) == each
        super().teardown()


class StoredCustomer(Reading, Customer):
    """Money and services."""


class StoredEverything(Reading, Everything):
    """All of it, every field of an account in use."""


TestStoredCustomer = played(StoredCustomer, 20, 25)
TestStoredEverything = played(StoredEverything, 40, 40)


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
