"""
The three payers: every field of the portal's form, right from the moment a value exists (R18, R23).

    >>> payer = LegalEntity(name="Компания №1", contact_person="Иван", inn="7707 083 893", legal_city="Москва",
    ...     same_address=True)
    >>> payer.inn, payer.actual_address.city, payer.title
    ('7707083893', 'Москва', 'Компания №1')

The names of the attributes are those of the form, so a form is filled from a payer as well:

    >>> payer.texts()["type"], payer.texts()["same_address"]
    ('legal_entity', 'yes')

The odd case: what no form would take cannot be built either.

    >>> SoleProprietor(name="", contact_person="Иван", inn="7707083893")
    Traceback (most recent call last):
    astra_billing.payers.faults.PayerFaults: 2 faults
      name: Name: a required field is empty; fill it in
      inn: INN: this is the INN of an organisation (10 digits); give the proprietor's (12 digits), or choose ...
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import ClassVar, TypeAlias

from attrs import asdict, evolve, field, frozen

from astra_billing.errors import InvalidValue
from astra_billing.payers.examining import examine
from astra_billing.payers.faults import PayerFaults
from astra_billing.payers.kinds import RUSSIA, Delivery, PayerType
from astra_billing.payers.requisites import Address, Requisites


def as_text(value: object) -> str:
    """
    A value as a form takes it.

    Raises:
        InvalidValue: it is a number, which has lost its leading zeros, or something else that no form has.
    """
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Iterable):
        return ", ".join(sorted(map(as_text, value)))
    raise InvalidValue(value, expected="text", fix="pass a str, with its leading zeros")


def _ways(value: Iterable[Delivery] | None) -> frozenset[Delivery] | None:
    """Nothing chosen is not set (R24)."""
    return frozenset(value or ()) or None


@frozen(kw_only=True)
class _Common:
    """What every payer has."""

    type: ClassVar[PayerType]

    country: str = RUSSIA
    contact_person: str
    phone: str = ""
    email: str = ""
    delivery: frozenset[Delivery] | None = field(default=None, converter=_ways)
    actual_country: str = ""
    actual_postal_code: str = ""
    actual_city: str = ""
    actual_street: str = ""

    def __attrs_post_init__(self) -> None:
        found = examine(self.texts())
        if any(fault.is_error for fault in found.faults):
            raise PayerFaults(found.faults)
        for name, value in found.values.items():
            if name != "type":
                object.__setattr__(self, name, value)

    @property
    def title(self) -> str:
        """Наименование, what the list of payers shows: a company, a person, a proprietor (R26)."""
        return self.contact_person

    @property
    def actual_address(self) -> Address:
        """Фактический адрес."""
        return Address(self.actual_country, self.actual_postal_code, self.actual_city, self.actual_street)

    def texts(self) -> dict[str, str]:
        """The texts of the form that this payer fills, to change them and check them again (R27)."""
        told = {name: as_text(value) for name, value in asdict(self, recurse=False).items()}
        return {"type": self.type.value, **{name: text for name, text in told.items() if text}}


@frozen(kw_only=True)
class _Business(_Common):
    """What a company and a proprietor have."""

    name: str
    fax: str = ""
    legal_country: str = ""
    legal_postal_code: str = ""
    legal_city: str = ""
    legal_street: str = ""
    same_address: bool = False
    inn: str = ""
    ogrn: str = ""
    bank_name: str = ""
    bik: str = ""
    account: str = ""
    correspondent_account: str = ""
    position: str = ""
    acts_on: str = ""

    @property
    def title(self) -> str:
        """Наименование (R26)."""
        return self.name

    @property
    def legal_address(self) -> Address:
        """Юридический адрес."""
        return Address(self.legal_country, self.legal_postal_code, self.legal_city, self.legal_street)

    @property
    def actual_address(self) -> Address:
        """Фактический адрес; the legal one where the form says that they are the same."""
        return self.legal_address if self.same_address else super().actual_address

    @property
    def requisites(self) -> Requisites:
        """What an invoice is made out with (R22, R30)."""
        return Requisites(
            name=self.name,
            inn=self.inn,
            ogrn=self.ogrn,
            bank_name=self.bank_name,
            bik=self.bik,
            account=self.account,
            correspondent_account=self.correspondent_account,
            address=self.legal_address,
        )


@frozen(kw_only=True, slots=False)  # two bases with slots of their own cannot meet in one class
class _Holder:
    """What everybody with a passport has."""

    passport: str = ""
    passport_issued_on: date | None = None
    passport_issued_by: str = ""
    born_on: date | None = None
    registration_city: str = ""
    registration_address: str = ""


@frozen(kw_only=True)
class Individual(_Holder, _Common):
    """Физическое лицо: a person, who has a passport and no requisites (R23)."""

    type: ClassVar[PayerType] = PayerType.INDIVIDUAL

    @property
    def requisites(self) -> Requisites:
        """What an invoice is made out with: the name and the address (R22)."""
        return Requisites(name=self.contact_person, address=self.actual_address)


@frozen(kw_only=True)
class LegalEntity(_Business):
    """Юридическое лицо: an organisation with its director, whose name and position stand in three cases (R23)."""

    type: ClassVar[PayerType] = PayerType.LEGAL_ENTITY

    kpp: str = ""
    director: str = ""
    director_genitive: str = ""
    director_dative: str = ""
    position_genitive: str = ""
    position_dative: str = ""

    @property
    def requisites(self) -> Requisites:
        """What an invoice is made out with, the KPP of an organisation included (R22, R30)."""
        return evolve(super().requisites, kpp=self.kpp)


@frozen(kw_only=True)
class SoleProprietor(_Holder, _Business):
    """Индивидуальный предприниматель: the requisites of a business without KPP, and a passport (R23)."""

    type: ClassVar[PayerType] = PayerType.SOLE_PROPRIETOR


Payer: TypeAlias = Individual | LegalEntity | SoleProprietor
"""Плательщик: who is billed."""

KINDS: dict[PayerType, type[Individual | LegalEntity | SoleProprietor]] = {
    kind.type: kind for kind in (Individual, LegalEntity, SoleProprietor)
}
"""The class of each status."""
