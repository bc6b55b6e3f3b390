"""What the events about credit, saved methods and automatic top-ups make of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from astra_billing.account import events as e
from astra_billing.account.evolution.mappings import having, lacking
from astra_billing.autopay import ToldRefusal
from astra_billing.copies import replaced
from astra_billing.dates import Month
from astra_billing.methods import MethodStatus

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account.state import Account
    from astra_billing.methods import SavedMethod


def apply(account: Account, event: e.SettingsEvent) -> Account:  # noqa: C901, PLR0911, PLR0912  # one flat case per event
    """The account after the event."""
    match event:
        case e.CreditGranted(policy=policy) | e.CreditWithdrawn(policy=policy):
            return replaced(account, credit=policy)
        case e.DeferralGranted(number=number, to=to):
            return _deferred(account, number, to)
        case e.AutopaySetUp(settings=settings):
            return replaced(account, autopay=settings, refused_top_up=None, autopay_tried_on=None)
        case e.AutopaySwitchedOff():
            return replaced(account, autopay=None, refused_top_up=None)
        case e.TopUpRefused(on=on, reason=reason, short_on=short_on):
            return replaced(account, refused_top_up=ToldRefusal(reason, Month.of(on), short_on), autopay_tried_on=on)
        case e.ServicePolicySet(policy=policy):
            return replaced(account, service_policy=policy)
        case e.MethodSaved(method=method):
            return _with_method(account, method)
        case e.MethodRenamed(method_id=method_id, title=title):
            return _with_method(account, account.methods[method_id].renamed(title))
        case e.MethodDeleted(method_id=method_id):
            return replaced(account, methods=lacking(account.methods, method_id))
        case e.MethodFailed(method_id=method_id):
            return _with_method(account, account.methods[method_id].with_status(MethodStatus.FAILING))
        case e.MethodRestored(method_id=method_id):
            return _with_method(account, account.methods[method_id].with_status(MethodStatus.WORKS))
        case e.CapRecommended():
            return account
        case _:
            assert_never(event)


def _deferred(account: Account, number: int, to: date) -> Account:
    invoice = account.invoices[number].deferred(to)
    return replaced(account, invoices=having(account.invoices, number, invoice))


def _with_method(account: Account, method: SavedMethod) -> Account:
    return replaced(account, methods=having(account.methods, method.id, method))
