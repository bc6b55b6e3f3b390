"""
Where an account stands with its credit on a day (R61-R65, R72).

The standing is a pure function of the open debts and the date.  Nothing is
remembered: no check can be skipped, the order of checks does not matter, and
an account whose nightly run was late stands exactly where it would have stood.

Every unpaid kopeck is in one of three heaps, and with what is left they make
the limit:  limit = overdue + awaiting + spent + available.

    >>> from astra_billing.credit.policy import CreditPolicy
    >>> from astra_billing.money import RUB
    >>> policy = CreditPolicy(Money("5000.00", RUB))
    >>> debts = CreditDebts((OpenInvoice(1, date(2026, 1, 1), Money("620.00", RUB)),), spent=Money("40.00", RUB))
    >>> CreditStanding.of(policy, debts, on=date(2026, 1, 29)).state.value
    'overdue'
    >>> blocked = CreditStanding.of(policy, debts, on=date(2026, 1, 30))
    >>> blocked.state.value, str(blocked.available)
    ('blocked', '4340.00 RUB')
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.credit.calendar import CreditCalendar
from astra_billing.credit.order import TopUpOrder
from astra_billing.credit.restrictions import Operation, is_forbidden_while_blocked
from astra_billing.money import Money
from astra_billing.views.tabular import Tabular

if TYPE_CHECKING:
    from astra_billing.credit.policy import CreditPolicy


class CreditState(Enum):
    """The four pictures of the dashboard, from calm to blocked (R67, R71, R72, R73)."""

    AVAILABLE = "available"
    AWAITING = "awaiting"
    OVERDUE = "overdue"
    BLOCKED = "blocked"


@frozen
class OpenInvoice:
    """
    What credit needs to know of an invoice that is not settled.

    Attributes:
        number: its number.
        issued_on: the 1st it was issued on.
        unpaid: what is left to pay of it.
        deferred_to: the last day to pay that was granted in place of the calendar's, None without a deferral (B9).
    """

    number: int
    issued_on: date
    unpaid: Money
    deferred_to: date | None = None

    def calendar(self, policy: CreditPolicy) -> CreditCalendar:
        """Its dates under a policy; a deferral that grants less than the policy does changes nothing."""
        return policy.calendar_from(self.issued_on, self.deferred_to)


@frozen
class CreditDebts:
    """
    Everything unpaid: the open invoices and the spending that no invoice asks for yet.

    Attributes:
        invoices: the unsettled invoices, in any order.
        spent: the unpaid part of expenses not invoiced (Израсходовано).
    """

    invoices: tuple[OpenInvoice, ...]
    spent: Money


@frozen
class CreditStanding(Tabular):
    """
    The sums of the dashboard and the dates that matter next.

    Attributes:
        limit: what the policy grants.
        overdue: the unpaid rest of invoices past their due date (Просрочено).
        awaiting: the unpaid rest of invoices still in time (Ожидает оплаты).
        spent: spending not invoiced yet (Израсходовано).
        state: the worst state of any open invoice.
        calendar: the dates of the open invoice that blocks first, the oldest unless it is deferred (B5, B9); None
            without one.
    """

    limit: Money
    overdue: Money
    awaiting: Money
    spent: Money
    state: CreditState
    calendar: CreditCalendar | None

    @classmethod
    def of(cls, policy: CreditPolicy, debts: CreditDebts, *, on: date) -> CreditStanding:
        """
        The standing on a day.

        Raises:
            CurrencyMismatch: a debt is in another currency than the limit.
        """
        currency = policy.limit.currency
        dated = [(each.calendar(policy), each.unpaid) for each in debts.invoices if each.unpaid.is_positive]
        late: list[Money] = []
        in_time: list[Money] = []
        for calendar, unpaid in dated:
            (late if on >= calendar.overdue_from else in_time).append(unpaid)
        first = min((calendar for calendar, _ in dated), key=_urgency, default=None)
        return cls(
            limit=policy.limit,
            overdue=Money.sum(late, currency),
            awaiting=Money.sum(in_time, currency),
            spent=Money.zero(currency) + debts.spent,
            state=_state(first, on, is_late=bool(late)),
            calendar=first,
        )

    @property
    def owed(self) -> Money:
        """Everything unpaid."""
        return self.overdue + self.awaiting + self.spent

    @property
    def available(self) -> Money:
        """
        What is left of the limit, whether or not it may be used now.

        Negative when the limit was lowered below the debt.
        """
        return self.limit - self.owed

    @property
    def is_blocked(self) -> bool:
        """Whether the limit is out of use until the debt is paid (R63)."""
        return self.state is CreditState.BLOCKED

    def to_records(self) -> list[dict[str, object]]:
        """One record a part of the limit."""
        parts = {"overdue": self.overdue, "awaiting": self.awaiting, "spent": self.spent, "available": self.available}
        return [{"part": part, "amount": amount} for part, amount in parts.items()]

    def serves_purpose(self, order: TopUpOrder) -> bool:
        """Whether a direct payment goes to what it is for before older debts (B8): the limit has to cover those."""
        return order is TopUpOrder.PURPOSE_FIRST and not self.is_blocked and not self.available.is_negative

    def forbids(self, operation: Operation) -> bool:
        """Whether the debt forbids the operation today (R64)."""
        return self.is_blocked and is_forbidden_while_blocked(operation)


def _urgency(calendar: CreditCalendar) -> tuple[date, date]:
    return calendar.blocked_from, calendar.issued_on


def _state(first: CreditCalendar | None, on: date, *, is_late: bool) -> CreditState:
    if first is None:
        return CreditState.AVAILABLE
    if on >= first.blocked_from:
        return CreditState.BLOCKED
    return CreditState.OVERDUE if is_late else CreditState.AWAITING
