"""
A store in a database, SQLite or PostgreSQL: the journal is the truth, everything else follows from it.

Reading takes no lock.  Writing changes an account only where it still has the
version that was decided on.  A daily run claims accounts: it locks their rows
and reads what is due in a second statement, because what a statement found
before it had its locks may be done by then.
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from threading import RLock
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, cast, func, select, tuple_, update
from sqlalchemy.exc import IntegrityError

from astra_billing.adapters.storage.sql import rows as r
from astra_billing.adapters.storage.sql import schema as t
from astra_billing.adapters.storage.sql.claim import SqlClaim
from astra_billing.adapters.storage.sql.connect import is_in_memory, transaction
from astra_billing.adapters.storage.sql.conversations import SqlConversations
from astra_billing.adapters.storage.sql.writer import Stale, write
from astra_billing.ports import Conflict, Doubled, Kept, Leased, Taken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Engine, Select

    from astra_billing.ports import Change, Claim, Cursor, JournalLine, Request

PAGE = 1000
"""How many lines of a journal are held at once."""


class SqlStore:
    """
    Accounts behind a database engine.

    Attributes:
        engine: SQLAlchemy's, for queries of one's own.
        conversations: what is asked of payment systems.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._turns: AbstractContextManager[object] = RLock() if is_in_memory(engine.url) else nullcontext()
        self.conversations = SqlConversations(self._reading, self._writing)

    def account_ids(self) -> Sequence[str]:
        """Ids of all accounts, ascending."""
        with self._reading() as connection:
            return list(connection.execute(select(t.accounts.c.id).order_by(t.accounts.c.id)).scalars())

    def due(self, on: date) -> int:
        """How many accounts have work up to a day."""
        with self._reading() as connection:
            query = select(func.count()).select_from(t.accounts).where(t.accounts.c.next_on <= on)
            return int(connection.execute(query).scalar_one())

    def read(self, account_id: str) -> Kept:
        """An account as it is now."""
        with self._reading() as connection:
            row = connection.execute(_KEPT.where(t.accounts.c.id == account_id)).one_or_none()
            return Kept(account_id) if row is None else self._kept(connection, row)

    def taken(self, account_id: str, key: str) -> Taken | None:
        """The command with this key."""
        with self._reading() as connection:
            found = (t.receipts.c.account_id == account_id, t.receipts.c.key == key)
            row = connection.execute(select(t.receipts).where(*found)).one_or_none()
            if row is None:
                return None
            lines = _LINES.where(t.journal.c.account_id == account_id, t.journal.c.key == key)
            return Taken(r.receipt_of(row), tuple(r.line_of(each) for each in connection.execute(lines)))

    def save(self, change: Change) -> None:
        """
        Write what a command does, if the account is still what was decided on.

        Raises:
            Conflict: it is not.
            Doubled: something of it is there already.
        """
        try:
            with self._writing() as connection:
                write(connection, [change])
        except (Stale, IntegrityError) as error:
            kept = change.kept
            found = self.read(kept.account_id).version
            if found != kept.version:
                raise Conflict(kept.account_id, kept.version, found) from error
            raise Doubled([kept.account_id], _why(error)) from error

    @contextmanager
    def claim(self, on: date, *, size: int, after: Cursor | None = None) -> Iterator[Claim]:
        """
        A transaction over accounts whose day has come and that no other worker holds.

        Raises:
            Doubled: something of what was saved is there already; nothing of the claim was written.
        """
        claim: SqlClaim | None = None
        try:
            with self._writing() as connection:
                found = connection.execute(_due(on, size, after)).all()
                ids = [row.id for row in found]
                query = _KEPT.where(t.accounts.c.id.in_(ids), t.accounts.c.next_on <= on).order_by(t.accounts.c.id)
                rows = connection.execute(query).all() if ids else []
                cursor = (found[-1].next_on, found[-1].id) if found else None
                claim = SqlClaim(connection, [self._kept(connection, row) for row in rows], cursor)
                yield claim
        except (Stale, IntegrityError) as error:
            raise Doubled([each.account_id for each in claim.kept] if claim else (), _why(error)) from error

    def journal(self, account_id: str) -> Iterator[JournalLine]:
        """The account's journal from the beginning, a page at a time."""
        after, is_full = 0, True
        while is_full:
            with self._reading() as connection:
                page = self._lines(connection, account_id, after, PAGE)
            yield from page
            is_full = len(page) == PAGE
            after += len(page)

    def waiting(self, account_id: str) -> Sequence[Request]:
        """Requests that are not carried out, oldest first."""
        query = select(t.outbox).where(t.outbox.c.account_id == account_id, t.outbox.c.is_open.is_(True))
        with self._reading() as connection:
            return [r.request_of(row) for row in connection.execute(query.order_by(t.outbox.c.number))]

    def lease(
        self, *, kinds: Collection[str], size: int, seconds: int, after: int = 0, account_id: str | None = None
    ) -> Sequence[Leased]:
        """Open requests that nobody holds, held for a while; locked first and read again before they are taken."""
        wanted = [t.outbox.c.is_open.is_(True), t.outbox.c.number > after, t.outbox.c.kind.in_(kinds)]
        if account_id is not None:
            wanted.append(t.outbox.c.account_id == account_id)
        with self._writing() as connection:
            now = int(connection.execute(select(self._now())).scalar_one())
            free = [*wanted, func.coalesce(t.outbox.c.held_until, 0) <= now]
            query = select(t.outbox.c.number).where(*free).order_by(t.outbox.c.number).limit(size)
            numbers = connection.execute(query.with_for_update(skip_locked=True)).scalars().all()
            if not numbers:
                return []
            again = select(t.outbox).where(t.outbox.c.number.in_(numbers), *free).order_by(t.outbox.c.number)
            rows = connection.execute(again).all()
            held = update(t.outbox).where(t.outbox.c.number.in_([row.number for row in rows]))
            connection.execute(held.values(held_until=now + seconds, tries=t.outbox.c.tries + 1))
            return [Leased(row.number, r.request_of(row)) for row in rows]

    def carried_out(self, key: str) -> None:
        """Close a request."""
        self._change_request(key, is_open=False, held_until=None)

    def give_back(self, key: str) -> None:
        """End the lease of a request."""
        self._change_request(key, held_until=None)

    def open_requests(self) -> dict[str, int]:
        """How many requests of each kind are not carried out."""
        query = (
            select(t.outbox.c.kind, func.count().label("waiting"))
            .where(t.outbox.c.is_open.is_(True))
            .group_by(t.outbox.c.kind)
        )
        with self._reading() as connection:
            return {row.kind: row.waiting for row in connection.execute(query)}

    def close(self) -> None:
        """Let the database go."""
        self.engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._turns, transaction(self.engine, writes=False) as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._turns, transaction(self.engine, writes=True) as connection:
            yield connection

    def _change_request(self, key: str, **values: object) -> None:
        with self._writing() as connection:
            connection.execute(update(t.outbox).where(t.outbox.c.key == key).values(**values))

    def _kept(self, connection: Connection, row: r.AnyRow) -> Kept:
        return r.kept_of(row, lambda: self._lines(connection, row.id, 0, None))

    def _lines(self, connection: Connection, account_id: str, after: int, limit: int | None) -> list[JournalLine]:
        query = _LINES.where(t.journal.c.account_id == account_id, t.journal.c.number > after).limit(limit)
        return [r.line_of(row) for row in connection.execute(query)]

    def _now(self) -> ColumnElement[int]:
        """The database's own clock, which all workers share, in whole seconds since 1970."""
        if self.engine.dialect.name == "sqlite":
            return cast(func.strftime("%s", "now"), Integer)
        return cast(func.floor(func.extract("epoch", func.clock_timestamp())), t.NUMBER)


_KEPT = select(
    t.accounts.c.id, t.accounts.c.version, t.accounts.c.lines, t.states.c.shape, t.states.c.record
).select_from(t.accounts.outerjoin(t.states))

_LINES = select(t.journal.c.number, t.journal.c.key, t.journal.c.on, t.journal.c.schema, t.journal.c.record).order_by(
    t.journal.c.number
)


def _due(on: date, size: int, after: Cursor | None) -> Select[Any]:
    place = (t.accounts.c.next_on, t.accounts.c.id)
    query = select(*place).where(t.accounts.c.next_on <= on).order_by(*place).limit(size)
    if after is not None:
        query = query.where(tuple_(*place) > tuple_(*after))
    return query.with_for_update(skip_locked=True)


def _why(error: Exception) -> str:
    return str(error.orig).strip() if isinstance(error, IntegrityError) else "an account was changed meanwhile"
