"""
A payment from its creation to the last kopeck of it that is spent or returned (R48, R51, R52, B31, B35).

What the customer pays, what of it is commission and what reaches the account
are three sums.  A payment of 20.00 by a method that takes 5 % and 10.00:

    >>> from astra_billing.money import RUB
    >>> payment = Payment("p1", date(2026, 1, 10), Money("20.00", RUB), "card", commission=Money("11.00", RUB))
    >>> payment.status.value, str(payment.to_pay)
    ('new', '31.00 RUB')

Once it is credited its money is laid over expenses, and what is left of it is
part of the balance:

    >>> spent = payment.credited(date(2026, 1, 11)).plus_spent(Money("15.00", RUB))
    >>> str(spent.unspent)
    '5.00 RUB'
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import Factory, field, frozen

from astra_billing.copies import replaced, worked_out
from astra_billing.errors import InvalidValue
from astra_billing.money import Money


class PaymentStatus(Enum):
    """How far a payment is; the first three are the manual's (R51), the others an extension (B35)."""

    NEW = "new"
    BEING_PAID = "being_paid"
    CREDITED = "credited"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"


class PurposeKind(Enum):
    """What a payment is for (R35, R48)."""

    ADVANCE = "advance"
    ORDER = "order"
    INVOICE = "invoice"
    RENEWAL = "renewal"
    AUTOPAY = "autopay"
    CASHBACK = "cashback"


@frozen
class Purpose:
    """
    What a payment is for.

    Attributes:
        kind: an advance to the balance is the ordinary one: an "Авансовый платеж" (R35).
        subject: the order, the invoice, the service or the payment it is about; empty for an advance.
    """

    kind: PurposeKind = PurposeKind.ADVANCE
    subject: str = ""


ADVANCE = Purpose()
"""Money for the balance, tied to nothing."""


def _nothing(payment: Payment) -> Money:
    return Money.zero(payment.amount.currency)


@frozen(slots=False)  # a plain dictionary is copied fast
class Payment:
    """
    Money on its way to the account, or there already.

    Attributes:
        id: the payment's id; the caller brings it, and it is unique in the account.
        on: the day it was created, and once it is credited the day of that.
        amount: what reaches the account.
        source: the id of the method it comes by.
        commission: what the method takes on top (R54).
        cashback: what is returned to the account as a payment of its own once this one is credited (R55).
        payer_id: who pays; None where the method asks for none (R49).
        gateway: the payment system it goes through, empty where none is needed.
        saves_method: the id under which the method is remembered when the payment succeeds (R78).
        spent: what has been laid over expenses.
        refunded: what has been returned or is on its way back.
        method_title: what the method is called, as the list of payments shows it (R52); empty where nobody said.

    Raises:
        InvalidValue: the amount is not positive, or more of it is used than there is.
    """

    id: str
    on: date
    amount: Money
    source: str
    status: PaymentStatus = PaymentStatus.NEW
    purpose: Purpose = ADVANCE
    payer_id: str | None = None
    gateway: str = ""
    commission: Money = field(default=Factory(_nothing, takes_self=True))
    cashback: Money = field(default=Factory(_nothing, takes_self=True))
    saves_method: str | None = None
    spent: Money = field(default=Factory(_nothing, takes_self=True))
    refunded: Money = field(default=Factory(_nothing, takes_self=True))
    method_title: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.amount.is_positive:
            raise InvalidValue(str(self.amount), expected="a payment", fix="pass an amount above zero")
        _checked(self)

    @property
    def to_pay(self) -> Money:
        """What the customer pays: the amount and the commission (R54)."""
        return self.amount + self.commission

    @worked_out("amount", "spent", "refunded")
    def unspent(self) -> Money:
        """What is neither spent nor returned."""
        return self.amount - self.spent - self.refunded

    @property
    def on_balance(self) -> Money:
        """Its part of the balance: the unspent rest of a credited payment."""
        return self.unspent if self.status is PaymentStatus.CREDITED else _nothing(self)

    @property
    def is_open(self) -> bool:
        """Whether money may still come for it: it is new or being paid."""
        return self.status in {PaymentStatus.NEW, PaymentStatus.BEING_PAID}

    def with_status(self, status: PaymentStatus) -> Payment:
        """The same payment in another status."""
        return replaced(self, status=status)

    def credited(self, on: date) -> Payment:
        """The payment, its money having reached the account (R51)."""
        return replaced(self, on=on, status=PaymentStatus.CREDITED)

    def plus_spent(self, part: Money) -> Payment:
        """The same payment with `part` more of it laid over expenses."""
        return _checked(replaced(self, spent=self.spent + part))

    def plus_refunded(self, part: Money) -> Payment:
        """The same payment with `part` more of it on its way back, or with a negative part having stayed."""
        return _checked(replaced(self, refunded=self.refunded + part))


def _checked(payment: Payment) -> Payment:
    if payment.unspent.is_negative:
        used = payment.spent + payment.refunded
        raise InvalidValue(str(used), expected=f"a part of {payment.amount}", fix="use at most what is unspent")
    return payment


@frozen
class Refund:
    """
    A part of a payment that goes back to the customer (B37).

    Attributes:
        id: the refund's id; the caller brings it.
        payment: the payment as it was when the refund was asked for.
        amount: how much of it goes back; the commission stays with the method.
    """

    id: str
    account_id: str
    payment: Payment
    amount: Money

    @property
    def key(self) -> str:
        """The idempotency key of asking the gateway for it."""
        return f"{self.account_id}/refund/{self.payment.id}/{self.id}"
