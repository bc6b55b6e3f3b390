"""Scenario files that are wrong: refused whole, with every fault at once."""

from __future__ import annotations

import pytest

from astra_billing.wire import ScenarioFaults, read_scenario
from tests.wire.scenario_texts import ACCOUNT, HEAD, SERVICE, YOOKASSA, event


def faults_of(text: str) -> list[tuple[str, int | None]]:
    """Where a scenario is wrong."""
    with pytest.raises(ScenarioFaults) as caught:
        read_scenario(text, "story.toml")
    return [(fault.path, fault.line) for fault in caught.value.faults]


def test_every_fault_is_told_at_once_with_its_line() -> None:
    """A reader sees everything that is wrong in one reading, in the order of the file."""
    text = (
        'titel = "A story"\n'
        'starts_on = "2026-01-01"\n'
        "[[accounts]]\n"
        'id = "a1"\n'
        'currency = "RUR1"\n'
        "credit_limit = -5\n"
        "[[accounts.services]]\n"
        'id = "vds"\n'
        "price = 12.5\n"
        'period = "1 fortnight"\n'
        "expires_on = 2026-01-20T00:00:00\n"
        'auto_renewal = "crad"\n'
        "[[accounts.events]]\n"
        'do = "topup"\n'
    )

    assert faults_of(text) == [
        ("title", None),
        ("titel", 1),
        ("starts_on", 2),
        ("accounts[0].currency", 5),
        ("accounts[0].credit_limit", 6),
        ("accounts[0].services[0].price", 9),
        ("accounts[0].services[0].period", 10),
        ("accounts[0].services[0].expires_on", 11),
        ("accounts[0].services[0].auto_renewal", 12),
        ("accounts[0].events[0].on", 13),
        ("accounts[0].events[0].do", 14),
    ]


def test_a_fault_says_what_it_found_what_was_expected_and_the_fix() -> None:
    """An error names the value and the fix."""
    with pytest.raises(ScenarioFaults) as caught:
        read_scenario(ACCOUNT + SERVICE.replace('"900.00"', "900.5"), "story.toml")

    assert str(caught.value) == (
        "story.toml: 1 fault\n"
        "  line 7, accounts[0].services[0].price: found 900.5; expected an amount in RUB; "
        'write it in quotes, as "620.00"'
    )


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (HEAD, "accounts"),
        (HEAD + "accounts = 3\n", "accounts"),
        (HEAD.replace('"A story"', '""') + '[[accounts]]\nid = "a1"\n', "title"),
        (ACCOUNT + '[[accounts]]\nid = "a1"\n', "accounts[1].id"),
        (ACCOUNT + 'credit_limit = "-5"\n', "accounts[0].credit_limit"),
        (ACCOUNT + 'balance = "0.00"\n', "accounts[0].balance"),
        (ACCOUNT + 'short_month = "clamped"\n', "accounts[0].short_month"),
        (ACCOUNT + '[[accounts.methods]]\nid = "balance"\n', "accounts[0].methods[0].id"),
        (ACCOUNT + SERVICE.replace("2026-01-20", "2025-12-31"), "accounts[0].services[0].expires_on"),
        (ACCOUNT + SERVICE + SERVICE, "accounts[0].services[1].id"),
        (event('do = "stop"', 'service = "vdss"'), "accounts[0].events[0].service"),
        (event('do = "pay"', 'invoice = "1"'), "accounts[0].events[0].invoice"),
        (event('do = "pay"', 'amount = "0"'), "accounts[0].events[0].amount"),
        (event('do = "recommend_cap"', "colour = 3"), "accounts[0].events[0].colour"),
        (event('do = "top_up"').replace("2026-01-05", "2025-01-05"), "accounts[0].events[0].on"),
        (event('do = "stop"', 'service = "vds"', 'by = "system"'), "accounts[0].events[0].by"),
        (event('do = "refund"', 'payment = "p"', 'amount = "5"'), "accounts[0].events[0].payment"),
        (event('do = "pay_order"', 'order = "vds"', 'outcome = "unknown"'), "accounts[0].events[0].outcome"),
        (event('do = "top_up"', 'amount = "5"', 'pay_by = "yookassa"'), "accounts[0].events[0].pay_by"),
        (event('do = "autopay"', 'method = "crad"'), "accounts[0].events[0].method"),
        (event('do = "autopay"', 'method = "card"', 'cap = "0"'), "accounts[0].events[0].cap"),
        (event('do = "deferral"', "invoice = 1", 'to = "soon"'), "accounts[0].events[0].to"),
        (event('do = "choose_payer"', 'payer = "1"'), "accounts[0].events[0].payer"),
        (
            event('do = "order"', 'id = "x"', 'price = "1"', 'period = "1 day"', 'pay_by = "y"'),
            "accounts[0].events[0].pay_by",
        ),
        (
            event('do = "order"', 'id = "x"', 'price = "1"', 'period = "1 day"', 'other_periods = "1 year"'),
            "accounts[0].events[0].other_periods",
        ),
        (
            event('do = "order"', 'id = "x"', 'price = "1"', 'period = "1 day"', 'other_periods = { "1 era" = "5" }'),
            "accounts[0].events[0].other_periods.1 era",
        ),
        (
            event('do = "order"', 'id = "x"', 'price = "1"', 'period = "1 day"', 'other_periods = { "1 year" = 5 }'),
            "accounts[0].events[0].other_periods.1 year",
        ),
        (ACCOUNT + "violations_allowed = -1\n", "accounts[0].violations_allowed"),
        (ACCOUNT + YOOKASSA.replace('"5"', '"105"'), "accounts[0].payment_methods[0].commission_percent"),
        (ACCOUNT + YOOKASSA.replace('"3000.00"', '"9.00"'), "accounts[0].payment_methods[0].at_most"),
        (ACCOUNT + YOOKASSA + YOOKASSA, "accounts[0].payment_methods[1].id"),
        (ACCOUNT + '[[accounts.payers]]\nid = "1"\n', "accounts[0].payers[0].contact_person"),
        (
            ACCOUNT + '[[accounts.payers]]\nid = "1"\nstatus = "legal_entity"\ncontact_person = "Иван"\n',
            "accounts[0].payers[0].name",
        ),
        (
            event('do = "change_renewal"', 'service = "vds"', 'auto_renewal = "new"')
            + '\n[[accounts.events]]\non = 2026-01-09\ndo = "order"\nid = "dns"\nprice = "1"\nperiod = "1 day"\n'
            + 'pay_by = "yookassa"\nremember = "new"\n'
            + YOOKASSA,
            "accounts[0].events[0].auto_renewal",
        ),
        (
            event('do = "stop"', 'service = "dns"')
            + '\n[[accounts.events]]\non = 2026-01-09\ndo = "order"\nid = "dns"\nprice = "1"\nperiod = "1 day"\n',
            "accounts[0].events[0].service",
        ),
    ],
)
def test_what_cannot_be_played_is_refused_at_its_place(text: str, path: str) -> None:
    """A scenario that contradicts itself names where."""
    assert path in [found for found, _ in faults_of(text)]


def test_a_text_that_is_no_toml_names_the_line() -> None:
    """A slip of the pen is one fault, with its line."""
    assert faults_of("title = \n") == [("the text", 1)]


def test_a_near_miss_is_recognised() -> None:
    """A misspelt name is answered with the one that was meant."""
    with pytest.raises(ScenarioFaults, match="write 'top_up'"):
        read_scenario(event('do = "topup"'))
    with pytest.raises(ScenarioFaults, match="did you mean 'credit_limit'"):
        read_scenario(ACCOUNT + 'credit_limt = "5"\n')
