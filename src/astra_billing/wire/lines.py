"""
On which line of a TOML text each key stands; the parser of the standard library does not say.

    >>> key_lines('''title = "x"
    ... [[accounts]]
    ... [[accounts.services]]
    ... id = "s"''')
    {'title': 1, 'accounts[0]': 2, 'accounts[0].services[0]': 3, 'accounts[0].services[0].id': 4}
"""

from __future__ import annotations

import re
from collections import Counter

HEADER = re.compile(r"^\s*(\[\[|\[)\s*([\w.\-]+)\s*\]\]?")
KEY = re.compile(r"^\s*([\w\-]+)\s*=")


def key_lines(text: str) -> dict[str, int]:
    """The line number of every table and key that begins a line."""
    lines: dict[str, int] = {}
    seen: Counter[str] = Counter()
    prefix = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            prefix = _entered(header[1] == "[[", header[2], seen)
            lines.setdefault(prefix, number)
        elif key := KEY.match(line):
            lines.setdefault(f"{prefix}.{key[1]}" if prefix else key[1], number)
    return lines


def line_of(path: str, lines: dict[str, int]) -> int | None:
    """The line of a path, or of the nearest table around it."""
    while path:
        if path in lines:
            return lines[path]
        path = path.rpartition(".")[0] if not path.endswith("]") else path.rpartition("[")[0]
    return None


def _entered(repeats: bool, dotted: str, seen: Counter[str]) -> str:  # noqa: FBT001  # one of the two header forms
    *outer, last = dotted.split(".")
    path = ""
    for name in outer:
        path = f"{path}.{name}" if path else name
        if seen[path]:
            path = f"{path}[{seen[path] - 1}]"
    path = f"{path}.{last}" if path else last
    if repeats:
        seen[path] += 1
        path = f"{path}[{seen[path] - 1}]"
    return path
