"""
`Address` and `Requisites`: the parts of a payer that documents print (R18, R22).

    >>> str(Address("RU", "140140", "Москва", "ул. Ленина, д. 1"))
    '140140, Москва, ул. Ленина, д. 1'
    >>> Requisites(name="Компания №1", inn="7707083893").kpp
    ''
"""

from __future__ import annotations

from attrs import Factory, frozen


@frozen
class Address:
    """
    Адрес, an address of the form; any part may be empty.

    Attributes:
        country: the ISO 3166 code.
        postal_code: Индекс.
        city: Город.
        street: Адрес, what follows the city.
    """

    country: str = ""
    postal_code: str = ""
    city: str = ""
    street: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filled in."""
        return not (self.country or self.postal_code or self.city or self.street)

    def __str__(self) -> str:
        return ", ".join(part for part in (self.postal_code, self.city, self.street) if part)


@frozen(kw_only=True)
class Requisites:
    """
    Реквизиты, what fills an invoice automatically (R22); an empty text is an empty field.

    Attributes:
        name: the company, the proprietor or the person.
        inn: ИНН, or the tax number of another country.
        kpp: КПП, of organisations only.
        ogrn: ОГРН or ОГРНИП, or a registration number of another country.
        bank_name: Название банка.
        bik: БИК.
        account: Расчетный счет.
        correspondent_account: Корреспондентский счет.
        address: the legal address, of a person the actual one.
    """

    name: str
    inn: str = ""
    kpp: str = ""
    ogrn: str = ""
    bank_name: str = ""
    bik: str = ""
    account: str = ""
    correspondent_account: str = ""
    address: Address = Factory(Address)
