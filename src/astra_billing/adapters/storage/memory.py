"""
A store in memory, for tests and for play; it keeps the contract of every store.

One process, any number of threads; a transaction left by an exception leaves nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from itertools import islice
from threading import RLock
from time import monotonic
from typing import TYPE_CHECKING

from attrs import Factory, define

from astra_billing.account import Refused, agenda
from astra_billing.adapters.storage.memory_conversations import MemoryConversations
from astra_billing.ports import Conflict, Doubled, JournalLine, Kept, Leased, Receipt, Request, Taken, kind_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from astra_billing.ports import Change, Claim, Cursor


@define
class _Book:
    """One account with its journal and receipts."""

    kept: Kept
    lines: list[JournalLine] = Factory(list)
    receipts: dict[str, Receipt] = Factory(dict)
    next_on: date | None = None


@define
class _Open:
    """A request that is not carried out, and until when a worker holds it."""

    number: int
    request: Request
    held_until: float = 0.0


class MemoryClaim:
    """The accounts of one claim; what is saved is kept when the claim ends well."""

    def __init__(self, kept: Sequence[Kept], cursor: Cursor | None) -> None:
        self.kept = kept
        self.cursor = cursor
        self.changes: list[Change] = []

    def save(self, changes: Sequence[Change]) -> None:
        """Remember what is to be kept."""
        self.changes.extend(changes)


class MemoryStore:
    """All accounts of one process."""

    def __init__(self) -> None:
        self._books: dict[str, _Book] = {}
        self._open: dict[str, _Open] = {}
        self._asked: set[str] = set()
        self._lock = RLock()
        self.conversations = MemoryConversations()

    def account_ids(self) -> Sequence[str]:
        """Ids of all accounts, ascending."""
        return sorted(self._books)

    def due(self, on: date) -> int:
        """How many accounts have work up to a day."""
        return len(self._due(on))

    def read(self, account_id: str) -> Kept:
        """An account as it is now."""
        book = self._books.get(account_id)
        return Kept(account_id) if book is None else book.kept

    def taken(self, account_id: str, key: str) -> Taken | None:
        """The command with this key."""
        book = self._books.get(account_id)
        if book is None or key not in book.receipts:
            return None
        return Taken(book.receipts[key], tuple(line for line in book.lines if line.key == key))

    def save(self, change: Change) -> None:
        """Keep what a command does, if the account is still what was decided on."""
        with self._lock:
            self._check(change)
            self._keep(change)

    @contextmanager
    def claim(self, on: date, *, size: int, after: Cursor | None = None) -> Iterator[Claim]:
        """Hold the whole store: in one process nobody loses by waiting."""
        with self._lock:
            found = [each for each in self._due(on) if after is None or each > after]
            cursors = list(islice(found, size))
            claim = MemoryClaim([self._books[each].kept for _, each in cursors], cursors[-1] if cursors else None)
            yield claim
            for change in claim.changes:
                self._check(change)
            for change in claim.changes:
                self._keep(change)

    def journal(self, account_id: str) -> Iterator[JournalLine]:
        """The account's journal from the beginning."""
        book = self._books.get(account_id)
        return iter([] if book is None else list(book.lines))

    def waiting(self, account_id: str) -> Sequence[Request]:
        """Requests that are not carried out, oldest first."""
        with self._lock:
            return [each.request for each in self._open.values() if each.request.account_id == account_id]

    def lease(
        self, *, kinds: Collection[str], size: int, seconds: int, after: int = 0, account_id: str | None = None
    ) -> Sequence[Leased]:
        """Open requests that nobody holds, held for a while."""
        now = monotonic()
        with self._lock:
            free = (
                each
                for each in self._open.values()
                if each.number > after
                and each.held_until <= now
                and kind_of(each.request) in kinds
                and account_id in {None, each.request.account_id}
            )
            found = list(islice(free, size))
            for each in found:
                each.held_until = now + seconds
        return [Leased(each.number, each.request) for each in found]

    def carried_out(self, key: str) -> None:
        """Forget a request."""
        with self._lock:
            self._open.pop(key, None)

    def give_back(self, key: str) -> None:
        """End the lease of a request."""
        with self._lock:
            if key in self._open:
                self._open[key].held_until = 0.0

    def _due(self, on: date) -> list[Cursor]:
        return sorted((b.next_on, id) for id, b in self._books.items() if b.next_on is not None and b.next_on <= on)

    def _check(self, change: Change) -> None:
        kept = change.kept
        found = self.read(kept.account_id).version
        if found != kept.version:
            raise Conflict(kept.account_id, kept.version, found)
        doubled = [request.key for request in change.requests if request.key in self._asked]
        if doubled:
            raise Doubled([kept.account_id], f"the request {doubled[0]!r}")

    def _keep(self, change: Change) -> None:
        kept, receipt = change.kept, change.receipt
        book = self._books.setdefault(kept.account_id, _Book(kept))
        for number, each in enumerate(change.happened, start=kept.lines + 1):
            on = receipt.on if isinstance(each, Refused) else each.on
            book.lines.append(JournalLine(number, receipt.key, on, each))
        book.receipts[receipt.key] = receipt
        lines = kept.lines + len(change.happened)
        book.kept = Kept(kept.account_id, change.account, kept.version + 1, lines)
        book.next_on = agenda(change.account)
        for request in change.requests:
            self._asked.add(request.key)
            self._open[request.key] = _Open(len(self._asked), request)
        for key in change.closes:
            self._open.pop(key, None)
