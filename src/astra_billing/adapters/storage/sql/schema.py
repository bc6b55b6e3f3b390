"""
The tables that are the truth: an append-only journal, receipts of commands, requests to carry out, accounts.

The database itself refuses to change or delete a line of the journal, and to
hold twice what must be there once.  An account's row has what a person or a
worker asks for first; its whole state lies beside it, so that loading it does
not read the journal.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from astra_billing.adapters.storage.sql.columns import EXACT, RECORD

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""A number that the database counts up by itself; SQLite does so for plain integers only."""

meta = Table(
    "astra_billing_meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
    comment="What this database is and which version of the records is in it.",
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", String, primary_key=True),
    Column("opened_on", Date, nullable=False),
    Column("currency", String, nullable=False),
    Column("balance", EXACT, nullable=False, comment="Money that has arrived and covered nothing yet."),
    Column("credit_limit", EXACT, nullable=True, comment="Null without a limit."),
    Column("is_blocked", Boolean, nullable=False, comment="Whether the limit is out of use."),
    Column("worked_on", Date, nullable=False, comment="The latest day on which anything happened."),
    Column("next_on", Date, nullable=True, comment="The next day with work, null when nothing is ahead."),
    Column("version", Integer, nullable=False, comment="Of the state; one more with every command taken."),
    Column("lines", Integer, nullable=False, comment="How many lines the journal has."),
    comment="One row an account, as it is now.",
)
Index("ix_accounts_next_on_id", accounts.c.next_on, accounts.c.id)


def account_id() -> Column[str]:
    """The first part of the key of everything that belongs to an account."""
    return Column("account_id", ForeignKey(accounts.c.id), primary_key=True)


states = Table(
    "account_states",
    metadata,
    account_id(),
    Column("shape", String, nullable=False, comment="Of the record; one of another shape is folded anew."),
    Column("record", RECORD, nullable=False),
    comment="The whole state of an account, a shortcut past its journal.",
)

receipts = Table(
    "receipts",
    metadata,
    account_id(),
    Column("key", String, primary_key=True, comment="The caller's key: a command is taken once."),
    Column("on", Date, nullable=False),
    Column("fingerprint", String, nullable=False, comment="Tells a repetition from another command."),
    comment="Commands that were taken.",
)

journal = Table(
    "journal",
    metadata,
    account_id(),
    Column("number", Integer, primary_key=True, autoincrement=False, comment="Counted from 1 without a gap."),
    Column("key", String, nullable=False, comment="Of the command that made the line."),
    Column("event_key", String, nullable=False, comment="Of what happened: it happens once."),
    Column("on", Date, nullable=False),
    Column("event", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("amount", EXACT, nullable=True),
    Column("currency", String, nullable=True),
    Column("schema", Integer, nullable=False, comment="Version of the record."),
    Column("record", RECORD, nullable=False),
    UniqueConstraint("account_id", "event_key"),
    comment="Everything that ever happened, append-only.",
)
Index("ix_journal_account_id_key", journal.c.account_id, journal.c.key)

outbox = Table(
    "outbox",
    metadata,
    Column("number", NUMBER, primary_key=True, autoincrement=True),
    Column("key", String, nullable=False, unique=True, comment="Of the obligation: asked for once."),
    Column("account_id", ForeignKey(accounts.c.id), nullable=False),
    Column("kind", String, nullable=False, comment="charge, refund, notice."),
    Column("asked_on", Date, nullable=False),
    Column("amount", EXACT, nullable=True),
    Column("currency", String, nullable=True),
    Column("is_open", Boolean, nullable=False),
    Column("held_until", BigInteger, nullable=True, comment="Seconds since 1970: when the worker's lease runs out."),
    Column("tries", Integer, nullable=False, comment="How often a worker has taken it."),
    Column("schema", Integer, nullable=False),
    Column("record", RECORD, nullable=False),
    comment="What is to be carried out outside: charges, notices.",
)
_is_open = outbox.c.is_open.is_(True)
Index("ix_outbox_open_number", outbox.c.number, sqlite_where=_is_open, postgresql_where=_is_open)
Index("ix_outbox_open_account_id", outbox.c.account_id, sqlite_where=_is_open, postgresql_where=_is_open)
