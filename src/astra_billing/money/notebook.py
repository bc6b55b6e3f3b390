"""
What amounts show in a notebook.

Markup is loaded by the first cell that shows something, not by the import of
the library, of which it would be a tenth.

    >>> table([{"amount": "5.00"}])
    '<table class="astra"><thead><tr><th>amount</th></tr></thead><tbody><tr><td>5.00</td></tr></tbody></table>'
    >>> text("from 10.00 RUB", kind="money-range")
    '<span class="astra money-range">from 10.00 RUB</span>'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def table(records: Sequence[Mapping[str, object]]) -> str:
    """Records as a table."""
    from astra_billing import views  # noqa: PLC0415 - see above

    return views.record_table(records)


def text(value: object, *, kind: str) -> str:
    """A value as escaped text of a kind, for style sheets to find."""
    from astra_billing import views  # noqa: PLC0415 - see above

    return views.tag("span", views.escape(value), class_=f"astra {kind}")
