"""
The receipt of law 54-FZ, in no gateway's dialect: lines with their rate, subject and mode.

A top-up of the balance is an advance: the computed rate of the day it is received.

    >>> from datetime import date
    >>> from astra_billing.money import RUB
    >>> contact = FiscalContact(email="client@example.com")
    >>> receipt = FiscalReceipt.advance(Money("620.00", RUB), contact, "Пополнение счета", on=date(2026, 1, 15))
    >>> receipt.lines[0].rate.code, receipt.lines[0].mode.name
    ('vat_22_122', 'ADVANCE')

The odd case: charges have four decimals and a receipt has kopecks, so the lines share the total, and none is lost.

    >>> lines = [("server", Money("22.4137", RUB), TaxRate("20")), ("disk", Money("34.4827", RUB), TaxRate("20"))]
    >>> shared = FiscalReceipt.of(TaxedDocument.of(lines), contact, total=Money("56.90", RUB))
    >>> [str(line.amount) for line in shared.lines]
    ['22.42 RUB', '34.48 RUB']
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from attrs import field, frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import Money, Rounding
from astra_billing.tax import TaxedDocument, TaxRate, VatSchedule, vat

if TYPE_CHECKING:
    from datetime import date

    from attrs import Attribute


class PaymentSubject(Enum):
    """What is paid for; the value is that of tag 1212."""

    COMMODITY = 1
    JOB = 3
    SERVICE = 4
    PAYMENT = 10
    COMPOSITE = 12
    ANOTHER = 13


class PaymentMode(Enum):
    """How it is paid; the value is that of tag 1214."""

    FULL_PREPAYMENT = 1
    PARTIAL_PREPAYMENT = 2
    ADVANCE = 3
    FULL_PAYMENT = 4
    PARTIAL_PAYMENT = 5
    CREDIT = 6
    CREDIT_PAYMENT = 7


@frozen(kw_only=True)
class FiscalContact:
    """
    Where the receipt is sent: an email, a phone of E.164, or both.

    Raises:
        InvalidValue: neither is given.
    """

    email: str = ""
    phone: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.email and not self.phone:
            raise InvalidValue("", expected="a contact for a receipt", fix="pass email=... or phone=...")


@frozen
class FiscalLine:
    """
    One line of a receipt.

    Attributes:
        title: what the customer reads.
        amount: the whole line, tax included, in whole kopecks.
        rate: of the day of supply, or the computed one of an advance.
        subject: what is paid for.
        mode: how it is paid.
    """

    title: str
    amount: Money = field()
    rate: TaxRate
    subject: PaymentSubject = PaymentSubject.SERVICE
    mode: PaymentMode = PaymentMode.FULL_PAYMENT

    @amount.validator
    def _whole(self, _: Attribute[Money], amount: Money) -> None:
        if amount.amount < 0 or amount.to_minor_unit(Rounding.DOWN) != amount:
            raise InvalidValue(amount, expected="the amount of a receipt line", fix="pass zero or more whole kopecks")


@frozen
class FiscalReceipt:
    """
    What a gateway with a cash register prints and sends.

    Attributes:
        lines: at least one.
        contact: who gets it.

    Raises:
        InvalidValue: it has no lines.
        CurrencyMismatch: its lines are of several currencies.
    """

    lines: tuple[FiscalLine, ...]
    contact: FiscalContact

    def __attrs_post_init__(self) -> None:
        if not self.lines:
            raise InvalidValue(self.lines, expected="the lines of a receipt", fix="give it at least one")
        self.total  # noqa: B018 - of one currency, or it is no receipt

    @property
    def total(self) -> Money:
        """What the lines add up to."""
        return Money.sum((line.amount for line in self.lines), self.lines[0].amount.currency)

    @staticmethod
    def of(
        document: TaxedDocument,
        contact: FiscalContact,
        *,
        total: Money,
        subject: PaymentSubject = PaymentSubject.SERVICE,
        mode: PaymentMode = PaymentMode.FULL_PAYMENT,
    ) -> FiscalReceipt:
        """
        The receipt of a taxed document, its lines in kopecks adding up to `total`.

        The kopecks that rounding leaves over go by the largest remainder, earlier lines first.
        """
        shares = total.allocate([line.taxed.gross.amount for line in document.lines])
        lines = (
            FiscalLine(line.name, share, line.rate, subject, mode)
            for line, share in zip(document.lines, shares, strict=True)
        )
        return FiscalReceipt(tuple(lines), contact)

    @staticmethod
    def advance(
        amount: Money, contact: FiscalContact, title: str, *, on: date, schedule: VatSchedule = vat
    ) -> FiscalReceipt:
        """The receipt of money put on the balance on a day: one line, the computed rate of that day."""
        rate = schedule.advance_rate_on(on)
        line = FiscalLine(title, amount, rate, PaymentSubject.PAYMENT, PaymentMode.ADVANCE)
        return FiscalReceipt((line,), contact)
