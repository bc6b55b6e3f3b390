"""
The tables of conversations with payment systems: what was asked under which key, saved methods, what was not believed.

They are no part of the journal: an account learns how a conversation ended,
and never its token, its key at the gateway, or how often it was asked.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from astra_billing.adapters.storage.sql.columns import EXACT, RECORD
from astra_billing.adapters.storage.sql.schema import NUMBER, accounts, metadata

__all__ = ["conversations", "kept_methods", "objections"]

conversations = Table(
    "conversations",
    metadata,
    Column("number", NUMBER, primary_key=True, autoincrement=True, comment="Also the key where one is a number."),
    Column("key", String, nullable=False, unique=True, comment="Of the obligation: one conversation each."),
    Column("account_id", ForeignKey(accounts.c.id), nullable=False),
    Column("about", String, nullable=False, comment="payment, charge, refund, method, forgetting."),
    Column("subject", String, nullable=False, comment="What in the account it is about."),
    Column("gateway", String, nullable=False),
    Column("own_key", String, nullable=False, comment="Our key at the gateway."),
    Column("ref", String, nullable=False, comment="The gateway's id; empty until it is known."),
    Column("standing", String, nullable=False, comment="asked, not_sent, open, succeeded, declined."),
    Column("cause", String, nullable=False, comment="Why it was declined."),
    Column("amount", EXACT, nullable=True),
    Column("currency", String, nullable=True),
    Column("saves", String, nullable=False, comment="The method that is remembered with it; empty for none."),
    Column("page", RECORD, nullable=True, comment="Where the customer goes."),
    Column("began_at", BigInteger, nullable=False, comment="Seconds since 1970."),
    Column("next_ask_at", BigInteger, nullable=True, comment="Seconds since 1970; null when it is not asked again."),
    Column("tries", Integer, nullable=False),
    Column("operation", RECORD, nullable=False, comment="What is asked, word for word; it may hold a token."),
    UniqueConstraint("gateway", "own_key"),
    comment="What is asked of payment systems, before and after the answer.",
)
Index("ix_conversations_next_ask_at", conversations.c.next_ask_at)
Index("ix_conversations_gateway_ref", conversations.c.gateway, conversations.c.ref)
Index("ix_conversations_account_id_subject", conversations.c.account_id, conversations.c.subject)

kept_methods = Table(
    "kept_methods",
    metadata,
    Column("account_id", ForeignKey(accounts.c.id), primary_key=True),
    Column("method_id", String, primary_key=True),
    Column("gateway", String, nullable=False),
    Column("token", String, nullable=False, comment="The gateway's; charging takes it. No card data."),
    Column("payer_ref", String, nullable=False),
    Column("title", String, nullable=False),
    comment="What charging a saved method takes.",
)

objections = Table(
    "objections",
    metadata,
    Column("number", NUMBER, primary_key=True, autoincrement=True),
    Column("at", BigInteger, nullable=False, comment="Seconds since 1970."),
    Column("gateway", String, nullable=False),
    Column("why", String, nullable=False),
    Column("key", String, nullable=False, comment="Of the conversation; empty where none was found."),
    Column("ref", String, nullable=False),
    Column("own_key", String, nullable=False),
    comment="Answers and notifications that were not believed.",
)
