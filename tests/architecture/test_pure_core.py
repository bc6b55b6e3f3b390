"""The core decides and never acts: what it may not even name, checked over its syntax trees."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[2] / "src" / "astra_billing"
WORLDLY = {"adapters", "presentation", "testing", "wire"}

BANNED_NAMES = {
    "__import__": "the core imports at the top of a file",
    "breakpoint": "the core has no console",
    "compile": "the core runs no text",
    "eval": "the core runs no text",
    "exec": "the core runs no text",
    "float": "money and rates are exact",
    "input": "the core has no console",
    "open": "the core reads no files",
    "print": "the core has no console",
    "random": "the caller brings the chance",
    "uuid4": "the caller brings the id",
}
BANNED_ATTRIBUTES = {
    ("date", "today"): "the caller brings the day",
    ("datetime", "now"): "the caller brings the day",
    ("datetime", "today"): "the caller brings the day",
    ("datetime", "utcnow"): "the caller brings the day",
    ("os", "environ"): "settings are arguments",
    ("time", "time"): "the caller brings the day",
    ("uuid", "uuid4"): "the caller brings the id",
}


def pure_modules() -> list[Path]:
    """Every module of the core: a new package is pure until it is named as worldly."""
    return sorted(
        path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0].removesuffix(".py") not in WORLDLY
    )


def faults(source: str) -> list[str]:
    """What a module names that the core may not name, one line each."""
    return [f"line {line}: {what}" for line, what in sorted(_faults(ast.parse(source)))]


def _faults(tree: ast.AST) -> Iterator[tuple[int, str]]:
    asked = _looked_at(tree)
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) if name in BANNED_NAMES and node not in asked:
                yield node.lineno, f"{name}: {BANNED_NAMES[name]}"
            case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=name) if (
                owner,
                name,
            ) in BANNED_ATTRIBUTES:
                yield node.lineno, f"{owner}.{name}: {BANNED_ATTRIBUTES[owner, name]}"
            case ast.Constant(value=value) if type(value) in {float, complex}:
                yield node.lineno, f"{value!r}: money and rates are exact"


def _looked_at(tree: ast.AST) -> set[ast.AST]:
    """The `float` of `isinstance(value, float)`: to refuse a float is to name it."""
    return {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "isinstance"
        for argument in node.args[1:]
        for name in ast.walk(argument)
    }


@pytest.mark.parametrize("path", pure_modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_the_core_names_nothing_of_the_world(path: Path) -> None:
    """No clock, chance, file, console, environment or float in a pure module."""
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("float('1')", "line 1: float: money and rates are exact"),
        ("def f(x: float) -> None: ...", "line 1: float: money and rates are exact"),
        ("rate: dict[str, float]", "line 1: float: money and rates are exact"),
        ("rate = 0.2", "line 1: 0.2: money and rates are exact"),
        ("open('a')", "line 1: open: the core reads no files"),
        ("\nprint('a')", "line 2: print: the core has no console"),
        ("date.today()", "line 1: date.today: the caller brings the day"),
        ("datetime.date.today()", "line 1: date.today: the caller brings the day"),
        ("clock = datetime.now", "line 1: datetime.now: the caller brings the day"),
        ("os.environ['A']", "line 1: os.environ: settings are arguments"),
        ("random.random()", "line 1: random: the caller brings the chance"),
        ("uuid4()", "line 1: uuid4: the caller brings the id"),
        ("eval('1')", "line 1: eval: the core runs no text"),
    ],
)
def test_each_way_out_is_seen(source: str, expected: str) -> None:
    """The check itself: each thing it is there for is found, on its line."""
    assert faults(source) == [expected]


def test_refusing_a_float_is_not_using_one() -> None:
    """`isinstance(value, float)` is how the core says no."""
    assert faults("isinstance(value, (bool, float))") == []
