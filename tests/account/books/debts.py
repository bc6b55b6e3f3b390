"""The debt book: expenses, what has covered them, invoices, their dates, the block and what the customer is told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.credit import ShortMonth
from astra_billing.money import Money
from astra_billing.notices import CREDIT_TOPICS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from astra_billing.account import Account
    from astra_billing.account.events import Event
    from astra_billing.credit import CreditPolicy
    from astra_billing.ledger import Expense
    from astra_billing.money import Currency
    from astra_billing.notices import NoticeTopic

FEBRUARY = 2


class Debts:
    """Everything that was charged, and what of it is owed."""

    def __init__(self, currency: Currency) -> None:
        self.currency = currency
        self.policy: CreditPolicy | None = None
        self.expenses: dict[int, Expense] = {}
        self.covered: dict[int, list[Money]] = {}
        self.invoice_of: dict[int, int] = {}
        self.invoiced_on: dict[int, date] = {}
        self.deferred: dict[int, date] = {}
        self.settled: set[int] = set()
        self.notices: set[str] = set()
        self.told: set[tuple[NoticeTopic, str]] = set()
        self.blocked = False

    def read(self, event: Event) -> None:
        """Enter an event."""
        self._expenses(event)
        self._invoices(event)
        self._limit(event)

    def _expenses(self, event: Event) -> None:
        match event:
            case e.ExpenseCharged(expense=expense):
                assert expense.id == len(self.expenses) + 1, "expense ids have a gap"
                assert expense.on == event.on
                self.expenses[expense.id] = expense
                self.covered[expense.id] = []
            case e.ExpensesCovered(parts=parts):
                assert event.amount == self.sum(part.amount for part in parts)
                for part in parts:
                    assert part.amount.is_positive
                    self.covered[part.expense_id].append(part.amount)
                    assert not self.unpaid(part.expense_id).is_negative, "more was paid than charged"
            case _:
                pass

    def _invoices(self, event: Event) -> None:
        match event:
            case e.InvoiceIssued():
                self._issue(event)
            case e.InvoiceOverdue(number=number, unpaid=unpaid):
                assert (event.on - self.invoiced_on[number]).days == 15
                assert unpaid == self.unpaid_of(number)
                assert unpaid.is_positive
            case e.InvoicePartlyPaid(number=number, unpaid=unpaid):
                assert unpaid == self.unpaid_of(number)
                assert unpaid.is_positive
            case e.InvoiceSettled(number=number, unpaid=unpaid):
                assert unpaid.is_zero
                assert self.unpaid_of(number).is_zero
                assert number not in self.settled, "an invoice was settled twice"
                self.settled.add(number)
            case e.DeferralGranted(number=number, to=to):
                assert number not in self.settled
                self.deferred[number] = to
            case _:
                pass

    def _issue(self, event: e.InvoiceIssued) -> None:
        invoice = event.invoice
        assert event.on.day == 1
        assert invoice.number == len(self.invoiced_on) + 1, "invoice numbers have a gap"
        assert invoice.amount == self.sum(self.unpaid(number) for number in invoice.expense_ids)
        assert invoice.amount.is_positive
        for number in invoice.expense_ids:
            assert number not in self.invoice_of, "an expense is on two invoices"
            assert self.expenses[number].on < event.on
            self.invoice_of[number] = invoice.number
        left = [n for n in self.expenses if n not in self.invoice_of and self.unpaid(n).is_positive]
        assert left == [], "an unpaid expense of last month was left out"
        self.invoiced_on[invoice.number] = event.on

    def _limit(self, event: Event) -> None:
        match event:
            case e.CreditGranted(policy=policy) | e.CreditWithdrawn(policy=policy):
                self.policy = policy
            case e.CreditBlocked(overdue=overdue):
                assert not self.blocked, "blocked twice"
                assert overdue.is_positive
                self.blocked = True
            case e.CreditUnblocked():
                assert self.blocked, "unblocked without a block"
                self.blocked = False
            case e.NoticeRaised(notice=notice):
                assert notice.key not in self.notices, "a notice was raised twice"
                assert notice.on == event.on
                self.notices.add(notice.key)
                self.told.add((notice.topic, notice.subject))
            case _:
                pass

    # --- asking -------------------------------------------------------------------------------------------------

    def sum(self, amounts: Iterable[Money]) -> Money:
        """A sum in the account's currency."""
        return Money.sum(amounts, self.currency)

    def unpaid(self, number: int) -> Money:
        """The rest of an expense."""
        return self.expenses[number].amount - self.sum(self.covered[number])

    def unpaid_of(self, invoice: int) -> Money:
        """The rest of an invoice."""
        return self.sum(self.unpaid(number) for number, asked_by in self.invoice_of.items() if asked_by == invoice)

    @property
    def owed(self) -> Money:
        """Everything unpaid."""
        return self.sum(self.unpaid(number) for number in self.expenses)

    def blocks_on(self, invoice: int) -> date:
        """The day from which an unpaid invoice blocks: the 30th, or what February has instead."""
        issued_on = self.invoiced_on[invoice]
        clamped = self.policy is not None and self.policy.short_month is ShortMonth.DAY_30_CLAMPED
        if clamped and issued_on.month == FEBRUARY:
            day = date(issued_on.year, 3, 1) - timedelta(days=1)
        else:
            day = issued_on + timedelta(days=29)
        later = self.deferred.get(invoice)
        return day if later is None else max(day, later + timedelta(days=1))

    def heaps(self, on: date) -> tuple[Money, Money, Money]:
        """What is overdue, what awaits payment and what was spent since."""
        still_open = set(self.invoiced_on) - self.settled
        late = {number for number in still_open if on >= self.invoiced_on[number] + timedelta(days=15)}
        spent = self.sum(self.unpaid(number) for number in self.expenses if number not in self.invoice_of)
        return (
            self.sum(self.unpaid_of(number) for number in late),
            self.sum(self.unpaid_of(number) for number in still_open - late),
            spent,
        )

    def agrees_with(self, account: Account, on: date) -> None:
        """The account says the same."""
        still_open = set(self.invoiced_on) - self.settled
        assert {n: each.unpaid for n, each in account.expenses.items()} == {
            n: self.unpaid(n) for n in self.expenses if self.unpaid(n).is_positive
        }
        assert list(account.expenses) == sorted(account.expenses), "debts are out of order"
        assert set(account.invoices) == still_open
        assert {n: each.invoice for n, each in account.expenses.items()} == {
            n: self.invoice_of.get(n) for n in account.expenses
        }
        assert account.blocked is self.blocked
        texts = {f"pfx/{number}" for number in account.invoices}
        assert account.noticed == {
            (topic, subject) for topic, subject in self.told if subject in texts and topic in CREDIT_TOPICS.values()
        }
        standing = account.standing(on=on)
        if standing is None:
            assert self.owed.is_zero, "a debt without a credit limit"
            return
        assert (standing.overdue, standing.awaiting, standing.spent) == self.heaps(on)
        assert standing.is_blocked is any(on >= self.blocks_on(number) for number in still_open)
