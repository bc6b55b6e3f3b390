"""
`check`: a filled-in form becomes a payer, or a report with every fault at once (R23, R25, B45).

    >>> draft = PayerDraft.of(PayerType.LEGAL_ENTITY, name="Компания №1", contact_person="Иван", inn="7770083893")
    >>> report = check(draft, on=date(2026, 1, 15))
    >>> print(report.text("ru"))
    ИНН: контрольные цифры не сходятся; сверьте с документом цифру за цифрой (возможно, переставлены соседние ...
    >>> report.is_sound
    False

A report without errors gives the payer; its warnings are doubts that a person decides on.

    >>> check(draft.having(inn="7707083893"), on=date(2026, 1, 15)).require().inn
    '7707083893'
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import field, frozen

from astra_billing.payers.contacts import PLAIN
from astra_billing.payers.entities import KINDS, Payer, as_text
from astra_billing.payers.examining import examine
from astra_billing.payers.faults import FieldFault, PayerFaults
from astra_billing.payers.kinds import RUSSIA, PayerType
from astra_billing.texts import message
from astra_billing.views.tabular import Tabular

if TYPE_CHECKING:
    from astra_billing.payers.contacts import ContactChecker
    from astra_billing.texts import Lang


def _texts(given: Mapping[str, object]) -> Mapping[str, str]:
    return MappingProxyType({name: as_text(value) for name, value in given.items()})


@frozen
class PayerDraft:
    """
    A form as it was filled in: any texts under any names, nothing of it checked.

    Attributes:
        texts: the texts by the name of their field; dates, flags and enum members become texts.
    """

    texts: Mapping[str, str] = field(converter=_texts, hash=False)

    @classmethod
    def of(cls, payer_type: PayerType, country: str = RUSSIA, **texts: object) -> PayerDraft:
        """A form after its first step, country and status (R21), with what was filled in."""
        return cls({"country": country, "type": payer_type, **texts})

    @classmethod
    def from_payer(cls, payer: Payer) -> PayerDraft:
        """The form of a payer that exists, to be changed (R27)."""
        return cls(payer.texts())

    def having(self, **texts: object) -> PayerDraft:
        """The same form with some fields filled in anew."""
        return PayerDraft({**self.texts, **texts})

    def __reduce__(self) -> tuple[object, ...]:
        return PayerDraft, (dict(self.texts),)


@frozen
class CheckReport(Tabular):
    """
    What a form holds and everything that is wrong with it.

    Attributes:
        draft: the form.
        on: the day of the check.
        faults: every fault, in the order of the form.
        values: what could be read, by the name of the field.
    """

    draft: PayerDraft
    on: date
    faults: tuple[FieldFault, ...]
    values: Mapping[str, object] = field(repr=False, hash=False)

    @property
    def errors(self) -> tuple[FieldFault, ...]:
        """The faults that keep the payer from being saved."""
        return tuple(fault for fault in self.faults if fault.is_error)

    @property
    def warnings(self) -> tuple[FieldFault, ...]:
        """The doubts."""
        return tuple(fault for fault in self.faults if not fault.is_error)

    @property
    def is_sound(self) -> bool:
        """Whether a payer can be made of the form."""
        return not self.errors

    def require(self) -> Payer:
        """
        The payer.

        Raises:
            PayerFaults: there are errors; it carries all faults.
        """
        if not self.is_sound:
            raise PayerFaults(self.faults)
        values = {name: value for name, value in self.values.items() if name != "type"}
        return KINDS[PayerType(self.values["type"])](**values)  # type: ignore[arg-type]

    def text(self, lang: Lang) -> str:
        """The faults as sentences, one a line."""
        return "\n".join(fault.text(lang) for fault in self.faults) or message("check.sound", lang)

    def to_records(self, lang: Lang = "en") -> list[dict[str, object]]:
        """One record a fault."""
        return [fault.to_record(lang) for fault in self.faults]


def check(draft: PayerDraft, on: date, *, contacts: ContactChecker = PLAIN) -> CheckReport:
    """
    Look through a whole form.

    Args:
        draft: the form as it was filled in.
        on: today, after which nobody is born and no passport is issued.
        contacts: who judges phones and emails; an adapter has a better judge than the plain one.
    """
    found = examine(draft.texts, on=on, contacts=contacts)
    return CheckReport(draft, on, found.faults, found.values)
