"""
Many rows at once, by the shortest way that a database and its driver have.

SQLite takes rows as plain tuples, one prepared statement for all of them.
PostgreSQL takes new rows by COPY, and rows to change as one statement over
columns, so it is asked once and not once a row.  All of it is part of the
transaction like any other statement.

Values become what both databases read alike: amounts and days are texts, a
record is the text that it is kept as.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, text

from astra_billing.adapters.storage.sql.columns import EXACT
from astra_billing.adapters.storage.sql.connect import COPIED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import Column, Connection, Dialect, Table

    Fields = Mapping[str, Any]
    Values = list[Any]

COPYING = "psycopg"
"""The driver that copies rows; others get a statement over columns."""


def insert(connection: Connection, table: Table, rows: Sequence[Fields]) -> None:
    """Add rows that must not be there yet."""
    if not rows:
        return
    names = tuple(rows[0])
    columns = _plain(table, names, rows)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_inserting(table, names, connection.dialect), list(zip(*columns, strict=True)))
    elif connection.dialect.driver == COPYING:
        _copy(connection, _copying(table, names, connection.dialect), columns)
    else:
        _over_columns(connection, _selecting(table, names, connection.dialect), columns)


def put(connection: Connection, table: Table, rows: Sequence[Fields]) -> None:
    """Add rows, or change those that are there."""
    if not rows:
        return
    names, dialect = tuple(rows[0]), connection.dialect
    columns = _plain(table, names, rows)
    if dialect.name == "sqlite":
        statement = f"{_inserting(table, names, dialect)} {_or_change(table, names, dialect)}"
        connection.exec_driver_sql(statement, list(zip(*columns, strict=True)))
    else:
        _over_columns(connection, f"{_selecting(table, names, dialect)} {_or_change(table, names, dialect)}", columns)


def update(connection: Connection, table: Table, rows: Sequence[Fields], was: Sequence[Fields] | None = None) -> int:
    """
    Change rows that are there.

    Args:
        connection: in a transaction.
        table: of the rows.
        rows: what becomes of them, in every column that may change.
        was: what they are found by, where that is not their key alone.

    Returns:
        How many were there.
    """
    if not rows:
        return 0
    keys = _keys(table) if was is None else tuple(was[0])
    names = tuple(name for name in rows[0] if name not in _keys(table))
    columns = [*_plain(table, names, rows), *_plain(table, keys, rows if was is None else was)]
    if connection.dialect.name == "sqlite":
        statement = _updating(table, names, keys, connection.dialect)
        return connection.exec_driver_sql(statement, list(zip(*columns, strict=True))).rowcount
    return _over_columns(connection, _updating_from(table, names, keys, connection.dialect), columns)


# --- values -----------------------------------------------------------------------------------------------------------


def _plain(table: Table, names: Sequence[str], rows: Sequence[Fields]) -> list[Values]:
    """The rows as columns of values that both databases read."""
    return [_column(_writer(table.c[name]), [row[name] for row in rows]) for name in names]


def _column(write: Callable[[Any], object] | None, values: Values) -> Values:
    return values if write is None else [None if value is None else write(value) for value in values]


@cache
def _writer(column: Column[Any]) -> Callable[[Any], object] | None:
    if column.type is EXACT:
        return "{:f}".format
    if isinstance(column.type, Date):
        return lambda day: day.isoformat()
    return None


def _keys(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key)


# --- statements -------------------------------------------------------------------------------------------------------


def _quoted(names: Sequence[str], dialect: Dialect) -> Iterator[str]:
    return map(dialect.identifier_preparer.quote, names)


@cache
def _copying(table: Table, names: tuple[str, ...], dialect: Dialect) -> str:
    return f"COPY {table.name} ({', '.join(_quoted(names, dialect))}) FROM STDIN"


@cache
def _inserting(table: Table, names: tuple[str, ...], dialect: Dialect) -> str:
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table.name} ({', '.join(_quoted(names, dialect))}) VALUES ({marks})"  # noqa: S608  # names of our own tables


@cache
def _or_change(table: Table, names: tuple[str, ...], dialect: Dialect) -> str:
    changed = _quoted([name for name in names if name not in _keys(table)], dialect)
    keys = ", ".join(_quoted(_keys(table), dialect))
    return f"ON CONFLICT ({keys}) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in changed)}"


@cache
def _updating(table: Table, names: tuple[str, ...], keys: tuple[str, ...], dialect: Dialect) -> str:
    changed = ", ".join(f"{name} = ?" for name in _quoted(names, dialect))
    found = " AND ".join(f"{name} = ?" for name in _quoted(keys, dialect))
    return f"UPDATE {table.name} SET {changed} WHERE {found}"  # noqa: S608  # names of our own tables


@cache
def _selecting(table: Table, names: tuple[str, ...], dialect: Dialect) -> str:
    listed = ", ".join(_quoted(names, dialect))
    return f"INSERT INTO {table.name} ({listed}) {_columns(table, names, dialect)}"


@cache
def _updating_from(table: Table, names: tuple[str, ...], keys: tuple[str, ...], dialect: Dialect) -> str:
    changed = ", ".join(f"{name} = found.c{place}" for place, name in enumerate(_quoted(names, dialect)))
    first = len(names)
    found = " AND ".join(
        f"{table.name}.{name} = found.c{place}" for place, name in enumerate(_quoted(keys, dialect), start=first)
    )
    rows = _columns(table, (*names, *keys), dialect)
    return f"UPDATE {table.name} SET {changed} FROM ({rows}) AS found WHERE {found}"  # noqa: S608  # names of our own tables


def _columns(table: Table, names: Sequence[str], dialect: Dialect) -> str:
    """The rows whose columns are parameters, each a list as JSON."""
    kinds = [table.c[name].type.compile(dialect) for name in names]
    cast = ", ".join(f"CAST(said.c{place} AS {kind}) AS c{place}" for place, kind in enumerate(kinds))
    listed = ", ".join(f"json_array_elements_text(CAST(:c{place} AS json))" for place in range(len(names)))
    said = ", ".join(f"c{place}" for place in range(len(names)))
    return f"SELECT {cast} FROM ROWS FROM ({listed}) AS said ({said})"  # noqa: S608  # names of our own tables


def _over_columns(connection: Connection, statement: str, columns: Sequence[Values]) -> int:
    said = {f"c{place}": json.dumps(values, ensure_ascii=False) for place, values in enumerate(columns)}
    return connection.execute(text(statement), said).rowcount


def _copy(connection: Connection, statement: str, columns: Sequence[Values]) -> None:
    connection.exec_driver_sql(statement, execution_options={COPIED: zip(*columns, strict=True)})
