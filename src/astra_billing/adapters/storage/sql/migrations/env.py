"""Alembic's entrance: it works on the connection that `upgrade` hands over."""

from __future__ import annotations

from alembic import context

from astra_billing.adapters.storage.sql.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
