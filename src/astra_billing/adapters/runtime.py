"""
`Billing`: the one interpreter of decisions.

In one transaction it loads the account, decides, and stores the events with
the requests they make; after that it carries the requests out and feeds the
answers back as commands.  A crash at any point is repaired by running again:
commands have keys and are taken once, requests are carried out at least once
with keys of their own, and an answer that is not known keeps its request open.

    >>> from datetime import date
    >>> from astra_billing.account.commands import OpenAccount, TopUp
    >>> from astra_billing.adapters.storage.memory import MemoryStore
    >>> from astra_billing.money import RUB, Money
    >>> billing = Billing(MemoryStore())
    >>> _ = billing.execute("a1", OpenAccount("a1", RUB), on=date(2026, 1, 1), key="open")
    >>> for _ in range(2):  # the second time is a repetition
    ...     _ = billing.execute("a1", TopUp("p1", Money("300.00", RUB), "card"), on=date(2026, 1, 2), key="p1")
    >>> billing.account("a1").balance
    Money('300.00', RUB)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.account import Charge, ChargeOutcome, Refused, UnknownId, decide
from astra_billing.account.commands import CloseDay, RecordCharge
from astra_billing.account.events import ChargeDeclined, ChargeSucceeded
from astra_billing.errors import BillingError
from astra_billing.ports import Happened, Receipt
from astra_billing.wire import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from astra_billing.account import Account
    from astra_billing.account.commands import Command
    from astra_billing.notices import Notice
    from astra_billing.ports import AccountBook, AccountStore, Clock, Gateway, JournalLine, Notifier


class KeyReused(BillingError):
    """
    A key of an earlier command came with another command.

    Attributes:
        key: the key.
        account_id: whose command it was.
        on: the day of the earlier command.
    """

    def __init__(self, key: str, account_id: str, on: date) -> None:
        self.key = key
        self.account_id = account_id
        self.on = on
        super().__init__(key, account_id, on)

    def __str__(self) -> str:
        return (
            f"the key {self.key!r} of account {self.account_id!r} belongs to another command, taken on {self.on}; "
            "give a new command a key of its own"
        )


class NoDay(BillingError):
    """A call says no day, and there is no clock to ask."""

    def __str__(self) -> str:
        return "no day is given and no clock is connected; pass on=... or Billing(clock=...)"


@frozen
class Executed:
    """
    What became of a command.

    Attributes:
        happened: its events, or its refusal; empty when there was nothing to do.
        is_repeated: whether the command was taken before; then `happened` is what it left the first time.
    """

    happened: tuple[Happened, ...]
    is_repeated: bool = False

    @property
    def refused(self) -> Refused | None:
        """The refusal, None when the command was accepted."""
        return next((each for each in self.happened if isinstance(each, Refused)), None)


class Billing:
    """
    Accounts in a store, kept by the rules.

    Args:
        store: keeps the journals.
        gateway: charges saved methods; without one, charges wait in the store.
        notifier: tells customers; without one, notices wait in the store.
        clock: knows the day where a call does not say it.
    """

    def __init__(
        self,
        store: AccountStore,
        gateway: Gateway | None = None,
        notifier: Notifier | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._store = store
        self._gateway = gateway
        self._notifier = notifier
        self._clock = clock

    def execute(self, account_id: str, command: Command, *, key: str, on: date | None = None) -> Executed:
        """
        Give an account a command, once, and carry out what it asks of the world.

        Args:
            account_id: whose it is.
            command: what is asked.
            key: names this command for good; the same key again changes nothing and returns the first result.
            on: the day; without one the clock's.

        Raises:
            KeyReused: the key belongs to another command.
            BillingError: what `decide` raises; nothing is stored then.
        """
        day = self._day(on)
        executed = self._take(account_id, command, key, day)
        self._carry_out(account_id, day)
        return executed

    def run_day(self, on: date | None = None) -> Iterator[tuple[str, Executed]]:
        """Close the day for every account that has work, one after another; run again, it has nothing to do."""
        day = self._day(on)
        for account_id in self._store.account_ids(due_by=day):
            yield account_id, self.execute(account_id, CloseDay(), key=f"day/{day}", on=day)

    def account(self, account_id: str) -> Account:
        """
        The account as it is now.

        Raises:
            UnknownId: the store has no such account.
        """
        with self._store.book(account_id) as book:
            if book.account is None:
                raise UnknownId("account", account_id, self._store.account_ids())
            return book.account

    def journal(self, account_id: str) -> Iterator[JournalLine]:
        """Everything that ever happened to an account, in order."""
        return self._store.journal(account_id)

    def _day(self, on: date | None) -> date:
        if on is not None:
            return on
        if self._clock is None:
            raise NoDay
        return self._clock.today()

    def _take(self, account_id: str, command: Command, key: str, on: date) -> Executed:
        with self._store.book(account_id) as book:
            receipt = Receipt(key, on, fingerprint(command))
            taken = book.receipt(key)
            if taken is not None:
                if taken.fingerprint != receipt.fingerprint:  # a repetition may come on another day
                    raise KeyReused(key, account_id, taken.on)
                return Executed(tuple(line.happened for line in book.lines(key)), is_repeated=True)
            return self._decide(book, command, receipt)

    def _decide(self, book: AccountBook, command: Command, receipt: Receipt) -> Executed:
        decision = decide(book.account, command, receipt.on)
        if isinstance(decision, Refused):
            book.append(receipt, (decision,), ())
            return Executed((decision,))
        book.append(receipt, decision.events, (*decision.charges, *decision.notices))
        for event in decision.events:
            if isinstance(event, ChargeSucceeded | ChargeDeclined):
                book.carried_out(event.charge.key)
        return Executed(decision.events)

    def _carry_out(self, account_id: str, on: date) -> None:
        for request in self._store.waiting(account_id):
            if isinstance(request, Charge):
                self._charge(request, on)
            else:
                self._tell(request)

    def _charge(self, charge: Charge, on: date) -> None:
        if self._gateway is None:
            return
        day = max(on, self.account(charge.account_id).worked_on)  # a repeated command may be older than the charge
        answer = self._gateway.charge(charge, on=day)
        if answer.outcome is not ChargeOutcome.UNKNOWN:
            command = RecordCharge(charge.key, answer.outcome, answer.cause)
            self._take(charge.account_id, command, f"answer/{charge.key}", day)

    def _tell(self, notice: Notice) -> None:
        if self._notifier is None:
            return
        self._notifier.tell(notice)
        with self._store.book(notice.account_id) as book:
            book.carried_out(notice.key)
