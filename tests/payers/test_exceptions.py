"""What exceptions of payers carry: their facts as fields, a message with the fix, a pickle that loses nothing."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING

import pytest

from astra_billing.errors import InvalidValue
from astra_billing.payers import (
    PLAIN,
    ContactFault,
    Dependency,
    DependencyKind,
    Individual,
    LegalEntity,
    MergePlan,
    PayerBook,
    PayerExists,
    PayerFaults,
    PayerInUse,
    PayerType,
    StalePlan,
    TypeIsFixed,
    UnknownPayer,
    plan_merge,
)
from astra_billing.payers.examining import examine

if TYPE_CHECKING:
    from collections.abc import Callable

    from astra_billing.errors import BillingError

PERSON = Individual(contact_person="Иван")
CONTRACT = Dependency(DependencyKind.CONTRACT, "K-1", "2")
PAYMENT = Dependency(DependencyKind.PAYMENT, "pfx/7", "2")


def book() -> PayerBook:
    """A person and a company."""
    return PayerBook().plus("1", PERSON).plus("2", LegalEntity(name="Lala", contact_person="Иван"))


def plan() -> MergePlan:
    """Joining the company, with its contract, to the person."""
    return plan_merge(book(), primary="1", joined="2", dependencies=[CONTRACT], move_contracts=True)


CASES: dict[type[BillingError], tuple[Callable[[], object], dict[str, object], str]] = {
    UnknownPayer: (
        lambda: book()["9"],
        {"id": "9", "known": ("1", "2")},
        "there is no payer '9'; use one of 1, 2",
    ),
    PayerExists: (
        lambda: book().plus("1", PERSON),
        {"id": "1"},
        "there is a payer '1' already; change it, or bring another id",
    ),
    TypeIsFixed: (
        lambda: book().changed("2", PERSON),
        {"id": "2", "is_now": PayerType.LEGAL_ENTITY, "wanted": PayerType.INDIVIDUAL},
        "payer '2' is of the status legal entity and stays so; add one more payer with the status individual",
    ),
    PayerInUse: (
        lambda: book().without("2", [CONTRACT, PAYMENT]),
        {"id": "2", "dependencies": (CONTRACT, PAYMENT)},
        (
            "payer '2' cannot be deleted, for something hangs on it: contract K-1, payment pfx/7; "
            "merge it into another payer"
        ),
    ),
    StalePlan: (
        lambda: plan().applied(book().dropped("1")),
        {"primary": "1", "joined": "2"},
        "payers '1' and '2', or what hangs on them, are not as the plan shows them; make a new plan and show it",
    ),
    PayerFaults: (
        lambda: Individual(contact_person=""),
        {"faults": examine({"type": "individual", "country": "RU"}).faults},
        "1 fault\n  contact_person: Contact person: a required field is empty; fill it in",
    ),
    ContactFault: (
        lambda: PLAIN.email("client"),
        {"code": "email.unreadable", "value": "client"},
        "'client' is not an email address; write it as client@example.com",
    ),
}


@pytest.mark.parametrize("kind", CASES, ids=lambda kind: kind.__name__)
def test_an_exception_carries_its_facts_and_names_the_fix(kind: type[BillingError]) -> None:
    """House rule 10: facts as fields, the message built in its class."""
    break_it, facts, message = CASES[kind]
    with pytest.raises(kind) as caught:
        break_it()

    assert {name: getattr(caught.value, name) for name in facts} == facts
    assert str(caught.value) == message
    if not isinstance(caught.value, InvalidValue):
        assert caught.value.args == tuple(facts.values())


@pytest.mark.parametrize("kind", CASES, ids=lambda kind: kind.__name__)
def test_an_exception_survives_a_copy_and_a_pickle(kind: type[BillingError]) -> None:
    """House rule 10: it crosses a process with everything it knows."""
    break_it, facts, message = CASES[kind]
    with pytest.raises(kind) as caught:
        break_it()

    for copied in (copy.copy(caught.value), pickle.loads(pickle.dumps(caught.value))):  # noqa: S301  # our own bytes
        assert {name: getattr(copied, name) for name in facts} == facts
        assert str(copied) == message


def test_a_plan_that_lacks_a_dependency_names_both_payers() -> None:
    """R28: the payment came after the plan was shown."""
    with pytest.raises(StalePlan) as caught:
        plan().left([CONTRACT, PAYMENT])
    assert (caught.value.primary, caught.value.joined) == ("1", "2")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("телефон", "phone.unreadable"),
        ("+7 999", "phone.impossible"),
        ("+12345", "phone.impossible"),
        ("030 1234567", "phone.unreadable"),
    ],
)
def test_a_phone_that_is_none_is_shown_as_it_was_typed(text: str, code: str) -> None:
    """R23: the user finds it again."""
    with pytest.raises(ContactFault) as caught:
        PLAIN.phone(text, "DE")
    assert (caught.value.value, caught.value.code) == (text, code)


@pytest.mark.parametrize("text", ["client", "a.@example.com"])
def test_an_email_that_is_none_is_shown_as_it_was_typed(text: str) -> None:
    """R23: as a phone."""
    with pytest.raises(ContactFault) as caught:
        PLAIN.email(text)
    assert caught.value.value == text
