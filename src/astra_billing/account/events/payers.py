"""Payers come, change and go; acts and contracts are made with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from astra_billing.account.events.base import BaseEvent
from astra_billing.ledger import Act, Contract
from astra_billing.payers import Individual, LegalEntity, SoleProprietor

if TYPE_CHECKING:
    from astra_billing.money import Money


@frozen
class PayerEvent(BaseEvent):
    """Something happened to a payer."""

    payer_id: str

    @property
    def subject(self) -> str:
        return self.payer_id


@frozen
class PayerAdded(PayerEvent):
    """The account has a payer more."""

    RULE = "R17"
    payer: Individual | LegalEntity | SoleProprietor


@frozen
class PayerEdited(PayerEvent):
    """The requisites of a payer changed."""

    RULE = "R27"
    payer: Individual | LegalEntity | SoleProprietor


@frozen
class PayerDeleted(PayerEvent):
    """A payer that nothing hung on was deleted."""

    RULE = "R27"


@frozen
class PayerChosen(PayerEvent):
    """This payer is billed from now on."""

    RULE = "R25"


@frozen
class PayersMerged(PayerEvent):
    """Another payer was joined to this one, and is gone; `deleted` are the numbers of contracts that went with it."""

    RULE = "R28"
    joined: str
    deleted: tuple[int, ...]


@frozen
class ContractFormed(BaseEvent):
    """A payer's first service is paid, and so there is a contract."""

    RULE = "R34"
    contract: Contract

    @property
    def subject(self) -> str:
        return str(self.contract.number)


@frozen
class ActEvent(BaseEvent):
    """Something happened to an act of completed work."""

    act: Act

    @property
    def subject(self) -> str:
        return str(self.act.number)

    @property
    def amount(self) -> Money:
        return self.act.amount


@frozen
class ActIssued(ActEvent):
    """Expenses were listed in an act for their payer to sign."""

    RULE = "R32"


@frozen
class ActDeleted(ActEvent):
    """An act was deleted; its expenses can be listed in another."""

    RULE = "R19"


PayersEvent: TypeAlias = (
    PayerAdded | PayerEdited | PayerDeleted | PayerChosen | PayersMerged | ContractFormed | ActIssued | ActDeleted
)
"""Every event about who is billed."""
