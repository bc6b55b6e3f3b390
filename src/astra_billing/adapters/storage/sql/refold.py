"""A whole journal as one change: what tables and states must say, made anew from the truth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from astra_billing.account import Refused, evolve
from astra_billing.adapters.storage.sql import bulk
from astra_billing.adapters.storage.sql import rows as r
from astra_billing.adapters.storage.sql import schema as t
from astra_billing.adapters.storage.sql.projection import projected
from astra_billing.adapters.storage.sql.tables import PROJECTED
from astra_billing.errors import BillingError
from astra_billing.ports import Change, Kept, Receipt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Table

    from astra_billing.account import Account
    from astra_billing.adapters.storage.sql.steps import Rows
    from astra_billing.ports import JournalLine

    Fields = dict[str, Any]
    Key = tuple[object, ...]


class EmptyJournal(BillingError):
    """
    An account has a row and no journal that would open it.

    Attributes:
        account_id: the account.
    """

    def __init__(self, account_id: str) -> None:
        self.account_id = account_id
        super().__init__(account_id)

    def __str__(self) -> str:
        return f"the journal of account {self.account_id!r} does not open it; restore the database from a backup"


def journal_of(connection: Connection, account_id: str) -> list[JournalLine]:
    """All lines of an account."""
    query = select(t.journal).where(t.journal.c.account_id == account_id).order_by(t.journal.c.number)
    return [r.line_of(row) for row in connection.execute(query)]


def whole(account_id: str, lines: Sequence[JournalLine], version: int) -> Change:
    """
    The change that a whole journal makes to nothing.

    Raises:
        EmptyJournal: it opens no account.
    """
    account = r.folded(lines)
    if account is None:
        raise EmptyJournal(account_id)
    kept = Kept(account_id, None, version - 1)
    return Change(kept, account, Receipt("", account.opened_on, ""), tuple(line.happened for line in lines))


def replayed(account_id: str, lines: Sequence[JournalLine]) -> dict[Table, dict[Key, Fields]]:
    """The rows of every table that a journal makes, one line after another."""
    made: dict[Table, dict[Key, Fields]] = {table: {} for table in PROJECTED}
    account: Account | None = None
    for line in lines:
        if isinstance(line.happened, Refused):
            continue
        after = evolve(account, line.happened)
        kept = Kept(account_id, account, 0, line.number - 1)
        for table, rows in projected(Change(kept, after, Receipt("", line.on, ""), (line.happened,))):
            _apply(made[table], [column.name for column in table.primary_key], rows)
        account = after
    return made


def _apply(made: dict[Key, Fields], keys: Sequence[str], rows: Rows) -> None:
    for row in (*rows.new, *rows.put):
        made[tuple(row[key] for key in keys)] = row
    for row in rows.changed:
        key = tuple(row[key] for key in keys)
        made[key] = {**made[key], **row}
    for row in rows.gone:
        made.pop(tuple(row[key] for key in keys))


def refold(connection: Connection, account_id: str, version: int) -> None:
    """Make an account's row, its state and its tables anew."""
    lines = journal_of(connection, account_id)
    change = whole(account_id, lines, version)
    bulk.update(connection, t.accounts, [r.account_row(change)])
    connection.execute(delete(t.states).where(t.states.c.account_id == account_id))
    bulk.insert(connection, t.states, [r.state_row(change)])
    for table in reversed(PROJECTED):
        connection.execute(delete(table).where(table.c.account_id == account_id))
    for table, rows in replayed(account_id, lines).items():
        for found in rows.values():
            bulk.insert(connection, table, [found])
