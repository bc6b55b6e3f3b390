"""Mappings that are never changed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeVar

    K = TypeVar("K")
    V = TypeVar("V")


def having(mapping: Mapping[K, V], key: K, value: V) -> dict[K, V]:
    """The mapping with one entry put in, in the place of the one with the same key or at the end."""
    return {**mapping, key: value}


def lacking(mapping: Mapping[K, V], *keys: K) -> dict[K, V]:
    """The mapping without some keys."""
    return {key: value for key, value in mapping.items() if key not in keys}
