"""
One style for every picture and table: light and dark, for screens and paper.

Colours are safe for the colour-blind: sand, vermilion and violet differ in
lightness as well as in hue.

    >>> "prefers-color-scheme: dark" in STYLE
    True
    >>> styled("<svg></svg>").startswith('<div class="astra-view"><style>')
    True
"""

from __future__ import annotations

from typing import Final

from astra_billing.views.markup import tag

LIGHT: Final = """
--ink:#1d1b26;--soft:#5c596b;--rule:#8d8a9c;--hair:#dcd9e6;--page:#f6f5fa;--card:#ffffff;--accent:#4b3fa7;
--available:#cfe9e3;--on-available:#0c423a;--awaiting:#f3c64e;--on-awaiting:#3a2b00;
--overdue:#c2410c;--on-overdue:#ffffff;--blocked:#3c3357;--on-blocked:#ffffff;
--spent:#5a8fd0;--on-spent:#071c36;--unavailable:#b7b3c6;--on-unavailable:#1d1b26;
--lane:#dfe5f4;--good:#0f7a5f;--bad:#b3360b;--bright:#ffffff;--empty:#eceaf2;
"""

DARK: Final = """
--ink:#eeecf6;--soft:#b0adc0;--rule:#85819a;--hair:#383549;--page:#14131a;--card:#1e1c27;--accent:#b3a9ff;
--available:#1d5148;--on-available:#d3f5ed;--awaiting:#d3a129;--on-awaiting:#1d1500;
--overdue:#ee7b46;--on-overdue:#220c00;--blocked:#8a7cc9;--on-blocked:#0f0a24;
--spent:#6ba1e6;--on-spent:#04152b;--unavailable:#5d596f;--on-unavailable:#f2f0fa;
--lane:#2e3350;--good:#45c7a1;--bad:#f08155;--bright:#14131a;--empty:#262432;
"""

CODES: Final = ("available", "awaiting", "overdue", "blocked", "spent", "unavailable")
"""The states and parts that have a colour."""

PICTURE: Final = """
svg.astra{display:block;width:100%;height:auto;
font:14px/1.3 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
svg.bar,svg.strip{max-width:420px}
.astra text{font-size:13px}
.astra .ink{fill:var(--ink)}.astra .soft{fill:var(--soft);font-size:12px}
.astra .figure{font-variant-numeric:tabular-nums}
.astra .month{font-size:16px;font-weight:650}.astra .note{font-size:12.5px}
.astra .rule{stroke:var(--rule);stroke-width:1}.astra .edge{stroke:var(--ink);stroke-width:1}
.astra .empty{fill:var(--empty)}.astra .lane{fill:var(--lane)}
.astra .texture{stroke:none;fill:none}
.astra .texture.overdue{stroke:var(--on-overdue);stroke-opacity:.32;stroke-dasharray:2 7}
.astra .texture.blocked{stroke:var(--on-blocked);stroke-opacity:.34;stroke-dasharray:4 4}
.astra .texture.unavailable{stroke:var(--on-unavailable);stroke-opacity:.25;stroke-dasharray:3 5}
.astra .sheet{fill:var(--card);stroke:var(--ink);stroke-width:1.4;stroke-linejoin:round}
.astra .stroke{fill:none;stroke:var(--ink);stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}
.astra .stroke.bright{stroke:var(--bright);stroke-width:2}
.astra .good{fill:var(--good)}.astra .bad{fill:var(--bad)}.astra .dark{fill:var(--ink)}
.astra .turn{fill:none;stroke:var(--accent);stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
""" + "".join(
    f".astra .{code}.fill{{fill:var(--{code})}}.astra .{code}.on{{fill:var(--on-{code});font-weight:550}}\n"
    for code in CODES
)

TABLE: Final = """
table.astra{border-collapse:collapse}
table.astra th,table.astra td{padding:4px 10px;text-align:left!important;vertical-align:top}
table.astra th,table.astra td{border-bottom:1px solid var(--hair)}
"""

STYLE: Final = (
    f".astra,.astra-view,:root{{{LIGHT}}}"
    f"@media screen and (prefers-color-scheme: dark){{.astra,.astra-view,:root{{{DARK}}}}}" + PICTURE + TABLE
)
"""The style sheet that pictures and tables need."""


def styled(markup: str) -> str:
    """A picture or a table with its style, ready for a notebook's cell."""
    return tag("div", tag("style", STYLE) + markup, class_="astra-view")
