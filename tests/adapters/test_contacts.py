"""Phones and emails judged by the libraries that know them, and by the plain judge where they are missing."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from astra_billing.adapters.contacts import LibraryContacts, contacts
from astra_billing.payers import ContactFault

needs_libraries = pytest.mark.skipif(
    not (find_spec("phonenumbers") and find_spec("email_validator")), reason="the extra `contacts` is not installed"
)


@needs_libraries
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+7 (999) 111-22-33", "+79991112233"),
        ("8 (999) 111-22-33", "+79991112233"),
        ("9991112233", "+79991112233"),
        ("8 800 555 35 35", "+78005553535"),
        ("+7 (7172) 55-00-00", "+77172550000"),
        ("+7 495 123-45-67 доб. 12", "+74951234567;ext=12"),
    ],
)
def test_a_phone_is_brought_to_e164(text: str, expected: str) -> None:
    """R18, R23: the numbering plans of the world; a Kazakh number is right as well."""
    assert contacts().phone(text, "RU") == expected


@needs_libraries
@pytest.mark.parametrize(("text", "code"), [("+7 999 111 22 3", "phone.impossible"), ("нет", "phone.unreadable")])
def test_a_wrong_phone_is_refused(text: str, code: str) -> None:
    """R23: the two ways of being wrong."""
    with pytest.raises(ContactFault) as caught:
        contacts().phone(text, "RU")
    assert caught.value.code == code


@needs_libraries
def test_an_email_is_judged_without_asking_anybody() -> None:
    """R23: no DNS; Cyrillic addresses are right."""
    assert contacts().email("иван@почта.рф") == "иван@почта.рф"
    with pytest.raises(ContactFault):
        contacts().email("client@localhost")


def test_without_the_libraries_the_plain_judge_answers() -> None:
    """R23: each library may be missing for itself."""
    plain = LibraryContacts(has_phones=False, has_emails=False)
    assert plain.phone("8 (999) 111-22-33", "RU") == "+79991112233"
    assert plain.email("client@EXAMPLE.com") == "client@example.com"
