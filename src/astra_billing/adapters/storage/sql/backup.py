"""A copy of an SQLite store, made while it is in use: a single moment of it, whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from astra_billing.adapters.storage.sql.connect import is_in_memory, told_apart
from astra_billing.adapters.storage.sql.faults import NoBackup

if TYPE_CHECKING:
    from pathlib import Path

    from astra_billing.adapters.storage.sql.store import SqlStore


def back_up(store: SqlStore, file: Path) -> None:
    """
    Copy a store to a new file.  Who writes meanwhile is not held up, and does not hold the copy up.

    Raises:
        NoBackup: the file is there already or cannot be written, or the store is no SQLite file.
        StoreUnavailable: the store cannot be read.
    """
    if store.engine.dialect.name != "sqlite" or is_in_memory(store.engine.url):
        raise NoBackup("only SQLite files are copied by this command", "use pg_dump for PostgreSQL")
    if file.exists():
        raise NoBackup(f"{file} is there already", "name a new file")
    beside = file.with_name(f".{file.name}.new")
    try:
        with told_apart(), store.engine.connect() as connection, closing(sqlite3.connect(beside)) as copy:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)  # noqa: S101  # the dialect says so
            driver.backup(copy)  # all at once: a copy in steps begins anew after every write
            copy.execute("PRAGMA journal_mode = DELETE")
        beside.rename(file)
    except (sqlite3.Error, OSError) as error:
        raise NoBackup(f"{file} cannot be written: {error}", "name a file in a folder with room for it") from error
    finally:
        beside.unlink(missing_ok=True)
