"""
Databases for tests: a fresh SQLite file, or a fresh schema of a PostgreSQL server.

The server is the one that ASTRA_TEST_POSTGRES names, else the one behind the
usual local socket.  Without one the tests are skipped, and say so; where
ASTRA_REQUIRE_POSTGRES is set, as in CI beside a running server, they fail.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import cache
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from astra_billing.adapters.storage.sql import sqlite_url

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCAL = "postgresql+psycopg:///test?host=/var/run/postgresql"
KINDS = ("sqlite", "postgresql")

_numbers = count(1)


@cache
def server() -> tuple[str, str]:
    """The URL of a PostgreSQL server and an empty text, or an empty text and why there is none."""
    url = os.environ.get("ASTRA_TEST_POSTGRES", LOCAL)
    engine = create_engine(url)
    try:
        with engine.connect():
            return url, ""
    except OperationalError as error:
        return "", f"no PostgreSQL server: {str(error.orig).splitlines()[0]}"
    finally:
        engine.dispose()


@contextmanager
def fresh_database(kind: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database; a schema of a server is dropped afterwards.  A loss of power is not tested."""
    if kind == "sqlite":
        yield sqlite_url(folder / f"billing-{next(_numbers)}.sqlite")
        return
    url, why = server()
    if not url:
        if os.environ.get("ASTRA_REQUIRE_POSTGRES"):
            pytest.fail(why)
        pytest.skip(why)
    name = f"astra_test_{os.getpid()}_{next(_numbers)}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    try:
        joint = "&" if make_url(url).query else "?"
        yield f"{url}{joint}options={quote(f'-csearch_path={name} -csynchronous_commit=off', safe='')}"
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
        engine.dispose()
