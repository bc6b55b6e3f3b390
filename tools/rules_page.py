"""
Write docs/rules.md from docs/rules.toml.

    python tools/rules_page.py
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[1] / "docs"
SOURCE, PAGE = DOCS / "rules.toml", DOCS / "rules.md"

HEAD = """\
<!-- Written by tools/rules_page.py from rules.toml: change that file, then run the script. -->
# Rules of the portal

Every rule of the portal's manual has a number. Docstrings and tests cite it; this page says where each rule lives.
{carried} of {all} are carried by code and proved by a test; the others say *not yet*.
"""
TABLE = """
## {title}

| Rule | It says | Code | Proved by |
| --- | --- | --- | --- |
"""


def rules() -> dict[str, dict[str, Any]]:
    """Every rule of the data file by its number, in the order of the file."""
    return {number: rule for number, rule in _data().items() if number != "section"}


def page() -> str:
    """The text of docs/rules.md."""
    listed = rules()
    starts = {f"R{section['first']}": TABLE.format(title=section["title"]) for section in _data()["section"]}
    carried = sum("code" in rule and "tests" in rule for rule in listed.values())
    rows = [starts.get(number, "") + _row(number, rule) for number, rule in listed.items()]
    return HEAD.format(carried=carried, all=len(listed)) + "".join(rows)


def _data() -> dict[str, Any]:
    return tomllib.loads(SOURCE.read_text(encoding="utf-8"))


def _row(number: str, rule: dict[str, Any]) -> str:
    says = rule["title"] + (f" ({rule['term']})" if "term" in rule else "")
    code = ", ".join(f"`{name}`" for name in rule.get("code", ())) or "not yet"
    tests = ", ".join(f"`{name}`" for name in rule.get("tests", ())) or "not yet"
    return f"| {number} | {says} | {code} | {tests} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
