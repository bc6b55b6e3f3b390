"""Near misses: what a wrong number could have been meant to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.errors import InvalidValue
from astra_billing.payers.numbers import NearMiss, Number, near
from astra_billing.testing.strategies.requisites import accounts_with_bik, inns, kpps
from tests.payers.numbers.kinds import DRAWN, EXAMPLES, MODULES

CHECKED = ("inn", "ogrn", "ogrnip", "snils")


@pytest.mark.parametrize(
    ("number", "text", "meant"),
    [
        ("inn", "77О7О83893", "7707083893"),
        ("inn", "77o7о83893", "7707083893"),
        ("inn", "77Q7083893", "7707083893"),
        ("inn", "770708З8я3", None),
        ("inn", "770708З89З", "7707083893"),
        ("inn", "7707083893", None),
        ("inn", "٧٧٠٧٠٨٣٨٩٣", "7707083893"),
        ("ogrn", "I02770Ol32l95", "1027700132195"),
        ("ogrn", "|0277i0132195", None),
        ("ogrn", "|0277о01З2i95", "1027700132195"),
        ("bik", "О4Ч5zS225", "044525225"),
        ("bik", "04452522s", "044525225"),
        ("postal_code", "1Ч0ч40", "140440"),
        ("postal_code", "1б00бB", "160068"),
        ("postal_code", "1Z00zВ", "120028"),
        ("passport", "45 10 12345б", "4510123456"),
        ("passport", "45-10 № 12345б", "4510123456"),
        ("passport", "45 10 12345b", None),
        ("snils", "112-233-445 9S", "11223344595"),
        ("kpp", "7736АВ001", "7736AB001"),
        ("kpp", "7736ав001", "7736AB001"),
        ("kpp", "7736ab001", "7736AB001"),
        ("kpp", "773601OО1", "773601001"),
        ("kpp", "77З6ЕК001", "7736EK001"),
        ("kpp", "7736ЯВ001", None),
        ("account", "40602В81700000000025", "40602B81700000000025"),
        ("account", "4060281О700000000025", "40602810700000000025"),
        ("correspondent_account", "ЗО1О1810400000000225", "30101810400000000225"),
    ],
)
def test_characters_that_look_right_are_read_as_what_was_meant(number: Number, text: str, meant: str | None) -> None:
    """Digits where digits belong, Latin letters where letters may stand, and only if the number is right then."""
    assert near(number, text) == (meant and NearMiss(number, "lookalike", (meant,), number))


def test_each_cyrillic_letter_has_the_latin_one_that_looks_like_it() -> None:
    """All twelve of them."""
    found = [near("kpp", f"7736{letter}A001") for letter in "АВЕКМНОРСТУХ"]

    assert "".join(miss.candidates[0][4] for miss in found if miss) == "ABEKMHOPCTYX"


@pytest.mark.parametrize(
    ("number", "text", "fits"),
    [
        ("ogrn", "304500116000157", "ogrnip"),
        ("ogrnip", "1027700132195", "ogrn"),
        ("account", "30101810400000000226", None),
        ("correspondent_account", "40602810700000000025", "account"),
    ],
)
def test_a_number_of_the_other_type_is_recognised(number: Number, text: str, fits: Number | None) -> None:
    """OGRN against OGRNIP, account against correspondent account."""
    found = near(number, text)

    assert found == (fits and NearMiss(number, "other_type", (text,), fits))


def test_the_accounts_of_bank_and_client_are_told_apart_beside_their_bik() -> None:
    """Two fields of a form that are mixed up easily."""
    assert near("correspondent_account", "40602810700000000025", bik="049805746") == NearMiss(
        "correspondent_account", "other_type", ("40602810700000000025",), "account"
    )
    assert near("correspondent_account", "40602810700000000026", bik="049805746") is None
    assert near("account", "30101810400000000225", bik="044525225") is None
    assert near("account", "30103810000000000225", bik="044525225") == NearMiss(
        "account", "other_type", ("30103810000000000225",), "correspondent_account"
    )


@pytest.mark.parametrize(("text", "length"), [("500100732259", 10), ("7707083893", 12)])
def test_an_inn_of_the_wrong_length_is_that_of_another_payer(text: str, length: int) -> None:
    """R23: an organisation has 10 digits, a sole trader 12."""
    assert near("inn", text, length=length) == NearMiss("inn", "other_type", (text,), "inn")
    assert near("inn", text, length=len(text)) is None
    assert near("inn", text) is None


def test_a_swapped_pair_counts_only_in_an_inn_of_the_right_length() -> None:
    """Otherwise two things would be wrong with it."""
    assert near("inn", "7770083893", length=10) == NearMiss("inn", "swapped", ("7707083893",), "inn")
    assert near("inn", "7770083893", length=12) is None


@pytest.mark.parametrize("number", CHECKED)
@given(data=st.data())
def test_a_swapped_pair_is_found_again(number: Number, data: st.DataObject) -> None:
    """If the swap made the number wrong at all, the right one is among the candidates."""
    text = data.draw(DRAWN[number])
    place = data.draw(st.integers(0, len(text) - 2))
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if MODULES[number].is_valid(swapped):
        assert near(number, swapped) is None
        return
    found = near(number, swapped)

    assert found is not None
    assert text in found.candidates
    assert all(map(MODULES[number].is_valid, found.candidates))
    assert found.value == (text if len(found.candidates) == 1 else None)


@given(pair=accounts_with_bik(), place=st.integers(0, 18))
def test_no_swap_is_suggested_that_fits_whatever_its_digits_are(pair: tuple[str, str], place: int) -> None:
    """An account that starts with 0 has no key, so it is no evidence."""
    text, bik = pair
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    found = near("account", swapped, bik=bik)

    assert found is None or not any(candidate.startswith("0") for candidate in found.candidates)


def test_no_swap_is_suggested_into_the_snils_that_are_not_checked() -> None:
    """001-001-998 and below fit whatever their digits are."""
    assert near("snils", "01000123477") is None
    assert near("snils", "00100199880") is None
    assert near("snils", "00100919877") is None


def test_several_candidates_are_all_given_and_none_is_preferred() -> None:
    """One check digit allows some pairs by chance."""
    found = near("account", "40602810700000000052", bik="049805746")

    assert found is not None
    assert found.candidates == ("40620810700000000052", "40602810700000000025")
    assert found.value is None


@pytest.mark.parametrize(("number", "text"), [("kpp", "77360100"), ("bik", "04452522"), ("inn", "12")])
def test_what_is_far_off_has_no_near_miss(number: Number, text: str) -> None:
    """A guess without a reason is worse than none."""
    assert near(number, text) is None


def test_a_text_of_any_length_is_answered_at_once() -> None:
    """Pairs are swapped in texts of up to 20 characters only, the length of an account."""
    assert near("account", "1" + "07" * 100_000, bik="049805746") is None
    assert near("correspondent_account", "03101810400000000225") == NearMiss(
        "correspondent_account", "swapped", ("30101810400000000225",), "correspondent_account"
    )


def test_an_unknown_number_is_a_mistake_of_the_program() -> None:
    """The names are those of the modules."""
    with pytest.raises(InvalidValue, match=r"^'vat' is not the name of a number; pass one of inn, kpp, .*postal_code$"):
        near("vat", "1")  # type: ignore[arg-type]


@pytest.mark.parametrize("number", EXAMPLES)
def test_a_right_number_has_no_near_miss(number: Number) -> None:
    """Spaces or not."""
    text = EXAMPLES[number]

    assert near(number, text) is near(number, f" {text[:2]} {text[2:]} ") is None


@given(text=inns(), letter=kpps())
def test_a_near_miss_is_a_value(text: str, letter: str) -> None:
    """Equal by its fields, hashable."""
    one, two = (NearMiss("inn", "swapped", (text, letter), "inn") for _ in range(2))

    assert one == two
    assert len({one, two}) == 1
