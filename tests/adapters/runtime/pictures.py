"""What a database says of one account, without the account's name: to compare two lives of the same story."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from astra_billing.adapters.storage.sql import schema as t
from astra_billing.adapters.storage.sql.tables import PROJECTED

if TYPE_CHECKING:
    from sqlalchemy import Table

    from astra_billing.adapters.storage.sql import SqlStore

Picture = dict[str, list[str]]

NOT_COMPARED = {"held_until", "tries", "key", "number", "event_key", "version"}
"""How often something was tried, and under which command, may differ between a straight way and a detour."""


def picture(store: SqlStore, account_id: str) -> Picture:
    """Every row that belongs to an account, as text."""
    seen = {"journal": _rows(store, t.journal, account_id), "outbox": _rows(store, t.outbox, account_id)}
    for table in (*PROJECTED, t.states):
        seen[table.name] = sorted(_rows(store, table, account_id))
    return seen


def _rows(store: SqlStore, table: Table, account_id: str) -> list[str]:
    query = select(table).where(table.c.account_id == account_id).order_by(*table.primary_key)
    with store.engine.connect() as connection:
        rows = connection.execute(query).all()
    compared = [{name: value for name, value in row._asdict().items() if name not in NOT_COMPARED} for row in rows]
    return [json.dumps(each, default=str).replace(account_id, "ACCOUNT") for each in compared]
