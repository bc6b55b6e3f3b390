"""House rule 1: every public name stands in the glossary beside its Russian word."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import get_args

import pytest

from astra_billing.account.commands import Command
from astra_billing.account.events import Event

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
PACKAGES = (
    "account",
    "adapters.gateways.paymaster",
    "adapters.gateways.sberbank",
    "adapters.gateways.simplepay",
    "adapters.gateways.webmoney",
    "adapters.runtime",
    "autopay",
    "catalog",
    "credit",
    "dates",
    "ledger",
    "methods",
    "money",
    "notices",
    "orders",
    "payers",
    "ports.conversations",
    "ports.payments",
    "renewal",
    "services",
    "simulation",
    "tax",
)


def rows() -> list[list[str]]:
    """The cells of every table row of the glossary, heads and rules left out."""
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]


def names() -> list[str]:
    """The names in the first column, which may hold several."""
    return [name for row in rows() for name in re.findall(r"`([^`]+)`", row[0])]


def public() -> set[str]:
    """What the packages export, and the words of the account: its commands and events."""
    exported = {name for package in PACKAGES for name in importlib.import_module(f"astra_billing.{package}").__all__}
    return exported | {kind.__name__ for kind in (*get_args(Command), *get_args(Event))}


@pytest.mark.parametrize("package", ["astra_billing", *(f"astra_billing.{name}" for name in PACKAGES)])
def test_every_public_name_is_in_the_glossary(package: str) -> None:
    """What a package exports can be said in Russian."""
    assert sorted(set(importlib.import_module(package).__all__) - set(names())) == []


@pytest.mark.parametrize("words", [Command, Event], ids=["commands", "events"])
def test_every_word_of_the_account_is_in_the_glossary(words: object) -> None:
    """What can be asked of an account, and what can happen to it, can be said in Russian."""
    assert sorted({kind.__name__ for kind in get_args(words)} - set(names())) == []


def test_no_name_is_explained_twice() -> None:
    """One name, one row."""
    assert sorted({name for name in names() if names().count(name) > 1}) == []


def test_every_row_has_its_russian_word_and_a_meaning() -> None:
    """Three cells a row, none empty, and the second in Russian."""
    assert [row for row in rows() if len(row) != len(("name", "Russian", "meaning")) or not all(row)] == []
    assert [row for row in rows() if not re.search("[а-яё]", row[1].lower())] == []


def test_no_row_outlives_its_name() -> None:
    """A name that no package exports any more leaves the glossary."""
    assert sorted(set(names()) - public()) == []
