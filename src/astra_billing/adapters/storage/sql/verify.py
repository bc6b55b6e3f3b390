"""
Reads every journal, folds it again and compares: columns, the account's row and state, the tables, the outbox, sums.

    >>> print(Difference("a1", "accounts.balance", "5.00", "6.00"))
    account 'a1', accounts.balance: the journal says 5.00, the database has 6.00
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from attrs import frozen
from sqlalchemy import select, text

from astra_billing.adapters.storage.sql import rows as r
from astra_billing.adapters.storage.sql import schema as t
from astra_billing.adapters.storage.sql import tables
from astra_billing.adapters.storage.sql.connect import transaction
from astra_billing.adapters.storage.sql.refold import EmptyJournal, replayed, whole
from astra_billing.errors import BillingError
from astra_billing.ledger import PaymentStatus
from astra_billing.ports import CHARGE, REFUND
from astra_billing.wire.account import account_shape, load_account

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Table

    from astra_billing.account import Account
    from astra_billing.adapters.storage.sql.store import SqlStore
    from astra_billing.ports import JournalLine

    Fields = Mapping[str, Any]


_CAME = {PaymentStatus.CREDITED.value, PaymentStatus.REFUNDED.value}


@frozen
class Difference:
    """
    Where the database says something else than the journal.

    Attributes:
        where: a table and a column, or the name of a sum.
    """

    account_id: str
    where: str
    expected: object
    found: object

    def __str__(self) -> str:
        says = f"the journal says {self.expected}, the database has {self.found}"
        return f"account {self.account_id!r}, {self.where}: {says}"


def differences(store: SqlStore, on_progress: Callable[[int, int], None] | None = None) -> Iterator[Difference]:
    """Every difference, account by account; each account is looked at as it is at one moment."""
    ids = store.account_ids()
    for number, account_id in enumerate(ids, start=1):
        with transaction(store.engine, writes=False) as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            found = list(_of_account(connection, account_id))
        yield from found
        if on_progress is not None:
            on_progress(number, len(ids))
    with transaction(store.engine, writes=False) as connection:
        lost = list(connection.execute(_LOST).scalars())
    yield from (Difference(account_id, "accounts", "an account", "none") for account_id in lost)


_LOST = (
    select(t.journal.c.account_id)
    .outerjoin(t.accounts, t.accounts.c.id == t.journal.c.account_id)
    .where(t.accounts.c.id.is_(None), t.journal.c.number == 1)
    .order_by(t.journal.c.account_id)
)


def _of_account(connection: Connection, id: str) -> Iterator[Difference]:
    row = connection.execute(select(t.accounts).where(t.accounts.c.id == id)).one()
    lines: list[JournalLine] = []
    faults = list(_read(connection, id, lines))
    if faults:  # what is folded from such a journal says nothing
        yield from faults
        return
    try:
        change = whole(id, lines, row.version)
    except EmptyJournal:
        yield Difference(id, "accounts", "nothing", "an account")
        return
    except Exception as error:  # noqa: BLE001  # an event about what is not there ends in whatever looks for it
        yield Difference(id, "journal", "lines that follow from each other", f"{type(error).__name__}: {error}")
        return
    yield from _compared(id, "accounts", r.account_row(change), row._asdict())  # SQLAlchemy's public name
    yield from _state(connection, id, change.account)
    yield from _tables(connection, id, lines)
    yield from _outbox(connection, id, change.account)
    yield from _sums(connection, id, change.account)


def _read(connection: Connection, id: str, lines: list[JournalLine]) -> Iterator[Difference]:
    """Read a journal to the end, or to where its numbers or a record are wrong; what its columns say otherwise."""
    rows = connection.execute(select(t.journal).where(t.journal.c.account_id == id).order_by(t.journal.c.number))
    for expected in count(1):
        try:
            row = rows.fetchone()
            if row is None:
                return
            if row.number != expected:
                yield Difference(id, "journal.number", expected, row.number)
                return
            line = r.line_of(row)
        except (BillingError, ValueError) as error:  # of a text that is no JSON
            yield Difference(id, f"journal {expected}.record", "a record of this version", error)
            return
        lines.append(line)
        said = {"event": type(line.happened).__name__, "rule": line.happened.rule, **r.said_of(line.happened, line.on)}
        yield from _compared(id, f"journal {row.number}", said, row._asdict())


def _compared(id: str, where: str, expected: Fields, found: Fields) -> Iterator[Difference]:
    for name, value in expected.items():
        if found[name] != value:
            yield Difference(id, f"{where}.{name}", value, found[name])


def _state(connection: Connection, id: str, account: Account) -> Iterator[Difference]:
    try:
        row = connection.execute(select(t.states).where(t.states.c.account_id == id)).one_or_none()
        kept = None if row is None or row.shape != account_shape() else load_account(row.record)
    except (BillingError, ValueError) as error:  # as above
        yield Difference(id, "account_states.record", "a state of this version", error)
        return
    if row is None:
        yield Difference(id, "account_states", "a state", "none")
    elif kept is not None and kept != account:
        yield Difference(id, "account_states.record", account, kept)


def _tables(connection: Connection, id: str, lines: Sequence[JournalLine]) -> Iterator[Difference]:
    for table, expected in replayed(id, lines).items():
        keys = [column.name for column in table.primary_key]
        stored = {tuple(getattr(row, key) for key in keys): row for row in _rows(connection, table, id)}
        for key in sorted({*expected, *stored}, key=str):
            where = f"{table.name} {'/'.join(str(part) for part in key[1:])}"
            if key in expected and key in stored:
                yield from _compared(id, where, expected[key], stored[key]._asdict())
            else:
                yield Difference(id, where, *(("a row", "none") if key in expected else ("nothing", "a row")))


def _rows(connection: Connection, table: Table, id: str) -> Iterable[r.AnyRow]:
    return connection.execute(select(table).where(table.c.account_id == id))


def _outbox(connection: Connection, id: str, account: Account) -> Iterator[Difference]:
    wanted = select(t.outbox.c.key).where(
        t.outbox.c.account_id == id, t.outbox.c.is_open.is_(True), t.outbox.c.kind.in_((CHARGE, REFUND))
    )
    found, expected = sorted(connection.execute(wanted).scalars()), sorted({**account.charges, **account.refunds})
    if found != expected:
        yield Difference(id, "outbox", expected, found)


def _sums(connection: Connection, id: str, account: Account) -> Iterator[Difference]:
    came = sum(row.amount - row.refunded for row in _rows(connection, tables.payments, id) if row.status in _CAME)
    spent = sum(row.amount for row in _rows(connection, tables.coverage, id))
    if account.balance.amount != came - spent:
        yield Difference(id, "balance = payments - refunds - coverage", account.balance.amount, came - spent)
    unpaid = sum(row.unpaid for row in _rows(connection, tables.expenses, id))
    standing = account.standing(on=account.worked_on)
    if standing is None:
        return
    parts = standing.overdue + standing.awaiting + standing.spent + standing.available
    if parts != standing.limit:
        yield Difference(id, "limit = overdue + awaiting + spent + available", standing.limit, parts)
    if standing.owed.amount != unpaid:
        yield Difference(id, "overdue + awaiting + spent = unpaid expenses", standing.owed.amount, unpaid)
