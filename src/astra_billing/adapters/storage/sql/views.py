"""
The reports that people ask a database for, as views: open invoices, ageing of debts, revenue by month and tax rate.

PostgreSQL adds decimals exactly.  SQLite keeps amounts as text, so its views
add whole millionths, which are exact too, and write the sum as text again:

    >>> print(micros("amount"))  # doctest: +ELLIPSIS
    (CASE WHEN amount LIKE '-%' THEN -1 ELSE 1 END * ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("open_invoices", "debt_ageing", "revenue_by_month")
"""The views, in the order in which they are made."""

_SCALE = 6
_UP_TO = ((0, "not_due"), (15, "days_1_15"), (30, "days_16_30"), (90, "days_31_90"))
"""Up to so many days past the due date, and the name of that age."""

_BEYOND = "days_over_90"

AGES = (*(name for _, name in _UP_TO), _BEYOND)
"""The ages of debts, the youngest first."""


# The parts below are this module's own words: nothing a user wrote is in them.
# ruff: noqa: S608


def creating(dialect: str) -> Iterator[str]:
    """The statements that make the views."""
    lite = dialect == "sqlite"
    month = 'substr(e."on", 1, 7)' if lite else "to_char(e.\"on\", 'YYYY-MM')"
    today = "date('now')" if lite else "CURRENT_DATE"
    past = f"CAST(julianday({today}) - julianday(i.due_on) AS INTEGER)" if lite else f"({today} - i.due_on)"
    yield (
        "CREATE VIEW open_invoices AS SELECT i.account_id, i.number, i.issued_on, i.due_on, i.status, i.amount, "
        f"i.unpaid, a.currency, {past} AS days_past_due FROM invoices i JOIN accounts a ON a.id = i.account_id "
        "WHERE i.status <> 'settled'"
    )
    ages = " ".join(f"WHEN days_past_due <= {days} THEN '{name}'" for days, name in _UP_TO)
    age = f"CASE {ages} ELSE '{_BEYOND}' END"
    yield (
        f"CREATE VIEW debt_ageing AS SELECT currency, {age} AS age, count(*) AS invoices, {_sum('unpaid', lite=lite)} "
        f"AS unpaid FROM open_invoices GROUP BY currency, {age}"
    )
    yield (
        f"CREATE VIEW revenue_by_month AS SELECT {month} AS month, e.rate, a.currency, count(*) AS expenses, "
        f"{_sum('e.amount', lite=lite)} AS gross, {_sum('e.unpaid', lite=lite)} AS unpaid "
        f"FROM expenses e JOIN accounts a ON a.id = e.account_id GROUP BY {month}, e.rate, a.currency"
    )


def micros(column: str) -> str:
    """SQLite's whole millionths of a decimal text."""
    body = f"ltrim({column}, '-')"
    point = f"instr({body} || '.', '.')"
    whole = f"CAST(substr({body}, 1, {point} - 1) AS INTEGER) * {10**_SCALE}"
    part = f"CAST(substr(substr({body}, {point} + 1) || '{'0' * _SCALE}', 1, {_SCALE}) AS INTEGER)"
    return f"(CASE WHEN {column} LIKE '-%' THEN -1 ELSE 1 END * ({whole} + {part}))"


def _sum(column: str, *, lite: bool) -> str:
    if not lite:
        return f"sum({column})"
    total = f"sum({micros(column)})"
    text = f"printf('%s%d.%0{_SCALE}d', CASE WHEN {total} < 0 THEN '-' ELSE '' END, abs({total}) / {10**_SCALE}, "
    return f"rtrim(rtrim({text}abs({total}) % {10**_SCALE}), '0'), '.')"
