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
from astra_billing.wire.account import account_shape, account_text, dump_account, load_account
from astra_billing.wire.codec import dump_text
from tests.account.doings.base import Machine
from tests.account.test_machine import Customer, Everything, played

DAY = date(2026, 1, 1)


def _is_part(short: object, full: object) -> bool:
    """Whether a record leaves out fields of another one and is the same otherwise."""
    if isinstance(short, dict) and isinstance(full, dict):
        return all(name in full and _is_part(value, full[name]) for name, value in short.items())
    return short == full


class Reading(Machine):
    """An account that is written down after everything that happens, and so is all that happens."""

    @invariant()
    def reads_back_equal(self) -> None:
        """Through the text of a database, the order of its services and debts included."""
        read = load_account(json.loads(json.dumps(dump_account(self.account))))
        assert read == self.account
        assert list(read.expenses) == list(self.account.expenses)
        assert list(read.services) == list(self.account.services)

    @invariant()
    def is_written_short_and_read_back_equal(self) -> None:
        """What a store keeps is this very account, and says nothing that the full record does not say."""
        text = account_text(self.account)
        read = load_account(json.loads(text))
        assert read == self.account
        assert account_text(read) == text
        assert _is_part(json.loads(text), json.loads(json.dumps(dump_account(self.account))))
        assert list(read.payments) == list(self.account.payments)

    def teardown(self) -> None:
        """Every command and event is read back equal."""
        for each in (*self.given, *self.journal):
            assert load(json.loads(json.dumps(dump(each)))) == each
            assert dump_text(each) == json.dumps(dump(each), ensure_ascii=False, separators=(",", ":"))
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
    with pytest.raises(UnreadableRecord, match="mood"):
        load_account({**record, "mood": "good"})


@pytest.mark.parametrize(
    "spoilt",
    [
        {"id": 7},
        {"next_expense": "1"},
        {"blocked": 0},
        {"opened_on": "yesterday"},
        {"payments": []},
        {"services": {"s1": {"id": "s1"}}},
        {"services": {"s1": {"mood": "good"}}},
        {"services": {"s1": None}},
        {"currency": None},
        {"noticed": [["no topic", "7"]]},
    ],
    ids=str,
)
def test_a_record_of_a_foreign_shape_is_refused(spoilt: dict[str, object]) -> None:
    """Trusting amounts is one thing, guessing what a field means another."""
    with pytest.raises(UnreadableRecord):
        load_account({**dump_account(Account("a1", RUB, DAY)), **spoilt})


@pytest.mark.parametrize("name", ["id", "currency", "opened_on"])
def test_a_field_without_a_default_must_be_there(name: str) -> None:
    """Half a state is none."""
    record = {key: value for key, value in dump_account(Account("a1", RUB, DAY)).items() if key != name}
    with pytest.raises(UnreadableRecord, match=name):
        load_account(record)


def test_values_that_are_remembered_keep_their_own_text() -> None:
    """Equal amounts of other decimals stay apart: memory goes by the text, not by the value."""
    record = dump_account(Account("a1", RUB, DAY))
    for text in ("1.0 RUB", "1.00 RUB", "1 RUB"):
        payment = {"id": "p1", "on": "2026-01-01", "amount": text, "source": "card", "status": "credited"}
        read = load_account({**record, "payments": {"p1": payment}})
        assert json.loads(account_text(read))["payments"]["p1"]["amount"] == text


def test_a_read_account_shares_nothing_that_could_be_changed() -> None:
    """Each account has mappings of its own, also where the record names none."""
    record = json.loads(account_text(Account("a1", RUB, DAY)))
    one, other = load_account(record), load_account(record)
    assert one.services is not other.services


def test_the_shape_follows_the_defaults() -> None:
    """What is left out must mean the same when it is read."""
    shapes = set(wire._shapes(Account, set()))
    assert any(line.startswith("Service.terms: ") and line.endswith(" = 0") for line in shapes)
    assert not any(" at 0x" in line for line in shapes)


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
