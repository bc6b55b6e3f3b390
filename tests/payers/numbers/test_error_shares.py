"""Most slips of the finger are caught by the check digits."""

from __future__ import annotations

import pytest

from tests.payers.numbers.error_shares import KINDS, digit_errors, hint_table, shares, swap_errors, table

LEAST = {"INN, 10 digits": 98, "INN, 12 digits": 99, "OGRN": 98, "OGRNIP": 95}


@pytest.mark.parametrize("name", KINDS)
def test_at_least_95_of_100_single_digit_errors_are_caught(name: str) -> None:
    """All errors of 50 random numbers; the script beside this test counts those of 2,000."""
    found = shares(name, 50)

    assert found.digits_caught * 100 >= found.digits * LEAST[name]
    assert found.swaps_caught * 100 >= found.swaps * LEAST[name]
    assert found.hints_with_the_right_one == found.swaps_caught
    assert len(table({name: found})) == len(hint_table({name: found})) == 3


def test_every_error_is_tried() -> None:
    """Nine other digits a place, and each pair of different neighbours."""
    assert len(set(digit_errors("1223"))) == 36
    assert list(swap_errors("1223")) == ["2123", "1232"]
