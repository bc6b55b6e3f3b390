"""
HTML and SVG as strings, so that any value can show itself in a notebook.

Pure text building: everything that comes from data is escaped here, once.

    >>> table(("Tax", "Net"), [("3.33", "<16.67>")])
    '<table class="astra"><thead><tr><th>Tax</th><th>Net</th></tr></thead><tbody><tr><td>3.33</td><td>&lt;16.67&gt;</td></tr></tbody></table>'
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def escape(value: object) -> str:
    """Text of `value` that is safe inside an element and inside a quoted attribute."""
    return html.escape(str(value), quote=True)


def tag(name: str, body: str = "", /, **attributes: object) -> str:
    """
    An element around a body that is already markup.

    Attribute names may end in `_` (`class_`) and use `_` for `-`; values are escaped.

    >>> tag("rect", x=1, class_="due", stroke_width="0.5")
    '<rect x="1" class="due" stroke-width="0.5"></rect>'
    """
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{body}</{name}>"


def table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    """An HTML table; every cell is escaped."""
    titles = "".join(tag("th", escape(title)) for title in head)
    lines = "".join(tag("tr", "".join(tag("td", escape(cell)) for cell in row)) for row in rows)
    return tag("table", tag("thead", tag("tr", titles)) + tag("tbody", lines), class_="astra")


def record_table(records: Iterable[Mapping[str, object]]) -> str:
    """An HTML table of records that share their keys."""
    listed = list(records)
    head = list(listed[0]) if listed else []
    return table(head, [[record[key] for key in head] for record in listed])
