"""
Decide: what a command means for an account on a day.

The day's own work is done first, then the command: so the answer is the same
whether or not a nightly run was late.  A refusal changes nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from astra_billing.account import commands as c
from astra_billing.account import events as e
from astra_billing.account.acts import perform
from astra_billing.account.decision import Accepted, BackdatedCommand, DuplicateId, NoAccount
from astra_billing.account.draft import Draft
from astra_billing.account.evolution import evolve
from astra_billing.account.passes import close_days
from astra_billing.errors import InvalidValue

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account.decision import Decision
    from astra_billing.account.state import Account


def decide(account: Account | None, command: c.Command, on: date) -> Decision:
    """
    What happens when `command` is given to `account` on a day.

    Raises:
        InvalidValue: the day is an instant.
        NoAccount: the account is not opened yet.
        DuplicateId: the command brings an id that is taken.
        UnknownId: the command names something that the account does not have.
        BackdatedCommand: the account has already worked on a later day.
        CurrencyMismatch: an amount is not in the account's currency.
    """
    if isinstance(on, datetime):
        raise InvalidValue(on, expected="a calendar date", fix="pass its date() in the provider's time zone")
    if isinstance(command, c.OpenAccount):
        return _open(account, command, on)
    if account is None:
        raise NoAccount(type(command).__name__)
    if on < account.worked_on:
        raise BackdatedCommand(on, account.worked_on)
    draft = Draft(account)
    close_days(draft, through=on)
    return perform(draft, command, on) or draft.accepted()


def _open(account: Account | None, command: c.OpenAccount, on: date) -> Accepted:
    if account is not None:
        raise DuplicateId("account", account.id)
    opened = e.AccountOpened(on, command.account_id, command.currency)
    return Accepted(evolve(None, opened), (opened,))
