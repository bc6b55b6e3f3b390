"""What a store keeps for the runtime: journals of accounts, receipts of commands, requests to carry out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from astra_billing.account import Account, Charge, Refused
from astra_billing.account.events import Event
from astra_billing.notices import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

Request = Charge | Notice
"""What is carried out after a decision is stored."""


Happened = Event | Refused
"""What a command leaves in the journal: events, or the refusal."""


@frozen
class Receipt:
    """
    A command that was taken, so that taking it again changes nothing.

    Attributes:
        key: the caller's key of the command, unique in the account.
        on: the day it was given.
        fingerprint: of the command, to tell a repetition from another command.
    """

    key: str
    on: date
    fingerprint: str


@frozen
class JournalLine:
    """
    One line of an account's journal.

    Attributes:
        number: lines of an account are counted from 1 without a gap.
        key: of the command that made it.
        on: the day it is dated.
    """

    number: int
    key: str
    on: date
    happened: Happened


class AccountBook(Protocol):
    """One account inside a transaction: nobody else changes it meanwhile."""

    @property
    def account(self) -> Account | None:
        """The account as its journal makes it; None before it is opened."""
        ...

    def receipt(self, key: str) -> Receipt | None:
        """The receipt of the command with this key; None when it was never taken."""
        ...

    def lines(self, key: str) -> Sequence[JournalLine]:
        """What the command with this key has left in the journal."""
        ...

    def append(self, receipt: Receipt, happened: Sequence[Happened], requests: Sequence[Request]) -> None:
        """Store a receipt, what happened, and what is to be carried out: all of it or nothing."""
        ...

    def carried_out(self, key: str) -> None:
        """Note that the request with this key needs no more carrying out."""
        ...


class AccountStore(Protocol):
    """Journals of accounts, append-only."""

    def account_ids(self, *, due_by: date | None = None) -> Sequence[str]:
        """Ids of all accounts, or of those with work up to `due_by`: a day of the agenda, or an open request."""
        ...

    def book(self, account_id: str) -> AbstractContextManager[AccountBook]:
        """A transaction over one account; leaving it with an exception takes everything back."""
        ...

    def journal(self, account_id: str) -> Iterator[JournalLine]:
        """The account's journal from the beginning."""
        ...

    def waiting(self, account_id: str) -> Sequence[Request]:
        """Stored requests that are not carried out, oldest first."""
        ...
