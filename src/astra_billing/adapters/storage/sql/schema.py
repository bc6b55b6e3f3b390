"""
The tables: an append-only journal, receipts of commands, requests to carry out, and one row per account.

The journal is the truth; the database itself refuses to change or delete a
line of it.  Money is text in its exact decimal form, dates are dates.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    event,
)

metadata = MetaData()

meta = Table(
    "astra_billing_meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
    comment="What this file is and which version of the library wrote it.",
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", String, primary_key=True),
    Column("lines", Integer, nullable=False, comment="How many lines the journal has; rises with every change."),
    Column("next_on", Date, nullable=True, comment="The next day with work, null when nothing is ahead."),
)
Index("accounts_by_next_day", accounts.c.next_on)

receipts = Table(
    "receipts",
    metadata,
    Column("account_id", ForeignKey(accounts.c.id), primary_key=True),
    Column("key", String, primary_key=True, comment="The caller's key: a command is taken once."),
    Column("on", Date, nullable=False),
    Column("fingerprint", String, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("account_id", ForeignKey(accounts.c.id), primary_key=True),
    Column("number", Integer, primary_key=True, comment="Counted from 1 without a gap."),
    Column("key", String, nullable=False, comment="Of the command that made the line."),
    Column("on", Date, nullable=False),
    Column("event", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("amount", String, nullable=True, comment="Exact decimal text."),
    Column("currency", String, nullable=True),
    Column("schema", Integer, nullable=False, comment="Version of the record."),
    Column("record", JSON, nullable=False),
)
Index("journal_by_key", journal.c.account_id, journal.c.key)

requests = Table(
    "requests",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("key", String, nullable=False, unique=True, comment="Of the obligation: asked for once."),
    Column("account_id", ForeignKey(accounts.c.id), nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("record", JSON, nullable=False),
)
Index("requests_open", requests.c.account_id, requests.c.is_open)

for _change in ("update", "delete"):
    _refuse = DDL(  # type: ignore[no-untyped-call]  # the library leaves this one untyped
        f"CREATE TRIGGER journal_refuses_{_change} BEFORE {_change.upper()} ON journal "  # two fixed words
        f"BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    )
    event.listen(journal, "after_create", _refuse.execute_if(dialect="sqlite"))
