"""SNILS: two check digits, and the numbers that are older than they are."""

from __future__ import annotations

import pytest
from hypothesis import given

from astra_billing.payers.numbers import NumberFault, snils
from astra_billing.testing.strategies.requisites import snils_numbers
from tests.payers.numbers.kinds import code


@pytest.mark.parametrize(
    ("body", "expected"),
    [("112233445", "95"), ("100108998", "00"), ("100108999", "00"), ("087654303", "00"), ("999999999", "01")],
)
def test_check_digits_are_the_weighted_sum_modulo_101(body: str, expected: str) -> None:
    """And 00 for the remainder 100, as for the remainder 0."""
    total = sum(int(digit) * weight for digit, weight in zip(body, range(9, 0, -1), strict=True))

    assert f"{total % 101:02}"[-2:] == expected
    assert snils.check_digits(body) == expected
    assert snils.validate(body + expected) == body + expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("001-001-998 00", None),
        ("001-001-997 77", None),
        ("000-000-001 00", None),
        ("001-001-999 00", "checksum"),
        ("000-000-000 00", "zeros"),
        ("000-000-000 01", "zeros"),
        ("112-233-445 96", "checksum"),
        ("112-233-445 9", "length"),
        ("112-233-445 955", "length"),
        ("112/233/445 95", "letters"),
    ],
)
def test_numbers_up_to_001_001_998_are_not_checked(text: str, expected: str | None) -> None:
    """Only those above have check digits; zeros are nobody's."""
    assert code("snils", text) == expected


@pytest.mark.parametrize("dash", "-‐‑‒–—−")  # noqa: RUF001 (each of them is meant)
def test_any_dash_is_a_hyphen(dash: str) -> None:
    """Editors turn hyphens into other dashes."""
    assert snils.compact(f"112{dash}233{dash}445 95") == "11223344595"


def test_a_snils_is_printed_in_groups() -> None:
    """As on the card; a wrong number is not printed."""
    assert snils.format("12345678964") == "123-456-789 64"
    with pytest.raises(NumberFault):
        snils.format("12345678965")


@pytest.mark.parametrize(("body", "expected"), [("11223344", "length"), ("1122334459", "length"), ("x", "letters")])
def test_check_digits_belong_to_nine_digits(body: str, expected: str) -> None:
    """Anything else is refused by its code."""
    with pytest.raises(NumberFault) as caught:
        snils.check_digits(body)

    assert (caught.value.number, caught.value.code, caught.value.value) == ("snils", expected, body)


@given(text=snils_numbers())
def test_other_check_digits_never_fit(text: str) -> None:
    """One pair of a hundred."""
    fitting = [pair for pair in range(100) if snils.is_valid(f"{text[:9]}{pair:02}")]

    assert fitting == [int(text[9:])]
