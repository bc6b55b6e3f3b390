"""One account inside a database transaction, and the form its journal has in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import insert, select, update

from astra_billing.account import Account, Refused, agenda, evolve
from astra_billing.adapters.storage.sql import schema as t
from astra_billing.ports import JournalLine, Receipt, Request
from astra_billing.wire import SCHEMA_VERSION, dump, load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Row, Table

    from astra_billing.ports import Happened


class SqlBook:
    """The book of one account; `count` is how many lines its journal has."""

    def __init__(self, connection: Connection, account_id: str, account: Account | None, count: int) -> None:
        self._connection = connection
        self._account_id = account_id
        self.account = account
        self.count = count

    def receipt(self, key: str) -> Receipt | None:
        """The receipt of the command with this key."""
        query = select(t.receipts).where(t.receipts.c.account_id == self._account_id, t.receipts.c.key == key)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else Receipt(row.key, row.on, row.fingerprint)

    def lines(self, key: str) -> Sequence[JournalLine]:
        """What the command with this key has left."""
        query = select(t.journal).where(t.journal.c.account_id == self._account_id, t.journal.c.key == key)
        return [line_of(row) for row in self._connection.execute(query.order_by(t.journal.c.number))]

    def append(self, receipt: Receipt, happened: Sequence[Happened], requests: Sequence[Request]) -> None:
        """Store a receipt with what happened and what is to be carried out."""
        rows = [self._journal_row(receipt, each, self.count + place) for place, each in enumerate(happened, start=1)]
        for each in happened:
            if not isinstance(each, Refused):
                self.account = evolve(self.account, each)
        self._save_account(len(rows))
        receipt_row = {"account_id": self._account_id, "key": receipt.key, "on": receipt.on}
        self._add(t.receipts, [{**receipt_row, "fingerprint": receipt.fingerprint}])
        self._add(t.journal, rows)
        self._add(t.requests, [self._request_row(each) for each in requests])

    def carried_out(self, key: str) -> None:
        """Close a request."""
        self._connection.execute(update(t.requests).where(t.requests.c.key == key).values(is_open=False))

    def _add(self, table: Table, rows: Sequence[dict[str, object]]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)

    def _save_account(self, added: int) -> None:
        next_on = agenda(self.account) if self.account is not None else None
        if self.count == 0:
            self._add(t.accounts, [{"id": self._account_id, "lines": added, "next_on": next_on}])
        else:
            changed = update(t.accounts).where(t.accounts.c.id == self._account_id)
            self._connection.execute(changed.values(lines=self.count + added, next_on=next_on))
        self.count += added

    def _journal_row(self, receipt: Receipt, happened: Happened, number: int) -> dict[str, object]:
        row = {"account_id": self._account_id, "number": number, "key": receipt.key, "event": type(happened).__name__}
        return {**row, "schema": SCHEMA_VERSION, "record": dump(happened), **_columns(happened, receipt)}

    def _request_row(self, request: Request) -> dict[str, object]:
        row = {"key": request.key, "account_id": self._account_id, "is_open": True}
        return {**row, "schema": SCHEMA_VERSION, "record": dump(request)}


def line_of(row: Row[Any]) -> JournalLine:
    """The journal line of a database row."""
    return JournalLine(row.number, row.key, row.on, cast("Happened", load(row.record, row.schema)))


def _columns(happened: Happened, receipt: Receipt) -> dict[str, object]:
    if isinstance(happened, Refused):
        subject = happened.reason.value
        return {"on": receipt.on, "rule": happened.rule, "subject": subject, "amount": None, "currency": None}
    amount = happened.amount
    return {
        "on": happened.on,
        "rule": happened.rule,
        "subject": happened.subject,
        "amount": None if amount is None else str(amount.amount),
        "currency": None if amount is None else amount.currency.code,
    }
