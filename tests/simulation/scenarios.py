"""Random customers: what they start with, and what they and their banks do."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from astra_billing.account import commands as c
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy, ShortMonth
from astra_billing.dates import Term
from astra_billing.methods import BALANCE
from astra_billing.money import EUR, RUB, Currency, Money
from astra_billing.simulation import AccountScenario, Deed, MethodSwitch, Scenario

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

METHODS = ("card", "wallet")
SERVICES = ("s1", "s2", "s3", "s4")
PRICES = st.sampled_from(("0", "5.00", "20.00", "22.4137", "100.00", "349.99", "620.00"))
AMOUNTS = st.sampled_from(("0.01", "5.00", "19.99", "100.66", "400.00", "2000.00"))
LIMITS = st.sampled_from(("0", "50.00", "400.00", "5000.00"))
TERMS = st.sampled_from([Term.parse(text) for text in ("1 day", "7 days", "1 month", "3 months", "1 year")])
KINDS = st.sampled_from((ProductKind.SERVER, ProductKind.HOSTING, ProductKind.DOMAIN, ProductKind.SSL_CERTIFICATE))
SOURCES = st.sampled_from((None, BALANCE, BALANCE, *METHODS))
FIRST_DAYS = st.dates(date(2019, 1, 1), date(2032, 12, 31))
"""Days on which a story may begin: year ends, leap years and every weekday are among them."""

OPENING, LENGTH = 40, 100
"""Registered services expire within so many days; stories last so many."""


def _money(amounts: SearchStrategy[str], currency: Currency) -> SearchStrategy[Money]:
    return st.builds(Money, amounts, st.just(currency))


def _policies(currency: Currency) -> SearchStrategy[CreditPolicy]:
    return st.builds(CreditPolicy, _money(LIMITS, currency), st.sampled_from(ShortMonth))


def _registrations(name: str, currency: Currency, starts_on: date) -> SearchStrategy[c.RegisterService]:
    return st.builds(
        c.RegisterService,
        service_id=st.just(name),
        title=st.just(f"Service {name}"),
        kind=KINDS,
        price=_money(PRICES, currency),
        term=TERMS,
        expires_on=st.integers(0, OPENING).map(lambda days: starts_on + timedelta(days=days)),
        renews_from=SOURCES,
    )


def _orders(name: str, currency: Currency) -> SearchStrategy[c.PlaceOrder]:
    return st.builds(
        c.PlaceOrder,
        service_id=st.just(name),
        title=st.just(f"Service {name}"),
        kind=KINDS,
        price=_money(PRICES, currency),
        term=TERMS,
        renews_from=SOURCES,
    )


def _doings(number: int, currency: Currency, services: tuple[str, ...]) -> SearchStrategy[c.Command | MethodSwitch]:
    amounts = _money(AMOUNTS, currency)
    payment, methods = st.just(f"p{number}"), st.sampled_from(METHODS)
    owned = st.sampled_from(services)
    return st.one_of(
        st.builds(c.TopUp, payment, amounts, st.just("bank")),
        st.builds(c.PayInvoice, payment, st.sampled_from(("bank", BALANCE)), st.none(), st.none() | amounts),
        st.builds(c.GrantCredit, _policies(currency)),
        st.builds(MethodSwitch, methods, st.booleans()),
        st.builds(c.StopService, owned),
        st.builds(c.StartService, owned),
        st.builds(c.RenewService, owned),
        _orders(f"o{number}", currency),
        st.builds(c.RecommendCap),
    )


@st.composite
def account_scenarios(draw: DrawFn, name: str, starts_on: date) -> AccountScenario:
    """One account with services, methods and perhaps a limit, and deeds on random days."""
    currency = draw(st.sampled_from((RUB, EUR)))
    services = SERVICES[: draw(st.integers(1, len(SERVICES)))]
    policy = draw(st.none() | _policies(currency))
    first: list[c.Command] = [c.SaveMethod(method, method.title()) for method in METHODS]
    if policy is not None:
        first.append(c.GrantCredit(policy))
    first += [draw(_registrations(service, currency, starts_on)) for service in services]
    days = sorted(draw(st.lists(st.integers(0, LENGTH), max_size=10)))
    later = [
        Deed(starts_on + timedelta(days=number), draw(_doings(index, currency, services)))
        for index, number in enumerate(days, start=1)
    ]
    return AccountScenario(name, currency, (*(Deed(starts_on, command) for command in first), *later))


@st.composite
def scenarios(draw: DrawFn, *, most: int = 1) -> Scenario:
    """A story of one account or several that begin on the same day."""
    starts_on = draw(FIRST_DAYS)
    accounts = [draw(account_scenarios(f"a{number}", starts_on)) for number in range(1, draw(st.integers(1, most)) + 1)]
    return Scenario("A random story", starts_on, tuple(accounts))


def last_day(scenario: Scenario) -> date:
    """A day on which every random story is over, some time after its last deed."""
    return scenario.starts_on + timedelta(days=LENGTH + 40)
