"""Choosing a method and a payer: what forbids it, and the payment that is made out (R17, R19, R49, R54, R78)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account.refusals import Reason, Refused
from astra_billing.ledger import Payment
from astra_billing.payers import PayerExpense, UnknownPayer, locked_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from astra_billing.account import commands as c
    from astra_billing.account.state import Account
    from astra_billing.ledger import Purpose
    from astra_billing.methods import PaymentMethod
    from astra_billing.money import Money


def refused_method(
    account: Account, method: PaymentMethod, amount: Money, asked: c.CreatePayment | c.Checkout
) -> Refused | None:
    """Why so much cannot be paid by this method as is asked, first match wins; None when it can (R49, R54, R78)."""
    if asked.saves_method is not None and not method.can_save:
        return Refused(Reason.METHOD_CANNOT_BE_SAVED, {"method": method.id})
    payer = account.payer_id if asked.payer_id is None else asked.payer_id
    if payer is None and method.needs_payer:
        return Refused(Reason.PAYER_REQUIRED, {"method": method.id})
    if payer is not None and (refused := refused_payer(account, payer)):
        return refused
    broken = method.refusal(amount)
    if broken is None:
        return None
    return Refused(Reason(broken.value), {"method": method.id, "amount": amount})


def refused_payer(account: Account, payer_id: str) -> Refused | None:
    """
    Why this payer cannot be chosen: unpaid expenses in an act belong to another (R19).

    Raises:
        UnknownPayer: there is none with this id.
    """
    if payer_id not in account.payers:
        raise UnknownPayer(payer_id, account.payers.ids)
    lock = locked_by(_expenses_in_acts(account), payer_id)
    if lock is None:
        return None
    owners, acts = ", ".join(lock.owners), ", ".join(lock.acts)
    return Refused(Reason.PAYER_LOCKED, {"payer": payer_id, "owners": owners, "acts": acts})


def _expenses_in_acts(account: Account) -> Iterator[PayerExpense]:
    for act in account.acts.values():
        for expense in account.expenses_of(act):
            yield PayerExpense(str(expense.id), act.payer_id, str(act.number), expense.unpaid)


def made_out(payment_id: str, on: date, amount: Money, method: PaymentMethod, purpose: Purpose) -> Payment:
    """A new payment by a method, with what the method takes and gives back (R54, R55)."""
    quote = method.quote(amount)
    return Payment(
        id=payment_id,
        on=on,
        amount=amount,
        source=method.id,
        gateway=method.gateway,
        purpose=purpose,
        commission=quote.commission,
        cashback=quote.cashback,
        method_title=method.title,
    )
