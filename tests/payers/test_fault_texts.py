"""What a report says: each fault in both languages, with its fix and with a guess at what was meant."""

from __future__ import annotations

from typing import get_args

import pytest

from astra_billing.payers import (
    PayerDraft,
    PayerType,
    check,
)
from astra_billing.payers.numbers import CODES, Number
from astra_billing.texts import codes
from tests.payers.filled import TODAY, form, report


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


PROPRIETOR = PayerType.SOLE_PROPRIETOR
BORN = "03.03.1999"


@pytest.mark.parametrize(
    ("draft", "russian", "english"),
    [
        (
            form(PROPRIETOR, born_on="1899-03-03"),
            "Дата рождения: прошло больше 120 лет; сверьте год с документом",
            "Date of birth: it is more than 120 years ago; compare the year with the document",
        ),
        (
            form(PROPRIETOR, born_on="16.01.2026"),
            "Дата рождения: дата позже 15.01.2026; сверьте с документом",
            "Date of birth: it is later than 2026-01-15; compare it with the document",
        ),
        (
            form(PROPRIETOR, born_on=BORN, passport_issued_on="02.03.1999"),
            "Дата выдачи паспорта: паспорт выдан раньше, чем человек родился (03.03.1999); сверьте обе даты",
            "Passport issued on: the passport is older than its owner, born on 1999-03-03; compare both dates",
        ),
        (
            form(PROPRIETOR, born_on=BORN, passport_issued_on="02.03.2013"),
            "Дата выдачи паспорта: паспорт выдают с 14 лет, а дата рождения 03.03.1999; сверьте обе даты",
            (
                "Passport issued on: passports are issued from the age of 14, and the date of birth is 1999-03-03; "
                "compare both dates"
            ),
        ),
        (
            form(ogrn="1277700000005"),
            "ОГРН/ОГРНИП: год записи в номере (2027) еще не наступил; сверьте с документом",
            "OGRN/OGRNIP: the year of the record in it (2027) has not come yet; compare it with the document",
        ),
        (
            form(kpp="7"),
            "КПП: неверная длина; введите 9 знаков: цифры, на 5-м и 6-м месте также A-Z",
            "KPP: it has the wrong length; type 9 characters: digits, A-Z in the 5th and 6th place",
        ),
        (
            form(PROPRIETOR, ogrn="x"),
            "ОГРН/ОГРНИП: есть буквы или знаки там, где должны быть цифры; введите 15 цифр",
            "OGRN/OGRNIP: it has letters or signs where digits belong; type 15 digits",
        ),
        (
            form(legal_postal_code="1"),
            "Юридический адрес: Индекс: неверная длина; введите 6 цифр",
            "Legal address: Postal code: it has the wrong length; type 6 digits",
        ),
        (
            form(account="40602810700000000052", bik="049805746"),
            (
                "Расчетный счет: ключ, 9-я цифра, не подходит к БИК; сверьте счет и БИК с реквизитами банка "
                "(возможно, переставлены соседние цифры: 40620810700000000052 или 40602810700000000025)"
            ),
            (
                "Settlement account: its key, the 9th digit, does not fit the BIK; compare account and BIK with the "
                "bank details (perhaps two neighbours changed places: 40620810700000000052 or 40602810700000000025)"
            ),
        ),
        (form(colr="b"), "colr: такого поля нет; уберите его", "colr: there is no such field; leave it out"),
    ],
)
def test_a_text_says_what_is_wrong_and_what_to_do(draft: PayerDraft, russian: str, english: str) -> None:
    """R23, R27: the facts stand in it, and what a number looks like."""
    (fault,) = check(draft, TODAY).faults
    assert (fault.text("ru"), fault.text("en")) == (russian, english)


def test_a_hint_has_the_length_of_the_status() -> None:
    """B45: an organisation is not offered the INN of a person; without a status either may be meant."""
    swapped = "501000732259"
    hints = [
        next(fault.near for fault in check(draft, TODAY).faults if fault.path == "inn")
        for draft in (form(inn=swapped), form(PROPRIETOR, inn=swapped), PayerDraft({"inn": swapped}))
    ]
    assert [hint and hint.value for hint in hints] == [None, "500100732259", "500100732259"]


def test_a_fault_is_a_record_of_plain_texts() -> None:
    """R23: for JSON, data frames and tables."""
    (fault,) = report(kpp="7").faults
    assert fault.to_record("en") == {
        "path": "kpp",
        "code": "kpp.length",
        "severity": "error",
        "value": "7",
        "text": fault.text("en"),
    }


def test_a_report_has_a_line_for_each_fault() -> None:
    """R23: in the order of the form, whichever check found it."""
    found = report(delivery="email", inn="1", colr="b")

    assert [fault.path for fault in found.faults] == ["delivery", "inn", "colr"]
    assert found.text("en") == "\n".join(fault.text("en") for fault in found.faults)
    assert (found.draft, found.on) == (form(delivery="email", inn="1", colr="b"), TODAY)


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


@pytest.mark.parametrize("number", sorted(set(get_args(Number)) - {"snils"}))
def test_every_fault_of_a_number_has_a_text(number: Number) -> None:
    """B45: no code reaches a user bare; the BIK beside an account is judged in its own field."""
    known = set(codes())
    for code in set(CODES[number]) - {"bik"}:
        assert {f"fault.{number}.{code}", f"fault.number.{code}"} & known
