"""
From the catalogue to an order: the cart, its discounts and promo codes, what was ordered at which price (R39-R47).

    >>> from datetime import date
    >>> from astra_billing.catalog import Configuration, ProductKind, Tariff
    >>> from astra_billing.dates import Term
    >>> from astra_billing.money import RUB, Money
    >>> month, day = Term.parse("1 month"), date(2024, 2, 21)
    >>> dns = Tariff("8558", "DNS", ProductKind.HOSTING, {month: Money("250.00", RUB)})
    >>> cart = Cart(RUB).plus(NewService("i1", Configuration(dns, month)))
    >>> Order.of(cart, cart.quote(day), id="o1", placed_on=day, method_id="card").total
    Money('250.00', RUB)
"""

from __future__ import annotations

from astra_billing.orders.cart import Cart
from astra_billing.orders.cart_quote import CartLine, CartQuote
from astra_billing.orders.choosing import DiscountReason, GivenDiscount, best_discount
from astra_billing.orders.discounts import Discount, DiscountKind, Validity
from astra_billing.orders.faults import ItemExists, NothingSelected, UnknownItem
from astra_billing.orders.items import CartItem, ItemPrice, NewService, Renewal
from astra_billing.orders.order import Order, OrderLine, OrderStatus, orders_awaiting, orders_paid
from astra_billing.orders.promo import PromoCode, PromoFault

__all__ = [
    "Cart",
    "CartItem",
    "CartLine",
    "CartQuote",
    "Discount",
    "DiscountKind",
    "DiscountReason",
    "GivenDiscount",
    "ItemExists",
    "ItemPrice",
    "NewService",
    "NothingSelected",
    "Order",
    "OrderLine",
    "OrderStatus",
    "PromoCode",
    "PromoFault",
    "Renewal",
    "UnknownItem",
    "Validity",
    "best_discount",
    "orders_awaiting",
    "orders_paid",
]
