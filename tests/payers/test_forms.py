"""The form of each payer: the fields, blocks and stars of the portal's form (R21, R23, R24)."""

from __future__ import annotations

import pytest

from astra_billing.payers import (
    FIELD_NAMES,
    Block,
    Delivery,
    DependencyKind,
    Field,
    FieldKind,
    PayerType,
    Severity,
    fields,
    forms,
)
from astra_billing.payers.countries import country_of
from astra_billing.texts import LANGS, label

PERSON = {
    "passport",
    "passport_issued_on",
    "passport_issued_by",
    "born_on",
    "registration_city",
    "registration_address",
}
ADDRESS = ("country", "postal_code", "city", "street")
ACTUAL, LEGAL = ({f"{which}_{part}" for part in ADDRESS} for which in ("actual", "legal"))
ALL = {"country", "type", "contact_person", "phone", "email", "delivery"} | ACTUAL
BUSINESS = {
    "name",
    "fax",
    "same_address",
    "inn",
    "ogrn",
    "bank_name",
    "bik",
    "account",
    "correspondent_account",
} | LEGAL
BOTH = {"position", "acts_on"}
COMPANY = {"kpp", "director", "director_genitive", "director_dative", "position_genitive", "position_dative"}


@pytest.mark.parametrize(
    ("payer_type", "expected"),
    [
        (PayerType.INDIVIDUAL, ALL | PERSON),
        (PayerType.LEGAL_ENTITY, ALL | BUSINESS | BOTH | COMPANY),
        (PayerType.SOLE_PROPRIETOR, ALL | BUSINESS | BOTH | PERSON),
    ],
    ids=lambda each: getattr(each, "name", ""),
)
def test_each_status_has_the_fields_of_its_form(payer_type: PayerType, expected: set[str]) -> None:
    """R23: a person has a passport and no requisites, a company a director and a KPP, a proprietor neither of these."""
    assert {field.name for field in fields(payer_type)} == expected


def test_only_four_fields_carry_a_star() -> None:
    """R23: country, status, name and contact person."""
    starred = {field.name for kind in PayerType for field in fields(kind) if field.required}
    assert starred == {"country", "type", "name", "contact_person"}


def test_the_words_are_those_of_the_manual() -> None:
    """R23: labels in Russian, in the order of the form."""
    assert [field.label("ru") for field in fields(PayerType.SOLE_PROPRIETOR) if field.block is Block.ACCOUNTING] == [
        "ИНН",
        "ОГРН/ОГРНИП",
        "Название банка",
        "БИК",
        "Расчетный счет",
        "Корреспондентский счет",
    ]
    assert [label(block, "ru") for block in Block][1:] == [
        "Основное",
        "Юридический адрес",
        "Фактический адрес",
        "Бухгалтерские настройки",
        "Данные для договора",
    ]


@pytest.mark.parametrize("country", ["RU", "DE"])
@pytest.mark.parametrize("payer_type", PayerType)
def test_every_field_says_what_it_is_and_what_to_type(payer_type: PayerType, country: str) -> None:
    """R27: the hints of the form describe what is right; both languages have all of them."""
    for field in fields(payer_type, country):
        assert all(field.label(lang) and field.hint(lang) for lang in LANGS)
        assert field.full_label("ru").startswith(label(field.block, "ru"))
        assert field.max_length > 0


def test_the_blocks_come_in_the_order_of_the_form() -> None:
    """R23: no field stands outside its block."""
    places = [list(Block).index(field.block) for field in fields(PayerType.LEGAL_ENTITY)]
    assert places == sorted(places)


def test_the_form_of_another_country_asks_for_no_russian_number() -> None:
    """R21: its numbers are texts, its KPP is gone; an address keeps its postal code."""
    kinds = {field.kind for field in fields(PayerType.LEGAL_ENTITY, "KZ")}

    assert {kind for kind in kinds if kind.is_number} == {FieldKind.POSTAL_CODE}
    assert "kpp" not in {field.name for field in fields(PayerType.LEGAL_ENTITY, "KZ")}


def test_a_proprietor_is_asked_for_an_ogrnip_and_a_company_for_an_ogrn() -> None:
    """R23: one field of the form, two numbers."""
    kinds = {kind: {field.name: field.kind for field in fields(kind)}.get("ogrn") for kind in PayerType}

    assert kinds[PayerType.INDIVIDUAL] is None
    assert kinds[PayerType.LEGAL_ENTITY] is FieldKind.OGRN
    assert kinds[PayerType.SOLE_PROPRIETOR] is FieldKind.OGRNIP


def test_without_a_status_every_field_there_is_may_be_filled_in() -> None:
    """R21: the status is chosen first; a file may lack it."""
    assert tuple(field.name for field in fields(None)) == FIELD_NAMES


@pytest.mark.parametrize(
    ("which", "block"), [("legal", Block.LEGAL_ADDRESS), ("actual", Block.ACTUAL_ADDRESS)], ids=["legal", "actual"]
)
def test_both_addresses_have_the_same_four_fields(which: str, block: Block) -> None:
    """R23: country, postal code, city and street, with one set of words for both."""
    expected = (
        Field(f"{which}_country", block, FieldKind.COUNTRY, max_length=64, word="address.country"),
        Field(f"{which}_postal_code", block, FieldKind.POSTAL_CODE, max_length=64, word="address.postal_code"),
        Field(f"{which}_city", block, FieldKind.TEXT, max_length=255, word="address.city"),
        Field(f"{which}_street", block, FieldKind.TEXT, max_length=255, word="address.street"),
    )
    assert forms._address(which, block) == expected
    assert tuple(field for field in fields(None) if field.name.startswith(f"{which}_")) == expected


@pytest.mark.parametrize("country", ["RU", "DE"])
@pytest.mark.parametrize("payer_type", [None, *PayerType])
def test_a_form_is_the_same_whoever_asked_for_it_before(payer_type: PayerType | None, country: str) -> None:
    """R21: forms are remembered, and a remembered one is the one that would be made."""
    remembered = fields(payer_type, country)
    fields.cache_clear()

    assert fields(payer_type, country) == remembered
    assert {each.is_foreign for each in fields(payer_type, country)} == {country != "RU"}
    ogrn = {each.name: each.kind for each in fields(payer_type, country)}.get("ogrn")
    if country == "DE" and payer_type is not PayerType.INDIVIDUAL:
        assert ogrn is FieldKind.TEXT
    elif payer_type is PayerType.SOLE_PROPRIETOR:
        assert ogrn is FieldKind.OGRNIP


def test_the_form_of_another_country_has_words_of_its_own() -> None:
    """R21: a German company is asked for its tax number, and for its bank code."""
    german, russian = ({each.name: each for each in fields(PayerType.LEGAL_ENTITY, code)} for code in ("DE", "RU"))

    assert (german["inn"].label("ru"), russian["inn"].label("ru")) == ("Налоговый номер", "ИНН")
    assert german["bik"].hint("en") == "SWIFT or the local code of the bank"
    assert german["name"].label("en") == russian["name"].label("en") == "Name"


@pytest.mark.parametrize("words", [PayerType, Delivery, Block, Severity, DependencyKind])
def test_every_word_of_a_payer_exists_in_both_languages(words: type[PayerType]) -> None:
    """R21, R24: a user never sees a bare code."""
    assert all(label(member, "ru") != label(member, "en") for member in words)


def test_documents_come_in_the_three_ways_of_the_manual() -> None:
    """R24, B46: the portal, the post and email."""
    assert [label(way, "ru") for way in Delivery] == ["В личном кабинете", "По почте", "По электронной почте"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("RU", "RU"), ("ru", "RU"), ("рф", "RU"), ("Россия", "RU"), ("Беларусь", "BY"), ("UK", None), ("", None)],
)
def test_a_country_is_known_by_its_code_and_by_its_name(text: str, expected: str | None) -> None:
    """R21: the first step asks for the country; "UK" is no code of ISO 3166."""
    assert country_of(text) == expected
