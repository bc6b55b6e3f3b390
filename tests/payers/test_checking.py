"""A filled-in form: every fault at once, each with its code, its severity and its fix in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from astra_billing.payers import (
    Delivery,
    Individual,
    PayerDraft,
    PayerType,
    Severity,
    check,
)
from tests.payers.filled import TODAY, codes_of, form, report


def test_every_fault_of_a_form_is_reported_at_once() -> None:
    """R23: nobody mends one field only to hear of the next one."""
    draft = form(name="", phone="7", email="a", inn="7707083894", kpp="7736АВ001", bik="04452522", qqq="red")

    assert codes_of(draft) == [
        "name: missing",
        "phone: phone.impossible",
        "email: email.unreadable",
        "inn: inn.checksum",
        "kpp: kpp.cyrillic",
        "bik: bik.length",
        "qqq: unknown",
    ]


@pytest.mark.parametrize("payer_type", PayerType)
def test_a_form_with_its_starred_fields_only_is_sound(payer_type: PayerType) -> None:
    """R23: everything but country, status, name and contact person may stay empty."""
    assert check(form(payer_type), TODAY).faults == ()


def test_an_empty_field_is_not_an_invalid_one() -> None:
    """B45: blanks and the portal's "not set" are nothing at all."""
    assert codes_of(form(inn=" ", kpp=None, delivery="-- не установлен --", fax="\u00a0")) == []


def test_an_empty_form_lacks_its_country_and_its_status_and_the_rest() -> None:
    """R21: without a status the fields of all forms are looked at."""
    assert codes_of(PayerDraft({"ogrn": "304500116000157", "inn": "770708389"})) == [
        "country: missing",
        "type: missing",
        "name: missing",
        "contact_person: missing",
        "inn: inn.length",
    ]


COMPANY_CASES: list[tuple[dict[str, str], str | None]] = [
    ({"inn": "500100732259"}, "inn: inn.of_person"),
    ({"ogrn": "304500116000157"}, "ogrn: ogrn.of_proprietor"),
    ({"ogrn": "1027700132196"}, "ogrn: ogrn.checksum"),
    ({"ogrn": "1267700000006"}, None),
    ({"ogrn": "1277700000005"}, "ogrn: ogrn.year"),
    ({"account": "40602810700000000025"}, "account: account.without_bik"),
    ({"account": "40602810700000000025", "bik": "044525974"}, "account: account.checksum"),
    ({"correspondent_account": "30101810400000000225", "bik": "044525225"}, None),
    (
        {"correspondent_account": "30101810400000000187", "bik": "044525225"},
        "correspondent_account: correspondent_account.bank",
    ),
    (
        {"correspondent_account": "30101810500000000225", "bik": "044525225"},
        "correspondent_account: correspondent_account.checksum",
    ),
    ({"correspondent_account": "30101810400000000225"}, "correspondent_account: account.without_bik"),
    ({"legal_postal_code": "14014"}, "legal_postal_code: postal_code.length"),
    ({"legal_postal_code": "10115", "legal_country": "Германия"}, None),
    ({"legal_country": "Атлантида"}, "legal_country: country.unknown"),
    ({"same_address": "может быть"}, "same_address: flag.unreadable"),
    ({"delivery": "голубем"}, "delivery: delivery.unknown"),
    ({"delivery": ","}, "delivery: delivery.unknown"),
    ({"delivery": "email"}, "delivery: delivery.no_email"),
    ({"delivery": "post"}, "delivery: delivery.no_address"),
    ({"delivery": "post", "actual_street": "ул. Ленина"}, None),
    ({"delivery": "post", "legal_street": "ул. Ленина"}, None),
    ({"delivery": "По электронной почте", "email": "client@example.com"}, None),
    ({"name": "К" * 255}, None),
    ({"name": "К" * 256}, "name: too_long"),
    ({"name": "К\u0000"}, "name: control"),
    ({"name": "Рога и kопыта"}, "name: mixed_scripts"),
    ({"passport": "1111 111111"}, "passport: not_on_form"),
    ({"emial": "client@example.com"}, "emial: unknown.near"),
    (
        {"same_address": "да", "legal_city": "Москва", "actual_city": "Тверь"},
        "same_address: same_address.contradiction",
    ),
    ({"same_address": "да", "legal_city": "Москва", "actual_city": "Москва"}, None),
]


def test_a_first_step_that_cannot_be_read_is_told() -> None:
    """R21: neither the country nor the status is guessed."""
    assert codes_of(
        PayerDraft({"country": "Атлантида", "type": "робот", "contact_person": "Иван", "name": "Lala"})
    ) == [
        "country: country.unknown",
        "type: type.unknown",
    ]


@pytest.mark.parametrize(("texts", "expected"), COMPANY_CASES)
def test_each_check_of_a_legal_entity(texts: dict[str, str], expected: str | None) -> None:
    """R23, R24, B45: what each field of an organisation must be."""
    assert codes_of(form(**texts)) == ([expected] if expected else [])


PROPRIETOR_CASES: list[tuple[dict[str, str], str | None]] = [
    ({"inn": "7707083893"}, "inn: inn.of_organisation"),
    ({"ogrn": "1027700132195"}, "ogrn: ogrnip.of_organisation"),
    ({"ogrn": "304500116000157"}, None),
    ({"kpp": "773601001"}, "kpp: kpp.only_legal_entity"),
    ({"director": "Иванов"}, "director: not_on_form"),
    ({"born_on": "01.02.2027"}, "born_on: date.in_future"),
    ({"born_on": "2026-01-16"}, "born_on: date.in_future"),
    ({"born_on": "2026-01-15"}, None),
    ({"born_on": "1906-01-01"}, None),
    ({"born_on": "1905-12-31"}, "born_on: born_on.too_early"),
    ({"born_on": "1899-03-03"}, "born_on: born_on.too_early"),
    ({"born_on": "31.02.1999"}, "born_on: date.unreadable"),
    ({"born_on": "март"}, "born_on: date.unreadable"),
    (
        {"born_on": "03.03.1999", "passport_issued_on": "02.03.1999"},
        "passport_issued_on: passport_issued_on.before_birth",
    ),
    (
        {"born_on": "03.03.1999", "passport_issued_on": "03.03.1999"},
        "passport_issued_on: passport_issued_on.before_14",
    ),
    (
        {"born_on": "03.03.1999", "passport_issued_on": "02.03.2013"},
        "passport_issued_on: passport_issued_on.before_14",
    ),
    ({"born_on": "03.03.1999", "passport_issued_on": "03.03.2013"}, None),
    (
        {"born_on": "29.02.2004", "passport_issued_on": "28.02.2018"},
        "passport_issued_on: passport_issued_on.before_14",
    ),
    ({"born_on": "29.02.2004", "passport_issued_on": "01.03.2018"}, None),
    ({"passport": "111111111"}, "passport: passport.length"),
]


@pytest.mark.parametrize(("texts", "expected"), PROPRIETOR_CASES)
def test_each_check_of_a_sole_proprietor(texts: dict[str, str], expected: str | None) -> None:
    """R23, B45: what each field of a proprietor must be; the day of the check is not in the future."""
    assert codes_of(form(PayerType.SOLE_PROPRIETOR, **texts)) == ([expected] if expected else [])


DOUBTS = {
    "account.without_bik",
    "born_on.too_early",
    "delivery.no_address",
    "delivery.no_email",
    "mixed_scripts",
    "ogrn.year",
    "passport_issued_on.before_14",
}


@pytest.mark.parametrize(
    "draft",
    [
        *(form(**texts) for texts, _ in COMPANY_CASES),
        *(form(PayerType.SOLE_PROPRIETOR, **texts) for texts, _ in PROPRIETOR_CASES),
        form(phone="7", email="a", fax="телефон"),
        PayerDraft({"country": "Атлантида", "type": "робот", "name": ""}),
    ],
)
def test_a_fault_carries_its_field_its_severity_and_what_was_typed(draft: PayerDraft) -> None:
    """R23, B45: a form marks the field and shows the text again; only what no rule forbids is a warning."""
    for fault in check(draft, TODAY).faults:
        is_known = not fault.code.startswith("unknown")
        assert (fault.about.name if fault.about else None) == (fault.path if is_known else None)
        assert fault.value == draft.texts.get(fault.path, "")
        assert fault.severity is (Severity.WARNING if fault.code in DOUBTS else Severity.ERROR)


def test_the_sample_of_the_manual_is_sound_with_one_doubt() -> None:
    """R23: the manual's individual got a passport at the age of one; that is doubted and not refused."""
    draft = form(
        PayerType.INDIVIDUAL,
        actual_country="Российская Федерация",
        actual_postal_code="100000",
        actual_city="Москва",
        actual_street="ул. Ленина, д. 1",
        phone="+7 (999) 111-22-33",
        email="client@example.com",
        delivery="В личном кабинете, По почте, По электронной почте",
        passport="1111 111111",
        passport_issued_on="01.12.2000",
        passport_issued_by="УФМС г. Москва",
        born_on="03.03.1999",
        registration_city="Москва",
        registration_address="г. Москва, ул. Ленина, д. 1",
    )
    found = check(draft, TODAY)
    payer = found.require()

    assert [fault.code for fault in found.warnings] == ["passport_issued_on.before_14"]
    assert isinstance(payer, Individual)
    assert payer.delivery == frozenset(Delivery)
    assert (payer.phone, payer.passport, payer.born_on) == ("+79991112233", "1111111111", date(1999, 3, 3))


def test_a_payer_of_another_country_needs_no_russian_requisites() -> None:
    """R21: its numbers are texts, and it has no KPP."""
    texts = {"inn": "DE136695976", "bik": "COBADEFFXXX", "account": "DE89 3704 0044 0532 0130 00", "ogrn": "HRB 1"}
    born = form(PayerType.SOLE_PROPRIETOR, "DE", born_on="1999-03-03", passport_issued_on="2001-03-03", passport="C01X")

    assert codes_of(form(PayerType.LEGAL_ENTITY, "DE", legal_postal_code="10115", **texts)) == []
    assert codes_of(form(PayerType.LEGAL_ENTITY, "Germany", kpp="773601001")) == ["kpp: not_on_form"]
    assert codes_of(form(PayerType.LEGAL_ENTITY, "DE", phone="030 1234567")) == ["phone: phone.unreadable"]
    assert codes_of(born) == []


def test_a_postal_code_follows_the_country_of_its_own_address() -> None:
    """R23: a German company may have a Russian address, and the other way round."""
    assert codes_of(form(PayerType.LEGAL_ENTITY, "DE", legal_country="RU", legal_postal_code="1")) == [
        "legal_postal_code: postal_code.length"
    ]


def test_a_doubt_about_a_number_leaves_the_number() -> None:
    """B45: what is policy warns; the payer can be saved."""
    found = report(bik="544525225", kpp="00 3601001")

    assert [(fault.code, fault.severity) for fault in found.faults] == [
        ("kpp.region", Severity.WARNING),
        ("bik.prefix", Severity.WARNING),
    ]
    assert found.is_sound
    assert (found.values["bik"], found.values["kpp"]) == ("544525225", "003601001")


def test_a_doubt_about_a_word_leaves_the_word() -> None:
    """B45: it is saved as it was typed."""
    assert report(name="Рога и kопыта").values["name"] == "Рога и kопыта"


def test_a_number_of_a_form_without_a_status_may_be_of_either_kind() -> None:
    """R21: an OGRNIP is not doubted before the status is chosen, and is cleaned as any number."""
    found = check(PayerDraft({"country": "RU", "ogrn": "304 500 116 000 157", "inn": "5001 0073 2259"}), TODAY)
    assert (found.values["ogrn"], found.values["inn"]) == ("304500116000157", "500100732259")


def test_a_wrong_bik_is_told_once() -> None:
    """B45: an account beside a wrong BIK is not blamed for it."""
    assert codes_of(form(bik="1", account="40602810700000000025")) == ["bik: bik.length"]
