"""
Looks through all texts of a form and never stops at the first fault (R23, B45).

    >>> found = examine({"country": "RU", "type": "legal_entity", "inn": "7707083894", "kpp": "77"})
    >>> [f"{fault.path}: {fault.code}" for fault in found.faults]
    ['name: missing', 'contact_person: missing', 'inn: inn.checksum', 'kpp: kpp.length']

What stands in a field that the form has not is a fault as well, for it would be lost:

    >>> [fault.code for fault in examine({"country": "RU", "type": "sole_proprietor", "kpp": "773601001"}).faults]
    ['missing', 'missing', 'kpp.only_legal_entity']
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from astra_billing.payers.contacts import ContactChecker
from astra_billing.payers.crossing import Filled, crossed
from astra_billing.payers.faults import FieldFault
from astra_billing.payers.forms import FIELD_NAMES, fields
from astra_billing.payers.kinds import RUSSIA, Block, FieldKind, PayerType
from astra_billing.payers.reading import Beside, read
from astra_billing.texts import LANGS, message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from astra_billing.payers.fields import Field

_UNSET: Final = frozenset(message("delivery.unset", lang) for lang in LANGS)
_PLACES: Final = {name: place for place, name in enumerate(FIELD_NAMES)}
_ANY: Final = {each.name: each for each in fields(None)}
_FIRST_STEP: Final = tuple(each for each in _ANY.values() if each.block is Block.CHOICE)


@frozen
class Examined:
    """
    What a form holds and what is wrong with it.

    Attributes:
        values: every value that could be read, by the name of its field.
        faults: everything that is wrong, in the order of the form.
    """

    values: Mapping[str, object]
    faults: tuple[FieldFault, ...]


def examine(texts: Mapping[str, str], *, on: date | None = None, contacts: ContactChecker | None = None) -> Examined:
    """
    Read every field of a form and look at all of them together.

    Args:
        texts: what was filled in, by the name of the field; an empty text is an empty field.
        on: today, for dates that must not lie in the future; None leaves these checks out.
        contacts: who judges phones and emails; None leaves them as they are.
    """
    desk = _Desk({name: plain for name, text in texts.items() if (plain := tidy(text))}, contacts)
    desk.read_form()
    desk.note_strangers()
    desk.cross(on)
    return Examined(desk.values, desk.in_order())


def tidy(text: str) -> str:
    """A text without spaces around it and with single ones inside; empty where nothing is set."""
    plain = " ".join(text.split())
    return "" if plain in _UNSET else plain


@frozen
class _Desk:
    """One examination under way."""

    texts: Mapping[str, str]
    contacts: ContactChecker | None
    values: dict[str, object] = field(factory=dict)
    faults: list[FieldFault] = field(factory=list)

    def read_form(self) -> None:
        self._read(_FIRST_STEP)
        self._read(each for each in self._form() if each.block is not Block.CHOICE)

    def _read(self, form: Iterable[Field]) -> None:
        for each in form:
            text = self.texts.get(each.name)
            if text is not None:
                self._read_field(each, text)
            elif each.required:
                self.faults.append(FieldFault(each.name, "missing", each))

    def _read_field(self, each: Field, text: str) -> None:
        found = read(each, text, self._beside(each))
        if found.value is not None:
            self.values[each.name] = found.value
        self.faults.extend(found.faults)

    def _form(self) -> tuple[Field, ...]:
        return fields(self._type(), self._home())

    def _type(self) -> PayerType | None:
        found = self.values.get("type")
        return found if isinstance(found, PayerType) else None

    def _home(self) -> str:
        return str(self.values.get("country") or RUSSIA)

    def _country(self, each: Field) -> str:
        """Of its own address for a postal code, otherwise of the payer."""
        if each.kind is not FieldKind.POSTAL_CODE:
            return self._home()
        return str(self.values.get(each.name.replace("postal_code", "country")) or self._home())

    def _beside(self, each: Field) -> Beside:
        bik = self.values.get("bik")
        return Beside(self._type(), self._country(each), None if bik is None else str(bik), self.contacts)

    def note_strangers(self) -> None:
        """Whatever is filled in and not on the form."""
        on_form = {each.name for each in self._form()}
        for name, text in self.texts.items():
            if name not in on_form:
                self.faults.append(self._misplaced(name, text) if name in _ANY else _unknown(name, text))

    def _misplaced(self, name: str, text: str) -> FieldFault:
        if name == "kpp" and self._type() is not PayerType.LEGAL_ENTITY:
            return FieldFault(name, "kpp.only_legal_entity", _ANY[name], value=text)
        return FieldFault(name, "not_on_form", _ANY[name], value=text, facts={"form": self._type()})

    def cross(self, on: date | None) -> None:
        unread = frozenset(self.texts) - frozenset(self.values)
        for found in crossed(Filled(self.values, unread), on):
            text = self.texts[found.path]
            each = next(each for each in self._form() if each.name == found.path)
            self.faults.append(
                FieldFault(found.path, found.code, each, severity=found.severity, value=text, facts=found.facts)
            )

    def in_order(self) -> tuple[FieldFault, ...]:
        """The faults in the order of the form, strangers last."""
        return tuple(sorted(self.faults, key=lambda fault: _PLACES.get(fault.path, len(_PLACES))))


def _unknown(name: str, text: str) -> FieldFault:
    close = get_close_matches(name, FIELD_NAMES, n=1)
    return FieldFault(
        name,
        "unknown.near" if close else "unknown",
        value=text,
        facts={"near": close[0]} if close else {},
    )
