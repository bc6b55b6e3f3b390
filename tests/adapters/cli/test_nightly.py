"""`run-day` in several processes: one that is killed holds nobody up, and what goes wrong in one is told."""

from __future__ import annotations

import os
import signal
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from astra_billing.adapters.cli import nightly
from astra_billing.adapters.cli.app import app
from astra_billing.adapters.cli.nightly import Share, work
from astra_billing.adapters.runtime import DayDone
from astra_billing.adapters.storage.sql import StoreUnavailable, open_store
from astra_billing.adapters.storage.sql.verify import differences
from tests.adapters.runtime.processes import prepare
from tests.adapters.storage.databases import KINDS, fresh_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

NIGHT = ("run-day", "--on", "2026-01-20", "--batch", "5", "--lang", "en")
ACCOUNTS = 20


@pytest.fixture(name="db", params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A store with accounts that have work every day; workers find a folder of their own by the environment."""
    monkeypatch.setenv("ASTRA_TEST_FOLDER", str(tmp_path))
    with fresh_database(request.param, tmp_path) as url:
        store = open_store(url)
        prepare(store, credit=ACCOUNTS)
        store.close()
        yield url


def first_is_killed(says: Connection, url: str, day: date, batch: int) -> None:
    """The first worker that holds accounts is killed like one that has no memory left; the others work."""
    store = open_store(url)
    with store.claim(day, size=batch) as claim:
        if claim.kept and not (Path(os.environ["ASTRA_TEST_FOLDER"]) / "died").exists():
            (Path(os.environ["ASTRA_TEST_FOLDER"]) / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
    store.close()
    work(says, url, day, batch)


def loses_the_store(says: Connection, url: str, day: date, batch: int) -> None:
    """A worker whose database goes away."""
    del url, day, batch
    says.send(StoreUnavailable("the connection is lost"))


def cannot_close_two(says: Connection, url: str, day: date, batch: int) -> None:
    """A worker that has to leave two accounts as they are."""
    del url, batch
    says.send(Share(DayDone(day, accounts=3, failed=2), ("a1: no", "a2: no")))


def night(db: str, *options: str) -> tuple[int, str]:
    """Exit code and everything that was said."""
    result = CliRunner().invoke(app, [*NIGHT, "--db", db, *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_a_worker_that_is_killed_is_reported_and_holds_nobody_up(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 1 asks for another run; after it everything is done, once."""
    monkeypatch.setattr(nightly, "work", first_is_killed)
    code, said = night(db, "--workers", "2")

    assert code == 1
    assert "ended with exit code -9; nothing is lost, run the day again" in said
    assert ", 1 failures." in said
    assert night(db)[0] == 0
    assert night(db)[1].startswith("2026-01-20: 0 accounts, 0 events")
    store = open_store(db)
    assert (store.due(date(2026, 1, 20)), store.due(date(2026, 1, 21))) == (0, ACCOUNTS)
    assert list(differences(store)) == []
    store.close()


def test_a_worker_that_loses_the_store_ends_the_command_with_2(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one process alone does, after all have ended."""
    monkeypatch.setattr(nightly, "work", loses_the_store)
    code, said = night(db, "--workers", "2")

    assert (code, "the connection is lost" in said) == (2, True)


def test_what_workers_could_not_do_is_told_together(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 1, every failure on a line of its own, counts of all."""
    monkeypatch.setattr(nightly, "work", cannot_close_two)
    code, said = night(db, "--workers", "2")

    assert code == 1
    assert said.splitlines()[:4] == ["a1: no", "a2: no"] * 2
    assert "2026-01-20: 6 accounts, 0 events, 0 requests carried out, 4 failures." in said


def test_progress_is_shown_while_processes_work(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar is fed from the store: what is no longer due is done."""
    monkeypatch.setattr(nightly, "LOOK_SECONDS", 0.01)
    told: list[int] = []
    store = open_store(db)
    day = date(2026, 1, 20)
    share = nightly._shared(store, db, day, 2, 5, told.append)

    assert (share.done.accounts, share.done.failed) == (ACCOUNTS, 0)
    assert told[-1] == ACCOUNTS
    assert told == sorted(told)
    store.close()
