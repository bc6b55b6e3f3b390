"""
The tables that people query: what belongs to an account, one row a thing, in typed columns.

They are made from the journal by `projection` and can be made again at any
time.  What is open changes; what is over stays, for the reports.
"""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, Date, ForeignKeyConstraint, Index, Integer, String, Table

from astra_billing.adapters.storage.sql.columns import EXACT
from astra_billing.adapters.storage.sql.schema import account_id, metadata
from astra_billing.adapters.storage.sql.talk_tables import conversations, kept_methods, objections

__all__ = [
    "PROJECTED",
    "acts",
    "contracts",
    "conversations",
    "coverage",
    "expenses",
    "invoices",
    "kept_methods",
    "metadata",
    "methods",
    "objections",
    "orders",
    "payers",
    "payments",
    "services",
]

services = Table(
    "services",
    metadata,
    account_id(),
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("price", EXACT, nullable=False, comment="Of one term, tax included."),
    Column("term", String, nullable=False),
    Column("expires_on", Date, nullable=False, comment="The first day that is not paid for."),
    Column("renews_from", String, nullable=True, comment="A saved method, 'balance', or null."),
    Column("attempts", Integer, nullable=False, comment="Tries to renew at the present expiry."),
    comment="Services, as they are now.",
)

methods = Table(
    "saved_methods",
    metadata,
    account_id(),
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("status", String, nullable=False),
    comment="Cards and wallets that a payment system keeps.",
)

expenses = Table(
    "expenses",
    metadata,
    account_id(),
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("on", Date, nullable=False, comment="The day of supply, which fixes the tax rate."),
    Column("service_id", String, nullable=False),
    Column("title", String, nullable=False),
    Column("amount", EXACT, nullable=False, comment="Tax included."),
    Column("rate", String, nullable=False, comment="vat_20, vat_10, without_vat."),
    Column("paid", EXACT, nullable=False),
    Column("unpaid", EXACT, nullable=False),
    Column("invoice", Integer, nullable=True),
    Column("payer_id", String, nullable=True, comment="Who is billed for it."),
    Column("act", Integer, nullable=True),
    CheckConstraint("amount = paid + unpaid", name="adds_up").ddl_if(dialect="postgresql"),
    CheckConstraint("typeof(amount) = 'text' AND typeof(unpaid) = 'text'", name="exact").ddl_if(dialect="sqlite"),
    comment="What services have cost, paid or not.",
)
Index("ix_expenses_on", expenses.c.on)

payments = Table(
    "payments",
    metadata,
    account_id(),
    Column("id", String, primary_key=True),
    Column("on", Date, nullable=False),
    Column("amount", EXACT, nullable=False),
    Column("source", String, nullable=False),
    Column("status", String, nullable=False, comment="new, being_paid, credited, refunded, cancelled."),
    Column("purpose", String, nullable=False),
    Column("payer_id", String, nullable=True),
    Column("commission", EXACT, nullable=False, comment="What the method takes on top."),
    Column("spent", EXACT, nullable=False, comment="Laid over expenses."),
    Column("refunded", EXACT, nullable=False, comment="Gone back, or on its way."),
    comment="Payments from their creation on; the credited ones less what is spent and refunded are the balance.",
)

coverage = Table(
    "coverage",
    metadata,
    account_id(),
    Column("line", Integer, primary_key=True, autoincrement=False, comment="Of the journal."),
    Column("place", Integer, primary_key=True, autoincrement=False, comment="In that line, from 1."),
    Column("expense_id", Integer, nullable=False),
    Column("source", String, nullable=False, comment="The payment, or 'balance'."),
    Column("on", Date, nullable=False),
    Column("amount", EXACT, nullable=False),
    ForeignKeyConstraint(["account_id", "expense_id"], [expenses.c.account_id, expenses.c.id]),
    comment="Which money paid which expense.",
)

invoices = Table(
    "invoices",
    metadata,
    account_id(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("issued_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("deferred_to", Date, nullable=True, comment="The last day to pay where a deferral was granted."),
    Column("amount", EXACT, nullable=False),
    Column("unpaid", EXACT, nullable=False),
    Column("status", String, nullable=False, comment="to_pay, partly_paid, settled."),
    comment="Invoices of the 1st.",
)
Index("ix_invoices_status", invoices.c.status)

payers = Table(
    "payers",
    metadata,
    account_id(),
    Column("id", String, primary_key=True),
    Column("type", String, nullable=False),
    Column("title", String, nullable=False),
    Column("inn", String, nullable=False),
    Column("is_chosen", Boolean, nullable=False, comment="Whether expenses are billed to it now."),
    comment="Who may be billed.",
)

contracts = Table(
    "contracts",
    metadata,
    account_id(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("payer_id", String, nullable=False),
    Column("formed_on", Date, nullable=False),
    comment="Contracts with payers.",
)

acts = Table(
    "acts",
    metadata,
    account_id(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("payer_id", String, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("amount", EXACT, nullable=False),
    Column("is_open", Boolean, nullable=False, comment="Whether one of its expenses is unpaid."),
    comment="Acts of completed work.",
)

orders = Table(
    "orders",
    metadata,
    account_id(),
    Column("id", String, primary_key=True),
    Column("placed_on", Date, nullable=False),
    Column("payer_id", String, nullable=True),
    Column("total", EXACT, nullable=False),
    comment="Orders that await payment.",
)

PROJECTED = (services, methods, expenses, payments, coverage, invoices, payers, contracts, acts, orders)
"""The tables of this module; an expense comes before what covers it."""
