"""
What a store keeps for the runtime: accounts with their journals, receipts of commands, requests to carry out.

A store never decides.  It gives an account with its version, takes back what
one command does to it, whole or not at all, and refuses a change of an account
that has moved on meanwhile:

    >>> print(Conflict("a1", decided_on=7, found=8))
    account 'a1' was decided on at version 7 and is at version 8 now; read it again and decide anew
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from astra_billing.account import Account, Charge, Refused
from astra_billing.account.events import Event
from astra_billing.errors import BillingError
from astra_billing.ledger import Refund
from astra_billing.notices import Notice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from contextlib import AbstractContextManager

    from astra_billing.ports.conversations import ConversationStore

Request = Charge | Refund | Notice
"""What is carried out after a decision is stored."""

CHARGE, REFUND, NOTICE = "charge", "refund", "notice"
"""The kinds of requests, as a store names them."""


def kind_of(request: Request) -> str:
    """The kind of a request."""
    if isinstance(request, Notice):
        return NOTICE
    return REFUND if isinstance(request, Refund) else CHARGE


Happened = Event | Refused
"""What a command leaves in the journal: events, or the refusal."""

Cursor = tuple[date, str]
"""How far a daily run has come: the day an account was due, and its id."""


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


@frozen
class Taken:
    """A command that was taken, and what it left in the journal."""

    receipt: Receipt
    lines: tuple[JournalLine, ...]


@frozen
class Kept:
    """
    An account as a store keeps it.

    Attributes:
        account: None before it is opened.
        version: of the state; 0 before it is opened, one more with every command taken.
        lines: how many lines its journal has.
    """

    account_id: str
    account: Account | None = None
    version: int = 0
    lines: int = 0


@frozen
class Change:
    """
    What one command does to one account.

    Attributes:
        kept: the account that was decided on.
        account: the account afterwards.
        receipt: of the command.
        happened: its events, or its refusal.
        requests: what is to be carried out.
        closes: keys of requests that need no more carrying out.
    """

    kept: Kept
    account: Account
    receipt: Receipt
    happened: tuple[Happened, ...]
    requests: tuple[Request, ...] = ()
    closes: tuple[str, ...] = ()


@frozen
class Leased:
    """
    A request that one worker carries out and no other, for a while.

    Attributes:
        number: requests are numbered in the order they were stored.
    """

    number: int
    request: Request


class Conflict(BillingError):
    """
    An account was changed by somebody else between reading and writing; nothing was written.

    Attributes:
        account_id: the account.
        decided_on: the version that was read.
        found: the version that is stored.
    """

    def __init__(self, account_id: str, decided_on: int, found: int) -> None:
        self.account_id = account_id
        self.decided_on = decided_on
        self.found = found
        super().__init__(account_id, decided_on, found)

    def __str__(self) -> str:
        return (
            f"account {self.account_id!r} was decided on at version {self.decided_on} and is at version {self.found} "
            "now; read it again and decide anew"
        )


class Doubled(BillingError):
    """
    Something is there already that must be there once: an event, an expense, a request; nothing was written.

    Attributes:
        account_ids: the accounts of the attempt.
        why: what the store says.
    """

    def __init__(self, account_ids: Sequence[str], why: str) -> None:
        self.account_ids = tuple(account_ids)
        self.why = why
        super().__init__(self.account_ids, why)

    def __str__(self) -> str:
        return f"nothing was written, it would be there twice ({', '.join(self.account_ids)}): {self.why}"


class Claim(Protocol):
    """Accounts whose day has come, held by one worker until the end of a transaction."""

    @property
    def kept(self) -> Sequence[Kept]:
        """The accounts, as they are now."""
        ...

    @property
    def cursor(self) -> Cursor | None:
        """Where the next claim goes on; None when nothing was found."""
        ...

    def save(self, changes: Sequence[Change]) -> None:
        """Write what was decided, all of it together."""
        ...


class AccountStore(Protocol):
    """Accounts with their journals, append-only."""

    @property
    def conversations(self) -> ConversationStore:
        """What is asked of payment systems, beside the accounts."""
        ...

    def account_ids(self) -> Sequence[str]:
        """Ids of all accounts, ascending."""
        ...

    def due(self, on: date) -> int:
        """How many accounts have work up to a day."""
        ...

    def read(self, account_id: str) -> Kept:
        """An account as it is now."""
        ...

    def taken(self, account_id: str, key: str) -> Taken | None:
        """The command with this key, None when it was never taken."""
        ...

    def save(self, change: Change) -> None:
        """
        Write what a command does: all of it or nothing.

        Raises:
            Conflict: the account is not what was decided on any more.
            Doubled: something of it is there already.
        """
        ...

    def claim(self, on: date, *, size: int, after: Cursor | None = None) -> AbstractContextManager[Claim]:
        """A transaction over so many accounts with work up to a day, none of them held by another worker."""
        ...

    def journal(self, account_id: str) -> Iterator[JournalLine]:
        """The account's journal from the beginning."""
        ...

    def waiting(self, account_id: str) -> Sequence[Request]:
        """Stored requests that are not carried out, oldest first."""
        ...

    def lease(
        self, *, kinds: Collection[str], size: int, seconds: int, after: int = 0, account_id: str | None = None
    ) -> Sequence[Leased]:
        """
        Open requests for one worker, oldest first; another gets them when the lease has run out.

        Args:
            kinds: what can be carried out, of `CHARGE`, `REFUND` and `NOTICE`.
            size: how many at most.
            seconds: how long the worker holds them.
            after: only those with a higher number.
            account_id: only those of this account.
        """
        ...

    def carried_out(self, key: str) -> None:
        """Note that the request with this key needs no more carrying out."""
        ...

    def give_back(self, key: str) -> None:
        """End the lease of a request that stays open."""
        ...
