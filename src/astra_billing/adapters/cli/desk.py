"""A simulation's desk over the runtime: what is played is stored, and played once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import BackdatedCommand, UnknownId
from astra_billing.adapters.runtime import Billing, KeyReused
from astra_billing.adapters.storage.sql import open_store, sqlite_url
from astra_billing.errors import BillingError
from astra_billing.ports import ChargeAnswer
from astra_billing.simulation import Entry, play
from astra_billing.simulation.play import DEED_KEY, deed_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from astra_billing.account import Account, Charge
    from astra_billing.account.commands import Command
    from astra_billing.notices import Notice
    from astra_billing.simulation import Scenario, Timeline


class OtherScenario(BillingError):
    """
    The database holds a run of another scenario.

    Attributes:
        path: the database.
        account_id: whose run it is.
    """

    def __init__(self, path: Path, account_id: str) -> None:
        self.path = path
        self.account_id = account_id
        super().__init__(path, account_id)

    def __str__(self) -> str:
        return (
            f"{self.path} holds account {self.account_id!r} of another scenario, or of an earlier form of this one; "
            "choose another file, or remove this one"
        )


class ScenarioGateway:
    """A gateway that answers what the scenario says the bank would."""

    def __init__(self, scenario: Scenario) -> None:
        self._accounts = {account.id: account for account in scenario.accounts}

    def charge(self, charge: Charge, *, on: date) -> ChargeAnswer:
        """What the bank says to the charge."""
        return ChargeAnswer(self._accounts[charge.account_id].outcome(charge.method_id, on=on))


class TimelineNotifier:
    """Tells nobody: the timeline itself shows every notice."""

    def tell(self, notice: Notice) -> None:
        """Do nothing."""


class BillingDesk:
    """One stored account."""

    def __init__(self, billing: Billing, account_id: str) -> None:
        self._billing = billing
        self._account_id = account_id

    @property
    def account(self) -> Account | None:
        """The account as it is stored."""
        try:
            return self._billing.account(self._account_id)
        except UnknownId:
            return None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything in its journal."""
        lines = self._billing.journal(self._account_id)
        return tuple(Entry(self._account_id, line.on, line.happened) for line in lines)

    def execute(self, command: Command, on: date, key: str) -> None:
        """Give the account a command through the runtime."""
        self._billing.execute(self._account_id, command, on=on, key=key)


def play_stored(
    scenario: Scenario, until: date, database: Path, on_progress: Callable[[str, date], None] | None = None
) -> tuple[Timeline, int]:
    """
    Play a scenario into a database, going on where an earlier run stood.

    Returns:
        The whole timeline, and how many entries of it are new.

    Raises:
        OtherScenario: the database holds another one.
        ForeignFile: the file is no store.
    """
    store = open_store(sqlite_url(database))
    billing = Billing(store, ScenarioGateway(scenario), TimelineNotifier())
    desks = {account.id: BillingDesk(billing, account.id) for account in scenario.accounts}
    try:
        _check_days(scenario, billing, database)
        before = sum(len(desk.entries) for desk in desks.values())
        timeline = play(scenario, until, open_desk=desks.__getitem__, on_progress=on_progress)
        return timeline, len(timeline.entries) - before
    except (KeyReused, BackdatedCommand) as error:
        raise OtherScenario(database, scenario.accounts[0].id) from error
    finally:
        store.close()


def _check_days(scenario: Scenario, billing: Billing, database: Path) -> None:
    """What was played of a story must still be in it, on the same days; keys alone would not tell."""
    for account in scenario.accounts:
        days = {deed_key(number): deed.on for number, deed in enumerate(account.deeds, start=1)}
        for line in billing.journal(account.id):
            if line.key.startswith(DEED_KEY) and days.get(line.key) != line.on:
                raise OtherScenario(database, account.id)
