"""A payment that has arrived (R51)."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import Money


@frozen
class Payment:
    """
    Money that reached the account.

    Attributes:
        id: the payment's id; the caller brings it, and it is unique in the account.
        source: the id of the method it came by.

    Raises:
        InvalidValue: the amount is not positive.
    """

    id: str
    on: date
    amount: Money
    source: str

    def __attrs_post_init__(self) -> None:
        if not self.amount.is_positive:
            raise InvalidValue(str(self.amount), expected="a payment", fix="pass an amount above zero")
