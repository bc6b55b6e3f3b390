"""
A timeline in every form it is printed or written in.

Files are written beside their place and moved there whole, so a reader never
finds half a file.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from astra_billing.adapters.printing.ics import calendar_bytes
from astra_billing.presentation import report_page, rows, to_csv, to_json

if TYPE_CHECKING:
    from pathlib import Path

    from astra_billing.simulation import Scenario, Timeline
    from astra_billing.texts import Lang


class Format(Enum):
    """The forms of `--format`."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    ICS = "ics"
    HTML = "html"


FILES = {
    "timeline.csv": Format.CSV,
    "timeline.json": Format.JSON,
    "calendar.ics": Format.ICS,
    "report.html": Format.HTML,
}
"""What a demo writes beside its database."""


def rendered(timeline: Timeline, scenario: Scenario, form: Format, lang: Lang) -> bytes:
    """The bytes of one form."""
    if form is Format.ICS:
        return calendar_bytes(timeline.entries, lang, timeline.title)
    if form is Format.HTML:
        return report_page(timeline, lang, look_at=scenario.look_at).encode()
    listed = rows(timeline.entries, lang)
    return (to_csv(listed) if form is Format.CSV else to_json(listed)).encode()


def write_files(timeline: Timeline, scenario: Scenario, folder: Path, lang: Lang) -> list[str]:
    """Write every file of a demo into a folder and name them."""
    for name, form in FILES.items():
        beside = folder / f".{name}.new"
        beside.write_bytes(rendered(timeline, scenario, form, lang))
        beside.replace(folder / name)
    return list(FILES)
