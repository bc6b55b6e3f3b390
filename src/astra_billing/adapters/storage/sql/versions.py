"""
Which revision the tables of a database have; the migrations themselves are in `migrations`.

Kept in Alembic's own table, and read without Alembic: a database of the present revision opens without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, MetaData, String, Table, delete, insert, inspect, select

if TYPE_CHECKING:
    from sqlalchemy import Connection

REVISIONS = ("0001", "0002", "0003")
"""Every revision, oldest first."""

HEAD = REVISIONS[-1]

_versions = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))


def current(connection: Connection) -> str:
    """The revision of a store's tables; the first version of the library wrote none."""
    if not inspect(connection).has_table(_versions.name):
        return REVISIONS[0]
    return str(connection.execute(select(_versions)).scalar_one())


def stamp(connection: Connection, revision: str) -> None:
    """Note the revision of the tables."""
    _versions.create(connection, checkfirst=True)
    connection.execute(delete(_versions))
    connection.execute(insert(_versions).values(version_num=revision))
