"""Records: what is written is read back equal, and what cannot be read says why."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from astra_billing import Currency, Money
from astra_billing.account import Reason, Refused
from astra_billing.account.commands import OpenAccount, TopUp
from astra_billing.money import RUB
from astra_billing.simulation import simulate
from astra_billing.wire import SCHEMA_VERSION, NewerSchema, UnreadableRecord, dump, fingerprint, load
from astra_billing.wire.codec import dump_text

if TYPE_CHECKING:
    from astra_billing.simulation import Scenario

TOP_UP = TopUp("p1", Money("22.4137", RUB), "card")


def test_every_event_and_refusal_of_a_story_survives_json(demo: Scenario) -> None:
    """A journal that is written and read back is the same journal, four decimals and all."""
    timeline = simulate(demo, date(2026, 3, 1))

    for entry in timeline:
        assert load(json.loads(json.dumps(dump(entry.happened)))) == entry.happened


def test_the_text_of_a_record_is_what_json_makes_of_it(demo: Scenario) -> None:
    """A store writes texts without making records first, and they are the same."""
    happened = [entry.happened for entry in simulate(demo, date(2026, 3, 1))]

    assert len({type(each) for each in happened}) > 5
    for each in (*happened, TOP_UP, Refused(Reason.INSUFFICIENT_FUNDS, {"price": Money("1.00", RUB)})):
        assert dump_text(each) == json.dumps(dump(each), ensure_ascii=False, separators=(",", ":"))


def test_every_command_of_a_story_survives_json(demo: Scenario) -> None:
    """What a scenario does can be stored."""
    commands = [
        deed.does for account in demo.accounts for deed in account.deeds if hasattr(deed.does, "__attrs_attrs__")
    ]
    storable = [each for each in commands if type(each).__name__ != "MethodSwitch"]

    assert storable
    assert [load(json.loads(json.dumps(dump(each)))) for each in storable] == storable  # type: ignore[arg-type]


def test_a_refusal_keeps_its_facts() -> None:
    """Amounts among the facts stay amounts."""
    refused = Refused(Reason.INSUFFICIENT_FUNDS, {"price": Money("250.00", RUB), "operation": "order", "invoice": 3})

    assert load(json.loads(json.dumps(dump(refused)))) == refused


def test_equal_commands_have_one_fingerprint_and_different_ones_have_two() -> None:
    """A repetition is told from another command under the same key."""
    assert fingerprint(TOP_UP) == fingerprint(evolve(TOP_UP))
    assert fingerprint(TOP_UP) != fingerprint(evolve(TOP_UP, amount=Money("22.4138", RUB)))


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ({"type": "Levitate"}, "no such type"),
        ({"payment_id": "p1"}, "None"),
        ({**dump(TOP_UP), "colour": "red"}, "colour"),
        ({"type": "TopUp"}, "payment_id"),
        ({**dump(TOP_UP), "amount": "much RUB"}, "much"),
        ({**dump(TOP_UP), "amount": "5.00 XXL"}, "XXL"),
    ],
)
def test_a_record_that_cannot_be_read_says_why(record: dict[str, object], why: str) -> None:
    """A damaged record is refused with its type and what is wrong with it."""
    with pytest.raises(UnreadableRecord, match=why):
        load(record)


def test_a_record_of_a_later_version_asks_for_an_upgrade() -> None:
    """A newer record is not guessed at."""
    with pytest.raises(NewerSchema, match="upgrade astra-billing"):
        load(dump(TOP_UP), SCHEMA_VERSION + 1)


def test_a_currency_of_ones_own_travels_with_its_definition() -> None:
    """A code alone would not bring it back."""
    opened = OpenAccount("a1", Currency("BONUS", digits=0, symbol="B"))

    assert load(json.loads(json.dumps(dump(opened)))) == opened
