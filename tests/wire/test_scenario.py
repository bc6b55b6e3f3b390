"""Scenario files: what each table and event becomes."""

from __future__ import annotations

from datetime import date

import pytest

from astra_billing import EUR, RUB, Money
from astra_billing.account.commands import (
    AddPayer,
    AddToCart,
    CancelOrder,
    ChangeRenewal,
    ChangeTerm,
    Checkout,
    ChoosePayer,
    ConfirmMethod,
    CreatePayment,
    DeleteAct,
    DeleteMethod,
    DeleteService,
    GrantCredit,
    GrantDeferral,
    IssueAct,
    IssueRefund,
    OpenAccount,
    PayInvoice,
    PlaceOrder,
    RecommendCap,
    RecordViolation,
    RegisterService,
    RenewService,
    SaveMethod,
    SelectInCart,
    SetServicePolicy,
    SetUpAutopay,
    StartService,
    StopService,
    SwitchOffAutopay,
    TopUp,
    WithdrawCredit,
)
from astra_billing.autopay import AutopaySettings, OverCap
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy, ShortMonth
from astra_billing.dates import Term, Unit
from astra_billing.methods import Cashback, Commission, PaymentMethod
from astra_billing.money import MoneyRange
from astra_billing.payers import Individual, LegalEntity, SoleProprietor
from astra_billing.services import Actor, DeletionRule, DeletionTime
from astra_billing.simulation import Deed, MethodSwitch, PaymentTry
from astra_billing.wire import read_scenario
from tests.wire.scenario_texts import ACCOUNT, SERVICE, YOOKASSA, event

DAY = date(2026, 1, 5)
OFFERED = PaymentMethod(
    "yookassa",
    "ЮKassa",
    commission=Commission("5", Money("10.00", RUB)),
    limits=MoneyRange(Money("10.00", RUB), Money("3000.00", RUB)),
    cashback=Cashback("10"),
    needs_payer=False,
)


def acts_of(text: str) -> tuple[object, ...]:
    """What the first account of a scenario does."""
    return tuple(deed.does for deed in read_scenario(text).accounts[0].deeds)


def test_an_account_begins_with_its_limit_its_balance_its_methods_and_its_services() -> None:
    """R61, R49, R78, R88: what an account starts with is given to it on the first day, in this order."""
    text = ACCOUNT + (
        'currency = "EUR"\ncredit_limit = "2000.00"\nshort_month = "day_30_clamped"\nbalance = "10.00"\n'
        '[[accounts.methods]]\nid = "card"\ntitle = "Bank card *1111"\n'
        + SERVICE
        + 'title = "VDS"\nkind = "server"\nauto_renewal = "card"\n'
    )

    assert acts_of(text) == (
        GrantCredit(CreditPolicy(Money("2000.00", EUR), ShortMonth.DAY_30_CLAMPED)),
        TopUp("opening-balance", Money("10.00", EUR), "bank"),
        SaveMethod("card", "Bank card *1111"),
        RegisterService(
            service_id="vds",
            title="VDS",
            kind=ProductKind.SERVER,
            price=Money("900.00", EUR),
            term=Term(1, Unit.MONTH),
            expires_on=date(2026, 1, 20),
            renews_from="card",
        ),
    )


def test_what_is_not_said_has_a_plain_default() -> None:
    """An account counts in roubles, a title is the id, a kind is any service, and nothing renews by itself."""
    account = read_scenario(ACCOUNT + SERVICE).accounts[0]
    (registered,) = (deed.does for deed in account.deeds)

    assert account.currency == RUB
    assert isinstance(registered, RegisterService)
    assert (registered.title, registered.kind, registered.renews_from) == ("vds", ProductKind.OTHER, None)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (('do = "top_up"', 'amount = "5.00"'), TopUp("a1/payment/1", Money("5.00", RUB), "bank")),
        (('do = "top_up"', 'amount = "5.00"', 'from = "card"'), TopUp("a1/payment/1", Money("5.00", RUB), "card")),
        (('do = "pay"',), PayInvoice("a1/payment/1", "bank")),
        (
            ('do = "pay"', "invoice = 2", 'amount = "5.00"'),
            PayInvoice("a1/payment/1", "bank", 2, Money("5.00", RUB)),
        ),
        (('do = "renew"', 'service = "vds"'), RenewService("vds")),
        (('do = "stop"', 'service = "vds"'), StopService("vds")),
        (('do = "start"', 'service = "vds"'), StartService("vds")),
        (('do = "method_fails"', 'method = "card"'), MethodSwitch("card", works=False)),
        (('do = "method_works"', 'method = "card"'), MethodSwitch("card", works=True)),
        (('do = "recommend_cap"',), RecommendCap()),
        (('do = "limit"', 'amount = "700.00"'), GrantCredit(CreditPolicy(Money("700.00", RUB)))),
        (('do = "pay"', 'from = "balance"'), PayInvoice("a1/payment/1", "balance")),
        (('do = "renew"', 'service = "vds"', 'period = "1 year"'), RenewService("vds", Term(1, Unit.YEAR))),
        (('do = "stop"', 'service = "vds"', 'by = "administrator"'), StopService("vds", Actor.ADMINISTRATOR)),
        (('do = "start"', 'service = "vds"', 'by = "administrator"'), StartService("vds", Actor.ADMINISTRATOR)),
        (('do = "delete"', 'service = "vds"'), DeleteService("vds")),
        (('do = "change_period"', 'service = "vds"', 'period = "1 year"'), ChangeTerm("vds", Term(1, Unit.YEAR))),
        (('do = "change_renewal"', 'service = "vds"', 'auto_renewal = "card"'), ChangeRenewal("vds", "card")),
        (('do = "change_renewal"', 'service = "vds"'), ChangeRenewal("vds", None)),
        (('do = "violation"', 'service = "vds"'), RecordViolation("vds")),
        (('do = "withdraw_limit"',), WithdrawCredit()),
        (('do = "deferral"', "invoice = 1", "to = 2026-02-20"), GrantDeferral(1, date(2026, 2, 20))),
        (('do = "delete_method"', 'method = "card"'), DeleteMethod("card")),
        (('do = "autopay"', 'method = "card"'), SetUpAutopay(AutopaySettings("card", None))),
        (
            ('do = "autopay"', 'method = "card"', 'cap = "682.00"', 'over_cap = "refuse"'),
            SetUpAutopay(AutopaySettings("card", Money("682.00", RUB), over_cap=OverCap.REFUSE)),
        ),
        (('do = "autopay_off"',), SwitchOffAutopay()),
        (('do = "delete_act"', "act = 1"), DeleteAct(1)),
        (
            ('do = "order"', 'id = "dns"', 'price = "250.00"', 'period = "1 year"', 'auto_renewal = "balance"'),
            PlaceOrder(
                service_id="dns",
                title="dns",
                kind=ProductKind.OTHER,
                price=Money("250.00", RUB),
                term=Term(1, Unit.YEAR),
                renews_from="balance",
            ),
        ),
    ],
)
def test_every_event_becomes_what_it_says(lines: tuple[str, ...], expected: object) -> None:
    """Each `do` is one command of the account, or a change of mind of a customer's bank."""
    assert read_scenario(event(*lines)).accounts[0].deeds[-1] == Deed(DAY, expected)  # type: ignore[arg-type]


def test_an_order_by_a_method_goes_through_the_cart() -> None:
    """R39, R44, R54, R78: put into the cart, selected alone, checked out, and its payment made or declined later."""
    text = event(
        'do = "order"',
        'id = "dns"',
        'title = "DNS"',
        'price = "250.00"',
        'period = "1 month"',
        'other_periods = { "1 year" = "2500.00" }',
        'auto_renewal = "new-card"',
        'pay_by = "yookassa"',
        'remember = "new-card"',
        '[[accounts.events]]\non = 2026-01-06\ndo = "pay_order"\norder = "dns"\noutcome = "declined"',
        '[[accounts.events]]\non = 2026-01-07\ndo = "pay_order"\norder = "dns"',
        '[[accounts.events]]\non = 2026-01-08\ndo = "cancel_order"\norder = "dns"',
    )
    added, *others = acts_of(text + "\n" + YOOKASSA)[2:]

    assert isinstance(added, AddToCart)
    assert (added.item.id, added.item.title, added.item.kind) == ("dns", "DNS", ProductKind.OTHER)
    assert str(added.item.price(DAY).first.gross) == "250.00 RUB"
    assert others == [
        SelectInCart(("dns",)),
        Checkout("dns", OFFERED, saves_method="new-card"),
        PaymentTry("order/dns", succeeds=False),
        PaymentTry("order/dns"),
        CancelOrder("dns"),
    ]


def test_a_payment_with_an_id_can_be_returned() -> None:
    """R48, R54, B37: a top-up by a method of the provider, and a part of it going back."""
    text = event(
        'do = "top_up"',
        'id = "first"',
        'amount = "100.00"',
        'pay_by = "yookassa"',
        '[[accounts.events]]\non = 2026-01-06\ndo = "refund"\npayment = "first"\namount = "33.33"',
    )

    assert acts_of(text + "\n" + YOOKASSA)[2:] == (
        CreatePayment("first", Money("100.00", RUB), OFFERED),
        PaymentTry("first"),
        IssueRefund("2", "first", Money("33.33", RUB)),
    )


def test_an_account_begins_with_payers_and_the_providers_rules() -> None:
    """R17, R89, B22: payers of three kinds, and one rule for services of every kind."""
    text = ACCOUNT + (
        'violations_allowed = 0\ndeleted_after_days = 30\ndeletion = "when_paid_time_ends"\n'
        '[[accounts.payers]]\nid = "1"\ncontact_person = "Иван Иванов"\n'
        '[[accounts.payers]]\nid = "2"\nstatus = "legal_entity"\nname = "Lala"\ncontact_person = "Пётр Петров"\n'
        '[[accounts.payers]]\nid = "3"\nstatus = "sole_proprietor"\nname = "ИП"\ncontact_person = "Анна Иванова"\n'
        '[[accounts.events]]\non = 2026-01-05\ndo = "choose_payer"\npayer = "2"\n'
        '[[accounts.events]]\non = 2026-01-05\ndo = "issue_act"\npayer = "3"\n'
    )
    ruled, *others = acts_of(text)

    assert isinstance(ruled, SetServicePolicy)
    assert ruled.policy.violations_allowed == 0
    assert {ruled.policy.rule_for(kind) for kind in ProductKind} == {
        DeletionRule(time=DeletionTime.WHEN_PAID_TIME_ENDS, after_days=30)
    }
    assert others == [
        AddPayer("1", Individual(contact_person="Иван Иванов")),
        AddPayer("2", LegalEntity(name="Lala", contact_person="Пётр Петров")),
        AddPayer("3", SoleProprietor(name="ИП", contact_person="Анна Иванова")),
        ChoosePayer("2"),
        IssueAct("3"),
    ]


def test_a_saved_method_may_have_limits() -> None:
    """R60: either end may be open."""
    limits = MoneyRange(Money("10.00", RUB), None)
    text = ACCOUNT + '[[accounts.methods]]\nid = "card"\nat_least = "10.00"\n'

    assert acts_of(text) == (SaveMethod("card", "card", limits=limits),)


def test_events_happen_in_the_order_of_their_days_and_of_the_file_within_a_day() -> None:
    """A file may tell its events in any order."""
    text = ACCOUNT + "".join(
        f'[[accounts.events]]\non = {day}\ndo = "top_up"\namount = "{amount}"\n'
        for day, amount in (("2026-01-09", "1"), ("2026-01-02", "2"), ("2026-01-09", "3"))
    )

    amounts = [str(does.amount.amount) for does in acts_of(text) if isinstance(does, TopUp)]

    assert amounts == ["2", "1", "3"]


def test_a_title_may_come_in_both_languages() -> None:
    """A story is told in the language that is asked for, or in the one it has."""
    text = 'starts_on = 2026-01-01\n[[accounts]]\nid = "a1"\n[title]\nen = "December"\nru = "Декабрь"\n'

    assert [read_scenario(text, lang=lang).title for lang in ("en", "ru", "de")] == ["December", "Декабрь", "December"]


def test_a_confirmed_method_is_a_command_only_while_it_is_played() -> None:
    """R86: that a bank accepts a card again is told to the account as `ConfirmMethod`."""
    assert not [
        does for does in acts_of(event('do = "method_works"', 'method = "card"')) if isinstance(does, ConfirmMethod)
    ]
    assert OpenAccount("a1", RUB) not in acts_of(ACCOUNT)
