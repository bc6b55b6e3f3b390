"""
Writes what commands do, many of them at once: few statements, each with many rows.

An account's row is changed only where it still has the version that was
decided on; everything else follows in the same transaction.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.dialects import postgresql, sqlite

from astra_billing.adapters.storage.sql import rows as r
from astra_billing.adapters.storage.sql import schema as t
from astra_billing.adapters.storage.sql.projection import projected
from astra_billing.adapters.storage.sql.steps import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Table

    from astra_billing.ports import Change

    Fields = dict[str, Any]

_OLD = "old_"
"""What the names of parameters begin with that find a row; the others change it."""

_UPDATE_ACCOUNT = (
    update(t.accounts)
    .where(t.accounts.c.id == bindparam(f"{_OLD}id"), t.accounts.c.version == bindparam(f"{_OLD}version"))
    .values({name: bindparam(name) for name in t.accounts.c.keys() if name != "id"})  # noqa: SIM118  # not a dict
)
_UPDATE_STATE = (
    update(t.states)
    .where(t.states.c.account_id == bindparam(f"{_OLD}account_id"))
    .values(shape=bindparam("shape"), record=bindparam("record"))
)
_CLOSE = update(t.outbox).where(t.outbox.c.key == bindparam("closed")).values(is_open=False, held_until=None)


class Stale(Exception):  # it never leaves the store, which says Conflict
    """One of these changes was decided on a version that is not stored any more."""


def write(connection: Connection, changes: Sequence[Change]) -> None:
    """
    Write changes of different accounts, all of them together.

    Raises:
        Stale: an account has another version.
        IntegrityError: something is there already.
    """
    _accounts(connection, changes)
    _many(connection, t.receipts, [r.receipt_row(each) for each in changes])
    _many(connection, t.journal, [row for each in changes for row in r.journal_rows(each)])
    _many(connection, t.outbox, [r.outbox_row(each, request) for each in changes for request in each.requests])
    closed = [{"closed": key} for each in changes for key in each.closes]
    if closed:
        connection.execute(_CLOSE, closed)
    _tables(connection, changes)


def _accounts(connection: Connection, changes: Sequence[Change]) -> None:
    opened = [each for each in changes if each.kept.version == 0]
    known = [each for each in changes if each.kept.version > 0]
    if opened:
        _many(connection, t.accounts, [r.account_row(each) for each in opened])
        _many(connection, t.states, [r.state_row(each) for each in opened])
    if known:
        rows = [_finding(r.account_row(each), id=each.kept.account_id, version=each.kept.version) for each in known]
        if connection.execute(_UPDATE_ACCOUNT, rows).rowcount != len(rows):
            raise Stale
        moved = [each for each in known if each.account is not each.kept.account]
        if moved:
            states = [_finding(r.state_row(each), account_id=each.kept.account_id) for each in moved]
            connection.execute(_UPDATE_STATE, states)


def _finding(row: Fields, **old: object) -> Fields:
    kept = {name: value for name, value in row.items() if name not in {"id", "account_id"}}
    return {**kept, **{f"{_OLD}{name}": value for name, value in old.items()}}


def _many(connection: Connection, table: Table, rows: Sequence[Fields]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _tables(connection: Connection, changes: Sequence[Change]) -> None:
    found: dict[Table, Rows] = defaultdict(Rows)
    for change in changes:
        for table, rows in projected(change):
            together = found[table]
            together.new.extend(rows.new)
            together.changed.extend(rows.changed)
            together.put.extend(rows.put)
            together.gone.extend(rows.gone)
    for table, rows in found.items():
        _many(connection, table, rows.new)
        _update(connection, table, rows.changed)
        _put(connection, table, rows.put)
        _delete(connection, table, rows.gone)


def _update(connection: Connection, table: Table, rows: Sequence[Fields]) -> None:
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    values: Fields = {name: bindparam(name) for name in rows[0] if name not in keys}
    found = [table.c[key] == bindparam(f"{_OLD}{key}") for key in keys]
    statement = update(table).where(*found).values(values)
    connection.execute(statement, [_renamed(row, keys) for row in rows])


def _put(connection: Connection, table: Table, rows: Sequence[Fields]) -> None:
    if rows:
        keys = [column.name for column in table.primary_key]
        inserting = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        statement = inserting(table)
        put = statement.on_conflict_do_update(
            index_elements=keys, set_={name: statement.excluded[name] for name in rows[0] if name not in keys}
        )
        connection.execute(put, rows)


def _delete(connection: Connection, table: Table, rows: Sequence[Fields]) -> None:
    if rows:
        keys = [column.name for column in table.primary_key]
        statement = delete(table).where(*(table.c[key] == bindparam(f"{_OLD}{key}") for key in keys))
        connection.execute(statement, [_renamed(row, keys) for row in rows])


def _renamed(row: Fields, keys: Sequence[str]) -> Fields:
    return {f"{_OLD}{name}" if name in keys else name: value for name, value in row.items()}
