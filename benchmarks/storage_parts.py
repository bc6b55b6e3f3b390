"""Where the time of a night goes: what is decided, read and written as records, and made into rows, each by itself."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from astra_billing.account import Accepted, decide
from astra_billing.account.commands import CloseDay
from astra_billing.adapters.storage.sql import rows as r
from astra_billing.adapters.storage.sql.projection import projected
from astra_billing.ports import Change, Kept, Receipt
from astra_billing.wire.account import account_text, load_account
from benchmarks.storage_seed import DUE, made, renewing

if TYPE_CHECKING:
    from collections.abc import Callable

    from astra_billing.account import Account

ACCOUNTS, TIMES = 400, 15
"""As many as share a transaction, and how often each part is repeated; the best counts."""


def parts(services: int, short: int) -> dict[str, float]:
    """Microseconds an account by part, for accounts like those of the renewal run."""
    opened = [made(id, renewing(id, services, is_refused=n % short == 0)).account for n, id in enumerate(_ids())]
    texts = [account_text(each) for each in opened]

    def loaded() -> list[Account]:
        return [load_account(json.loads(each)) for each in texts]

    def decided(accounts: list[Account]) -> list[Change]:
        return [_closed(each) for each in accounts]

    changes = decided(loaded())
    return {
        "deciding": _best(decided, loaded),
        "records": _best(lambda _: loaded())
        + _best(lambda _: [[*r.journal_rows(each), r.state_row(each)] for each in changes]),
        "rows": _best(lambda _: [[*projected(each), r.account_row(each), r.receipt_row(each)] for each in changes]),
    }


def _ids() -> list[str]:
    return [f"a{n:06}" for n in range(ACCOUNTS)]


def _closed(account: Account) -> Change:
    decision = decide(account, CloseDay(), DUE)
    if not isinstance(decision, Accepted):
        raise TypeError(decision)
    receipt = Receipt(f"day/{DUE}/1", DUE, "")
    return Change(Kept(account.id, account, 1, 1), decision.account, receipt, decision.events)


def _best(work: Callable[..., object], prepare: Callable[[], object] = list) -> float:
    best = float("inf")
    for _ in range(TIMES):
        given = prepare()
        began = time.perf_counter()
        work(given)
        best = min(best, time.perf_counter() - began)
    return best / ACCOUNTS * 1e6
