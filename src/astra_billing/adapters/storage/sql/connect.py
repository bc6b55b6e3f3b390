"""
Opens a database for the store, and holds its transactions together.

SQLite begins a transaction lazily and then may find another writer ahead of
it; a writing transaction here asks for the lock first, so a decision is never
made on stale data, and a reading one asks for none.  Who waits for that lock
asks often: SQLite's own way asks ever more seldom, and who is always late
waits for ever beside a busy worker.

In PostgreSQL a worker whose machine is gone loses its locks when the time for
idling is over; where the server waits for rows of it, the network has to notice.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from functools import partial
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    InterfaceError,
    InternalError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.pool import StaticPool

from astra_billing.adapters.storage.sql.faults import StoreDamaged, StoreUnavailable, UnusableUrl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

DRIVER = "postgresql+psycopg"
"""Of PostgreSQL, where the URL names none."""

INSTALL = "pip install 'astra-billing[postgres]'"

LOCK_SECONDS = 30
"""How long a transaction waits for another one."""

IDLE_SECONDS = 60
"""How long a worker may do nothing inside a transaction before PostgreSQL takes its locks away."""

ASK_SECONDS = 0.002
"""How soon a worker asks again for the lock of an SQLite file."""

KEEPALIVE = {"idle": 30, "interval": 10, "count": 3}
"""After how many seconds of silence the server asks over the network whether a worker is there, how often, and when
it gives up: where rows are being copied, a worker does not count as idle."""

SYNCHRONOUS = "FULL"
"""SQLite waits until what is committed is on the disk: it outlives a loss of power, not only a loss of the process."""

WRITES = "astra_billing_writes"
"""The execution option of a connection whose transaction is going to write."""

COPIED = "astra_billing_copied"
"""The execution option of a COPY with the rows that it copies."""


def sqlite_url(path: Path) -> str:
    """The database URL of an SQLite file, whatever its name is made of."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def connected(url: str) -> Engine:
    """
    An engine for a database URL; nothing is opened yet.

    Raises:
        UnusableUrl: it is no URL, its database is neither SQLite nor PostgreSQL, or the driver is not installed.
    """
    parsed = _parsed(url)
    try:
        return _engine(parsed)
    except (NoSuchModuleError, ImportError) as error:
        fix = f"install the driver {parsed.drivername.partition('+')[2]}, or leave it to: {INSTALL}"
        raise UnusableUrl(parsed.render_as_string(), str(error), fix) from error


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise UnusableUrl("the store", "its name is no database URL") from error
    kind = parsed.drivername.partition("+")[0]
    if kind not in {"sqlite", "postgresql"}:
        raise UnusableUrl(parsed.render_as_string(), f"{kind} is neither SQLite nor PostgreSQL")
    return parsed.set(drivername=DRIVER) if parsed.drivername == "postgresql" else parsed


def _engine(parsed: URL) -> Engine:
    options: dict[str, Any] = {"json_serializer": partial(json.dumps, ensure_ascii=False, separators=(",", ":"))}
    if parsed.get_backend_name() != "sqlite":
        engine = create_engine(parsed, pool_pre_ping=True, **options)
        event.listen(engine, "connect", _prepare_postgres)
        event.listen(engine, "do_execute", _copy_rows)
        return engine
    arguments = {"timeout": LOCK_SECONDS, "check_same_thread": False}
    if is_in_memory(engine_url=parsed):
        options["poolclass"] = StaticPool
    engine = create_engine(parsed, connect_args=arguments, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def is_in_memory(engine_url: URL) -> bool:
    """Whether the database is an SQLite one without a file: one connection, to be shared with care."""
    return engine_url.get_backend_name() == "sqlite" and engine_url.database in {None, "", ":memory:"}


@contextmanager
def transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """
    One transaction, committed whole or taken back.

    Raises:
        StoreUnavailable: the database cannot be opened, written or locked, or the connection is lost.
    """
    with told_apart(), engine.connect() as opened:
        connection = opened.execution_options(**{WRITES: writes})
        with connection.begin():
            yield connection


@contextmanager
def told_apart() -> Iterator[None]:
    """Tell a database that cannot be used from a fault of this library."""
    try:
        yield
    except (OperationalError, InterfaceError, InternalError) as error:
        raise StoreUnavailable(str(error.orig).strip()) from error
    except DatabaseError as error:
        if _code(error.orig) == sqlite3.SQLITE_CORRUPT:
            raise StoreDamaged(str(error.orig)) from error
        raise


def _code(error: BaseException | None) -> int:
    """What SQLite calls an error, without the part that only says where it happened; 0 for other databases."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def keep_a_log(engine: Engine) -> None:
    """Give an SQLite file a log, so that who reads waits for nobody; a file that cannot be written goes without."""
    if engine.dialect.name != "sqlite":
        return
    with told_apart(), engine.connect() as connection:
        try:
            _insist(_raw(connection), "PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_READONLY:
                raise StoreUnavailable(str(error)) from error


def _prepare_sqlite(connection: Any, _: object) -> None:  # the driver's own type
    connection.isolation_level = None  # the driver begins nothing by itself
    _run(connection.cursor, "PRAGMA foreign_keys = ON", f"PRAGMA synchronous = {SYNCHRONOUS}")


def _prepare_postgres(connection: Any, _: object) -> None:  # as above
    _run(
        connection.cursor,
        f"SET idle_in_transaction_session_timeout = '{IDLE_SECONDS}s'",
        f"SET lock_timeout = '{LOCK_SECONDS}s'",
        *(f"SET tcp_keepalives_{name} = {value}" for name, value in KEEPALIVE.items()),
    )
    connection.commit()


def _copy_rows(cursor: Any, statement: str, _: object, context: Any) -> bool:  # as above
    """Copy rows in the place of a plain execution; whether it was a statement that does."""
    rows = context.execution_options.get(COPIED)
    if rows is None:
        return False
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
    return True


def _run(cursor_of: Callable[[], Any], *statements: str) -> None:
    cursor = cursor_of()
    for statement in statements:
        cursor.execute(statement)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    if not connection.get_execution_options().get(WRITES, True):
        connection.exec_driver_sql("BEGIN")
        return
    try:
        _insist(_raw(connection), "BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise StoreUnavailable(str(error)) from error


def _insist(connection: sqlite3.Connection, statement: str) -> None:
    """Ask for the file often, until it is free or the time is over."""
    until = monotonic() + LOCK_SECONDS
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while not _taken(connection, statement, is_last=monotonic() >= until):
            sleep(ASK_SECONDS)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(LOCK_SECONDS * 1000)}")


def _taken(connection: sqlite3.Connection, statement: str, *, is_last: bool) -> bool:
    try:
        connection.execute(statement)
    except sqlite3.OperationalError as error:
        if is_last or _code(error) != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def _raw(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)  # noqa: S101  # the dialect says so
    return raw
