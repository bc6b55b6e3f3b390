"""
What can go wrong with tax: every fault carries its values and names the fix.

    >>> from datetime import date
    >>> fault = NoRateInForce(date(2003, 12, 31), kind="standard", first=date(2004, 1, 1), last=None)
    >>> fault.first
    datetime.date(2004, 1, 1)
    >>> print(fault)
    no standard rate is known for 2003-12-31; it starts on 2004-01-01: pass a date inside, or a schedule of your own
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.errors import BillingError

if TYPE_CHECKING:
    from datetime import date


class TaxDoesNotAddUp(BillingError, ValueError):
    """
    Net, tax and gross were all given and disagree.

    Attributes:
        net, tax, gross: the three as passed.
    """

    def __init__(self, *, net: object, tax: object, gross: object) -> None:
        self.net = net
        self.tax = tax
        self.gross = gross
        super().__init__(f"net {net} and tax {tax} do not make gross {gross}; pass two of the three")

    def __reduce__(self) -> tuple[object, ...]:
        return _does_not_add_up, (self.net, self.tax, self.gross)


class UntaxedComparison(BillingError, TypeError):
    """
    A taxed amount was compared with something without tax, or put in order with another one.

    Attributes:
        taxed, other: the two values.
    """

    def __init__(self, taxed: object, other: object) -> None:
        self.taxed = taxed
        self.other = other
        super().__init__(taxed, other)

    def __str__(self) -> str:
        if type(self.other) is type(self.taxed):
            return f"{self.taxed!r} is neither more nor less than {self.other!r}; compare .gross or .net of both"
        return f"{self.other!r} has no tax to compare; take .gross or .net of the taxed amount"


class RateUnknown(BillingError, ValueError):
    """
    A taxed amount that is a sum over several rates was asked to derive its tax again.

    Attributes:
        taxed: the amount.
    """

    def __init__(self, taxed: object) -> None:
        self.taxed = taxed
        super().__init__(taxed)

    def __str__(self) -> str:
        return f"{self.taxed!r} has no single rate; discount each line and add the results"


class NoRateInForce(BillingError, LookupError):
    """
    A schedule knows no rate for a date.

    Attributes:
        on: the date asked for.
        kind: the kind of rate asked for.
        first, last: the first and last day the schedule knows; None means open, both None that it knows no such kind.
    """

    def __init__(self, on: date, *, kind: str, first: date | None, last: date | None) -> None:
        self.on = on
        self.kind = kind
        self.first = first
        self.last = last
        super().__init__(on, kind, first, last)

    def __str__(self) -> str:
        limits = [f"starts on {self.first}"] if self.first else ["is not in the schedule"]
        limits += [f"ends on {self.last}"] if self.last else []
        return (
            f"no {self.kind} rate is known for {self.on}; it {' and '.join(limits)}: "
            "pass a date inside, or a schedule of your own"
        )

    def __reduce__(self) -> tuple[object, ...]:
        return _no_rate, (self.on, self.kind, self.first, self.last)


def _no_rate(on: date, kind: str, first: date | None, last: date | None) -> NoRateInForce:
    return NoRateInForce(on, kind=kind, first=first, last=last)


def _does_not_add_up(net: object, tax: object, gross: object) -> TaxDoesNotAddUp:
    return TaxDoesNotAddUp(net=net, tax=tax, gross=gross)
