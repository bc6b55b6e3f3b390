"""
What the events of a scenario may refer to, and since when it is there.

    >>> from astra_billing.money import RUB
    >>> Names("a1", RUB).payment_id(3)
    'a1/payment/3'
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from attrs import Factory, frozen

from astra_billing.methods import BALANCE, PaymentMethod
from astra_billing.money import Currency

if TYPE_CHECKING:
    from astra_billing.wire.reader import Reader

Since: TypeAlias = Mapping[str, date]
"""Ids, each with the day from which it is there."""

BANK = "bank"
"""Where a payment comes from when the scenario does not say."""

NO_RENEWAL = "none"


@frozen
class Names:
    """
    What the events of an account may refer to.

    Attributes:
        methods: the ids of all saved methods, with the day from which each is there.
        services: the same of all services.
        payments: the same of all payments that have an id of their own.
        payers: the ids of all payers.
        offered: the payment methods that the provider offers, by id.
    """

    account_id: str
    currency: Currency
    methods: Since = Factory(dict)
    services: Since = Factory(dict)
    payments: Since = Factory(dict)
    payers: frozenset[str] = frozenset()
    offered: Mapping[str, PaymentMethod] = Factory(dict)

    def payment_id(self, number: int) -> str:
        """The id of the payment that the event with this number makes, where it has none of its own."""
        return f"{self.account_id}/payment/{number}"


def read_name(reader: Reader, key: str, names: Since) -> str:
    """The id of something that is there on the day of the event."""
    found = reader.name(key, names)
    check_since(reader, key, found, names)
    return found


def read_source(reader: Reader, names: Names, *others: str) -> str:
    """Where money comes from: a saved method, or the bank when nothing is said."""
    found = reader.name("from", {BANK, *others, *names.methods}, default=BANK)
    check_since(reader, "from", found, names.methods)
    return found


def read_renewal(reader: Reader, names: Names) -> str | None:
    """What pays the automatic renewal; nothing when nothing is said."""
    found = reader.name("auto_renewal", {BALANCE, NO_RENEWAL, *names.methods}, default=NO_RENEWAL)
    check_since(reader, "auto_renewal", found, names.methods)
    return None if found == NO_RENEWAL else found


def check_since(reader: Reader, key: str, name: str, names: Since) -> None:
    """Note that something is named on a day on which it is not there yet."""
    since, on = names.get(name, date.min), reader.peek("on")
    if isinstance(on, date) and on < since:
        reader.fault(key, f"one that is there on {on}", f"let it happen from {since} on")
