"""`astra-billing simulate`: a scenario of the user's own, in any form, stored once, and refused whole when wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from astra_billing.adapters.cli.app import app
from astra_billing.adapters.cli.language import language_of

EXAMPLES = Path(__file__).parents[3] / "examples"
DEBT = EXAMPLES / "december_debt.toml"
RUNNER = CliRunner()


def simulate(*arguments: str, text: str | None = None) -> tuple[int, str, str]:
    """Exit code, output and errors of a run."""
    result = RUNNER.invoke(app, ["simulate", *arguments], input=text)
    return result.exit_code, result.stdout.replace("\xa0", " "), result.stderr


def rows_until(day: str, *arguments: str) -> list[dict[str, str]]:
    """The JSON rows of the December debt."""
    code, output, errors = simulate(str(DEBT), "--until", day, "--format", "json", *arguments)
    assert code == 0, errors
    listed: list[dict[str, str]] = json.loads(output)
    return listed


def test_json_rows_name_the_day_the_rule_and_the_amount() -> None:
    """A row has at least date, event, rule, subject, amount, currency and text."""
    row = next(row for row in rows_until("2026-01-01") if row["event"] == "InvoiceIssued")

    assert {"date", "event", "rule", "subject", "amount", "currency", "text"} <= set(row)
    assert (row["date"], row["rule"], row["subject"], row["currency"]) == ("2026-01-01", "R62", "pfx/1", "RUB")


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("table", "The December debt"),
        ("csv", "date,account,event"),
        ("ics", "BEGIN:VCALENDAR"),
        ("html", "<!doctype html>"),
    ],
)
def test_every_form_can_be_printed(form: str, begins: str) -> None:
    """One option chooses the form."""
    code, output, _ = simulate(str(DEBT), "--until", "2026-02-28", "--format", form, "--lang", "en")

    assert code == 0
    assert output.lower().startswith(begins.lower())


def test_a_dash_reads_standard_input() -> None:
    """A scenario may come through a pipe."""
    code, output, _ = simulate("-", "--until", "2026-01-01", "--format", "csv", text=DEBT.read_text("utf-8"))

    assert code == 0
    assert "InvoiceIssued" in output


def test_a_wrong_scenario_is_refused_whole(tmp_path: Path) -> None:
    """Every fault at once with its place and its fix, exit code 2, and nothing is written."""
    database = tmp_path / "billing.sqlite"
    text = DEBT.read_text("utf-8").replace('"250.00"', "250.00").replace('"pay"', '"pya"')

    code, output, errors = simulate("-", "--until", "2026-01-01", "--db", str(database), text=text)

    assert (code, output) == (2, "")
    assert "2 faults" in errors
    assert "accounts[0].services[0].price" in errors
    assert "write 'pay'" in errors
    assert not database.exists()


def test_a_scenario_that_cannot_be_played_writes_nothing(tmp_path: Path) -> None:
    """A story that breaks in the middle is found out before the database is touched."""
    database = tmp_path / "billing.sqlite"
    text = DEBT.read_text("utf-8") + '\n[[accounts.events]]\non = 2026-02-10\ndo = "pay"\ninvoice = 99\n'

    code, _, errors = simulate("-", "--until", "2026-02-28", "--db", str(database), text=text)

    assert code == 2
    assert "there is no invoice 99" in errors
    assert not database.exists()


def test_a_stored_story_goes_on_and_is_never_doubled(tmp_path: Path) -> None:
    """A longer run continues the shorter one; the same run again has nothing to do."""
    database = str(tmp_path / "billing.sqlite")

    january = rows_until("2026-01-20", "--db", database)
    february = rows_until("2026-02-28", "--db", database)
    again = simulate(str(DEBT), "--until", "2026-02-28", "--db", database, "--lang", "en")

    assert february[: len(january)] == january
    assert february == rows_until("2026-02-28")
    assert "nothing is left to do" in again[2]


@pytest.mark.parametrize(("old", "new"), [('"20.00"', '"21.00"'), ("2025-12-01\ndo", "2025-12-02\ndo")])
def test_a_database_of_another_story_is_not_mixed_with_this_one(tmp_path: Path, old: str, new: str) -> None:
    """What was played stays as it was played; a changed past needs another file."""
    database = str(tmp_path / "billing.sqlite")
    before = rows_until("2026-01-20", "--db", database)
    text = DEBT.read_text("utf-8").replace(old, new)

    code, _, errors = simulate("-", "--until", "2026-02-28", "--db", database, text=text)

    assert code == 2
    assert "of another scenario" in errors
    assert rows_until("2026-01-20", "--db", database) == before


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """An error names the value and the fix."""
    for arguments, expected in (
        ([str(tmp_path / "none.toml")], "cannot be read"),
        ([str(DEBT), "--db", str(tmp_path / "none" / "x.sqlite")], "make it first"),
        ([str(DEBT), "--db", str(DEBT)], "not a store of astra-billing"),
    ):
        code, _, errors = simulate(*arguments, "--until", "2026-01-01")
        assert code == 2
        assert expected in errors


def test_a_story_cannot_end_before_it_begins() -> None:
    """An empty timeline would hide the slip."""
    code, output, errors = simulate(str(DEBT), "--until", "2025-11-30")

    assert (code, output) == (2, "")
    assert "before 2025-12-01, when the story begins" in errors


def test_the_day_must_be_a_day() -> None:
    """A typing slip in the date is a fault of the call."""
    code, _, errors = simulate(str(DEBT), "--until", "tomorrow")

    assert code == 2
    assert "tomorrow" in errors


@pytest.mark.parametrize("scenario", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_example_plays_and_says_what_to_look_at(scenario: Path) -> None:
    """An example begins with what to look at and with the command that plays it."""
    head = scenario.read_text("utf-8")

    assert head.startswith("# What to look at: ")
    assert f"astra-billing simulate examples/{scenario.name} --until" in head
    assert simulate(str(scenario), "--until", "2026-12-31")[0] == 0


def test_the_two_februaries_stand_side_by_side() -> None:
    """B1: the full grace blocks on 2 March, the clamped day on 28 February."""
    _, output, _ = simulate(str(EXAMPLES / "february.toml"), "--until", "2026-03-05", "--format", "json")

    blocked = {row["account"]: row["date"] for row in json.loads(output) if row["event"] == "CreditBlocked"}

    assert blocked == {"grace-days": "2026-03-02", "day-30-clamped": "2026-02-28"}


def test_who_always_pays_on_the_15th_is_never_overdue() -> None:
    """R62: the 15th is still in time."""
    _, output, _ = simulate(str(EXAMPLES / "always_on_the_15th.toml"), "--until", "2026-04-30", "--format", "json")
    events = [row["event"] for row in json.loads(output)]

    assert events.count("InvoiceSettled") == 4
    assert "InvoiceOverdue" not in events


@pytest.mark.parametrize("command", [[], ["demo"], ["simulate"]])
def test_each_help_shows_an_example(command: list[str]) -> None:
    """Somebody in a hurry copies the example."""
    result = RUNNER.invoke(app, [*command, "--help"])

    assert result.exit_code == 0
    assert "Example: astra-billing" in result.output


def test_the_language_comes_from_the_locale() -> None:
    """Russian where the locale says so, otherwise English; LC_ALL is asked first."""
    assert language_of({"LC_ALL": "ru_RU.UTF-8", "LANG": "en_US.UTF-8"}) == "ru"
    assert language_of({"LC_ALL": "", "LANG": "ru"}) == "ru"
    assert language_of({"LC_MESSAGES": "en_US", "LANG": "ru_RU"}) == "en"


def test_the_installed_command_speaks_the_locale_and_shows_no_progress_in_a_pipe(tmp_path: Path) -> None:
    """In a pipe there is the timeline and nothing else."""
    environment = {**os.environ, "LANG": "ru_RU.UTF-8", "LC_ALL": "ru_RU.UTF-8", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", "from astra_billing.adapters.cli import main; main()", "simulate", str(DEBT)]

    run = subprocess.run(
        [*command, "--until", "2026-02-28"], cwd=tmp_path, env=environment, capture_output=True, check=True
    )

    assert "Кредитный лимит заблокирован" in run.stdout.decode()
    assert run.stderr == b""
    assert list(tmp_path.iterdir()) == []
