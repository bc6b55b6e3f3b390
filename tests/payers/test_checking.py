"""A filled-in form: every fault at once, each with its code, its severity and its fix in both languages."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.errors import InvalidValue
from astra_billing.payers import (
    FIELD_NAMES,
    CheckReport,
    Delivery,
    Individual,
    PayerDraft,
    PayerFaults,
    PayerType,
    Severity,
    check,
)
from astra_billing.payers.countries import CODES as COUNTRIES
from astra_billing.payers.crossing import Filled, crossed
from astra_billing.payers.entities import as_text
from astra_billing.payers.examining import examine
from astra_billing.payers.numbers import CODES, Number
from astra_billing.testing.payers import corrupted_payer_drafts, payer_drafts, payers
from astra_billing.texts import codes

if TYPE_CHECKING:
    from astra_billing.payers import Payer

TODAY = date(2026, 1, 15)
VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "requisites_vectors.json"
BASE = {
    PayerType.INDIVIDUAL: {"contact_person": "Иван"},
    PayerType.LEGAL_ENTITY: {"contact_person": "Иван", "name": "Компания №1"},
    PayerType.SOLE_PROPRIETOR: {"contact_person": "Иван", "name": "ИП Иванов"},
}


def form(payer_type: PayerType = PayerType.LEGAL_ENTITY, country: str = "RU", /, **texts: object) -> PayerDraft:
    """A form with what is required, and some texts of the case."""
    return PayerDraft.of(payer_type, country, **{**BASE[payer_type], **texts})


def codes_of(draft: PayerDraft) -> list[str]:
    """The faults of a form as `field: code`."""
    return [f"{fault.path}: {fault.code}" for fault in check(draft, TODAY).faults]


def report(**texts: object) -> CheckReport:
    """The report on a legal entity with some texts."""
    return check(form(**texts), TODAY)


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


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"inn": "500100732259"}, "inn: inn.of_person"),
        ({"ogrn": "304500116000157"}, "ogrn: ogrn.of_proprietor"),
        ({"ogrn": "1027700132196"}, "ogrn: ogrn.checksum"),
        ({"ogrn": "1277700000005"}, "ogrn: ogrn.year"),
        ({"account": "40602810700000000025"}, "account: account.without_bik"),
        ({"account": "40602810700000000025", "bik": "044525974"}, "account: account.checksum"),
        ({"correspondent_account": "30101810400000000187", "bik": "044525225"}, None),
        ({"legal_postal_code": "14014"}, "legal_postal_code: postal_code.length"),
        ({"legal_postal_code": "10115", "legal_country": "Германия"}, None),
        ({"legal_country": "Атлантида"}, "legal_country: country.unknown"),
        ({"same_address": "может быть"}, "same_address: flag.unreadable"),
        ({"delivery": "голубем"}, "delivery: delivery.unknown"),
        ({"delivery": ","}, "delivery: delivery.unknown"),
        ({"delivery": "email"}, "delivery: delivery.no_email"),
        ({"delivery": "post"}, "delivery: delivery.no_address"),
        ({"delivery": "post", "actual_street": "ул. Ленина"}, None),
        ({"delivery": "По электронной почте", "email": "client@example.com"}, None),
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
    ],
)
def test_each_check_of_a_legal_entity(texts: dict[str, str], expected: str | None) -> None:
    """R23, R24, B45: what each field of an organisation must be."""
    found = [each for each in codes_of(form(**texts)) if not each.startswith("correspondent")]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"inn": "7707083893"}, "inn: inn.of_organisation"),
        ({"ogrn": "1027700132195"}, "ogrn: ogrnip.of_organisation"),
        ({"ogrn": "304500116000157"}, None),
        ({"kpp": "773601001"}, "kpp: kpp.only_legal_entity"),
        ({"director": "Иванов"}, "director: not_on_form"),
        ({"born_on": "01.02.2027"}, "born_on: date.in_future"),
        ({"born_on": "2026-01-16"}, "born_on: date.in_future"),
        ({"born_on": "2026-01-15"}, None),
        ({"born_on": "1899-03-03"}, "born_on: born_on.too_early"),
        ({"born_on": "31.02.1999"}, "born_on: date.unreadable"),
        ({"born_on": "март"}, "born_on: date.unreadable"),
        (
            {"born_on": "03.03.1999", "passport_issued_on": "02.03.1999"},
            "passport_issued_on: passport_issued_on.before_birth",
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
    ],
)
def test_each_check_of_a_sole_proprietor(texts: dict[str, str], expected: str | None) -> None:
    """R23, B45: what each field of a proprietor must be; the day of the check is not in the future."""
    assert codes_of(form(PayerType.SOLE_PROPRIETOR, **texts)) == ([expected] if expected else [])


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


def test_a_wrong_bik_is_told_once() -> None:
    """B45: an account beside a wrong BIK is not blamed for it."""
    assert codes_of(form(bik="1", account="40602810700000000025")) == ["bik: bik.length"]


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"inn": "7707O83893"}, ("возможно, имелось в виду 7707083893", "perhaps 7707083893 was meant")),
        ({"kpp": "7736АВ001"}, ("имелось в виду 7736AB001", "perhaps 7736AB001 was meant")),
        ({"inn": "7770083893"}, ("переставлены соседние цифры: 7707083893", "changed places: 7707083893")),
        (
            {"correspondent_account": "40602810700000000025", "bik": "049805746"},
            ("это похоже на расчетный счет", "it looks like a settlement account"),
        ),
    ],
)
def test_a_near_miss_says_so(texts: dict[str, str], words: tuple[str, str]) -> None:
    """B45: Latin letters for digits, neighbours swapped, the account in the wrong field."""
    (fault,) = report(**texts).faults
    assert words[0] in fault.text("ru")
    assert words[1] in fault.text("en")


def test_a_date_in_a_text_is_written_as_its_language_writes_it() -> None:
    """R23: 03.03.1999 in Russian, 1999-03-03 in English; a status by its label."""
    (fault,) = check(form(PayerType.SOLE_PROPRIETOR, born_on="16.01.2026"), TODAY).faults
    (stray,) = check(form(PayerType.SOLE_PROPRIETOR, director="Иванов"), TODAY).faults

    assert "15.01.2026" in fault.text("ru")
    assert "2026-01-15" in fault.text("en")
    assert "«Индивидуальный предприниматель»" in stray.text("ru")


def test_a_text_names_the_word_and_the_limit() -> None:
    """R23: what is to be typed again, and how short it has to be."""
    assert "«kопыта»" in report(name="Рога и kопыта").text("ru")
    assert "longer than 255 characters" in report(name="К" * 256).text("en")
    assert "did you mean email?" in report(emial="a").text("en")


def test_the_two_addresses_are_told_apart() -> None:
    """R23: both have a field "Индекс", so a fault names the block."""
    (fault,) = report(actual_postal_code="1").faults
    assert fault.text("ru").startswith("Фактический адрес: Индекс: ")


def test_a_report_without_faults_says_so() -> None:
    """R25: what can be saved is said to be right."""
    assert (report().text("ru"), report().text("en")) == ("Замечаний нет", "Nothing to object to")
    assert report().to_records() == []


def test_a_report_is_a_table() -> None:
    """R23: plain records for data frames and notebooks."""
    found = report(inn="1")

    assert found.to_records("en")[0]["code"] == "inn.length"
    assert found._repr_html_().count("<tr>") == 2
    assert (len(found.errors), len(found.warnings)) == (1, 0)


def test_require_raises_one_error_with_everything() -> None:
    """R23: the exception carries every fault, warnings included, and survives a pickle."""
    found = report(name="", inn="1", bik="544525225")
    with pytest.raises(PayerFaults, match=r"3 faults\n  name: Name: a required field is empty") as caught:
        found.require()

    copied = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  # our own bytes
    assert copied.faults == caught.value.faults == found.faults


def test_a_draft_keeps_texts_and_pickles() -> None:
    """R27: dates, flags and members become the texts that a form has."""
    draft = form(
        born_on=datetime(1999, 3, 3, 12, tzinfo=UTC),
        same_address=True,
        fax=False,
        delivery={Delivery.POST, Delivery.EMAIL},
    )

    assert draft.texts["born_on"] == "1999-03-03"
    assert (draft.texts["same_address"], draft.texts["fax"], draft.texts["delivery"]) == ("yes", "no", "email, post")
    assert pickle.loads(pickle.dumps(draft)) == draft  # noqa: S301  # our own bytes


def test_a_number_passed_as_an_int_is_refused() -> None:
    """B45: 44525225 has lost the zero that the BIK begins with."""
    with pytest.raises(InvalidValue, match="leading zeros"):
        as_text(44525225)


@given(payers())
def test_a_payer_fills_a_form_that_gives_the_same_payer(payer: Payer) -> None:
    """R27: editing without a change changes nothing."""
    found = check(PayerDraft.from_payer(payer), TODAY)

    assert found.faults == ()
    assert found.require() == payer


@given(corrupted_payer_drafts())
def test_a_corrupted_form_is_never_sound(case: tuple[PayerDraft, str]) -> None:
    """B45: one slip in one field, and that field is named."""
    draft, path = case
    found = check(draft, TODAY)

    assert path in {fault.path for fault in found.errors}
    with pytest.raises(PayerFaults):
        found.require()


TEXTS = st.text(max_size=40) | st.sampled_from(("RU", "DE", "legal_entity", "individual", "да", "01.01.2020", "email"))


@given(st.dictionaries(st.sampled_from(FIELD_NAMES) | st.text(max_size=8), TEXTS, max_size=12))
def test_any_texts_give_a_report(texts: dict[str, str]) -> None:
    """R23: whatever is typed, there is a report in both languages, and a payer if and only if it is sound."""
    found = check(PayerDraft(texts), TODAY)

    assert found.text("ru")
    assert found.text("en")
    if found.is_sound:
        assert check(PayerDraft.from_payer(found.require()), TODAY).is_sound


@given(payer_drafts())
def test_without_a_day_only_the_checks_of_today_are_left_out(draft: PayerDraft) -> None:
    """Rule 5 of the house: the caller brings the day."""
    assert examine(draft.texts).faults == ()


def test_a_day_is_only_asked_for_the_future() -> None:
    """R23: a payer is built without a day, so a birth in the future is found by the check alone."""
    later = Filled({"born_on": date(2030, 1, 1)})

    assert crossed(later, on=None) == []
    assert [found.code for found in crossed(later, on=TODAY)] == ["date.in_future"]


@pytest.mark.parametrize("number", sorted(set(get_args(Number)) - {"snils"}))
def test_every_fault_of_a_number_has_a_text(number: Number) -> None:
    """B45: no code reaches a user bare; the BIK beside an account is judged in its own field."""
    known = set(codes())
    for code in set(CODES[number]) - {"bik"}:
        assert {f"fault.{number}.{code}", f"fault.number.{code}"} & known


def test_every_country_has_two_letters() -> None:
    """R21: ISO 3166 knows 249."""
    assert len(COUNTRIES) == 249
    assert {len(code) for code in COUNTRIES} == {2}


KIND_FIELD = {"inn": "inn", "kpp": "kpp", "ogrn": "ogrn", "ogrnip": "ogrn", "bik": "bik", "account": "account"}


def vectors() -> list[dict[str, object]]:
    """The given requisites of the kinds that a form has; none where the file is not at hand."""
    if not VECTORS.exists():
        return []
    listed: list[dict[str, object]] = json.loads(VECTORS.read_text("utf-8"))
    return [each for each in listed if each["kind"] in {*KIND_FIELD, "inn_for_payer", "kpp_for_payer"}]


def called(case: dict[str, object]) -> str:
    """The case in the output of the tests."""
    extra = case["extra"]
    beside = f" {extra['bik']}" if isinstance(extra, dict) and "bik" in extra else ""
    return f"{case['kind']} {case['value']}{beside}"


@pytest.mark.parametrize("case", vectors(), ids=called)
def test_a_form_judges_the_given_requisites_as_their_sources_do(case: dict[str, object]) -> None:
    """B45: the numbers given with their sources, typed into the form that asks for them."""
    extra = case["extra"]
    assert isinstance(extra, dict)
    kind, value = str(case["kind"]), str(case["value"])
    is_person = kind in {"ogrnip", "kpp_for_payer"} or (kind == "inn" and len(value.strip()) == 12)
    name = KIND_FIELD.get(kind, kind.partition("_")[0])
    bank = {"bik": str(extra["bik"])} if "bik" in extra else {}
    draft = form(PayerType.SOLE_PROPRIETOR if is_person else PayerType.LEGAL_ENTITY, **{name: value, **bank})

    assert {fault.path for fault in check(draft, TODAY).errors} <= {name}
    if extra.get("strictness") != "warn":
        assert check(draft, TODAY).is_sound is case["valid"]
