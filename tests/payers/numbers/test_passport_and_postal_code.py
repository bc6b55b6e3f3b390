"""Numbers without check digits: the passport and the postal code."""

from __future__ import annotations

import pytest

from astra_billing.payers.numbers import NumberFault, passport, postal_code
from tests.payers.numbers.kinds import code


@pytest.mark.parametrize("text", ["1111 111111", "11 11 111111", "11 11 № 111111", "11-11 111111", "1111111111"])
def test_a_passport_is_written_in_many_ways(text: str) -> None:
    """R23: the sample of the manual, and what people type."""
    assert passport.validate(text) == "1111111111"


@pytest.mark.parametrize(
    ("text", "expected"), [("111111111", "length"), ("11111111111", "length"), ("VI-АК", "cyrillic")]
)
def test_a_passport_has_ten_digits(text: str, expected: str) -> None:
    """A Soviet passport, with letters, is none of these."""
    assert code("passport", text) == expected


def test_the_parts_of_a_passport_are_series_number_region_and_year() -> None:
    """Digits 1-4, 5-10, 1-2 and 3-4; a wrong number has no parts."""
    parts = (passport.series, passport.number, passport.region, passport.year, passport.format)

    assert [part("45 10 123456") for part in parts] == ["4510", "123456", "45", 2010, "4510 123456"]
    for part in parts:
        with pytest.raises(NumberFault):
            part("45 10 12345")


@pytest.mark.parametrize(("short", "year"), [("97", 1997), ("99", 1999), ("00", 2000), ("26", 2026), ("96", 2096)])
def test_the_year_of_a_blank_is_1997_or_later(short: str, year: int) -> None:
    """Passports of this kind begin in 1997."""
    assert passport.year(f"45{short}123456") == year


@pytest.mark.parametrize("first", "0123456789")
def test_a_postal_code_begins_with_1_to_6(first: str) -> None:
    """Policy: no address in Russia has another first digit."""
    assert code("postal_code", f"{first}40140") == (None if first in "123456" else "prefix")


@pytest.mark.parametrize(("text", "expected"), [("14014", "length"), ("0140140", "length"), ("14014o", "letters")])
def test_a_postal_code_has_six_digits(text: str, expected: str) -> None:
    """Form before doubt."""
    assert code("postal_code", text) == expected


def test_the_area_is_the_first_three_digits() -> None:
    """A wrong code has no area."""
    assert postal_code.area("123 456") == "123"
    with pytest.raises(NumberFault):
        postal_code.area("12345")
