"""The README's first two commands are the truth, in both languages."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from astra_billing.account import events
from astra_billing.simulation import simulate
from astra_billing.wire import read_scenario

TOP = Path(__file__).parents[1]
DEMO = "python3 -m venv .venv && .venv/bin/pip install '.[cli]' && .venv/bin/astra-billing demo"
TESTS = "python3 -m venv .venv && .venv/bin/pip install nox && .venv/bin/nox"
TWINS = ("README.md", "README.ru.md")


def text(name: str) -> str:
    """What a file at the top of the repository says."""
    return (TOP / name).read_text(encoding="utf-8")


def blocks(name: str) -> list[str]:
    """The fenced blocks of a page, in order."""
    return re.findall(r"^```[^\n]*\n(.*?)^```$", text(name), flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", TWINS)
def test_the_readme_starts_with_its_two_commands(name: str) -> None:
    """A newcomer copies the first block to see the demo and the second to run the tests."""
    assert [block.strip() for block in blocks(name)[:2]] == [DEMO, TESTS]


@pytest.mark.parametrize("name", TWINS)
def test_the_commands_come_before_anything_that_has_to_be_read(name: str) -> None:
    """Both commands stand above the first section."""
    assert text(name).index(TESTS) < text(name).index("\n## ")


def test_the_first_command_installs_what_it_runs() -> None:
    """There is a `cli` extra and a script `astra-billing`."""
    project = tomllib.loads(text("pyproject.toml"))["project"]

    assert "cli" in project["optional-dependencies"]
    assert "astra-billing" in project["scripts"]


def test_the_second_command_runs_the_tests() -> None:
    """`nox` without arguments is the session `tests`, which installs what it needs and runs pytest."""
    noxfile = text("noxfile.py")

    assert 'nox.options.sessions = ["tests"]' in noxfile
    assert "def tests(session" in noxfile


def test_the_door_of_a_change_is_the_door_of_the_readme() -> None:
    """`.ci/run` sets nox up as the README does and ends with the very command that the README gives."""
    lines = [line for line in text(".ci/run").splitlines() if line and not line.startswith("#")]
    set_up, _, run = TESTS.rpartition(" && ")

    assert set_up.replace("pip install", "pip install --quiet") in lines
    assert lines[-1].startswith(f"{run} 2>")


def test_the_twins_show_the_same_blocks() -> None:
    """The Russian page says in another language what the English one says: commands, code and scenario are equal."""
    english, russian = (blocks(name) for name in TWINS)

    assert english == russian


def test_the_scenario_of_the_readme_plays() -> None:
    """The debt of December blocks the limit on 30 January (R63), and paying it brings the service back (R69)."""
    (story,) = (block for block in blocks("README.md") if "[[accounts]]" in block)
    timeline = simulate(read_scenario(story), date(2026, 2, 28))

    assert [event.on for event in timeline.events if isinstance(event, events.CreditBlocked)] == [date(2026, 1, 30)]
    assert [event.on for event in timeline.events if isinstance(event, events.ServiceStarted)] == [date(2026, 2, 9)]
