"""
Elements, tables and pictures as strings: everything that comes from data is escaped here, once.

    >>> table(("Net",), [("<16.67>",)])
    '<table class="astra"><thead><tr><th>Net</th></tr></thead><tbody><tr><td>&lt;16.67&gt;</td></tr></tbody></table>'
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


def picture(body: str, *, size: tuple[int, int], title: str, description: str = "", class_: str = "") -> str:
    """
    An SVG that scales to its place, keeps its proportions and can be read aloud.

    Args:
        body: the drawing, already markup.
        size: width and height, in the units that the drawing is made in.
        title: what it shows, for those who hear the page.
        description: what can be seen in it, for them too.
        class_: further CSS classes.
    """
    spoken = tag("title", escape(title)) + (tag("desc", escape(description)) if description else "")
    return tag(
        "svg",
        spoken + body,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"astra {class_}".strip(),
        viewBox=f"0 0 {size[0]} {size[1]}",
        role="img",
        aria_label=title,
    )


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
