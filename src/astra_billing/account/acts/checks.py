"""Checks that every act with an amount makes before anything happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.errors import InvalidValue
from astra_billing.money import CurrencyMismatch

if TYPE_CHECKING:
    from astra_billing.account.draft import Draft
    from astra_billing.money import Money


def check_currency(draft: Draft, money: Money) -> None:
    """
    Let an amount pass that is in the account's currency.

    Raises:
        CurrencyMismatch: it is in another one.
    """
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
