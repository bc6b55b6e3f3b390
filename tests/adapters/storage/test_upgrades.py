"""A file written by any earlier version of the library opens, and says the same as before."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from astra_billing import RUB, Money
from astra_billing.account import ChargeOutcome
from astra_billing.account.commands import TopUp
from astra_billing.adapters.runtime import Billing
from astra_billing.adapters.storage.sql import NewerDatabase, OlderDatabase, open_store, sqlite_url
from astra_billing.adapters.storage.sql.connect import connected, transaction
from astra_billing.adapters.storage.sql.tables import metadata
from astra_billing.adapters.storage.sql.upgrade import configured, revision_of, upgrade_database
from astra_billing.adapters.storage.sql.verify import differences
from astra_billing.adapters.storage.sql.versions import HEAD, REVISIONS
from astra_billing.ports import About
from astra_billing.testing import ScriptedGateway
from astra_billing.wire import dump
from tests.adapters.runtime.scripted import Bank, Post

if TYPE_CHECKING:
    from sqlalchemy import Connection

ASSETS = Path(__file__).parents[2] / "assets"
FILES = sorted(ASSETS.glob("storage-*.sqlite"))


def test_a_file_of_every_version_is_kept() -> None:
    """One small file for each revision of the tables, from the first on."""
    assert [path.name for path in FILES] == [f"storage-{number}.sqlite" for number in range(1, len(REVISIONS) + 1)]


@pytest.fixture(name="old", params=FILES, ids=lambda each: each.stem)
def old_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a file of an earlier version."""
    return Path(shutil.copy(request.param, tmp_path / "old.sqlite"))


def test_an_old_file_opens_and_goes_on(old: Path) -> None:
    """Its accounts, its journal and what it still had to carry out are there; the next command is taken."""
    store = open_store(sqlite_url(old))

    assert list(store.account_ids()) == ["card-1", "december"]
    assert list(differences(store)) == []
    assert [request.key for request in store.waiting("card-1")] == ["card-1/renewal/s1/2026-01-20/1"]
    billing = Billing(store, Bank(ChargeOutcome.SUCCEEDED), Post())
    assert billing.account("card-1").balance == Money("22.4137", RUB)
    assert billing.execute(
        "card-1", TopUp("p1", Money("22.4137", RUB), "bank"), key="p1", on=date(2026, 1, 5)
    ).is_repeated
    billing.run_day(date(2026, 3, 1))
    assert billing.account("card-1").services["s1"].expires_on == date(2026, 3, 20)
    assert list(differences(store)) == []
    store.close()


def test_an_old_journal_keeps_every_line(old: Path) -> None:
    """Nothing is lost or changed on the way."""
    with closing(sqlite3.connect(old)) as connection:
        query = 'SELECT account_id, number, "key", "on", event, rule, subject, amount FROM journal ORDER BY 1, 2'
        before = connection.execute(query).fetchall()
        open_store(sqlite_url(old)).close()
        assert connection.execute(query).fetchall() == before
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute("DELETE FROM journal")


def test_conversations_of_an_old_file_go_on(tmp_path: Path) -> None:
    """A page that waits for its customer, a charge under way, a refund of which nobody has heard, and a kept token."""
    store = open_store(sqlite_url(Path(shutil.copy(ASSETS / "till-3.sqlite", tmp_path / "till.sqlite"))))
    assert list(differences(store)) == []
    keys = ("payment/first/1", "payment/p1/1", "refund/p1/r1", "payment/p2/1", "renewal/s1/2026-01-20/1")
    talks = [store.conversations.get(f"a1/{key}") for key in keys]
    bank = ScriptedGateway()
    for talk in talks:  # what the gateway has done since
        assert talk is not None
        bank.ask(talk.operation)
        if talk.about is About.PAYMENT:
            bank.settle(talk.own_key)
    billing = Billing(store, {"bank": bank}, now=lambda: datetime(2026, 1, 25, 12, 0, tzinfo=UTC))
    assert [each.key for each in store.waiting("a1")] == ["a1/refund/p1/r1", "a1/renewal/s1/2026-01-20/1"]
    failures = billing.sweep(on=date(2026, 1, 21)).failures

    assert failures == ()
    assert list(store.conversations.due(billing.world.now(), size=9)) == []
    assert list(store.waiting("a1")) == []
    account = billing.account("a1")
    assert (account.charges, account.refunds) == ({}, {})
    assert account.services["s1"].expires_on == date(2026, 2, 20)
    token = store.conversations.method("a1", "saved")
    assert token is not None
    assert token.token == "card-of-pay-1"  # noqa: S105  # of nobody
    assert list(differences(store)) == []
    store.close()


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """All of it or nothing."""
    old = Path(shutil.copy(FILES[0], tmp_path / "old.sqlite"))
    with closing(sqlite3.connect(old)) as connection:
        before = list(connection.iterdump())

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("astra_billing.adapters.storage.sql.upgrade.refold", dies)
    with pytest.raises(KeyboardInterrupt):
        open_store(sqlite_url(old))
    with closing(sqlite3.connect(old)) as connection:
        assert list(connection.iterdump()) == before


def tables_by_migrations(connection: Connection) -> None:
    """All migrations, from nothing."""
    from alembic import command  # noqa: PLC0415

    command.upgrade(configured(connection), "head")


def test_migrations_make_the_tables_that_a_new_database_has(url: str) -> None:
    """A new database and an upgraded one cannot be told apart."""
    engine = connected(url)
    with transaction(engine, writes=True) as connection:
        tables_by_migrations(connection)
    with transaction(engine, writes=False) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        found = [each for each in compare_metadata(context, metadata) if each[0] != "modify_comment"]
        assert [each for each in found if "comment" not in str(each[0])] == []
        columns = {name: inspect(connection).get_columns(name) for name in metadata.tables}
        shapes = {name: [(c["name"], str(c["type"]), c["nullable"]) for c in each] for name, each in columns.items()}
    with transaction(engine, writes=True) as connection:
        connection.execute(text("DROP TABLE alembic_version"))
        metadata.drop_all(connection)
        metadata.create_all(connection)
        columns = {name: inspect(connection).get_columns(name) for name in metadata.tables}
        assert {n: [(c["name"], str(c["type"]), c["nullable"]) for c in each] for n, each in columns.items()} == shapes
    engine.dispose()


def test_the_revisions_are_those_of_the_migrations() -> None:
    """The list that is read without Alembic says what Alembic knows."""
    engine = connected("sqlite://")
    with transaction(engine, writes=False) as connection:
        scripts = ScriptDirectory.from_config(configured(connection))
        assert scripts.get_current_head() == HEAD
        assert tuple(each.revision for each in reversed(list(scripts.walk_revisions()))) == REVISIONS
    engine.dispose()


def test_a_shared_database_is_upgraded_on_demand_only(url: str) -> None:
    """Other workers may be using it: opening says what to run, and `db upgrade` does it."""
    open_store(url).close()
    engine = connected(url)
    with transaction(engine, writes=True) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    with pytest.raises(NewerDatabase, match="upgrade astra-billing"):
        open_store(url)
    assert revision_of_new(url) == HEAD
    with transaction(engine, writes=True) as connection:
        for view in ("debt_ageing", "open_invoices", "revenue_by_month"):
            connection.execute(text(f"DROP VIEW {view}"))
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        from alembic import command  # noqa: PLC0415

        command.upgrade(configured(connection), "0001")
    assert revision_of(url) == ("0001", HEAD)
    if engine.dialect.name == "postgresql":
        with pytest.raises(OlderDatabase, match="astra-billing db upgrade"):
            open_store(url)
    done = upgrade_database(url)
    assert (done.found, done.revision, done.accounts) == ("0001", HEAD, 0)
    assert upgrade_database(url).found == HEAD
    store = open_store(url)
    assert list(store.account_ids()) == []
    store.close()
    engine.dispose()


def revision_of_new(url: str) -> str:
    """The revision that the library works with, whatever is there."""
    with pytest.raises(NewerDatabase):
        revision_of(url)
    return HEAD


def test_a_state_of_another_shape_is_folded_anew(url: str) -> None:
    """A state written by a version whose accounts had other fields is only a shortcut that is not taken."""
    store = open_store(url)
    billing = Billing(store)
    from tests.adapters.runtime.stories import STORIES  # noqa: PLC0415

    STORIES[4].prepare(billing, "a1")
    before = billing.account("a1")
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE account_states SET shape = 'another'"))
        connection.execute(text("UPDATE account_states SET record = '{}'"))
    assert billing.account("a1") == before
    with store.engine.begin() as connection:
        shape = "SELECT shape FROM account_states"
        assert connection.execute(text(shape)).scalar_one() == "another"
    STORIES[4].play(billing, "a1")
    assert list(differences(store)) == []
    assert [dump(line.happened) for line in store.journal("a1")]
    store.close()
