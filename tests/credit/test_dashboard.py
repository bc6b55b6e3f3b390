"""What the credit dashboard shows (R67, R71-R73)."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from astra_billing.credit import (
    Button,
    CreditDebts,
    CreditPolicy,
    CreditStanding,
    CreditState,
    Dashboard,
    DashboardPart,
    DashboardText,
    OpenInvoice,
)
from astra_billing.money import EUR, RUB, Currency, Money, Rounding


def dashboard(
    limit: str, *invoices: tuple[str, str], on: str, spent: str = "0.00", currency: Currency = RUB
) -> Dashboard:
    """The dashboard with invoices written as (issued, unpaid)."""
    opened = tuple(
        OpenInvoice(number, date.fromisoformat(issued), Money(unpaid, currency))
        for number, (issued, unpaid) in enumerate(invoices, start=1)
    )
    debts = CreditDebts(opened, Money(spent, currency))
    policy = CreditPolicy(Money(limit, currency))
    return Dashboard.of(CreditStanding.of(policy, debts, on=date.fromisoformat(on)))


def parts(shown: Dashboard) -> list[tuple[DashboardPart, str]]:
    """The legend as text."""
    return [(part.code, str(part.amount)) for part in shown.parts]


def test_the_untouched_limit_of_the_manual() -> None:
    """R67: "в рамках кредитного лимита (5 000.00 RU)"."""
    shown = dashboard("5000.00", on="2026-01-10")
    assert parts(shown) == [(DashboardPart.AVAILABLE, "5000.00 RUB")]
    assert shown.state is CreditState.AVAILABLE
    assert shown.text is DashboardText.LIMIT_IS_YOURS
    assert (shown.pay_by, shown.blocked_from, shown.buttons) == (None, None, ())


def test_the_issued_invoice_of_the_manual() -> None:
    """R71: 34 134.48 awaits payment, 365 865.52 is left of 400 000; by 15 August, or on the 30th."""
    shown = dashboard("400000.00", ("2026-08-01", "34134.48"), on="2026-08-03")
    assert parts(shown) == [(DashboardPart.AWAITING, "34134.48 RUB"), (DashboardPart.AVAILABLE, "365865.52 RUB")]
    assert shown.text is DashboardText.PAY_BY_DUE_DATE
    assert shown.pay_by == date(2026, 8, 15)
    assert shown.blocked_from == date(2026, 8, 30)
    assert shown.buttons == (Button.PAY_NOW, Button.ALL_UNPAID)


def test_the_overdue_invoice_of_the_manual() -> None:
    """R72: 41.60, 88.00, 42.99 and 1 827.41 make 2 000 EUR; "До 29 августа"; a third button."""
    # With invoices of the 1st alone nothing awaits payment while August is late, so the 88.00 are dated
    # ahead here; the standing is asked for the sums and dates of the picture, not for how it came about.
    shown = dashboard(
        "2000.00", ("2026-08-01", "41.60"), ("2026-09-01", "88.00"), on="2026-08-20", spent="42.99", currency=EUR
    )
    assert parts(shown) == [
        (DashboardPart.OVERDUE, "41.60 EUR"),
        (DashboardPart.AWAITING, "88.00 EUR"),
        (DashboardPart.SPENT, "42.99 EUR"),
        (DashboardPart.AVAILABLE, "1827.41 EUR"),
    ]
    assert shown.state is CreditState.OVERDUE
    assert shown.text is DashboardText.PAY_BEFORE_BLOCK
    assert shown.pay_by == date(2026, 8, 29)
    assert shown.blocked_from is None
    assert shown.buttons == (Button.PAY_NOW, Button.ALL_UNPAID, Button.OVERDUE_SERVICES)


def test_the_blocked_limit_of_the_manual() -> None:
    """R73: 800, 2 400 and an unavailable rest of 146 800 make 150 000."""
    shown = dashboard("150000.00", ("2026-07-01", "800.00"), ("2026-08-01", "2400.00"), on="2026-08-03")
    assert parts(shown) == [
        (DashboardPart.OVERDUE, "800.00 RUB"),
        (DashboardPart.AWAITING, "2400.00 RUB"),
        (DashboardPart.UNAVAILABLE, "146800.00 RUB"),
    ]
    assert shown.state is CreditState.BLOCKED
    assert shown.text is DashboardText.BLOCKED_UNTIL_PAID
    assert (shown.pay_by, shown.blocked_from) == (None, None)
    assert shown.buttons == (Button.PAY_NOW, Button.ALL_UNPAID, Button.OVERDUE_SERVICES)


def test_debts_are_shown_rounded_up() -> None:
    """R36, DESIGN 2: what is shown pays the debt, and the rest promises no kopeck too much."""
    shown = dashboard("100.00", ("2026-01-01", "10.0001"), on="2026-01-02", spent="20.0099")
    assert parts(shown) == [
        (DashboardPart.AWAITING, "10.01 RUB"),
        (DashboardPart.SPENT, "20.01 RUB"),
        (DashboardPart.AVAILABLE, "69.98 RUB"),
    ]


AMOUNTS = st.decimals("0", "9999.9999", places=4)


@given(
    st.decimals("0", "99999.99", places=2),
    st.lists(st.tuples(st.sampled_from(("2026-06-01", "2026-07-01", "2026-08-01")), AMOUNTS), max_size=3),
    AMOUNTS,
    st.dates(date(2026, 6, 1), date(2026, 9, 15)),
)
def test_what_is_shown_adds_up_to_the_limit(
    limit: object, invoices: list[tuple[str, object]], spent: object, on: date
) -> None:
    """R72: to the kopeck, whatever the debts; and the rest shown never exceeds the rest there is."""
    written = [(issued, str(unpaid)) for issued, unpaid in invoices]
    shown = dashboard(str(limit), *written, on=str(on), spent=str(spent))
    assert Money.sum((part.amount for part in shown.parts), RUB) == shown.limit
    owed = Money.sum((Money(unpaid, RUB) for _, unpaid in written), RUB) + Money(str(spent), RUB)
    assert shown.parts[-1].amount <= shown.limit - owed
    assert all(part.amount == part.amount.to_minor_unit(Rounding.FLOOR) for part in shown.parts)
    assert all(part.amount.is_positive for part in shown.parts[:-1])


def test_a_dashboard_is_a_table_of_its_legend() -> None:
    """DESIGN 5: a record a part, as it is shown."""
    shown = dashboard("100.00", ("2026-01-01", "10.0001"), on="2026-01-02")
    assert shown.to_records() == [
        {"part": "awaiting", "amount": Money("10.01", RUB)},
        {"part": "available", "amount": Money("89.99", RUB)},
    ]
