"""
Writes what commands do, many of them at once: few statements, each with many rows.

An account's row is changed only where it still has the version that was
decided on; everything else follows in the same transaction.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, update

from astra_billing.adapters.storage.sql import bulk
from astra_billing.adapters.storage.sql import rows as r
from astra_billing.adapters.storage.sql import schema as t
from astra_billing.adapters.storage.sql.projection import projected
from astra_billing.adapters.storage.sql.steps import Rows
from astra_billing.adapters.storage.sql.tables import PROJECTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Table

    from astra_billing.ports import Change

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
    bulk.insert(connection, t.receipts, [r.receipt_row(each) for each in changes])
    bulk.insert(connection, t.journal, [row for each in changes for row in r.journal_rows(each)])
    bulk.insert(connection, t.outbox, [r.outbox_row(each, request) for each in changes for request in each.requests])
    closed = [{"closed": key} for each in changes for key in each.closes]
    if closed:
        connection.execute(_CLOSE, closed)
    _tables(connection, changes)


def _accounts(connection: Connection, changes: Sequence[Change]) -> None:
    opened = [each for each in changes if each.kept.version == 0]
    known = [each for each in changes if each.kept.version > 0]
    bulk.insert(connection, t.accounts, [r.account_row(each) for each in opened])
    bulk.insert(connection, t.states, [r.state_row(each) for each in opened])
    was = [{"id": each.kept.account_id, "version": each.kept.version} for each in known]
    if bulk.update(connection, t.accounts, [r.account_row(each) for each in known], was) != len(known):
        raise Stale
    moved = [each for each in known if each.account is not each.kept.account]
    bulk.update(connection, t.states, [r.state_row(each) for each in moved])


def _tables(connection: Connection, changes: Sequence[Change]) -> None:
    found: dict[Table, Rows] = defaultdict(Rows)
    for change in changes:
        for table, rows in projected(change):
            together = found[table]
            together.new.extend(rows.new)
            together.changed.extend(rows.changed)
            together.put.extend(rows.put)
            together.gone.extend(rows.gone)
    for table in PROJECTED:
        if table in found:
            _table(connection, table, found[table])


def _table(connection: Connection, table: Table, rows: Rows) -> None:
    bulk.insert(connection, table, rows.new)
    bulk.update(connection, table, rows.changed)
    bulk.put(connection, table, rows.put)
    if rows.gone:
        keys = [column.name for column in table.primary_key]
        statement = delete(table).where(*(table.c[key] == bindparam(f"old_{key}") for key in keys))
        connection.execute(statement, [{f"old_{key}": row[key] for key in keys} for row in rows.gone])
