"""What only a database can do: refuse changes, tell its own files from others, and keep writers apart."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest

from astra_billing import RUB, Money
from astra_billing.account.commands import OpenAccount, TopUp
from astra_billing.adapters.runtime import Billing
from astra_billing.adapters.storage.sql import ForeignFile, StoreUnavailable, open_store, sqlite_url
from astra_billing.wire import NewerSchema

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 1, 1)


@pytest.fixture(name="file")
def database_file(tmp_path: Path) -> Path:
    """A store with one account in it."""
    path = tmp_path / "billing #1?.sqlite"
    store = open_store(sqlite_url(path))
    Billing(store).execute("a1", OpenAccount("a1", RUB), key="open", on=DAY)
    store.close()
    return path


@pytest.mark.parametrize("statement", ["UPDATE journal SET amount = '1'", "DELETE FROM journal"])
def test_the_database_itself_refuses_to_change_the_journal(file: Path, statement: str) -> None:
    """The journal is append-only for everybody, this library or not."""
    with closing(sqlite3.connect(file)) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
        assert connection.execute("SELECT count(*) FROM journal").fetchone() == (1,)


def test_amounts_are_stored_exactly(file: Path) -> None:
    """Four decimals stay four decimals, as text that any database reads the same."""
    store = open_store(sqlite_url(file))
    Billing(store).execute("a1", TopUp("p1", Money("22.4137", RUB), "card"), key="p1", on=DAY)
    store.close()

    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT amount, typeof(amount), currency, rule FROM journal WHERE amount NOT NULL")
        assert rows.fetchall() == [("22.4137", "text", "RUB", "R51")]


def test_two_stores_on_one_file_see_each_other(file: Path) -> None:
    """What another process has written is read before anything is decided."""
    one, other = open_store(sqlite_url(file)), open_store(sqlite_url(file))
    for number, store in enumerate((one, other, one), start=1):
        payment = TopUp(f"p{number}", Money("10.00", RUB), "card")
        Billing(store).execute("a1", payment, key=payment.payment_id, on=DAY)

    assert Billing(other).account("a1").balance == Money("30.00", RUB)
    one.close()
    other.close()


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    """Nothing is overwritten, and the error names the file."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear customer, " * 100, "utf-8")

    with pytest.raises(ForeignFile, match="not a store of astra-billing"):
        open_store(sqlite_url(path))
    assert path.read_text("utf-8").startswith("Dear customer")


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    """A database with other tables gets none of ours."""
    path = tmp_path / "shop.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE orders (id)")

    with pytest.raises(ForeignFile, match="orders"):
        open_store(sqlite_url(path))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("orders",)]


def test_a_database_of_a_later_version_asks_for_an_upgrade(file: Path) -> None:
    """A newer schema is not guessed at."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE astra_billing_meta SET value = '99' WHERE name = 'schema'")
        connection.commit()

    with pytest.raises(NewerSchema, match="99"):
        open_store(sqlite_url(file))


def test_a_path_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    """A folder is no database, and the error says what to check."""
    with pytest.raises(StoreUnavailable, match="check that it can be written"):
        open_store(sqlite_url(tmp_path))


def test_a_database_that_somebody_holds_is_not_waited_for_for_ever(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that does not go away is a clear error, and nothing is written."""
    monkeypatch.setattr("astra_billing.adapters.storage.sql.connect.LOCK_SECONDS", 0.01)
    store = open_store(sqlite_url(file))
    with closing(sqlite3.connect(file)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="locked"):
            Billing(store).execute("a1", TopUp("p1", Money("5.00", RUB), "card"), key="p1", on=DAY)
        holder.rollback()

    assert Billing(store).account("a1").balance.is_zero
    store.close()


def test_a_store_may_live_in_memory() -> None:
    """For play, a database that leaves no file."""
    store = open_store("sqlite://")
    Billing(store).execute("a1", OpenAccount("a1", RUB), key="open", on=DAY)

    assert Billing(store).account("a1").currency == RUB
    store.close()
