"""Removing any one extra leaves the rest importable: only what the extra is for misses it."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2] / "pyproject.toml"
EXTRAS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "cli": (("typer", "rich"), ("adapters.cli",)),
    "contacts": (("phonenumbers", "email_validator"), ()),
    "frames": (("numpy", "polars"), ("adapters.frames",)),
    "gateways": (("httpx", "cryptography"), ()),
    "ics": (("icalendar",), ()),
    "names": (("pytrovich",), ()),
    "postgres": (("psycopg",), ()),
    "sql": (("sqlalchemy", "alembic"), ("adapters.storage.sql", "adapters.cli")),
    "testing": (("hypothesis",), ("testing.strategies",)),
}
"""Of each extra: what it installs, and what may need that to be imported."""

PROGRAM = """
import importlib, json, pkgutil, sys
for missing in sys.argv[1:]:
    sys.modules[missing] = None
import astra_billing
told = {}
for module in pkgutil.walk_packages(astra_billing.__path__, "astra_billing.", onerror=lambda _: None):
    if module.name.endswith((".__main__", ".migrations.env")):
        continue  # scripts
    try:
        importlib.import_module(module.name)
    except ImportError as error:
        told[module.name.removeprefix("astra_billing.")] = error.name
print(json.dumps(told))
"""


@pytest.mark.parametrize("extra", EXTRAS)
def test_without_an_extra_only_what_needs_it_misses_it(extra: str) -> None:
    """Every other module can be imported, and those that cannot name what is missing."""
    missing, needing = EXTRAS[extra]

    done = subprocess.run([sys.executable, "-c", PROGRAM, *missing], capture_output=True, check=True, text=True)

    told = json.loads(done.stdout)
    others = [name for name in told if not any(name == each or name.startswith(f"{each}.") for each in needing)]
    assert others == []
    assert {name.partition(".")[0] for name in told.values()} <= set(missing)


def test_every_extra_is_removed_once() -> None:
    """A new extra joins the table."""
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]

    assert sorted(EXTRAS) == sorted(project["optional-dependencies"])
