"""
Draw the tables of the store as docs/guide/storage-tables.svg, from the metadata itself.

    python tools/er_diagram.py

Boxes are tables, bold columns are keys, arrows are foreign keys.  A test fails
while the picture on disk is another than this script draws.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, Boolean, Date, Integer, String

from astra_billing.adapters.storage.sql.columns import EXACT, RECORD
from astra_billing.adapters.storage.sql.tables import metadata

if TYPE_CHECKING:
    from sqlalchemy import Column, Table

PLACE = Path(__file__).parents[1] / "docs" / "guide" / "storage-tables.svg"

COLUMNS = (
    ("journal", "receipts", "account_states", "astra_billing_meta"),
    ("accounts", "outbox", "payers"),
    ("services", "saved_methods", "orders", "contracts"),
    ("expenses", "coverage", "acts"),
    ("payments", "invoices", "kept_methods"),
    ("conversations", "objections"),
)
"""Which table stands in which column of the picture."""

WIDTH, GAP, LINE, TOP = 190, 46, 15, 20
TYPES = ((type(EXACT), "exact"), (type(RECORD), "json"), (Boolean, "yes/no"), (Date, "date"), (String, "text"))


def type_of(column: Column[object]) -> str:
    """A short word for a column's type."""
    if isinstance(column.type, Integer | BigInteger):
        return "number"
    return next(word for kind, word in TYPES if isinstance(column.type, kind))


def height(table: Table) -> int:
    """How tall a table's box is."""
    return LINE * (len(table.columns) + 1) + 10


def places() -> dict[str, tuple[int, int]]:
    """The upper left corner of every table."""
    found = {}
    for number, names in enumerate(COLUMNS):
        y = TOP
        for name in names:
            found[name] = (20 + number * (WIDTH + GAP), y)
            y += height(metadata.tables[name]) + 18
    return found


def box(table: Table, x: int, y: int) -> str:
    """A table with its columns."""
    lines = [f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{height(table)}" rx="4" class="box"/>']
    lines.append(f'<text x="{x + 8}" y="{y + LINE}" class="head">{escape(table.name)}</text>')
    for number, column in enumerate(table.columns, start=2):
        weight = "key" if column.primary_key else "column"
        down = y + number * LINE + 2
        lines.append(f'<text x="{x + 8}" y="{down}" class="{weight}">{escape(column.name)}</text>')
        lines.append(f'<text x="{x + WIDTH - 8}" y="{down}" class="type">{type_of(column)}</text>')
    return "\n".join(lines)


def arrows(table: Table, found: dict[str, tuple[int, int]]) -> str:
    """The foreign keys of a table."""
    lines = []
    for target in sorted({key.column.table.name for key in table.foreign_keys}):
        (x, y), (to_x, to_y) = found[table.name], found[target]
        is_left = x > to_x
        begin = x if is_left else x + WIDTH
        end = to_x + WIDTH if is_left else to_x
        if x == to_x:
            begin, end = x + WIDTH // 2, to_x + WIDTH // 2
        lines.append(f'<path d="M{begin},{y + LINE} L{end},{to_y + LINE}" class="arrow"/>')
    return "\n".join(lines)


def drawn() -> str:
    """The whole picture."""
    found = places()
    boxes = "\n".join(box(metadata.tables[name], *place) for name, place in found.items())
    keys = "\n".join(filter(None, (arrows(metadata.tables[name], found) for name in found)))
    wide = 40 + len(COLUMNS) * (WIDTH + GAP) - GAP
    tall = max(place[1] + height(metadata.tables[name]) for name, place in found.items()) + 20
    style = (
        "text{font:11px sans-serif;fill:#222}.head{font-weight:bold;font-size:12px}.key{font-weight:bold}"
        ".type{text-anchor:end;fill:#777}.box{fill:#f7f7fb;stroke:#8a8fa8}.arrow{stroke:#b9bdd0;fill:none}"
    )
    size = f'viewBox="0 0 {wide} {tall}" width="{wide}" height="{tall}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n<style>{style}</style>\n{keys}\n{boxes}\n</svg>\n'


if __name__ == "__main__":
    PLACE.write_text(drawn(), encoding="utf-8")
