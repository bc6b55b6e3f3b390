"""What is true of every official number: the same verbs, the same faults of characters."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from astra_billing.errors import InvalidValue
from astra_billing.payers.numbers import CODES, Number, NumberFault, near
from tests.payers.numbers.kinds import DRAWN, EXAMPLES, MODULES, NOT_TEXT, code

EVERY = pytest.mark.parametrize("number", EXAMPLES)


@EVERY
def test_the_example_is_valid_and_clean(number: str) -> None:
    """B45: validate returns what it was given if there is nothing to clean."""
    module, text = MODULES[number], EXAMPLES[number]

    assert module.validate(text) == module.compact(text) == text
    assert module.is_valid(text)


@EVERY
def test_spaces_of_any_kind_are_taken_away(number: str) -> None:
    """Numbers are pasted from documents, with no-break spaces and marks that nobody sees."""
    text = EXAMPLES[number]
    pasted = f"\ufeff {text[:3]}\N{NO-BREAK SPACE}{text[3:4]}\N{ZERO WIDTH SPACE}{text[4:]}\t\u2060\N{SOFT HYPHEN}\n"

    assert MODULES[number].validate(pasted) == text
    assert MODULES[number].is_valid(pasted)


@EVERY
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "empty"),
        (" \t\N{NO-BREAK SPACE}", "empty"),
        ("77О", "cyrillic"),
        ("77٣О", "cyrillic"),
        ("\u0400", "cyrillic"),
        ("\u04ff", "cyrillic"),
        ("\u03ff\u0500", "not_ascii"),
        ("٧٧٠٧٠٨٣٨٩٣", "not_ascii"),
        ("²", "not_ascii"),
        ("77O٣", "not_ascii"),
        ("7a", "letters"),
        ("77.07", "letters"),
        ("+7", "letters"),
        ("7", "length"),
        ("0", "length"),
        ("7" * 21, "length"),
    ],
)
def test_a_fault_of_characters_has_the_same_code_everywhere(number: str, text: str, expected: str) -> None:
    """The first of empty, Cyrillic, not ASCII, letters, length is reported."""
    assert code(number, text) == expected
    assert not MODULES[number].is_valid(text)


@EVERY
def test_a_fault_names_its_number_and_shows_what_was_typed(number: str) -> None:
    """House rule 10: spaces and all, so that the user finds it again."""
    with pytest.raises(NumberFault) as caught:
        MODULES[number].validate(" 7 7a ")
    assert (caught.value.number, caught.value.code, caught.value.value) == (number, "letters", " 7 7a ")


@EVERY
def test_no_letter_is_taken_for_a_space(number: str) -> None:
    """Only spaces and signs go: a letter that is left out would make another number."""
    assert MODULES[number].compact("4X 5x0") == "4X5x0"


@EVERY
def test_zeros_are_a_filled_in_blank(number: str) -> None:
    """No document has a number of zeros, even where the arithmetic would fit."""
    assert code(number, "0" * len(EXAMPLES[number])) == "zeros"


@EVERY
def test_one_digit_more_or_less_is_a_wrong_length(number: str) -> None:
    """Lengths are exact."""
    text = "3" * len(EXAMPLES[number])

    assert code(number, text[1:]) == code(number, text + "3") == "length"


@EVERY
@pytest.mark.parametrize("value", NOT_TEXT, ids=repr)
def test_what_is_no_text_is_refused_by_its_type(number: str, value: object) -> None:
    """An int has lost its leading zeros already: that is a mistake of the program and not of a user."""
    for verb in (MODULES[number].compact, MODULES[number].validate, MODULES[number].is_valid):
        with pytest.raises(InvalidValue) as caught:
            verb(value)
        assert caught.value.value is value
        assert str(caught.value) == f"{value!r} is not text; pass a str, with its leading zeros"
        assert not isinstance(caught.value, NumberFault)


@EVERY
@given(data=st.data())
def test_a_drawn_number_is_valid(number: str, data: st.DataObject) -> None:
    """The strategies of `astra_billing.testing.strategies` draw valid numbers only."""
    text = data.draw(DRAWN[number])

    assert MODULES[number].validate(text) == text
    assert near(number, text) is None  # type: ignore[arg-type]


@EVERY
@given(text=st.text() | st.text("0123456789ABCАВО -", max_size=22))
@example("1" * 5_000)
@example("²" * 9)
@example("\ud800")
def test_any_text_at_all_meets_only_documented_faults(number: Number, text: str) -> None:
    """Fuzz: no text raises anything but a `NumberFault` with a code of this number."""
    module = MODULES[number]
    assert not set(module.compact(text)) & set(" \t\n")
    guess, found = near(number, text), code(number, text)
    assert module.is_valid(text) == (found is None)
    assert found is None or found in CODES[number]
    assert guess is None or (found and MODULES[guess.fits].is_valid(guess.candidates[0]))


@pytest.mark.parametrize("number", ["account", "correspondent_account"])
@given(text=st.text(), bik=st.text() | st.text("0123456789", min_size=9, max_size=9))
def test_any_text_beside_any_bik_meets_only_documented_faults(number: Number, text: str, bik: str) -> None:
    """Fuzz, with a BIK."""
    for candidate in (text, EXAMPLES[number]):
        found = code(number, candidate, bik)
        assert found is None or found in CODES[number]
        assert MODULES[number].is_valid(candidate, bik) == (found is None)
        near(number, candidate, bik=bik)


@pytest.mark.parametrize("number", ["snils", "passport"])
@given(data=st.data())
def test_a_printed_number_reads_back(number: str, data: st.DataObject) -> None:
    """`compact` undoes `format`."""
    text = data.draw(DRAWN[number])

    assert MODULES[number].compact(MODULES[number].format(text)) == text
