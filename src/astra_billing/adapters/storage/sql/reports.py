"""The rows of a report, as text."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select, table, text

from astra_billing.adapters.storage.sql.connect import transaction

if TYPE_CHECKING:
    from astra_billing.adapters.storage.sql.store import SqlStore


def report_rows(store: SqlStore, view: str) -> tuple[list[str], list[list[str]]]:
    """The heads and the rows of a view, ordered by their columns."""
    with transaction(store.engine, writes=False) as connection:
        found = connection.execute(select(text("*")).select_from(table(view)))
        heads = list(found.keys())
        rows = sorted([_text(value) for value in row] for row in found)
    return heads, rows


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
