"""Every event and every refusal is one sentence with its facts, in both languages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest
from attrs import evolve

from astra_billing.account import events as e
from astra_billing.account.charges import RenewalCharge
from astra_billing.account.refusals import Reason, Refused
from astra_billing.autopay import Forecast, MonthForecast
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy
from astra_billing.dates import Month, Term
from astra_billing.ledger import Expense, Invoice, Part, Payment
from astra_billing.methods import SavedMethod
from astra_billing.money import RUB, Money
from astra_billing.notices import Notice, NoticeTopic
from astra_billing.presentation import explain
from astra_billing.services import Service, StopCause
from astra_billing.tax import vat
from tests.presentation.sentences import ORDER, PORTAL

if TYPE_CHECKING:
    from astra_billing.account.events import Event

ON = date(2026, 1, 19)
TITLES = {"dc": "DC16", "card": "Bank card *1111"}
SERVICE = Service.begun("dc", "DC16", ProductKind.SERVER, Money("900.00", RUB), Term.parse("3 months"), on=ON)
CHARGE = RenewalCharge("a1", "card", "dc", date(2026, 1, 20), 2, Money("900.00", RUB))
DEBT = Money("620.00", RUB)
FORECAST = Forecast((MonthForecast(Month(2025, 12), Money("60.00", RUB)), MonthForecast(Month(2026, 1), DEBT)))


def notice(topic: NoticeTopic, subject: str = "pfx/1") -> Event:
    """A notice of the day."""
    return e.NoticeRaised(ON, Notice(topic, "a1", subject, ON))


TOLD: list[tuple[Event, str, str]] = [
    (e.AccountOpened(ON, "a1", RUB), "Открыт лицевой счет a1, валюта RUB", "Account a1 is opened, its currency is RUB"),
    (
        e.CreditGranted(ON, "a1", CreditPolicy(Money("5000.00", RUB))),
        "Предоставлен кредитный лимит 5 000,00 ₽",
        "A credit limit of 5 000.00 ₽ is granted",
    ),
    (
        e.MethodSaved(ON, SavedMethod("card", "Bank card *1111")),
        "Сохранен способ оплаты «Bank card *1111»",
        "Payment method Bank card *1111 is saved",
    ),
    (
        e.MethodFailed(ON, "card"),
        "Способ оплаты «Bank card *1111» не работает: до его восстановления попыток списания не будет",
        "Payment method Bank card *1111 doesn't work: it is not tried again until it does",
    ),
    (
        e.MethodRestored(ON, "card"),
        "Способ оплаты «Bank card *1111» снова работает",
        "Payment method Bank card *1111 works again",
    ),
    (
        e.ServiceRegistered(ON, SERVICE),
        "Принята услуга «DC16»: 900,00 ₽ за 3 месяца, оплачена до 19 апреля 2026 г.",
        "Service DC16 is taken over: 900.00 ₽ for 3 months, paid until 19 April 2026",
    ),
    (
        e.ServiceOrdered(ON, SERVICE),
        "Заказана услуга «DC16»: 900,00 ₽ за 3 месяца, оплачена до 19 апреля 2026 г.",
        "Service DC16 is ordered: 900.00 ₽ for 3 months, paid until 19 April 2026",
    ),
    (
        e.ServiceRenewed(ON, "dc", date(2026, 2, 20), ON, 2),
        "Услуга «DC16» продлена до 20 февраля 2026 г.",
        "Service DC16 is renewed until 20 February 2026",
    ),
    (
        e.ServiceStopped(ON, "dc", StopCause.CUSTOMER),
        "Услуга «DC16» остановлена клиентом",
        "Service DC16 stopped: its customer switched it off",
    ),
    (
        e.ServiceStopped(ON, "dc", StopCause.EXPIRED),
        "Услуга «DC16» остановлена: оплаченный срок закончился",
        "Service DC16 stopped: its paid time is over",
    ),
    (
        e.ServiceStarted(ON, "dc", by_itself=False),
        "Услуга «DC16» включена клиентом",
        "Service DC16 is switched on by its customer",
    ),
    (
        e.ServiceStarted(ON, "dc", by_itself=True),
        "Услуга «DC16» включена автоматически после оплаты задолженности",
        "Service DC16 is switched on by itself, as the debt is paid",
    ),
    (
        e.RenewalRefused(ON, "dc", Reason.INSUFFICIENT_FUNDS, Money("900.00", RUB)),
        "Автопродление услуги «DC16» за 900,00 ₽ не удалось: не хватает средств на лицевом счете и в кредитном лимите",
        "The automatic renewal of DC16 for 900.00 ₽ is not possible: the balance and the credit limit are not enough",
    ),
    (
        e.ChargeRequested(ON, CHARGE),
        "Запрошено списание 900,00 ₽ с «Bank card *1111» за услугу «DC16», попытка 2",
        "Bank card *1111 is asked for 900.00 ₽ for DC16, attempt 2",
    ),
    (
        e.ChargeSucceeded(ON, CHARGE),
        "Списание 900,00 ₽ с «Bank card *1111» за услугу «DC16» прошло, попытка 2",
        "Bank card *1111 paid 900.00 ₽ for DC16, attempt 2",
    ),
    (
        e.ChargeDeclined(ON, CHARGE, ""),
        "Списание 900,00 ₽ с «Bank card *1111» за услугу «DC16» отклонено, попытка 2",
        "Bank card *1111 declined 900.00 ₽ for DC16, attempt 2",
    ),
    (
        e.ChargeDeclined(ON, CHARGE, "{limit}"),
        "Списание 900,00 ₽ с «Bank card *1111» за услугу «DC16» отклонено, попытка 2: {limit}",
        "Bank card *1111 declined 900.00 ₽ for DC16, attempt 2: {limit}",
    ),
    (
        e.ExpenseCharged(ON, Expense(1, ON, "DC16", "dc", Money("22.4137", RUB), vat.rate_on(ON))),
        "Услуга «DC16»: расход 22,4137 ₽",
        "Service DC16 costs 22.4137 ₽",
    ),
    (
        e.PaymentCredited(ON, Payment("p1", ON, DEBT, "card")),
        "Зачислен платеж на 620,00 ₽, способ оплаты «Bank card *1111»",
        "A payment of 620.00 ₽ by Bank card *1111 is credited",
    ),
    (
        e.ExpensesCovered(ON, "p1", (Part(1, Money("20.00", RUB)), Part(2, Money("4.5", RUB)))),
        "Покрыто платежом: 2 расхода на 24,50 ₽",
        "The payment covers 2 expenses of 24.50 ₽ in all",
    ),
    (
        e.InvoiceIssued(
            date(2026, 1, 1), Invoice(1, date(2026, 1, 1), (1,), DEBT), date(2026, 1, 15), date(2026, 1, 30)
        ),
        (
            "Выставлен счет pfx/1 на 620,00 ₽: оплатить до 15 января 2026 г., "
            "иначе 30 января 2026 г. покупка и продление будут заблокированы"
        ),
        (
            "Invoice pfx/1 over 620.00 ₽ is issued: pay it by 15 January 2026, "
            "or buying and renewing will be blocked on 30 January 2026"
        ),
    ),
    (
        e.InvoiceOverdue(ON, 1, DEBT),
        "Счет pfx/1 просрочен: не оплачено 620,00 ₽",
        "Invoice pfx/1 is overdue: 620.00 ₽ is unpaid",
    ),
    (
        e.InvoicePartlyPaid(ON, 1, DEBT),
        "Счет pfx/1 частично оплачен: осталось 620,00 ₽",
        "Invoice pfx/1 is partly paid: 620.00 ₽ is left",
    ),
    (e.InvoiceSettled(ON, 1, Money.zero(RUB)), "Счет pfx/1 полностью погашен", "Invoice pfx/1 is settled"),
    (
        e.CreditBlocked(ON, "a1", DEBT),
        "Кредитный лимит заблокирован, просрочено 620,00 ₽: продление и покупка услуг недоступны до погашения",
        "The credit limit is blocked, 620.00 ₽ is overdue: no renewing and no buying until it is paid",
    ),
    (
        e.CreditUnblocked(ON, "a1", Money.zero(RUB)),
        "Кредитный лимит разблокирован: просроченная задолженность погашена",
        "The credit limit is unblocked: the overdue debt is paid",
    ),
    (
        notice(NoticeTopic.CREDIT_DUE_SOON),
        "Уведомление: через три дня истекает срок оплаты счета pfx/1",
        "Notice: invoice pfx/1 is due in three days",
    ),
    (
        notice(NoticeTopic.RENEWAL_FAILED, "dc/2026-01-20/1"),
        "Уведомление: автопродление услуги «DC16» не удалось",
        "Notice: the automatic renewal of DC16 failed",
    ),
    (
        e.CapRecommended(ON, "a1", FORECAST),
        (
            "Рекомендованная максимальная сумма автоплатежей в месяц 682,00 ₽: "
            "прогноз списаний от 60,00 ₽ до 620,00 ₽ и запас 10 %"
        ),
        (
            "The recommended maximum of automatic payments a month is 682.00 ₽: "
            "forecast charges of 60.00 ₽ to 620.00 ₽ and 10% in reserve"
        ),
    ),
]


TOLD += PORTAL


def plain(text: str) -> str:
    """With spaces where amounts and years are held together."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("event", "russian", "english"), TOLD, ids=[english for _, _, english in TOLD])
def test_an_event_is_told_with_its_facts(event: Event, russian: str, english: str) -> None:
    """Amounts, dates, titles and numbers; nothing rounded."""
    assert (plain(explain(event, "ru", TITLES)), plain(explain(event, "en", TITLES))) == (russian, english)


def test_every_event_is_told() -> None:
    """No kind of event is forgotten above."""
    assert {type(event) for event, _, _ in TOLD} == set(get_args(e.Event))


@pytest.mark.parametrize("topic", NoticeTopic)
def test_every_notice_has_a_sentence(topic: NoticeTopic) -> None:
    """The customer is told what it is about (R68, R86)."""
    assert explain(notice(topic, "pfx/1/2"), "ru").startswith("Уведомление: ")


def test_an_invoice_asks_for_what_closes_it() -> None:
    """An exact debt of four decimals is asked for rounded up, as it is paid."""
    invoice = Invoice(1, ON, (1,), Money("100.6565", RUB))
    event = e.InvoiceIssued(ON, invoice, ON, ON)
    assert "100.66" in explain(event, "en")


def test_an_id_without_a_title_names_itself() -> None:
    """A part of a timeline can be told without what came before it."""
    assert explain(e.MethodRestored(ON, "card"), "en") == "Payment method card works again"


def test_a_payment_names_its_method_by_the_title_of_the_payment_form() -> None:
    """R52: "ЮKassa", not its code; what the reader calls it wins, and the balance has its word."""
    payment = Payment("p1", ON, DEBT, "yookassa", method_title="ЮKassa")
    order = evolve(ORDER, method_id="yookassa", method_title="ЮKassa")
    told = [
        plain(explain(event, "en"))
        for event in (e.PaymentCreated(ON, payment), e.PaymentCredited(ON, payment), e.OrderPlaced(ON, order))
    ]
    assert told == [
        "Payment p1 of 620.00 ₽ by ЮKassa is made out, 620.00 ₽ to pay",
        "A payment of 620.00 ₽ by ЮKassa is credited",
        "Order o1 of 100.00 ₽ is placed, to be paid by ЮKassa",
    ]
    assert "by Mine is" in explain(e.PaymentCredited(ON, payment), "en", {"yookassa": "Mine"})
    assert "by bank is" in explain(e.PaymentCredited(ON, evolve(payment, source="bank", method_title="")), "en")


def test_a_method_that_is_set_up_does_not_work_again() -> None:
    """R79, R86: what has never worked is set up, which is another rule and another sentence."""
    event = e.MethodRestored(ON, "card", is_set_up=True)
    assert (event.rule, e.MethodRestored(ON, "card").rule) == ("R79", "R86")
    assert explain(event, "en", TITLES) == "Payment method Bank card *1111 is set up"
    assert explain(event, "ru", TITLES) == "Способ оплаты «Bank card *1111» настроен"


@pytest.mark.parametrize(
    ("refused", "russian", "english"),
    [
        (
            Refused(Reason.CREDIT_BLOCKED, {"operation": "order", "price": Money("20.00", RUB)}),
            "Отказ в операции «Заказ услуги» на 20,00 ₽: кредитный лимит заблокирован до погашения задолженности",
            "Ordering a service for 20.00 ₽ is refused: the credit limit is blocked until the debt is paid",
        ),
        (
            Refused(Reason.SERVICE_IN_WRONG_STATE, {"service": "dc", "state": "stopped"}),
            "Отказ: услуга «DC16» в состоянии «Остановлен»",
            "Refused: service DC16 is in the state “Stopped”",
        ),
        (
            Refused(Reason.NOTHING_TO_PAY, {"invoice": 1}),
            "Отказ: счет pfx/1 уже погашен",
            "Refused: invoice pfx/1 is settled already",
        ),
        (
            Refused(Reason.NOTHING_TO_PAY, {"invoice": None}),
            "Отказ: нет неоплаченного счета",
            "Refused: there is no unpaid invoice",
        ),
        (
            Refused(Reason.METHOD_CANNOT_BE_SAVED, {"method": "yookassa"}),
            "Отказ: этот способ оплаты нельзя запомнить",
            "Refused: this payment method cannot be remembered",
        ),
        (
            Refused(Reason.CREDIT_BLOCKED),
            "Отказ: кредитный лимит заблокирован до погашения задолженности",
            "Refused: the credit limit is blocked until the debt is paid",
        ),
    ],
    ids=["operation", "service", "invoice", "no invoice", "method", "no facts"],
)
def test_a_refusal_says_why(refused: Refused, russian: str, english: str) -> None:
    """With as many of its facts as it brings."""
    assert (plain(explain(refused, "ru", TITLES)), plain(explain(refused, "en", TITLES))) == (russian, english)
