"""One change as the functions see it that make rows of it, and the rows that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from attrs import Factory, field, frozen

from astra_billing.account import Account
from astra_billing.ports import Happened

if TYPE_CHECKING:
    from collections.abc import Callable

K = TypeVar("K")
V = TypeVar("V")
E = TypeVar("E")

Row: TypeAlias = dict[str, Any]


@frozen
class Rows:
    """
    What becomes of the rows of a table.

    Attributes:
        new: rows that must not be there yet.
        changed: rows that are there, with their keys and the columns to change.
        put: rows that may be there or not.
        gone: keys of rows that are not there any more.
    """

    new: list[Row] = Factory(list)
    changed: list[Row] = Factory(list)
    put: list[Row] = Factory(list)
    gone: list[Row] = Factory(list)


@frozen
class Step:
    """
    One change.

    Attributes:
        lines: how many lines the journal had before.
        told: the events of each type, with their lines in the journal; asking each event for its type costs more.
    """

    id: str
    before: Account | None
    after: Account
    lines: int
    happened: tuple[Happened, ...]
    told: Mapping[type, Sequence[tuple[int, Any]]] = field(init=False)

    @told.default
    def _by_type(self) -> Mapping[type, Sequence[tuple[int, Any]]]:
        found: dict[type, list[tuple[int, Any]]] = {}
        for line, event in enumerate(self.happened, start=self.lines + 1):
            found.setdefault(type(event), []).append((line, event))
        return found

    def of(self, *kinds: type[E]) -> list[E]:
        """The events of some types, in order."""
        found = [each for kind in kinds for each in self.told.get(kind, ())]
        return [event for _, event in (sorted(found, key=_line) if len(kinds) > 1 else found)]

    def compared(self, part: Callable[[Account], Mapping[K, V]]) -> tuple[Mapping[K, V], Mapping[K, V]]:
        """A mapping of the account, before and after."""
        return {} if self.before is None else part(self.before), part(self.after)


def _line(told: tuple[int, Any]) -> int:
    return told[0]


NO_ROWS = Rows()
"""What becomes of a table that a change does not touch; it is never added to."""


def differing(
    step: Step, part: Callable[[Account], Mapping[K, V]], row: Callable[[str, V], Row], key: str = "id"
) -> Rows:
    """The rows of a mapping of the account, by identity: `evolve` leaves what has not changed as it is."""
    before, after = step.compared(part)
    if before is after:
        return NO_ROWS
    return Rows(
        new=[row(step.id, each) for name, each in after.items() if name not in before],
        changed=[row(step.id, each) for name, each in after.items() if name in before and before[name] is not each],
        gone=[{"account_id": step.id, key: name} for name in before if name not in after],
    )
