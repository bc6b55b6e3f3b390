"""
`astra-billing run-day`: the nightly job, in one process or several.

Each worker is a process with a connection of its own; more of them may run on
other machines at the same time.  The command line has no gateways: charges and
notices wait in the store for a service that has.
"""

from __future__ import annotations

import multiprocessing
import time
from typing import TYPE_CHECKING, Annotated

import typer

from astra_billing.adapters.cli.accounts import OnOption, day_of
from astra_billing.adapters.cli.language import LangOption, spoken
from astra_billing.adapters.cli.progress import counted_progress
from astra_billing.adapters.cli.stores import DEFAULT_DB, DbOption, faults_told, opened, url_of
from astra_billing.adapters.runtime import Billing, DayDone
from astra_billing.adapters.storage.sql import StoreUnavailable, open_store
from astra_billing.texts import fill, message

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from multiprocessing.pool import AsyncResult

    from astra_billing.adapters.storage.sql import SqlStore

FAILED = 1
LOOK_SECONDS = 0.3
"""How often the progress of other processes is looked at."""


def run_day(
    on: OnOption = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that share the work.")] = 1,
    batch: Annotated[int, typer.Option(min=1, help="Accounts in one transaction.")] = 400,
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Close the day for every account that has work; exit code 1 if some could not be closed."""
    said, day = spoken(lang), day_of(on)
    with faults_told(), opened(db) as store:
        with counted_progress(message("store.progress", said), store.due(day)) as told:
            done = (
                _alone(store, day, batch, told)
                if workers == 1
                else _shared(store, url_of(db), day, workers, batch, told)
            )
        waiting = store.open_requests()
    for failure in done.failures:
        typer.echo(str(failure), err=True)
    shown = {"accounts": done.accounts, "events": done.events, "carried_out": done.carried_out, "failed": done.failed}
    typer.echo(fill(message("store.day", said), on=day, **shown))
    if waiting:
        charges, notices = waiting.get("charge", 0) + waiting.get("refund", 0), waiting.get("notice", 0)
        typer.echo(fill(message("store.waiting", said), charges=charges, notices=notices))
    raise typer.Exit(FAILED if done.failed else 0)


def _alone(store: SqlStore, day: date, batch: int, told: Callable[[int], None]) -> DayDone:
    return Billing(store).run_day(day, batch=batch, on_progress=lambda done, _: told(done))


def _shared(  # noqa: PLR0913, PLR0917  # what a pool of workers is told
    store: SqlStore, url: str, day: date, workers: int, batch: int, told: Callable[[int], None]
) -> DayDone:
    due = store.due(day)
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        at_work = [pool.apply_async(work, (url, day, batch)) for _ in range(workers)]
        _watch(at_work, lambda: told(due - store.due(day)))
        done = DayDone(day)
        for each in at_work:
            done = done.plus(each.get())
    return done


def _watch(at_work: list[AsyncResult[DayDone]], look: Callable[[], None]) -> None:
    while not all(each.ready() for each in at_work):
        time.sleep(LOOK_SECONDS)
        try:
            look()
        except StoreUnavailable:  # the bar waits; the workers say for themselves what is wrong
            continue


def work(url: str, day: date, batch: int) -> DayDone:
    """One worker's share of a day, in a process of its own."""
    store = open_store(url)
    try:
        return Billing(store).run_day(day, batch=batch)
    finally:
        store.close()
