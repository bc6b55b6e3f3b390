"""What a customer orders, and every fault of it at once."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from astra_billing.catalog import (
    Choice,
    Configuration,
    ConfigurationFault,
    ConfigurationFaults,
    Opening,
    Option,
    Parameter,
    ProductKind,
    Tariff,
    configuration_faults,
)
from astra_billing.dates import Term
from astra_billing.money import RUB, Money
from astra_billing.texts import LANGS

MONTH, YEAR = Term.parse("1 month"), Term.parse("1 year")
DOMAINS = Parameter("domains", "Лимит доменов", "Шт.", 10, 100, 5, 10)
PANEL = Choice("panel", "Панель", (Option("lite", "Lite"), Option("pro", "Pro")))


def server(**fields: Any) -> Tariff:
    """A server tariff that asks for domains and a panel."""
    prices = {MONTH: Money("250.00", RUB)}
    return Tariff("t1", "VM6", ProductKind.SERVER, prices, (DOMAINS,), choices=(PANEL,), **fields)


def test_what_is_left_out_has_the_value_of_the_form() -> None:
    """R47: the form starts with the minimum, and with the first option."""
    plain = Configuration(server(), MONTH)
    set_ = Configuration(server(), MONTH, {"domains": 15}, options={"panel": "pro"})

    assert (plain.amount("domains"), plain.option("panel").code) == (10, "lite")
    assert (set_.amount("domains"), set_.option("panel").code) == (15, "pro")


@pytest.mark.parametrize("ask", [Configuration.amount, Configuration.option])
def test_a_setting_that_no_form_has_is_no_setting(ask: Any) -> None:
    """A misspelled code is a fault of the caller."""
    with pytest.raises(KeyError, match="colour"):
        ask(Configuration(server(), MONTH), "colour")


def test_a_service_is_called_by_its_tariff_and_its_domain() -> None:
    """R40: any domain name will do."""
    asking = server(asks_domain=True)

    assert Configuration(asking, MONTH, domain=" myserver123 ").title == "VM6 (myserver123)"
    assert Configuration(server(), MONTH, domain=" ").title == "VM6"


def test_every_fault_is_reported_at_once() -> None:
    """R47: term, options, amounts, domain; in the order of the form."""
    with pytest.raises(ConfigurationFaults) as caught:
        Configuration(server(), YEAR, {"domains": 9, "colour": 1}, "x.ru", {"panel": "best", "skin": "a"})

    faults = [(fault.path, fault.code) for fault in caught.value.faults]
    assert faults == [
        ("term", "term_not_offered"),
        ("panel", "no_such_option"),
        ("skin", "unknown"),
        ("domains", "below_minimum"),
        ("colour", "unknown"),
        ("domain", "domain_unasked"),
    ]
    assert str(caught.value).splitlines()[0] == "6 faults"


@pytest.mark.parametrize(
    ("amount", "russian"),
    [
        (9, "Лимит доменов: 9 меньше минимума; укажите не меньше 10"),
        (101, "Лимит доменов: 101 больше максимума; укажите не больше 100"),
        (11, "Лимит доменов: 11 не подходит; укажите 10 плюс целое число шагов по 5"),
        (10.5, "Лимит доменов: 10.5 не целое число; укажите целое"),
    ],
)
def test_a_fault_of_an_amount_names_the_value_and_the_fix(amount: Any, russian: str) -> None:
    """R47: 10 to 100 in steps of 5."""
    (fault,) = configuration_faults(server(), MONTH, {"domains": amount})

    assert fault.text("ru") == russian
    assert str(amount) in fault.text("en")
    assert fault.to_record("ru") == {"path": "domains", "code": fault.code, "text": russian}


def test_a_tariff_that_asks_for_a_domain_gets_one() -> None:
    """R40: it may have to be entered; a quick order names it after the payment (R89)."""
    (fault,) = configuration_faults(server(asks_domain=True), MONTH)

    assert fault.text("ru").endswith("введите любое, например myserver123")
    assert configuration_faults(server(asks_domain=True, opening=Opening.NEEDS_SETUP), MONTH) == ()
    assert configuration_faults(server(asks_domain=True), MONTH, domain="myserver123") == ()


def test_what_is_on_offer_is_named_in_the_language_of_the_sentence() -> None:
    """R47: periods in words, options by code."""
    term, panel = configuration_faults(server(), YEAR, options={"panel": "best"})

    assert term.text("ru") == "Период оплаты: 1 год не предлагается; выберите один из: 1 месяц"
    assert term.text("en") == "Period of payment: 1 year is not on offer; choose one of: 1 month"
    assert panel.text("ru") == "Панель: варианта best нет; выберите один из: lite, pro"


def test_every_fault_can_be_said_in_both_languages() -> None:
    """Facts fill every blank."""
    faults = [
        *configuration_faults(server(), YEAR, {"domains": 9, "colour": 1}, "x.ru", {"panel": "best"}),
        *configuration_faults(server(asks_domain=True), MONTH),
    ]

    assert all(fault.text(lang) for fault in faults for lang in LANGS)


def test_one_fault_is_counted_as_one() -> None:
    """The message is a list all the same."""
    assert str(ConfigurationFaults((ConfigurationFault("skin", "unknown", {"title": "VM6"}),))) == (
        "1 fault\n  skin: skin: the tariff VM6 has no such parameter; leave it out"
    )


def test_settings_are_copied_and_stay() -> None:
    """Whoever keeps the mapping cannot change what was ordered; the value travels and hashes."""
    amounts, options = {"domains": 15}, {"panel": "pro"}
    ordered = Configuration(server(), MONTH, amounts, options=options)
    amounts.clear()
    options.clear()

    assert (ordered.amount("domains"), ordered.option("panel").code) == (15, "pro")
    assert pickle.loads(pickle.dumps(ordered)) == copy.deepcopy(ordered) == ordered  # noqa: S301  # our own bytes
    assert hash(copy.deepcopy(ordered)) == hash(ordered)
