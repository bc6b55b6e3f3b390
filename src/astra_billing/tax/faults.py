"""
What can go wrong with tax: every fault carries its values and names the fix.

    >>> from datetime import date
    >>> fault = NoRateInForce(date(2003, 12, 31), first=date(2004, 1, 1), last=None)
    >>> print(fault)
    no rate is known for 2003-12-31; the schedule starts on 2004-01-01: pass a later date or a schedule of your own
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


class UntaxedComparison(BillingError, TypeError):
    """
    A taxed amount was compared with something without tax.

    Attributes:
        taxed, other: the two values.
    """

    def __init__(self, taxed: object, other: object) -> None:
        self.taxed = taxed
        self.other = other
        super().__init__(f"{other!r} has no tax to compare; take .gross or .net of the taxed amount")


class NoRateInForce(BillingError, LookupError):
    """
    A schedule knows no rate for a date.

    Attributes:
        on: the date asked for.
        first, last: the first and last day the schedule knows; None means open.
    """

    def __init__(self, on: date, *, first: date | None, last: date | None) -> None:
        self.on = on
        self.first = first
        self.last = last
        limits = [f"starts on {first}"] if first else []
        limits += [f"ends on {last}"] if last else []
        known = " and ".join(limits) or "is empty"
        super().__init__(
            f"no rate is known for {on}; the schedule {known}: pass a later date or a schedule of your own"
        )
