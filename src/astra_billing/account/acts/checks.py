"""What several acts do alike: checks before anything happens, and the news that a method works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.draft import known
from astra_billing.account.refusals import Reason, Refused
from astra_billing.errors import InvalidValue
from astra_billing.ledger import amount_to_pay
from astra_billing.methods import BALANCE, MethodStatus
from astra_billing.money import CurrencyMismatch

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from astra_billing.account.draft import Draft
    from astra_billing.money import Money
    from astra_billing.services import Service


def check_currency(draft: Draft, *amounts: Money) -> None:
    """
    Let amounts pass that are in the account's currency.

    Raises:
        CurrencyMismatch: one is in another.
    """
    for money in amounts:
        if money.currency != draft.account.currency:
            raise CurrencyMismatch(money.currency, draft.account.currency, action="book")


def check_positive(draft: Draft, money: Money) -> None:
    """
    Let an amount pass that is in the account's currency and above zero.

    Raises:
        CurrencyMismatch: it is in another currency.
        InvalidValue: it is zero or less.
    """
    check_currency(draft, money)
    if not money.is_positive:
        raise InvalidValue(str(money), expected="an amount to pay", fix="pass an amount above zero")


def check_payable(draft: Draft, money: Money) -> None:
    """
    Let an amount pass that a bank can take or return: above zero, and no part of a kopeck.

    Raises:
        CurrencyMismatch: it is in another currency.
        InvalidValue: no bank can move it.
    """
    check_positive(draft, money)
    payable = amount_to_pay(money)
    if money != payable:
        raise InvalidValue(
            str(money), expected="an amount a bank can move", fix=f"pass whole kopecks, for instance {payable}"
        )


def check_source(draft: Draft, source: str | None, *, to_be_saved: Iterable[str | None] = ()) -> None:
    """
    Let pass what can pay a renewal: the balance, a saved method, one that is about to be saved, or nothing.

    Raises:
        UnknownId: there is no such method.
    """
    if source is not None and source not in {BALANCE, *to_be_saved}:
        known("method", draft.account.methods, source)


def note_works(draft: Draft, method_id: str, *, on: date) -> None:
    """Note that a method works, where that is news: it was being set up, or did not work (R79, R86)."""
    method = draft.account.methods.get(method_id)
    if method is not None and not method.works:
        draft.add(e.MethodRestored(on, method.id, is_set_up=method.status is MethodStatus.BEING_SET_UP))


def wrong_state(service: Service) -> Refused:
    """The refusal of a change that does not start from the state the service is in (R89)."""
    return Refused(Reason.SERVICE_IN_WRONG_STATE, {"service": service.id, "state": service.state.value})
