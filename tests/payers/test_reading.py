"""How a text of a form is read: the words of a choice, flags, dates, and what follows another field."""

from __future__ import annotations

from datetime import date

import pytest

from astra_billing.payers import Delivery, PayerType, fields, reading
from astra_billing.payers.reading import Beside, Read, read

FORM = {each.name: each for each in fields(PayerType.SOLE_PROPRIETOR)}


def value(name: str, text: str) -> object:
    """What a text is read as."""
    return read(FORM[name], text, Beside()).value


def test_a_choice_is_known_by_its_code_and_by_its_label() -> None:
    """R21, R24: in either language and in any case of letters."""
    assert reading._named(Delivery) == {
        "portal": Delivery.PORTAL,
        "post": Delivery.POST,
        "email": Delivery.EMAIL,
        "в личном кабинете": Delivery.PORTAL,
        "по почте": Delivery.POST,
        "по электронной почте": Delivery.EMAIL,
        "in the portal": Delivery.PORTAL,
        "by post": Delivery.POST,
        "by email": Delivery.EMAIL,
    }
    assert value("delivery", "ПО ПОЧТЕ,,By Email") == {Delivery.POST, Delivery.EMAIL}


@pytest.mark.parametrize("text", ["sole_proprietor", "ИП", "индивидуальный предприниматель", "Sole proprietor"])
def test_a_status_is_known_by_the_words_of_an_accountant(text: str) -> None:
    """R21: what stands in a table."""
    assert value("type", text) is PayerType.SOLE_PROPRIETOR


@pytest.mark.parametrize(("text", "expected"), [("Да", True), ("1", True), ("off", False), ("нет", False), ("?", None)])
def test_a_flag_is_yes_or_no(text: str, expected: bool | None) -> None:  # noqa: FBT001
    """R23: "Совпадает с юридическим адресом"."""
    assert value("same_address", text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01.12.2000", date(2000, 12, 1)),
        ("2000-12-01", date(2000, 12, 1)),
        ("12/01/2000", None),
        ("1.12.2000", None),
        ("01.13.2000", None),
        ("0000-01-01", None),
        ("\u0660\u0661.12.2000", None),
    ],
)
def test_a_day_is_written_as_the_form_or_as_files_write_it(text: str, expected: date | None) -> None:
    """R23: 01.12.2000 is the manual's sample; nothing is guessed."""
    assert value("born_on", text) == expected


def test_without_a_judge_a_contact_is_kept_as_it_is() -> None:
    """R18: a payer that exists has been judged when its form was checked."""
    assert read(FORM["phone"], "8 (999) 111-22-33", Beside()) == Read("8 (999) 111-22-33")


def test_a_postal_code_abroad_is_a_text() -> None:
    """R23: and a text has no line ends."""
    abroad = Beside(country="DE")
    assert read(FORM["legal_postal_code"], "D-10115", abroad) == Read("D-10115")
    (fault,) = read(FORM["legal_postal_code"], "D-1\n", abroad).faults
    assert (fault.path, fault.code) == ("legal_postal_code", "control")


def test_as_long_as_the_form_allows_is_not_too_long() -> None:
    """R23: the length is what the field takes, as typed."""
    assert value("name", "К" * 255) == "К" * 255
    (fault,) = read(FORM["name"], "К" * 256, Beside()).faults
    assert (fault.code, fault.value, dict(fault.facts)) == ("too_long", "К" * 256, {"limit": 255})
