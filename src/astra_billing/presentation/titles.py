"""
What services and methods are called, gathered from the events that introduced them.

    >>> from datetime import date
    >>> from astra_billing.methods import SavedMethod
    >>> from astra_billing.simulation import Entry
    >>> day = date(2025, 12, 1)
    >>> titles_of([Entry("a1", day, e.MethodSaved(day, SavedMethod("card", "Bank card *1111")))])["card"]
    'Bank card *1111'
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from astra_billing.account import events as e

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from astra_billing.simulation import Entry


def titles_of(entries: Iterable[Entry]) -> Mapping[str, str]:
    """The title of every service and saved method that the entries introduce, by id."""
    titles: dict[str, str] = {}
    for entry in entries:
        match entry.happened:
            case e.ServiceOrdered(service=service) | e.ServiceRegistered(service=service):
                titles[service.id] = service.title
            case e.MethodSaved(method=method):
                titles[method.id] = method.title
            case _:
                pass
    return MappingProxyType(titles)
