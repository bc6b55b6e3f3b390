r"""
The credit dashboard in words: title, parts, sentence, buttons (R67, R71-R73).

    >>> from datetime import date
    >>> from astra_billing.credit import CreditDebts, CreditPolicy, CreditStanding, Dashboard, OpenInvoice
    >>> from astra_billing.money import RUB, Money
    >>> debts = CreditDebts((OpenInvoice(1, date(2026, 8, 1), Money("34134.4799", RUB)),), spent=Money.zero(RUB))
    >>> standing = CreditStanding.of(CreditPolicy(Money("400000.00", RUB)), debts, on=date(2026, 8, 3))
    >>> lines = dashboard_lines(Dashboard.of(standing), "ru")
    >>> [f"{part.label} {part.amount}".replace("\xa0", " ") for part in lines.parts]
    ['Ожидает оплаты 34 134,48 ₽', 'Доступно в кредит 365 865,52 ₽']
    >>> lines.sentence[:20], lines.buttons
    ('До 15 августа вы дол', ('Оплатить сейчас', 'Все неоплаченные услуги'))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.presentation.showing import show_day, show_money
from astra_billing.texts import fill, label, message

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.credit import Dashboard
    from astra_billing.texts import Lang


@frozen
class PartLine:
    """
    One line of the legend.

    Attributes:
        code: the part's stable code, such as `overdue`.
    """

    label: str
    amount: str
    code: str


@frozen
class DashboardLines:
    """Everything the dashboard says, top to bottom."""

    title: str
    parts: tuple[PartLine, ...]
    sentence: str
    buttons: tuple[str, ...]


def dashboard_lines(dashboard: Dashboard, lang: Lang) -> DashboardLines:
    """The dashboard in the portal's words."""
    return DashboardLines(
        title=message("dashboard.title", lang),
        parts=tuple(
            PartLine(label(part.code, lang), show_money(part.amount, lang), part.code.value) for part in dashboard.parts
        ),
        sentence=fill(
            label(dashboard.text, lang),
            limit=show_money(dashboard.limit, lang),
            pay_by=_day(dashboard.pay_by, lang),
            blocked_from=_day(dashboard.blocked_from, lang),
        ),
        buttons=tuple(label(button, lang) for button in dashboard.buttons),
    )


def _day(day: date | None, lang: Lang) -> str:
    return "" if day is None else show_day(day, lang)
