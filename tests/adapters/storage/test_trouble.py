"""Disk full, read-only, locked, connection lost: a clear error, nothing half-written, and work goes on afterwards."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, event, func, select, table, text

from astra_billing.account.commands import OpenAccount, TopUp
from astra_billing.adapters.runtime import Billing
from astra_billing.adapters.storage.sql import SqlStore, StoreUnavailable, open_store, sqlite_url
from astra_billing.adapters.storage.sql.verify import differences
from astra_billing.money import RUB
from tests.adapters.runtime.stories import DAY, LIMIT, order, rub
from tests.adapters.storage.databases import fresh_database, server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from astra_billing.account.commands import Command

NIGHT = date(2026, 2, 1)


def with_accounts(url: str, count: int = 3) -> SqlStore:
    """A store with accounts that have work on the 1st."""
    store = open_store(url)
    for number in range(count):
        commands: tuple[Command, ...] = (OpenAccount(f"a{number}", RUB), LIMIT, order("s1", "5.00"))
        for key, command in enumerate(commands):
            Billing(store).execute(f"a{number}", command, key=str(key), on=DAY)
    return store


def everything(store: SqlStore) -> list[int]:
    """How many rows each table has."""
    names = ("accounts", "journal", "receipts", "outbox", "expenses", "invoices", "services")
    with store.engine.connect() as connection:
        return [connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names]


@pytest.fixture(name="path")
def sqlite_path(tmp_path: Path) -> Path:
    """A file for a store."""
    return tmp_path / "billing.sqlite"


@pytest.fixture(name="postgres")
def postgres_url(tmp_path: Path) -> Iterator[str]:
    """An empty schema of the server."""
    with fresh_database("postgresql", tmp_path) as url:
        yield url


def test_a_full_disk_is_said_and_leaves_nothing(path: Path) -> None:
    """SQLite has no page left in the middle of a batch."""
    store = with_accounts(sqlite_url(path), 40)
    before = everything(store)
    with store.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(StoreUnavailable, match="disk is full"):
        Billing(store).run_day(NIGHT)
    assert everything(store) == before

    store.close()  # room again
    again = open_store(sqlite_url(path))
    assert Billing(again).run_day(NIGHT).accounts == 40
    assert list(differences(again)) == []
    again.close()


def test_a_read_only_file_can_be_looked_at_and_not_written(path: Path) -> None:
    """The error says so, and nothing is written."""
    with_accounts(sqlite_url(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    store = SqlStore(create_engine(f"sqlite:///file:{path}?mode=ro&uri=true"))

    assert Billing(store).account("a1").balance == rub("0.00")
    with pytest.raises(StoreUnavailable, match="readonly"):
        Billing(store).execute("a1", TopUp("p1", rub("5.00"), "bank"), key="p1", on=DAY)
    assert store.taken("a1", "p1") is None
    store.close()


def test_a_read_only_server_is_said(postgres: str) -> None:
    """A standby, or a server that was told to accept no writing."""
    with_accounts(postgres).close()
    url = postgres.replace("csearch_path", "cdefault_transaction_read_only%3Don%20-csearch_path")
    store = open_store(url)
    with pytest.raises(StoreUnavailable, match="read-only"):
        Billing(store).execute("a1", TopUp("p1", rub("5.00"), "bank"), key="p1", on=DAY)
    store.close()


def test_an_account_that_somebody_holds_is_waited_for_and_then_given_up(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row lock that does not go away is a clear error; the daily run passes such an account by."""
    monkeypatch.setattr("astra_billing.adapters.storage.sql.connect.LOCK_SECONDS", 1)
    store = with_accounts(postgres)
    with store.engine.connect() as holder:
        holder.execute(text("SELECT * FROM accounts WHERE id = 'a1' FOR UPDATE"))
        with pytest.raises(StoreUnavailable, match="lock timeout"):
            Billing(store).execute("a1", TopUp("p1", rub("5.00"), "bank"), key="p1", on=DAY)
        assert Billing(store).run_day(NIGHT).accounts == 2
    assert Billing(store).run_day(NIGHT).accounts == 1
    assert store.taken("a1", "p1") is None
    assert list(differences(store)) == []
    store.close()


@pytest.mark.parametrize("at", range(1, 9))
def test_a_connection_lost_in_the_middle_takes_everything_back(postgres: str, at: int) -> None:
    """Lost before the n-th statement of a nightly run: an error that says so; the next run does the work."""
    store = with_accounts(postgres)
    before, counted = everything(store), 0

    def lose(_: object, cursor: object, *__: object) -> None:
        nonlocal counted
        counted += 1
        if counted == at:
            pid = cursor.connection.info.backend_pid  # type: ignore[attr-defined]  # psycopg's own
            engine = create_engine(server()[0])
            with engine.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid, 1000)"), {"pid": pid})
            engine.dispose()

    event.listen(store.engine, "before_cursor_execute", lose)
    with pytest.raises(StoreUnavailable, match=r"terminat|closed|lost"):
        Billing(store).run_day(NIGHT)
    event.remove(store.engine, "before_cursor_execute", lose)

    assert everything(store) == before
    assert Billing(store).run_day(NIGHT).accounts == 3
    assert list(differences(store)) == []
    store.close()


def test_a_worker_whose_machine_is_gone_holds_its_accounts_no_longer_than_its_lease(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL ends a transaction in which nothing happens; the next worker takes the accounts over."""
    monkeypatch.setattr("astra_billing.adapters.storage.sql.connect.IDLE_SECONDS", 1)
    store = with_accounts(postgres)
    silent = open_store(postgres)
    with pytest.raises(StoreUnavailable), silent.claim(NIGHT, size=9) as claim:  # noqa: PT012  # all of it is the claim
        assert len(claim.kept) == 3
        assert Billing(store).run_day(NIGHT).accounts == 0
        with store.engine.connect() as connection:
            connection.execute(text("SELECT pg_sleep(1.5)"))
        assert Billing(store).run_day(NIGHT).accounts == 3
        claim.save([])
    assert list(differences(store)) == []
    store.close()
    silent.close()


def test_a_url_where_no_server_is_says_so() -> None:
    """The error carries what the driver says."""
    with pytest.raises(StoreUnavailable, match="check that it can be written"):
        open_store("postgresql+psycopg://nobody@127.0.0.1:1/none")
