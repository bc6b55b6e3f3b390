"""Accounts that one worker holds inside a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.adapters.storage.sql.writer import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from astra_billing.ports import Change, Cursor, Kept


class SqlClaim:
    """The accounts of one claim, locked until its transaction ends."""

    def __init__(self, connection: Connection, kept: Sequence[Kept], cursor: Cursor | None) -> None:
        self._connection = connection
        self.kept = kept
        self.cursor = cursor

    def save(self, changes: Sequence[Change]) -> None:
        """Write what was decided, all of it together."""
        if changes:
            write(self._connection, changes)
