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

from typing import TYPE_CHECKING, Any

from attrs import evolve

if TYPE_CHECKING:
    replaced = evolve
else:

    def replaced(value: Any, **changes: Any) -> Any:
        """The same value with other fields."""
        kind = type(value)
        if not hasattr(value, "__dict__"):
            return evolve(value, **changes)
        copy = object.__new__(kind)
        fields = copy.__dict__
        fields.update(value.__dict__)
        for name, rests_on in getattr(kind, "WORKED_OUT", {}).items():
            if name in fields and not rests_on.isdisjoint(changes):
                del fields[name]
        fields.update(changes)
        return copy


__all__ = ["replaced"]
