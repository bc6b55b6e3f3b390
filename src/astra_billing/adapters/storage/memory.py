"""
A store in memory, for tests and for play; it keeps the contract of every store.

One process and one thread; a transaction left by an exception leaves nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from attrs import Factory, define

from astra_billing.account import Account, Refused, agenda, evolve
from astra_billing.ports import JournalLine, Receipt, Request

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from astra_billing.ports import AccountBook, Happened


@define
class MemoryBook:
    """One account's journal, receipts and open requests."""

    account: Account | None = None
    written: list[JournalLine] = Factory(list)
    receipts: dict[str, Receipt] = Factory(dict)
    requests: dict[str, Request] = Factory(dict)

    def receipt(self, key: str) -> Receipt | None:
        """The receipt of the command with this key."""
        return self.receipts.get(key)

    def lines(self, key: str) -> Sequence[JournalLine]:
        """What the command with this key has left."""
        return [line for line in self.written if line.key == key]

    def append(self, receipt: Receipt, happened: Sequence[Happened], requests: Sequence[Request]) -> None:
        """Keep a receipt with what happened and what is to be carried out."""
        for each in happened:
            on = receipt.on if isinstance(each, Refused) else each.on
            self.written.append(JournalLine(len(self.written) + 1, receipt.key, on, each))
            if not isinstance(each, Refused):
                self.account = evolve(self.account, each)
        self.receipts[receipt.key] = receipt
        self.requests.update({request.key: request for request in requests})

    def carried_out(self, key: str) -> None:
        """Forget a request."""
        self.requests.pop(key, None)

    def copy(self) -> MemoryBook:
        """The same, to change without changing this one."""
        return MemoryBook(self.account, [*self.written], {**self.receipts}, {**self.requests})


class MemoryStore:
    """All books of one process."""

    def __init__(self) -> None:
        self._books: dict[str, MemoryBook] = {}

    def account_ids(self, *, due_by: date | None = None) -> Sequence[str]:
        """Ids of all accounts, or of those with work up to `due_by`: a day of the agenda, or an open request."""
        return [each for each, book in self._books.items() if due_by is None or _is_due(book, due_by)]

    @contextmanager
    def book(self, account_id: str) -> Iterator[AccountBook]:
        """Change a copy, and keep it when nothing went wrong."""
        draft = self._books.get(account_id, MemoryBook()).copy()
        yield draft
        if draft.account is not None:
            self._books[account_id] = draft

    def journal(self, account_id: str) -> Iterator[JournalLine]:
        """The account's journal from the beginning."""
        return iter(self._books.get(account_id, MemoryBook()).written)

    def waiting(self, account_id: str) -> Sequence[Request]:
        """Requests that are not carried out, oldest first."""
        return list(self._books.get(account_id, MemoryBook()).requests.values())


def _is_due(book: MemoryBook, day: date) -> bool:
    if book.account is None:
        return False
    next_on = agenda(book.account)
    return bool(book.requests) or (next_on is not None and next_on <= day)
