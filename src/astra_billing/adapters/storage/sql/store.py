"""
A store in a database; the journal is the truth, accounts are its fold.

An account that was folded once is kept with the number of lines it was made
of, so the next transaction reads only what has been added since.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from sqlalchemy import URL, insert, inspect, or_, select
from sqlalchemy.exc import DatabaseError, OperationalError

from astra_billing.account import Account, Refused, evolve
from astra_billing.adapters.storage.sql import schema as t
from astra_billing.adapters.storage.sql.book import SqlBook, line_of
from astra_billing.adapters.storage.sql.connect import connected
from astra_billing.errors import BillingError
from astra_billing.wire import SCHEMA_VERSION, NewerSchema, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from astra_billing.ports import AccountBook, JournalLine, Request


SCHEMA_NAME = "schema"


class ForeignFile(BillingError):
    """
    The database is something else than a store of this library.

    Attributes:
        url: where it is.
        why: what it looks like.
    """

    def __init__(self, url: str, why: str) -> None:
        self.url = url
        self.why = why
        super().__init__(url, why)

    def __str__(self) -> str:
        return f"{self.url} is not a store of astra-billing: {self.why}; choose another file"


class StoreUnavailable(BillingError):
    """
    The database cannot be used now; nothing was written by the attempt.

    Attributes:
        why: what the database says.
    """

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)

    def __str__(self) -> str:
        return f"the store cannot be used: {self.why}; check that it can be written and that nobody else holds it"


def sqlite_url(path: Path) -> str:
    """The database URL of an SQLite file, whatever its name is made of."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def open_store(url: str) -> SqlStore:
    """
    The store at a database URL; a new file gets its tables.

    Raises:
        ForeignFile: something else is there.
        StoreUnavailable: the file cannot be opened, written or locked.
        NewerSchema: a later version of the library wrote it.
    """
    engine = connected(url)
    try:
        with transaction(engine) as connection:
            _prepare_tables(connection, url)
    except DatabaseError as error:
        engine.dispose()
        raise ForeignFile(url, str(error.orig)) from error
    except BillingError:
        engine.dispose()
        raise
    return SqlStore(engine)


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """
    One transaction, committed whole or taken back.

    Raises:
        StoreUnavailable: the database cannot be opened, written or locked.
    """
    try:
        with engine.begin() as connection:
            yield connection
    except OperationalError as error:
        raise StoreUnavailable(str(error.orig)) from error


def _prepare_tables(connection: Connection, url: str) -> None:
    names = inspect(connection).get_table_names()
    if not names:
        t.metadata.create_all(connection)
        connection.execute(insert(t.meta).values(name=SCHEMA_NAME, value=str(SCHEMA_VERSION)))
        return
    if t.meta.name not in names:
        raise ForeignFile(url, f"it has other tables ({', '.join(names[:3])})")
    found = int(connection.execute(select(t.meta.c.value).where(t.meta.c.name == SCHEMA_NAME)).scalar_one())
    if found > SCHEMA_VERSION:
        raise NewerSchema(found)


class SqlStore:
    """Journals behind a database engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._folded: dict[str, tuple[Account | None, int]] = {}

    def account_ids(self, *, due_by: date | None = None) -> Sequence[str]:
        """Ids of all accounts, or of those with work up to `due_by`: a day of the agenda, or an open request."""
        query = select(t.accounts.c.id).order_by(t.accounts.c.id)
        if due_by is not None:
            asked = select(t.requests.c.account_id).where(t.requests.c.is_open)
            query = query.where(or_(t.accounts.c.next_on <= due_by, t.accounts.c.id.in_(asked)))
        with transaction(self._engine) as connection:
            return list(connection.execute(query).scalars())

    @contextmanager
    def book(self, account_id: str) -> Iterator[AccountBook]:
        """One transaction; an exception takes everything back."""
        with transaction(self._engine) as connection:
            account, count = self._read(connection, account_id)
            book = SqlBook(connection, account_id, account, count)
            yield book
        self._folded[account_id] = (book.account, book.count)

    def journal(self, account_id: str) -> Iterator[JournalLine]:
        """The account's journal from the beginning."""
        with transaction(self._engine) as connection:
            return iter(self._lines(connection, account_id, after=0))

    def waiting(self, account_id: str) -> Sequence[Request]:
        """Requests that are not carried out, oldest first."""
        query = select(t.requests).where(t.requests.c.account_id == account_id, t.requests.c.is_open)
        with transaction(self._engine) as connection:
            rows = connection.execute(query.order_by(t.requests.c.number)).all()
        return [cast("Request", load(row.record, row.schema)) for row in rows]

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    def _read(self, connection: Connection, account_id: str) -> tuple[Account | None, int]:
        account, count = self._folded.get(account_id, (None, 0))
        query = select(t.accounts.c.lines).where(t.accounts.c.id == account_id)
        if connection.execute(query).scalar_one_or_none() in {None, count}:
            return account, count
        for line in self._lines(connection, account_id, after=count):
            count = line.number
            if not isinstance(line.happened, Refused):
                account = evolve(account, line.happened)
        return account, count

    def _lines(self, connection: Connection, account_id: str, *, after: int) -> list[JournalLine]:
        query = select(t.journal).where(t.journal.c.account_id == account_id, t.journal.c.number > after)
        return [line_of(row) for row in connection.execute(query.order_by(t.journal.c.number))]
