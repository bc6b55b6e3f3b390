"""A worker that is killed (kill -9) at any moment, again and again, loses nothing and doubles nothing."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from astra_billing.account.events import ChargeSucceeded, ServiceRenewed
from astra_billing.adapters.runtime import Billing
from astra_billing.adapters.storage.sql import open_store
from astra_billing.adapters.storage.sql.verify import differences
from astra_billing.wire import dump
from tests.adapters.runtime.processes import FileBank, FilePost, forked, lines, prepare, reference, worker
from tests.adapters.runtime.stories import DAY
from tests.adapters.storage.databases import KINDS, fresh_database

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 50
MONTH = 35
CREDIT, CARD = 20, 10
LEASE = 1


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("kind", KINDS)
def test_a_worker_killed_at_random_moments_loses_and_doubles_nothing(kind: str, tmp_path: Path) -> None:
    """Fifty kills in as many nights as they take; then one worker finishes, and every account is as it should be."""
    chance = random.Random(6)  # noqa: S311  # no secret, and the same moments in every run
    with fresh_database(kind, tmp_path) as url:
        store = open_store(url)
        ids = prepare(store, credit=CREDIT, card=CARD)
        store.close()
        kills, days = 0, range(1, MONTH)
        while kills < KILLS:
            pid, pipe = forked(
                lambda ready, days=days: worker(  # type: ignore[misc]  # a default of a lambda has no type
                    url, tmp_path, days, batch=7, lease_seconds=LEASE, ready=ready
                )
            )
            os.read(pipe, 1)
            time.sleep(chance.uniform(0.0, 0.05))
            os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
            os.close(pipe)
            if os.WIFEXITED(status):
                assert os.WEXITSTATUS(status) == 0, "a worker failed by itself"
                days = range(1, days.stop + MONTH)  # it was done before it could be killed: there is more to do
            else:
                kills += 1
        time.sleep(LEASE + 0.1)
        check(url, tmp_path, ids, days)


def check(url: str, folder: Path, ids: list[str], days: range) -> None:
    """Finish the work, and look at every account."""
    store = open_store(url)
    billing = Billing(store, FileBank(folder / "bank"), FilePost(folder / "post"))
    for number in days:
        billing.run_day(DAY + timedelta(days=number))
    expected, notices = reference("credit", days)
    bank, post = lines(folder / "bank"), lines(folder / "post")
    for account_id in ids:
        happened = [line.happened for line in store.journal(account_id)]
        assert list(store.waiting(account_id)) == []
        if account_id.startswith("credit"):
            written = [dump(each) for each in happened]
            assert str(written) == str(expected).replace("credit-0", account_id)
            told = {key for key in post if key.startswith(f"{account_id}/")}
            assert told == {key.replace("credit-0", account_id) for key in notices}
        else:
            renewed = Counter(each.expires_on for each in happened if isinstance(each, ServiceRenewed))
            assert set(renewed.values()) == {1}
            answered = [each.charge.key for each in happened if isinstance(each, ChargeSucceeded)]
            asked = {line.split()[0] for line in bank if line.startswith(f"{account_id}/")}
            assert sorted(answered) == sorted(asked), "a charge was made and not written, or written twice"
    assert list(differences(store)) == []
    store.close()
