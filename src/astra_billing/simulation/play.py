"""
Play a scenario: give every account its commands on their days and let time pass between them.

Time passes in one of two ways that end in the same events: `by_agenda` jumps
from one day with work to the next, `day_by_day` closes every single day.  What
a gateway is asked for is answered at once: a charge as the scenario's bank would,
a refund with a yes.  A play that was interrupted goes on where it stood, because
every step has a key of its own.
"""

from __future__ import annotations

from datetime import timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from astra_billing.account import ChargeOutcome, agenda
from astra_billing.account.commands import (
    BeginPayment,
    CloseDay,
    ConfirmMethod,
    OpenAccount,
    RecordCharge,
    RecordPayment,
    RecordRefund,
)
from astra_billing.simulation.desk import PureDesk
from astra_billing.simulation.scenario import MethodSwitch, PaymentTry
from astra_billing.simulation.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from astra_billing.account.commands import Command
    from astra_billing.simulation.desk import Desk
    from astra_billing.simulation.scenario import AccountScenario, Deed, Scenario

    Pace = Callable[[Desk, date], Iterator[date]]
    Progress = Callable[[str, date], None]

DAY = timedelta(days=1)
DEED_KEY = "act/"


def deed_key(number: int) -> str:
    """The key of the command that an account's deed with this number, from 1, gives."""
    return f"{DEED_KEY}{number}"


def by_agenda(desk: Desk, through: date) -> Iterator[date]:
    """The days of an account's agenda up to a day, each asked for when the one before is done."""
    while (account := desk.account) is not None and (day := agenda(account)) is not None and day <= through:
        yield day


def day_by_day(desk: Desk, through: date) -> Iterator[date]:
    """Every day after the last one worked on, up to a day."""
    account = desk.account
    if account is None:
        return
    day = account.worked_on + DAY
    while day <= through:
        yield day
        day += DAY


def simulate(
    scenario: Scenario, until: date, *, pace: Pace = by_agenda, on_progress: Progress | None = None
) -> Timeline:
    """Play a scenario in memory, up to and including a day."""
    return play(scenario, until, open_desk=PureDesk, pace=pace, on_progress=on_progress)


def play(
    scenario: Scenario,
    until: date,
    *,
    open_desk: Callable[[str], Desk],
    pace: Pace = by_agenda,
    on_progress: Progress | None = None,
) -> Timeline:
    """
    Play a scenario up to and including a day.

    Args:
        scenario: the story.
        until: the last day; deeds later than it are left for another time.
        open_desk: gives the desk of an account by its id.
        pace: how time passes between the deeds.
        on_progress: is told the account and the day after every step.

    Returns:
        The timeline, with what earlier plays at the same desks have left.
    """
    desks = [open_desk(account.id) for account in scenario.accounts]
    for account, desk in zip(scenario.accounts, desks, strict=True):
        for day in _play_account(account, desk, scenario.starts_on, until, pace):
            if on_progress is not None:
                on_progress(account.id, day)
    entries = sorted((entry for desk in desks for entry in desk.entries), key=attrgetter("on"))
    accounts = tuple(desk.account for desk in desks if desk.account is not None)
    return Timeline(scenario.title, scenario.starts_on, until, tuple(entries), accounts)


def _play_account(scenario: AccountScenario, desk: Desk, starts_on: date, until: date, pace: Pace) -> Iterator[date]:
    if starts_on > until:
        return
    desk.execute(OpenAccount(scenario.id, scenario.currency), starts_on, "open")
    for number, deed in enumerate(scenario.deeds, start=1):
        if deed.on > until:
            break
        yield from _pass_time(scenario, desk, deed.on, pace)
        for command, key in _commands(deed, number, desk):
            desk.execute(command, deed.on, key)
            _answer(scenario, desk)
    yield from _pass_time(scenario, desk, until, pace)


def _pass_time(scenario: AccountScenario, desk: Desk, through: date, pace: Pace) -> Iterator[date]:
    _answer(scenario, desk)
    for day in pace(desk, through):
        desk.execute(CloseDay(), day, f"day/{day}")
        _answer(scenario, desk)
        yield day


def _answer(scenario: AccountScenario, desk: Desk) -> None:
    account = desk.account
    if account is None:
        return
    for charge in account.charges.values():
        outcome = scenario.outcome(charge.method_id, on=account.worked_on)
        desk.execute(RecordCharge(charge.key, outcome), account.worked_on, f"answer/{charge.key}")
    for key in account.refunds:
        desk.execute(RecordRefund(key, ChargeOutcome.SUCCEEDED), account.worked_on, f"answer/{key}")


def _commands(deed: Deed, number: int, desk: Desk) -> Iterator[tuple[Command, str]]:
    """What a deed asks of the account, with the key of each step."""
    match deed.does:
        case MethodSwitch(method_id=method_id, works=works):
            if works:
                yield ConfirmMethod(method_id), deed_key(number)
        case PaymentTry(payment_id=payment_id, succeeds=succeeds):
            payment = desk.account.payments.get(payment_id) if desk.account is not None else None
            if payment is not None and payment.is_open:
                outcome = ChargeOutcome.SUCCEEDED if succeeds else ChargeOutcome.DECLINED
                yield BeginPayment(payment_id), deed_key(number)
                yield RecordPayment(payment_id, outcome), f"answer/{payment_id}/{number}"
        case command:
            yield command, deed_key(number)
