"""
A small service: tonight's run over all accounts, in several processes, with a bank and a way to tell customers.

    python examples/nightly_run/nightly.py --db postgresql+psycopg:///billing --on 2026-02-01 --workers 2

Start it from cron on as many machines as you like: they share the work, and
whoever dies is replaced by the next.  `--sample N` makes N accounts first.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from typing import TYPE_CHECKING

from astra_billing import RUB, Money
from astra_billing.account import ChargeOutcome
from astra_billing.account import commands as c
from astra_billing.adapters.runtime import Billing, DayDone
from astra_billing.adapters.storage.sql import open_store
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy
from astra_billing.dates import Term
from astra_billing.ports import ChargeAnswer

if TYPE_CHECKING:
    from astra_billing.account import Charge
    from astra_billing.account.commands import Command
    from astra_billing.notices import Notice


class Bank:
    """Put your payment system here; it is given a key, and charges once for each key."""

    def charge(self, charge: Charge, *, on: date) -> ChargeAnswer:
        """Say yes to everything."""
        del charge, on
        return ChargeAnswer(ChargeOutcome.SUCCEEDED)


class Letters:
    """Put your mail here; a notice has a key, so that one that comes twice can be left out."""

    def tell(self, notice: Notice) -> None:
        """Print it."""
        print(notice.on, notice.account_id, notice.topic.value, notice.subject)  # an example prints


def night(url: str, on: date) -> DayDone:
    """One worker's share of the night."""
    store = open_store(url)
    try:
        return Billing(store, Bank(), Letters()).run_day(on)
    finally:
        store.close()


def sample(url: str, count: int) -> None:
    """Accounts that order a server on credit on New Year's Day; given again, nothing changes."""
    store = open_store(url)
    billing = Billing(store)
    server = c.PlaceOrder(
        service_id="server",
        title="DC16",
        kind=ProductKind.SERVER,
        price=Money("900.00", RUB),
        term=Term.parse("1 month"),
        renews_from="balance",
    )
    for number in range(count):
        id = f"customer-{number}"
        limit = c.GrantCredit(CreditPolicy(Money("5000.00", RUB)))
        commands: tuple[Command, ...] = (c.OpenAccount(id, RUB), limit, server)
        for key, command in enumerate(commands):
            billing.execute(id, command, key=f"sample/{key}", on=date(2026, 1, 1))
    store.close()


def main() -> int:
    """Run the night, and say how it went; exit code 1 if something has to wait for the next one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", default="sqlite:///billing.sqlite", help="the store, as a database URL")
    parser.add_argument("--on", type=date.fromisoformat, required=True, help="the day, such as 2026-02-01")
    parser.add_argument("--workers", type=int, default=2, help="processes on this machine")
    parser.add_argument("--sample", type=int, default=0, help="make so many accounts first")
    given = parser.parse_args()
    if given.sample:
        sample(given.db, given.sample)
    done = DayDone(given.on)
    try:
        with ProcessPoolExecutor(given.workers, multiprocessing.get_context("spawn")) as pool:
            for share in [pool.submit(night, given.db, given.on) for _ in range(given.workers)]:
                done = done.plus(share.result())
    except BrokenProcessPool:
        sys.stderr.write("a worker was killed; nothing is lost, start the night again\n")
        return 1
    for failure in done.failures:
        sys.stderr.write(f"{failure}\n")
    sys.stdout.write(f"{done.on}: {done.accounts} accounts, {done.carried_out} requests, {done.failed} failures\n")
    return 1 if done.failed else 0


if __name__ == "__main__":
    sys.exit(main())
