"""
What would happen: a command tried without being given, and the future without the customer.

    >>> from astra_billing.account.commands import OpenAccount, PlaceOrder, TopUp
    >>> from astra_billing.account.decide import decide
    >>> from astra_billing.catalog import ProductKind
    >>> from astra_billing.dates import Term
    >>> from astra_billing.money import RUB, Money
    >>> day = date(2026, 1, 10)
    >>> opened = decide(None, OpenAccount("a1", RUB), day)
    >>> account = decide(opened.account, TopUp("p1", Money("150.00", RUB), "card"), day).account
    >>> order = PlaceOrder(service_id="s1", title="Test", kind=ProductKind.SERVER, price=Money("100.00", RUB),
    ...                    term=Term.parse("1 month"), renews_from="balance")
    >>> tried = what_if(account, order, day)
    >>> str(tried.before.balance), str(tried.after.balance), str(account.balance)
    ('150.00 RUB', '50.00 RUB', '150.00 RUB')

Left alone after that, the account cannot pay for February, and the service stops:

    >>> ahead = forecast(tried.after, date(2026, 3, 1))
    >>> [f"{event.on} {type(event).__name__}" for event in ahead.events]
    ['2026-02-09 RenewalRefused', '2026-02-10 RenewalRefused', '2026-02-10 ServiceStopped']
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.account.agenda import agenda
from astra_billing.account.charges import ChargeOutcome
from astra_billing.account.commands import CloseDay, Command, LaterCommand, RecordCharge, RecordRefund
from astra_billing.account.decide import decide
from astra_billing.account.decision import Accepted
from astra_billing.account.events import Event, ExpenseCharged
from astra_billing.account.refusals import Refused
from astra_billing.account.state import Account
from astra_billing.dates import Month
from astra_billing.views.tabular import Tabular

if TYPE_CHECKING:
    from astra_billing.account.decision import Decision
    from astra_billing.credit import CreditStanding
    from astra_billing.money import Money


@frozen
class WhatIf(Tabular):
    """
    A command that was tried and not given.

    Attributes:
        command: what was tried.
        on: the day it was tried on.
        due: what happens up to that day whether or not the command is given.
        before: the account after that, on which the command was tried.
        decision: what the command would do, or its refusal.
    """

    command: Command
    on: date
    due: tuple[Event, ...]
    before: Account
    decision: Accepted | Refused

    @property
    def refused(self) -> Refused | None:
        """The refusal, None where the command would be accepted."""
        return self.decision if isinstance(self.decision, Refused) else None

    @property
    def events(self) -> tuple[Event, ...]:
        """What the command would make happen."""
        return self.decision.events if isinstance(self.decision, Accepted) else ()

    @property
    def after(self) -> Account:
        """The account as it would be; as it is before, where the command is refused."""
        return self.decision.account if isinstance(self.decision, Accepted) else self.before

    @property
    def standings(self) -> tuple[CreditStanding | None, CreditStanding | None]:
        """Where the credit stands without the command and with it."""
        return self.before.standing(on=self.on), self.after.standing(on=self.on)

    def to_records(self) -> list[dict[str, object]]:
        """One record an event of the command; one of the refusal where there is one."""
        if self.refused is None:
            return [event.to_record() for event in self.events]
        named = {"date": self.on, "event": "Refused", "rule": self.refused.rule, "subject": self.refused.reason.value}
        return [{**named, "amount": "", "currency": ""}]


@frozen
class Outlook(Tabular):
    """
    The future of an account whose customer does nothing.

    Attributes:
        until: the last day looked at.
        events: what will happen, in order.
        account: the account as it will be then.
    """

    until: date
    events: tuple[Event, ...]
    account: Account

    def spending(self) -> dict[Month, Money]:
        """What services will cost in each month in which they cost something."""
        costs: dict[Month, Money] = {}
        for event in self.events:
            if isinstance(event, ExpenseCharged):
                month, amount = Month.of(event.on), event.expense.amount
                costs[month] = costs[month] + amount if month in costs else amount
        return costs

    def to_records(self) -> list[dict[str, object]]:
        """One record an event."""
        return [event.to_record() for event in self.events]


def what_if(account: Account, command: LaterCommand, on: date) -> WhatIf:
    """
    What a command would do on a day; the account stays as it is.

    Raises:
        BillingError: what `decide` raises.
    """
    closed = _accepted(decide(account, CloseDay(), on))
    return WhatIf(command, on, closed.events, closed.account, decide(closed.account, command, on))


def forecast(account: Account, until: date, *, outcome: ChargeOutcome = ChargeOutcome.SUCCEEDED) -> Outlook:
    """
    What will happen up to and including a day if the customer does nothing.

    Args:
        account: where the future begins.
        until: the last day to look at.
        outcome: what gateways answer to every charge, on the day they are asked.
    """
    events: list[Event] = []
    while True:
        for command in _answers(account, outcome):
            answered = _accepted(decide(account, command, account.worked_on))
            events.extend(answered.events)
            account = answered.account
        day = agenda(account)
        if day is None or day > until:
            return Outlook(until, tuple(events), account)
        closed = _accepted(decide(account, CloseDay(), day))
        events.extend(closed.events)
        account = closed.account


def _answers(account: Account, outcome: ChargeOutcome) -> tuple[LaterCommand, ...]:
    charges = (RecordCharge(key, outcome) for key in account.charges)
    return (*charges, *(RecordRefund(key, outcome) for key in account.refunds))


def _accepted(decision: Decision) -> Accepted:
    assert isinstance(decision, Accepted)  # noqa: S101  # no day and no answer of a gateway is ever refused
    return decision
