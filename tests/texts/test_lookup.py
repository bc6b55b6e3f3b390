"""Texts: nothing is missing, nothing is left over, and both languages name the same facts."""

from __future__ import annotations

import importlib
import string
from enum import Enum
from typing import get_args

import pytest

from astra_billing.account.events import Event
from astra_billing.account.refusals import Refused
from astra_billing.texts import LANGS, codes, counted, fill, label, message
from astra_billing.texts.command import COMMAND
from astra_billing.texts.events import SENTENCES
from astra_billing.texts.gateways import GATEWAYS
from astra_billing.texts.labels import LABELS
from astra_billing.texts.methods import METHODS
from astra_billing.texts.orders import ORDERS
from astra_billing.texts.page import WORDS
from astra_billing.texts.payers import PAYERS
from astra_billing.texts.plurals import NOUNS
from astra_billing.texts.requisites import REQUISITES
from astra_billing.texts.storage import STORAGE
from astra_billing.texts.titles import TITLES

PACKAGES = (
    "account",
    "catalog",
    "credit",
    "dates",
    "ledger",
    "methods",
    "notices",
    "ports.conversations",
    "ports.payments",
    "services",
)
_TABLES = (LABELS, GATEWAYS, TITLES, SENTENCES, WORDS, COMMAND, METHODS, PAYERS, REQUISITES, ORDERS, STORAGE)
EVENTS = {kind.__name__ for kind in get_args(Event)} | {Refused.__name__}


def enums() -> list[type[Enum]]:
    """Every enum that a package of the portal's words exports."""
    found = {
        value
        for package in PACKAGES
        for value in vars(importlib.import_module(f"astra_billing.{package}")).values()
        if isinstance(value, type) and issubclass(value, Enum)
    }
    return sorted(found, key=lambda kind: kind.__name__)


def blanks(template: str) -> set[str]:
    """The names of the blanks of a template."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


MEMBERS = [member for kind in enums() for member in kind]


@pytest.mark.parametrize("member", MEMBERS, ids=str)
def test_every_member_has_its_word_in_both_languages(member: Enum) -> None:
    """A user never sees a bare code."""
    assert all(label(member, lang) for lang in LANGS)
    assert label(member, "ru") != label(member, "en")


def test_no_label_outlives_its_member() -> None:
    """A member that is gone takes its label with it."""
    assert set(LABELS | GATEWAYS) == {f"{type(member).__name__}.{member.name}" for member in MEMBERS}


def test_every_event_has_a_title_and_no_title_is_left_over() -> None:
    """A new event needs its words before it is released."""
    assert set(TITLES) == EVENTS


def test_every_event_has_a_sentence_and_no_sentence_is_left_over() -> None:
    """A sentence is named after the class of its event."""
    assert {code.split(".")[1] for code in SENTENCES} == EVENTS


@pytest.mark.parametrize("code", codes())
def test_both_languages_name_the_same_facts(code: str) -> None:
    """A fact that one language tells is told in the other."""
    assert blanks(message(code, "ru")) == blanks(message(code, "en"))


@pytest.mark.parametrize("code", codes())
def test_russian_is_russian_and_english_is_english(code: str) -> None:
    """No text stands in the wrong column; some are nothing but blanks."""
    russian, english = message(code, "ru"), message(code, "en")
    for name in blanks(russian):
        russian, english = russian.replace(f"{{{name}}}", ""), english.replace(f"{{{name}}}", "")
    assert not any("а" <= letter <= "я" for letter in english.lower())
    assert any("а" <= letter <= "я" for letter in russian.lower()) or not english.strip(" .—to") or russian == "Email"


def test_no_code_stands_in_two_tables() -> None:
    """A code means one text."""
    assert len(codes()) == sum(map(len, _TABLES))


def test_a_blank_without_a_fact_is_a_fault() -> None:
    """A sentence with a hole in it never reaches a user."""
    with pytest.raises(KeyError, match="amount"):
        fill("Paid {amount}", invoice="pfx/1")


def test_braces_in_a_fact_are_left_alone() -> None:
    """What comes from data is no template."""
    assert fill("Service {service}", service="{service.__class__}") == "Service {service.__class__}"


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "0 дней"), (1, "1 день"), (4, "4 дня"), (12, "12 дней"), (111, "111 дней"), (102, "102 дня")],
)
def test_russian_counts_in_three_forms(count: int, expected: str) -> None:
    """1, 21 and 31 count alike, and so do 2 to 4; 11 to 14 do not."""
    assert counted(count, "day", "ru") == expected


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_has_its_forms(noun: str) -> None:
    """Three in Russian, two in English."""
    russian, english = NOUNS[noun]
    assert (len(russian), len(english)) == (3, 2)
