"""
Typed tables of what is open, keys of events, whole states; PostgreSQL beside SQLite.

The rows of the first version are carried over; what is new about an account is
filled in afterwards, by folding its journal.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa
from alembic import op

from astra_billing.adapters.storage.sql.columns import EXACT, RECORD
from astra_billing.adapters.storage.sql.keys import event_key
from astra_billing.adapters.storage.sql.migrations.tables_0002 import TABLES
from astra_billing.ports import kind_of
from astra_billing.wire import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from astra_billing.ports import Happened, Request

    Row = dict[str, Any]

revision = "0002"
down_revision = "0001"

OLD = ("requests", "journal", "receipts", "accounts")
"""The tables that are made anew, those that refer to others first."""

DATES = {name: sa.Date() for name in ("on", "opened_on", "worked_on", "next_on", "asked_on")}
EXACTS = dict.fromkeys(("amount", "balance"), EXACT)
TYPES: dict[str, Any] = {**DATES, **EXACTS, "record": RECORD, "is_open": sa.Boolean(), "is_blocked": sa.Boolean()}


def upgrade() -> None:
    """Put the old tables aside, make the new ones, carry the rows over, drop the old ones."""
    for trigger in ("journal_refuses_update", "journal_refuses_delete"):
        op.execute(f"DROP TRIGGER IF EXISTS {trigger}" + (" ON journal" if _is_postgres() else ""))
    for index in ("accounts_by_next_day", "journal_by_key", "requests_open"):
        op.execute(f"DROP INDEX IF EXISTS {index}")
    for table in OLD:
        op.rename_table(table, f"{table}_0001")
        if _is_postgres():
            op.execute(f"ALTER INDEX {_primary_key(table)} RENAME TO {table}_0001_pkey")
    for make in TABLES:
        make()
    for table, rows in _carried_over():
        _insert(table, list(rows))
    for table in OLD:
        op.drop_table(f"{table}_0001")


def _primary_key(table: str) -> str:
    return str(sa.inspect(op.get_bind()).get_pk_constraint(f"{table}_0001")["name"])


def _is_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _carried_over() -> Iterator[tuple[str, Iterator[Row]]]:
    yield "accounts", map(_account, _old("accounts"))
    yield "receipts", _old("receipts")
    yield "journal", _journal()
    yield "outbox", map(_request, _old("requests"))


def _old(table: str) -> Iterator[Row]:
    columns: list[sa.ColumnClause[Any]] = [sa.column(name, DATES.get(name)) for name in _columns(table)]
    rows = op.get_bind().execute(sa.select(sa.table(f"{table}_0001", *columns)))
    return (row._asdict() for row in rows)


def _columns(table: str) -> list[str]:
    return [column["name"] for column in sa.inspect(op.get_bind()).get_columns(f"{table}_0001")]


def _record(row: Row) -> Row:
    record = row["record"]
    return cast("Row", json.loads(record) if isinstance(record, str) else record)


def _account(old: Row) -> Row:
    lines = sa.text('SELECT min("on"), max("on") FROM journal_0001 WHERE account_id = :id').columns(
        sa.column("first", sa.Date), sa.column("last", sa.Date)
    )
    opened, worked = op.get_bind().execute(lines, {"id": old["id"]}).one()
    first = sa.text("SELECT record FROM journal_0001 WHERE account_id = :id AND number = 1")
    currency = _record({"record": op.get_bind().execute(first, {"id": old["id"]}).scalar_one()})["currency"]
    code = currency if isinstance(currency, str) else currency["code"]
    known = {"id": old["id"], "lines": old["lines"], "next_on": old["next_on"], "version": 1, "is_blocked": False}
    return {**known, "opened_on": opened, "worked_on": worked, "currency": code, "balance": 0, "credit_limit": None}


def _journal() -> Iterator[Row]:
    places: dict[tuple[str, str], int] = {}
    for row in sorted(_old("journal"), key=lambda each: (each["account_id"], each["number"])):
        command = (row["account_id"], row["key"])
        places[command] = places.get(command, 0) + 1
        record = _record(row)
        happened = cast("Happened", load(record, row["schema"]))
        yield {**row, "record": record, "event_key": event_key(happened, row["key"], places[command])}


def _request(old: Row) -> Row:
    record = _record(old)
    amount, _, currency = str(record.get("amount", "")).partition(" ")
    asked = sa.text("SELECT worked_on FROM accounts WHERE id = :id").columns(worked_on=sa.Date)
    said = {name: old[name] for name in ("number", "key", "account_id", "schema")}
    return {
        **said,
        "record": record,
        "is_open": bool(old["is_open"]),
        "kind": kind_of(cast("Request", load(record, old["schema"]))),
        "asked_on": op.get_bind().execute(asked, {"id": old["account_id"]}).scalar_one(),
        "amount": amount or None,
        "currency": currency or None,
        "held_until": None,
        "tries": 0,
    }


def _insert(table: str, rows: list[Row]) -> None:
    if rows:
        columns: list[sa.ColumnClause[Any]] = [sa.column(name, TYPES.get(name)) for name in rows[0]]
        prepared = [{name: _exact(name, value) for name, value in row.items()} for row in rows]
        op.bulk_insert(sa.table(table, *columns), prepared)


def _exact(name: str, value: object) -> object:
    return Decimal(str(value)) if name in EXACTS and value is not None else value
