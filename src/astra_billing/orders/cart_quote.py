"""
What a cart costs on a day, item by item, and why (R42, R44).

    >>> from datetime import date
    >>> from astra_billing.catalog import ProductKind
    >>> from astra_billing.dates import Term
    >>> from astra_billing.money import RUB
    >>> from astra_billing.orders import Cart, Discount, DiscountKind
    >>> item = Renewal("i1", "3925", "Тест", ProductKind.OTHER, Term.parse("1 month"), Money("100.00", RUB))
    >>> summer = Discount("g", "Summer", DiscountKind.GLOBAL, percent=10)
    >>> print(Cart(RUB).plus(item).quote(date(2026, 7, 1), [summer]).explain())
    Тест: renewal for 1 month, 100.00 RUB; tax included: 16.23 RUB
      Discount for everybody «Summer»: 10.00 RUB off, there is no other discount
    Total: 90.00 RUB, tax included: 16.23 RUB

The odd case: an empty cart.

    >>> print(Cart(RUB).quote(date(2026, 7, 1)).explain())
    The cart is empty
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from astra_billing.money import Currency, Money
from astra_billing.orders.choosing import GivenDiscount
from astra_billing.orders.discounts import DiscountKind
from astra_billing.orders.items import ItemPrice, NewService, Renewal
from astra_billing.orders.promo import PromoFault
from astra_billing.texts import counted, fill, label, message
from astra_billing.views.tabular import Tabular

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from astra_billing.tax import TaxedAmount
    from astra_billing.texts import Lang


@frozen
class CartLine:
    """
    One item of a cart with its price.

    Attributes:
        item: what is bought.
        price: what it costs before any discount.
        given: the one discount it gets, None for none.
        is_selected: whether a checkout orders it.
    """

    item: NewService | Renewal
    price: ItemPrice
    given: GivenDiscount | None
    is_selected: bool = field(default=True, kw_only=True)

    @property
    def first(self) -> TaxedAmount:
        """What is due for the order after the discount, with its tax derived again."""
        return self.price.first if self.given is None else self.price.less(self.given.off)

    @property
    def tax(self) -> Money:
        """The tax of what is due."""
        return self.first.tax

    @property
    def gross(self) -> Money:
        """What is due, tax included."""
        return self.first.gross

    @property
    def further(self) -> Money:
        """What one term costs from the renewal on, tax included, discounts aside (R82)."""
        return self.price.further.gross

    @property
    def renews_on(self) -> date | None:
        """The 1st that the first period ends on; None where it is one whole term."""
        return self.price.renews_on

    def explain(self, lang: Lang = "en") -> str:
        """The price before the discount, the tax, and on a second line the discount with its reason."""
        tax = message(f"quote.tax.{self.price.tax_mode.value}", lang)
        said = f"{self._said(lang)}; {fill(tax, tax=self.tax)}"
        return said if self.given is None else f"{said}\n  {self.given.text(lang)}"

    def _said(self, lang: Lang) -> str:
        bought = "quote.until" if self.renews_on else "quote.for"
        return fill(
            message("cart.renewal" if isinstance(self.item, Renewal) else bought, lang),
            title=self.item.title,
            first=self.price.listed,
            until=self.renews_on,
            further=self.price.further_listed,
            term=counted(self.item.term.count, self.item.term.unit.value, lang),
        )

    def to_record(self, lang: Lang = "en") -> dict[str, object]:
        """The line as plain texts; amounts as exact text."""
        given = self.given
        return {
            "id": self.item.id,
            "title": self.item.title,
            "selected": self.is_selected,
            "term": str(self.item.term),
            "listed": f"{self.price.listed.amount:f}",
            "discount": "" if given is None else given.discount.title,
            "off": "" if given is None else f"{given.off.amount:f}",
            "why": "" if given is None else label(given.reason, lang),
            "tax": f"{self.tax.amount:f}",
            "to_pay": f"{self.gross.amount:f}",
            "further": f"{self.further.amount:f}",
            "renews_on": "" if self.renews_on is None else self.renews_on.isoformat(),
            "currency": self.gross.currency.code,
        }


@frozen
class CartQuote(Tabular):
    """
    The price of a cart on a day; the totals are of the selected items.

    Attributes:
        currency: the currency of the cart.
        lines: every item with its price, selected or not.
        promo_code: the promo code that was entered.
        promo_fault: why it opens nothing; None where it does, or where nobody knows it.
    """

    currency: Currency
    lines: tuple[CartLine, ...]
    promo_code: str | None = None
    promo_fault: PromoFault | None = None

    @property
    def selected(self) -> tuple[CartLine, ...]:
        """The lines that a checkout orders."""
        return tuple(line for line in self.lines if line.is_selected)

    @property
    def total(self) -> Money:
        """What a checkout costs, tax included."""
        return Money.sum((line.gross for line in self.selected), self.currency)

    @property
    def tax(self) -> Money:
        """The tax in the total."""
        return Money.sum((line.tax for line in self.selected), self.currency)

    @property
    def off(self) -> Money:
        """What the discounts take off the gross prices of the selected items."""
        return Money.sum((line.price.first.gross - line.gross for line in self.selected), self.currency)

    @property
    def further(self) -> Money:
        """What the next term of every selected item costs together, tax included, discounts aside (R82)."""
        return Money.sum((line.further for line in self.selected), self.currency)

    @property
    def is_promo_used(self) -> bool:
        """Whether an order of the selected items would use the promo code up once."""
        givens = [line.given for line in self.selected if line.given is not None]
        return any(given.discount.kind is DiscountKind.PROMO for given in givens)

    def explain(self, lang: Lang = "en") -> str:
        """A sentence for each selected item and its discount, what is wrong with the promo code, and the total."""
        return "\n".join(self._sentences(lang))

    def _sentences(self, lang: Lang) -> Iterator[str]:
        if not self.lines:
            yield message("cart.empty", lang)
            return
        yield from (line.explain(lang) for line in self.selected)
        if self.promo_fault is not None:
            yield fill(label(self.promo_fault, lang), code=self.promo_code)
        if self.selected:
            yield fill(message("cart.total", lang), total=self.total, tax=self.tax)
        else:
            yield message("cart.nothing_selected", lang)

    def to_records(self, lang: Lang = "en") -> list[dict[str, object]]:
        """One record an item; amounts as exact text."""
        return [line.to_record(lang) for line in self.lines]
