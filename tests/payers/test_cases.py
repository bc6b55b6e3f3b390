"""Positions and names in cases: the table, and a refusal rather than a wrong guess."""

from __future__ import annotations

import pytest

from astra_billing.payers import NOBODY, Case, CaseRefusal, PayerDraft, PayerType, position_in, prefilled


class Obliging:
    """Knows one name."""

    def name_in(self, name: str, case: Case) -> str | CaseRefusal:
        """Иванов in two cases."""
        assert name == "Иванов Иван Иванович"
        return {Case.GENITIVE: "Иванова Ивана Ивановича", Case.DATIVE: "Иванову Ивану Ивановичу"}[case]


def company(**texts: str) -> PayerDraft:
    """The form of the manual's company."""
    return PayerDraft.of(PayerType.LEGAL_ENTITY, **texts)


def test_the_sample_of_the_manual_is_suggested() -> None:
    """R23: Иванов Иван Иванович, Генеральный директор, in the genitive and in the dative."""
    filled = prefilled(company(director="Иванов Иван Иванович", position="Генеральный директор"), Obliging())

    assert filled.refusals == ()
    assert {name: filled.draft.texts[name] for name in filled.draft.texts if name.endswith(("genitive", "dative"))} == {
        "director_genitive": "Иванова Ивана Ивановича",
        "position_genitive": "Генерального директора",
        "director_dative": "Иванову Ивану Ивановичу",
        "position_dative": "Генеральному директору",
    }


def test_what_was_filled_in_is_left_alone() -> None:
    """R23: the cases are data of the payer; a suggestion never overwrites them."""
    draft = company(
        director_genitive="Лева Ильи", director_dative="Леву Илье", position_genitive="x", position_dative="y"
    )
    assert prefilled(draft, NOBODY).draft == draft


def test_a_case_that_is_filled_in_keeps_nobody_from_suggesting_the_others() -> None:
    """R23: each empty field is looked at for itself."""
    draft = company(director="Иванов Иван Иванович", position="директор", director_genitive="Иванова И. И.")
    filled = prefilled(draft, Obliging())

    assert filled.refusals == ()
    assert {name: filled.draft.texts[name] for name in filled.draft.texts if name.endswith(("genitive", "dative"))} == {
        "director_genitive": "Иванова И. И.",
        "position_genitive": "директора",
        "director_dative": "Иванову Ивану Ивановичу",
        "position_dative": "директору",
    }


def test_a_refusal_names_what_it_refuses() -> None:
    """R23: the form shows the name or the position beside the reason."""
    assert NOBODY.name_in("Иванов", Case.DATIVE) == CaseRefusal("name.not_installed", "Иванов")
    assert position_in("Волшебник", Case.DATIVE) == CaseRefusal("position.unknown", "Волшебник")
    assert position_in(" ", Case.DATIVE) == CaseRefusal("position.empty", " ")
    assert prefilled(company(), NOBODY).refusals == (CaseRefusal("name.empty", ""), CaseRefusal("position.empty", ""))


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ("Президент", "Президента"),
        ("председатель  правления", "председателя правления"),
        ("Директор по развитию", "position.unknown"),
        ("И.о. директора", "position.unknown"),
        ("ДИРЕКТОР", "position.unknown"),
        (" ", "position.empty"),
    ],
)
def test_a_position_is_in_the_table_or_refused(position: str, expected: str) -> None:
    """R23: a capital letter stays; what the table lacks is never guessed."""
    found = position_in(position, Case.GENITIVE)
    assert (found.code if isinstance(found, CaseRefusal) else found) == expected


def test_a_refusal_is_told_once_and_says_what_to_do() -> None:
    """R23: the same reason for both cases is one reason."""
    refusals = prefilled(company(director="Иванов И.И.", position="Волшебник"), NOBODY).refusals
    nothing = prefilled(company(), NOBODY).refusals

    assert [refusal.code for refusal in refusals] == ["name.not_installed", "position.unknown"]
    assert [refusal.code for refusal in nothing] == ["name.empty", "position.empty"]
    assert "впишите падежи сами" in refusals[1].text("ru")
    assert "write the cases yourself" in refusals[1].text("en")
