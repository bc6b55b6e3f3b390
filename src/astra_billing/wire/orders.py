"""
Carts and orders for any cattrs converter: what lies in a cart names its kind.

    >>> from cattrs import Converter
    >>> from astra_billing.catalog import ProductKind
    >>> from astra_billing.dates import Term
    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.orders import Renewal
    >>> from astra_billing.wire.money import register_money
    >>> converter = register_orders(register_money(Converter()))
    >>> converter.register_unstructure_hook(Term, str)
    >>> item = Renewal("i1", "3925", "Тест", ProductKind.OTHER, Term.parse("1 month"), Money("100.00", RUB))
    >>> record = converter.unstructure(item, CartItem)
    >>> record["item"], record["service_id"]
    ('Renewal', '3925')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.orders import CartItem

if TYPE_CHECKING:
    from typing import TypeVar

    from cattrs import Converter

    C = TypeVar("C", bound=Converter)

TAG = "item"
"""The key that says what an item is: `NewService` or `Renewal`."""


def register_orders(converter: C) -> C:
    """The converter, taught to tell what lies in a cart; the other values of orders need no more."""
    from cattrs.strategies import configure_tagged_union  # noqa: PLC0415  # only who stores or reads pays for it

    configure_tagged_union(CartItem, converter, tag_name=TAG)
    return converter
