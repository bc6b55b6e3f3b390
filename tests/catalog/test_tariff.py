"""Tariffs: right from birth."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.catalog import Choice, Option, Parameter, ProductKind, Tariff
from astra_billing.dates import Term
from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, USD, CurrencyMismatch, Money
from astra_billing.tax import TaxRate
from astra_billing.testing.strategies import tariffs

DAY, MONTH, QUARTER, YEAR = map(Term.parse, ("1 day", "1 month", "3 months", "1 year"))
BOTH = {MONTH: Money("100.00", RUB), YEAR: Money("1000.00", RUB)}


def rub(text: str) -> Money:
    """Roubles."""
    return Money(text, RUB)


def tariff(prices: Any = None, *parameters: Parameter, **fields: Any) -> Tariff:
    """A tariff by the month and by the year."""
    return Tariff("t1", "VM6", ProductKind.SERVER, BOTH if prices is None else prices, parameters, **fields)


def test_any_count_of_days_months_and_years_can_be_on_offer() -> None:
    """R84: 20.00 per day, 100.00 per month, 1200.00 per year."""
    test = tariff({DAY: rub("20.00"), MONTH: rub("100.00"), YEAR: rub("1200.00")})

    assert test.terms == (DAY, MONTH, YEAR)
    assert test.currency is RUB


def test_a_tariff_has_a_price() -> None:
    """There would be no period to offer."""
    with pytest.raises(InvalidValue, match="'VM6' is not a tariff with a price"):
        tariff({})


def test_a_parameter_that_costs_has_a_price_for_every_period() -> None:
    """R42: the form could not show it otherwise; free parameters name no price."""
    with pytest.raises(InvalidValue, match=r"'ip: 1 month' is not .*; add a price for 1 year"):
        tariff(None, Parameter("ip", "IPv4", prices={MONTH: rub("5")}))
    with pytest.raises(InvalidValue, match="add a price for 1 month"):
        tariff(None, Parameter("ip", "IPv4", fixed={YEAR: rub("5")}))
    with pytest.raises(InvalidValue, match=r"panel\.pro"):
        tariff(choices=(Choice("panel", "Панель", (Option("pro", "Pro", {MONTH: rub("5")}),)),))


@pytest.mark.parametrize(
    "fields",
    [
        {"prices": {MONTH: rub("1"), YEAR: Money("1", USD)}},
        {"setup_fee": Money("1", USD)},
        {"parameters": (Parameter("ip", "IPv4", fixed={MONTH: Money("1", USD), YEAR: rub("1")}),)},
    ],
)
def test_a_tariff_has_one_currency(fields: dict[str, Any]) -> None:
    """B33: nothing is converted."""
    with pytest.raises(CurrencyMismatch, match="price in"):
        Tariff("t1", "VM6", ProductKind.SERVER, **{"prices": BOTH, **fields})


def test_setting_a_service_up_costs_zero_or_more() -> None:
    """R47: "За конфигурацию 0.00"."""
    assert tariff(setup_fee=rub("0.00")).setup_fee == rub("0")
    with pytest.raises(InvalidValue, match="a setup fee; pass zero or more"):
        tariff(setup_fee=rub("-1"))


@pytest.mark.parametrize("codes", [("ip", "ip"), ("base",), ("total",), ("domain",)])
def test_a_code_means_one_parameter(codes: tuple[str, ...]) -> None:
    """Faults and lines are told apart by their codes."""
    with pytest.raises(InvalidValue, match="use each code once, and none of base, domain, setup"):
        tariff(None, *(Parameter(code, "X") for code in codes))


def test_a_choice_and_a_parameter_share_no_code() -> None:
    """As above."""
    with pytest.raises(InvalidValue, match="use each code once"):
        tariff(None, Parameter("ip", "IPv4"), choices=(Choice("ip", "IP", (Option("a", "A"),)),))


def test_parameters_and_choices_are_found_by_code() -> None:
    """None for a code that no form asks for."""
    ip, panel = Parameter("ip", "IPv4"), Choice("panel", "Панель", (Option("lite", "Lite"),))
    vm = tariff(None, ip, choices=(panel,))

    assert (vm.parameter("ip"), vm.choice("panel"), vm.parameter("panel"), vm.choice("ip")) == (ip, panel, None, None)


def test_a_daily_period_is_never_aligned() -> None:
    """B12: it has no part of a month to pay for."""
    with pytest.raises(InvalidValue, match="'1 day' is not a period that ends on a 1st; sell it by months or years"):
        tariff({MONTH: rub("100"), DAY: rub("5")}, pro_rata_day=15)


@pytest.mark.parametrize("day", [0, 32, "15"])
def test_a_pro_rata_day_of_a_tariff_is_a_day_of_a_month(day: Any) -> None:
    """B12: 1 to 31."""
    with pytest.raises(InvalidValue, match="pass 1 to 31"):
        tariff(pro_rata_day=day)


@pytest.mark.parametrize(
    ("term", "ordered_on", "renews_on", "share"),
    [
        (MONTH, date(2026, 7, 12), date(2026, 8, 1), Fraction(20, 31)),
        (MONTH, date(2026, 7, 17), date(2026, 9, 1), Fraction(46, 31)),
        (QUARTER, date(2026, 7, 12), date(2026, 10, 1), Fraction(82, 93)),
        (QUARTER, date(2026, 7, 17), date(2026, 11, 1), Fraction(108, 93)),
        (YEAR, date(2026, 7, 1), date(2027, 7, 1), Fraction(1)),
    ],
)
def test_an_aligned_term_begins_with_the_stub_of_its_first_month(
    term: Term, ordered_on: date, renews_on: date, share: Fraction
) -> None:
    """B12: a term of several months keeps the whole months behind the one begun."""
    prices = {MONTH: rub("100"), QUARTER: rub("300"), YEAR: rub("1000")}
    first = tariff(prices, pro_rata_day=15).first_period(term, ordered_on)

    assert (first.renews_on, first.share, first.term) == (renews_on, share, term)


@pytest.mark.parametrize(
    ("ru", "en", "term"),
    [("в месяц", "a month", MONTH), ("за 3 месяца", "for 3 months", QUARTER), ("за 1 год", "for 1 year", YEAR)],
)
def test_an_aligned_first_period_says_what_the_next_term_costs(ru: str, en: str, term: Term) -> None:
    """R42: "далее: 660.00", for the period that was ordered."""
    prices = {MONTH: rub("100.00"), QUARTER: rub("300.00"), YEAR: rub("1000.00")}
    quote = tariff(prices, pro_rata_day=15).first_period(term, date(2026, 7, 1)).quote([("base", prices[term])])

    assert quote.explain("ru").endswith(f"далее {prices[term]} {ru}")
    assert quote.explain().endswith(f"then {prices[term]} {en}")


def test_a_period_that_is_not_aligned_is_one_whole_term() -> None:
    """R43: no alignment."""
    first = tariff().first_period(MONTH, date(2026, 1, 31))

    assert (first.period.start, first.renews_on, first.share) == (date(2026, 1, 31), date(2026, 2, 28), Fraction(1))


def test_the_rate_of_an_advance_is_none_of_a_tariff() -> None:
    """B27: 20/120 fits no price without its tax."""
    with pytest.raises(InvalidValue, match="'20/120' is not the rate of a tariff; pass the plain one"):
        tariff(rate=TaxRate("20").computed())


def test_the_rate_is_the_tariffs_own_or_that_of_the_day() -> None:
    """R42: about 10 % in the cart of the manual; otherwise the standard rate in force."""
    assert tariff(rate=TaxRate("10")).rate_on(date(2026, 1, 1)) == TaxRate("10")
    assert [tariff().rate_on(date(year, 12, 31)).percent for year in (2018, 2025, 2026)] == [18, 20, 22]


@given(tariff=tariffs(), on=st.dates(date(2019, 1, 1), date(2030, 1, 1)))
def test_the_first_period_and_the_terms_after_it_tile(tariff: Tariff, on: date) -> None:
    """B12: no day is paid twice or forgotten; aligned terms all begin on a 1st."""
    for term in tariff.terms:
        first = tariff.first_period(term, on)
        starts = [on, first.renews_on, *(term.end(first.renews_on, times=n) for n in (1, 2, 3))]

        assert first.period.start == on
        assert starts == sorted(set(starts))
        assert tariff.pro_rata_day is None or {day.day for day in starts[1:]} == {1}
