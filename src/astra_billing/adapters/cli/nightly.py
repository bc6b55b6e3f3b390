"""
`astra-billing run-day`: the nightly job, in one process or several.

Each worker is a process with a connection of its own; more of them may run on
other machines at the same time.  One that is killed leaves its share to the
others, and is reported.  The command line has no gateways: charges and notices
wait in the store for a service that has.

    >>> print(WorkerDied(2, -9))
    worker 2 ended with exit code -9; nothing is lost, run the day again
"""

from __future__ import annotations

import multiprocessing
from multiprocessing import connection
from typing import TYPE_CHECKING, Annotated, cast

import typer
from attrs import evolve, frozen

from astra_billing.adapters.cli.accounts import OnOption, day_of
from astra_billing.adapters.cli.language import LangOption, spoken
from astra_billing.adapters.cli.progress import counted_progress
from astra_billing.adapters.cli.stores import DEFAULT_DB, DbOption, faults_told, opened, url_of
from astra_billing.adapters.runtime import Billing, DayDone
from astra_billing.adapters.storage.sql import StoreUnavailable, open_store
from astra_billing.errors import BillingError
from astra_billing.texts import fill, message

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from astra_billing.adapters.storage.sql import SqlStore

FAILED = 1
LOOK_SECONDS = 0.3
"""How often the progress of other processes is looked at."""


class WorkerDied(BillingError):
    """
    A worker was killed from outside, by hand or for want of memory.

    Attributes:
        number: which of them.
        exit_code: of the process; a signal is negative.
    """

    def __init__(self, number: int, exit_code: int | None) -> None:
        self.number = number
        self.exit_code = exit_code
        super().__init__(number, exit_code)

    def __str__(self) -> str:
        return f"worker {self.number} ended with exit code {self.exit_code}; nothing is lost, run the day again"


@frozen
class Share:
    """
    What one worker has done, or all of them.

    Attributes:
        done: the counts.
        told: failures as texts: not every error outlives the way from one process to another.
    """

    done: DayDone
    told: tuple[str, ...] = ()

    @classmethod
    def of(cls, done: DayDone) -> Share:
        """The share of a run in this process."""
        return cls(evolve(done, failures=()), tuple(str(each) for each in done.failures))

    def plus(self, other: Share) -> Share:
        """Both together."""
        return Share(self.done.plus(other.done), (*self.told, *other.told))


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
            share = (
                _alone(store, day, batch, told)
                if workers == 1
                else _shared(store, url_of(db), day, workers, batch, told)
            )
        waiting = store.open_requests()
    done = share.done
    for failure in share.told:
        typer.echo(failure, err=True)
    shown = {"accounts": done.accounts, "events": done.events, "carried_out": done.carried_out, "failed": done.failed}
    typer.echo(fill(message("store.day", said), on=day, **shown))
    if waiting:
        charges, notices = waiting.get("charge", 0) + waiting.get("refund", 0), waiting.get("notice", 0)
        typer.echo(fill(message("store.waiting", said), charges=charges, notices=notices))
    raise typer.Exit(FAILED if done.failed else 0)


def _alone(store: SqlStore, day: date, batch: int, told: Callable[[int], None]) -> Share:
    return Share.of(Billing(store).run_day(day, batch=batch, on_progress=lambda done, _: told(done)))


def _shared(  # noqa: PLR0913, PLR0917  # what workers are told
    store: SqlStore, url: str, day: date, workers: int, batch: int, told: Callable[[int], None]
) -> Share:
    due = store.due(day)
    at_work = dict(_started(url, day, batch) for _ in range(workers))
    numbers = {answer: number for number, answer in enumerate(at_work, start=1)}
    share = Share(DayDone(day))
    faults: list[BillingError] = []
    while at_work:
        for ready in connection.wait(at_work, LOOK_SECONDS):
            answer = cast("Connection", ready)
            said = _answer(answer, at_work.pop(answer), numbers[answer], day)
            if isinstance(said, BillingError):
                faults.append(said)
            else:
                share = share.plus(said)
        _look(store, day, due, told)
    if faults:  # those of the others are the same, or their accounts are still due
        raise faults[0]
    return share


def _started(url: str, day: date, batch: int) -> tuple[Connection, BaseProcess]:
    """A worker that begins, and where its answer will come from."""
    context = multiprocessing.get_context("spawn")
    answer, says = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(says, url, day, batch), daemon=True)
    process.start()
    says.close()  # so that the answer ends with the process
    return answer, process


def _answer(answer: Connection, process: BaseProcess, number: int, day: date) -> Share | BillingError:
    """What a worker says; of one that died only that it did."""
    try:
        said: Share | BillingError = answer.recv()
    except EOFError:
        process.join()
        return Share(DayDone(day, failed=1), (str(WorkerDied(number, process.exitcode)),))
    process.join()
    return said


def _look(store: SqlStore, day: date, due: int, told: Callable[[int], None]) -> None:
    try:
        told(due - store.due(day))
    except StoreUnavailable:
        return  # the bar waits; the workers say for themselves what is wrong


def work(says: Connection, url: str, day: date, batch: int) -> None:
    """One worker's share of a day, in a process of its own."""
    try:
        store = open_store(url, creates=False)
        try:
            says.send(Share.of(Billing(store).run_day(day, batch=batch)))
        finally:
            store.close()
    except BillingError as error:
        says.send(error)
