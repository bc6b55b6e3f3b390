"""INN: check digits of both lengths, and the parts."""

from __future__ import annotations

import pytest
from hypothesis import given

from astra_billing.payers.numbers import NumberFault, inn
from astra_billing.testing.strategies.requisites import inns
from tests.payers.numbers.kinds import code

REAL = ["7707083893", "7728168971", "5504036333", "7736207543", "7702070139", "7707017509"]


@pytest.mark.parametrize("text", REAL)
def test_the_inns_of_public_companies_are_valid(text: str) -> None:
    """B45: 10 digits, the last of which follows from the others."""
    assert inn.validate(text) == text
    assert inn.check_digits(text[:9]) == text[9]
    assert not inn.is_person(text)


def test_both_check_digits_of_a_person_count() -> None:
    """12 digits, the last two of which follow from the others."""
    assert inn.is_valid("500100732259")
    assert inn.check_digits("5001007322") == "59"
    assert code("inn", "500100732269") == code("inn", "500100732258") == "checksum"


@pytest.mark.parametrize(("body", "expected"), [("770708309", "0"), ("5001007300", "04"), ("5001007309", "50")])
def test_a_remainder_of_10_gives_the_check_digit_0(body: str, expected: str) -> None:
    """In the one digit of an organisation, the first of a person, the second of a person."""
    assert inn.check_digits(body) == expected
    assert inn.is_valid(body + expected)


@pytest.mark.parametrize("text", ["770708389", "77070838931", "5001007322599"])
def test_an_inn_has_10_digits_or_12(text: str) -> None:
    """And none between, below or above."""
    assert code("inn", text) == "length"


def test_zeros_are_no_inn_although_the_arithmetic_fits() -> None:
    """No tax office has the code 0000."""
    assert code("inn", "0" * 10) == code("inn", "0" * 12) == "zeros"


def test_region_00_is_doubted_only_when_the_check_digits_fit() -> None:
    """A fact comes before a policy."""
    assert code("inn", "0077083899") == "region"
    assert code("inn", "0077083898") == "checksum"
    assert code("inn", "0177083890"[:9] + inn.check_digits("017708389")) is None


def test_the_parts_are_the_region_the_office_and_the_holder() -> None:
    """Spaces do not matter, and a wrong number has no parts."""
    assert (inn.region(" 5001 00732259"), inn.office(" 5001 00732259"), inn.is_person(" 5001 00732259")) == (
        "50",
        "5001",
        True,
    )
    for part in (inn.region, inn.office, inn.is_person):
        with pytest.raises(NumberFault):
            part("7707083894")


@pytest.mark.parametrize(
    ("body", "expected"),
    [("77070838", "length"), ("77070838931", "length"), ("", "empty"), ("77070838x", "letters"), ("0" * 9, "zeros")],
)
def test_check_digits_belong_to_a_body_of_9_or_10_digits(body: str, expected: str) -> None:
    """Anything else is refused by its code."""
    with pytest.raises(NumberFault) as caught:
        inn.check_digits(body)

    assert (caught.value.number, caught.value.code, caught.value.value) == ("inn", expected, body)


@given(text=inns())
def test_a_changed_last_digit_is_always_caught(text: str) -> None:
    """The last digit is a function of the others."""
    others = [text[:-1] + digit for digit in "0123456789" if digit != text[-1]]

    assert not any(map(inn.is_valid, others))
