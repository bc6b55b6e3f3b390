"""
What the credit dashboard shows: sums that add up, one sentence, the buttons (R67, R71-R73).

Expenses have four decimals and the dashboard has two.  Debts are shown rounded
up and what is left is the rest of the limit, so the shown parts always add up
to it and never promise a kopeck too much.

    >>> from astra_billing.credit.policy import CreditPolicy
    >>> from astra_billing.credit.standing import CreditDebts, OpenInvoice
    >>> from astra_billing.money import RUB
    >>> debts = CreditDebts((OpenInvoice(1, date(2026, 8, 1), Money("34134.4799", RUB)),), spent=Money.zero(RUB))
    >>> standing = CreditStanding.of(CreditPolicy(Money("400000.00", RUB)), debts, on=date(2026, 8, 3))
    >>> [(part.code.value, str(part.amount)) for part in Dashboard.of(standing).parts]
    [('awaiting', '34134.48 RUB'), ('available', '365865.52 RUB')]
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from astra_billing.credit.standing import CreditStanding, CreditState
from astra_billing.money import Money, Rounding
from astra_billing.texts import label, message
from astra_billing.views import Slice, stacked_bar, styled
from astra_billing.views.tabular import Tabular


class DashboardPart(Enum):
    """A slice of the limit, as the dashboard names it."""

    OVERDUE = "overdue"
    AWAITING = "awaiting"
    SPENT = "spent"
    AVAILABLE = "available"
    UNAVAILABLE = "unavailable"


class DashboardText(Enum):
    """Which sentence stands under the bar."""

    LIMIT_IS_YOURS = "limit_is_yours"
    PAY_BY_DUE_DATE = "pay_by_due_date"
    PAY_BEFORE_BLOCK = "pay_before_block"
    BLOCKED_UNTIL_PAID = "blocked_until_paid"


class Button(Enum):
    """A button under the sentence."""

    PAY_NOW = "pay_now"
    ALL_UNPAID = "all_unpaid"
    OVERDUE_SERVICES = "overdue_services"


@frozen
class ShownPart:
    """One line of the legend."""

    code: DashboardPart
    amount: Money


@frozen
class Dashboard(Tabular):
    """
    The credit widget of the home page.

    Attributes:
        limit: the whole bar.
        parts: its slices, left to right; they add up to the limit.
        text: the sentence.
        pay_by: the last day the sentence names, None when it names none.
        blocked_from: the day of the block that it names, None when it names none.
        buttons: what the customer can press.
    """

    state: CreditState
    limit: Money
    parts: tuple[ShownPart, ...]
    text: DashboardText
    pay_by: date | None
    blocked_from: date | None
    buttons: tuple[Button, ...]

    @classmethod
    def of(cls, standing: CreditStanding) -> Dashboard:
        """The dashboard of a standing (R67 calm, R71 issued, R72 overdue, R73 blocked)."""
        text, pay_by, blocked_from = _sentence(standing)
        return cls(
            state=standing.state,
            limit=standing.limit,
            parts=_parts(standing),
            text=text,
            pay_by=pay_by,
            blocked_from=blocked_from,
            buttons=_BUTTONS[standing.state],
        )

    def to_records(self) -> list[dict[str, object]]:
        """One record a part, as the legend shows it."""
        return [{"part": part.code.value, "amount": part.amount} for part in self.parts]

    def _repr_html_(self) -> str:
        slices = [Slice(p.code.value, label(p.code, "en"), str(p.amount), p.amount.amount) for p in self.parts]
        return styled(stacked_bar(slices, title=message("dashboard.title", "en")))


_BUTTONS = {
    CreditState.AVAILABLE: (),
    CreditState.AWAITING: (Button.PAY_NOW, Button.ALL_UNPAID),
    CreditState.OVERDUE: (Button.PAY_NOW, Button.ALL_UNPAID, Button.OVERDUE_SERVICES),
    CreditState.BLOCKED: (Button.PAY_NOW, Button.ALL_UNPAID, Button.OVERDUE_SERVICES),
}


def _parts(standing: CreditStanding) -> tuple[ShownPart, ...]:
    debts = (
        (DashboardPart.OVERDUE, standing.overdue),
        (DashboardPart.AWAITING, standing.awaiting),
        (DashboardPart.SPENT, standing.spent),
    )
    shown = [ShownPart(code, debt.to_minor_unit(Rounding.CEILING)) for code, debt in debts if debt.is_positive]
    left = standing.limit - Money.sum((part.amount for part in shown), standing.limit.currency)
    code = DashboardPart.UNAVAILABLE if standing.is_blocked else DashboardPart.AVAILABLE
    return (*shown, ShownPart(code, left))


def _sentence(standing: CreditStanding) -> tuple[DashboardText, date | None, date | None]:
    calendar = standing.calendar
    if calendar is None:
        return DashboardText.LIMIT_IS_YOURS, None, None
    if standing.state is CreditState.AWAITING:
        return DashboardText.PAY_BY_DUE_DATE, calendar.due_on, calendar.blocked_from
    if standing.state is CreditState.OVERDUE:
        return DashboardText.PAY_BEFORE_BLOCK, calendar.last_day_to_pay, None
    return DashboardText.BLOCKED_UNTIL_PAID, None, None
