"""Copies of frozen values are what `attrs.evolve` makes, and keep nothing that is out of date."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from datetime import date
from functools import cached_property
from itertools import chain
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import astra_billing
from astra_billing.account import Account, evolve
from astra_billing.account.events import BaseEvent
from astra_billing.copies import WorkedOut, kept_by, replaced
from astra_billing.ledger import Contract, Expense, Payment
from astra_billing.money import RUB, Money
from astra_billing.services import Service
from astra_billing.simulation import simulate
from tests.account.book import Book
from tests.simulation.scenarios import last_day, scenarios

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from astra_billing.simulation import Scenario

KINDS: tuple[type[Any], ...] = (Account, Expense, Payment, Service)
"""The classes whose copies are made without their constructor."""


def fields_of(kind: type[Any]) -> set[str]:
    """The names of the fields of an attrs class."""
    return {field.name for field in attrs.fields(kind)}


def life(scenario: Scenario) -> Iterator[Account]:
    """The account of a story after each of its events, everything worked out on the way."""
    account: Account | None = None
    for entry in simulate(scenario, last_day(scenario)).of("a1"):
        if isinstance(entry.happened, BaseEvent):
            account = evolve(account, entry.happened)
            yield account
            for value in parts(account):
                worked_out(value)


def parts(account: Account) -> Iterable[Any]:
    """The account and everything in it that is copied in this way."""
    return chain([account], account.services.values(), account.payments.values(), account.expenses.values())


def worked_out(value: Any) -> dict[str, Any]:
    """Everything that a value works out and keeps, by name."""
    return {name: getattr(value, name) for name in kept_by(type(value))}


def busy() -> Account:
    """An account with something in most of its fields."""
    book = Book(limit="5000.00")
    book.order("2025-12-10", "s1", "100.00")
    book.top_up("2025-12-11", "30.00")
    book.close("2026-01-02")
    book.order("2026-01-02", "s2", "20.00")
    return book.account


# --- the same as evolve ---------------------------------------------------------------------------------------------


@given(scenarios(), st.data())
def test_a_copy_is_what_evolve_makes(scenario: Scenario, data: st.DataObject) -> None:
    """For every class that is copied so, with any of its fields taken from another moment or another value."""
    accounts = list(life(scenario))
    values = [value for account in accounts[-3:] for value in parts(account)]
    value = data.draw(st.sampled_from(values))
    donors = [each for each in chain.from_iterable(map(parts, accounts)) if type(each) is type(value)]
    names = sorted(data.draw(st.sets(st.sampled_from(sorted(fields_of(type(value)) - {"amount", "paid", "spent"})))))
    changes = {name: getattr(data.draw(st.sampled_from(donors)), name) for name in names}
    copy = replaced(value, **changes)
    assert type(copy) is type(value)
    assert copy == attrs.evolve(value, **changes)


def test_a_copy_leaves_the_value_alone() -> None:
    """House rule 3: the old one never changes, nor does what it has worked out."""
    account = busy()
    before, known = attrs.asdict(account, recurse=False), worked_out(account)
    copy = replaced(account, payments={}, expenses={}, worked_on=date(2030, 1, 1))
    assert copy.payments == {}
    assert attrs.asdict(account, recurse=False) == before
    assert worked_out(account) == known
    assert vars(copy) is not vars(account)


def test_a_copy_is_as_frozen_as_the_value() -> None:
    """And equal values have equal copies."""
    copy = replaced(busy().services["s1"], title="Other")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        copy.title = "Test"  # type: ignore[misc]
    assert copy == replaced(busy().services["s1"], title="Other")


def test_a_class_without_a_dictionary_is_copied_by_its_constructor() -> None:
    """Its slots cannot be filled otherwise."""
    contract = replaced(Contract(1, "181", date(2026, 1, 10)), payer_id="182")
    assert contract == Contract(1, "182", date(2026, 1, 10))


# --- what is worked out -----------------------------------------------------------------------------------------------


@given(scenarios())
def test_nothing_that_is_kept_is_ever_out_of_date(scenario: Scenario) -> None:
    """After each event of any story everything worked out is what a value made anew works out."""
    for account in life(scenario):
        for value in parts(account):
            assert worked_out(value) == worked_out(attrs.evolve(value))


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_drops_what_rests_on_a_changed_field_and_keeps_the_rest(kind: type[Any]) -> None:
    """Field by field: exactly what names the field is gone."""
    value = next(each for each in parts(funded()) if type(each) is kind)
    worked_out(value)
    for field in fields_of(kind):
        copy = replaced(value, **{field: getattr(value, field)})
        kept = {name for name, rests_on in kept_by(kind).items() if field not in rests_on}
        assert set(vars(copy)) == fields_of(kind) | kept
        assert all(vars(copy)[name] is vars(value)[name] for name in kept)


def funded() -> Account:
    """A busy account with a payment that is not spent."""
    account = busy()
    payment = Payment("p9", date(2026, 1, 2), Money("5.00", RUB), "card")
    return replaced(account, payments={**account.payments, payment.id: payment})


class Watched:
    """A value that notes which of its fields are read, also by its own properties and methods."""

    def __init__(self, value: Any) -> None:
        self.value = value
        self.read: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        if name in fields_of(type(self.value)):
            self.read.add(name)
            return getattr(self.value, name)
        found = inspect.getattr_static(type(self.value), name)
        if isinstance(found, property):
            return found.fget(self)  # type: ignore[misc]
        if isinstance(found, WorkedOut):
            return found.func(self)
        return MethodType(found, self) if isinstance(found, FunctionType) else getattr(self.value, name)


@given(scenarios())
def test_what_is_worked_out_reads_no_field_that_it_does_not_name(scenario: Scenario) -> None:
    """Otherwise a copy could keep what is out of date."""
    for value in chain.from_iterable(map(parts, list(life(scenario))[-3:])):
        for name, rests_on in kept_by(type(value)).items():
            watched = Watched(value)
            assert getattr(watched, name) == getattr(value, name)
            assert watched.read <= rests_on, name


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_worked_out_names_fields_that_it_reads(kind: type[Any]) -> None:
    """And none besides, so that nothing is worked out again for no reason."""
    value = next(each for each in parts(funded()) if type(each) is kind)
    for name, rests_on in kept_by(kind).items():
        watched = Watched(value)
        getattr(watched, name)
        assert watched.read == rests_on, name


def test_every_class_names_what_it_keeps() -> None:
    """A copy would keep what `functools.cached_property` has worked out forever."""
    copied = {each for each in all_classes() if attrs.has(each) and each.__dictoffset__}
    assert {kind for kind in copied if kept_by(kind)} == set(KINDS)
    assert [kind for kind in copied if cached_of(kind)] == []
    for kind in KINDS:
        assert frozenset().union(*kept_by(kind).values()) <= fields_of(kind)


def test_what_is_worked_out_explains_itself() -> None:
    """The class gives the property with its docstring, and a value works it out once."""
    assert Expense.unpaid.__doc__ == "What no payment has covered yet (R36)."
    account = busy()
    assert account.balance is account.balance


def all_classes() -> set[type[Any]]:
    """Every class of the pure packages that hold values."""
    packages = (
        "account",
        "autopay",
        "catalog",
        "credit",
        "ledger",
        "methods",
        "orders",
        "payers",
        "renewal",
        "services",
    )
    found: set[type[Any]] = set()
    for package in packages:
        root = importlib.import_module(f"{astra_billing.__name__}.{package}")
        names = [root.__name__, *(each.name for each in pkgutil.walk_packages(root.__path__, f"{root.__name__}."))]
        for name in names:
            found |= {each for each in vars(importlib.import_module(name)).values() if isinstance(each, type)}
    return {each for each in found if each.__module__.startswith(astra_billing.__name__)}


def cached_of(kind: type[Any]) -> set[str]:
    """The names of its cached properties."""
    return {name for name, each in inspect.getmembers_static(kind) if isinstance(each, cached_property)}
