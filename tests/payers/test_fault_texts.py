"""What a report says: each fault in both languages, with its fix and with a guess at what was meant."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from astra_billing.payers import (
    CheckReport,
    PayerDraft,
    PayerType,
    check,
)
from astra_billing.payers.numbers import CODES, Number
from astra_billing.texts import codes

TODAY = date(2026, 1, 15)
BASE = {
    PayerType.INDIVIDUAL: {"contact_person": "Иван"},
    PayerType.LEGAL_ENTITY: {"contact_person": "Иван", "name": "Компания №1"},
    PayerType.SOLE_PROPRIETOR: {"contact_person": "Иван", "name": "ИП Иванов"},
}


def form(payer_type: PayerType = PayerType.LEGAL_ENTITY, country: str = "RU", /, **texts: object) -> PayerDraft:
    """A form with what is required, and some texts of the case."""
    return PayerDraft.of(payer_type, country, **{**BASE[payer_type], **texts})


def report(**texts: object) -> CheckReport:
    """The report on a legal entity with some texts."""
    return check(form(**texts), TODAY)


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


@pytest.mark.parametrize("number", sorted(set(get_args(Number)) - {"snils"}))
def test_every_fault_of_a_number_has_a_text(number: Number) -> None:
    """B45: no code reaches a user bare; the BIK beside an account is judged in its own field."""
    known = set(codes())
    for code in set(CODES[number]) - {"bik"}:
        assert {f"fault.{number}.{code}", f"fault.number.{code}"} & known
