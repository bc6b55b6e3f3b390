"""Journals in a database through SQLAlchemy: embedded SQLite."""

from __future__ import annotations

from astra_billing.adapters.storage.sql.store import ForeignFile, SqlStore, StoreUnavailable, open_store, sqlite_url

__all__ = ["ForeignFile", "SqlStore", "StoreUnavailable", "open_store", "sqlite_url"]
