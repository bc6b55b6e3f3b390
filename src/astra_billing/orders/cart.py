"""
The cart: what a customer is about to order (R44).

    >>> from datetime import date
    >>> from astra_billing.catalog import ProductKind
    >>> from astra_billing.dates import Term
    >>> from astra_billing.money import RUB, Money
    >>> month = Term.parse("1 month")
    >>> cart = Cart(RUB).plus(Renewal("i1", "3925", "Тест", ProductKind.OTHER, month, Money("100.00", RUB)))
    >>> quoted = cart.quote(date(2023, 5, 20))
    >>> quoted.total, quoted.tax
    (Money('100.00', RUB), Money('16.67', RUB))

The odd case: what is not selected stays in the cart and costs nothing yet.

    >>> cart.selecting([]).quote(date(2023, 5, 20)).total, len(cart.selecting([]))
    (Money('0.00', RUB), 1)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import Currency, Money
from astra_billing.orders.cart_quote import CartLine, CartQuote
from astra_billing.orders.choosing import best_discount
from astra_billing.orders.discounts import DiscountKind
from astra_billing.orders.faults import ItemExists, UnknownItem
from astra_billing.orders.items import NewService, Renewal
from astra_billing.tax import vat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from astra_billing.orders.discounts import Discount
    from astra_billing.orders.items import CartItem
    from astra_billing.orders.promo import PromoCode, PromoFault
    from astra_billing.tax import VatSchedule


@frozen
class Cart:
    """
    Корзина, the cart of an account.

    Attributes:
        currency: the currency of the account; every item is priced in it.
        items: what lies in it, in the order in which it was added.
        selected_ids: of the items that a checkout orders, in the order of the items.
        promo_code: the promo code that was entered, None without one.

    Raises:
        ItemExists: an id comes twice.
        UnknownItem: an id is selected that no item has.
        CurrencyMismatch: an item is priced in another currency.
    """

    currency: Currency
    items: tuple[NewService | Renewal, ...] = ()
    selected_ids: tuple[str, ...] = ()
    promo_code: str | None = None

    def __attrs_post_init__(self) -> None:
        for place, item in enumerate(self.items):
            if item.id in self.ids[:place]:
                raise ItemExists(item.id)
            Money.zero(self.currency).check_same_currency(Money.zero(item.currency), "put into one cart")
        for id in self.selected_ids:
            self[id]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the items."""
        return tuple(item.id for item in self.items)

    @property
    def selected(self) -> tuple[CartItem, ...]:
        """The items that a checkout orders."""
        return tuple(item for item in self.items if item.id in self.selected_ids)

    def __contains__(self, id: object) -> bool:
        return id in self.ids

    def __iter__(self) -> Iterator[CartItem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, id: str) -> CartItem:
        for item in self.items:
            if item.id == id:
                return item
        raise UnknownItem(id, self.ids)

    # --- changes ------------------------------------------------------------------------------------------------

    def plus(self, item: CartItem) -> Cart:
        """
        The cart with one item more, selected.

        Raises:
            ItemExists: the id is taken.
            CurrencyMismatch: it is priced in another currency.
        """
        return evolve(self, items=(*self.items, item), selected_ids=(*self.selected_ids, item.id))

    def changed(self, item: CartItem) -> Cart:
        """
        The cart with the item of this id replaced: "Изменить".

        Raises:
            UnknownItem: there is none with this id.
        """
        old = self[item.id]
        return evolve(self, items=tuple(item if each is old else each for each in self.items))

    def without(self, ids: Iterable[str]) -> Cart:
        """
        The cart without some items: "Удалить выбранные", or what has been ordered.

        Raises:
            UnknownItem: there is none with one of the ids.
        """
        gone = {self[id].id for id in ids}
        kept = tuple(item for item in self.items if item.id not in gone)
        return evolve(self, items=kept, selected_ids=tuple(id for id in self.selected_ids if id not in gone))

    def selecting(self, ids: Iterable[str]) -> Cart:
        """
        The cart with exactly these items selected; `cart.selecting(cart.ids)` is "Выбрать все".

        Raises:
            UnknownItem: there is none with one of the ids.
        """
        wanted = {self[id].id for id in ids}
        return evolve(self, selected_ids=tuple(id for id in self.ids if id in wanted))

    def with_promo_code(self, code: str | None) -> Cart:
        """The cart with a promo code entered in place of the old one, or with none."""
        return evolve(self, promo_code=(code or "").strip() or None)

    # --- prices -------------------------------------------------------------------------------------------------

    def quote(
        self,
        on: date,
        discounts: Iterable[Discount] = (),
        promo: PromoCode | None = None,
        *,
        promo_used: int = 0,
        schedule: VatSchedule = vat,
    ) -> CartQuote:
        """
        What everything in the cart costs on a day, each item with its one discount (R42, B34).

        Args:
            on: the day of the order.
            discounts: the customer's; those of promo codes among them are passed over.
            promo: what stands behind `promo_code`, as the caller found it; None where nothing does.
            promo_used: how many orders have used it.
            schedule: the rates of tax, for items without one of their own.

        Raises:
            InvalidValue: the promo code is not the one that was entered.
        """
        fault = None if promo is None else self._promo_fault(promo, on, promo_used)
        open_to_all = [each for each in discounts if each.kind is not DiscountKind.PROMO]
        if promo is not None and fault is None:
            open_to_all.append(promo.discount)
        lines = tuple(self._line(item, on, open_to_all, schedule) for item in self.items)
        return CartQuote(self.currency, lines, self.promo_code, fault)

    def _promo_fault(self, promo: PromoCode, on: date, used: int) -> PromoFault | None:
        if not promo.matches(self.promo_code or ""):
            fix = f"enter it first: cart.with_promo_code({promo.code!r})"
            raise InvalidValue(promo.code, expected=f"the promo code of the cart, {self.promo_code!r}", fix=fix)
        return promo.fault(on=on, used=used)

    def _line(self, item: CartItem, on: date, discounts: list[Discount], schedule: VatSchedule) -> CartLine:
        given = best_discount(discounts, item, on, schedule=schedule)
        return CartLine(item, item.price(on, schedule), given, is_selected=item.id in self.selected_ids)
