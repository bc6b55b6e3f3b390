"""
An order: what was in the cart, at the prices of that day, with the method it is paid by (R41, R46).

    >>> from astra_billing.catalog import ProductKind
    >>> from astra_billing.dates import Term
    >>> from astra_billing.money import RUB
    >>> from astra_billing.orders import Cart
    >>> item = Renewal("i1", "3925", "Тест", ProductKind.OTHER, Term.parse("1 month"), Money("100.00", RUB))
    >>> cart, day = Cart(RUB).plus(item), date(2023, 5, 20)
    >>> order = Order.of(cart, cart.quote(day), id="o1", placed_on=day, method_id="card")
    >>> order.total, order.status.name, order.paid().is_paid
    (Money('100.00', RUB), 'AWAITING_PAYMENT', True)

The odd case: nothing is selected.

    >>> empty = cart.selecting([])
    >>> Order.of(empty, empty.quote(day), id="o2", placed_on=day, method_id="card")
    Traceback (most recent call last):
    ...
    astra_billing.orders.faults.NothingSelected: no item is selected; select at least one with cart.selecting(ids)
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import Money
from astra_billing.orders.faults import NothingSelected
from astra_billing.orders.items import NewService, Renewal
from astra_billing.tax import TaxedAmount, TaxRate
from astra_billing.texts import label
from astra_billing.views.tabular import Tabular

if TYPE_CHECKING:
    from collections.abc import Iterable

    from astra_billing.orders.cart import Cart
    from astra_billing.orders.cart_quote import CartLine, CartQuote
    from astra_billing.texts import Lang


class OrderStatus(Enum):
    """The two lists of orders (R46)."""

    AWAITING_PAYMENT = "awaiting_payment"
    PAID = "paid"


@frozen
class OrderLine:
    """
    One item of an order, its price frozen on the day of the order.

    Attributes:
        id: the id that the item had in the cart.
        item: what was bought.
        first: what is due for it, after the discount, tax included.
        tax_rate: the rate of tax of that day.
        further: what one term costs from the renewal on, tax included.
        renews_on: the 1st that the first period ends on; None where it is one whole term from its start.
        discount_id: the discount that was given, None without one.
    """

    id: str
    item: NewService | Renewal
    first: Money
    tax_rate: TaxRate
    further: Money
    renews_on: date | None = None
    discount_id: str | None = None

    @classmethod
    def of(cls, line: CartLine) -> OrderLine:
        """The line of a cart as it is ordered."""
        return cls(
            id=line.item.id,
            item=line.item,
            first=line.gross,
            tax_rate=line.price.rate,
            further=line.further,
            renews_on=line.renews_on,
            discount_id=None if line.given is None else line.given.discount.id,
        )

    @property
    def title(self) -> str:
        """What the service is called."""
        return self.item.title

    @property
    def taxed(self) -> TaxedAmount:
        """What is due with its tax: the same to the kopeck, whether it was quoted inside the price or on top."""
        return self.tax_rate.inclusive(self.first)


@frozen
class Order(Tabular):
    """
    Заказ; nothing changes how it is paid, another method needs another order (R41).

    Attributes:
        id: the order's id; the caller brings it.
        placed_on: the day of the order.
        method_id: what it is paid by: a method's id or the balance.
        payer_id: who pays; None where the method asks for none (R49).
        lines: what was ordered, at least one line.
        status: whether it awaits its payment.
        method_title: what the method is called; empty for the balance.
        promo_code: the code that it used up, empty without one; an order that is taken back gives it back (B34).

    Raises:
        NothingSelected: there is no line.
        InvalidValue: two lines have one id.
        CurrencyMismatch: the lines are of different currencies.
    """

    id: str
    placed_on: date
    method_id: str
    payer_id: str | None
    lines: tuple[OrderLine, ...]
    status: OrderStatus = OrderStatus.AWAITING_PAYMENT
    method_title: str = ""
    promo_code: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.lines:
            raise NothingSelected
        ids = [line.id for line in self.lines]
        if len(set(ids)) < len(ids):
            raise InvalidValue(ids, expected="the ids of an order's lines", fix="give each line an id of its own")
        Money.sum((line.first for line in self.lines), self.lines[0].first.currency)

    @classmethod
    def of(  # noqa: PLR0913  # an order has this many parts
        cls,
        cart: Cart,
        quote: CartQuote,
        *,
        id: str,
        placed_on: date,
        method_id: str,
        payer_id: str | None = None,
        method_title: str = "",
        promo_code: str = "",
    ) -> Order:
        """
        The order of what is selected in a cart, at the prices of a quote (R44).

        Raises:
            NothingSelected: nothing is; `cart.selected` says so before.
            InvalidValue: the quote is not of this cart.
        """
        lines = tuple(map(OrderLine.of, quote.selected))
        if tuple(line.item for line in lines) != cart.selected:
            quoted = [line.id for line in lines]
            raise InvalidValue(quoted, expected="a quote of this cart", fix="call cart.quote after the last change")
        return cls(id, placed_on, method_id, payer_id, lines, method_title=method_title, promo_code=promo_code)

    @property
    def total(self) -> Money:
        """What is to be paid, or was, tax included; the commission of the method aside."""
        return Money.sum((line.first for line in self.lines), self.lines[0].first.currency)

    @property
    def tax(self) -> Money:
        """The tax in the total: "В том числе налоги"."""
        return Money.sum((line.taxed.tax for line in self.lines), self.lines[0].first.currency)

    @property
    def is_paid(self) -> bool:
        """Whether its payment has arrived."""
        return self.status is OrderStatus.PAID

    def paid(self) -> Order:
        """The same order, its payment having arrived (R45)."""
        return evolve(self, status=OrderStatus.PAID)

    def to_records(self, lang: Lang = "en") -> list[dict[str, object]]:
        """One record a line; amounts as exact text."""
        return [
            {
                "order": self.id,
                "placed_on": self.placed_on.isoformat(),
                "status": label(self.status, lang),
                "title": line.title,
                "to_pay": f"{line.first.amount:f}",
                "tax": f"{line.taxed.tax.amount:f}",
                "further": f"{line.further.amount:f}",
                "currency": line.first.currency.code,
            }
            for line in self.lines
        ]


def orders_awaiting(orders: Iterable[Order]) -> tuple[Order, ...]:
    """The list "Ждут оплаты": ordered, awaiting payment (R46)."""
    return tuple(order for order in orders if not order.is_paid)


def orders_paid(orders: Iterable[Order]) -> tuple[Order, ...]:
    """The list "Оплаченные услуги": paid (R46)."""
    return tuple(order for order in orders if order.is_paid)
