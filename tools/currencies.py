"""
Write src/astra_billing/money/iso4217.py, the table of currencies.

Three maintained sources, each used for what it is the authority on:

* `iso4217` (public domain) ships the table of the ISO 4217 maintenance agency:
  which codes are in use, their numbers and their minor units.
* `babel` ships CLDR: when a currency came into use and went out of it, the
  decimals of withdrawn ones, the symbol at home.
* `py-moneyed` has the numbers of withdrawn currencies, which the agency's
  table of current ones lacks.

    pip install iso4217 babel py-moneyed
    python tools/currencies.py            # writes the table
    python tools/currencies.py --check    # exits 1 where it would change
"""

from __future__ import annotations

import sys
import unicodedata
from datetime import date
from importlib.metadata import version
from pathlib import Path

TABLE = Path(__file__).parents[1] / "src" / "astra_billing" / "money" / "iso4217.py"

HEAD = '''"""
The currencies of ISO 4217, current and withdrawn; written by tools/currencies.py, not by hand.

Sources: {sources}.

    >>> ROWS["RUB"]
    ('643', 2, '₽', '1999-01-01', '')
    >>> ROWS["DEM"]
    ('276', 2, 'DEM', '1948-06-20', '2002-05-15')
"""

from __future__ import annotations

ROWS: dict[str, tuple[str, int, str, str, str]] = {{
'''
TAIL = '''}
"""Code -> number, minor digits, symbol, first and last day of use as ISO dates (empty where unknown)."""
'''

# CLDR of Babel 2.18 does not know yet that Bulgaria took the euro; the lev was accepted one more month.
WITHDRAWN = {"BGN": date(2026, 1, 31)}
# Codes of CLDR that ISO 4217 never had.
NOT_ISO = {"CNH"}


def main() -> int:
    """Write the table, or compare it with `--check`."""
    text = page()
    if "--check" in sys.argv[1:]:
        return 0 if TABLE.read_text(encoding="utf-8") == text else 1
    TABLE.write_text(text, encoding="utf-8")
    return 0


def page() -> str:
    """The module as text."""
    sources = ", ".join(f"{name} {version(name)}" for name in ("iso4217", "babel", "py-moneyed"))
    rows = "".join(line(code, row) for code, row in sorted(table().items()))
    return HEAD.format(sources=sources) + rows + TAIL


def line(code: str, row: tuple[str, int, str, str, str]) -> str:
    """One row as code; letters that look like signs of ASCII are meant."""
    text = f"    {code!r}: {row!r},".replace("'", '"')
    return f"{text}  # noqa: RUF001\n" if "\u02bb" in text else f"{text}\n"


def table() -> dict[str, tuple[str, int, str, str, str]]:
    """Every row by code."""
    import iso4217  # noqa: PLC0415

    current = {currency.code: currency for currency in iso4217.Currency}
    used = usage()
    rows = {}
    for code in sorted(current.keys() | used.keys() - NOT_ISO):
        first, last = used.get(code, (None, None))
        if code in current:
            number, digits, last = f"{current[code].number:03}", current[code].exponent or 0, None
        else:
            number, digits, last = old_number(code), old_digits(code), last or WITHDRAWN[code]
        rows[code] = (number, digits, symbol(code), written(first), written(last))
    return rows


def usage() -> dict[str, tuple[date | None, date | None]]:
    """First and last day of use anywhere, by code; no last day while it is in use somewhere."""
    from babel.core import get_global  # noqa: PLC0415

    spans: dict[str, list[tuple[date | None, date | None]]] = {}
    for entries in get_global("territory_currencies").values():
        for code, start, end, _tender in entries:
            spans.setdefault(code, []).append((start and date(*start), end and date(*end)))
    return {code: (earliest(found), latest(found)) for code, found in spans.items()}


def earliest(spans: list[tuple[date | None, date | None]]) -> date | None:
    """The first known start."""
    return min((start for start, _ in spans if start), default=None)


def latest(spans: list[tuple[date | None, date | None]]) -> date | None:
    """The last end, or None where a span is open."""
    return None if any(end is None for _, end in spans) else max(end for _, end in spans if end)


def old_number(code: str) -> str:
    """The number a withdrawn currency had, or empty."""
    from moneyed.classes import CURRENCIES  # noqa: PLC0415

    return (CURRENCIES[code].numeric or "") if code in CURRENCIES else ""


def old_digits(code: str) -> int:
    """The decimals of a withdrawn currency by CLDR."""
    from babel.numbers import get_currency_precision  # noqa: PLC0415

    return int(get_currency_precision(code))


def symbol(code: str) -> str:
    """The sign in the main language of the first country that has one for its currency, or the code."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415
    from babel.core import get_global  # noqa: PLC0415

    lands = get_global("territory_currencies").items()
    homes = sorted(land for land, used in lands if any(name == code and end is None for name, _, end, _ in used))
    for land in sorted(homes, key=lambda land: land != code[:2]):
        try:
            sign = Locale.parse(f"und_{land}").currency_symbols.get(code, code)
        except UnknownLocaleError:
            continue
        if sign != code:
            return unicodedata.normalize("NFKC", sign).strip("\u200e\u200f")
    return code


def written(day: date | None) -> str:
    """An ISO date, or empty."""
    return day.isoformat() if day else ""


if __name__ == "__main__":
    sys.exit(main())
