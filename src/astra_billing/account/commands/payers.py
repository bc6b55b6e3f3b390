"""Who is billed: payers, the one that is chosen, and the acts they sign."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from astra_billing.payers import Individual, LegalEntity, SoleProprietor


@frozen
class AddPayer:
    """Add a payer; the first one is chosen at once (R17, R25)."""

    payer_id: str
    payer: Individual | LegalEntity | SoleProprietor


@frozen
class EditPayer:
    """Change the requisites of a payer (R27)."""

    payer_id: str
    payer: Individual | LegalEntity | SoleProprietor


@frozen
class DeletePayer:
    """Delete a payer that nothing hangs on (R27, B44)."""

    payer_id: str


@frozen
class ChoosePayer:
    """Bill another payer from now on, unless unpaid expenses in an act lock the one there is (R19, R25)."""

    payer_id: str


@frozen
class MergePayers:
    """
    Join one payer to another (R28).

    Attributes:
        primary: the payer that stays.
        joined: the payer that was created by mistake, and goes.
        moves_contracts: whether the joined payer's contracts move; otherwise they are deleted.
    """

    primary: str
    joined: str
    moves_contracts: bool = True


@frozen
class IssueAct:
    """Make an act now, for this payer, over every expense that no act lists (R19, R32)."""

    payer_id: str


@frozen
class DeleteAct:
    """Delete an act, so that its expenses can be listed in one for another payer (R19)."""

    number: int


PayersCommand: TypeAlias = AddPayer | EditPayer | DeletePayer | ChoosePayer | MergePayers | IssueAct | DeleteAct
"""Every command about who is billed."""
