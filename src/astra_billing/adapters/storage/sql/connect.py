"""
Opens a database for the store, and holds its transactions together.

SQLite begins a transaction lazily and then may find another writer ahead of
it; a writing transaction here asks for the lock first, so a decision is never
made on stale data, and a reading one asks for none.  In PostgreSQL a worker
whose machine is gone loses its locks when the time for idling is over.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, create_engine, event, make_url
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.pool import StaticPool

from astra_billing.adapters.storage.sql.faults import StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

LOCK_SECONDS = 30
"""How long a transaction waits for another one."""

IDLE_SECONDS = 60
"""How long a worker may do nothing inside a transaction before PostgreSQL takes its locks away."""

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
    """An engine for a database URL; nothing is opened yet."""
    parsed = make_url(url)
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


def _prepare_sqlite(connection: Any, _: object) -> None:  # the driver's own type
    connection.isolation_level = None  # the driver begins nothing by itself
    _run(
        connection.cursor,
        "PRAGMA foreign_keys = ON",
        "PRAGMA journal_mode = WAL",
        f"PRAGMA synchronous = {SYNCHRONOUS}",
    )


def _prepare_postgres(connection: Any, _: object) -> None:  # as above
    _run(
        connection.cursor,
        f"SET idle_in_transaction_session_timeout = '{IDLE_SECONDS}s'",
        f"SET lock_timeout = '{LOCK_SECONDS}s'",
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
    writes = connection.get_execution_options().get(WRITES, True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
