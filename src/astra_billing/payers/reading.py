"""
Reads one text of a form as its kind asks: the value as it is kept, and what is wrong with it.

A field that reads with a warning has a value; one that reads with an error has none.

    >>> from astra_billing.payers.forms import fields
    >>> from astra_billing.payers.kinds import PayerType
    >>> form = {field.name: field for field in fields(PayerType.LEGAL_ENTITY)}
    >>> read(form["inn"], "7707 083 893", Beside())
    Read(value='7707083893', faults=())
    >>> read(form["inn"], "7707083894", Beside()).faults[0].code
    'inn.checksum'
    >>> read(form["same_address"], "да", Beside()).value
    True
    >>> read(form["delivery"], "По почте, email", Beside()).value == {Delivery.POST, Delivery.EMAIL}
    True
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import frozen

from astra_billing.payers.contacts import ContactChecker, ContactFault
from astra_billing.payers.countries import country_of
from astra_billing.payers.faults import FieldFault
from astra_billing.payers.kinds import RUSSIA, Delivery, FieldKind, PayerType, Severity
from astra_billing.payers.number_reading import read_number
from astra_billing.texts import LANGS, label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import Enum

    from astra_billing.payers.fields import Field


@frozen
class Beside:
    """
    What a field cannot know of itself.

    Attributes:
        payer_type: the status of the payer, None while it is not known.
        country: the country that the field follows: of its address for a postal code, otherwise of the payer.
        bik: the BIK beside an account, None without a right one.
        contacts: who judges phones and emails; None if nobody does.
    """

    payer_type: PayerType | None = None
    country: str = RUSSIA
    bik: str | None = None
    contacts: ContactChecker | None = None


@frozen
class Read:
    """
    What a text was read as.

    Attributes:
        value: the value as a payer keeps it; None with an error.
        faults: what is wrong with the text.
    """

    value: object = None
    faults: tuple[FieldFault, ...] = ()


def read(field: Field, text: str, beside: Beside) -> Read:
    """The value of a text that is not empty, or what is wrong with it."""
    if len(text) > field.max_length:
        return _fault(field, text, "too_long", limit=field.max_length)
    if field.kind.is_number:
        return _number(field, text, beside)
    return _READERS[field.kind](field, text, beside)


def _fault(field: Field, text: str, code: str, **facts: object) -> Read:
    return Read(None, (FieldFault(field.name, code, field, value=text, facts=facts),))


def _number(field: Field, text: str, beside: Beside) -> Read:
    if field.kind is FieldKind.POSTAL_CODE and beside.country != RUSSIA:
        return _text(field, text, beside)
    value, fault = read_number(field, text, payer_type=beside.payer_type, bik=beside.bik)
    return Read(value, (fault,) if fault else ())


_MIXED: Final = re.compile(r"[^\W\d_]*(?:[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z])[^\W\d_]*")


def _text(field: Field, text: str, _: Beside) -> Read:
    if not text.isprintable():
        return _fault(field, text, "control")
    mixed = _MIXED.search(text)
    if mixed is None:
        return Read(text)
    doubt = FieldFault(
        field.name, "mixed_scripts", field, severity=Severity.WARNING, value=text, facts={"word": mixed[0]}
    )
    return Read(text, (doubt,))


def _named(members: type[Enum]) -> dict[str, Enum]:
    names = {str(member.value): member for member in members}
    return names | {label(member, lang).casefold(): member for member in members for lang in LANGS}


_TYPES: Final = {
    **_named(PayerType),
    "физлицо": PayerType.INDIVIDUAL,
    "юрлицо": PayerType.LEGAL_ENTITY,
    "ип": PayerType.SOLE_PROPRIETOR,
}
_WAYS: Final = _named(Delivery)
_FLAGS: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("да", "yes", "true", "1", "on", "вкл."), True),
    **dict.fromkeys(("нет", "no", "false", "0", "off", "выкл."), False),
}
_DAY: Final = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})", re.ASCII)
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def _country(field: Field, text: str, _: Beside) -> Read:
    code = country_of(text)
    return Read(code) if code else _fault(field, text, "country.unknown")


def _type(field: Field, text: str, _: Beside) -> Read:
    member = _TYPES.get(text.casefold())
    return Read(member) if member else _fault(field, text, "type.unknown")


def _flag(field: Field, text: str, _: Beside) -> Read:
    answer = _FLAGS.get(text.casefold())
    return _fault(field, text, "flag.unreadable") if answer is None else Read(answer)


def _delivery(field: Field, text: str, _: Beside) -> Read:
    parts = [part.strip().casefold() for part in text.split(",")]
    ways = [_WAYS.get(part) for part in parts if part]
    if None in ways or not ways:
        return _fault(field, text, "delivery.unknown")
    return Read(frozenset(ways))


def _date(field: Field, text: str, _: Beside) -> Read:
    """A day as the form writes it, 01.12.2000, or as files do, 2000-12-01."""
    iso, russian = _ISO.fullmatch(text), _DAY.fullmatch(text)
    parts = iso.groups() if iso else russian.groups()[::-1] if russian else ()
    try:
        return Read(date(*map(int, parts)))
    except (TypeError, ValueError):
        return _fault(field, text, "date.unreadable")


def _phone(field: Field, text: str, beside: Beside) -> Read:
    return _contact(field, text, beside, lambda judge: judge.phone(text, beside.country))


def _email(field: Field, text: str, beside: Beside) -> Read:
    return _contact(field, text, beside, lambda judge: judge.email(text))


def _contact(field: Field, text: str, beside: Beside, judged: Callable[[ContactChecker], str]) -> Read:
    try:
        return Read(text if beside.contacts is None else judged(beside.contacts))
    except ContactFault as fault:
        return _fault(field, text, fault.code)


_READERS: Final[Mapping[FieldKind, Callable[[Field, str, Beside], Read]]] = {
    FieldKind.COUNTRY: _country,
    FieldKind.TYPE: _type,
    FieldKind.TEXT: _text,
    FieldKind.FLAG: _flag,
    FieldKind.DATE: _date,
    FieldKind.DELIVERY: _delivery,
    FieldKind.PHONE: _phone,
    FieldKind.EMAIL: _email,
}
