"""
Hypothesis strategies for the official numbers of Russia: valid ones, and their corrupted twins.

    >>> from hypothesis import find
    >>> from astra_billing.payers.numbers import inn
    >>> inn.is_valid(find(inns(10), lambda text: text.startswith("77")))
    True
    >>> inn.is_valid(find(corrupted(inns(10), inn.is_valid), lambda text: True))
    False

Every number is made up; with luck it is somebody's all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from astra_billing.payers.numbers import account, correspondent_account, inn, ogrn, ogrnip, snils
from astra_billing.payers.numbers.key import AT, LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

_CAPITALS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BALANCE_ACCOUNTS: Final = ("40702", "40802", "40817", "40602", "40703", "30109")
_CURRENCIES: Final = ("810", "840", "978", "156", *(f"{letter}84" for letter in LETTERS))
_REGISTERS_UNTIL: Final = 25
_LOOKALIKES: Final = "ОЗВАСоIlO٣"


def inns(length: int | None = None) -> SearchStrategy[str]:
    """INNs of 10 digits, of 12, or of both."""
    if length is None:
        return st.one_of(inns(inn.ORGANISATION), inns(inn.PERSON))
    checks = 1 if length == inn.ORGANISATION else 2
    bodies = st.builds(str.__add__, _regions(), _digits(length - checks - 2))
    return bodies.map(lambda body: body + inn.check_digits(body))


def kpps() -> SearchStrategy[str]:
    """KPPs, some with letters."""
    reasons = st.one_of(_digits(2), st.text(_CAPITALS, min_size=2, max_size=2))
    return _joined(_regions(), _digits(2), reasons, _digits(3))


def ogrns() -> SearchStrategy[str]:
    """OGRNs of 2002 to 2025."""
    bodies = _joined(st.sampled_from("15"), _years(2), _regions(), _digits(7))
    return bodies.map(lambda body: body + ogrn.check_digits(body))


def ogrnips() -> SearchStrategy[str]:
    """OGRNIPs of 2004 to 2025, with every remainder by 13."""
    bodies = _joined(st.just("3"), _years(4), _regions(), _digits(9))
    return bodies.map(lambda body: body + ogrnip.check_digits(body))


def biks() -> SearchStrategy[str]:
    """BIKs of banks."""
    return _joined(st.just("04"), _regions(), _digits(2), st.integers(50, 999).map("{:03}".format))


def accounts_with_bik() -> SearchStrategy[tuple[str, str]]:
    """Accounts with the BIK of their bank; a few in settlement centres and at the treasury."""
    accounts = _joined(st.sampled_from(_BALANCE_ACCOUNTS), st.sampled_from(_CURRENCIES), st.just("0"), _digits(11))
    centres = _joined(st.just("04"), _regions(), _digits(2), st.sampled_from(("000", "001", "002")))
    offices = _joined(st.sampled_from(("00", "01")), _digits(4), st.integers(50, 999).map("{:03}".format))
    budgets = _joined(st.sampled_from(("03100", "03224")), st.just("643"), _digits(12))
    keyed = st.tuples(accounts, st.one_of(biks(), biks(), centres)).map(
        lambda pair: (_with_key(pair[0], account.check_digits(*pair)), pair[1])
    )
    return st.one_of(keyed, keyed, st.tuples(budgets, offices))


def correspondent_accounts_with_bik() -> SearchStrategy[tuple[str, str]]:
    """Correspondent accounts with the BIK of their bank."""
    return biks().map(_correspondent_account)


def snils_numbers() -> SearchStrategy[str]:
    """Numbers of SNILS that have check digits."""
    bodies = st.integers(int(snils.LAST_UNCHECKED) + 1, 10**9 - 1).map("{:09}".format)
    return bodies.map(lambda body: body + snils.check_digits(body))


def passports() -> SearchStrategy[str]:
    """Series and numbers of passports."""
    return _joined(_regions(), _digits(8))


def postal_codes() -> SearchStrategy[str]:
    """Postal codes of Russia."""
    return _joined(st.sampled_from("123456"), _digits(5))


def corrupted(numbers: SearchStrategy[str], is_valid: Callable[[str], bool]) -> SearchStrategy[str]:
    """What becomes of numbers by one slip of a finger or an eye; never a number that happens to be valid."""
    return numbers.flatmap(_slips).filter(lambda text: not is_valid(text))


def corrupted_beside_bik(
    pairs: SearchStrategy[tuple[str, str]], is_valid: Callable[[str, str], bool]
) -> SearchStrategy[tuple[str, str]]:
    """Accounts and BIKs of which one slip has spoiled the account."""
    slips = pairs.flatmap(lambda pair: st.tuples(_slips(pair[0]), st.just(pair[1])))
    return slips.filter(lambda pair: not is_valid(*pair))


def _correspondent_account(bik: str) -> tuple[str, str]:
    blank = f"30101810000000000{bik[6:]}"
    return _with_key(blank, correspondent_account.check_digits(blank, bik)), bik


def _with_key(blank: str, digit: str) -> str:
    return f"{blank[:AT]}{digit}{blank[AT + 1 :]}"


def _slips(text: str) -> SearchStrategy[str]:
    places = st.integers(0, len(text) - 2)
    return st.one_of(
        st.builds(lambda at, digit: text[:at] + digit + text[at + 1 :], places, st.sampled_from("0123456789")),
        places.map(lambda at: text[:at] + text[at + 1] + text[at] + text[at + 2 :]),
        places.map(lambda at: text[:at] + text[at + 1 :]),
        places.map(lambda at: text[: at + 1] + text[at:]),
        st.builds(lambda at, letter: text[:at] + letter + text[at + 1 :], places, st.sampled_from(_LOOKALIKES)),
        st.sampled_from(["", "0" * len(text)]),
    )


def _joined(*parts: SearchStrategy[str]) -> SearchStrategy[str]:
    return st.tuples(*parts).map("".join)


def _digits(count: int) -> SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


def _regions() -> SearchStrategy[str]:
    return st.integers(1, 99).map("{:02}".format)


def _years(since: int) -> SearchStrategy[str]:
    return st.integers(since, _REGISTERS_UNTIL).map("{:02}".format)
