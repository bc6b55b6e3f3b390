"""Accounts in a database through SQLAlchemy: SQLite embedded, PostgreSQL where many workers share."""

from __future__ import annotations

from astra_billing.adapters.storage.sql.connect import sqlite_url
from astra_billing.adapters.storage.sql.faults import (
    EmptyDatabase,
    ForeignFile,
    NewerDatabase,
    NoBackup,
    OlderDatabase,
    StoreDamaged,
    StoreUnavailable,
    UnusableUrl,
)
from astra_billing.adapters.storage.sql.opening import open_store
from astra_billing.adapters.storage.sql.store import SqlStore

__all__ = [
    "EmptyDatabase",
    "ForeignFile",
    "NewerDatabase",
    "NoBackup",
    "OlderDatabase",
    "SqlStore",
    "StoreDamaged",
    "StoreUnavailable",
    "UnusableUrl",
    "open_store",
    "sqlite_url",
]
