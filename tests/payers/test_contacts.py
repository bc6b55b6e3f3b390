"""Phones and emails judged by their form alone."""

from __future__ import annotations

import pickle

import pytest

from astra_billing.payers import PLAIN, ContactFault


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+7 (999) 111-22-33", "+79991112233"),
        ("8 (999) 111-22-33", "+79991112233"),
        ("89991112233", "+79991112233"),
        ("9991112233", "+79991112233"),
        ("+49 30 1234567", "+49301234567"),
        ("+7 495 123-45-67 доб. 12", "+74951234567;ext=12"),
        ("+74951234567;ext=12", "+74951234567;ext=12"),
        ("+7 999 111 22 3", "phone.impossible"),
        ("+123456", "phone.impossible"),
        ("+1234567890123456", "phone.impossible"),
        ("телефон", "phone.unreadable"),
        ("٩٩٩١١١٢٢٣٣", "phone.unreadable"),
    ],
)
def test_a_russian_phone_is_brought_to_one_form(text: str, expected: str) -> None:
    """R18, R23: +7 and 10 digits; a number of another country needs its plus."""
    assert judged(lambda: PLAIN.phone(text, "RU")) == expected


def test_a_phone_without_a_plus_is_nobodys_outside_russia() -> None:
    """R21: the plain judge knows one numbering plan."""
    assert judged(lambda: PLAIN.phone("030 1234567", "DE")) == "phone.unreadable"
    assert judged(lambda: PLAIN.phone("+7 999 111-22-33", "DE")) == "+79991112233"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("client@example.com", "client@example.com"),
        ("Client@EXAMPLE.com", "Client@example.com"),
        ("иван@почта.рф", "иван@почта.рф"),
        ("client", "email.unreadable"),
        ("client@example", "email.unreadable"),
        ("a b@example.com", "email.unreadable"),
        ("a@b@example.com", "email.unreadable"),
        (".a@example.com", "email.unreadable"),
        ("a..b@example.com", "email.unreadable"),
        ("a.@example.com", "email.unreadable"),
        ("a@-example.com", "email.unreadable"),
    ],
)
def test_an_email_has_a_name_and_a_domain(text: str, expected: str) -> None:
    """R18, R23: the domain is written small, the name is the owner's business."""
    assert judged(lambda: PLAIN.email(text)) == expected


def test_a_fault_survives_a_pickle() -> None:
    """House rule 10: an exception carries its facts."""
    fault = ContactFault("email.unreadable", "a")
    copied = pickle.loads(pickle.dumps(fault))  # noqa: S301  # our own bytes
    assert (copied.code, copied.value, str(copied)) == (fault.code, fault.value, str(fault))


def judged(judge: object) -> str:
    """What the judge makes of a text, or the code of its fault."""
    assert callable(judge)
    try:
        return str(judge())
    except ContactFault as fault:
        return fault.code
