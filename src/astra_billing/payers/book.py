"""
`PayerBook`: the payers of one account (R17, R26, R27).

    >>> from astra_billing.payers.entities import Individual, LegalEntity
    >>> book = PayerBook().plus("181", LegalEntity(name="Lala limited", contact_person="Иван"))
    >>> book.to_records("ru")
    [{'id': '181', 'name': 'Lala limited', 'status': 'Юридическое лицо'}]
    >>> book["181"].title, "182" in book
    ('Lala limited', False)

A person who becomes a company gets a second payer; no payer changes its status (R20):

    >>> book.changed("181", Individual(contact_person="Иван"))
    Traceback (most recent call last):
    astra_billing.payers.book.TypeIsFixed: payer '181' is of the status legal entity and stays so; add one more ...

A payer goes only when nothing hangs on it (B44):

    >>> book.without("181", [Dependency(DependencyKind.ACT, "77", "181")])
    Traceback (most recent call last):
    astra_billing.payers.book.PayerInUse: payer '181' cannot be deleted, for something hangs on it: act of ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from astra_billing.errors import BillingError
from astra_billing.payers.entities import Individual, LegalEntity, SoleProprietor
from astra_billing.payers.kinds import DependencyKind, PayerType
from astra_billing.texts import label
from astra_billing.views.tabular import Tabular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from astra_billing.payers.entities import Payer
    from astra_billing.texts import Lang


@frozen
class Dependency:
    """
    Something that hangs on a payer.

    Attributes:
        kind: what it is.
        id: its own id.
        payer_id: the payer it belongs to.
    """

    kind: DependencyKind
    id: str
    payer_id: str


def hanging_on(payer_id: str, dependencies: Iterable[Dependency]) -> tuple[Dependency, ...]:
    """What hangs on one payer: while there is anything, it cannot be deleted (B44), and a merge moves it (R28)."""
    return tuple(each for each in dependencies if each.payer_id == payer_id)


@frozen
class BookEntry:
    """
    A payer under its id.

    Attributes:
        id: the id, unique in the book; the caller brings it.
        payer: the payer.
    """

    id: str
    payer: Individual | LegalEntity | SoleProprietor


class UnknownPayer(BillingError, LookupError):
    """
    No payer has this id.

    Attributes:
        id: the id.
        known: the ids there are.
    """

    def __init__(self, id: str, known: tuple[str, ...]) -> None:
        self.id = id
        self.known = known
        super().__init__(id, known)

    def __str__(self) -> str:
        return f"there is no payer {self.id!r}; use one of {', '.join(self.known) or 'none: add a payer first'}"


class PayerExists(BillingError, ValueError):
    """
    The id is taken.

    Attributes:
        id: the id.
    """

    def __init__(self, id: str) -> None:
        self.id = id
        super().__init__(id)

    def __str__(self) -> str:
        return f"there is a payer {self.id!r} already; change it, or bring another id"


class TypeIsFixed(BillingError, ValueError):
    """
    A payer would change its status (R20).

    Attributes:
        id: the payer.
        is_now: its status.
        wanted: the status it should get.
    """

    def __init__(self, id: str, is_now: PayerType, wanted: PayerType) -> None:
        self.id = id
        self.is_now = is_now
        self.wanted = wanted
        super().__init__(id, is_now, wanted)

    def __str__(self) -> str:
        now, wanted = (label(kind, "en").lower() for kind in (self.is_now, self.wanted))
        return f"payer {self.id!r} is of the status {now} and stays so; add one more payer with the status {wanted}"


class PayerInUse(BillingError, ValueError):
    """
    A payer is to be deleted and something hangs on it (B44).

    Attributes:
        id: the payer.
        dependencies: what hangs on it.
    """

    def __init__(self, id: str, dependencies: tuple[Dependency, ...]) -> None:
        self.id = id
        self.dependencies = dependencies
        super().__init__(id, dependencies)

    def __str__(self) -> str:
        held = ", ".join(f"{label(each.kind, 'en').lower()} {each.id}" for each in self.dependencies)
        return f"payer {self.id!r} cannot be deleted, for something hangs on it: {held}; merge it into another payer"


@frozen
class PayerBook(Tabular):
    """
    Плательщики, the payers of an account in the order in which they were added.

    Attributes:
        entries: the payers under their ids.

    Raises:
        PayerExists: an id comes twice.
    """

    entries: tuple[BookEntry, ...] = ()

    def __attrs_post_init__(self) -> None:
        for place, id in enumerate(self.ids):
            if id in self.ids[:place]:
                raise PayerExists(id)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids."""
        return tuple(entry.id for entry in self.entries)

    def __contains__(self, id: object) -> bool:
        return id in self.ids

    def __iter__(self) -> Iterator[BookEntry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, id: str) -> Payer:
        for entry in self.entries:
            if entry.id == id:
                return entry.payer
        raise UnknownPayer(id, self.ids)

    def plus(self, id: str, payer: Payer) -> PayerBook:
        """
        The book with one payer more; an account may have several (R17).

        Raises:
            PayerExists: the id is taken.
        """
        return evolve(self, entries=(*self.entries, BookEntry(id, payer)))

    def changed(self, id: str, payer: Payer) -> PayerBook:
        """
        The book with a payer edited (R27).

        Raises:
            UnknownPayer: there is none with this id.
            TypeIsFixed: the status would change (R20).
        """
        if self[id].type is not payer.type:
            raise TypeIsFixed(id, self[id].type, payer.type)
        return evolve(self, entries=tuple(BookEntry(id, payer) if entry.id == id else entry for entry in self))

    def without(self, id: str, dependencies: Iterable[Dependency]) -> PayerBook:
        """
        The book with a payer deleted (R27).

        Args:
            id: the payer.
            dependencies: everything that hangs on any payer.

        Raises:
            UnknownPayer: there is none with this id.
            PayerInUse: something hangs on it (B44).
        """
        held = hanging_on(id, dependencies)
        if id in self and held:
            raise PayerInUse(id, held)
        return self.dropped(id)

    def dropped(self, id: str) -> PayerBook:
        """
        The book without a payer, whatever hangs on it; a merge has moved that before.

        Raises:
            UnknownPayer: there is none with this id.
        """
        if id not in self:
            raise UnknownPayer(id, self.ids)
        return evolve(self, entries=tuple(entry for entry in self if entry.id != id))

    def to_records(self, lang: Lang = "en") -> list[dict[str, object]]:
        """The list of payers: id, name and status (R26)."""
        return [{"id": entry.id, "name": entry.payer.title, "status": label(entry.payer.type, lang)} for entry in self]
