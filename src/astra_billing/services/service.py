"""
One service: what it is, what a term of it costs, and until when it is paid.

The expiry is the first day that is not paid for.  It is counted in terms from
the anchor, so a service begun on the 31st keeps to the 31st (B15).

    >>> from astra_billing.money import RUB, Money
    >>> site = Service.begun("h1", "Hosting", ProductKind.HOSTING, Money("100.00", RUB), Term.parse("1 month"),
    ...                      on=date(2026, 1, 31))
    >>> site.expires_on.isoformat(), site.renewed().expires_on.isoformat()
    ('2026-02-28', '2026-03-31')
"""

from __future__ import annotations

from datetime import date

from attrs import evolve, field, frozen

from astra_billing.catalog import ProductKind
from astra_billing.dates import Term, Unit
from astra_billing.errors import InvalidValue
from astra_billing.money import Money
from astra_billing.services.states import Change, ServiceState, StopCause, state_after


@frozen(kw_only=True)
class Service:
    """
    A service of an account, at one moment.

    Attributes:
        price: what one term costs, tax included.
        term: how long one payment lasts.
        anchored_on: the day the terms are counted from (B15).
        terms: how many terms since the anchor are paid.
        expires_on: the first day that is not paid for.
        renews_from: what pays the automatic renewal, a saved method's id or `BALANCE`; None without one (R81).
        stop_cause: why it stands still, None while it does not.
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
    anchored_on: date
    terms: int = 0
    expires_on: date
    state: ServiceState = ServiceState.ACTIVE
    renews_from: str | None = None
    stop_cause: StopCause | None = None
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
    ) -> Service:
        """A service whose first term begins on `on` and is paid."""
        return cls(
            id=id,
            title=title,
            kind=kind,
            price=price,
            term=term,
            anchored_on=on,
            terms=1,
            expires_on=term.end(on),
            renews_from=renews_from,
            attempted_on=on,
        )

    @property
    def is_active(self) -> bool:
        """Whether it runs."""
        return self.state is ServiceState.ACTIVE

    @property
    def is_daily(self) -> bool:
        """Whether it is charged by the day, which names the state it stops in (R89)."""
        return self.term.unit is Unit.DAY

    def is_paid(self, *, on: date) -> bool:
        """Whether `on` lies in the time that is paid for."""
        return on < self.expires_on

    def renewed(self) -> Service:
        """Paid for one term more, counted from the anchor (R84, B15)."""
        return evolve(self, terms=self.terms + 1, expires_on=self.term.end(self.anchored_on, times=self.terms + 1))

    def begun_again(self, on: date) -> Service:
        """Paid for one term from `on`: a stopped service has lost its anchor (B16)."""
        return evolve(self, anchored_on=on, terms=1, expires_on=self.term.end(on))

    def attempted(self, on: date) -> Service:
        """The same, with a renewal tried on `on`."""
        return evolve(self, attempted_on=on, attempts=self.attempts + 1)

    def stopped(self, cause: StopCause) -> Service:
        """Standing still; a daily service is stopped temporarily, a periodic one plainly (R89)."""
        change = Change.PAUSE if self.is_daily else Change.STOP
        return evolve(self, state=state_after(change, self.state), stop_cause=cause)

    def started(self) -> Service:
        """Running again."""
        return evolve(self, state=state_after(Change.START, self.state), stop_cause=None)
