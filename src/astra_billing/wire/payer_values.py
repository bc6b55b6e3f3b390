"""
Payers for any cattrs converter: each names its class, and empty fields are left out.

    >>> from cattrs import Converter
    >>> from astra_billing.payers import LegalEntity, Payer, PayerBook
    >>> converter = register_payers(Converter(detailed_validation=False))
    >>> book = PayerBook().plus("181", LegalEntity(name="Lala limited", contact_person="Иван", inn="7707083893"))
    >>> record = converter.unstructure(book)
    >>> record["entries"][0]["payer"]
    {'country': 'RU', 'contact_person': 'Иван', 'name': 'Lala limited', 'inn': '7707083893', 'type': 'LegalEntity'}
    >>> converter.structure(record, PayerBook) == book
    True

The odd case: a payer is checked again when it is read, so no record makes a wrong one.

    >>> converter.structure({"type": "LegalEntity", "name": "Lala", "contact_person": "Иван", "inn": "1"}, Payer)
    Traceback (most recent call last):
    astra_billing.payers.faults.PayerFaults: 1 fault
      inn: INN: it has the wrong length; type 10 digits of an organisation or 12 of a person
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from astra_billing.payers import Payer, PayerDraft

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from typing import TypeVar

    from cattrs import Converter

    from astra_billing.payers import Delivery

    C = TypeVar("C", bound=Converter)


def register_payers(converter: C) -> C:
    """The converter, taught payers and forms; the book, merges and locks need no more."""
    from cattrs.gen import make_dict_unstructure_fn, override  # noqa: PLC0415  # only who stores or reads pays for it
    from cattrs.strategies import configure_tagged_union  # noqa: PLC0415  # as above

    converter.register_unstructure_hook(PayerDraft, lambda draft: {"texts": dict(draft.texts)})
    told, ways = override(omit_if_default=False), override(unstruct_hook=_write_ways)
    for kind in get_args(Payer):
        write = make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True, country=told, delivery=ways)
        converter.register_unstructure_hook(kind, write)
    configure_tagged_union(Payer, converter, tag_name="type")
    return converter


def _write_ways(ways: AbstractSet[Delivery]) -> list[str]:
    """In the order of their names, so that equal payers make equal records."""
    return sorted(way.value for way in ways)
