"""The walk over types that readers and writers share: what a type is decides what is done with its values."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

Work = Callable[[Any], Any]
"""What is done with a value of a type."""


class ByType(ABC):
    """
    What is done with the values of each type, put together once for every type that is asked for.

    Args:
        leaves: types that are known beforehand.
        keys: what is done with the keys of a mapping, by their type.
        plain: classes that are taken field by field.
    """

    def __init__(self, leaves: Mapping[object, Work], keys: Mapping[object, Work], plain: frozenset[type]) -> None:
        self._known: dict[object, Work] = dict(leaves)
        self._keys = keys
        self._plain = plain

    def of(self, kind: Any) -> Work:  # a type, or a form of typing that has no type of its own
        """What is done with values of a type."""
        if kind not in self._known:
            self._known[kind] = self._made(kind, get_origin(kind), get_args(kind))
        return self._known[kind]

    def _made(self, kind: Any, origin: object, inner: tuple[Any, ...]) -> Work:  # as above
        if kind in self._plain:
            return self._fields(kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self._members(kind)
        if origin in {Union, UnionType} and len(inner) == 2 and NoneType in inner:  # noqa: PLR2004  # something or nothing
            return self._optional(self.of(inner[0] if inner[1] is NoneType else inner[1]))
        if origin is tuple and inner[1:] == (...,):
            return self._listing(self.of(inner[0]))
        if origin is Mapping and inner[0] in self._keys:
            return self._mapping(self._keys[inner[0]], self.of(inner[1]))
        return self._names() if kind == frozenset[str] else self._other(kind)

    @abstractmethod
    def _fields(self, kind: type) -> Work:
        """Of a plain class."""

    @abstractmethod
    def _members(self, kind: type[Enum]) -> Work:
        """Of an enum."""

    @abstractmethod
    def _optional(self, work: Work) -> Work:
        """Of something or nothing."""

    @abstractmethod
    def _listing(self, work: Work) -> Work:
        """Of a tuple of any length."""

    @abstractmethod
    def _mapping(self, key: Work, work: Work) -> Work:
        """Of a mapping."""

    @abstractmethod
    def _names(self) -> Work:
        """Of a set of texts."""

    @abstractmethod
    def _other(self, kind: Any) -> Work:  # as above
        """Of what has no form of its own here."""
