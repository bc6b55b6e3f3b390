"""Which store a command works on, and what is said when there is none."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from astra_billing.adapters.storage.sql import EmptyDatabase, open_store, sqlite_url
from astra_billing.errors import BillingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from astra_billing.adapters.storage.sql import SqlStore

BAD_INPUT = 2

DbOption = Annotated[
    str,
    typer.Option(
        "--db",
        envvar="ASTRA_BILLING_DB",
        help="The store: an SQLite file, or a URL such as postgresql+psycopg://user@host/billing.",
    ),
]
DEFAULT_DB = "billing.sqlite"


class NoStore(BillingError):
    """
    There is no store where one is named.

    Attributes:
        db: what was named, a password left out.
        why: what is there instead.
    """

    def __init__(self, db: str, why: str) -> None:
        self.db = shown(db)
        self.why = why
        super().__init__(self.db, why)

    def __str__(self) -> str:
        return f"{self.db} is no store: {self.why}; make one with: astra-billing init --db {self.db}"


def shown(db: str) -> str:
    """What the user names, to be printed: its password is left out."""
    try:
        return make_url(db).render_as_string() if "://" in db else db
    except ArgumentError:
        return "the store"


def url_of(db: str) -> str:
    """
    The URL of what the user names: a URL, or a file.

    Raises:
        NoStore: it is neither.
    """
    if "://" not in db:
        return sqlite_url(Path(db))
    try:
        return make_url(db).render_as_string(hide_password=False)
    except ArgumentError as error:
        raise NoStore(db, str(error)) from error


@contextmanager
def opened(db: str) -> Iterator[SqlStore]:
    """
    A store that must be there already.

    Raises:
        NoStore: it is not.
        BillingError: it cannot be opened.
    """
    url = url_of(db)
    file = make_url(url).database if url.startswith("sqlite") else None
    if file is not None and not Path(file).is_file():
        raise NoStore(db, "there is no such file")
    try:
        store = open_store(url, creates=False)
    except EmptyDatabase as error:
        raise NoStore(db, "it is empty") from error
    try:
        yield store
    finally:
        store.close()


@contextmanager
def faults_told() -> Iterator[None]:
    """What is wrong goes to standard error, with exit code 2."""
    try:
        yield
    except (BillingError, OSError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from error
