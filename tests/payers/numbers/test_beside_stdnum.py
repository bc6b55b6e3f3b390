"""python-stdnum as an oracle where it is right, and the differences where it is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from stdnum.ru import inn as peer_inn
from stdnum.ru import ogrn as peer_ogrn

from astra_billing.payers.numbers import inn, ogrn, ogrnip
from astra_billing.testing.strategies.requisites import inns, ogrnips, ogrns

DIGITS = st.text("0123456789", min_size=9, max_size=13)


@given(text=inns() | DIGITS)
def test_an_inn_is_one_to_both(text: str) -> None:
    """Zeros and the region 00 apart, on valid numbers and on any digits."""
    assert inn.is_valid(text) == (peer_inn.is_valid(text) and not text.startswith("00"))


@given(text=inns(), place=st.integers(0, 11), digit=st.sampled_from("123456789"))
def test_a_slip_in_an_inn_is_seen_by_both_or_by_neither(text: str, place: int, digit: str) -> None:
    """One digit is another one."""
    wrong = text[: place % len(text)] + digit + text[place % len(text) + 1 :]

    assert inn.is_valid(wrong) == (peer_inn.is_valid(wrong) and not wrong.startswith("00"))


@given(text=ogrns() | DIGITS)
def test_an_ogrn_is_one_to_both(text: str) -> None:
    """Numbers of later records and the region 00 apart, which python-stdnum takes."""
    ours = peer_ogrn.is_valid(text) and len(text) == 13 and text[0] in "15" and text[3:5] != "00"

    assert ogrn.is_valid(text) == ours


@given(text=ogrnips())
def test_an_ogrnip_is_one_to_both_unless_its_remainder_has_two_digits(text: str) -> None:
    """python-stdnum compares the check digit with the whole remainder."""
    assert ogrnip.is_valid(text)
    assert peer_ogrn.is_valid(text) == (int(text[:-1]) % 13 < 10)


def test_what_python_stdnum_takes_and_this_library_refuses() -> None:
    """An INN of zeros, and the number of a later record."""
    assert peer_inn.is_valid("0000000000")
    assert not inn.is_valid("0000000000")
    assert peer_ogrn.is_valid("2027700132194")
    assert not ogrn.is_valid("2027700132194")
