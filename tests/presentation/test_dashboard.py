"""The manual's four dashboards, word for word (R67, R71-R73)."""

from __future__ import annotations

from datetime import date

import pytest

from astra_billing.credit import CreditDebts, CreditPolicy, CreditStanding, Dashboard, OpenInvoice
from astra_billing.money import EUR, RUB, Currency, Money
from astra_billing.presentation import credit_bar_svg, dashboard_lines

BUTTONS = ("Оплатить сейчас", "Все неоплаченные услуги", "Услуги с просроченной оплатой")


def dashboard(limit: str, on: date, *debts: tuple[date, str], spent: str = "0", currency: Currency = RUB) -> Dashboard:
    """The dashboard of a limit with these invoices open."""
    invoices = tuple(OpenInvoice(number, day, Money(unpaid, currency)) for number, (day, unpaid) in enumerate(debts, 1))
    policy = CreditPolicy(Money(limit, currency))
    return Dashboard.of(CreditStanding.of(policy, CreditDebts(invoices, Money(spent, currency)), on=on))


CALM = dashboard("5000.00", date(2026, 8, 3))
ISSUED = dashboard("400000.00", date(2026, 8, 3), (date(2026, 8, 1), "34134.4799"))
LATE = dashboard(
    "2000.00",
    date(2026, 8, 20),
    (date(2026, 8, 1), "41.60"),
    (date(2026, 9, 1), "88.00"),
    spent="42.99",
    currency=EUR,
)
BLOCKED = dashboard("150000.00", date(2026, 9, 5), (date(2026, 8, 1), "800.00"), (date(2026, 9, 1), "2400.00"))


def parts(shown: Dashboard) -> list[str]:
    """The legend, with plain spaces."""
    return [
        f"{line.label} {line.amount}".replace("\N{NO-BREAK SPACE}", " ") for line in dashboard_lines(shown, "ru").parts
    ]


@pytest.mark.parametrize(
    ("shown", "legend"),
    [
        (CALM, ["Доступно в кредит 5 000,00 ₽"]),
        (ISSUED, ["Ожидает оплаты 34 134,48 ₽", "Доступно в кредит 365 865,52 ₽"]),
        (
            LATE,
            ["Просрочено 41,60 €", "Ожидает оплаты 88,00 €", "Израсходовано 42,99 €", "Доступно в кредит 1 827,41 €"],
        ),
        (BLOCKED, ["Просрочено 800,00 ₽", "Ожидает оплаты 2 400,00 ₽", "Недоступный остаток 146 800,00 ₽"]),
    ],
    ids=["calm", "issued", "late", "blocked"],
)
def test_the_legend_is_the_manuals(shown: Dashboard, legend: list[str]) -> None:
    """The same words, the same sums, the same order."""
    assert parts(shown) == legend


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        (CALM, "Вы можете покупать и продлевать услуги в кредит в рамках кредитного лимита (5\xa0000,00\xa0₽)"),
        (
            ISSUED,
            (
                "До 15 августа вы должны оплатить услуги, купленные в кредит, "
                "или 30 августа продление и покупка услуг будут заблокированы"
            ),
        ),
        (
            LATE,
            (
                "До 29 августа вы должны оплатить услуги, купленные в кредит, "
                "или продление и покупка услуг будут заблокированы"
            ),
        ),
        (BLOCKED, "Продление и покупка услуг заблокированы до погашения задолженности"),
    ],
    ids=["calm", "issued", "late", "blocked"],
)
def test_the_sentence_is_the_manuals(shown: Dashboard, sentence: str) -> None:
    """With its dates as the manual writes them."""
    assert dashboard_lines(shown, "ru").sentence == sentence


@pytest.mark.parametrize(("shown", "count"), [(CALM, 0), (ISSUED, 2), (LATE, 3), (BLOCKED, 3)])
def test_the_buttons_are_the_manuals(shown: Dashboard, count: int) -> None:
    """None while nothing is to pay, all three once it is late."""
    assert dashboard_lines(shown, "ru").buttons == BUTTONS[:count]


def test_the_dashboard_speaks_english() -> None:
    """The codes stay, the words change."""
    lines = dashboard_lines(ISSUED, "en")
    assert [part.code for part in lines.parts] == ["awaiting", "available"]
    assert (
        lines.sentence == "Pay for the services bought on credit by 15 August, "
        "or renewing and buying will be blocked on 30 August"
    )


def test_the_bar_tells_its_parts_to_who_cannot_see_it() -> None:
    """Its description names every part and amount."""
    svg = credit_bar_svg(BLOCKED, "en").replace("\N{NO-BREAK SPACE}", " ")
    assert "<desc>Overdue: 800.00 ₽, Awaiting payment: 2 400.00 ₽, Unavailable rest: 146 800.00 ₽</desc>" in svg
