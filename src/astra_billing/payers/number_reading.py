"""
Reads an official number in a form: the clean number, or its fault with a guess at what was meant.

    >>> from astra_billing.payers.fields import Field
    >>> from astra_billing.payers.kinds import Block
    >>> inn = Field("inn", Block.ACCOUNTING, FieldKind.INN)
    >>> read_number(inn, "7707 083 893", payer_type=PayerType.LEGAL_ENTITY, bik=None)
    ('7707083893', None)

An INN that is right for somebody else is a fault of its own:

    >>> _, fault = read_number(inn, "500100732259", payer_type=PayerType.LEGAL_ENTITY, bik=None)
    >>> fault.code
    'inn.of_person'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from astra_billing.payers.faults import FieldFault
from astra_billing.payers.kinds import FieldKind, PayerType, Severity
from astra_billing.payers.numbers import (
    NumberFault,
    account,
    bik,
    correspondent_account,
    inn,
    kpp,
    near,
    ogrn,
    ogrnip,
    passport,
    postal_code,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from astra_billing.payers.fields import Field
    from astra_billing.payers.numbers import Number

_INN_LENGTH: Final = {PayerType.LEGAL_ENTITY: inn.ORGANISATION, PayerType.SOLE_PROPRIETOR: inn.PERSON}
_OF_ANOTHER_TYPE: Final[Mapping[Number, str]] = {"ogrn": "ogrn.of_proprietor", "ogrnip": "ogrnip.of_organisation"}

_VALIDATE: Final[Mapping[FieldKind, Callable[[str], str]]] = {
    FieldKind.INN: inn.validate,
    FieldKind.KPP: kpp.validate,
    FieldKind.OGRN: ogrn.validate,
    FieldKind.OGRNIP: ogrnip.validate,
    FieldKind.BIK: bik.validate,
    FieldKind.PASSPORT: passport.validate,
    FieldKind.POSTAL_CODE: postal_code.validate,
}
_COMPACT: Final[Mapping[FieldKind, Callable[[str], str]]] = {
    FieldKind.INN: inn.compact,
    FieldKind.KPP: kpp.compact,
    FieldKind.OGRN: ogrn.compact,
    FieldKind.OGRNIP: ogrnip.compact,
    FieldKind.BIK: bik.compact,
    FieldKind.POSTAL_CODE: postal_code.compact,
}


def read_number(
    field: Field, text: str, *, payer_type: PayerType | None, bik: str | None
) -> tuple[str | None, FieldFault | None]:
    """
    The clean number and what is wrong with it; a doubt leaves the number, an error does not.

    Args:
        field: the field, whose kind names the number.
        text: what was typed, not empty.
        payer_type: the status, which an INN has to fit.
        bik: the right BIK beside an account, if there is one.
    """
    try:
        clean = _validated(field.kind, text, bik)
    except NumberFault as fault:
        return _refused(field, fault, payer_type, bik)
    length = _INN_LENGTH.get(payer_type) if payer_type and field.kind is FieldKind.INN else None
    if length in {None, len(clean)}:
        return clean, None
    code = "inn.of_person" if length == inn.ORGANISATION else "inn.of_organisation"
    return None, FieldFault(field.name, code, field, value=text)


def _validated(kind: FieldKind, text: str, bik: str | None) -> str:
    if kind is FieldKind.ACCOUNT:
        return account.validate(text, bik)
    if kind is FieldKind.CORRESPONDENT_ACCOUNT:
        return correspondent_account.validate(text, bik)
    return _VALIDATE[kind](text)


def _refused(
    field: Field, fault: NumberFault, payer_type: PayerType | None, bik: str | None
) -> tuple[str | None, FieldFault | None]:
    text = str(fault.value)
    own = FieldFault(field.name, f"{fault.number}.{fault.code}", field, value=text)
    if fault.is_policy:
        return _COMPACT[field.kind](text), evolve(own, severity=Severity.WARNING)
    length = _INN_LENGTH.get(payer_type) if payer_type and fault.number == "inn" else None
    guess = near(fault.number, text, bik=bik, length=length)
    other = _OF_ANOTHER_TYPE.get(fault.number) if guess and guess.reason == "other_type" else None
    if other is None:
        return None, evolve(own, near=guess)
    return (_COMPACT[field.kind](text), None) if payer_type is None else (None, evolve(own, code=other))
