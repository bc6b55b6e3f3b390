"""
Columns that are exact in every database.

An amount is NUMERIC in PostgreSQL; SQLite has no exact decimals, so there it is the decimal's plain text.

    >>> from sqlalchemy.dialects import sqlite
    >>> EXACT.process_bind_param(Decimal("22.4137"), sqlite.dialect())
    '22.4137'
    >>> EXACT.process_bind_param(Decimal("1E+3"), sqlite.dialect())
    '1000'
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Numeric, String
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy import Dialect
    from sqlalchemy.types import TypeEngine


class Exact(TypeDecorator[Decimal]):
    """A decimal of any scale, never rounded."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text where the database has no exact decimals."""
        return dialect.type_descriptor(String() if dialect.name == "sqlite" else Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:  # the driver's type
        """The value as the database takes it."""
        return f"{value:f}" if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # as above
        """The value as it was."""
        return Decimal(value) if value is not None and dialect.name == "sqlite" else value


EXACT = Exact()

RECORD = JSON()
"""A record of `wire`: JSON as text, which keeps the order of its keys; the order of a mapping is part of an account."""
