"""What a reader calls the services and methods that events speak of by id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.charges import TopUpCharge
from astra_billing.account.refusals import Refused
from astra_billing.methods import BALANCE
from astra_billing.notices import Notice, NoticeTopic
from astra_billing.texts import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from astra_billing.account.events import Event
    from astra_billing.texts import Lang


def named(id_: str, lang: Lang, titles: Mapping[str, str], title: str = "") -> str:
    """What a reader calls a service or a method: its title, the balance by its word, otherwise its own title or id."""
    return message("balance", lang) if id_ == BALANCE else titles.get(id_, title or id_)


def subject_of(happened: Event | Refused) -> str:
    """The id of the service or method that an event is about, else its own subject; a refusal's is its reason."""
    match happened:
        case Refused():
            return happened.reason.value
        case e.PaymentCredited():
            return happened.payment.source
        case e.ChargeRequested() | e.ChargeSucceeded() | e.ChargeDeclined() if isinstance(happened.charge, TopUpCharge):
            return happened.charge.method_id
        case e.NoticeRaised(notice=Notice(topic=NoticeTopic.RENEWAL_FAILED)):
            return happened.subject.rsplit("/", 2)[0]
        case _:
            return happened.subject


def inside(sentence: str) -> str:
    """A sentence as the end of another one."""
    return sentence[0].lower() + sentence[1:]
