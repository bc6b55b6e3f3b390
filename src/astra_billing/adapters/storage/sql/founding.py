"""What is in a database already, and the tables of a new one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import insert, inspect, select, text, update
from sqlalchemy.exc import DatabaseError

from astra_billing.adapters.storage.sql import schema as t
from astra_billing.adapters.storage.sql import tables, triggers, views
from astra_billing.adapters.storage.sql.faults import ForeignFile, NewerDatabase
from astra_billing.adapters.storage.sql.versions import HEAD, REVISIONS, current, stamp
from astra_billing.wire import SCHEMA_VERSION, NewerSchema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

SCHEMA_NAME = "schema"
_LOCK = 0x61737472
"""The number of the lock in PostgreSQL that makes one process at a time look after the tables."""


@contextmanager
def foreign_told(engine: Engine) -> Iterator[None]:
    """
    Tell a file that is no database, and a database without what a store has.

    Raises:
        ForeignFile: it is one.
    """
    try:
        yield
    except DatabaseError as error:
        raise ForeignFile(str(engine.url), str(error.orig).strip()) from error


def looked_after(connection: Connection) -> None:
    """Wait until no other process looks after the tables of this database; until the transaction ends none can."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def table_names(connection: Connection) -> list[str]:
    """The tables there are, those of Alembic left out."""
    return [name for name in inspect(connection).get_table_names() if name != "alembic_version"]


def create(connection: Connection) -> None:
    """Make all tables, triggers and views in an empty database."""
    tables.metadata.create_all(connection)
    dialect = connection.dialect.name
    for statement in (*triggers.refusing(dialect), *views.creating(dialect)):
        connection.exec_driver_sql(statement)
    connection.execute(insert(t.meta).values(name=SCHEMA_NAME, value=str(SCHEMA_VERSION)))
    stamp(connection, HEAD)


def recognised(connection: Connection, url: str) -> str:
    """
    The revision of the tables there are.

    Raises:
        ForeignFile: they are not ours.
        NewerSchema: a later version of the library wrote the records.
        NewerDatabase: a later version made the tables.
    """
    names = table_names(connection)
    if t.meta.name not in names:
        raise ForeignFile(url, f"it has other tables ({', '.join(sorted(names)[:3])})")
    found = int(connection.execute(select(t.meta.c.value).where(t.meta.c.name == SCHEMA_NAME)).scalar_one())
    if found > SCHEMA_VERSION:
        raise NewerSchema(found)
    revision = current(connection)
    if revision not in REVISIONS:
        raise NewerDatabase(revision, HEAD)
    return revision


def is_noted(connection: Connection) -> bool:
    """Whether the version of the records that are written from now on is noted."""
    noted = select(t.meta.c.value).where(t.meta.c.name == SCHEMA_NAME)
    return bool(connection.execute(noted).scalar_one() == str(SCHEMA_VERSION))


def note_schema(connection: Connection) -> None:
    """Note the version of the records that are written from now on; an earlier library must not read them."""
    if not is_noted(connection):
        connection.execute(update(t.meta).where(t.meta.c.name == SCHEMA_NAME).values(value=str(SCHEMA_VERSION)))
