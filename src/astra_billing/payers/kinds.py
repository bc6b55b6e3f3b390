"""
The words that a payer's form is made of: status, block, kind of field, way of delivery (R21-R24).

    >>> from astra_billing.texts import label
    >>> [label(kind, "ru") for kind in PayerType]
    ['Физическое лицо', 'Юридическое лицо', 'Индивидуальный предприниматель']
    >>> FieldKind.INN.is_number, FieldKind.DATE.is_number
    (True, False)
"""

from __future__ import annotations

from enum import Enum
from typing import Final

RUSSIA: Final = "RU"
"""The country whose numbers are checked."""


class PayerType(Enum):
    """Статус плательщика, the legal status of a payer (R21); it never changes (R20)."""

    INDIVIDUAL = "individual"
    LEGAL_ENTITY = "legal_entity"
    SOLE_PROPRIETOR = "sole_proprietor"


class Delivery(Enum):
    """Получать документы, a way on which documents reach the payer (R24)."""

    PORTAL = "portal"
    POST = "post"
    EMAIL = "email"


class Block(Enum):
    """A part of the form, in the order in which it is filled in (R21, R23)."""

    CHOICE = "choice"
    MAIN = "main"
    LEGAL_ADDRESS = "legal_address"
    ACTUAL_ADDRESS = "actual_address"
    ACCOUNTING = "accounting"
    CONTRACT = "contract"


class FieldKind(Enum):
    """What may stand in a field; it chooses the check and the control that a form shows."""

    COUNTRY = "country"
    TYPE = "type"
    TEXT = "text"
    FLAG = "flag"
    DATE = "date"
    DELIVERY = "delivery"
    PHONE = "phone"
    EMAIL = "email"
    INN = "inn"
    KPP = "kpp"
    OGRN = "ogrn"
    OGRNIP = "ogrnip"
    BIK = "bik"
    ACCOUNT = "account"
    CORRESPONDENT_ACCOUNT = "correspondent_account"
    PASSPORT = "passport"
    POSTAL_CODE = "postal_code"

    @property
    def is_number(self) -> bool:
        """Whether it is an official Russian number, checked by the module of its name in `numbers`."""
        return self in _NUMBERS


_NUMBERS: Final = frozenset(
    {
        FieldKind.INN,
        FieldKind.KPP,
        FieldKind.OGRN,
        FieldKind.OGRNIP,
        FieldKind.BIK,
        FieldKind.ACCOUNT,
        FieldKind.CORRESPONDENT_ACCOUNT,
        FieldKind.PASSPORT,
        FieldKind.POSTAL_CODE,
    }
)


class Severity(Enum):
    """How much a fault matters: an error keeps a payer from being saved, a warning is a doubt (B45)."""

    ERROR = "error"
    WARNING = "warning"


class DependencyKind(Enum):
    """What may hang on a payer, and so keeps it from being deleted or moves in a merge (R28, B43, B44)."""

    CONTRACT = "contract"
    PAYMENT = "payment"
    EXPENSE = "expense"
    ACT = "act"
    SAVED_METHOD = "saved_method"
    OTHER = "other"
