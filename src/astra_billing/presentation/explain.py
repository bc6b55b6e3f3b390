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
from astra_billing.account.refusals import Reason, Refused
from astra_billing.credit import Operation
from astra_billing.ledger import amount_to_pay, number_text
from astra_billing.methods import BALANCE
from astra_billing.money import Money
from astra_billing.notices import Notice, NoticeTopic
from astra_billing.presentation.showing import show_date, show_money, show_term
from astra_billing.services import ServiceState
from astra_billing.texts import counted, fill, label, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from astra_billing.account.charges import Charge
    from astra_billing.account.events import Event
    from astra_billing.services import Service
    from astra_billing.texts import Lang

    Facts = dict[str, str]

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
        return _refusal(happened, lang, titles)
    return fill(message(_code(happened), lang), **_facts(happened, lang, titles))


def named(id_: str, lang: Lang, titles: Mapping[str, str]) -> str:
    """What a reader calls a service or a method: its title, the balance by its word, otherwise the id."""
    return message("balance", lang) if id_ == BALANCE else titles.get(id_, id_)


def subject_of(happened: Event | Refused) -> str:
    """The id of the service or method that an event is about, else its own subject; a refusal's is its reason."""
    match happened:
        case Refused():
            return happened.reason.value
        case e.PaymentCredited():
            return happened.payment.source
        case e.NoticeRaised(notice=Notice(topic=NoticeTopic.RENEWAL_FAILED)):
            return happened.subject.rsplit("/", 2)[0]
        case _:
            return happened.subject


def _code(event: Event) -> str:
    code = f"told.{type(event).__name__}"
    match event:
        case e.ServiceStopped():
            return f"{code}.{event.cause.name}"
        case e.NoticeRaised():
            return f"{code}.{event.notice.topic.name}"
        case e.ServiceStarted(by_itself=True):
            return f"{code}.by_itself"
        case e.ExpensesCovered(source=source) if source == BALANCE:
            return f"{code}.balance"
        case e.ChargeDeclined(cause=cause) if cause:
            return f"{code}.cause"
        case _:
            return code


def _facts(event: Event, lang: Lang, titles: Mapping[str, str]) -> Facts:
    """Every fact that the sentence of the event can name; a sentence takes those it needs."""
    name = named(subject_of(event), lang, titles)
    amount = event.amount
    facts = {"service": name, "method": name, "account": event.subject, "invoice": event.subject}
    if amount is not None:
        facts["amount"] = show_money(amount, lang)
    return facts | _own_facts(event, lang, titles)


def _own_facts(event: Event, lang: Lang, titles: Mapping[str, str]) -> Facts:  # one line a kind of event
    match event:
        case e.AccountOpened():
            return {"currency": event.currency.code}
        case e.ServiceRegistered() | e.ServiceOrdered():
            return _service(event.service, lang)
        case e.ServiceRenewed():
            return {"expires_on": show_date(event.expires_on, lang)}
        case e.RenewalRefused():
            return {"reason": _inside(label(event.reason, lang))}
        case e.ChargeRequested() | e.ChargeSucceeded() | e.ChargeDeclined():
            cause = event.cause if isinstance(event, e.ChargeDeclined) else ""
            return _charge(event.charge, lang, titles) | {"cause": cause}
        case _:
            return _money_facts(event, lang)


def _money_facts(event: Event, lang: Lang) -> Facts:
    match event:
        case e.ExpensesCovered():
            return {"expenses": counted(len(event.parts), "expense", lang)}
        case e.InvoiceIssued():
            dates = {"due_on": show_date(event.due_on, lang), "blocked_from": show_date(event.blocked_from, lang)}
            return dates | {"amount": show_money(amount_to_pay(event.invoice.amount), lang)}
        case e.MethodSaved():
            return {"method": event.method.title}
        case e.CapRecommended(forecast=forecast):
            return {"minimum": show_money(forecast.minimum, lang), "maximum": show_money(forecast.maximum, lang)}
        case _:
            return {}


def _service(service: Service, lang: Lang) -> Facts:
    return {
        "service": service.title,
        "price": show_money(service.price, lang),
        "term": show_term(service.term, lang),
        "expires_on": show_date(service.expires_on, lang),
    }


def _charge(charge: Charge, lang: Lang, titles: Mapping[str, str]) -> Facts:
    return {"method": named(charge.method_id, lang, titles), "attempt": str(charge.attempt)}


def _refusal(refused: Refused, lang: Lang, titles: Mapping[str, str]) -> str:
    reason, facts = label(refused.reason, lang), refused.facts
    match refused.reason, facts:
        case Reason.SERVICE_IN_WRONG_STATE, {"service": str(service), "state": state}:
            template = message("told.Refused.service", lang)
            return fill(template, service=named(service, lang, titles), state=label(ServiceState(state), lang))
        case Reason.NOTHING_TO_PAY, {"invoice": int(number)}:
            return fill(message("told.Refused.invoice", lang), invoice=number_text(number))
        case _, {"operation": operation, "price": Money() as price}:
            template = message("told.Refused.operation", lang)
            wanted = label(Operation(operation), lang)
            return fill(template, operation=wanted, price=show_money(price, lang), reason=_inside(reason))
        case _:
            return fill(message("told.Refused", lang), reason=_inside(reason))


def _inside(sentence: str) -> str:
    """A sentence as the end of another one."""
    return sentence[0].lower() + sentence[1:]
