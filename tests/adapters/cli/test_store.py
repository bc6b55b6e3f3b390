"""The commands over a store: init, account, do, run-day, journal, report, verify, backup, db; on both databases."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url, text
from typer.testing import CliRunner

from astra_billing.account.commands import GrantCredit, OpenAccount, TopUp
from astra_billing.adapters.cli.app import app
from astra_billing.adapters.storage.sql import open_store
from astra_billing.money import RUB
from astra_billing.wire import dump
from tests.adapters.runtime.stories import LIMIT, order, rub
from tests.adapters.storage.databases import KINDS, fresh_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from astra_billing.wire import Storable

RUNNER = CliRunner()


@pytest.fixture(name="db", params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a store with one account: a limit, and a server by the day."""
    with fresh_database(request.param, tmp_path) as url:
        assert cli(url, "init")[0] == 0
        for command in (OpenAccount("a1", RUB), LIMIT, order("s1", "22.4137", "1 day")):
            assert do(url, command)[0] == 0
        yield url


def cli(db: str, *arguments: str, text: str | None = None) -> tuple[int, str]:
    """Exit code and everything that was said, in English."""
    spoken = [] if arguments[0] == "account" else ["--lang", "en"]
    result = RUNNER.invoke(app, [*arguments, "--db", db, *spoken], input=text)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output.replace("\xa0", " ")


def do(db: str, command: Storable, *options: str) -> tuple[int, str]:
    """Give the account a command on New Year's Day."""
    return cli(db, "do", "a1", json.dumps(dump(command)), "--on", "2026-01-01", *options)


def test_a_store_is_made_once(db: str) -> None:
    """Asking again changes nothing and says so."""
    assert "The store is there already" in cli(db, "init")[1]
    assert cli(db, "db", "status")[0] == 0
    assert "up to date" in cli(db, "db", "upgrade")[1]


def test_an_account_is_printed_as_json(db: str) -> None:
    """Amounts are texts, as everywhere outside."""
    code, said = cli(db, "account", "a1")

    assert code == 0
    assert json.loads(said)["currency"] == "RUB"
    code, said = cli(db, "account", "a2")
    assert (code, said) == (2, "there is no account 'a2'; known are: a1\n")


def test_a_command_is_taken_once_and_told(db: str) -> None:
    """The same contents on the same day are the same command, unless keys say otherwise."""
    first = do(db, TopUp("p1", rub("300.00"), "bank"))
    again = do(db, TopUp("p1", rub("300.00"), "bank"))

    assert (first[0], again[0]) == (0, 0)
    assert "R51: A payment of 300.00 ₽ by bank is credited" in first[1]
    assert "was taken before" in again[1]
    code, said = do(db, TopUp("p1", rub("300.00"), "bank"), "--key", "other")
    assert (code, "the payment 'p1' is there already" in said) == (2, True)


def test_a_refused_command_ends_with_1(db: str) -> None:
    """So a script can tell."""
    code, said = do(db, order("s2", "9000.00"))

    assert code == 1
    assert said.startswith("2026-01-01 R61: ")


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("{", "Expecting property name"),
        ("[]", "it is no JSON object"),
        ('{"type": "Levitate"}', "no such type"),
        (
            '{"type": "Notice", "topic": "credit_issued", "account_id": "a1", "subject": "", "on": "2026-01-01"}',
            "Notice is no",
        ),
    ],
)
def test_what_is_no_command_is_told_with_an_example(given: str, why: str, tmp_path: Path) -> None:
    """Exit code 2, and nothing is stored."""
    db = str(tmp_path / "b.sqlite")
    cli(db, "init")
    code, said = cli(db, "do", "a1", "-", text=given)

    assert code == 2
    assert why in said
    assert "write it as" in said


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_night_is_run_by_one_process_or_several(db: str, workers: str) -> None:
    """Run again, it has nothing to do."""
    assert do(db, GrantCredit(LIMIT.policy), "--key", "again")[0] == 0
    code, said = cli(db, "run-day", "--on", "2026-02-01", "--workers", workers)

    assert code == 0
    assert said.startswith("2026-02-01: 1 accounts, ")
    assert "Waiting: 0 charges, 1 notices" in said
    assert cli(db, "run-day", "--on", "2026-02-01")[1].startswith("2026-02-01: 0 accounts, 0 events")
    assert cli(db, "verify") == (0, "1 accounts verified: tables, balances and limits follow from the journals.\n")


def test_a_journal_is_told_in_every_form(db: str) -> None:
    """Sentences, rows, records."""
    assert "R3   Account a1 is opened" in cli(db, "journal", "a1")[1]
    assert json.loads(cli(db, "journal", "a1", "--format", "json")[1])[0]["event"] == "AccountOpened"
    assert cli(db, "journal", "a1", "--format", "csv")[1].startswith("date,account,event")
    assert cli(db, "journal", "a2")[0] == 2


def test_reports_are_exact(db: str) -> None:
    """31 days of 22.4137 and the first of February, by tax rate and month; the invoice that is open."""
    cli(db, "run-day", "--on", "2026-02-01")

    revenue = json.loads(cli(db, "report", "revenue", "--format", "json")[1])
    assert [(row["month"], row["rate"], row["expenses"], row["gross"]) for row in revenue] == [
        ("2026-01", "vat_22", "31", "694.8247"),
        ("2026-02", "vat_22", "1", "22.4137"),
    ]
    (invoice,) = json.loads(cli(db, "report", "invoices", "--format", "json")[1])
    assert (invoice["number"], invoice["unpaid"], invoice["due_on"]) == ("1", "694.8247", "2026-02-15")
    assert "694.8247" in cli(db, "report", "debts")[1]
    assert cli(db, "report", "debts", "--format", "csv")[1].startswith("currency,age,invoices,unpaid\n")


def test_a_report_without_rows_says_so(db: str) -> None:
    """Instead of nothing."""
    assert cli(db, "report", "invoices") == (0, "No rows.\n")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE accounts SET balance = '1.00'", "accounts.balance: the journal says 0.00, the database has 1.00"),
        (
            "UPDATE services SET state = 'stopped'",
            "services s1.state: the journal says active, the database has stopped",
        ),
        ("DELETE FROM coverage", None),
        ("DELETE FROM expenses WHERE id = 1", "expenses 1: the journal says a row, the database has none"),
        ("UPDATE expenses SET paid = '0.4137', unpaid = '22'", "expenses 1.paid"),
        (
            "INSERT INTO payments SELECT 'a1', 'p9', '2026-01-01', '5.00', 'x', 'new', 'advance', NULL, '0', '0', '0'",
            "payments p9: the journal says nothing",
        ),
        ("UPDATE accounts SET lines = 99", "accounts.lines"),
        ("DELETE FROM account_states", "account_states: the journal says a state"),
    ],
)
def test_verify_names_the_first_difference(db: str, change: str, told: str | None) -> None:
    """Exit code 1, the account, the place, what should stand there and what does."""
    store = open_store(db)
    with store.engine.begin() as connection:
        connection.execute(text(change))
    store.close()
    code, said = cli(db, "verify")

    assert (code, "account 'a1'" in said, (told or "") in said) == ((1, True, True) if told else (0, False, True))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE journal SET record = '{}' WHERE number = 2", "journal 2.record: the journal says a record"),
        (
            "UPDATE journal SET amount = '99.00' WHERE amount IS NOT NULL",
            "journal 2.amount: the journal says 5000.00, the database has 99.00",
        ),
        ("UPDATE journal SET rule = 'R1' WHERE number = 2", "journal 2.rule: the journal says R"),
        ("UPDATE journal SET number = 99 WHERE number = 2", "journal.number: the journal says 2, the database has 3"),
        ("DELETE FROM journal WHERE number = 1", "journal.number: the journal says 1, the database has 2"),
    ],
)
def test_verify_sees_what_was_done_to_the_journal(db: str, change: str, told: str) -> None:
    """Somebody has switched off what refuses changes; the first line that was changed is named, with exit code 1."""
    store = open_store(db)
    with store.engine.begin() as connection:
        if store.engine.dialect.name == "sqlite":
            for kind in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER journal_refuses_{kind}"))
        else:
            connection.execute(text("ALTER TABLE journal DISABLE TRIGGER USER"))
        connection.execute(text(change))
    store.close()
    code, said = cli(db, "verify")

    assert (code, "account 'a1'" in said, told in said) == (1, True, True), said


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE journal SET record = 'scribble' WHERE number = 2", "journal 2.record: the journal says a record"),
        (
            """UPDATE journal SET record = replace(record, '"expense_id":1', '"expense_id":7')""",
            "journal: the journal says lines that follow from each other",
        ),
        ("UPDATE account_states SET record = 'scribble'", "account_states.record: the journal says a state"),
        ("UPDATE account_states SET record = '{}'", "account_states.record: the journal says a state"),
    ],
)
def test_verify_reads_past_what_cannot_be_read(tmp_path: Path, change: str, told: str) -> None:
    """An SQLite file holds any text; what was scribbled over is named, and the next account is looked at too."""
    db = str(tmp_path / "b.sqlite")
    cli(db, "init")
    for command in (OpenAccount("a1", RUB), TopUp("p1", rub("300.00"), "bank"), order("s1", "22.41", "1 day")):
        assert do(db, command)[0] == 0
    with closing(sqlite3.connect(db)) as other:
        other.execute("DROP TRIGGER journal_refuses_update")
        assert other.execute(change).rowcount
        other.commit()
    code, said = cli(db, "verify")

    assert (code, "account 'a1'" in said, told in said) == (1, True, True), said


def test_verify_sees_a_journal_without_an_account(tmp_path: Path) -> None:
    """SQLite refuses that only where it is told to, which other programs do not."""
    db = str(tmp_path / "b.sqlite")
    cli(db, "init")
    do(db, OpenAccount("a1", RUB))
    with closing(sqlite3.connect(db)) as other:
        other.execute("DELETE FROM accounts")
        other.commit()
    code, said = cli(db, "verify")

    assert (code, said) == (1, "account 'a1', accounts: the journal says an account, the database has none\n")


def test_a_store_in_use_is_copied_whole(tmp_path: Path) -> None:
    """The copy is a store of its own, and nothing is overwritten."""
    db, copy = str(tmp_path / "b.sqlite"), tmp_path / "copy.sqlite"
    cli(db, "init")
    do(db, OpenAccount("a1", RUB))
    with closing(sqlite3.connect(db)) as other:
        other.execute("BEGIN")
        assert cli(db, "backup", str(copy)) == (0, f"The copy is written: {copy}.\n")
    assert cli(str(copy), "verify")[0] == 0
    code, said = cli(db, "backup", str(copy))
    assert (code, "name a new file" in said) == (2, True)
    code, said = cli(db, "backup", str(tmp_path / "nowhere" / "copy.sqlite"))
    assert (code, "name a file in a folder with room for it" in said) == (2, True)


def test_a_server_is_copied_by_its_own_tool(db: str, tmp_path: Path) -> None:
    """The message says by which."""
    if db.startswith("sqlite"):
        pytest.skip("SQLite is copied by this command")
    code, said = cli(db, "backup", str(tmp_path / "copy"))
    assert (code, "pg_dump" in said) == (2, True)


@pytest.mark.parametrize("command", [["account", "a1"], ["verify"], ["run-day"], ["db", "status"], ["db", "upgrade"]])
def test_a_store_that_is_not_there_is_not_made_by_looking(command: list[str], tmp_path: Path) -> None:
    """The error says how to make one."""
    db = tmp_path / "none.sqlite"
    code, said = cli(str(db), *command)

    assert code == 2
    assert "astra-billing init --db" in said
    assert not db.exists()


@pytest.mark.parametrize("command", [["account", "a1"], ["verify"], ["run-day"], ["db", "status"]])
def test_an_empty_database_gets_no_tables_by_looking(command: list[str], tmp_path: Path) -> None:
    """On a server as in a file: who means to make a store says so."""
    (tmp_path / "empty.sqlite").touch()
    with fresh_database("postgresql", tmp_path) as url:
        for db in (url, str(tmp_path / "empty.sqlite")):
            code, said = cli(db, *command)
            assert (code, "it is empty; make one with: astra-billing init" in said) == (2, True)
        assert "The store is ready" in cli(url, "init")[1]


@pytest.mark.parametrize(
    "command", [["init"], ["account", "a1"], ["verify"], ["run-day"], ["db", "status"], ["db", "upgrade"]]
)
@pytest.mark.parametrize(
    ("db", "told"),
    [
        ("{tmp}/garbage.sqlite", "is not a store of astra-billing: file is not a database"),
        ("mysql://root@db.example/billing", "mysql is neither SQLite nor PostgreSQL"),
        ("nonsense://db.example/billing", "nonsense is neither SQLite nor PostgreSQL"),
        ("postgresql+nonsense://db.example/billing", "pip install 'astra-billing[postgres]'"),
        ("postgresql+psycopg://me:secret@127.0.0.1:1/none", "the store cannot be used"),
    ],
)
def test_what_is_no_store_is_told_by_every_command(command: list[str], db: str, told: str, tmp_path: Path) -> None:
    """Exit code 2, one line that says what to do, no traceback and no password."""
    (tmp_path / "garbage.sqlite").write_bytes(b"no database at all " * 100)
    code, said = cli(db.format(tmp=tmp_path), *command)

    assert (code, told in said, "secret" in said) == (2, True, False)


def test_a_password_is_not_printed(db: str) -> None:
    """Not even where the store is named; what is printed at night is read by others."""
    if db.startswith("sqlite"):
        pytest.skip("a file has no password")
    secret = make_url(db).set(password="hunter2").render_as_string(hide_password=False)  # noqa: S106  # of nobody
    for command in (["init"], ["db", "status"], ["db", "upgrade"], ["verify"], ["run-day", "--on", "2026-01-02"]):
        code, said = cli(secret, *command)
        assert (code, "hunter2" in said) == (0, False)


def test_a_url_that_is_none_is_told() -> None:
    """Without a trace of the driver."""
    code, said = cli("://", "verify")
    assert (code, "is no store" in said) == (2, True)


def test_an_old_file_is_upgraded_by_command(tmp_path: Path) -> None:
    """Status says that it is needed, upgrade does it."""
    db = shutil.copy(Path(__file__).parents[2] / "assets" / "storage-1.sqlite", tmp_path / "old.sqlite")
    code, said = cli(str(db), "db", "status")
    assert (code, "run: astra-billing db upgrade" in said) == (1, True)
    assert "accounts folded anew: 2" in cli(str(db), "db", "upgrade")[1]
    assert cli(str(db), "db", "status")[0] == 0
