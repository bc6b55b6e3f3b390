"""Several workers on the same day and the same accounts: everything happens once, and nobody dies of it."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from astra_billing.adapters.runtime import Billing
from astra_billing.adapters.storage.memory import MemoryStore
from astra_billing.adapters.storage.sql import open_store
from astra_billing.adapters.storage.sql.verify import differences
from astra_billing.wire import dump
from tests.adapters.runtime.processes import forked, lines, prepare, reference, worker
from tests.adapters.runtime.scripted import Bank, Post
from tests.adapters.runtime.stories import DAY
from tests.adapters.storage.databases import KINDS, fresh_database

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from astra_billing.ports import AccountStore

SIZES = {
    20: ({"credit": 60, "card": 20}, (2, 9, 31)),
    400: ({"monthly": 800, "card": 100}, (2, 31)),
}
"""By accounts in a transaction: how many accounts of which kind, and on which days the night is run."""


def together(url: str, folder: Path, workers: int, batch: int, days: Sequence[int]) -> list[int]:
    """Processes that begin at the same moment; how each ended."""
    hold, start = os.pipe()
    started = [
        forked(lambda ready: worker(url, folder, days, batch=batch, lease_seconds=60, ready=ready), hold)
        for _ in range(workers)
    ]
    for _, pipe in started:
        os.read(pipe, 1)
        os.close(pipe)
    os.write(start, b"s" * workers)
    ended = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid, _ in started]
    os.close(hold)
    os.close(start)
    return ended


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("batch", SIZES)
@pytest.mark.parametrize("workers", [2, 4])
@pytest.mark.parametrize("kind", KINDS)
def test_workers_that_start_together_do_everything_once(kind: str, workers: int, batch: int, tmp_path: Path) -> None:
    """One renewal, one expense, one invoice, one notice for each obligation; no worker hits a double or dies."""
    kinds, days = SIZES[batch]
    first = next(iter(kinds))
    with fresh_database(kind, tmp_path) as url:
        store = open_store(url)
        ids = prepare(store, **kinds)
        assert together(url, tmp_path, workers, batch, days) == [0] * workers
        expected, notices = reference(first, days)
        post, bank = lines(tmp_path / "post"), [line.split()[0] for line in lines(tmp_path / "bank")]
        for account_id in ids:
            assert list(store.waiting(account_id)) == []
            if account_id.startswith(first):
                journal = str([dump(line.happened) for line in store.journal(account_id)])
                assert journal == str(expected).replace(f"{first}-0", account_id)
        told = [key.replace(f"{first}-0", f"{first}-{n}") for key in notices for n in range(kinds[first])]
        assert sorted(post) == sorted(told)
        assert len(bank) == len(set(bank)), "a charge was asked for twice although no worker died"
        assert list(differences(store)) == []
        store.close()


@pytest.mark.parametrize("kind", ["memory", *KINDS])
def test_threads_share_a_day(kind: str, tmp_path: Path) -> None:
    """Workers of one process: the same end as one alone."""
    if kind == "memory":
        check_threads(MemoryStore())
        return
    with fresh_database(kind, tmp_path) as url:
        store = open_store(url)
        check_threads(store)
        assert list(differences(store)) == []
        store.close()


def check_threads(store: AccountStore) -> None:
    """Four threads over a few nights."""
    days = range(1, 10)
    prepare(store, credit=12, card=4)
    bank, post = Bank(), Post()
    billing = Billing(store, bank, post)
    for number in days:
        billing.run_day(DAY + timedelta(days=number), workers=4, batch=3)
    expected, _ = reference("credit", days)
    for number in range(12):
        journal = str([dump(line.happened) for line in store.journal(f"credit-{number}")])
        assert journal == str(expected).replace("credit-0", f"credit-{number}")
    assert len(bank.asked) == len(set(bank.asked)) == 4
