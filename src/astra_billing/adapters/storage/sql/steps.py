"""One change as the functions see it that make rows of it, and the rows that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from attrs import Factory, frozen

from astra_billing.account import Account
from astra_billing.ports import Happened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

K = TypeVar("K")
V = TypeVar("V")

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
    """

    id: str
    before: Account | None
    after: Account
    lines: int
    happened: tuple[Happened, ...]

    def compared(self, part: Callable[[Account], Mapping[K, V]]) -> tuple[Mapping[K, V], Mapping[K, V]]:
        """A mapping of the account, before and after."""
        return {} if self.before is None else part(self.before), part(self.after)


def differing(
    step: Step, part: Callable[[Account], Mapping[K, V]], row: Callable[[str, V], Row], key: str = "id"
) -> Rows:
    """The rows of a mapping of the account, by identity: `evolve` leaves what has not changed as it is."""
    before, after = step.compared(part)
    if before is after:
        return Rows()
    return Rows(
        new=[row(step.id, each) for name, each in after.items() if name not in before],
        changed=[row(step.id, each) for name, each in after.items() if name in before and before[name] is not each],
        gone=[{"account_id": step.id, key: name} for name in before if name not in after],
    )
