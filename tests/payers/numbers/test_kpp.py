"""KPP: letters in two places, and nothing to compute."""

from __future__ import annotations

import pytest

from astra_billing.payers.numbers import NumberFault, kpp
from tests.payers.numbers.kinds import code


@pytest.mark.parametrize("text", ["773601001", "7707AB001", "7707A1001", "77071Z001", "770743999"])
def test_the_reason_is_two_digits_or_capital_latin_letters(text: str) -> None:
    """Order MMV-7-6/435@: NNNNPPXXX."""
    assert kpp.validate(text) == text


@pytest.mark.parametrize("place", [0, 1, 2, 3, 6, 7, 8])
def test_a_letter_anywhere_else_is_refused(place: int) -> None:
    """Digits outside the reason."""
    text = "773601001"

    assert code("kpp", text[:place] + "A" + text[place + 1 :]) == "letters"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7736ab001", "letters"),
        ("7736АВ001", "cyrillic"),
        ("7736ÄB001", "not_ascii"),
        ("7736AB01", "length"),
        ("7736AB0010", "length"),
        ("7736-B001", "letters"),
        ("0036AB001", "region"),
        ("0000AA000", "region"),
        ("000000000", "zeros"),
    ],
)
def test_what_is_not_of_that_form_has_its_code(text: str, expected: str) -> None:
    """Capitals only, Latin only, nine of them."""
    assert code("kpp", text) == expected


def test_the_parts_are_the_region_the_office_and_the_reason() -> None:
    """The KPP of an organisation at its own address has the reason 01."""
    assert kpp.region("7736AB001") == "77"
    assert kpp.office("7736AB001") == "7736"
    assert kpp.reason("7736AB001") == "AB"
    for part in (kpp.region, kpp.office, kpp.reason):
        with pytest.raises(NumberFault):
            part("7736АВ001")
