"""
What is wrong with a payer: one `FieldFault` each, and all of them in `PayerFaults`.

    >>> from astra_billing.payers.forms import fields
    >>> from astra_billing.payers.kinds import PayerType
    >>> name = next(field for field in fields(PayerType.LEGAL_ENTITY) if field.name == "name")
    >>> fault = FieldFault("name", "missing", name)
    >>> print(fault.text("ru"))
    Наименование: обязательное поле пусто; заполните его
    >>> print(PayerFaults((fault,)))
    1 fault
      name: Name: a required field is empty; fill it in
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from astra_billing.errors import BillingError
from astra_billing.payers.fields import Field
from astra_billing.payers.kinds import Severity
from astra_billing.payers.numbers import NearMiss, Number
from astra_billing.texts import codes, fill, label, message

if TYPE_CHECKING:
    from astra_billing.texts import Lang

_KNOWN: Final = frozenset(codes())
_OR: Final[dict[Lang, str]] = {"ru": " или ", "en": " or "}


@frozen
class FieldFault:
    """
    One thing that is wrong with one field.

    Attributes:
        path: the name of the field, as it was written.
        code: what is wrong, stable: "missing", "inn.checksum".
        about: the field; None for a name that no form has.
        severity: an error keeps the payer from being saved, a warning is a doubt.
        value: the text as it was given; empty for an empty field.
        facts: what the text mentions, by name.
        near: what could have been meant, where that can be guessed.
    """

    path: str
    code: str
    about: Field | None = None
    severity: Severity = field(default=Severity.ERROR, kw_only=True)
    value: str = field(default="", kw_only=True)
    facts: Mapping[str, object] = field(factory=dict, kw_only=True, hash=False)
    near: NearMiss | None = field(default=None, kw_only=True)

    @property
    def is_error(self) -> bool:
        """Whether it keeps the payer from being saved."""
        return self.severity is Severity.ERROR

    def text(self, lang: Lang) -> str:
        """What is wrong and what to do, as a sentence; a near miss says so."""
        head = self.about.full_label(lang) if self.about and self.about.word else self._label(lang)
        guess = f" ({_guess(self.near, lang)})" if self.near else ""
        return f"{head}: {fill(message(self._text_code(), lang), **self._blanks(lang))}{guess}"

    def to_record(self, lang: Lang) -> dict[str, object]:
        """The fault as plain texts."""
        return {
            "path": self.path,
            "code": self.code,
            "severity": self.severity.value,
            "value": self.value,
            "text": self.text(lang),
        }

    def _label(self, lang: Lang) -> str:
        return self.about.label(lang) if self.about else self.path

    def _text_code(self) -> str:
        own = f"fault.{self.code}"
        return own if own in _KNOWN else f"fault.number.{self.code.partition('.')[2]}"

    def _blanks(self, lang: Lang) -> dict[str, str]:
        shape = f"shape.{self.code.partition('.')[0]}"
        blanks = {name: _said(fact, lang) for name, fact in self.facts.items()}
        return {"shape": message(shape, lang) if shape in _KNOWN else "", **blanks}


@frozen
class PlacedFault:
    """
    A fault with its place in a file.

    Attributes:
        line: the line, None where the file has no line for it.
        path: where, in the terms of the file's own keys: `inn`, `payers[2].inn`.
        fault: what is wrong there.
    """

    line: int | None
    path: str
    fault: FieldFault


class PayerFaults(BillingError, ValueError):
    """
    A payer cannot be what it was given as.

    Attributes:
        faults: everything that is wrong with it, warnings included, in the order of the form.
    """

    def __init__(self, faults: tuple[FieldFault, ...]) -> None:
        self.faults = faults
        super().__init__(faults)

    def __str__(self) -> str:
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        return "\n".join((count, *(f"  {fault.path}: {fault.text('en')}" for fault in self.faults)))


def called(number: Number, lang: Lang) -> str:
    """What an official number is called inside a sentence."""
    return message(f"called.{number}", lang)


def _said(fact: object, lang: Lang) -> str:
    if isinstance(fact, Enum):
        return label(fact, lang)
    if isinstance(fact, date):
        return fact.strftime("%d.%m.%Y") if lang == "ru" else fact.isoformat()
    return str(fact)


def _guess(near: NearMiss, lang: Lang) -> str:
    candidates = _OR[lang].join(near.candidates)
    blanks = {"candidates": candidates}
    if near.reason == "other_type":
        blanks["called"] = called(near.fits, lang)
    return fill(message(f"near.{near.reason}", lang), **blanks)
