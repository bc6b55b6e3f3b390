"""Opens a store: a new database gets its tables, one of ours is recognised, anything else is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import DatabaseError

from astra_billing.adapters.storage.sql.connect import connected, told_apart, transaction
from astra_billing.adapters.storage.sql.faults import ForeignFile, OlderDatabase
from astra_billing.adapters.storage.sql.founding import create, looked_after, note_schema, recognised, table_names
from astra_billing.adapters.storage.sql.store import SqlStore
from astra_billing.adapters.storage.sql.versions import HEAD
from astra_billing.errors import BillingError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


def open_store(url: str) -> SqlStore:
    """
    The store at a database URL, such as `sqlite:///billing.sqlite` or `postgresql+psycopg://user@host/billing`.

    A new database gets its tables.  An SQLite file of an earlier version is upgraded; a PostgreSQL
    database, which other workers may be using, is not.

    Raises:
        ForeignFile: something else is there.
        StoreUnavailable: the database cannot be reached, written or locked.
        NewerSchema: a later version of the library wrote it.
        OlderDatabase: a PostgreSQL database needs `astra-billing db upgrade`.
    """
    engine = connected(url)
    try:
        with told_apart(), transaction(engine, writes=True) as connection:
            _prepare(connection, engine)
    except DatabaseError as error:
        engine.dispose()
        raise ForeignFile(url, str(error.orig)) from error
    except BillingError:
        engine.dispose()
        raise
    return SqlStore(engine)


def _prepare(connection: Connection, engine: Engine) -> None:
    looked_after(connection)
    if not table_names(connection):
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
