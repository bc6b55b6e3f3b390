"""
The rows of a report, as text.

    >>> [_text(value) for value in (None, Decimal("1E+3"), 22)]
    ['', '1000', '22']

They come in the order of what they say, not of its letters: 10 after 2, an old debt after a young one.

    >>> sorted([(10, "x"), (2, "x")], key=_place), sorted([("days_31_90",), ("not_due",)], key=_place)
    ([(2, 'x'), (10, 'x')], [('not_due',), ('days_31_90',)])
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select, table, text

from astra_billing.adapters.storage.sql.connect import transaction
from astra_billing.adapters.storage.sql.views import AGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from astra_billing.adapters.storage.sql.store import SqlStore


def report_rows(store: SqlStore, view: str) -> tuple[list[str], list[list[str]]]:
    """
    The heads and the rows of a view, ordered by their columns.

    Raises:
        StoreUnavailable: the store cannot be read.
    """
    with transaction(store.engine, writes=False) as connection:
        found = connection.execute(select(text("*")).select_from(table(view)))
        heads = list(found.keys())
        rows = [[_text(value) for value in row] for row in sorted(found, key=_place)]
    return heads, rows


def _place(row: Sequence[object]) -> list[tuple[bool, object]]:
    """Where a row stands: by its values, the first column first, what is not known last."""
    return [(value is None, AGES.index(value) if value in AGES else value) for value in row]


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
