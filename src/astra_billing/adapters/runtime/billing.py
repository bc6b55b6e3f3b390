r"""
`Billing`: the one interpreter of decisions.

It reads an account, decides, and stores the events with the requests they
make, in one transaction; after that it carries the requests out and feeds the
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
    >>> billing.explain("a1")[-1].replace("\xa0", " ")
    '2026-01-02 R51: A payment of 300.00 ₽ by card is credited'
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from astra_billing.adapters.runtime import logic
from astra_billing.adapters.runtime.nightly import BATCH
from astra_billing.adapters.runtime.steps import run
from astra_billing.adapters.runtime.till import Till

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from astra_billing.account import Account
    from astra_billing.account.commands import Command
    from astra_billing.adapters.runtime.tally import Progress
    from astra_billing.adapters.runtime.values import DayDone, Executed
    from astra_billing.ports import JournalLine
    from astra_billing.texts import Lang


class Billing(Till):
    """
    Accounts in a store, kept by the rules.

    See `BaseBilling` for what it is connected to, and `Till` for what customers pay at.
    """

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
            Conflict: others changed the account again and again meanwhile; nothing is stored.
            BillingError: what `decide` raises; nothing is stored then.
        """
        return run(logic.execute(self.world, account_id, command, key, self.day(on)))

    def run_day(
        self,
        on: date | None = None,
        *,
        workers: int = 1,
        batch: int = BATCH,
        on_progress: Progress | None = None,
    ) -> DayDone:
        """
        Close the day for every account that has work, and carry out every open request.

        Run again, it has nothing to do.  Other processes and machines may run the same day at the same time.

        Args:
            on: the day; without one the clock's.
            workers: threads that share the work; they pay where gateways or the database are waited for.
            batch: accounts in one transaction.
            on_progress: is told how many accounts are done, and of how many, after every batch.
        """
        tally = logic.begun(self.world, self.day(on), on_progress)
        if workers == 1:
            run(logic.worker(self.world, tally, batch))
            return tally.done
        with ThreadPoolExecutor(workers) as pool:
            at_work = [pool.submit(run, logic.worker(self.world, tally, batch)) for _ in range(workers)]
        for each in at_work:
            each.result()
        return tally.done

    def account(self, account_id: str) -> Account:
        """
        The account as it is now.

        Raises:
            UnknownId: the store has no such account.
        """
        return run(logic.account(self.world, account_id))

    def journal(self, account_id: str) -> Iterator[JournalLine]:
        """Everything that ever happened to an account, in order."""
        return self.world.store.journal(account_id)

    def explain(self, account_id: str, *, key: str | None = None, lang: Lang = "en") -> list[str]:
        """
        What happened to an account, a sentence a line, each with its day and the number of its rule.

        Args:
            account_id: whose journal is told.
            key: only what the command with this key has left.
            lang: the language.
        """
        return run(logic.explain(self.world, account_id, key, lang))
