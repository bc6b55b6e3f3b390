"""What an account of a scenario begins with: limit and balance, payers, methods, services, the provider's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import commands as c
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy, ShortMonth
from astra_billing.methods import BALANCE, Cashback, Commission, PaymentMethod
from astra_billing.money import MoneyRange
from astra_billing.payers import Individual, LegalEntity, PayerType, SoleProprietor
from astra_billing.services import DeletionRule, DeletionTime, ServicePolicy
from astra_billing.simulation import Deed
from astra_billing.wire.names import BANK
from astra_billing.wire.service_deeds import read_service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from astra_billing.money import Currency
    from astra_billing.wire.names import Names
    from astra_billing.wire.reader import Reader

_COMPANIES = {PayerType.LEGAL_ENTITY: LegalEntity, PayerType.SOLE_PROPRIETOR: SoleProprietor}


def read_beginning(reader: Reader, currency: Currency, starts_on: date) -> Iterator[Deed]:
    """The limit, the balance and the rules for services."""
    short_month = reader.choice("short_month", ShortMonth, ShortMonth.GRACE_DAYS)
    if reader.has("credit_limit"):
        policy = CreditPolicy(abs(reader.money("credit_limit", currency)), short_month)
        yield Deed(starts_on, c.GrantCredit(policy))
    if reader.has("balance"):
        yield Deed(starts_on, c.TopUp("opening-balance", reader.positive("balance", currency), BANK))
    if service_policy := _service_policy(reader):
        yield Deed(starts_on, c.SetServicePolicy(service_policy))


def _service_policy(reader: Reader) -> ServicePolicy | None:
    allowed = reader.count("violations_allowed") if reader.has("violations_allowed") else None
    after = reader.count("deleted_after_days") if reader.has("deleted_after_days") else None
    time = reader.choice("deletion", DeletionTime, DeletionTime.AT_ONCE)
    if allowed is None and after is None and time is DeletionTime.AT_ONCE:
        return None
    rule = DeletionRule(time=time, after_days=after)
    return ServicePolicy(dict.fromkeys(ProductKind, rule), violations_allowed=allowed)


def read_payer(reader: Reader, starts_on: date) -> Iterator[Deed]:
    """A payer, with as much of its form as a story needs."""
    payer_id = reader.text("id", "give the payer an id")
    status = reader.choice("status", PayerType, PayerType.INDIVIDUAL)
    contact = reader.text("contact_person", "write the name of a person")
    if status in _COMPANIES:
        name = reader.text("name", "write the name of the company")
        if name and contact:
            yield Deed(starts_on, c.AddPayer(payer_id, _COMPANIES[status](name=name, contact_person=contact)))
    elif contact:
        yield Deed(starts_on, c.AddPayer(payer_id, Individual(contact_person=contact)))
    reader.end()


def read_method(reader: Reader, names: Names, starts_on: date) -> Iterator[Deed]:
    """A saved method."""
    method_id = reader.text("id", "give the method an id")
    title = reader.text("title", "write it as the customer sees it", default=method_id)
    limits = _limits(reader, names.currency)
    reader.end()
    if method_id in {BALANCE, BANK}:
        reader.fault("id", "an id of its own", "choose another one; this one is taken by the portal")
    yield Deed(starts_on, c.SaveMethod(method_id, title, limits=limits))


def read_offered(reader: Reader, currency: Currency) -> PaymentMethod:
    """A payment method that the provider offers, with what it takes and gives back."""
    method_id = reader.text("id", "give the method an id")
    percent = reader.percent("commission_percent")
    fixed = reader.money("commission_fixed", currency) if reader.has("commission_fixed") else None
    cashback = reader.percent("cashback_percent")
    method = PaymentMethod(
        id=method_id,
        title=reader.text("title", "write it as the customer sees it", default=method_id),
        commission=Commission(percent, None if fixed is None else abs(fixed)),
        limits=_limits(reader, currency),
        cashback=Cashback(cashback) if cashback else None,
        needs_payer=False,
    )
    reader.end()
    return method


def _limits(reader: Reader, currency: Currency) -> MoneyRange | None:
    low = reader.positive("at_least", currency) if reader.has("at_least") else None
    high = reader.positive("at_most", currency) if reader.has("at_most") else None
    if low is None and high is None:
        return None
    if low is not None and high is not None and high < low:
        reader.fault("at_most", f"an amount from {low.amount} on", "write the smaller amount in at_least")
        return None
    return MoneyRange(low, high)


def read_registered(reader: Reader, starts_on: date, names: Names) -> Deed:
    """A service that is already paid for."""
    fields = read_service(reader, names)
    expires_on = reader.date("expires_on")
    reader.end()
    if expires_on < starts_on:
        reader.fault("expires_on", f"a day from {starts_on} on", "let it expire after the story begins")
    return Deed(starts_on, c.RegisterService(**fields, expires_on=expires_on))
