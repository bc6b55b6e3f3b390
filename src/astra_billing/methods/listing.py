"""
The list "Способы оплаты": every saved method and how many services it renews (R76).

The account itself is the last entry, whatever the number.

    >>> card = SavedMethod("card", "Bank card *1111", gateway="ЮKassa")
    >>> for row in method_list([card], [], "ru").rows:
    ...     print(row.name, "|", row.method, "|", row.services)
    Bank card *1111 | ЮKassa | 0
    Лицевой счет |  | 0
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from astra_billing.methods.saved import BALANCE, MethodStatus, SavedMethod
from astra_billing.texts import message
from astra_billing.views.tabular import Tabular

if TYPE_CHECKING:
    from collections.abc import Iterable

    from astra_billing.methods.offer import PaymentMethod
    from astra_billing.texts import Lang


class Renewed(Protocol):
    """What the list asks of a service: what its automatic renewal is paid from."""

    @property
    def renews_from(self) -> str | None:
        """A saved method's id or `BALANCE`; None without automatic renewal."""


@frozen
class MethodRow:
    """
    One line of the list.

    Attributes:
        id: the saved method's id, or `BALANCE`.
        name: "Название".
        method: "Метод оплаты", empty for the balance.
        services: how many services it renews.
        status: whether it can be charged, None for the balance.
    """

    id: str
    name: str
    method: str
    services: int
    status: MethodStatus | None


@frozen
class MethodList(Tabular):
    """
    The saved methods in the order in which they were saved, and the balance.

    Attributes:
        rows: one a method, the balance last.
    """

    rows: tuple[MethodRow, ...]

    def to_records(self) -> list[dict[str, object]]:
        """One record a row."""
        return [{"name": row.name, "method": row.method, "services": row.services} for row in self.rows]


def method_list(
    methods: Iterable[SavedMethod],
    services: Iterable[Renewed],
    lang: Lang,
    offered: Iterable[PaymentMethod] = (),
) -> MethodList:
    """
    The list of R76.

    Args:
        methods: the saved methods of the account.
        services: the services that count, those that stand still among them.
        lang: the language of the balance's name.
        offered: what the provider offers; gives the payment systems their names.
    """
    counts = Counter(each.renews_from for each in services)
    titles = {each.gateway: each.title for each in offered}
    saved = (
        MethodRow(each.id, each.title, titles.get(each.gateway, each.gateway), counts[each.id], each.status)
        for each in methods
    )
    return MethodList((*saved, MethodRow(BALANCE, message("balance", lang), "", counts[BALANCE], None)))
