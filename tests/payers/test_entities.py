"""Payers as values: right from birth, the parts that documents print, forms filled from them."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from typing import Any

import attrs
import pytest

from astra_billing.payers import Address, Delivery, Individual, LegalEntity, PayerFaults, Requisites, SoleProprietor

COMPANY = LegalEntity(
    name="Компания №1",
    contact_person="Иван",
    inn="7707083893",
    kpp="773601001",
    bik="049805746",
    account="40602810700000000025",
    legal_country="RU",
    legal_postal_code="140140",
    legal_city="Москва",
    legal_street="г. Москва, ул. Ленина, д. 1",
    same_address=True,
)


def test_the_legal_address_counts_as_the_actual_one_where_the_form_says_so() -> None:
    """R23: "Совпадает с юридическим адресом"."""
    moved = attrs.evolve(COMPANY, same_address=False, actual_city="Тверь")

    assert COMPANY.actual_address == COMPANY.legal_address == Address("RU", "140140", "Москва", COMPANY.legal_street)
    assert str(moved.actual_address) == "Тверь"
    assert str(COMPANY.legal_address) == "140140, Москва, г. Москва, ул. Ленина, д. 1"
    assert Address().is_empty
    assert not moved.actual_address.is_empty


def test_the_requisites_of_a_payer_fill_its_invoice() -> None:
    """R22: name, numbers, bank and address; a person has no more than a name and an address."""
    person = Individual(contact_person="Иван", actual_city="Москва")

    assert COMPANY.requisites == Requisites(
        name="Компания №1",
        inn="7707083893",
        kpp="773601001",
        bik="049805746",
        account="40602810700000000025",
        address=COMPANY.legal_address,
    )
    assert person.requisites == Requisites(name="Иван", address=Address(city="Москва"))
    assert SoleProprietor(name="ИП Иванов", contact_person="Иван").requisites.kpp == ""


def test_the_list_shows_a_company_by_its_name_and_a_person_by_theirs() -> None:
    """R26: Наименование."""
    assert (COMPANY.title, Individual(contact_person="Иван").title) == ("Компания №1", "Иван")


def test_a_payer_is_tidy_whatever_it_was_built_from() -> None:
    """R23: spaces go, dates and countries are read."""
    payer = SoleProprietor(
        country="Россия", name=" ИП  Иванов ", contact_person="Иван", inn="5001 0073 2259", passport="1111 111111"
    )
    assert (payer.country, payer.name, payer.inn, payer.passport) == ("RU", "ИП Иванов", "500100732259", "1111111111")


def test_nothing_chosen_is_delivery_not_set() -> None:
    """R24: an empty set and "-- не установлен --" are the same."""
    assert Individual(contact_person="Иван", delivery=frozenset()).delivery is None
    assert Individual(contact_person="Иван", delivery={Delivery.POST}).delivery == frozenset({Delivery.POST})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": " "}, "missing"),
        ({"inn": "500100732259"}, "inn.of_person"),
        ({"bik": "044525974"}, "account.checksum"),
        ({"actual_city": "Тверь"}, "same_address.contradiction"),
    ],
)
def test_no_wrong_payer_can_be_built(change: dict[str, Any], code: str) -> None:
    """R23, rule 3 of the house: a value is right from the moment it exists."""
    with pytest.raises(PayerFaults) as caught:
        attrs.evolve(COMPANY, **change)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_a_doubt_keeps_nobody_from_existing() -> None:
    """B45: an account without its BIK cannot be checked, and the manual requires neither."""
    assert attrs.evolve(COMPANY, bik="").account == "40602810700000000025"


def test_a_payer_is_frozen_compared_by_value_copied_and_pickled() -> None:
    """R18: a payer is a value."""
    assert copy.deepcopy(COMPANY) == COMPANY
    assert pickle.loads(pickle.dumps(COMPANY)) == COMPANY  # noqa: S301  # our own bytes
    assert len({COMPANY, attrs.evolve(COMPANY)}) == 1
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        COMPANY.inn = ""  # type: ignore[misc]


def test_a_payer_fills_the_form_it_came_from() -> None:
    """R27: empty fields are left out, dates and ways are texts."""
    texts = Individual(contact_person="Иван", born_on=date(1999, 3, 3), delivery=frozenset(Delivery)).texts()

    assert texts == {
        "type": "individual",
        "country": "RU",
        "contact_person": "Иван",
        "delivery": "email, portal, post",
        "born_on": "1999-03-03",
    }
