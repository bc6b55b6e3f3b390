"""`import astra_billing` costs nothing that the caller didn't ask for."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {
    "asyncio",
    "babel",
    "cattrs",
    "dateutil",
    "httpx",
    "hypothesis",
    "icalendar",
    "json",
    "logging",
    "numpy",
    "pathlib",
    "rich",
    "sqlalchemy",
    "typer",
}


def modules_after(statement: str) -> set[str]:
    """The modules that a fresh interpreter holds because of a statement."""
    program = f"import sys; before = set(sys.modules); {statement}; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    return set(done.stdout.split())


def test_importing_the_library_stays_light() -> None:
    """Codecs, locale data, storage and the command line load where they are used."""
    assert modules_after("import astra_billing") & (HEAVY - modules_after("import attrs, decimal, enum")) == set()


def test_the_check_sees_what_an_import_brings() -> None:
    """The check itself: a heavy import is noticed."""
    assert "babel" in modules_after("import babel")
