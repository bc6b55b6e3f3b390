"""A refusal as a sentence, with the facts it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account.refusals import Reason
from astra_billing.credit import Operation
from astra_billing.dates import Term
from astra_billing.ledger import PaymentStatus, number_text
from astra_billing.money import Money
from astra_billing.presentation.naming import inside, named
from astra_billing.presentation.showing import show_money, show_term
from astra_billing.services import ServiceState
from astra_billing.texts import fill, label, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from astra_billing.account.refusals import Refused
    from astra_billing.texts import Lang


def refusal_sentence(refused: Refused, lang: Lang, titles: Mapping[str, str]) -> str:
    """Why something is refused, in one sentence without a full stop."""
    code, facts = _about_things(refused, lang, titles) or _about_money(refused, lang)
    return fill(message(code, lang), **{"reason": inside(label(refused.reason, lang)), **facts})


def _about_things(refused: Refused, lang: Lang, titles: Mapping[str, str]) -> tuple[str, dict[str, str]] | None:
    match refused.reason, refused.facts:
        case Reason.SERVICE_IN_WRONG_STATE | Reason.NOT_ALLOWED, {"service": str(service), "state": state}:
            facts = {"service": named(service, lang, titles), "state": label(ServiceState(state), lang)}
            return "told.Refused.service", facts
        case Reason.TERM_NOT_OFFERED, {"service": str(service), "term": str(term)}:
            facts = {"service": named(service, lang, titles), "term": show_term(Term.parse(term), lang)}
            return "told.Refused.term", facts
        case Reason.PAYMENT_IN_WRONG_STATE, {"payment": str(payment), "status": status}:
            return "told.Refused.payment", {"payment": payment, "status": label(PaymentStatus(status), lang)}
        case Reason.PAYER_LOCKED, {"owners": str(owners), "acts": str(acts)}:
            return "told.Refused.locked", {"owners": owners, "acts": acts}
        case _, {"payer": str(payer)}:
            return "told.Refused.payer", {"payer": payer}
        case _:
            return None


def _about_money(refused: Refused, lang: Lang) -> tuple[str, dict[str, str]]:
    match refused.facts:
        case {"invoice": int(number)}:
            return "told.Refused.invoice", {"invoice": number_text(number)}
        case {"operation": operation, "price": Money() as price}:
            facts = {"operation": label(Operation(operation), lang), "price": show_money(price, lang)}
            return "told.Refused.operation", facts
        case {"amount": Money() as amount}:
            return "told.Refused.amount", {"amount": show_money(amount, lang)}
        case _:
            return "told.Refused", {}
