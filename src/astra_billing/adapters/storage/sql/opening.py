"""Opens a store: a new database gets its tables, one of ours is recognised, anything else is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.adapters.storage.sql.connect import connected, keep_a_log, transaction
from astra_billing.adapters.storage.sql.faults import EmptyDatabase, OlderDatabase
from astra_billing.adapters.storage.sql.founding import (
    create,
    foreign_told,
    is_noted,
    looked_after,
    note_schema,
    recognised,
    table_names,
)
from astra_billing.adapters.storage.sql.store import SqlStore
from astra_billing.adapters.storage.sql.versions import HEAD

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


def open_store(url: str, *, creates: bool = True) -> SqlStore:
    """
    The store at a database URL, such as `sqlite:///billing.sqlite` or `postgresql+psycopg://user@host/billing`.

    A new database gets its tables.  An SQLite file of an earlier version is upgraded; a PostgreSQL
    database, which other workers may be using, is not.  One that is in order is only looked at, so it may be read-only.

    Args:
        url: where the database is.
        creates: whether a new database gets its tables.

    Raises:
        UnusableUrl: no store can be behind the URL.
        ForeignFile: something else is there.
        EmptyDatabase: nothing is there, and nothing is to be made.
        StoreUnavailable: the database cannot be reached, written or locked.
        NewerSchema: a later version of the library wrote it.
        OlderDatabase: a PostgreSQL database needs `astra-billing db upgrade`.
    """
    engine = connected(url)
    try:
        with foreign_told(engine):
            with transaction(engine, writes=False) as connection:
                is_ready = _is_ready(connection, engine)
            if not is_ready:
                with transaction(engine, writes=True) as connection:
                    _prepare(connection, engine, creates=creates)
        keep_a_log(engine)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine)


def _is_ready(connection: Connection, engine: Engine) -> bool:
    names = table_names(connection)
    return bool(names) and recognised(connection, str(engine.url)) == HEAD and is_noted(connection)


def _prepare(connection: Connection, engine: Engine, *, creates: bool) -> None:
    looked_after(connection)
    if not table_names(connection):
        if not creates:
            raise EmptyDatabase(str(engine.url))
        create(connection)
        return
    revision = recognised(connection, str(engine.url))
    if revision == HEAD:
        note_schema(connection)
        return
    if engine.dialect.name != "sqlite":
        raise OlderDatabase(revision, HEAD)
    from astra_billing.adapters.storage.sql.upgrade import upgrade_tables  # noqa: PLC0415  # only an old file needs it

    upgrade_tables(connection, revision)
