"""
The form of each payer as data: which fields, in which blocks, which of them required (R21, R23).

    >>> [field.name for field in fields(PayerType.INDIVIDUAL) if field.required]
    ['country', 'type', 'contact_person']
    >>> {field.name for field in fields(PayerType.LEGAL_ENTITY)} - {field.name for field in fields(
    ...     PayerType.SOLE_PROPRIETOR)} == {"kpp", "director", "director_genitive", "director_dative",
    ...     "position_genitive", "position_dative"}
    True

The form of another country has no KPP, and its numbers are texts:

    >>> [field.label("en") for field in fields(PayerType.LEGAL_ENTITY, "DE") if field.name in {"inn", "bik", "kpp"}]
    ['Tax number', 'Bank code']

Only the star of a field is the manual's; the lengths are a decision of this library.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from attrs import evolve

from astra_billing.payers.fields import Field
from astra_billing.payers.kinds import RUSSIA, Block, FieldKind, PayerType

_COMPANY: Final = frozenset({PayerType.LEGAL_ENTITY})
_PERSON: Final = frozenset({PayerType.INDIVIDUAL, PayerType.SOLE_PROPRIETOR})
_BUSINESS: Final = frozenset({PayerType.LEGAL_ENTITY, PayerType.SOLE_PROPRIETOR})
_ALL: Final = frozenset(PayerType)
_NUMBER: Final = 64


def _address(name: str, block: Block) -> tuple[Field, ...]:
    return (
        Field(f"{name}_country", block, FieldKind.COUNTRY, max_length=_NUMBER, word="address.country"),
        Field(f"{name}_postal_code", block, FieldKind.POSTAL_CODE, max_length=_NUMBER, word="address.postal_code"),
        Field(f"{name}_city", block, word="address.city"),
        Field(f"{name}_street", block, word="address.street"),
    )


_FIELDS: Final = (
    (_ALL, Field("country", Block.CHOICE, FieldKind.COUNTRY, required=True, max_length=_NUMBER)),
    (_ALL, Field("type", Block.CHOICE, FieldKind.TYPE, required=True, max_length=_NUMBER)),
    (_BUSINESS, Field("name", Block.MAIN, required=True)),
    (_ALL, Field("contact_person", Block.MAIN, required=True)),
    (_ALL, Field("phone", Block.MAIN, FieldKind.PHONE, max_length=_NUMBER)),
    (_BUSINESS, Field("fax", Block.MAIN, FieldKind.PHONE, max_length=_NUMBER)),
    (_ALL, Field("email", Block.MAIN, FieldKind.EMAIL, max_length=254)),
    (_ALL, Field("delivery", Block.MAIN, FieldKind.DELIVERY)),
    *((_BUSINESS, each) for each in _address("legal", Block.LEGAL_ADDRESS)),
    (_BUSINESS, Field("same_address", Block.ACTUAL_ADDRESS, FieldKind.FLAG, max_length=_NUMBER)),
    *((_ALL, each) for each in _address("actual", Block.ACTUAL_ADDRESS)),
    (_BUSINESS, Field("inn", Block.ACCOUNTING, FieldKind.INN, max_length=_NUMBER)),
    (_COMPANY, Field("kpp", Block.ACCOUNTING, FieldKind.KPP, max_length=_NUMBER)),
    (_BUSINESS, Field("ogrn", Block.ACCOUNTING, FieldKind.OGRN, max_length=_NUMBER)),
    (_BUSINESS, Field("bank_name", Block.ACCOUNTING)),
    (_BUSINESS, Field("bik", Block.ACCOUNTING, FieldKind.BIK, max_length=_NUMBER)),
    (_BUSINESS, Field("account", Block.ACCOUNTING, FieldKind.ACCOUNT, max_length=_NUMBER)),
    (
        _BUSINESS,
        Field("correspondent_account", Block.ACCOUNTING, FieldKind.CORRESPONDENT_ACCOUNT, max_length=_NUMBER),
    ),
    (_COMPANY, Field("director", Block.CONTRACT)),
    (_BUSINESS, Field("position", Block.CONTRACT)),
    (_COMPANY, Field("director_genitive", Block.CONTRACT)),
    (_COMPANY, Field("position_genitive", Block.CONTRACT)),
    (_COMPANY, Field("director_dative", Block.CONTRACT)),
    (_COMPANY, Field("position_dative", Block.CONTRACT)),
    (_BUSINESS, Field("acts_on", Block.CONTRACT)),
    (_PERSON, Field("passport", Block.CONTRACT, FieldKind.PASSPORT, max_length=_NUMBER)),
    (_PERSON, Field("passport_issued_on", Block.CONTRACT, FieldKind.DATE, max_length=_NUMBER)),
    (_PERSON, Field("passport_issued_by", Block.CONTRACT)),
    (_PERSON, Field("born_on", Block.CONTRACT, FieldKind.DATE, max_length=_NUMBER)),
    (_PERSON, Field("registration_city", Block.CONTRACT)),
    (_PERSON, Field("registration_address", Block.CONTRACT)),
)

FIELD_NAMES: Final = tuple(each.name for _, each in _FIELDS)
"""The name of every field of any form."""


@cache
def fields(payer_type: PayerType | None, country: str = RUSSIA) -> tuple[Field, ...]:
    """
    The form of a payer, in the order in which it is filled in (R21, R23).

    Args:
        payer_type: the status; None for the fields of all, while the status is not known.
        country: its ISO 3166 code; elsewhere than in Russia there is no KPP and numbers are texts.
    """
    asked = [each for types, each in _FIELDS if payer_type is None or payer_type in types]
    shown = [_of_type(each, payer_type) for each in asked]
    return tuple(shown if country == RUSSIA else map(_abroad, (each for each in shown if each.name != "kpp")))


def _of_type(field: Field, payer_type: PayerType | None) -> Field:
    if field.kind is FieldKind.OGRN and payer_type is PayerType.SOLE_PROPRIETOR:
        return evolve(field, kind=FieldKind.OGRNIP)
    return field


def _abroad(field: Field) -> Field:
    is_text = field.kind.is_number and field.kind is not FieldKind.POSTAL_CODE  # whose check follows its own address
    return evolve(field, is_foreign=True, kind=FieldKind.TEXT if is_text else field.kind)
