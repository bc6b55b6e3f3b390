"""Payers as records: what an account holds of them is written and read back equal."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given

from astra_billing.money import RUB, Money
from astra_billing.payers import (
    Delivery,
    Dependency,
    DependencyKind,
    Individual,
    LegalEntity,
    Payer,
    PayerBook,
    PayerDraft,
    PayerExpense,
    SoleProprietor,
    locked_by,
    plan_merge,
)
from astra_billing.testing.strategies.payers import payer_drafts, payers
from astra_billing.wire import Storable, UnreadableRecord, dump, load

COMPANY = LegalEntity(name="Lala limited", contact_person="Иван", inn="7707083893")
PERSON = Individual(contact_person="Иван", born_on=date(1999, 3, 3), delivery={Delivery.POST, Delivery.EMAIL})
BOOK = PayerBook().plus("181", COMPANY).plus("190", PERSON)


def through_json(value: Storable) -> Storable:
    """A value that was stored and read."""
    return load(json.loads(json.dumps(dump(value))))


@given(payers())
def test_every_payer_survives_json(payer: Payer) -> None:
    """R18, R23: every field of every status."""
    assert through_json(payer) == payer


@given(payer_drafts())
def test_a_form_survives_json(draft: PayerDraft) -> None:
    """R25: a form that was begun can be stored as it is."""
    assert through_json(draft) == draft


def test_the_book_a_merge_and_a_lock_survive_json() -> None:
    """R17, R19, R28: whatever an account holds of its payers, and what it shows before it acts."""
    held = [Dependency(DependencyKind.CONTRACT, "K-1", "190")]
    plan = plan_merge(BOOK, primary="181", joined="190", dependencies=held, move_contracts=False)
    lock = locked_by([PayerExpense("4836", "181", "77", Money("22.4137", RUB))], "190")

    assert lock is not None
    for value in (BOOK, plan, lock):
        assert through_json(value) == value


def test_a_record_says_what_is_filled_in_and_no_more() -> None:
    """R23: empty fields are left out; the country and the ways of delivery stand in one order."""
    assert dump(PERSON) == {
        "type": "Individual",
        "country": "RU",
        "contact_person": "Иван",
        "delivery": ["email", "post"],
        "born_on": "1999-03-03",
    }
    assert load({"type": "SoleProprietor", "name": "ИП Иванов", "contact_person": "Иван"}) == SoleProprietor(
        name="ИП Иванов", contact_person="Иван"
    )


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ({**dump(COMPANY), "inn": "7707083894"}, "its check digits do not fit"),
        ({**dump(COMPANY), "colour": "red"}, "colour"),
        ({**dump(COMPANY), "delivery": ["голубем"]}, "голубем"),
        ({"type": "PayerBook", "entries": [{"id": "1", "payer": {"type": "Robot"}}]}, "Robot"),
        ({"type": "PayerBook", "entries": [{"id": "1", "payer": {"name": "Lala"}}]}, "type"),
    ],
)
def test_no_record_makes_a_wrong_payer(record: dict[str, object], why: str) -> None:
    """B45: a payer is checked whenever it comes to exist, and a damaged record says what is wrong."""
    with pytest.raises(UnreadableRecord, match=why):
        load(record)
