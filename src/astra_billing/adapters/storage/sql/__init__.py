"""Accounts in a database through SQLAlchemy: SQLite embedded, PostgreSQL where many workers share."""

from __future__ import annotations

from astra_billing.adapters.storage.sql.connect import sqlite_url
from astra_billing.adapters.storage.sql.faults import (
    ForeignFile,
    NewerDatabase,
    NoBackup,
    OlderDatabase,
    StoreUnavailable,
)
from astra_billing.adapters.storage.sql.opening import open_store
from astra_billing.adapters.storage.sql.store import SqlStore

__all__ = [
    "ForeignFile",
    "NewerDatabase",
    "NoBackup",
    "OlderDatabase",
    "SqlStore",
    "StoreUnavailable",
    "open_store",
    "sqlite_url",
]
