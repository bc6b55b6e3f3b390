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

What a value works out and keeps names the fields that it rests on, and a copy
keeps what none of the changed fields touches.

    >>> @frozen(slots=False)
    ... class Pair:
    ...     x: int
    ...     y: int
    ...
    ...     @worked_out("x", "y")
    ...     def total(self) -> int:
    ...         return self.x + self.y
    >>> Pair(1, 2).total, replaced(Pair(1, 2), y=5).total
    (3, 6)
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from attrs import evolve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
            for kept in outdated.get(name, ()):
                fields.pop(kept, None)
        copy = object.__new__(kind)
        object.__setattr__(copy, "__dict__", fields)  # a frozen value refuses anything else
        return copy


T = TypeVar("T")


class WorkedOut(Generic[T]):
    """
    A property that is worked out once and kept, and the fields that it rests on.

    Like `functools.cached_property`, less the lock that it takes before Python 3.12: a frozen
    value works out the same however often.

    Attributes:
        func: works it out.
        rests_on: the fields that it reads.
    """

    def __init__(self, func: Callable[[Any], T], rests_on: frozenset[str]) -> None:
        self.func = func
        self.rests_on = rests_on
        self.__doc__ = func.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, value: None, owner: type) -> WorkedOut[T]: ...

    @overload
    def __get__(self, value: object, owner: type) -> T: ...

    def __get__(self, value: object | None, owner: type) -> T | WorkedOut[T]:
        if value is None:
            return self
        found = value.__dict__[self._name] = self.func(value)
        return found


def worked_out(*rests_on: str) -> Callable[[Callable[[Any], T]], WorkedOut[T]]:
    """Make a method a property that is worked out once, of these fields."""
    return lambda func: WorkedOut(func, frozenset(rests_on))


def kept_by(kind: type) -> Mapping[str, frozenset[str]]:
    """What values of a class work out and keep, by name, with the fields that it rests on."""
    found = {name: each for parent in kind.__mro__ for name, each in vars(parent).items()}
    return {name: each.rests_on for name, each in found.items() if isinstance(each, WorkedOut)}


@cache
def _outdated(kind: type) -> Mapping[str, tuple[str, ...]] | None:
    """By field, what has to be worked out anew when it changes; None for a class without a `__dict__`."""
    if not kind.__dictoffset__:
        return None
    outdated: dict[str, tuple[str, ...]] = {}
    for kept, rests_on in kept_by(kind).items():
        for name in rests_on:
            outdated[name] = (*outdated.get(name, ()), kept)
    return outdated


__all__ = ["WorkedOut", "kept_by", "replaced", "worked_out"]
