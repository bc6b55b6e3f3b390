"""Conversations with payment systems: what is asked under which key, saved methods, what was not believed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from astra_billing.adapters.storage.sql.columns import EXACT, RECORD

revision = "0003"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables; nothing was asked before them."""
    conversations()
    kept_methods()
    objections()


def conversations() -> None:
    """Make the table."""
    op.create_table(
        "conversations",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False, comment="Also the key where one is a number."),
        sa.Column("key", sa.String, nullable=False, comment="Of the obligation: one conversation each."),
        sa.Column("account_id", sa.String, nullable=False),
        sa.Column("about", sa.String, nullable=False, comment="payment, charge, refund, method, forgetting."),
        sa.Column("subject", sa.String, nullable=False, comment="What in the account it is about."),
        sa.Column("gateway", sa.String, nullable=False),
        sa.Column("own_key", sa.String, nullable=False, comment="Our key at the gateway."),
        sa.Column("ref", sa.String, nullable=False, comment="The gateway's id; empty until it is known."),
        sa.Column("standing", sa.String, nullable=False, comment="asked, not_sent, open, succeeded, declined."),
        sa.Column("cause", sa.String, nullable=False, comment="Why it was declined."),
        sa.Column("amount", EXACT, nullable=True),
        sa.Column("currency", sa.String, nullable=True),
        sa.Column("saves", sa.String, nullable=False, comment="The method that is remembered with it; empty for none."),
        sa.Column("page", RECORD, nullable=True, comment="Where the customer goes."),
        sa.Column("began_at", sa.BigInteger, nullable=False, comment="Seconds since 1970."),
        sa.Column(
            "next_ask_at", sa.BigInteger, nullable=True, comment="Seconds since 1970; null when it is not asked again."
        ),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("operation", RECORD, nullable=False, comment="What is asked, word for word; it may hold a token."),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_conversations_account_id_accounts"),
        sa.PrimaryKeyConstraint("number", name="pk_conversations"),
        sa.UniqueConstraint("key", name="uq_conversations_key"),
        sa.UniqueConstraint("gateway", "own_key", name="uq_conversations_gateway_own_key"),
        comment="What is asked of payment systems, before and after the answer.",
    )
    op.create_index("ix_conversations_next_ask_at", "conversations", ["next_ask_at"], unique=False)
    op.create_index("ix_conversations_gateway_ref", "conversations", ["gateway", "ref"], unique=False)
    op.create_index("ix_conversations_account_id_subject", "conversations", ["account_id", "subject"], unique=False)


def kept_methods() -> None:
    """Make the table."""
    op.create_table(
        "kept_methods",
        sa.Column("account_id", sa.String, nullable=False),
        sa.Column("method_id", sa.String, nullable=False),
        sa.Column("gateway", sa.String, nullable=False),
        sa.Column("token", sa.String, nullable=False, comment="The gateway's; charging takes it. No card data."),
        sa.Column("payer_ref", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_kept_methods_account_id_accounts"),
        sa.PrimaryKeyConstraint("account_id", "method_id", name="pk_kept_methods"),
        comment="What charging a saved method takes.",
    )


def objections() -> None:
    """Make the table."""
    op.create_table(
        "objections",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False, comment="Seconds since 1970."),
        sa.Column("gateway", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False, comment="Of the conversation; empty where none was found."),
        sa.Column("ref", sa.String, nullable=False),
        sa.Column("own_key", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_objections"),
        comment="Answers and notifications that were not believed.",
    )
