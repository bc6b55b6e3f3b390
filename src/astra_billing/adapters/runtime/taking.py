"""
Taking one command: read the account, decide, write; decide anew when somebody else was faster.

    >>> from datetime import date
    >>> from astra_billing.account.commands import OpenAccount
    >>> from astra_billing.adapters.runtime.steps import run
    >>> from astra_billing.adapters.storage.memory import MemoryStore
    >>> from astra_billing.money import RUB
    >>> store = MemoryStore()
    >>> first = run(take(store, "a1", OpenAccount("a1", RUB), "open", date(2026, 1, 1)))
    >>> again = run(take(store, "a1", OpenAccount("a1", RUB), "open", date(2026, 1, 1)))
    >>> first.is_repeated, again.is_repeated, first.happened == again.happened
    (False, True, True)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import Refused, decide
from astra_billing.adapters.runtime.faults import KeyReused
from astra_billing.adapters.runtime.steps import Step
from astra_billing.adapters.runtime.values import Executed
from astra_billing.ports import Change, Conflict, Kept, Receipt, Taken
from astra_billing.wire import fingerprint

if TYPE_CHECKING:
    from datetime import date
    from enum import Enum

    from astra_billing.account import Account, Decision
    from astra_billing.account.commands import Command
    from astra_billing.adapters.runtime.steps import Steps
    from astra_billing.ports import AccountStore, Request

ATTEMPTS = 10
"""How often a command is decided anew before its caller is told of the conflict."""


def take(  # noqa: PLR0913  # a command, whose, when and under which key
    store: AccountStore, account_id: str, command: Command, key: str, on: date, *, no_earlier: bool = False
) -> Steps[Executed]:
    """
    Give an account a command, once.

    Args:
        store: where the account is.
        account_id: whose it is.
        command: what is asked.
        key: names this command for good.
        on: the day.
        no_earlier: date it by the account's own latest day where that is later: an answer from outside has no choice.

    Raises:
        KeyReused: the key belongs to another command.
        Conflict: the account was changed by others again and again.
        BillingError: what `decide` raises; nothing is stored then.
    """
    print_of_command = fingerprint(command)
    attempt = 1
    while True:
        kept: Kept = yield Step(lambda: store.read(account_id))
        taken: Taken | None = yield Step(lambda: store.taken(account_id, key))
        if taken is not None:
            return _repeated(taken, account_id, print_of_command)
        day = max(on, kept.account.worked_on) if no_earlier and kept.account else on
        decision = decide(kept.account, command, day)
        change = change_of(kept, decision, Receipt(key, day, print_of_command))
        try:
            yield Step(lambda change=change: store.save(change))  # type: ignore[misc]  # a default has no type
        except Conflict:
            attempt += 1
            if attempt > ATTEMPTS:
                raise
            continue
        return Executed(change.happened)


def answer_key(asked: str, said: Enum) -> str:
    """The key of the command that an answer means; a yes after a no is another command."""
    return f"answer/{asked}/{said.value}"


def change_of(kept: Kept, decision: Decision, receipt: Receipt) -> Change:
    """What a decision does to an account and its requests."""
    if isinstance(decision, Refused):
        assert kept.account is not None  # noqa: S101  # only an account refuses
        return Change(kept, kept.account, receipt, (decision,))
    requests: tuple[Request, ...] = (*decision.charges, *decision.refunds, *decision.notices)
    return Change(kept, decision.account, receipt, decision.events, requests, _closed(kept.account, decision.account))


def _closed(before: Account | None, after: Account) -> tuple[str, ...]:
    """Charges and refunds that the account waited for and waits for no more."""
    if before is None:
        return ()
    waited, waits = {**before.charges, **before.refunds}, {**after.charges, **after.refunds}
    return tuple(key for key in waited if key not in waits)


def _repeated(taken: Taken, account_id: str, print_of_command: str) -> Executed:
    receipt = taken.receipt
    if receipt.fingerprint != print_of_command:  # a repetition may come on another day
        raise KeyReused(receipt.key, account_id, receipt.on)
    return Executed(tuple(line.happened for line in taken.lines), is_repeated=True)
