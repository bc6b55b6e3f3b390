"""
Who deletes a service, and when: the provider's rule for each kind of product (R88, B22).

Only a service that stopped for want of money is ever deleted by the portal
itself, so many days after it stopped; without a rule, never.

    >>> rule = DeletionRule(after_days=30)
    >>> rule.deletes_on(stopped_on=date(2026, 2, 20)).isoformat()
    '2026-03-22'
    >>> DeletionRule(after_days=-1)
    Traceback (most recent call last):
    ...
    astra_billing.errors.InvalidValue: -1 is not a number of days; pass zero or more, or None for never
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum

from attrs import Factory, field, frozen

from astra_billing.catalog import ProductKind
from astra_billing.errors import InvalidValue


class DeletionTime(Enum):
    """When a deletion that was asked for is carried out (B22)."""

    AT_ONCE = "at_once"
    WHEN_PAID_TIME_ENDS = "when_paid_time_ends"


@frozen
class DeletionRule:
    """
    How services of one kind are deleted.

    Attributes:
        customer_may: whether a customer may delete them.
        time: when a deletion that was asked for is carried out.
        after_days: days from an automatic stop to the automatic deletion, None for never.

    Raises:
        InvalidValue: the days are negative.
    """

    customer_may: bool = True
    time: DeletionTime = DeletionTime.AT_ONCE
    after_days: int | None = field(default=None)

    def __attrs_post_init__(self) -> None:
        if self.after_days is not None and (type(self.after_days) is not int or self.after_days < 0):
            raise InvalidValue(self.after_days, expected="a number of days", fix="pass zero or more, or None for never")

    def deletes_on(self, *, stopped_on: date) -> date | None:
        """The day on which a service that stopped by itself is deleted by itself."""
        return None if self.after_days is None else stopped_on + timedelta(days=self.after_days)


@frozen
class ServicePolicy:
    """
    What the provider has decided about services.

    Attributes:
        deletion: the rule of each kind; a kind without one is deleted by its customer, at once, and never by itself.
        violations_allowed: how many violations a service may have; one more stops it (R89); None for any number.
    """

    deletion: Mapping[ProductKind, DeletionRule] = Factory(dict)
    violations_allowed: int | None = None

    def rule_for(self, kind: ProductKind) -> DeletionRule:
        """The deletion rule of a kind of product."""
        return self.deletion.get(kind, _ORDINARY)


_ORDINARY = DeletionRule()
