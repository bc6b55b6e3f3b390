"""OGRN and OGRNIP: remainders, first digits and parts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.payers.numbers import NumberFault, ogrn, ogrnip
from astra_billing.testing.strategies.requisites import ogrnips, ogrns
from tests.payers.numbers.kinds import MODULES, code

REAL = ["1027700132195", "1027700067328", "1027700070518", "1027700229193", "1022200525819"]


@pytest.mark.parametrize("text", REAL)
def test_the_ogrns_of_public_companies_are_valid(text: str) -> None:
    """B45: 13 digits, the last of which is that of the remainder by 11."""
    assert ogrn.validate(text) == text
    assert ogrn.check_digits(text[:-1]) == text[-1]


@pytest.mark.parametrize("first", "0123456789")
def test_only_1_and_5_begin_an_ogrn(first: str) -> None:
    """2 and 6 to 9 are numbers of later records, 3 and 4 belong to sole traders."""
    text = f"{first}02770013219{int(f'{first}02770013219') % 11 % 10}"

    assert code("ogrn", text) == (None if first in "15" else "prefix")


@pytest.mark.parametrize("first", "0123456789")
def test_only_3_begins_an_ogrnip(first: str) -> None:
    """4 is the number of a later record."""
    text = f"{first}0450011600015{int(f'{first}0450011600015') % 13 % 10}"

    assert code("ogrnip", text) == (None if first == "3" else "prefix")


def test_a_remainder_of_10_gives_the_check_digit_0() -> None:
    """The last digit of the remainder, not the remainder."""
    assert 102770000002 % 11 == 10
    assert ogrn.is_valid("1027700000020")


@pytest.mark.parametrize("remainder", range(13))
def test_every_remainder_of_an_ogrnip_has_its_last_digit(remainder: int) -> None:
    """10, 11 and 12 give 0, 1 and 2."""
    body = next(str(each) for each in range(31577000000000, 31577000000013) if each % 13 == remainder)
    text = f"{body}{remainder % 10}"

    assert ogrnip.validate(text) == text
    assert ogrnip.check_digits(body) == str(remainder)[-1]


@pytest.mark.parametrize(
    ("number", "text", "expected"),
    [
        ("ogrn", "1027700132196", "checksum"),
        ("ogrn", "1020000132195", "region"),
        ("ogrn", "1020000132196", "checksum"),
        ("ogrn", "2020000132196", "prefix"),
        ("ogrn", "304500116000157", "length"),
        ("ogrn", "102770013219", "length"),
        ("ogrnip", "304500116000158", "checksum"),
        ("ogrnip", "304000116000155", "region"),
        ("ogrnip", "304000116000156", "checksum"),
        ("ogrnip", "404000116000156", "prefix"),
        ("ogrnip", "1027700132195", "length"),
        ("ogrnip", "30450011600015", "length"),
    ],
)
def test_of_several_faults_the_first_is_reported(number: str, text: str, expected: str) -> None:
    """Length, first digit, check digit, region."""
    assert code(number, text) == expected


def test_the_parts_are_the_year_and_the_region() -> None:
    """A wrong number has no parts."""
    assert (ogrn.year("1027700132195"), ogrn.region("1027700132195")) == (2002, "77")
    assert (ogrnip.year("304500116000157"), ogrnip.region("304500116000157")) == (2004, "50")
    assert (ogrn.year("1157746000004"), ogrnip.year("315770000000122")) == (2015, 2015)
    for part in (ogrn.year, ogrn.region, ogrnip.year, ogrnip.region):
        with pytest.raises(NumberFault):
            part("1027700132196")


@pytest.mark.parametrize(("number", "length"), [("ogrn", 12), ("ogrnip", 14)])
@pytest.mark.parametrize(("body", "expected"), [("1{}", "length"), ("{}x", "letters"), ("", "empty")])
def test_a_check_digit_belongs_to_a_body_of_one_length(number: str, length: int, body: str, expected: str) -> None:
    """12 digits and 14."""
    text = body.format("1" * length)
    with pytest.raises(NumberFault) as caught:
        MODULES[number].check_digits(text)

    assert (caught.value.number, caught.value.code, caught.value.value) == (number, expected, text)


@pytest.mark.parametrize(("module", "drawn"), [(ogrn, ogrns()), (ogrnip, ogrnips())], ids=["ogrn", "ogrnip"])
@given(data=st.data())
def test_a_changed_last_digit_is_always_caught(module: Any, drawn: st.SearchStrategy[str], data: st.DataObject) -> None:
    """The last digit is a function of the others."""
    text = data.draw(drawn)

    assert not any(module.is_valid(text[:-1] + digit) for digit in "0123456789" if digit != text[-1])
