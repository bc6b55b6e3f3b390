"""What a scenario may say of money: top-ups, payments, refunds, limits, saved methods, automatic payments, payers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import ChargeOutcome
from astra_billing.account import commands as c
from astra_billing.account.opening import payment_of
from astra_billing.autopay import AutopaySettings, OverCap
from astra_billing.credit import CreditPolicy, ShortMonth
from astra_billing.methods import BALANCE
from astra_billing.simulation import MethodSwitch, PaymentTry
from astra_billing.wire.names import read_name, read_source

if TYPE_CHECKING:
    from astra_billing.account.commands import Command
    from astra_billing.wire.names import Names
    from astra_billing.wire.reader import Reader

    Doings = tuple[Command | MethodSwitch | PaymentTry, ...]

ANSWERS = (ChargeOutcome.SUCCEEDED.value, ChargeOutcome.DECLINED.value)


# --- payments ---------------------------------------------------------------------------------------------------------


def top_up(reader: Reader, number: int, names: Names) -> Doings:
    """Money comes by itself, or the customer pays by a method of the provider."""
    amount = reader.positive("amount", names.currency)
    own_id = reader.text("id", "give the payment an id") if reader.has("id") else ""
    payment_id = own_id or names.payment_id(number)
    if not reader.has("pay_by"):
        return (c.TopUp(payment_id, amount, read_source(reader, names)),)
    chosen = reader.name("pay_by", names.offered)
    if chosen not in names.offered or not amount.is_positive:
        return ()
    return (c.CreatePayment(payment_id, amount, names.offered[chosen]), _tried(reader, payment_id))


def pay(reader: Reader, number: int, names: Names) -> Doings:
    """An invoice is paid."""
    amount = reader.positive("amount", names.currency) if reader.has("amount") else None
    invoice = reader.number("invoice") if reader.has("invoice") else None
    return (c.PayInvoice(names.payment_id(number), read_source(reader, names, BALANCE), invoice, amount),)


def pay_order(reader: Reader, _: int, names: Names) -> Doings:
    """The payment of an order is made at the payment system, or is declined there."""
    return (_tried(reader, payment_of(read_name(reader, "order", names.services))),)


def _tried(reader: Reader, payment_id: str) -> PaymentTry:
    answer = reader.name("outcome", ANSWERS, default=ANSWERS[0])
    return PaymentTry(payment_id, succeeds=answer != ANSWERS[1])


def cancel_order(reader: Reader, _: int, names: Names) -> Doings:
    """An order that awaits payment is taken back."""
    return (c.CancelOrder(read_name(reader, "order", names.services)),)


def refund(reader: Reader, number: int, names: Names) -> Doings:
    """A part of a payment goes back."""
    payment_id = read_name(reader, "payment", names.payments)
    return (c.IssueRefund(str(number), payment_id, reader.positive("amount", names.currency)),)


# --- credit -----------------------------------------------------------------------------------------------------------


def limit(reader: Reader, _: int, names: Names) -> Doings:
    """The credit limit is granted or changed."""
    short_month = reader.choice("short_month", ShortMonth, ShortMonth.GRACE_DAYS)
    return (c.GrantCredit(CreditPolicy(abs(reader.money("amount", names.currency)), short_month)),)


def withdraw_limit(_: Reader, __: int, ___: Names) -> Doings:
    """The credit limit is withdrawn."""
    return (c.WithdrawCredit(),)


def deferral(reader: Reader, _: int, __: Names) -> Doings:
    """An invoice may be paid by a later day."""
    return (c.GrantDeferral(reader.number("invoice"), reader.date("to")),)


# --- saved methods and automatic payments -----------------------------------------------------------------------------


def method_fails(reader: Reader, _: int, names: Names) -> Doings:
    """The bank declines a saved method from now on."""
    return (MethodSwitch(read_name(reader, "method", names.methods), works=False),)


def method_works(reader: Reader, _: int, names: Names) -> Doings:
    """The bank accepts a saved method again."""
    return (MethodSwitch(read_name(reader, "method", names.methods), works=True),)


def delete_method(reader: Reader, _: int, names: Names) -> Doings:
    """A saved method is forgotten."""
    return (c.DeleteMethod(read_name(reader, "method", names.methods)),)


def recommend_cap(_: Reader, __: int, ___: Names) -> Doings:
    """The form of automatic payments is opened."""
    return (c.RecommendCap(),)


def autopay(reader: Reader, _: int, names: Names) -> Doings:
    """Automatic payments are set up; without a cap there is no maximum."""
    method_id = read_name(reader, "method", names.methods)
    cap = reader.positive("cap", names.currency) if reader.has("cap") else None
    over_cap = reader.choice("over_cap", OverCap, OverCap.CHARGE_THE_REST)
    if cap is not None and not cap.is_positive:
        return ()
    return (c.SetUpAutopay(AutopaySettings(method_id, cap, over_cap=over_cap)),)


def autopay_off(_: Reader, __: int, ___: Names) -> Doings:
    """Automatic payments are switched off."""
    return (c.SwitchOffAutopay(),)


# --- payers -----------------------------------------------------------------------------------------------------------


def choose_payer(reader: Reader, _: int, names: Names) -> Doings:
    """Another payer is billed."""
    return (c.ChoosePayer(reader.name("payer", names.payers)),)


def issue_act(reader: Reader, _: int, names: Names) -> Doings:
    """An act is made now."""
    return (c.IssueAct(reader.name("payer", names.payers)),)


def delete_act(reader: Reader, _: int, __: Names) -> Doings:
    """An act is deleted."""
    return (c.DeleteAct(reader.number("act")),)
