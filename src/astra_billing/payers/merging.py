"""
Merging two payers: a plan that shows what will happen, before anything does (R28, B43).

    >>> from astra_billing.payers.entities import LegalEntity
    >>> from astra_billing.payers.kinds import DependencyKind
    >>> book = PayerBook().plus("181", LegalEntity(name="Lala limited", contact_person="Иван"))
    >>> book = book.plus("190", LegalEntity(name="Lala Ltd", contact_person="Иван"))
    >>> held = [Dependency(DependencyKind.CONTRACT, "K-1", "190"), Dependency(DependencyKind.PAYMENT, "pfx/7", "190")]
    >>> plan = plan_merge(book, primary="181", joined="190", dependencies=held, move_contracts=False)
    >>> print(plan.text("en"))
    Merging payers: primary 181 (Lala limited), joined 190 (Lala Ltd)
    Contract K-1: is deleted
    Payment pfx/7: moves to payer 181 (Lala limited)
    Payer 190 (Lala Ltd): the record is deleted
    >>> plan.applied(book).ids, [each.payer_id for each in plan.left(held)]
    (('181',), ['181'])

Whoever goes back and moves the contracts too gets another plan; the book has not changed meanwhile:

    >>> plan_merge(book, primary="181", joined="190", dependencies=held, move_contracts=True).steps[0].action.name
    'MOVE'
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from astra_billing.errors import BillingError, InvalidValue
from astra_billing.payers.book import BookEntry, Dependency, PayerBook, hanging_on
from astra_billing.payers.kinds import DependencyKind
from astra_billing.texts import fill, label, message
from astra_billing.views.tabular import Tabular

if TYPE_CHECKING:
    from collections.abc import Iterable

    from astra_billing.texts import Lang


class MergeAction(Enum):
    """What a merge does with something that hangs on the joined payer."""

    MOVE = "move"
    DELETE = "delete"


@frozen
class MergeStep:
    """
    One thing that the merge will do.

    Attributes:
        action: what is done.
        dependency: what it is done to, as it is before the merge.
    """

    action: MergeAction
    dependency: Dependency


class StalePlan(BillingError, ValueError):
    """
    The payers have changed since the plan was shown.

    Attributes:
        primary: the id of the primary payer.
        joined: the id of the joined payer.
    """

    def __init__(self, primary: str, joined: str) -> None:
        self.primary = primary
        self.joined = joined
        super().__init__(primary, joined)

    def __str__(self) -> str:
        return (
            f"payers {self.primary!r} and {self.joined!r}, or what hangs on them, are not as the plan shows them; "
            "make a new plan and show it"
        )


@frozen
class MergePlan(Tabular):
    """
    What a merge will do; nothing is done by making one.

    Attributes:
        primary: Основной, the payer that stays.
        joined: Присоединяемый, the payer whose record is deleted.
        steps: what happens to everything that hangs on the joined payer.
    """

    primary: BookEntry
    joined: BookEntry
    steps: tuple[MergeStep, ...]

    def applied(self, book: PayerBook) -> PayerBook:
        """
        The book after the merge: the joined payer is gone.

        Raises:
            StalePlan: one of the two has changed since, or is gone.
        """
        if self.primary not in book.entries or self.joined not in book.entries:
            raise StalePlan(self.primary.id, self.joined.id)
        return book.dropped(self.joined.id)

    def left(self, dependencies: Iterable[Dependency]) -> tuple[Dependency, ...]:
        """
        What there is after the merge, re-pointed to the primary payer; deleted contracts are left out.

        Args:
            dependencies: everything that hangs on any payer.

        Raises:
            StalePlan: something hangs on the joined payer that the plan doesn't know.
        """
        actions = {step.dependency: step.action for step in self.steps}
        listed = tuple(dependencies)
        if any(each not in actions for each in hanging_on(self.joined.id, listed)):
            raise StalePlan(self.primary.id, self.joined.id)
        kept = (each for each in listed if actions.get(each) is not MergeAction.DELETE)
        return tuple(evolve(each, payer_id=self.primary.id) if each in actions else each for each in kept)

    def text(self, lang: Lang) -> str:
        """The preview: what will be done, one line each."""
        names = {"primary": _named(self.primary), "joined": _named(self.joined)}
        steps = (_line(step, lang, **names) for step in self.steps)
        head, last = (fill(message(code, lang), **names) for code in ("merge.title", "merge.remove"))
        return "\n".join((head, *steps, last))

    def to_records(self) -> list[dict[str, object]]:
        """One record a step, the deletion of the joined payer last."""
        gone: dict[str, object] = {
            "action": MergeAction.DELETE.value,
            "kind": "payer",
            "id": self.joined.id,
            "from": "",
            "to": "",
        }
        return [*map(self._record, self.steps), gone]

    def _record(self, step: MergeStep) -> dict[str, object]:
        return {
            "action": step.action.value,
            "kind": step.dependency.kind.value,
            "id": step.dependency.id,
            "from": self.joined.id,
            "to": self.primary.id if step.action is MergeAction.MOVE else "",
        }


def plan_merge(
    book: PayerBook, *, primary: str, joined: str, dependencies: Iterable[Dependency], move_contracts: bool
) -> MergePlan:
    """
    What joining one payer to another would do.

    Args:
        book: the payers.
        primary: the id of the payer that stays.
        joined: the id of the payer that was created by mistake.
        dependencies: everything that hangs on any payer.
        move_contracts: Перенести договоры: True moves the contracts of the joined payer, False deletes them.

    Raises:
        UnknownPayer: there is no such payer.
        InvalidValue: both are the same.
    """
    if primary == joined:
        raise InvalidValue(joined, expected="another payer than the primary one", fix="choose two payers")
    ours, theirs = BookEntry(primary, book[primary]), BookEntry(joined, book[joined])
    held = hanging_on(joined, dependencies)
    return MergePlan(ours, theirs, tuple(MergeStep(_action(each, moves=move_contracts), each) for each in held))


def _action(dependency: Dependency, *, moves: bool) -> MergeAction:
    is_deleted = dependency.kind is DependencyKind.CONTRACT and not moves
    return MergeAction.DELETE if is_deleted else MergeAction.MOVE


def _line(step: MergeStep, lang: Lang, **names: str) -> str:
    what, id = label(step.dependency.kind, lang), step.dependency.id
    return fill(message(f"merge.{step.action.value}", lang), what=what, id=id, **names)


def _named(entry: BookEntry) -> str:
    return f"{entry.id} ({entry.payer.title})"
