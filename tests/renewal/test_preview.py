"""What a customer is told before automatic renewal is switched on (R82, B17)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.dates import Month, Term, Unit
from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, Money
from astra_billing.presentation import show_preview
from astra_billing.renewal import RenewalPreview, Rhythm, charge_days, preview
from astra_billing.services import ProductKind, Service, StopCause

PRICE = Money("250.00", RUB)
SERVER, DOMAIN = ProductKind.SERVER, ProductKind.DOMAIN


def shown(term: str, ordered_on: str, kind: ProductKind = SERVER) -> RenewalPreview:
    """The preview of an order."""
    return preview(PRICE, Term.parse(term), kind, ordered_on=date.fromisoformat(ordered_on))


def told(found: RenewalPreview) -> list[str]:
    """What follows the amount, in both languages."""
    return [found.explain(lang).partition(") ")[2] for lang in ("ru", "en")]


def test_the_preview_of_the_manual() -> None:
    """R82, B17: 250.00 on 21 March 2024 and then every 21st, so the order was of 22 February."""
    found = shown("1 month", "2024-02-22")
    assert found == RenewalPreview(PRICE, Term.parse("1 month"), date(2024, 3, 21), Rhythm.DAY_OF_MONTH, 1)
    assert found.explain("ru") == "250.00 RUB (без учёта скидок) спишется 2024-03-21, далее каждое 21-е число"
    assert found.explain() == (
        "250.00 RUB (without discounts) will be charged on 2024-03-21, then on day 21 of every month"
    )


def test_the_preview_written_out() -> None:
    """R82: as a reader expects sums and dates."""
    found = shown("1 month", "2024-02-22")
    assert show_preview(found, "ru").replace("\xa0", " ") == (
        "250,00 ₽ (без учёта скидок) спишется 21 марта 2024 г., далее каждое 21-е число"
    )
    assert show_preview(found, "en").replace("\xa0", " ") == (
        "250.00 ₽ (without discounts) will be charged on 21 March 2024, then on day 21 of every month"
    )


@pytest.mark.parametrize(
    ("term", "ordered_on", "russian", "english"),
    [
        ("1 day", "2024-03-01", "каждый день", "every day"),
        ("7 days", "2024-03-01", "раз в 7 дней", "every 7 days"),
        ("3 months", "2024-03-10", "раз в 3 месяца, 9-го числа", "every 3 months, on day 9"),
        ("1 month", "2024-03-01", "в последний день каждого месяца", "on the last day of every month"),
        (
            "2 months",
            "2024-03-01",
            "раз в 2 месяца, в последний день месяца",
            "every 2 months, on the last day of the month",
        ),
        ("1 year", "2024-03-22", "раз в год, в тот же день", "every year, on the same date"),
        ("5 years", "2024-03-22", "раз в 5 лет, в тот же день", "every 5 years, on the same date"),
        (
            "1 month",
            "2024-03-31",
            "раз в месяц, за 1 день до окончания срока",
            "every month, 1 day before the paid time ends",
        ),
    ],
)
def test_every_term_has_its_sentence(term: str, ordered_on: str, russian: str, english: str) -> None:
    """R82: "в соответствии с выбранным периодом заказа"."""
    ru, en = told(shown(term, ordered_on))
    assert ru.partition(", далее ")[2] == russian
    assert en.partition(", then ")[2] == english


def test_a_domain_is_charged_sixty_days_before_its_end() -> None:
    """R86: which is another date in leap years, so none is promised."""
    found = shown("1 year", "2026-03-21", DOMAIN)
    assert (found.first_charge_on, found.rhythm, found.lead_days) == (date(2027, 1, 20), Rhythm.BEFORE_END, 60)
    assert told(found) == [
        "спишется 2027-01-20, далее раз в год, за 60 дней до окончания срока",
        "will be charged on 2027-01-20, then every year, 60 days before the paid time ends",
    ]


@pytest.mark.parametrize(
    ("term", "ordered_on", "kind", "rhythm"),
    [
        ("1 month", "2026-01-02", SERVER, Rhythm.DAY_OF_MONTH),
        ("1 month", "2026-01-28", SERVER, Rhythm.DAY_OF_MONTH),
        ("1 month", "2026-01-29", SERVER, Rhythm.BEFORE_END),
        ("1 year", "2026-03-01", SERVER, Rhythm.BEFORE_END),
        ("1 year", "2028-02-29", SERVER, Rhythm.BEFORE_END),
        ("1 year", "2026-02-28", SERVER, Rhythm.SAME_DATE),
        ("1 year", "2026-01-01", SERVER, Rhythm.SAME_DATE),
        ("1 day", "2026-01-01", DOMAIN, Rhythm.DAILY),
        ("70 days", "2026-01-01", DOMAIN, Rhythm.EVERY),
        ("30 days", "2026-01-01", DOMAIN, Rhythm.BEFORE_END),
        ("2 days", "2026-01-01", SERVER, Rhythm.EVERY),
    ],
)
def test_a_day_is_promised_only_when_it_holds(term: str, ordered_on: str, kind: ProductKind, rhythm: Rhythm) -> None:
    """B15, B17: anchors that some months or years lack are named by the end of the term."""
    assert shown(term, ordered_on, kind).rhythm is rhythm


def test_a_service_that_exists_has_a_preview_too() -> None:
    """R85: before automatic renewal is switched on for it; its expiry counts, not today."""
    site = Service.begun("s", "S", SERVER, PRICE, Term.parse("1 month"), on=date(2024, 2, 22))
    found = RenewalPreview.of(site.renewed(), after=date(2024, 2, 25))
    assert found == evolve(shown("1 month", "2024-02-22"), first_charge_on=date(2024, 4, 21))


def test_a_charge_on_the_last_day_promises_no_day() -> None:
    """R87: after the eve was missed the first charge is of the day itself, the next of an eve again."""
    site = Service.begun("s", "S", SERVER, PRICE, Term.parse("1 month"), on=date(2024, 2, 22))
    found = RenewalPreview.of(site, after=date(2024, 3, 21))
    assert found is not None
    assert (found.first_charge_on, found.rhythm) == (date(2024, 3, 22), Rhythm.BEFORE_END)


def test_a_service_that_stands_still_has_no_preview() -> None:
    """B21, B19: nor has one whose last day has passed."""
    site = Service.begun("s", "S", SERVER, PRICE, Term.parse("1 month"), on=date(2024, 2, 22))
    assert RenewalPreview.of(site.stopped(StopCause.CUSTOMER), after=date(2024, 2, 25)) is None
    assert RenewalPreview.of(site, after=date(2024, 3, 22)) is None


def test_a_price_is_not_negative() -> None:
    """A broken contract."""
    with pytest.raises(InvalidValue, match="a price"):
        preview(Money("-1.00", RUB), Term.parse("1 day"), SERVER, ordered_on=date(2024, 2, 22))


def holds(found: RenewalPreview, charges: list[date]) -> bool:
    """Whether what is promised is true of these charges."""
    count = found.term.count
    match found.rhythm:
        case Rhythm.DAILY | Rhythm.EVERY:
            return all(after - before == timedelta(days=count) for before, after in pairwise(charges))
        case Rhythm.DAY_OF_MONTH | Rhythm.LAST_DAY:
            last = found.rhythm is Rhythm.LAST_DAY
            days = {monthrange(day.year, day.month)[1] - day.day if last else day.day for day in charges}
            steps = {Month.of(before).until(Month.of(after)) for before, after in pairwise(charges)}
            return days == {0 if last else found.first_charge_on.day} and steps == {count}
        case Rhythm.SAME_DATE:
            steps = {after.year - before.year for before, after in pairwise(charges)}
            return len({(day.month, day.day) for day in charges}) == 1 and steps == {count}
        case Rhythm.BEFORE_END:
            return True


@given(
    st.sampled_from(ProductKind),
    st.builds(Term, st.integers(1, 13), st.sampled_from(Unit)),
    st.dates(date(1999, 1, 1), date(2030, 1, 1)),
)
def test_what_is_promised_is_kept(kind: ProductKind, term: Term, ordered_on: date) -> None:
    """R82, R86, B15: for as many charges as one cares to look at."""
    found = preview(PRICE, term, kind, ordered_on=ordered_on)
    ordered = Service.begun("s", "S", kind, PRICE, term, on=ordered_on, renews_from="card")
    charges = list(islice(charge_days(ordered, after=ordered_on), 20))
    assert charges[0] == found.first_charge_on
    assert holds(found, charges)
