"""
`TaxedDocument`: an invoice whose lines may have different rates.

The rate belongs to the line: one invoice mixes 22 % (servers) and exempt
(licences).  Each rate has its own running total, and adding all lines gives
the totals, always.

    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.tax.rate import WITHOUT_VAT
    >>> document = TaxedDocument.of([
    ...     ("server", Money("1220.00", RUB), TaxRate("22")),
    ...     ("licence", Money("300.00", RUB), WITHOUT_VAT),
    ...     ("traffic", Money("0.10", RUB), TaxRate("22")),
    ... ])
    >>> document.total.gross, document.total.tax
    (Money('1520.10', RUB), Money('220.02', RUB))
    >>> [(rate.code, str(taxed.tax)) for rate, taxed in document.totals_by_rate().items()]
    [('vat_22', '220.02 RUB'), ('without_vat', '0.00 RUB')]
    >>> print(document.explain().splitlines()[-1])
    traffic: VAT 22 %, exact tax so far 220.0000 -> 220.0180, rounded 220.00 -> 220.02, this line 0.02
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import Money, Rounding, notebook
from astra_billing.money.exact import from_ratio, from_units
from astra_billing.tax.amount import Side, TaxedAmount
from astra_billing.tax.lines import TaxMethod, exact_tax, share_tax, taxed_line
from astra_billing.tax.rate import TaxRate

if TYPE_CHECKING:
    from collections.abc import Iterable


@frozen
class TaxStep:
    """
    How the tax of one line came about, in minor units of the currency.

    Attributes:
        exact_before, exact_after: the exact tax of the lines of this rate, without and with this one.
        tax_before, tax_after: the tax given to them, without and with this one.
    """

    exact_before: Fraction
    exact_after: Fraction
    tax_before: int
    tax_after: int


@frozen
class DocumentLine:
    """
    One line of a document.

    Attributes:
        name: what identifies the line: an id or a title.
        rate: its rate.
        taxed: its amounts.
        step: how its tax came about.
    """

    name: str
    rate: TaxRate
    taxed: TaxedAmount
    step: TaxStep

    def explain(self, locale: str = "en") -> str:
        """The tax of the line's rate before and after it, exact and rounded; English or Russian."""
        sentence = _RU if locale.startswith("ru") else _EN
        return sentence.format(**_words(self, locale))

    def to_records(self) -> list[dict[str, str]]:
        """One record, amounts as exact text."""
        return [{"name": self.name, **self.taxed.to_records()[0]}]

    def _repr_html_(self) -> str:
        return notebook.table(self.to_records())


@frozen
class TaxedDocument:
    """
    Lines with their tax and the totals they add up to.

    Attributes:
        lines: in the order given, which is the order of ids.
        side: whether the prices included the tax.
        method: how the tax of each rate was shared among its lines.
        rounding: how tax met the minor unit.
    """

    lines: tuple[DocumentLine, ...] = field()
    side: Side = Side.GROSS
    method: TaxMethod = TaxMethod.RUNNING_TOTAL
    rounding: Rounding = Rounding.HALF_UP

    @lines.validator
    def _not_empty(self, _: object, lines: tuple[DocumentLine, ...]) -> None:
        if not lines:
            raise InvalidValue(lines, expected="a document", fix="give it at least one line")

    @staticmethod
    def of(
        items: Iterable[tuple[str, Money, TaxRate]],
        *,
        side: Side = Side.GROSS,
        method: TaxMethod = TaxMethod.RUNNING_TOTAL,
        rounding: Rounding = Rounding.HALF_UP,
    ) -> TaxedDocument:
        """
        A document from names, prices and rates.

        Raises:
            InvalidValue: there are no lines.
            CurrencyMismatch: the lines are of different currencies.
        """
        listed = list(items)
        for _, price, _ in listed:
            listed[0][1].check_same_currency(price, "put on one document")
        made: dict[int, DocumentLine] = {}
        for rate in dict.fromkeys(rate for _, _, rate in listed):
            places = [place for place, item in enumerate(listed) if item[2] == rate]
            group = [listed[place] for place in places]
            made |= zip(places, _lines_of(group, side, method, rounding), strict=True)
        return TaxedDocument(tuple(made[place] for place in sorted(made)), side, method, rounding)

    @property
    def total(self) -> TaxedAmount:
        """The sum of all lines; its rate is None where rates are mixed."""
        return _total(self.lines)

    def totals_by_rate(self) -> dict[TaxRate, TaxedAmount]:
        """The sum of the lines of each rate, in the order the rates first appear."""
        rates = dict.fromkeys(line.rate for line in self.lines)
        return {rate: _total([line for line in self.lines if line.rate == rate]) for rate in rates}

    def explain(self, locale: str = "en") -> str:
        """A row per line with the tax of its rate before and after it, exact and rounded; English or Russian."""
        return "\n".join(line.explain(locale) for line in self.lines)

    def to_records(self) -> list[dict[str, str]]:
        """One record per line, amounts as exact text."""
        return [record for line in self.lines for record in line.to_records()]

    def _repr_html_(self) -> str:
        total = {"name": "", **self.total.to_records()[0]}
        return notebook.table([*self.to_records(), total])


_EN = "{name}: {rate}, exact tax so far {before} -> {after}, rounded {was} -> {now}, this line {tax}"
_RU = "{name}: {rate}, точный налог нарастающим итогом {before} -> {after}, округлённый {was} -> {now}, строка {tax}"


def _lines_of(
    group: list[tuple[str, Money, TaxRate]], side: Side, method: TaxMethod, rounding: Rounding
) -> list[DocumentLine]:
    """The lines of one rate."""
    exact = [exact_tax(price, rate, side) for _, price, rate in group]
    lines, before, given = [], Fraction(0), 0
    for (name, price, rate), tax, units in zip(group, exact, share_tax(exact, method, rounding), strict=True):
        step = TaxStep(before, before + tax, given, given + units)
        lines.append(DocumentLine(name, rate, taxed_line(price, units, rate, side), step))
        before, given = step.exact_after, step.tax_after
    return lines


def _total(lines: Iterable[DocumentLine]) -> TaxedAmount:
    amounts = [line.taxed for line in lines]
    return TaxedAmount.sum(amounts, amounts[0].currency)


def _words(line: DocumentLine, locale: str) -> dict[str, object]:
    digits, step = line.taxed.currency.digits, line.step
    exact = [
        from_ratio(value / 10**digits, digits + 2, Rounding.HALF_UP) for value in (step.exact_before, step.exact_after)
    ]
    was, now = (from_units(units, digits) for units in (step.tax_before, step.tax_after))
    words = {"name": line.name, "rate": line.rate.label(locale), "tax": line.taxed.tax.amount}
    return {**words, "before": exact[0], "after": exact[1], "was": was, "now": now}
