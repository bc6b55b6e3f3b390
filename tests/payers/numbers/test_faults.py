"""Faults of numbers: codes, order, words."""

from __future__ import annotations

import copy
import pickle
import re

import pytest

from astra_billing.errors import BillingError, InvalidValue
from astra_billing.payers.numbers import CODES, POLICY, Code, Number, NumberFault
from tests.payers.numbers.kinds import EXAMPLES, MODULES

PAIRS = [(number, each) for number, codes in CODES.items() for each in codes]
TRIGGERS = {
    ("inn", "checksum"): "7707083894",
    ("inn", "region"): "0077083899",
    ("kpp", "region"): "007701001",
    ("ogrn", "prefix"): "2027700132194",
    ("ogrn", "checksum"): "1027700132196",
    ("ogrn", "region"): "1020000132195",
    ("ogrnip", "prefix"): "415770000000000",
    ("ogrnip", "checksum"): "304500116000158",
    ("ogrnip", "region"): "304000116000155",
    ("bik", "prefix"): "034525225",
    ("correspondent_account", "prefix"): "40702810400000000225",
    ("snils", "checksum"): "11223344596",
    ("postal_code", "prefix"): "740140",
}


def test_every_number_has_codes_and_none_is_listed_twice() -> None:
    """`CODES` is the whole list."""
    assert set(CODES) == set(EXAMPLES)
    assert all(len(set(codes)) == len(codes) for codes in CODES.values())
    assert set(PAIRS) >= POLICY


@pytest.mark.parametrize(("number", "expected"), PAIRS)
def test_a_message_names_the_value_the_reason_and_the_fix(number: Number, expected: Code) -> None:
    """House rule 10: the message is built in the class."""
    fault = NumberFault(number, expected, "12x")

    assert re.fullmatch(r"'12x' is not an? .+: .+; (type|pass|compare|take) .+", str(fault))
    assert "{" not in str(fault)
    assert isinstance(fault, BillingError)
    assert isinstance(fault, InvalidValue)
    assert isinstance(fault, ValueError)


@pytest.mark.parametrize(("number", "expected"), PAIRS)
def test_a_fault_survives_pickle_and_copy(number: Number, expected: Code) -> None:
    """Faults cross processes."""
    fault = NumberFault(number, expected, "12x")
    for twin in (pickle.loads(pickle.dumps(fault)), copy.copy(fault)):  # noqa: S301 (our own bytes)
        assert (twin.number, twin.code, twin.value, str(twin)) == (number, expected, "12x", str(fault))


@pytest.mark.parametrize(("pair", "text"), TRIGGERS.items(), ids="-".join)
def test_each_code_has_a_text_that_meets_it(pair: tuple[Number, Code], text: str) -> None:
    """No code is only on paper; those of characters and of accounts have tests of their own."""
    number, expected = pair
    with pytest.raises(NumberFault) as caught:
        MODULES[number].validate(text)

    assert caught.value.code == expected
    assert caught.value.value == text
    assert caught.value.is_policy == (pair in POLICY)
    assert not MODULES[number].is_valid(text)


@pytest.mark.parametrize(
    ("number", "expected", "words"),
    [
        ("ogrn", "prefix", "does not start with 1 or 5; pass the OGRN, not the number of a later record"),
        ("ogrnip", "prefix", "does not start with 3; pass the OGRNIP, not the number of a later record"),
        ("correspondent_account", "prefix", "at the treasury; pass the bank's account, not the client's"),
        ("account", "checksum", "does not fit the BIK; compare account and BIK"),
        ("correspondent_account", "checksum", "does not fit the BIK; compare account and BIK"),
        ("correspondent_account", "bank", "not those of the BIK; take BIK and correspondent account from the same"),
        ("bik", "prefix", "belong to no Russian one; compare it with the document"),
        ("kpp", "letters", "type 9 digits, of which the 5th and 6th may be capital Latin letters"),
    ],
)
def test_a_message_speaks_of_its_own_number(number: Number, expected: Code, words: str) -> None:
    """House rule 10: the fix fits the number and not only the code."""
    assert words in str(NumberFault(number, expected, "12x"))
