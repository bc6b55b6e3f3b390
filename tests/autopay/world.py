"""A small world: services that are renewed from the balance, day by day, as an account would."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from astra_billing.dates import Term, Unit
from astra_billing.methods import BALANCE
from astra_billing.money import RUB, Money
from astra_billing.renewal import next_attempt_on
from astra_billing.services import ProductKind, Service

TODAY = date(2026, 1, 15)


def rub(amount: str) -> Money:
    """Roubles."""
    return Money(amount, RUB)


def service(  # noqa: PLR0913  # a service has this many parts
    expires_on: str,
    price: str = "100.00",
    term: str = "1 month",
    *,
    name: str = "s1",
    kind: ProductKind = ProductKind.SERVER,
    renews_from: str | None = BALANCE,
) -> Service:
    """A running service that was paid until a day."""
    return Service(
        id=name,
        title=name.upper(),
        kind=kind,
        price=rub(price),
        term=Term.parse(term),
        anchored_on=date.fromisoformat(expires_on),
        expires_on=date.fromisoformat(expires_on),
        renews_from=renews_from,
    )


def day_of(services: list[Service], balance: Money, on: date) -> tuple[list[Service], Money]:
    """The services and the balance after the renewals of a day; what cannot be paid is tried in vain."""
    after: list[Service] = []
    for each in services:
        if each.renews_from != BALANCE or next_attempt_on(each, after=on - timedelta(days=1)) != on:
            after.append(each)
        elif each.price > balance:
            after.append(each.attempted(on))
        else:
            balance -= each.price
            after.append(each.attempted(on).renewed())
    return after, balance


SERVICES = st.lists(
    st.builds(
        lambda days, price, count, unit, kind, source, tried: Service(
            id="s",
            title="S",
            kind=kind,
            price=rub(price),
            term=Term(count, unit),
            anchored_on=TODAY + timedelta(days=days),
            expires_on=TODAY + timedelta(days=days),
            renews_from=source,
            attempted_on=None if tried is None else TODAY - timedelta(days=tried),
        ),
        st.integers(0, 90),
        st.sampled_from(("0.00", "20.00", "22.4137", "100.00", "333.3333")),
        st.integers(1, 3),
        st.sampled_from(Unit),
        st.sampled_from((ProductKind.SERVER, ProductKind.DOMAIN)),
        st.sampled_from((BALANCE, BALANCE, BALANCE, "card", None)),
        st.none() | st.integers(0, 3),
    ),
    max_size=5,
)
"""Services of every kind of term, most of them renewed from the balance."""

BALANCES = st.integers(-10_000, 300_000).map(lambda units: Money.from_minor_units(units, RUB))
"""From 100 roubles of debt to what lasts for months."""
