"""Accounts and correspondent accounts: the key in both variants, and what has none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.payers.numbers import NumberFault, account, correspondent_account
from astra_billing.payers.numbers.key import LETTERS, key, of_bank, of_bank_of_russia
from astra_billing.testing.strategies.requisites import accounts_with_bik, biks, correspondent_accounts_with_bik
from tests.payers.numbers.kinds import MODULES, code

BANK = "049805746"
CLIENT = "40602810700000000025"


@pytest.mark.parametrize(
    ("text", "bik", "expected"),
    [
        ("40602810000000000025", "049805746", "7"),
        ("40102810000000010001", "040305000", "1"),
        ("30114B84000000000501", "044541312", "6"),
        ("30101810000000000746", "049805000", "8"),
    ],
)
def test_the_four_examples_of_order_515_come_out(text: str, bik: str, expected: str) -> None:
    """Bank of Russia order 515 of 1997-09-08: the key of each example."""
    full = text[:8] + expected + text[9:]

    assert account.check_digits(text, bik) == account.check_digits(full, f" {bik[:2]} {bik[2:]}") == expected
    assert account.validate(full, bik) == full


@pytest.mark.parametrize(
    ("text", "bik"),
    [
        ("40702810000000011692", "044525823"),
        ("40101810045250010041", "044525000"),
        ("40101810500000010010", "046577001"),
        ("40102810445370000059", "017003983"),
        ("40102810545370000003", "004525988"),
        ("30101810400000000225", "044525225"),
    ],
)
def test_known_accounts_fit_their_bik(text: str, bik: str) -> None:
    """Public details of companies, of treasury offices and of a bank."""
    assert account.is_valid(text, bik)
    assert not any(account.is_valid(text[:8] + digit + text[9:], bik) for digit in "0123456789" if digit != text[8])


def test_an_account_alone_is_checked_for_its_form() -> None:
    """Without a BIK nobody can know its key."""
    assert account.is_valid("40602810000000000025")
    assert code("account", "40602810000000000025", BANK) == "checksum"


def test_an_account_of_the_treasury_has_no_key() -> None:
    """Tried on a real one: it fits neither variant."""
    assert account.is_valid("03100643000000018500", "017003983")
    assert account.is_valid("03100643900000018500", "017003983")
    assert code("account", "03100643000000018500", "01700398") == "bik"


@pytest.mark.parametrize("bik", ["", "04980574", "0498057460", "04980574x", "000000000"])
@pytest.mark.parametrize(("number", "text"), [("account", CLIENT), ("correspondent_account", "30101810800000000746")])
def test_a_bik_that_is_none_is_said_to_be_so(number: str, text: str, bik: str) -> None:
    """An empty BIK is a BIK that is none; to leave it out is to pass nothing."""
    assert code(number, text, bik) == "bik"
    assert not MODULES[number].is_valid(text, bik)
    with pytest.raises(NumberFault) as caught:
        MODULES[number].check_digits(text, bik)
    assert (caught.value.number, caught.value.code, caught.value.value) == (number, "bik", text)


def test_a_bik_that_is_only_doubted_is_used_all_the_same() -> None:
    """Its first two digits take no part in the key."""
    assert account.is_valid(CLIENT, "549805746")
    assert correspondent_account.is_valid("30101810800000000746", "549805746")


@pytest.mark.parametrize("place", range(20))
@pytest.mark.parametrize("letter", [*LETTERS, "D", "b"])
def test_a_letter_stands_in_the_6th_place_only(place: int, letter: str) -> None:
    """Of the ten of clearing currencies."""
    text = CLIENT[:place] + letter + CLIENT[place + 1 :]

    assert code("account", text) == (None if place == 5 and letter in LETTERS else "letters")
    assert code("correspondent_account", text) == "letters"


def test_a_letter_counts_as_the_digit_that_is_its_place() -> None:
    """Item 8 of the order: A is 0 to X is 9."""
    found = {letter: key(f"40702{letter}84000000000501", "312") for letter in "ABCEHKMPTX"}

    assert found == {letter: key(f"40702{digit}84000000000501", "312") for digit, letter in enumerate("ABCEHKMPTX")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4060", "length"),
        ("40602", "length"),
        ("40602A", "length"),
        ("40602В84700000000025", "cyrillic"),
        ("406028107000000000250", "length"),
        ("00000A00000000000000", "zeros"),
    ],
)
def test_an_account_has_20_characters(text: str, expected: str) -> None:
    """However short it is."""
    assert code("account", text) == expected
    assert code("account", text, BANK) == expected
    with pytest.raises(NumberFault, match="not an account"):
        account.check_digits(text, BANK)


def test_the_parts_of_an_account_are_its_groups() -> None:
    """Balance account, currency, branch; digits 1-5, 6-8, 10-13."""
    text = "12345 678 9 0123 4567890"

    assert account.balance_account(text) == "12345"
    assert account.currency(text) == "678"
    assert account.branch(text) == "0123"
    for part in (account.balance_account, account.currency, account.branch):
        with pytest.raises(NumberFault):
            part("1234")


@pytest.mark.parametrize(
    ("text", "bik"),
    [
        ("30101810700000000187", "044525187"),
        ("30101810200000000593", "044525593"),
        ("30101810200000000823", "044525823"),
        ("30101810200000000700", "044525700"),
        ("30101810400000000225", "044525225"),
        ("30101810800000000746", "049805746"),
        ("30101810800000000746", "049805000"),
        ("40102810445370000059", "017003983"),
    ],
)
def test_known_correspondent_accounts_fit_their_bik(text: str, bik: str) -> None:
    """The last three digits are the bank; a settlement centre and the treasury have none to compare."""
    assert correspondent_account.validate(text, bik) == text
    assert correspondent_account.check_digits(text, bik) == text[8]
    assert code("correspondent_account", text[:8] + str(9 - int(text[8])) + text[9:], bik) == "checksum"


@pytest.mark.parametrize(
    ("text", "bik", "expected"),
    [
        ("40702810400000000225", "044525225", "prefix"),
        ("40102810445370000059", "044525225", "prefix"),
        ("30201810400000000225", "x", "prefix"),
        ("30101810400000000225", "044525974", "bank"),
        ("30101810500000000225", "044525974", "bank"),
        ("30101810500000000225", "044525225", "checksum"),
        ("30101810500000000225", "04452522", "bik"),
        ("3010181050000000022", "04452522", "length"),
    ],
)
def test_of_several_faults_the_first_is_reported(text: str, bik: str, expected: str) -> None:
    """Form, first digits, BIK, bank, key."""
    assert code("correspondent_account", text, bik) == expected


def test_a_correspondent_account_alone_is_checked_for_its_form() -> None:
    """Beginning and length."""
    assert correspondent_account.is_valid("30101810500000000225")
    assert correspondent_account.is_valid("40102810445370000058")
    assert code("correspondent_account", "40702810400000000225") == "prefix"
    with pytest.raises(NumberFault, match="not a correspondent account"):
        correspondent_account.check_digits("3010181050000000022", "044525225")


def test_the_parts_of_a_correspondent_account_are_currency_and_bank() -> None:
    """Digits 6-8 and 18-20."""
    assert correspondent_account.currency("30112345400000000678") == "345"
    assert correspondent_account.participant("30112345400000000678") == "678"
    for part in (correspondent_account.currency, correspondent_account.participant):
        with pytest.raises(NumberFault):
            part("40702810400000000225")


@given(pair=accounts_with_bik())
def test_a_drawn_account_fits_its_bik(pair: tuple[str, str]) -> None:
    """Treasury accounts and settlement centres among them."""
    assert account.validate(*pair) == pair[0]


@given(pair=correspondent_accounts_with_bik())
def test_a_drawn_correspondent_account_fits_its_bik(pair: tuple[str, str]) -> None:
    """And no other bank's."""
    text, bik = pair
    other = f"{bik[:6]}{(int(bik[6:]) + 1) % 950 + 50:03}"

    assert correspondent_account.validate(text, bik) == text
    assert code("correspondent_account", text, other) == "bank"


@given(digits=st.text("0123456789", min_size=19, max_size=19), bik=biks())
def test_exactly_one_key_of_ten_fits(digits: str, bik: str) -> None:
    """7, 1 and 3 have no factor in common with 10; the total of the weighted digits ends in 0."""
    blank = digits[:8] + "0" + digits[8:]
    for prefix in (of_bank(bik), of_bank_of_russia(bik)):
        digit = key(blank, prefix)
        whole = prefix + blank[:8] + digit + blank[9:]
        assert sum(int(each) * (7, 1, 3)[place % 3] % 10 for place, each in enumerate(whole)) % 10 == 0
        assert key(blank[:8] + "9" + blank[9:], prefix) == digit
