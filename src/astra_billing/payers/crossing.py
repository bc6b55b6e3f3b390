"""
Checks between the fields of one payer: dates that make sense, an address where documents go, a year that has come.

    >>> card = Filled({"country": "RU", "born_on": date(1999, 3, 3), "passport_issued_on": date(2000, 12, 1)})
    >>> [(doubt.path, doubt.code) for doubt in crossed(card, on=date(2026, 1, 15))]
    [('passport_issued_on', 'passport_issued_on.before_14')]

What needs to know today is only found where a day is given:

    >>> len(crossed(Filled({"born_on": date(2030, 1, 1)}), on=None))
    0
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from astra_billing.payers.kinds import RUSSIA, Delivery, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_AGE: Final = 14
_LONGEST_LIFE: Final = 120
_CENTURY: Final = 2000
_DATES: Final = ("passport_issued_on", "born_on")
_PARTS: Final = ("country", "postal_code", "city", "street")


@frozen
class Filled:
    """
    What a form holds.

    Attributes:
        values: what was read, by the name of the field.
        unread: the fields that are filled in and could not be read.
    """

    values: Mapping[str, object]
    unread: frozenset[str] = frozenset()

    @property
    def is_russian(self) -> bool:
        """Whether the payer is of Russia."""
        return self.values.get("country") == RUSSIA

    def has(self, name: str) -> bool:
        """Whether a field is filled in, rightly or not."""
        return name in self.values or name in self.unread

    def day(self, name: str) -> date | None:
        """A date that could be read."""
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def is_sent(self, way: Delivery) -> bool:
        """Whether documents are asked for on this way."""
        ways = self.values.get("delivery")
        return isinstance(ways, frozenset) and way in ways


@frozen
class Crossed:
    """
    What is wrong between fields.

    Attributes:
        path: the field that is to be looked at.
        code: what is wrong.
        severity: how much it matters.
        facts: what the text mentions.
    """

    path: str
    code: str
    severity: Severity = Severity.WARNING
    facts: Mapping[str, object] = field(factory=dict, hash=False)


def crossed(filled: Filled, on: date | None) -> list[Crossed]:
    """Everything that is wrong between the fields, each of which was read for itself."""
    found = [*_passport(filled), *_bank(filled), *_address(filled), *_documents(filled)]
    return found if on is None else [*_future(filled, on), *found]


def _future(filled: Filled, on: date) -> Iterator[Crossed]:
    for name in _DATES:
        day = filled.day(name)
        if day and day > on:
            yield Crossed(name, "date.in_future", Severity.ERROR, {"on": on})
    born = filled.day("born_on")
    if born and on.year - born.year > _LONGEST_LIFE:
        yield Crossed("born_on", "born_on.too_early", facts={"years": _LONGEST_LIFE})
    number = filled.values.get("ogrn")
    if filled.is_russian and number and _CENTURY + int(str(number)[1:3]) > on.year:
        yield Crossed("ogrn", "ogrn.year", facts={"year": _CENTURY + int(str(number)[1:3])})


def _passport(filled: Filled) -> Iterator[Crossed]:
    born, issued = filled.day("born_on"), filled.day("passport_issued_on")
    if born is None or issued is None:
        return
    if issued < born:
        yield Crossed("passport_issued_on", "passport_issued_on.before_birth", Severity.ERROR, {"born_on": born})
    elif filled.is_russian and (issued.year - _OF_AGE, issued.month, issued.day) < (born.year, born.month, born.day):
        yield Crossed("passport_issued_on", "passport_issued_on.before_14", facts={"born_on": born})


def _bank(filled: Filled) -> Iterator[Crossed]:
    for name in ("account", "correspondent_account"):
        if filled.is_russian and name in filled.values and not filled.has("bik"):
            yield Crossed(name, "account.without_bik")


def _address(filled: Filled) -> Iterator[Crossed]:
    values = filled.values
    told = [part for part in _PARTS if f"actual_{part}" in values]
    if values.get("same_address") and any(values[f"actual_{part}"] != values.get(f"legal_{part}") for part in told):
        yield Crossed("same_address", "same_address.contradiction", Severity.ERROR)


def _documents(filled: Filled) -> Iterator[Crossed]:
    if filled.is_sent(Delivery.EMAIL) and not filled.has("email"):
        yield Crossed("delivery", "delivery.no_email")
    if filled.is_sent(Delivery.POST) and not (filled.has("actual_street") or filled.has("legal_street")):
        yield Crossed("delivery", "delivery.no_address")
