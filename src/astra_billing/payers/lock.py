"""
The payer lock: who has unpaid expenses in an act has to be billed on (R19, B42).

    >>> from astra_billing.money import RUB, Money
    >>> spent = PayerExpense("4836", payer_id="181", act_id="77", unpaid=Money("22.4137", RUB))
    >>> print(locked_by([spent], "190").text("en"))
    Payer 181 has unpaid expenses (4836) in acts of completed work (77): pay them, or delete the act and reissue it ...

The owner itself may be chosen, and so may anybody once the expense is paid or its act deleted:

    >>> locked_by([spent], "181"), locked_by([PayerExpense("4836", "181", None, spent.unpaid)], "190")
    (None, None)

Creating a payer is always possible; choosing it for a payment is what the lock forbids.  If several
payers have such expenses, each of them may be chosen: otherwise none could ever pay.

    >>> from astra_billing.payers import Individual, PayerBook
    >>> book = PayerBook().plus("181", Individual(contact_person="Иван")).plus(
    ...     "190", Individual(contact_person="Мария")
    ... )
    >>> choosable_payers(book, [spent]), choosable_payers(book, [])
    (('181',), ('181', '190'))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.money import Money
from astra_billing.texts import fill, message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from astra_billing.payers.book import PayerBook
    from astra_billing.texts import Lang


@frozen
class PayerExpense:
    """
    What the lock needs to know of an expense.

    Attributes:
        id: its id.
        payer_id: who is to pay it.
        act_id: the act of completed work that lists it; None while none does.
        unpaid: what no payment has covered.
    """

    id: str
    payer_id: str
    act_id: str | None
    unpaid: Money

    @property
    def locks(self) -> bool:
        """Whether it holds its payer."""
        return self.act_id is not None and self.unpaid.is_positive


@frozen
class PayerLock:
    """
    Why a payer cannot be chosen.

    Attributes:
        payer_id: the payer that was to be chosen.
        expenses: the unpaid expenses in acts, all of them of other payers.
    """

    payer_id: str
    expenses: tuple[PayerExpense, ...]

    @property
    def owners(self) -> tuple[str, ...]:
        """The payers that can be chosen instead."""
        return tuple(dict.fromkeys(each.payer_id for each in self.expenses))

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts to delete and reissue, if the expenses are not paid."""
        return tuple(dict.fromkeys(str(each.act_id) for each in self.expenses))

    def text(self, lang: Lang) -> str:
        """The reason and both ways out."""
        return fill(
            message("lock.reason", lang),
            payer=self.payer_id,
            owners=", ".join(self.owners),
            acts=", ".join(self.acts),
            expenses=", ".join(each.id for each in self.expenses),
        )


def locked_by(expenses: Iterable[PayerExpense], payer_id: str) -> PayerLock | None:
    """
    What keeps a payer from being chosen for a payment, None if nothing does.

    Args:
        expenses: the expenses of the account, whoever pays them.
        payer_id: the payer to be chosen.
    """
    holding = tuple(each for each in expenses if each.locks)
    if not holding or any(each.payer_id == payer_id for each in holding):
        return None
    return PayerLock(payer_id, holding)


def choosable_payers(book: PayerBook, expenses: Iterable[PayerExpense]) -> tuple[str, ...]:
    """
    The payers that may be chosen for an advance payment, an order or a renewal: all that are saved (R25, R19).

    Args:
        book: the payers of the account.
        expenses: the expenses of the account, whoever pays them.
    """
    holding = tuple(expenses)
    return tuple(id for id in book.ids if locked_by(holding, id) is None)
