"""`astra-billing demo`: the manual's story, printed, drawn and stored, once."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing, nullcontext
from typing import TYPE_CHECKING

import icalendar
import pytest
from typer.testing import CliRunner

from astra_billing.adapters.cli.app import app
from astra_billing.adapters.cli.outputs import FILES

if TYPE_CHECKING:
    from pathlib import Path

RUNNER = CliRunner()


def demo(out: Path, lang: str = "en") -> str:
    """Run the demo and return what it prints, with plain spaces."""
    result = RUNNER.invoke(app, ["demo", "--out", str(out), "--lang", lang])
    assert result.exit_code == 0, result.output
    return result.output.replace("\xa0", " ")


def rows_of(out: Path) -> list[dict[str, str]]:
    """The rows of the JSON timeline."""
    listed: list[dict[str, str]] = json.loads((out / "timeline.json").read_text("utf-8"))
    return listed


def happened(out: Path, *events: str) -> list[tuple[str, str, str]]:
    """Day, subject and amount of some events."""
    return [(row["date"], row["subject"], row["amount"]) for row in rows_of(out) if row["event"] in events]


def test_the_demo_writes_every_file(tmp_path: Path) -> None:
    """A newcomer finds a table, a calendar, a page and a database."""
    demo(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*FILES, "billing.sqlite"])


def test_december_is_invoiced_overdue_blocked_and_paid(tmp_path: Path) -> None:
    """R62, R63, R69: the manual's own story on its own dates."""
    demo(tmp_path)

    assert happened(tmp_path, "InvoiceIssued")[0] == ("2026-01-01", "pfx/1", "620.00")
    assert happened(tmp_path, "InvoiceOverdue") == [("2026-01-16", "pfx/1", "620.00")]
    assert happened(tmp_path, "CreditBlocked") == [("2026-01-30", "demo", "620.00")]
    assert [day for day, _, _ in happened(tmp_path, "CreditUnblocked")] == ["2026-02-12"]
    assert [(day, subject) for day, subject, _ in happened(tmp_path, "ServiceStarted")] == [("2026-02-12", "cloud")]


def test_a_service_paid_until_20_february_outlives_the_block(tmp_path: Path) -> None:
    """R63: the block itself stops no service that is paid for; only the one renewed from the balance stops."""
    demo(tmp_path)

    assert [(day, subject) for day, subject, _ in happened(tmp_path, "ServiceStopped")] == [("2026-01-30", "cloud")]
    assert [row["text"] for row in rows_of(tmp_path) if row["event"] == "ServiceRenewed" and row["subject"] == "server"]


def test_the_domain_is_renewed_60_days_ahead_and_the_server_on_its_second_try(tmp_path: Path) -> None:
    """R86, R87: sixty days and one day before expiry; a failed renewal is tried again the next day."""
    demo(tmp_path)

    assert [(day, subject) for day, subject, _ in happened(tmp_path, "ChargeRequested")][:3] == [
        ("2025-12-20", "domain"),
        ("2026-01-19", "server"),
        ("2026-01-20", "server"),
    ]
    assert happened(tmp_path, "ChargeDeclined") == [("2026-01-19", "server", "900.00")]


def test_the_recommended_cap_is_the_dearest_month_and_a_tenth(tmp_path: Path) -> None:
    """R59: 682.00 from a maximum forecast of 620.00."""
    demo(tmp_path)

    (recommended,) = [row for row in rows_of(tmp_path) if row["event"] == "CapRecommended"]
    assert recommended["amount"] == "682.00"
    assert all(amount in recommended["text"] for amount in ("682.00", "620.00", "60.00"))


def test_an_order_is_refused_while_the_limit_is_blocked(tmp_path: Path) -> None:
    """R64: no orders until the debt is paid."""
    demo(tmp_path)

    assert happened(tmp_path, "Refused") == [("2026-02-02", "credit_blocked", "")]


def test_a_second_run_doubles_nothing_and_says_so(tmp_path: Path) -> None:
    """A second run with the same folder has nothing left to do, in either language."""
    demo(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name != "billing.sqlite"}
    with closing(sqlite3.connect(tmp_path / "billing.sqlite")) as connection:
        lines = connection.execute("SELECT count(*) FROM journal").fetchone()

    assert "Nothing is left to do" in demo(tmp_path)
    assert before == {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name in FILES}
    assert "Делать больше нечего" in demo(tmp_path, "ru")
    with closing(sqlite3.connect(tmp_path / "billing.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM journal").fetchone() == lines


def test_an_interrupted_demo_goes_on_where_it_stood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that dies in the middle is finished by the next one, and ends in the same files."""
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    demo(whole)

    def dies(_: str, day: object) -> None:
        if str(day) >= "2026-01-16":
            raise KeyboardInterrupt

    monkeypatch.setattr("astra_billing.adapters.cli.app.shown_progress", lambda *_: nullcontext(dies))
    RUNNER.invoke(app, ["demo", "--out", str(broken), "--lang", "en"])
    monkeypatch.undo()
    output = demo(broken)

    assert "Nothing is left" not in output
    for name in FILES:
        assert (broken / name).read_bytes() == (whole / name).read_bytes()


def test_the_tables_hold_the_same_rows_in_every_form(tmp_path: Path) -> None:
    """CSV and JSON have the promised columns and as many rows as the journal has lines."""
    demo(tmp_path)
    columns = ["date", "account", "event", "rule", "subject", "amount", "currency", "text"]

    with (tmp_path / "timeline.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    with closing(sqlite3.connect(tmp_path / "billing.sqlite")) as connection:
        stored = connection.execute('SELECT "on", event, rule, amount FROM journal ORDER BY number').fetchall()

    assert list(listed[0]) == columns
    assert listed == rows_of(tmp_path)
    assert [(row["date"], row["event"], row["amount"] or None) for row in listed] == [
        (on, event, amount) for on, event, _, amount in stored
    ]


def test_the_calendar_can_be_read_by_a_calendar(tmp_path: Path) -> None:
    """Due date, block and notices stand on their days."""
    demo(tmp_path)

    calendar = icalendar.Calendar.from_ical((tmp_path / "calendar.ics").read_bytes())
    days = {str(event.decoded("DTSTART")) for event in calendar.walk("VEVENT")}
    uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]

    assert {"2026-01-01", "2026-01-15", "2026-01-16", "2026-01-30", "2026-02-12"} <= days
    assert len(uids) == len(set(uids))


def test_the_report_is_one_page_that_needs_nothing_else(tmp_path: Path) -> None:
    """The page is self-contained: no script, no font, no picture from elsewhere."""
    demo(tmp_path)
    page = (tmp_path / "report.html").read_text("utf-8")

    assert page.count("<svg") >= 2
    for outside in ("http://", "https://", "<script", "@import", "url("):
        assert outside not in page.replace("http://www.w3.org/2000/svg", "")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file in the way is no folder, and stays what it is."""
    (tmp_path / "file").write_text("mine", "utf-8")

    result = RUNNER.invoke(app, ["demo", "--out", str(tmp_path / "file")])

    assert result.exit_code == 2
    assert "choose a folder that can be written" in result.stderr
    assert (tmp_path / "file").read_text("utf-8") == "mine"


@pytest.mark.parametrize(("lang", "word"), [("ru", "Просрочен"), ("en", "Overdue")])
def test_the_dashboard_speaks_both_languages(tmp_path: Path, lang: str, word: str) -> None:
    """R67, R71-R73: the timeline and the dashboard come in Russian and in English."""
    assert word in demo(tmp_path, lang)
