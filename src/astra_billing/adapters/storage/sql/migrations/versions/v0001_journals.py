"""Journals, receipts and requests: the tables of the first version, which kept SQLite files only."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "astra_billing_meta",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("lines", sa.Integer, nullable=False),
        sa.Column("next_on", sa.Date),
    )
    op.create_table("receipts", *_owned(), sa.Column("fingerprint", sa.String, nullable=False))
    op.create_table(
        "journal",
        sa.Column("account_id", sa.String, sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("event", "rule", "subject")),
        *(sa.Column(name, sa.String) for name in ("amount", "currency")),
        sa.Column("schema", sa.Integer, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
    )
    op.create_table(
        "requests",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("key", sa.String, nullable=False, unique=True),
        sa.Column("account_id", sa.String, sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("is_open", sa.Boolean, nullable=False),
        sa.Column("schema", sa.Integer, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
    )
    op.execute("INSERT INTO astra_billing_meta (name, value) VALUES ('schema', '1')")


def _owned() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("account_id", sa.String, sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("on", sa.Date, nullable=False),
    )
