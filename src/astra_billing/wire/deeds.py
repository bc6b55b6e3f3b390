"""
The events of a scenario: what a customer, or a customer's bank, does on a day.

Each `do` has one reader; the table of readers is also the list of what a
scenario may say.

    >>> sorted(READERS)
    ['limit', 'method_fails', 'method_works', 'order', 'pay', 'recommend_cap', 'renew', 'start', 'stop', 'top_up']
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from attrs import frozen

from astra_billing.account import commands as c
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy, ShortMonth
from astra_billing.methods import BALANCE
from astra_billing.money import Currency, Money
from astra_billing.simulation import Deed, MethodSwitch

if TYPE_CHECKING:
    from collections.abc import Callable

    from astra_billing.dates import Term
    from astra_billing.wire.reader import Reader

    Does = c.Command | MethodSwitch

BANK = "bank"
"""Where a payment comes from when the scenario does not say."""

NO_RENEWAL = "none"


@frozen
class Names:
    """
    What the events of an account may refer to.

    Attributes:
        services: the ids of all services, with the day from which each is there.
    """

    account_id: str
    currency: Currency
    methods: frozenset[str]
    services: Mapping[str, date]

    def payment_id(self, number: int) -> str:
        """The id of the payment that the event with this number makes."""
        return f"{self.account_id}/payment/{number}"


class ServiceFields(TypedDict):
    """What a service that is taken over and one that is ordered have in common."""

    service_id: str
    title: str
    kind: ProductKind
    price: Money
    term: Term
    renews_from: str | None


def read_service(reader: Reader, names: Names) -> ServiceFields:
    """The fields of a service."""
    service_id = reader.text("id", "give the service an id")
    chosen = reader.name("auto_renewal", {BALANCE, NO_RENEWAL, *names.methods}, default=NO_RENEWAL)
    return ServiceFields(
        service_id=service_id,
        title=reader.text("title", "write it as the customer sees it", default=service_id),
        kind=reader.choice("kind", ProductKind, ProductKind.OTHER),
        price=reader.money("price", names.currency),
        term=reader.term("period"),
        renews_from=None if chosen == NO_RENEWAL else chosen,
    )


def read_deed(reader: Reader, number: int, starts_on: date, names: Names) -> Deed:
    """One event."""
    on = reader.date("on")
    if on < starts_on:
        reader.fault("on", f"a day from {starts_on} on", "let it happen after the story begins")
    do = reader.name("do", READERS)
    if do not in READERS:
        return Deed(on, c.CloseDay())
    does = READERS[do](reader, number, names)
    reader.end()
    return Deed(on, does)


def _source(reader: Reader, names: Names) -> str:
    return reader.name("from", {BANK, *names.methods}, default=BANK)


def _top_up(reader: Reader, number: int, names: Names) -> Does:
    amount = reader.positive("amount", names.currency)
    return c.TopUp(names.payment_id(number), amount, _source(reader, names))


def _pay(reader: Reader, number: int, names: Names) -> Does:
    amount = reader.positive("amount", names.currency) if reader.has("amount") else None
    invoice = reader.number("invoice") if reader.has("invoice") else None
    return c.PayInvoice(names.payment_id(number), _source(reader, names), invoice, amount)


def _order(reader: Reader, _: int, names: Names) -> Does:
    return c.PlaceOrder(**read_service(reader, names))


def _service(reader: Reader, names: Names) -> str:
    service_id = reader.name("service", names.services)
    since, on = names.services.get(service_id, date.min), reader.peek("on")
    if isinstance(on, date) and on < since:
        reader.fault("service", f"a service that is there on {on}", f"let it happen from {since} on")
    return service_id


def _renew(reader: Reader, _: int, names: Names) -> Does:
    return c.RenewService(_service(reader, names))


def _stop(reader: Reader, _: int, names: Names) -> Does:
    return c.StopService(_service(reader, names))


def _start(reader: Reader, _: int, names: Names) -> Does:
    return c.StartService(_service(reader, names))


def _method_fails(reader: Reader, _: int, names: Names) -> Does:
    return MethodSwitch(reader.name("method", names.methods), works=False)


def _method_works(reader: Reader, _: int, names: Names) -> Does:
    return MethodSwitch(reader.name("method", names.methods), works=True)


def _recommend_cap(_: Reader, __: int, ___: Names) -> Does:
    return c.RecommendCap()


def _limit(reader: Reader, _: int, names: Names) -> Does:
    short_month = reader.choice("short_month", ShortMonth, ShortMonth.GRACE_DAYS)
    return c.GrantCredit(CreditPolicy(abs(reader.money("amount", names.currency)), short_month))


READERS: Mapping[str, Callable[[Reader, int, Names], Does]] = {
    "limit": _limit,
    "method_fails": _method_fails,
    "method_works": _method_works,
    "order": _order,
    "pay": _pay,
    "recommend_cap": _recommend_cap,
    "renew": _renew,
    "start": _start,
    "stop": _stop,
    "top_up": _top_up,
}
"""What a scenario may say a customer does, and who reads it."""
