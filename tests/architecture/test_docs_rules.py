"""The page of rules says nothing that isn't so."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

from tools import rules_page

TOP = Path(__file__).parents[2]
RULES = rules_page.rules()
CODE = sorted({(number, name) for number, rule in RULES.items() for name in rule.get("code", ())})
TESTS = sorted({(number, name) for number, rule in RULES.items() for name in rule.get("tests", ())})


def resolved(name: str) -> object:
    """The object that a dotted path below `astra_billing` means."""
    head, *rest = name.split(".")
    found: object = importlib.import_module(f"astra_billing.{head}")
    for part in rest:
        if not hasattr(found, part):
            found = importlib.import_module(f"{getattr(found, '__name__', name)}.{part}")
        else:
            found = getattr(found, part)
    return found


def test_every_rule_is_listed_once_and_in_order() -> None:
    """R1 to R100, none missing; TOML itself refuses a number that comes twice."""
    assert list(RULES) == [f"R{number}" for number in range(1, 101)]


@pytest.mark.parametrize("number", RULES)
def test_a_rule_has_a_title_and_nothing_unknown(number: str) -> None:
    """A misspelled key would silently leave the rule at "not yet"."""
    assert RULES[number]["title"]
    assert set(RULES[number]) <= {"title", "term", "code", "tests"}


@pytest.mark.parametrize(("number", "name"), CODE)
def test_the_code_that_carries_a_rule_exists(number: str, name: str) -> None:
    """Every dotted path of the page can be imported."""
    assert resolved(name) is not None, number


@pytest.mark.parametrize(("number", "name"), TESTS)
def test_the_test_that_proves_a_rule_exists(number: str, name: str) -> None:
    """Every "file::function" of the page is a test function in that file."""
    path, _, function = name.partition("::")
    tree = ast.parse((TOP / path).read_text(encoding="utf-8"))

    assert function in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, number


def test_the_page_is_written_from_the_data() -> None:
    """docs/rules.md is what tools/rules_page.py makes of docs/rules.toml; to mend it, run that script."""
    assert rules_page.PAGE.read_text(encoding="utf-8") == rules_page.page()
