"""
The same for asyncio: the store works in a thread, gateways and notifiers may be asynchronous.

    >>> import asyncio
    >>> from datetime import date
    >>> from astra_billing.account.commands import OpenAccount
    >>> from astra_billing.adapters.storage.memory import MemoryStore
    >>> from astra_billing.money import RUB
    >>> billing = AsyncBilling(MemoryStore())
    >>> executed = asyncio.run(billing.execute("a1", OpenAccount("a1", RUB), on=date(2026, 1, 1), key="open"))
    >>> asyncio.run(billing.account("a1")).balance
    Money('0.00', RUB)
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from astra_billing.adapters.runtime import logic
from astra_billing.adapters.runtime.async_till import AsyncTill
from astra_billing.adapters.runtime.nightly import BATCH
from astra_billing.adapters.runtime.steps import arun

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account import Account
    from astra_billing.account.commands import Command
    from astra_billing.adapters.runtime.tally import Progress
    from astra_billing.adapters.runtime.values import DayDone, Executed
    from astra_billing.ports import JournalLine
    from astra_billing.texts import Lang


class AsyncBilling(AsyncTill):
    """`Billing` to be awaited: every method does what its namesake there does, by the same logic."""

    async def execute(self, account_id: str, command: Command, *, key: str, on: date | None = None) -> Executed:
        """As `Billing.execute`."""
        return await arun(logic.execute(self.world, account_id, command, key, self.day(on)))

    async def run_day(
        self,
        on: date | None = None,
        *,
        workers: int = 1,
        batch: int = BATCH,
        on_progress: Progress | None = None,
    ) -> DayDone:
        """As `Billing.run_day`; the workers are tasks."""
        tally = await asyncio.to_thread(logic.begun, self.world, self.day(on), on_progress)
        await asyncio.gather(*(arun(logic.worker(self.world, tally, batch)) for _ in range(workers)))
        return tally.done

    async def account(self, account_id: str) -> Account:
        """As `Billing.account`."""
        return await arun(logic.account(self.world, account_id))

    async def journal(self, account_id: str) -> list[JournalLine]:
        """Everything that ever happened to an account, in order, all at once."""
        return await arun(logic.journal(self.world, account_id))

    async def explain(self, account_id: str, *, key: str | None = None, lang: Lang = "en") -> list[str]:
        """As `Billing.explain`."""
        return await arun(logic.explain(self.world, account_id, key, lang))
