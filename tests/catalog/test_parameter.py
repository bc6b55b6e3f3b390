"""What an order form asks for, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.catalog import Choice, Option, Parameter
from astra_billing.dates import Term
from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, Money
from astra_billing.testing.strategies import parameters

MONTH = Term.parse("1 month")


def rub(text: str) -> Money:
    """Roubles."""
    return Money(text, RUB)


def test_a_unit_costs_only_above_what_is_included() -> None:
    """R47: ten domains are in the base price, the eleventh is not."""
    domains = Parameter("domains", "Лимит доменов", "Шт.", 10, 100, included=10, prices={MONTH: rub("5.00")})

    assert [domains.price(amount, MONTH, RUB) for amount in (10, 11, 100)] == [rub("0"), rub("5"), rub("450")]


def test_a_parameter_may_cost_something_at_zero() -> None:
    """R42: 0 kWh cost 55.00 a month."""
    power = Parameter("power", "Потребление электроэнергии", "кВт*ч", 0, 500, fixed={MONTH: rub("55.00")})

    assert (power.price(0, MONTH, RUB), power.shown(0)) == (rub("55.00"), "0 кВт*ч")


def test_a_number_without_a_unit_is_shown_bare() -> None:
    """The form may have no unit for it."""
    assert Parameter("cores", "Ядра").shown(4) == "4"


def test_only_a_maximum_is_a_limit() -> None:
    """R42: "Лимит: Присутствует"."""
    assert Parameter("a", "A", maximum=5).is_limited
    assert not Parameter("a", "A", minimum=5).is_limited


@pytest.mark.parametrize(
    ("amount", "problem"),
    [
        (10, None),
        (15, None),
        (100, None),
        (9, "below_minimum"),
        (-1, "below_minimum"),
        (101, "above_maximum"),
        (11, "off_step"),
        (10.0, "not_whole"),
        (True, "not_whole"),
        ("10", "not_whole"),
    ],
)
def test_an_amount_lies_within_the_limits_and_on_a_step(amount: object, problem: str | None) -> None:
    """R47: 10 to 100, here in steps of five from the minimum."""
    assert Parameter("domains", "Лимит доменов", "Шт.", 10, 100, 5).problem(amount) == problem


def test_without_a_maximum_there_is_no_end() -> None:
    """R42: IPv4 has no limit."""
    assert Parameter("ip", "IPv4").problem(10**9) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"minimum": -1},
        {"minimum": 1.0},
        {"maximum": -1},
        {"maximum": "5"},
        {"step": 0},
        {"included": -1},
        {"included": True},
        {"minimum": 5, "maximum": 4},
    ],
)
def test_limits_are_whole_and_do_not_contradict(wrong: dict[str, Any]) -> None:
    """R47: what no amount could fit is refused at birth."""
    with pytest.raises(InvalidValue, match=r"pass an int|at least the minimum"):
        Parameter("a", "A", **wrong)


@pytest.mark.parametrize(
    ("prices", "match"),
    [
        ({"1 month": rub("5")}, r"Term\.parse"),
        ({MONTH: 5}, "Money"),
        ({MONTH: rub("-5")}, "'-5 RUB for 1 month' is not a price; pass zero or more"),
    ],
)
def test_prices_are_money_per_term(prices: Any, match: str) -> None:
    """R42: the error names the value and the fix."""
    with pytest.raises(InvalidValue, match=match):
        Parameter("a", "A", prices=prices)


def test_prices_are_copied() -> None:
    """Whoever keeps the mapping cannot change the parameter."""
    prices = {MONTH: rub("5")}
    parameter = Parameter("a", "A", prices=prices)
    prices.clear()

    assert parameter.price(1, MONTH, RUB) == rub("5")


def test_a_choice_has_options_of_their_own_codes() -> None:
    """R42: the licence of a panel is one of some."""
    panel = Choice("panel", "Панель", (Option("lite", "Lite"), Option("pro", "Pro")))

    assert (panel["pro"].title, "lite" in panel, "best" in panel) == ("Pro", True, False)
    with pytest.raises(KeyError):
        panel["best"]


@pytest.mark.parametrize("options", [(), (Option("a", "A"), Option("a", "B"))])
def test_a_choice_of_nothing_is_none(options: tuple[Option, ...]) -> None:
    """There would be nothing to start the form with, or two of one name."""
    with pytest.raises(InvalidValue, match="each with a code of its own"):
        Choice("panel", "Панель", options)


@given(parameter=parameters(), amount=st.integers(0, 200))
def test_more_never_costs_less(parameter: Parameter, amount: int) -> None:
    """R47: one more unit costs its price, or nothing while it is included."""
    step = parameter.price(amount + 1, MONTH, RUB) - parameter.price(amount, MONTH, RUB)
    unit = parameter.prices.get(MONTH, rub("0"))

    assert step == (unit if amount >= parameter.included else rub("0"))
