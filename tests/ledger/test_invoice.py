"""The invoice of the 1st (R62, R70, B48)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.ledger import InvoiceStatus, amount_to_pay, number_text
from astra_billing.money import RUB, Currency, Money


@pytest.mark.parametrize(
    ("unpaid", "status"),
    [
        ("100.6565", InvoiceStatus.TO_PAY),
        ("100.6564", InvoiceStatus.PARTLY_PAID),
        ("0.0001", InvoiceStatus.PARTLY_PAID),
        ("0.00", InvoiceStatus.SETTLED),
    ],
)
def test_the_status_follows_the_unpaid_part(unpaid: str, status: InvoiceStatus) -> None:
    """R70: "к оплате", "частично оплачен", "полностью погашен"."""
    assert InvoiceStatus.of(Money("100.6565", RUB), Money(unpaid, RUB)) is status


@pytest.mark.parametrize(
    ("exact", "to_pay"), [("100.6565", "100.66"), ("100.66", "100.66"), ("0.0001", "0.01"), ("0", "0.00")]
)
def test_a_debt_is_paid_in_whole_kopecks(exact: str, to_pay: str) -> None:
    """DESIGN 2: rounded up, so paying it closes it."""
    assert amount_to_pay(Money(exact, RUB)) == Money(to_pay, RUB)


def test_a_debt_in_yen_is_paid_in_whole_yen() -> None:
    """The minor unit is the currency's."""
    yen = Currency.of("JPY")
    assert amount_to_pay(Money("100.01", yen)) == Money("101", yen)


@given(st.decimals("0", "99999.9999", places=4))
def test_paying_closes_the_debt_and_wastes_less_than_a_kopeck(exact: object) -> None:
    """DESIGN 2: the excess is below one minor unit."""
    debt = Money(str(exact), RUB)
    excess = amount_to_pay(debt) - debt
    assert Money.zero(RUB) <= excess < Money("0.01", RUB)


def test_an_invoice_number_has_its_prefix() -> None:
    """B48: pfx/5635, the prefix being the provider's."""
    assert number_text(5635) == "pfx/5635"
    assert number_text(5635, "astra") == "astra/5635"
