"""
Results that are rows: plain records for data frames, a table in a notebook.

    >>> class Days(Tabular):
    ...     def to_records(self):
    ...         return [{"date": "2026-01-15", "what": "due"}]
    >>> Days()._repr_html_().count("<td>")
    2
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from astra_billing.views.markup import record_table


class Tabular(ABC):
    """A value that shows itself as a table; `to_records` feeds pandas and polars as it is."""

    __slots__ = ()

    @abstractmethod
    def to_records(self) -> list[dict[str, object]]:
        """One plain record a row; all have the same keys."""

    def _repr_html_(self) -> str:
        return record_table(self.to_records())
