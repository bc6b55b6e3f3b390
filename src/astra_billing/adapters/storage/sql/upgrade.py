"""
Brings the tables of an earlier version up to date, in one transaction: all of it or nothing.

Alembic changes the tables; triggers and views, which hold no data, are simply
made again; accounts without a state are folded from their journals.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from attrs import frozen
from sqlalchemy import select

from astra_billing.adapters.storage.sql import schema as t
from astra_billing.adapters.storage.sql import triggers, views
from astra_billing.adapters.storage.sql.connect import connected, transaction
from astra_billing.adapters.storage.sql.founding import (
    create,
    foreign_told,
    looked_after,
    note_schema,
    recognised,
    table_names,
)
from astra_billing.adapters.storage.sql.refold import refold
from astra_billing.adapters.storage.sql.versions import HEAD

if TYPE_CHECKING:
    from sqlalchemy import Connection


@frozen
class Upgraded:
    """
    What an upgrade found and left.

    Attributes:
        found: the revision of the tables before; empty for a new database.
        revision: the revision now.
        accounts: how many accounts were folded anew.
    """

    found: str
    revision: str
    accounts: int = 0


def configured(connection: Connection) -> Config:
    """Alembic's configuration for a connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    return config


def upgrade_database(url: str) -> Upgraded:
    """
    Bring the database at a URL up to date; a new one gets its tables.

    Raises:
        ForeignFile: something else is there.
        StoreUnavailable: it cannot be reached or written.
        NewerDatabase: a later version of the library made it.
    """
    engine = connected(url)
    try:
        with foreign_told(engine), transaction(engine, writes=True) as connection:
            looked_after(connection)
            if not table_names(connection):
                create(connection)
                return Upgraded("", HEAD)
            found = recognised(connection, str(engine.url))
            return Upgraded(found, HEAD, 0 if found == HEAD else upgrade_tables(connection, found))
    finally:
        engine.dispose()


def revision_of(url: str) -> tuple[str, str]:
    """
    The revision of a database's tables, empty for a new database, and the one this library works with.

    Raises:
        ForeignFile: something else is there.
        StoreUnavailable: it cannot be reached.
        NewerDatabase: a later version of the library made it.
    """
    engine = connected(url)
    try:
        with foreign_told(engine), transaction(engine, writes=False) as connection:
            return (recognised(connection, str(engine.url)) if table_names(connection) else "", HEAD)
    finally:
        engine.dispose()


def upgrade_tables(connection: Connection, found: str) -> int:
    """Bring the tables from a revision up to date; how many accounts were folded anew."""
    config = configured(connection)
    for view in reversed(views.NAMES):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {view}")
    if found == "0001":
        command.stamp(config, found)  # the first version noted none
    command.upgrade(config, HEAD)
    dialect = connection.dialect.name
    for statement in (*triggers.refusing(dialect), *views.creating(dialect)):
        connection.exec_driver_sql(statement)
    note_schema(connection)
    without = select(t.accounts.c.id, t.accounts.c.version).outerjoin(t.states).where(t.states.c.account_id.is_(None))
    rows = connection.execute(without).all()
    for row in rows:
        refold(connection, row.id, row.version)
    return len(rows)
