"""
One service: what it is, what a term of it costs, and until when it is paid.

The expiry is the first day that is not paid for.  It is counted in terms from
the anchor, so a service begun on the 31st keeps to the 31st (B15).

    >>> from astra_billing.money import RUB, Money
    >>> site = Service.begun("h1", "Hosting", ProductKind.HOSTING, Money("100.00", RUB), Term.parse("1 month"),
    ...                      on=date(2026, 1, 31))
    >>> site.expires_on.isoformat(), site.renewed().expires_on.isoformat()
    ('2026-02-28', '2026-03-31')
    >>> site.renewed(Term.parse("1 year")).renewed().expires_on.isoformat()  # another term loses no day of the anchor
    '2027-03-31'
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from attrs import Factory, field, frozen

from astra_billing.catalog import ProductKind
from astra_billing.copies import replaced, worked_out
from astra_billing.dates import Anchor, Month, Term, Unit
from astra_billing.errors import InvalidValue
from astra_billing.money import Money
from astra_billing.services.processing import ProcessingStep
from astra_billing.services.states import Change, ServiceState, StopCause, state_after
from astra_billing.tax import TaxRate

DAY = timedelta(days=1)
_STOPS = {
    StopCause.ADMINISTRATOR: Change.STOP_BY_ADMINISTRATOR,
    StopCause.ABUSE: Change.STOP_FOR_ABUSE,
}


@frozen(kw_only=True, slots=False)  # a plain dictionary is copied fast
class Service:
    """
    A service of an account, at one moment.

    Attributes:
        price: what one term costs, tax included.
        term: how long one payment lasts.
        offers: what other terms cost, for renewals by hand and for a change of the term (R83, R84).
        rate: the tax rate of a tariff that has its own; None for the standard rate of the day (B27).
        anchored_on: the day the terms are counted from (B15).
        terms: how many terms since the anchor are paid.
        anchor_day: the day of the month the terms keep to, where the anchor's own month was too short for it.
        expires_on: the first day that is not paid for.
        renews_from: what pays the automatic renewal, a saved method's id or `BALANCE`; None without one (R81).
        stop_cause: why it stands still, None while it does not.
        stopped_on: since when it stands still, None while it does not.
        step: what it is going through while it is being processed (R90).
        came_from: the state it was in before.
        violations: how many violations were recorded (R89).
        is_leaving: whether it is to be deleted when its paid time ends (B22).
        attempted_on: the last day a term was paid or a renewal was tried (R87).
        attempts: how often the renewal of the present expiry was tried.

    Raises:
        InvalidValue: the price is negative.
    """

    id: str
    title: str
    kind: ProductKind
    price: Money = field()
    term: Term
    offers: Mapping[Term, Money] = Factory(dict)
    rate: TaxRate | None = None
    anchored_on: date
    terms: int = 0
    anchor_day: int | None = None
    expires_on: date
    state: ServiceState = ServiceState.ACTIVE
    renews_from: str | None = None
    stop_cause: StopCause | None = None
    stopped_on: date | None = None
    step: ProcessingStep | None = None
    came_from: ServiceState | None = None
    violations: int = 0
    is_leaving: bool = False
    attempted_on: date | None = None
    attempts: int = 0

    def __attrs_post_init__(self) -> None:
        if self.price.is_negative:
            raise InvalidValue(str(self.price), expected="a price", fix="pass zero or more")

    @classmethod
    def begun(  # noqa: PLR0913  # a service has this many parts
        cls,
        id: str,
        title: str,
        kind: ProductKind,
        price: Money,
        term: Term,
        *,
        on: date,
        renews_from: str | None = None,
        offers: Mapping[Term, Money] | None = None,
    ) -> Service:
        """A service whose first term begins on `on` and is paid."""
        return cls(
            id=id,
            title=title,
            kind=kind,
            price=price,
            term=term,
            offers={} if offers is None else offers,
            anchored_on=on,
            terms=1,
            expires_on=_end(on, term, 1, None),
            renews_from=renews_from,
            attempted_on=on,
        )

    # --- asking -------------------------------------------------------------------------------------------------

    @worked_out("state")
    def is_active(self) -> bool:
        """Whether it runs."""
        return self.state is ServiceState.ACTIVE

    @property
    def is_processed(self) -> bool:
        """Whether the provider's panel is at work on it (R90)."""
        return self.state is ServiceState.PROCESSING

    @property
    def keeps_its_time(self) -> bool:
        """Whether it runs, or would if the panel were not at work on it: its terms follow each other (B16)."""
        return self.stop_cause is None and (self.is_active or self.is_processed)

    @property
    def awaits_payment(self) -> bool:
        """Whether it is ordered and not paid for yet (R89)."""
        return self.state is ServiceState.ORDERED

    @property
    def is_forced_to_stop(self) -> bool:
        """Whether the administrator alone can start it again, as it was stopped by force (R89)."""
        return self.stop_cause in _STOPS

    @property
    def is_daily(self) -> bool:
        """Whether it is charged by the day, which names the state it stops in (R89)."""
        return self.term.unit is Unit.DAY

    def stop_change(self, cause: StopCause) -> Change:
        """What a stop for this cause is in the table of changes (R89)."""
        return _STOPS.get(cause, Change.PAUSE if self.is_daily else Change.STOP)

    def is_paid(self, *, on: date) -> bool:
        """Whether `on` lies in the time that is paid for."""
        return on < self.expires_on

    @worked_out("expires_on", "kind", "attempted_on")
    def tries_from(self) -> date:
        """The first day on which its automatic renewal may be tried: ahead of the expiry, once a day (R86, R87)."""
        begins = self.expires_on - self.kind.renewal_lead
        return begins if self.attempted_on is None else max(begins, self.attempted_on + DAY)

    def price_of(self, term: Term | None) -> Money | None:
        """What a term costs, the usual one where none is named; None for a term that is not offered (R84)."""
        return self.price if term is None or term == self.term else self.offers.get(term)

    # --- paid time ----------------------------------------------------------------------------------------------

    def renewed(self, term: Term | None = None) -> Service:
        """
        Paid for one term more, counted from the anchor (R84, B15).

        Another term than the usual one is added to the expiry, which then is the anchor; the day of the month stays.
        """
        if term is None or term == self.term:
            terms = self.terms + 1
            return replaced(self, terms=terms, expires_on=self.expiry_after(terms))
        kept = None if self.is_daily else self.anchor_day or self.anchored_on.day
        return self._anchored_at(_end(self.expires_on, term, 1, kept))

    def begun_again(self, on: date, term: Term | None = None) -> Service:
        """Paid for one term from `on`: a stopped service has lost its anchor (B16)."""
        begun = replaced(self, anchored_on=on, terms=0, anchor_day=None, expires_on=on)
        return begun.renewed(term)

    def with_term(self, term: Term, price: Money) -> Service:
        """Renewed by another term from the next renewal on; the old term stays on offer (R83)."""
        offers = {**self.offers, self.term: self.price}
        offers.pop(term, None)
        return replaced(self._anchored_at(self.expires_on), term=term, price=price, offers=offers)

    def expiry_after(self, terms: int) -> date:
        """The expiry when so many terms since the anchor are paid (B15)."""
        return _end(self.anchored_on, self.term, terms, self.anchor_day)

    def _anchored_at(self, day: date) -> Service:
        kept = self.anchored_on.day if self.anchor_day is None else self.anchor_day
        clamped = not self.is_daily and day.day < kept and day == Month.of(day).last
        return replaced(self, anchored_on=day, terms=0, anchor_day=kept if clamped else None, expires_on=day)

    # --- changes ------------------------------------------------------------------------------------------------

    def attempted(self, on: date) -> Service:
        """The same, with a renewal tried on `on`."""
        return replaced(self, attempted_on=on, attempts=self.attempts + 1)

    def stopped(self, cause: StopCause, *, on: date | None = None) -> Service:
        """Standing still; unless by force, a daily service is stopped temporarily, a periodic one plainly (R89)."""
        state = state_after(self.stop_change(cause), self.state)
        return replaced(self, state=state, stop_cause=cause, stopped_on=on, step=None, came_from=None)

    def started(self) -> Service:
        """Running again; the administrator releases what was stopped by force (R89)."""
        change = Change.RELEASE if self.is_forced_to_stop else Change.START
        return replaced(self, state=state_after(change, self.state), stop_cause=None, stopped_on=None)

    def processing(self, step: ProcessingStep) -> Service:
        """Going through a step of the provider's panel (R90)."""
        return replaced(self, state=state_after(Change.PROCESS, self.state), step=step, came_from=self.state)

    def processed(self, state: ServiceState, *, on: date) -> Service:
        """Through with the step; a stop that a step has made is the customer's."""
        done = replaced(self, state=state, step=None, came_from=None)
        if state is ServiceState.ACTIVE:
            return replaced(done, stop_cause=None, stopped_on=None)
        if state in {ServiceState.STOPPED, ServiceState.TEMPORARILY_STOPPED} and self.stop_cause is None:
            return replaced(done, stop_cause=StopCause.CUSTOMER, stopped_on=on)
        return done


@lru_cache(maxsize=4096)
def _end(start: date, term: Term, times: int, day_number: int | None) -> date:
    """So many terms later, on the day of the month that is kept where it is not the start's own."""
    day = term.end(start, times=times)
    if day_number is None or term.unit is Unit.DAY:
        return day
    return Anchor(day_number).occurrence(Month.of(day))
