"""
Full Russian names in the genitive and the dative, by `pytrovich`; the extra `names` installs it.

A wrong case in a contract is worse than an empty field, so whatever is not plainly a surname, a
first name and a patronymic in this order is refused.

"Иванов Иван Иванович" becomes "Иванова Ивана Ивановича"; "Иванов И.И.", "Иван Иванович Иванов" and
"Заяц Петр Ильич" become refusals that say why.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from astra_billing.payers import NOBODY, Case, CaseRefusal

if TYPE_CHECKING:
    from pytrovich.enums import Gender

    from astra_billing.payers import NameCases

_WORD: Final = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*")
_PARTS: Final = 3
_MALE: Final = ("вич", "ьич", "мич", "кич")
_FEMALE: Final = ("вна", "чна", "шна")
_MANS: Final = ("ов", "ёв", "ев", "ин", "ын", "ий", "ый", "ой")
_WOMANS: Final = ("ова", "ёва", "ева", "ина", "ына", "ая", "яя")
_VARYING: Final = re.compile(r"(?:Лев|.*(?:ец|яц|[еёо]к|ень|оть|[еёо]л))")
"""Surnames of men of which each family decides whether the last vowel falls out: Зайца or Заяца."""


class PetrovichNames:
    """Puts full names into cases with `pytrovich`."""

    def __init__(self) -> None:
        from pytrovich.detector import PetrovichGenderDetector  # noqa: PLC0415  # the extra may be missing
        from pytrovich.maker import PetrovichDeclinationMaker  # noqa: PLC0415  # as above

        self._detector = PetrovichGenderDetector()
        self._maker = PetrovichDeclinationMaker()

    def name_in(self, name: str, case: Case) -> str | CaseRefusal:
        """The name in a case; a refusal unless surname, first name and patronymic are plain and agree."""
        parts = name.split()
        if len(parts) != _PARTS or not all(map(_WORD.fullmatch, parts)):
            return CaseRefusal("name.not_full", name)
        if not _is_patronymic(parts[2]) or any(map(_is_patronymic, parts[:2])):
            return CaseRefusal("name.not_full", name)
        is_man = parts[2].endswith(_MALE)
        if is_man and _VARYING.fullmatch(parts[0]):
            return CaseRefusal("name.varies", name)
        gender = self._gender(parts, is_man=is_man)
        return CaseRefusal("name.no_gender", name) if gender is None else self._inflected(parts, gender, case)

    def _gender(self, parts: list[str], *, is_man: bool) -> Gender | None:
        """What the patronymic says, unless the surname or the first name says otherwise."""
        from pytrovich.enums import Gender  # noqa: PLC0415  # the extra may be missing

        told = Gender.MALE if is_man else Gender.FEMALE
        if parts[0].endswith(_WOMANS if is_man else _MANS):
            return None
        guess = self._detector.detect(firstname=parts[1])  # type: ignore[no-untyped-call]
        return told if guess in {told, Gender.ANDROGYNOUS} else None

    def _inflected(self, parts: list[str], gender: Gender, case: Case) -> str:
        from pytrovich import enums  # noqa: PLC0415  # the extra may be missing

        wanted = enums.Case[case.name]
        order = (enums.NamePart.LASTNAME, enums.NamePart.FIRSTNAME, enums.NamePart.MIDDLENAME)
        return " ".join(self._maker.make(part, gender, wanted, word) for part, word in zip(order, parts, strict=True))


def name_cases() -> NameCases:
    """Whoever of this installation can put names into cases; one that refuses them all without the extra."""
    return PetrovichNames() if find_spec("pytrovich") else NOBODY


def _is_patronymic(word: str) -> bool:
    return word.endswith(_MALE + _FEMALE)
