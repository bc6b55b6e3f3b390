"""
Copies of frozen values with some fields changed, made without asking the constructor again.

What is right stays right when an event changes a field, so nothing is checked
twice; a day of an account makes thousands of copies.  It is for classes of the
library that keep their fields in a `__dict__`; to a type checker, and for all
other classes, it is `attrs.evolve`.

    >>> from attrs import frozen
    >>> @frozen(slots=False)
    ... class Point:
    ...     x: int
    ...     y: int
    >>> replaced(Point(1, 2), y=5)
    Point(x=1, y=5)

A class may name what it has worked out and keeps, with the fields that each
rests on: a copy keeps what none of the changed fields touches.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import evolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    replaced = evolve
else:

    def replaced(value: Any, **changes: Any) -> Any:
        """The same value with other fields."""
        kind = type(value)
        outdated = _outdated(kind)
        if outdated is None:
            return evolve(value, **changes)
        fields = value.__dict__ | changes
        for name in changes:
            for worked_out in outdated.get(name, ()):
                fields.pop(worked_out, None)
        copy = object.__new__(kind)
        object.__setattr__(copy, "__dict__", fields)  # a frozen value refuses anything else
        return copy


@cache
def _outdated(kind: type) -> Mapping[str, tuple[str, ...]] | None:
    """By field, what has to be worked out anew when it changes; None for a class without a `__dict__`."""
    if not kind.__dictoffset__:
        return None
    outdated: dict[str, tuple[str, ...]] = {}
    for worked_out, rests_on in getattr(kind, "WORKED_OUT", {}).items():
        for name in rests_on:
            outdated[name] = (*outdated.get(name, ()), worked_out)
    return outdated


__all__ = ["replaced"]
