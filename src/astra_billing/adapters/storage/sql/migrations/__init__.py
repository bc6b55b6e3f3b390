"""How the tables of one version become those of the next; run by `upgrade`, or by Alembic's own command."""
