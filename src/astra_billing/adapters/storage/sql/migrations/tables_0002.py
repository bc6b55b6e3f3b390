"""The tables of revision 0002, as they were when it was released."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from astra_billing.adapters.storage.sql.columns import EXACT, RECORD

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
OPEN = sa.column("is_open", sa.Boolean).is_(True)


def accounts() -> None:
    """Make the table."""
    op.create_table(
        "accounts",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("currency", sa.String, nullable=False),
        sa.Column("balance", EXACT, nullable=False, comment="Money that has arrived and covered nothing yet."),
        sa.Column("credit_limit", EXACT, nullable=True, comment="Null without a limit."),
        sa.Column("is_blocked", sa.Boolean, nullable=False, comment="Whether the limit is out of use."),
        sa.Column("worked_on", sa.Date, nullable=False, comment="The latest day on which anything happened."),
        sa.Column("next_on", sa.Date, nullable=True, comment="The next day with work, null when nothing is ahead."),
        sa.Column("version", sa.Integer, nullable=False, comment="Of the state; one more with every command taken."),
        sa.Column("lines", sa.Integer, nullable=False, comment="How many lines the journal has."),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        comment="One row an account, as it is now.",
    )
    op.create_index("ix_accounts_next_on_id", "accounts", ["next_on", "id"], unique=False)


def account_states() -> None:
    """Make the table."""
    op.create_table(
        "account_states",
        sa.Column("account_id", sa.String, nullable=False),
        sa.Column("shape", sa.String, nullable=False, comment="Of the record; one of another shape is folded anew."),
        sa.Column("record", RECORD, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_account_states_account_id_accounts"),
        sa.PrimaryKeyConstraint("account_id", name="pk_account_states"),
        comment="The whole state of an account, a shortcut past its journal.",
    )


def receipts() -> None:
    """Make the table."""
    op.create_table(
        "receipts",
        sa.Column("account_id", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False, comment="The caller's key: a command is taken once."),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("fingerprint", sa.String, nullable=False, comment="Tells a repetition from another command."),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_receipts_account_id_accounts"),
        sa.PrimaryKeyConstraint("account_id", "key", name="pk_receipts"),
        comment="Commands that were taken.",
    )


def journal() -> None:
    """Make the table."""
    op.create_table(
        "journal",
        sa.Column("account_id", sa.String, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False, comment="Counted from 1 without a gap."),
        sa.Column("key", sa.String, nullable=False, comment="Of the command that made the line."),
        sa.Column("event_key", sa.String, nullable=False, comment="Of what happened: it happens once."),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("event", sa.String, nullable=False),
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("amount", EXACT, nullable=True),
        sa.Column("currency", sa.String, nullable=True),
        sa.Column("schema", sa.Integer, nullable=False, comment="Version of the record."),
        sa.Column("record", RECORD, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_journal_account_id_accounts"),
        sa.PrimaryKeyConstraint("account_id", "number", name="pk_journal"),
        sa.UniqueConstraint("account_id", "event_key", name="uq_journal_account_id_event_key"),
        comment="Everything that ever happened, append-only.",
    )
    op.create_index("ix_journal_account_id_key", "journal", ["account_id", "key"], unique=False)


def outbox() -> None:
    """Make the table."""
    op.create_table(
        "outbox",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("key", sa.String, nullable=False, comment="Of the obligation: asked for once."),
        sa.Column("account_id", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False, comment="charge, refund, notice."),
        sa.Column("asked_on", sa.Date, nullable=False),
        sa.Column("amount", EXACT, nullable=True),
        sa.Column("currency", sa.String, nullable=True),
        sa.Column("is_open", sa.Boolean, nullable=False),
        sa.Column(
            "held_until", sa.BigInteger, nullable=True, comment="Seconds since 1970: when the worker's lease runs out."
        ),
        sa.Column("tries", sa.Integer, nullable=False, comment="How often a worker has taken it."),
        sa.Column("schema", sa.Integer, nullable=False),
        sa.Column("record", RECORD, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_outbox_account_id_accounts"),
        sa.PrimaryKeyConstraint("number", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
        comment="What is to be carried out outside: charges, notices.",
    )
    op.create_index(
        "ix_outbox_open_account_id", "outbox", ["account_id"], unique=False, sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index(
        "ix_outbox_open_number", "outbox", ["number"], unique=False, sqlite_where=OPEN, postgresql_where=OPEN
    )


def services() -> None:
    """Make the table."""
    op.create_table(
        "services",
        sa.Column("account_id", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("price", EXACT, nullable=False, comment="Of one term, tax included."),
        sa.Column("term", sa.String, nullable=False),
        sa.Column("expires_on", sa.Date, nullable=False, comment="The first day that is not paid for."),
        sa.Column("renews_from", sa.String, nullable=True, comment="A saved method, 'balance', or null."),
        sa.Column("attempts", sa.Integer, nullable=False, comment="Tries to renew at the present expiry."),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_services_account_id_accounts"),
        sa.PrimaryKeyConstraint("account_id", "id", name="pk_services"),
        comment="Services, as they are now.",
    )


def saved_methods() -> None:
    """Make the table."""
    op.create_table(
        "saved_methods",
        sa.Column("account_id", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_saved_methods_account_id_accounts"),
        sa.PrimaryKeyConstraint("account_id", "id", name="pk_saved_methods"),
        comment="Cards and wallets that a payment system keeps.",
    )


def expenses() -> None:
    """Make the table."""
    op.create_table(
        "expenses",
        sa.Column("account_id", sa.String, nullable=False),
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("on", sa.Date, nullable=False, comment="The day of supply, which fixes the tax rate."),
        sa.Column("service_id", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("amount", EXACT, nullable=False, comment="Tax included."),
        sa.Column("rate", sa.String, nullable=False, comment="vat_20, vat_10, without_vat."),
        sa.Column("paid", EXACT, nullable=False),
        sa.Column("unpaid", EXACT, nullable=False),
        sa.Column("invoice", sa.Integer, nullable=True),
        sa.Column("payer_id", sa.String, nullable=True, comment="Who is billed for it."),
        sa.Column("act", sa.Integer, nullable=True),
        sa.CheckConstraint("typeof(amount) = 'text' AND typeof(unpaid) = 'text'", name="exact").ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint("amount = paid + unpaid", name="adds_up").ddl_if(dialect="postgresql"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_expenses_account_id_accounts"),
        sa.PrimaryKeyConstraint("account_id", "id", name="pk_expenses"),
        comment="What services have cost, paid or not.",
    )
    op.create_index("ix_expenses_on", "expenses", ["on"], unique=False)


def payments() -> None:
    """Make the table."""
    op.create_table(
        "payments",
        sa.Column("account_id", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("amount", EXACT, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False, comment="new, being_paid, credited, refunded, cancelled."),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("payer_id", sa.String, nullable=True),
        sa.Column("commission", EXACT, nullable=False, comment="What the method takes on top."),
        sa.Column("spent", EXACT, nullable=False, comment="Laid over expenses."),
        sa.Column("refunded", EXACT, nullable=False, comment="Gone back, or on its way."),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_payments_account_id_accounts"),
        sa.PrimaryKeyConstraint("account_id", "id", name="pk_payments"),
        comment="Payments from their creation on; the credited ones less what is spent and refunded are the balance.",
    )


def coverage() -> None:
    """Make the table."""
    op.create_table(
        "coverage",
        sa.Column("account_id", sa.String, nullable=False),
        sa.Column("line", sa.Integer, autoincrement=False, nullable=False, comment="Of the journal."),
        sa.Column("place", sa.Integer, autoincrement=False, nullable=False, comment="In that line, from 1."),
        sa.Column("expense_id", sa.Integer, nullable=False),
        sa.Column("source", sa.String, nullable=False, comment="The payment, or 'balance'."),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("amount", EXACT, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "expense_id"],
            ["expenses.account_id", "expenses.id"],
            name="fk_coverage_account_id_expense_id_expenses",
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_coverage_account_id_accounts"),
        sa.PrimaryKeyConstraint("account_id", "line", "place", name="pk_coverage"),
        comment="Which money paid which expense.",
    )


def invoices() -> None:
    """Make the table."""
    op.create_table(
        "invoices",
        sa.Column("account_id", sa.String, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("issued_on", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("deferred_to", sa.Date, nullable=True, comment="The last day to pay where a deferral was granted."),
        sa.Column("amount", EXACT, nullable=False),
        sa.Column("unpaid", EXACT, nullable=False),
        sa.Column("status", sa.String, nullable=False, comment="to_pay, partly_paid, settled."),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_invoices_account_id_accounts"),
        sa.PrimaryKeyConstraint("account_id", "number", name="pk_invoices"),
        comment="Invoices of the 1st.",
    )
    op.create_index("ix_invoices_status", "invoices", ["status"], unique=False)


def acts() -> None:
    """Make the table."""
    op.create_table(
        "acts",
        sa.Column("account_id", sa.String, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("payer_id", sa.String, nullable=False),
        sa.Column("issued_on", sa.Date, nullable=False),
        sa.Column("amount", EXACT, nullable=False),
        sa.Column("is_open", sa.Boolean, nullable=False, comment="Whether one of its expenses is unpaid."),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_acts_account_id_accounts"),
        sa.PrimaryKeyConstraint("account_id", "number", name="pk_acts"),
        comment="Acts of completed work.",
    )


def contracts() -> None:
    """Make the table."""
    op.create_table(
        "contracts",
        sa.Column("account_id", sa.String, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("payer_id", sa.String, nullable=False),
        sa.Column("formed_on", sa.Date, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_contracts_account_id_accounts"),
        sa.PrimaryKeyConstraint("account_id", "number", name="pk_contracts"),
        comment="Contracts with payers.",
    )


def orders() -> None:
    """Make the table."""
    op.create_table(
        "orders",
        sa.Column("account_id", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("placed_on", sa.Date, nullable=False),
        sa.Column("payer_id", sa.String, nullable=True),
        sa.Column("total", EXACT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_orders_account_id_accounts"),
        sa.PrimaryKeyConstraint("account_id", "id", name="pk_orders"),
        comment="Orders that await payment.",
    )


def payers() -> None:
    """Make the table."""
    op.create_table(
        "payers",
        sa.Column("account_id", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("inn", sa.String, nullable=False),
        sa.Column("is_chosen", sa.Boolean, nullable=False, comment="Whether expenses are billed to it now."),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_payers_account_id_accounts"),
        sa.PrimaryKeyConstraint("account_id", "id", name="pk_payers"),
        comment="Who may be billed.",
    )


TABLES = (
    accounts,
    account_states,
    receipts,
    journal,
    outbox,
    services,
    saved_methods,
    expenses,
    payments,
    coverage,
    invoices,
    acts,
    contracts,
    orders,
    payers,
)
"""In the order in which they refer to each other."""
