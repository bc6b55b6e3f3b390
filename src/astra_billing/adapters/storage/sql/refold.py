"""A whole journal as one change: what tables and states must say, made anew from the truth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve
from sqlalchemy import delete, insert, select, update

from astra_billing.adapters.storage.sql import rows as r
from astra_billing.adapters.storage.sql import schema as t
from astra_billing.adapters.storage.sql.projection import projected
from astra_billing.errors import BillingError
from astra_billing.ports import Change, Kept, Receipt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from astra_billing.ports import JournalLine

    Fields = dict[str, Any]


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


def refold(connection: Connection, account_id: str, version: int) -> None:
    """Make an account's row, its state and its tables anew."""
    change = whole(account_id, journal_of(connection, account_id), version)
    row = r.account_row(change)
    connection.execute(update(t.accounts).where(t.accounts.c.id == row.pop("id")).values(row))
    connection.execute(delete(t.states).where(t.states.c.account_id == account_id))
    connection.execute(insert(t.states), [r.state_row(change)])
    pairs = list(projected(evolve(change, kept=Kept(account_id))))
    for table, _ in reversed(pairs):
        connection.execute(delete(table).where(table.c.account_id == account_id))
    for table, rows in pairs:
        if rows.new:
            connection.execute(insert(table), rows.new)
