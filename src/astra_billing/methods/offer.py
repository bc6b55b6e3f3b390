"""
A payment method that the provider offers, and what a payment by it costs (R54, R55, B29-B32).

    >>> from astra_billing.money import RUB
    >>> yookassa = PaymentMethod(
    ...     "yookassa", "ЮKassa", "yookassa",
    ...     commission=Commission("5.00", Money("10.00", RUB)),
    ...     limits=MoneyRange(Money("10.00", RUB), Money("3000.00", RUB)),
    ...     cashback=Cashback("10"),
    ... )
    >>> quote = yookassa.quote(Money("100.00", RUB))
    >>> str(quote.to_pay), str(quote.cashback)
    ('115.00 RUB', '11.50 RUB')

The odd case: the limits test the order, not what the commission makes of it
(B30), so 9.99 is refused although 20.49 would be paid.

    >>> yookassa.refusal(Money("9.99", RUB))
    <AmountRefusal.AMOUNT_BELOW_LIMIT: 'amount_below_limit'>
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.methods.commission import Cashback, Commission
from astra_billing.methods.limits import AmountRefusal, broken_limit
from astra_billing.methods.saved import MethodStatus, SavedMethod
from astra_billing.money import Money, MoneyRange
from astra_billing.texts import fill, message
from astra_billing.views.tabular import Tabular

if TYPE_CHECKING:
    from astra_billing.texts import Lang

NO_COMMISSION = Commission()


@frozen
class PaymentQuote(Tabular):
    """
    What one payment costs; order, commission and payment are three fields that add up (B31).

    Attributes:
        order_amount: what is bought, or what the balance is topped up by.
        commission: what the method adds.
        to_pay: what the payment system takes.
        cashback: what comes back once the payment is credited, zero without cashback.
    """

    order_amount: Money
    commission: Money
    to_pay: Money
    cashback: Money

    def explain(self, lang: Lang = "en") -> str:
        """One sentence: the order, the commission, the sum to pay, and the cashback if there is one."""
        code = "quote.with_cashback" if self.cashback else "quote"
        return fill(message(code, lang), **{name: str(amount) for name, amount in self._parts().items()})

    def to_records(self) -> list[dict[str, object]]:
        """One record a part, in the order in which they add up."""
        return [{"part": name, "amount": amount} for name, amount in self._parts().items()]

    def _parts(self) -> dict[str, Money]:
        return {
            "order_amount": self.order_amount,
            "commission": self.commission,
            "to_pay": self.to_pay,
            "cashback": self.cashback,
        }


@frozen
class PaymentMethod:
    """
    What the provider offers to pay with.

    Attributes:
        id: how orders and payments refer to it.
        title: its name on the payment form.
        gateway: the payment system behind it, empty for one that needs none, such as a bank transfer.
        commission: what it adds to the order.
        limits: the smallest and the largest order, None without limits (B30).
        cashback: what it gives back, None without cashback (R55).
        needs_payer: whether a payer is asked for, a step that some methods skip (R49).
        can_save: whether the payment system remembers it for renewals (R78).
    """

    id: str
    title: str
    gateway: str = ""
    commission: Commission = NO_COMMISSION
    limits: MoneyRange | None = None
    cashback: Cashback | None = None
    needs_payer: bool = True
    can_save: bool = True

    def quote(self, order_amount: Money) -> PaymentQuote:
        """
        What paying an order by this method costs and brings back (R54, R55).

        Raises:
            CurrencyMismatch: the order is in another currency than the method's fixed sum or maximum.
        """
        to_pay = self.commission.to_pay(order_amount)
        zero = Money.zero(order_amount.currency)
        return PaymentQuote(
            order_amount=order_amount,
            commission=to_pay - order_amount,
            to_pay=to_pay,
            cashback=zero if self.cashback is None else self.cashback.of(to_pay),
        )

    def refusal(self, order_amount: Money) -> AmountRefusal | None:
        """Which limit the order breaks, None when it keeps both (B30)."""
        return broken_limit(self.limits, order_amount)

    def saved(self, id: str, title: str) -> SavedMethod:
        """What the customer has of it after saving: being set up until the payment system confirms (R78, R79)."""
        return SavedMethod(id, title, MethodStatus.BEING_SET_UP, self.gateway, self.limits)
