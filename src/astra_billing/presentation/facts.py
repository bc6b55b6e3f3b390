"""The facts of an event, as texts for the blanks of its sentence; one function a family of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.charges import RenewalCharge
from astra_billing.ledger import amount_to_pay
from astra_billing.presentation.naming import inside, named
from astra_billing.presentation.showing import show_date, show_money, show_term
from astra_billing.texts import counted, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from astra_billing.account.events import Event
    from astra_billing.services import Service
    from astra_billing.texts import Lang

    Facts = dict[str, str]


def facts_of(event: Event, lang: Lang, titles: Mapping[str, str]) -> Facts:
    """What is particular to an event; the subject and the amount are known of every one."""
    return (
        _settings(event, lang, titles)
        | _payers(event, lang)
        | _orders(event, lang, titles)
        | _money(event, lang, titles)
        | _invoices(event, lang)
        | _services(event, lang, titles)
    )


def _settings(event: Event, lang: Lang, titles: Mapping[str, str]) -> Facts:  # noqa: PLR0911  # one flat case per event
    match event:
        case e.AccountOpened():
            return {"currency": event.currency.code}
        case e.DeferralGranted():
            return {"to": show_date(event.to, lang)}
        case e.AutopaySetUp(settings=settings):
            return {"method": named(settings.method_id, lang, titles)}
        case e.TopUpRefused():
            return {"reason": inside(event.reason.explain(lang)), "short_on": show_date(event.short_on, lang)}
        case e.CapRecommended(forecast=forecast):
            return {"minimum": show_money(forecast.minimum, lang), "maximum": show_money(forecast.maximum, lang)}
        case e.MethodSaved():
            return {"method": event.method.title}
        case e.MethodRenamed():
            return {"method": event.title}
        case _:
            return {}


def _payers(event: Event, lang: Lang) -> Facts:
    match event:
        case e.PayerAdded() | e.PayerEdited():
            return {"payer": event.payer.title}
        case e.PayerDeleted() | e.PayerChosen():
            return {"payer": event.payer_id}
        case e.PayersMerged():
            return {"payer": event.payer_id, "joined": event.joined}
        case e.ContractFormed(contract=contract):
            return {"contract": str(contract.number), "payer": contract.payer_id}
        case e.ActIssued(act=act) | e.ActDeleted(act=act):
            listed = counted(len(act.expenses), "expense", lang)
            return {"act": str(act.number), "payer": act.payer_id, "expenses": listed}
        case _:
            return {}


def _orders(event: Event, lang: Lang, titles: Mapping[str, str]) -> Facts:  # one flat case per event
    match event:
        case e.CartItemAdded(item=item) | e.CartItemEdited(item=item):
            return {"title": item.title}
        case e.CartItemsRemoved() | e.CartItemsSelected():
            return {"items": event.subject}
        case e.PromoCodeEntered():
            return {"code": event.subject}
        case e.OrderPlaced():
            return {
                "order": event.order.id,
                "method": named(event.order.method_id, lang, titles, event.order.method_title),
            }
        case e.OrderPaid() | e.OrderCancelled():
            return {"order": event.order_id}
        case _:
            return {}


def _money(event: Event, lang: Lang, titles: Mapping[str, str]) -> Facts:  # noqa: PLR0911  # one flat case per event
    match event:
        case e.ChargeRequested(charge=charge) | e.ChargeSucceeded(charge=charge) | e.ChargeDeclined(charge=charge):
            service = {"service": named(charge.service_id, lang, titles)} if isinstance(charge, RenewalCharge) else {}
            cause = event.cause if isinstance(event, e.ChargeDeclined) else ""
            method = named(charge.method_id, lang, titles)
            return {"method": method, "attempt": str(charge.attempt), "cause": cause, **service}
        case e.PaymentCreated(payment=payment):
            method = named(payment.source, lang, titles, payment.method_title)
            return {"payment": payment.id, "to_pay": show_money(payment.to_pay, lang), "method": method}
        case e.PaymentCredited(payment=payment):
            return {"method": named(payment.source, lang, titles, payment.method_title)}
        case e.PaymentDeclined():
            return {"payment": event.payment_id, "cause": event.cause}
        case e.PaymentStarted() | e.PaymentDeleted():
            return {"payment": event.payment_id}
        case e.RefundRequested() | e.PaymentRefunded() | e.RefundDeclined():
            return {"payment": event.refund.payment.id}
        case e.ExpensesCovered():
            return {"payment": event.source, "expenses": counted(len(event.parts), "expense", lang)}
        case _:
            return {}


def _invoices(event: Event, lang: Lang) -> Facts:
    match event:
        case e.InvoiceIssued():
            dates = {"due_on": show_date(event.due_on, lang), "blocked_from": show_date(event.blocked_from, lang)}
            return dates | {"amount": show_money(amount_to_pay(event.invoice.amount), lang)}
        case _:
            return {}


def _services(event: Event, lang: Lang, titles: Mapping[str, str]) -> Facts:  # noqa: C901, PLR0911  # as above
    match event:
        case e.ServiceRegistered() | e.ServiceOrdered():
            return _service(event.service, lang)
        case e.ServiceRenewed() | e.ServiceOpened():
            return {"expires_on": show_date(event.expires_on, lang)}
        case e.RenewalRefused():
            return {"reason": inside(label(event.reason, lang))}
        case e.RenewalChanged(renews_from=str(method)):
            return {"method": named(method, lang, titles)}
        case e.TermChanged():
            return {"term": show_term(event.term, lang)}
        case e.ProcessingBegun():
            return {"step": inside(label(event.step, lang))}
        case e.ProcessingFinished():
            return {"step": inside(label(event.step, lang)), "state": label(event.state, lang)}
        case e.ViolationRecorded():
            return {"count": str(event.count)}
        case e.DeletionScheduled():
            return {"deletes_on": show_date(event.deletes_on, lang)}
        case _:
            return {}


def _service(service: Service, lang: Lang) -> Facts:
    return {
        "service": service.title,
        "price": show_money(service.price, lang),
        "term": show_term(service.term, lang),
        "expires_on": show_date(service.expires_on, lang),
    }
