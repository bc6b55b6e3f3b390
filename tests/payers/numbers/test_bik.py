"""BIK: form and parts."""

from __future__ import annotations

import pytest
from hypothesis import given

from astra_billing.payers.numbers import NumberFault, bik
from astra_billing.testing.strategies.requisites import biks
from tests.payers.numbers.kinds import code


@pytest.mark.parametrize("first", [f"{number:02}" for number in range(100)])
def test_a_bik_begins_with_04_or_as_the_treasury_does(first: str) -> None:
    """Policy: 00, 01 and 02 are taken, others doubted."""
    assert code("bik", f"{first}4525225") == (None if first in {"00", "01", "02", "04"} else "prefix")


@pytest.mark.parametrize(("text", "expected"), [("04452522X", "letters"), ("04452522", "length"), ("34", "length")])
def test_a_fault_of_form_comes_before_the_doubt(text: str, expected: str) -> None:
    """Nine digits."""
    assert code("bik", text) == expected


def test_the_parts_are_country_territory_unit_and_participant() -> None:
    """Digits 1-2, 3-4, 5-6 and 7-9; a wrong code has no parts."""
    text = "04 1234 567"
    parts = (bik.country, bik.territory, bik.unit, bik.participant)

    assert [part(text) for part in parts] == ["04", "12", "34", "567"]
    for part in (*parts, bik.is_bank_of_russia, bik.is_treasury):
        with pytest.raises(NumberFault):
            part("0412345678")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("044525225", "bank"),
        ("044525000", "centre"),
        ("046577001", "centre"),
        ("046577002", "centre"),
        ("046577003", "bank"),
        ("017003983", "treasury"),
        ("004525988", "treasury"),
        ("024525225", "treasury"),
    ],
)
def test_centres_and_the_treasury_are_no_banks(text: str, kind: str) -> None:
    """The Bank of Russia keeps the accounts of both."""
    assert bik.is_bank_of_russia(text) == (kind == "centre")
    assert bik.is_treasury(text) == (kind == "treasury")
    assert bik.is_of_state(text) == (kind != "bank")


@given(text=biks())
def test_a_drawn_bik_is_that_of_a_bank(text: str) -> None:
    """The strategy draws no settlement centre and no treasury office."""
    assert bik.validate(text) == text
    assert not bik.is_of_state(text)
