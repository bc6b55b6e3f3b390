"""What a service costs until its first renewal on the 1st."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.catalog import FirstPeriod, FirstPeriodQuote, aligned_end
from astra_billing.dates import Month, Period
from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, USD, CurrencyMismatch, Money, Rounding
from astra_billing.tax import TaxRate

CART = (
    ("Базовая стоимость", "495.00"),
    ("Лицензия ISPmanager Lite 5, 4", "0.00"),
    ("Трафик 5120 Гиб", "110.00"),
    ("Публичные IPv4 3 шт", "0.00"),
    ("IPv6 0 шт", "0.00"),
    ("Потребление электроэнергии 0 кВт*ч", "55.00"),
)


def rub(text: str) -> Money:
    """Roubles."""
    return Money(text, RUB)


def cart() -> FirstPeriodQuote:
    """The cart of the manual; it prints 30/31, so the test passes 30/31."""
    first = FirstPeriod(Period(date(2023, 4, 1), date(2023, 5, 1)), Fraction(30, 31))
    return first.quote((name, rub(price)) for name, price in CART)


@pytest.mark.parametrize(
    ("ordered_on", "renews_on", "share"),
    [
        (date(2026, 7, 1), date(2026, 8, 1), Fraction(1)),
        (date(2026, 7, 12), date(2026, 8, 1), Fraction(20, 31)),
        (date(2026, 7, 14), date(2026, 8, 1), Fraction(18, 31)),
        (date(2026, 7, 15), date(2026, 9, 1), 1 + Fraction(17, 31)),
        (date(2026, 7, 17), date(2026, 9, 1), 1 + Fraction(15, 31)),
        (date(2026, 7, 31), date(2026, 9, 1), 1 + Fraction(1, 31)),
        (date(2026, 12, 31), date(2027, 2, 1), 1 + Fraction(1, 31)),
        (date(2028, 2, 14), date(2028, 3, 1), Fraction(16, 29)),
    ],
)
def test_the_pro_rata_day_decides_with_which_month_the_first_period_ends(
    ordered_on: date, renews_on: date, share: Fraction
) -> None:
    """B12: before the 15th with this month, on the 15th or later with the next; the renewal is on the 1st."""
    first = FirstPeriod.aligned(ordered_on, pro_rata_day=15)

    assert (first.period, first.renews_on, first.share) == (Period(ordered_on, renews_on), renews_on, share)


def test_the_first_pro_rata_day_always_adds_a_month_and_the_31st_hardly_ever() -> None:
    """B12: 1 and 31 are the ends of the setting."""
    assert FirstPeriod.aligned(date(2026, 4, 1), pro_rata_day=1).renews_on == date(2026, 6, 1)
    assert FirstPeriod.aligned(date(2026, 4, 30), pro_rata_day=31).renews_on == date(2026, 5, 1)
    assert FirstPeriod.aligned(date(2026, 5, 31), pro_rata_day=31).renews_on == date(2026, 7, 1)


@pytest.mark.parametrize("day", [0, 32, -1, True, 15.0, "15"])
def test_a_pro_rata_day_is_a_day_of_a_month(day: Any) -> None:
    """B12: 1 to 31."""
    with pytest.raises(InvalidValue, match="pass 1 to 31"):
        FirstPeriod.aligned(date(2026, 7, 1), pro_rata_day=day)


@pytest.mark.parametrize("share", [Fraction(-1, 31), 1, 0.5])
def test_a_share_is_an_exact_fraction(share: Any) -> None:
    """B12: 30/31 is no decimal, so nothing but a fraction holds it."""
    with pytest.raises(InvalidValue, match="a share of the price"):
        FirstPeriod(Period(date(2026, 7, 1), date(2026, 8, 1)), share)


@given(ordered_on=st.dates(date(2000, 1, 1), date(2100, 1, 1)), pro_rata_day=st.integers(1, 31))
def test_an_aligned_period_ends_on_a_1st_and_each_day_costs_its_part_of_its_own_month(
    ordered_on: date, pro_rata_day: int
) -> None:
    """B12: walked day by day; the first period lasts two months at most."""
    first = FirstPeriod.aligned(ordered_on, pro_rata_day=pro_rata_day)

    assert first.renews_on.day == 1
    assert first.share == sum(Fraction(1, Month.of(day).days) for day in first.period)
    assert 0 < first.share <= 2


@pytest.mark.parametrize(
    ("begins_on", "ends_on"),
    [
        ("2026-01-12", "2026-03-01"),
        ("2026-02-28", "2026-03-01"),
        ("2026-03-01", "2026-05-01"),
        ("2026-03-12", "2026-05-01"),
        ("2026-03-13", "2026-06-01"),
        ("2026-11-11", "2027-01-01"),
        ("2026-11-12", "2027-02-01"),
        ("2026-12-31", "2027-03-01"),
    ],
)
def test_a_first_period_paid_late_ends_on_the_first_1st_that_gives_no_less(begins_on: str, ends_on: str) -> None:
    """B12: ordered on 12 January up to 1 March, so 20/31 and a whole month are paid for."""
    found = aligned_end(date(2026, 1, 12), date(2026, 3, 1), begins_on=date.fromisoformat(begins_on))
    assert found.isoformat() == ends_on


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.integers(1, 31), st.integers(0, 400))
def test_a_late_first_period_gives_no_less_than_was_paid_for_and_a_month_more_at_the_most(
    ordered_on: date, pro_rata_day: int, days: int
) -> None:
    """B12: counted in shares of months, as its price was."""
    ordered = FirstPeriod.aligned(ordered_on, pro_rata_day=pro_rata_day)
    begins_on = ordered.renews_on + timedelta(days=days)
    ends_on = aligned_end(ordered_on, ordered.renews_on, begins_on=begins_on)
    month = Month.of(begins_on)
    whole = month.until(Month.of(ends_on)) - 1
    given = Fraction(month.days - begins_on.day + 1, month.days) + whole
    assert ends_on.day == 1
    assert ordered.share <= given < ordered.share + 1


def test_the_price_of_a_first_period_is_rounded_once() -> None:
    """B12: 660.00 a month, ordered on 17 July: 15/31 of it and all of August."""
    first = FirstPeriod.aligned(date(2026, 7, 17), pro_rata_day=15)

    assert first.price(rub("660.00"), rounding=Rounding.HALF_UP) == rub("979.35")
    assert first.price(rub("660.00"), rounding=Rounding.CEILING) == rub("979.36")


def test_the_cart_of_the_manual_line_by_line() -> None:
    """R42, B13: lines are shown rounded up; a free option stays free."""
    assert [(record["name"], record["first"], record["further"]) for record in cart().to_records()] == [
        ("Базовая стоимость", "479.04", "495.00"),
        ("Лицензия ISPmanager Lite 5, 4", "0.00", "0.00"),
        ("Трафик 5120 Гиб", "106.46", "110.00"),
        ("Публичные IPv4 3 шт", "0.00", "0.00"),
        ("IPv6 0 шт", "0.00", "0.00"),
        ("Потребление электроэнергии 0 кВт*ч", "53.23", "55.00"),
        ("", "638.71", "660.00"),
    ]


def test_the_cart_of_the_manual_in_total() -> None:
    """R42, B13: 638.71 until 2023-05-01, then 660.00; the lines shown exceed the total by two kopecks."""
    quote = cart()

    assert (quote.first.total, quote.renews_on, quote.further_total) == (rub("638.71"), date(2023, 5, 1), rub("660.00"))
    assert quote.first.difference == rub("0.02")
    assert quote.explain("ru") == "638.71 RUB до 2023-05-01, далее 660.00 RUB в месяц"
    assert quote.explain() == "638.71 RUB until 2023-05-01, then 660.00 RUB a month"


def test_the_tax_of_the_cart_comes_on_top_of_its_total() -> None:
    """R42: the tax is not included; 10 % of 638.71 is 63.87."""
    assert TaxRate("10").exclusive(cart().first.total).tax == rub("63.87")


def test_a_cart_has_a_line_and_one_currency() -> None:
    """R42: there would be nothing to add up, or two sums."""
    first = FirstPeriod.aligned(date(2026, 7, 12), pro_rata_day=15)

    with pytest.raises(InvalidValue, match="at least one line"):
        first.quote([])
    with pytest.raises(CurrencyMismatch):
        first.quote([("a", rub("1")), ("b", Money("1", USD))])


def test_a_quote_is_a_table_in_a_notebook() -> None:
    """One row a line, one for the heads, one for the total."""
    assert cart()._repr_html_().count("<tr>") == len(CART) + 2
