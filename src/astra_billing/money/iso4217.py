"""The ISO 4217 table: code -> (number, minor digits, symbol)."""

from __future__ import annotations

ROWS: dict[str, tuple[str, int, str]] = {
    "CHF": ("756", 2, "CHF"),
    "EUR": ("978", 2, "€"),
    "GBP": ("826", 2, "£"),
    "JPY": ("392", 0, "¥"),
    "KZT": ("398", 2, "₸"),
    "RUB": ("643", 2, "₽"),
    "USD": ("840", 2, "$"),
}
