"""
Money and tax for any cattrs converter; amounts are text, so nothing is lost on the way.

    >>> from cattrs import Converter
    >>> from astra_billing.money import RUB
    >>> converter = register_money(Converter())
    >>> converter.unstructure(Money("22.4137", RUB))
    '22.4137 RUB'
    >>> converter.structure("22.4137 RUB", Money)
    Money('22.4137', RUB)

The odd case: a currency of one's own travels with its definition.

    >>> converter.unstructure(Money("5", Currency("BONUS", digits=0)))
    {'amount': '5', 'currency': {'code': 'BONUS', 'digits': 0, 'symbol': 'BONUS'}}
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from astra_billing.errors import InvalidValue
from astra_billing.money import Currency, Money, MoneyBag
from astra_billing.tax import DatedRate, TaxedAmount, TaxRate, TaxStep

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeVar

    from cattrs import Converter

    C = TypeVar("C", bound=Converter)

_DAYS = ("introduced", "withdrawn")


def register_money(converter: C) -> C:
    """The converter, taught money and tax; what is made of them, such as ranges and documents, needs no more."""
    for kind, write, read in (
        (Currency, write_currency, read_currency),
        (Money, write_money, read_money),
        (MoneyBag, _write_bag, _read_bag),
        (TaxRate, _write_rate, _read_rate),
        (TaxedAmount, _write_taxed, _read_taxed),
        (TaxStep, _write_step, _read_step),
        (DatedRate, _write_dated, _read_dated),
    ):
        converter.register_unstructure_hook(kind, write)
        converter.register_structure_hook(kind, lambda data, _, read=read: read(data))
    return converter


def write_currency(currency: Currency) -> str | dict[str, object]:
    """The code of a standard currency, else its definition."""
    if currency.is_standard:
        return currency.code
    known = {"number": currency.number, "introduced": currency.introduced, "withdrawn": currency.withdrawn}
    optional = {name: str(value) for name, value in known.items() if value}
    return {"code": currency.code, "digits": currency.digits, "symbol": currency.symbol, **optional}


def read_currency(data: str | Mapping[str, Any]) -> Currency:
    """What `write_currency` wrote."""
    if isinstance(data, str):
        return Currency.of(data)
    return Currency(**{**data, **{day: date.fromisoformat(data[day]) for day in _DAYS if day in data}})


def write_money(money: Money) -> str | dict[str, object]:
    """Exact text with the code, or a record for a currency of one's own."""
    currency = write_currency(money.currency)
    return str(money) if isinstance(currency, str) else {"amount": f"{money.amount:f}", "currency": currency}


def read_money(data: str | Mapping[str, Any]) -> Money:
    """
    What `write_money` wrote, or a record of amount and currency.

    Raises:
        InvalidValue: the data is neither, or the amount is a bare number, which JSON may have rounded.
    """
    if isinstance(data, str):
        amount, _, currency = data.partition(" ")
        return Money(amount, Currency.of(currency))
    if not hasattr(data, "keys") or not isinstance(data["amount"], str):
        raise InvalidValue(data, expected="an amount as text", fix="write it as '22.4137 RUB'")
    return Money(data["amount"], read_currency(data["currency"]))


def _write_bag(bag: MoneyBag) -> list[object]:
    return [write_money(held) for held in bag]


def _read_bag(data: list[Any]) -> MoneyBag:
    return MoneyBag(map(read_money, data))


def _write_rate(rate: TaxRate) -> dict[str, object]:
    flags = {name: True for name in ("is_exempt", "is_computed") if getattr(rate, name)}
    return {"percent": f"{rate.percent:f}", **flags}


def _read_rate(data: Mapping[str, Any]) -> TaxRate:
    return TaxRate(**data)


def _write_taxed(taxed: TaxedAmount) -> dict[str, object]:
    rate = {} if taxed.rate is None else {"rate": _write_rate(_of_ours(taxed.rate))}
    return {"net": write_money(taxed.net), "tax": write_money(taxed.tax), **rate}


def _read_taxed(data: Mapping[str, Any]) -> TaxedAmount:
    rate = _read_rate(data["rate"]) if "rate" in data else None
    return TaxedAmount(net=read_money(data["net"]), tax=read_money(data["tax"]), rate=rate)


def _write_step(step: TaxStep) -> dict[str, object]:
    """Minor units as whole numbers and, before rounding, as exact fractions: `33367/150`."""
    exact = {"exact_before": str(step.exact_before), "exact_after": str(step.exact_after)}
    return {**exact, "tax_before": step.tax_before, "tax_after": step.tax_after}


def _read_step(data: Mapping[str, Any]) -> TaxStep:
    return TaxStep(Fraction(data["exact_before"]), Fraction(data["exact_after"]), data["tax_before"], data["tax_after"])


def _write_dated(dated: DatedRate) -> dict[str, object]:
    until = {} if dated.until is None else {"until": str(dated.until)}
    return {"since": str(dated.since), **until, "rate": _write_rate(dated.rate), "kind": dated.kind}


def _read_dated(data: Mapping[str, Any]) -> DatedRate:
    until = date.fromisoformat(data["until"]) if "until" in data else None
    return DatedRate(date.fromisoformat(data["since"]), _read_rate(data["rate"]), data["kind"], until)


def _of_ours(rate: object) -> TaxRate:
    if not isinstance(rate, TaxRate):
        raise InvalidValue(rate, expected="a TaxRate", fix="write rates of another class yourself")
    return rate
