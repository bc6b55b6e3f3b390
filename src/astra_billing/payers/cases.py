"""
Names and positions in the cases that a contract needs: suggested where sure, refused otherwise (R23).

The genitive and the dative are data of the payer; a suggestion only saves typing.  Positions come
from a table, names from whoever is passed in.

    >>> position_in("Генеральный директор", Case.GENITIVE)
    'Генерального директора'
    >>> position_in("Директор по развитию", Case.DATIVE).code
    'position.unknown'

    >>> from astra_billing.payers.kinds import PayerType
    >>> draft = PayerDraft.of(PayerType.LEGAL_ENTITY, director="Иванов И.И.", position="директор")
    >>> filled = prefilled(draft, names=NOBODY)
    >>> filled.draft.texts["position_dative"], filled.refusals[0].text("en")
    ('директору', 'cases of names are suggested by the extra; install astra-billing[names]')
"""

from __future__ import annotations

from enum import Enum
from typing import Final, Protocol

from attrs import frozen

from astra_billing.payers.checking import PayerDraft
from astra_billing.texts import Lang, message


class Case(Enum):
    """A grammatical case that the form asks for."""

    GENITIVE = "genitive"
    DATIVE = "dative"


@frozen
class CaseRefusal:
    """
    Why no case is suggested: a wrong guess in a contract is worse than an empty field.

    Attributes:
        code: the reason, stable.
        refused: the name or the position.
    """

    code: str
    refused: str

    def text(self, lang: Lang) -> str:
        """The reason and what to do."""
        return message(f"refused.{self.code}", lang)


class NameCases(Protocol):
    """Somebody who can put a full name into a case."""

    def name_in(self, name: str, case: Case) -> str | CaseRefusal:
        """The name in a case, or why not."""
        ...


class _Nobody:
    """Refuses every name."""

    def name_in(self, name: str, case: Case) -> CaseRefusal:  # noqa: ARG002  # the protocol's signature
        """Say what to install."""
        return CaseRefusal("name.not_installed", name)


NOBODY: Final[NameCases] = _Nobody()
"""For those who have no library for names: every name is refused."""

_POSITIONS: Final = {
    "директор": ("директора", "директору"),
    "генеральный директор": ("генерального директора", "генеральному директору"),
    "исполнительный директор": ("исполнительного директора", "исполнительному директору"),
    "коммерческий директор": ("коммерческого директора", "коммерческому директору"),
    "финансовый директор": ("финансового директора", "финансовому директору"),
    "технический директор": ("технического директора", "техническому директору"),
    "управляющий директор": ("управляющего директора", "управляющему директору"),
    "заместитель генерального директора": ("заместителя генерального директора", "заместителю генерального директора"),
    "заместитель директора": ("заместителя директора", "заместителю директора"),
    "исполняющий обязанности генерального директора": (
        "исполняющего обязанности генерального директора",
        "исполняющему обязанности генерального директора",
    ),
    "президент": ("президента", "президенту"),
    "председатель правления": ("председателя правления", "председателю правления"),
    "председатель": ("председателя", "председателю"),
    "главный бухгалтер": ("главного бухгалтера", "главному бухгалтеру"),
    "управляющий": ("управляющего", "управляющему"),
    "руководитель": ("руководителя", "руководителю"),
    "начальник": ("начальника", "начальнику"),
    "ректор": ("ректора", "ректору"),
    "индивидуальный предприниматель": ("индивидуального предпринимателя", "индивидуальному предпринимателю"),
}
"""The usual positions: nominative, then genitive and dative."""


def position_in(position: str, case: Case) -> str | CaseRefusal:
    """A position in a case, with the capital letter that it was given with; a refusal if the table lacks it."""
    plain = " ".join(position.split())
    if not plain:
        return CaseRefusal("position.empty", position)
    forms = _POSITIONS.get(plain[0].lower() + plain[1:])
    if forms is None:
        return CaseRefusal("position.unknown", position)
    form = forms[case is Case.DATIVE]
    return form.capitalize() if plain[0].isupper() else form


@frozen
class Prefilled:
    """
    A form with cases suggested.

    Attributes:
        draft: the form; what was filled in before is left alone.
        refusals: what could not be suggested.
    """

    draft: PayerDraft
    refusals: tuple[CaseRefusal, ...]


def prefilled(draft: PayerDraft, names: NameCases) -> Prefilled:
    """
    The form with the empty cases of director and position filled in, for a person to look at.

    Args:
        draft: the form of a legal entity.
        names: who puts names into cases.
    """
    suggested: dict[str, object] = {}
    refusals: dict[CaseRefusal, None] = {}
    for case in Case:
        for what in ("director", "position"):
            field = f"{what}_{case.value}"
            if draft.texts.get(field, "").strip():
                continue
            found = _suggested(what, draft.texts.get(what, "").strip(), names, case)
            if isinstance(found, CaseRefusal):
                refusals[found] = None
            else:
                suggested[field] = found
    return Prefilled(draft.having(**suggested), tuple(refusals))


def _suggested(what: str, text: str, names: NameCases, case: Case) -> str | CaseRefusal:
    if what == "position":
        return position_in(text, case)
    return names.name_in(text, case) if text else CaseRefusal("name.empty", text)
