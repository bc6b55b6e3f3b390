"""What a scenario may say is done with services: ordered, renewed, stopped, started, changed and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from astra_billing.account import commands as c
from astra_billing.catalog import Configuration, ProductKind, Tariff
from astra_billing.orders import NewService
from astra_billing.services import Actor
from astra_billing.wire.names import read_name, read_renewal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from astra_billing.account.commands import Command
    from astra_billing.dates import Term
    from astra_billing.money import Money
    from astra_billing.wire.names import Names
    from astra_billing.wire.reader import Reader

    Commands = tuple[Command, ...]

SOMEBODY = (Actor.CUSTOMER.value, Actor.ADMINISTRATOR.value)


class ServiceFields(TypedDict):
    """What a service that is taken over and one that is ordered have in common."""

    service_id: str
    title: str
    kind: ProductKind
    price: Money
    term: Term
    renews_from: str | None
    offers: Mapping[Term, Money]


def read_service(reader: Reader, names: Names) -> ServiceFields:
    """The fields of a service."""
    service_id = reader.text("id", "give the service an id")
    return ServiceFields(
        service_id=service_id,
        title=reader.text("title", "write it as the customer sees it", default=service_id),
        kind=reader.choice("kind", ProductKind, ProductKind.OTHER),
        price=reader.money("price", names.currency),
        term=reader.term("period"),
        renews_from=read_renewal(reader, names),
        offers=reader.prices("other_periods", names.currency),
    )


def order(reader: Reader, _: int, names: Names) -> Commands:
    """An order from the balance and the limit, or by a method through the cart."""
    fields = read_service(reader, names)
    if not reader.has("pay_by"):
        return (c.PlaceOrder(**fields),)
    chosen = reader.name("pay_by", names.offered)
    remembered = reader.text("remember", "give the saved method an id") if reader.has("remember") else None
    if chosen not in names.offered or not fields["service_id"]:
        return ()
    return (
        c.AddToCart(_in_cart(fields)),
        c.SelectInCart((fields["service_id"],)),
        c.Checkout(fields["service_id"], names.offered[chosen], saves_method=remembered),
    )


def _in_cart(fields: ServiceFields) -> NewService:
    own = {fields["term"]: fields["price"]}
    prices = own | dict(fields["offers"]) | own
    tariff = Tariff(fields["service_id"], fields["title"], fields["kind"], prices)
    return NewService(fields["service_id"], Configuration(tariff, fields["term"]), fields["renews_from"])


def renew(reader: Reader, _: int, names: Names) -> Commands:
    """One period more, by hand."""
    service_id = read_name(reader, "service", names.services)
    return (c.RenewService(service_id, reader.term("period") if reader.has("period") else None),)


def stop(reader: Reader, _: int, names: Names) -> Commands:
    """A service is stopped."""
    return (c.StopService(read_name(reader, "service", names.services), _by(reader)),)


def start(reader: Reader, _: int, names: Names) -> Commands:
    """A service is started."""
    return (c.StartService(read_name(reader, "service", names.services), _by(reader)),)


def delete(reader: Reader, _: int, names: Names) -> Commands:
    """A service is deleted."""
    return (c.DeleteService(read_name(reader, "service", names.services), _by(reader)),)


def _by(reader: Reader) -> Actor:
    named = reader.name("by", SOMEBODY, default=Actor.CUSTOMER.value)
    return Actor(named) if named in SOMEBODY else Actor.CUSTOMER


def change_period(reader: Reader, _: int, names: Names) -> Commands:
    """A service is renewed by another period from now on."""
    return (c.ChangeTerm(read_name(reader, "service", names.services), reader.term("period")),)


def change_renewal(reader: Reader, _: int, names: Names) -> Commands:
    """Something else pays the automatic renewal, or nothing does."""
    return (c.ChangeRenewal(read_name(reader, "service", names.services), read_renewal(reader, names)),)


def violation(reader: Reader, _: int, names: Names) -> Commands:
    """A violation of the rules is counted."""
    return (c.RecordViolation(read_name(reader, "service", names.services)),)
