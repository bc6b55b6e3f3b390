"""
An advance and the supply it pays for, each taxed on its own day.

The advance is taxed when received, by the computed rate of that day; the
supply in full on its day, by the rate of that day; the tax of the advance is
then deducted.  So an advance of 2025 for a supply of 2026 is taxed at 20/120,
the supply at 22 %, and the difference remains to be paid:

    >>> from datetime import date
    >>> from astra_billing.money import RUB, Money
    >>> received = [(Money("1220.00", RUB), date(2025, 12, 20))]
    >>> settled = settle_advances(received, Money("1220.00", RUB), supplied_on=date(2026, 1, 31))
    >>> settled.deducted, settled.supply.tax, settled.tax_due, settled.to_pay
    (Money('203.33', RUB), Money('220.00', RUB), Money('16.67', RUB), Money('0.00', RUB))

    >>> print(settled.explain())
    advance: 1220.00 RUB = 1016.67 RUB net + 203.33 RUB tax (VAT 20/120)
    supply: 1220.00 RUB = 1000.00 RUB net + 220.00 RUB tax (VAT 22 %)
    tax due: 220.00 RUB - 203.33 RUB = 16.67 RUB; to pay: 0.00 RUB; left of the advances: 0.00 RUB

The odd case: of an advance above the price only the part used is deducted.

    >>> settle_advances(received, Money("610.00", RUB), supplied_on=date(2025, 12, 31)).unused
    Money('610.00', RUB)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import Money, notebook
from astra_billing.tax.amount import TaxedAmount
from astra_billing.tax.schedule import STANDARD, VatSchedule, vat

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@frozen
class SettledAdvances:
    """
    What a supply costs after its advances.

    Attributes:
        used: the part of each advance that pays for the supply, taxed on the day it was received.
        supply: the supply, taxed on its own day.
        unused: what of the advances is left for later supplies.
    """

    used: tuple[TaxedAmount, ...]
    supply: TaxedAmount
    unused: Money

    @property
    def deducted(self) -> Money:
        """The tax of the advances used, which is deducted from the tax of the supply."""
        return Money.sum((part.tax for part in self.used), self.supply.currency)

    @property
    def tax_due(self) -> Money:
        """The tax that remains at supply; negative where the rate fell."""
        return self.supply.tax - self.deducted

    @property
    def to_pay(self) -> Money:
        """What remains of the price after the advances."""
        return self.supply.gross - Money.sum((part.gross for part in self.used), self.supply.currency)

    def explain(self, locale: str = "en") -> str:
        """A row per advance used, one for the supply and one for what remains; English or Russian."""
        words = _RU if locale.startswith("ru") else _EN
        rows = [*(("advance", part) for part in self.used), ("supply", self.supply)]
        rest = words["rest"].format(
            tax=self.supply.tax, deducted=self.deducted, due=self.tax_due, to_pay=self.to_pay, unused=self.unused
        )
        return "\n".join([*(f"{words[event]}: {taxed.explain(locale)}" for event, taxed in rows), rest])

    def to_records(self) -> list[dict[str, str]]:
        """A record per advance used and one for the supply, amounts as exact text."""
        named = [*(("advance", part) for part in self.used), ("supply", self.supply)]
        return [{"event": event, **taxed.to_records()[0]} for event, taxed in named]

    def _repr_html_(self) -> str:
        return notebook.table(self.to_records())


_EN = {
    "advance": "advance",
    "supply": "supply",
    "rest": "tax due: {tax} - {deducted} = {due}; to pay: {to_pay}; left of the advances: {unused}",
}
_RU = {
    "advance": "аванс",
    "supply": "отгрузка",
    "rest": "налог к уплате: {tax} - {deducted} = {due}; к оплате: {to_pay}; осталось от авансов: {unused}",
}


def settle_advances(
    received: Sequence[tuple[Money, date]],
    price: Money,
    *,
    supplied_on: date,
    kind: str = STANDARD,
    schedule: VatSchedule = vat,
) -> SettledAdvances:
    """
    Tax each advance on its day and the supply on its own; advances are used in the order given.

    Args:
        received: gross sums with the day each came.
        price: the gross price of the supply.
        supplied_on: the day of supply; for a continuing service the last day of its period.
        kind: which rate of the schedule applies.
        schedule: whose rates.

    Raises:
        InvalidValue: an advance came after the supply, or a sum is negative.
        NoRateInForce: the schedule knows no rate for one of the days.
    """
    parts, rest, unused = [], price, Money.zero(price.currency)
    for amount, day in received:
        if day > supplied_on or amount.is_negative:
            raise InvalidValue((amount, day), expected="an advance", fix="pass sums received by the day of supply")
        part = amount.clamp(high=rest)
        parts.append(schedule.advance_rate_on(day, kind).inclusive(part))
        rest, unused = rest - part, unused + (amount - part)
    return SettledAdvances(tuple(parts), schedule.inclusive(price, on=supplied_on, kind=kind), unused)
