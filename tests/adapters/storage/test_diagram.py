"""The picture of the tables in the guide is the one that the metadata draws."""

from __future__ import annotations

from astra_billing.adapters.storage.sql.tables import metadata
from tools import er_diagram


def test_every_table_has_its_place_in_the_picture() -> None:
    """A new table is drawn, or this fails."""
    assert {name for names in er_diagram.COLUMNS for name in names} == set(metadata.tables)


def test_the_picture_is_up_to_date() -> None:
    """Otherwise run: python tools/er_diagram.py."""
    assert er_diagram.PLACE.read_text("utf-8") == er_diagram.drawn()
