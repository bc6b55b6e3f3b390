"""
What `decide` answers: events that now are true, or a refusal; and the faults it raises.

    >>> raise UnknownId("service", "s9", ("s1", "s2"))
    Traceback (most recent call last):
    ...
    astra_billing.account.decision.UnknownId: there is no service 's9'; known are: s1, s2
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.account.events import ChargeRequested, Event, NoticeRaised, RefundRequested
from astra_billing.account.refusals import Refused
from astra_billing.account.state import Account
from astra_billing.errors import BillingError
from astra_billing.views.tabular import Tabular

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from astra_billing.account.charges import Charge
    from astra_billing.ledger import Refund
    from astra_billing.notices import Notice


@frozen
class Accepted(Tabular):
    """
    A yes.

    Attributes:
        account: the account after the events.
        events: what happened, in order; empty when there was nothing to do.
    """

    account: Account
    events: tuple[Event, ...]

    def to_records(self) -> list[dict[str, object]]:
        """One record an event."""
        return [event.to_record() for event in self.events]

    @property
    def charges(self) -> tuple[Charge, ...]:
        """What the gateways are asked for."""
        return tuple(each.charge for each in self.events if isinstance(each, ChargeRequested))

    @property
    def refunds(self) -> tuple[Refund, ...]:
        """What the gateways are asked to return."""
        return tuple(each.refund for each in self.events if isinstance(each, RefundRequested))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the customer is told."""
        return tuple(each.notice for each in self.events if isinstance(each, NoticeRaised))


Decision = Accepted | Refused


class UnknownId(BillingError, KeyError):
    """
    A command names something that the account does not have.

    Attributes:
        kind: what it is: a service, a method, an invoice, a charge.
        id: the id as it came.
        known: the ids there are.
    """

    def __init__(self, kind: str, id: object, known: Iterable[object]) -> None:
        self.kind = kind
        self.id = id
        self.known = tuple(known)
        super().__init__(kind, id, self.known)

    def __str__(self) -> str:
        known = ", ".join(str(each) for each in self.known) or "none"
        return f"there is no {self.kind} {self.id!r}; known are: {known}"


class DuplicateId(BillingError):
    """
    A command brings an id that is taken.

    Attributes:
        kind: what it is: an account, a service, a method, a payment.
        id: the id as it came.
    """

    def __init__(self, kind: str, id: str) -> None:
        self.kind = kind
        self.id = id
        super().__init__(kind, id)

    def __str__(self) -> str:
        return f"the {self.kind} {self.id!r} is there already; choose another id, or leave out the repeated command"


class BackdatedCommand(BillingError):
    """
    A command is dated before something that has already happened.

    Attributes:
        on: the day of the command.
        worked_on: the latest day in the journal.
    """

    def __init__(self, on: date, worked_on: date) -> None:
        self.on = on
        self.worked_on = worked_on
        super().__init__(on, worked_on)

    def __str__(self) -> str:
        latest = self.worked_on
        return f"{self.on} is before {latest}, the latest day of this account; date the command {latest} or later"


class NoAccount(BillingError):
    """
    Something happens to an account that was never opened.

    Attributes:
        what: the command or event that came too early.
    """

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)

    def __str__(self) -> str:
        return f"{self.what} comes before the account is opened; begin with OpenAccount"


class StuckAgenda(BillingError):
    """
    A day of the agenda had no work in it, so the next day would never come.

    Attributes:
        day: the day of the agenda.
    """

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(day)

    def __str__(self) -> str:
        return f"the agenda names {self.day}, but the day has no work; this is a fault of the library, please report it"
