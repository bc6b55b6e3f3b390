"""The journal is append-only: the database itself refuses to change a line of it, whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = "the journal is append-only"


def refusing(dialect: str) -> Iterator[str]:
    """The statements that make the triggers."""
    if dialect == "sqlite":
        for change in ("update", "delete"):
            yield (
                f"CREATE TRIGGER IF NOT EXISTS journal_refuses_{change} BEFORE {change.upper()} ON journal "
                f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )
        return
    yield (
        "CREATE OR REPLACE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    for change, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        yield (
            f"CREATE OR REPLACE TRIGGER journal_refuses_{change.lower()} BEFORE {change} ON journal "
            f"FOR EACH {each} EXECUTE FUNCTION journal_refuses()"
        )
