"""Strategies for official numbers: valid ones are valid, corrupted ones never are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.payers.numbers import account, correspondent_account, inn, ogrn, ogrnip
from astra_billing.testing.strategies import requisites
from tests.payers.numbers.kinds import DRAWN, MODULES

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("number", DRAWN)
@given(data=st.data())
def test_a_corrupted_number_is_never_valid(number: str, data: st.DataObject) -> None:
    """Whatever slip was made of it."""
    is_valid: Callable[[str], bool] = MODULES[number].is_valid

    assert not is_valid(data.draw(requisites.corrupted(DRAWN[number], is_valid)))


@given(data=st.data())
def test_a_corrupted_account_never_fits_its_bik(data: st.DataObject) -> None:
    """Of a client and of a bank."""
    for drawn, is_valid in (
        (requisites.accounts_with_bik(), account.is_valid),
        (requisites.correspondent_accounts_with_bik(), correspondent_account.is_valid),
    ):
        assert not is_valid(*data.draw(requisites.corrupted_beside_bik(drawn, is_valid)))


@given(ten=requisites.inns(10), twelve=requisites.inns(12))
def test_inns_have_the_length_that_was_asked_for(ten: str, twelve: str) -> None:
    """Of an organisation and of a person."""
    assert not inn.is_person(ten)
    assert inn.is_person(twelve)


@given(company=requisites.ogrns(), trader=requisites.ogrnips())
def test_registers_have_years_that_have_been(company: str, trader: str) -> None:
    """The registers began in 2002 and 2004."""
    assert 2002 <= ogrn.year(company) <= 2025
    assert 2004 <= ogrnip.year(trader) <= 2025
