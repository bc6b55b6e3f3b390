"""Disk full, read-only, locked, connection lost: a clear error, nothing half-written, and work goes on afterwards."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, event, func, select, table, text

from astra_billing.account import decide
from astra_billing.account.commands import OpenAccount, TopUp
from astra_billing.adapters.runtime import Billing, nightly
from astra_billing.adapters.storage.sql import StoreDamaged, StoreUnavailable, open_store, sqlite_url
from astra_billing.adapters.storage.sql.backup import back_up
from astra_billing.adapters.storage.sql.reports import report_rows
from astra_billing.adapters.storage.sql.verify import differences
from astra_billing.money import RUB
from tests.adapters.runtime.processes import forked
from tests.adapters.runtime.stories import DAY, LIMIT, order, rub
from tests.adapters.storage.databases import fresh_database, server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from astra_billing.account import Decision
    from astra_billing.account.commands import Command
    from astra_billing.adapters.storage.sql import SqlStore

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


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_system_that_writes_no_more_is_said_and_leaves_nothing(path: Path) -> None:
    """The operating system itself refuses to let the file grow, in the middle of a batch."""
    store = with_accounts(sqlite_url(path), 40)
    before = everything(store)
    store.close()

    def writes_too_much(ready: Callable[[], None]) -> None:
        """A process that may not write a long log."""
        ready()
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))
        with pytest.raises(StoreUnavailable, match=r"disk I/O error|disk is full"):
            Billing(open_store(sqlite_url(path))).run_day(NIGHT)

    pid, pipe = forked(writes_too_much)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    os.close(pipe)

    store = open_store(sqlite_url(path))
    assert everything(store) == before
    assert Billing(store).run_day(NIGHT).accounts == 40
    assert list(differences(store)) == []
    store.close()


def test_a_server_whose_disk_is_full_is_said_and_leaves_nothing(postgres: str) -> None:
    """PostgreSQL says so in the middle of a batch, with its own code for it."""
    store = with_accounts(postgres)
    before = everything(store)
    with store.engine.begin() as connection:
        fails = "BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END"
        connection.execute(text(f"CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ {fails} $$"))
        each = "BEFORE INSERT ON invoices FOR EACH ROW EXECUTE FUNCTION full_disk()"
        connection.execute(text(f"CREATE TRIGGER full_disk {each}"))
    with pytest.raises(StoreUnavailable, match="could not extend file"):
        Billing(store).run_day(NIGHT)
    assert everything(store) == before

    with store.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER full_disk ON invoices"))
    assert Billing(store).run_day(NIGHT).accounts == 3
    assert list(differences(store)) == []
    store.close()


@pytest.mark.parametrize("log", ["WAL", "DELETE"])
def test_a_read_only_file_can_be_looked_at_and_not_written(path: Path, log: str) -> None:
    """As a copy is, or a file of somebody else: it opens, the error says so, and nothing is written."""
    with_accounts(sqlite_url(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode = {log}")
    store = open_store(f"sqlite:///file:{path}?mode=ro&uri=true")

    assert Billing(store).account("a1").balance == rub("0.00")
    assert list(differences(store)) == []
    assert report_rows(store, "open_invoices")[1] == []
    with pytest.raises(StoreUnavailable, match="readonly"):
        Billing(store).execute("a1", TopUp("p1", rub("5.00"), "bank"), key="p1", on=DAY)
    assert store.taken("a1", "p1") is None
    store.close()


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_who_writes_beside_a_busy_worker_has_its_turn(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that gives the file back for a moment only between two batches keeps nobody out."""
    monkeypatch.setattr("astra_billing.adapters.storage.sql.connect.LOCK_SECONDS", 2)
    store = with_accounts(sqlite_url(path))

    def is_busy(ready: Callable[[], None]) -> None:
        """One batch after another."""
        with closing(sqlite3.connect(path, isolation_level=None, timeout=60)) as holder:
            ready()
            while True:
                holder.execute("BEGIN IMMEDIATE")
                time.sleep(0.03)
                holder.execute("COMMIT")
                time.sleep(0.001)

    pid, pipe = forked(is_busy)
    os.read(pipe, 1)
    try:
        for number in range(12):
            Billing(store).execute("a1", TopUp(f"p{number}", rub("5.00"), "bank"), key=f"p{number}", on=DAY)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(pipe)
    assert Billing(store).account("a1").balance == rub("55.00")
    store.close()


def test_a_worker_that_decides_for_long_is_not_taken_for_dead(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It writes what it has before the server loses patience, and goes on with the rest."""
    monkeypatch.setattr("astra_billing.adapters.storage.sql.connect.IDLE_SECONDS", 1)
    monkeypatch.setattr(nightly, "PATIENCE_SECONDS", 0.3)
    store = with_accounts(postgres, 8)

    def slowly(*asked: Any) -> Decision:
        """A year to catch up with."""
        time.sleep(0.2)
        return decide(*asked)

    monkeypatch.setattr(nightly, "decide", slowly)
    done = Billing(store).run_day(NIGHT)

    assert (done.accounts, done.failed) == (8, 0)
    assert list(differences(store)) == []
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


def test_a_file_that_is_broken_inside_is_said(path: Path) -> None:
    """Not taken for a fault of the command; a backup is what helps."""
    with_accounts(sqlite_url(path), 40).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'journal'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    store = open_store(sqlite_url(path))
    with pytest.raises(StoreDamaged, match="put the latest backup in its place"):
        list(store.journal("a1"))
    store.close()


def test_a_copy_is_made_while_others_write(path: Path) -> None:
    """Every step of a copy in steps would begin anew; this one is a single moment of the store."""
    store = with_accounts(sqlite_url(path), 40)
    done = Event()

    def writes() -> None:
        """A customer after another tops up."""
        other, number = open_store(sqlite_url(path)), 0
        while not done.is_set():
            number += 1
            Billing(other).execute("a1", TopUp(f"p{number}", rub("5.00"), "bank"), key=f"p{number}", on=DAY)
        other.close()

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(writes)
        for number in range(5):
            back_up(store, path.with_name(f"copy-{number}.sqlite"))
        done.set()
        writing.result()
    for number in range(5):
        copy = open_store(sqlite_url(path.with_name(f"copy-{number}.sqlite")))
        assert list(differences(copy)) == []
        copy.close()
    store.close()
