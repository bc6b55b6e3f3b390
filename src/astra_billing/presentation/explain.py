r"""
One natural sentence for everything that can happen, with its sums, dates and titles.

    >>> from datetime import date
    >>> from astra_billing.money import RUB, Money
    >>> blocked = e.CreditBlocked(date(2026, 1, 30), "a1", Money("620.00", RUB))
    >>> explain(blocked, "en").replace("\xa0", " ")
    'The credit limit is blocked, 620.00 ₽ is overdue: no renewing and no buying until it is paid'
    >>> explain(e.MethodRestored(date(2026, 1, 19), "card"), "ru", {"card": "Bank card *1111"})
    'Способ оплаты «Bank card *1111» снова работает'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.charges import TopUpCharge
from astra_billing.account.refusals import Refused
from astra_billing.ledger import PurposeKind
from astra_billing.methods import MethodStatus
from astra_billing.presentation.facts import facts_of
from astra_billing.presentation.naming import named, subject_of
from astra_billing.presentation.refusing import refusal_sentence
from astra_billing.presentation.showing import show_money
from astra_billing.services import Actor
from astra_billing.texts import fill, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from astra_billing.account.events import Event
    from astra_billing.texts import Lang

NO_TITLES: Mapping[str, str] = {}


def explain(happened: Event | Refused, lang: Lang, titles: Mapping[str, str] = NO_TITLES) -> str:
    """
    What happened, in one sentence without a full stop.

    Args:
        happened: an event, or the refusal of a command.
        lang: the language.
        titles: the titles of services and methods by id, such as `titles_of` gathers; an id without one names itself.
    """
    if isinstance(happened, Refused):
        return refusal_sentence(happened, lang, titles)
    name = named(subject_of(happened), lang, titles)
    facts = {"service": name, "method": name, "account": happened.subject, "invoice": happened.subject}
    if happened.amount is not None:
        facts["amount"] = show_money(happened.amount, lang)
    return fill(message(_code(happened), lang), **facts | facts_of(happened, lang, titles))


def _code(event: Event) -> str:
    code = f"told.{type(event).__name__}"
    word = _kind_of(event) or _further_word(event)
    return f"{code}.{word}" if word else code


def _kind_of(event: Event) -> str:
    """Where every event of a class has a word of its own, that word."""
    match event:
        case e.ServiceStopped():
            return event.cause.name
        case e.ServiceOpened():
            return event.state.name
        case e.NoticeRaised():
            return event.notice.topic.name
        case e.ChargeRequested() | e.ChargeSucceeded() | e.ChargeDeclined():
            cause = "cause" if isinstance(event, e.ChargeDeclined) and event.cause else ""
            top_up = "top_up" if isinstance(event.charge, TopUpCharge) else ""
            return ".".join(word for word in (top_up, cause) if word)
        case _:
            return ""


def _further_word(event: Event) -> str:  # noqa: C901, PLR0911  # one flat case per event
    """Where some events of a class are told differently, the word for those."""
    match event:
        case e.ServiceStarted(by_itself=True) | e.ServiceDeleted(by_itself=True):
            return "by_itself"
        case e.ServiceStarted(by=Actor.ADMINISTRATOR):
            return "by_administrator"
        case e.ServiceOrdered(service=service) if service.awaits_payment:
            return "awaiting"
        case e.RenewalChanged(renews_from=None):
            return "off"
        case e.MethodSaved(method=method) if method.status is MethodStatus.BEING_SET_UP:
            return "set_up"
        case e.MethodRestored(is_set_up=True):
            return "set_up"
        case e.AutopaySetUp(settings=settings) if settings.cap is None:
            return "unlimited"
        case e.PromoCodeEntered(code=None):
            return "cleared"
        case e.PaymentCredited(payment=payment) if payment.purpose.kind is PurposeKind.CASHBACK:
            return "cashback"
        case e.PaymentRefunded(in_full=True):
            return "in_full"
        case e.PaymentDeclined(cause=cause) if cause:
            return "cause"
        case _:
            return ""
