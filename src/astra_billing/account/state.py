"""
What an account is at one moment: what is open, and the ids that must not come again.

Closed history is in the journal.  Ids of payments, refunds, orders and deleted
services stay here for good: an old one may come again at any time, a bank's
answer first of all, and forgetting it by age would let it count twice.  They
are short texts, so years of them are small beside what is open.

The state is made by `fold` and by nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from attrs import Factory, field, frozen

from astra_billing.account.charges import Charge, DeclinedCharge, RenewalCharge, TopUpCharge
from astra_billing.autopay import AutopaySettings, CapUse, ToldRefusal
from astra_billing.copies import worked_out
from astra_billing.credit import (
    CreditDebts,
    CreditPolicy,
    CreditStanding,
    OpenInvoice,
    Operation,
    is_forbidden_while_blocked,
)
from astra_billing.dates import Month
from astra_billing.ledger import Act, Contract, Expense, Invoice, Payment, Refund
from astra_billing.methods import SavedMethod
from astra_billing.money import Currency, Money
from astra_billing.notices import NoticeTopic
from astra_billing.orders import Cart, Order
from astra_billing.payers import PayerBook
from astra_billing.services import Service, ServicePolicy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from astra_billing.credit import CreditCalendar


@frozen(slots=False)  # a plain dictionary is copied fast
class Account:
    """
    A customer's account.

    Attributes:
        credit: the credit policy, None without a limit.
        methods: the saved methods, by id.
        services: the services that are not deleted, by id.
        expenses: the expenses not fully paid, by id.
        invoices: the invoices not settled, by number.
        payments: the payments that are open or have an unspent rest, in the order their money is spent.
        refunds: the refunds a gateway has not answered, by key.
        charges: the charges a gateway has not answered, by key.
        declined: the charges that were declined of late, by key.
        payers: who may be billed (R17).
        payer_id: the payer that expenses are billed to; None without one.
        billed_payers: the payers that have paid something or an act, and so are not deleted (B44).
        acts: the acts with unpaid expenses, by number.
        unlisted: the expenses of payers that no act lists yet, by id, as they were charged.
        contracts: the contracts, by number; a payer has at most one of its own (R34).
        cart: what is chosen and not ordered.
        orders: the orders that await payment, by id.
        promo_uses: how often each promo code was used.
        service_policy: what the provider has decided about services.
        autopay: the settings of automatic top-ups, None while they are off (R57).
        cap_use: what this month has used of the cap (B40).
        top_ups: the latest month with automatic top-ups, and how many it had, failed ones counted.
        refused_top_up: what was told of the top-up that was refused last, so that it is told once; None when one was
            possible since, or the settings are other ones.
        autopay_tried_on: the last day on which a top-up was asked for or was not possible.
        noticed: topic and subject of every notice raised about something open, so none is raised twice (R68).
        payment_ids: of every payment ever credited, so that none is credited twice.
        refund_keys: of every refund ever asked for.
        order_ids: of every order ever placed.
        deleted_ids: of every service ever deleted.
        blocked: whether the block has been announced; what counts is `standing`.
        next_expense: the id of the next expense.
        next_invoice: the number of the next invoice.
        next_act: the number of the next act.
        next_contract: the number of the next contract.
        worked_on: the latest day on which anything happened; the work of that day is done.
    """

    id: str
    currency: Currency
    opened_on: date
    credit: CreditPolicy | None = None
    methods: Mapping[str, SavedMethod] = Factory(dict)
    services: Mapping[str, Service] = Factory(dict)
    expenses: Mapping[int, Expense] = Factory(dict)
    invoices: Mapping[int, Invoice] = Factory(dict)
    payments: Mapping[str, Payment] = Factory(dict)
    refunds: Mapping[str, Refund] = Factory(dict)
    charges: Mapping[str, Charge] = Factory(dict)
    declined: Mapping[str, DeclinedCharge] = Factory(dict)
    payers: PayerBook = Factory(PayerBook)
    payer_id: str | None = None
    billed_payers: frozenset[str] = frozenset()
    acts: Mapping[int, Act] = Factory(dict)
    unlisted: Mapping[int, Expense] = Factory(dict)
    contracts: Mapping[int, Contract] = Factory(dict)
    cart: Cart = field(default=Factory(lambda self: Cart(self.currency), takes_self=True))
    orders: Mapping[str, Order] = Factory(dict)
    promo_uses: Mapping[str, int] = Factory(dict)
    service_policy: ServicePolicy = Factory(ServicePolicy)
    autopay: AutopaySettings | None = None
    cap_use: CapUse = field(default=Factory(lambda self: CapUse(self.currency), takes_self=True))
    top_ups: tuple[Month, int] | None = None
    refused_top_up: ToldRefusal | None = None
    autopay_tried_on: date | None = None
    noticed: frozenset[tuple[NoticeTopic, str]] = frozenset()
    payment_ids: frozenset[str] = frozenset()
    refund_keys: frozenset[str] = frozenset()
    order_ids: frozenset[str] = frozenset()
    deleted_ids: frozenset[str] = frozenset()
    blocked: bool = False
    next_expense: int = 1
    next_invoice: int = 1
    next_act: int = 1
    next_contract: int = 1
    worked_on: date = field(default=Factory(lambda self: self.opened_on, takes_self=True))

    # --- money --------------------------------------------------------------------------------------------------

    @worked_out("payments", "currency")
    def balance(self) -> Money:
        """Money that has arrived and covered nothing yet (Лицевой счет)."""
        return self.sum(each.on_balance for each in self.payments.values())

    @property
    def balance_less_debts(self) -> Money:
        """What would be on the balance if every debt were paid from it first, as incoming money does (B8, B38)."""
        return self.balance - self.unpaid(self.expenses.values())

    @property
    def funds(self) -> Iterator[Payment]:
        """The payments that the balance is made of, in the order they are spent: first come, first spent."""
        return (each for each in self.payments.values() if each.on_balance.is_positive)

    @property
    def uninvoiced(self) -> tuple[Expense, ...]:
        """Open expenses that no invoice asks for yet, oldest first."""
        return tuple([each for each in self.expenses.values() if each.invoice is None])

    @property
    def has_uninvoiced(self) -> bool:
        """Whether there is one; the youngest expense is the last that an invoice asks for."""
        return bool(self.expenses) and self.expenses[max(self.expenses)].invoice is None

    def expenses_of(self, listed: Invoice | Act) -> tuple[Expense, ...]:
        """The open expenses of an invoice or an act, oldest first."""
        expenses = self.expenses
        return tuple([expenses[number] for number in listed.expense_ids if number in expenses])

    def unpaid(self, expenses: Iterable[Expense]) -> Money:
        """The exact unpaid sum of some expenses."""
        return self.sum([each.unpaid for each in expenses])

    def unpaid_of(self, listed: Invoice | Act) -> Money:
        """The exact unpaid sum of an invoice or an act."""
        return self.unpaid(self.expenses_of(listed))

    def sum(self, amounts: Iterable[Money]) -> Money:
        """The exact sum of some amounts in the account's currency, zero for none."""
        return Money.sum(amounts, self.currency)

    # --- credit -------------------------------------------------------------------------------------------------

    @worked_out("expenses", "invoices", "currency")
    def debts(self) -> CreditDebts:
        """Everything unpaid, as credit counts it (B5)."""
        invoices = tuple(
            OpenInvoice(each.number, each.issued_on, self.unpaid_of(each), each.deferred_to)
            for each in self.invoices.values()
        )
        return CreditDebts(invoices, spent=self.unpaid(self.uninvoiced))

    def standing(self, *, on: date) -> CreditStanding | None:
        """Where the account stands with its credit on a day; None without a limit."""
        return CreditStanding.of(self.credit, self.debts, on=on) if self.credit else None

    def is_blocked(self, *, on: date) -> bool:
        """Whether the limit is out of use on a day, which an invoice that is not settled in time makes it (R63)."""
        return any(on >= self.calendar_of(each).blocked_from for each in self.invoices.values())

    def forbids(self, operation: Operation, *, on: date) -> bool:
        """Whether the block forbids the operation on a day (R64)."""
        return is_forbidden_while_blocked(operation) and self.is_blocked(on=on)

    def calendar_of(self, invoice: Invoice) -> CreditCalendar:
        """The dates of an invoice, a granted deferral included (R62, B9)."""
        assert self.credit is not None  # noqa: S101  # a limit makes invoices, and withdrawing it leaves their dates
        return self.credit.calendar_from(invoice.issued_on, invoice.deferred_to)

    # --- what waits for an answer -------------------------------------------------------------------------------

    @worked_out("charges")
    def charged_services(self) -> frozenset[str]:
        """The services about whose renewal a gateway still owes an answer."""
        return frozenset(each.service_id for each in self.charges.values() if isinstance(each, RenewalCharge))

    @property
    def is_topped_up_now(self) -> bool:
        """Whether a gateway still owes an answer about an automatic top-up."""
        return any(isinstance(each, TopUpCharge) for each in self.charges.values())

    def top_ups_of(self, month: Month) -> int:
        """How many automatic top-ups a month has had, failed ones counted; months before the latest are forgotten."""
        return self.top_ups[1] if self.top_ups is not None and self.top_ups[0] == month else 0
