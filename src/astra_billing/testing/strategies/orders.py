"""
Hypothesis strategies for the catalogue, discounts and carts.

    >>> from hypothesis import find
    >>> find(tariffs(), lambda tariff: tariff.pro_rata_day == 15).terms[0].unit.name
    'MONTH'
    >>> len(find(carts(), lambda cart: len(cart) == 2))
    2

Prices are in roubles; some have more decimals than a kopeck, some are zero.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from astra_billing.catalog import Choice, Configuration, Opening, Option, Parameter, ProductKind, Tariff, TaxMode
from astra_billing.dates import Term, Unit
from astra_billing.money import RUB
from astra_billing.orders import Cart, Discount, DiscountKind, NewService, Renewal, Validity
from astra_billing.tax import WITHOUT_VAT, TaxRate
from astra_billing.testing.strategies.money import moneys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from astra_billing.money import Money
    from astra_billing.orders import CartItem

_TERMS = tuple(Term(count, unit) for count, unit in ((1, Unit.MONTH), (3, Unit.MONTH), (1, Unit.YEAR), (1, Unit.DAY)))
_RATES = (None, TaxRate("20"), TaxRate("10"), TaxRate("0"), WITHOUT_VAT)
_TITLES = ("DC16", "VM6", "DNS", "Хостинг", "Тест")
_IDS = ("t1", "t2", "t3")
_DAYS = st.dates(date(2019, 1, 1), date(2030, 1, 1))
_WHOLE = 100


def _prices(places: int = 2, high: int = 10**6) -> SearchStrategy[Money]:
    return moneys(RUB, places=places, low=0, high=high)


@st.composite
def parameters(draw: DrawFn, code: str = "traffic", terms: Sequence[Term] = _TERMS) -> Parameter:
    """Parameters with limits, priced for some terms, or free."""
    low, step, width = draw(st.integers(0, 20)), draw(st.integers(1, 5)), draw(st.none() | st.integers(0, 50))
    unit_prices = draw(st.just({}) | st.fixed_dictionaries({term: _prices(4, 10**4) for term in terms}))
    fixed = draw(st.just({}) | st.fixed_dictionaries({term: _prices() for term in terms}))
    most = None if width is None else low + width
    return Parameter(code, "Трафик", "Гиб", low, most, step, draw(st.integers(0, 20)), unit_prices, fixed=fixed)


@st.composite
def tariffs(draw: DrawFn) -> Tariff:
    """Tariffs with up to two parameters and a choice, aligned to the 1st or not, their tax inside or on top."""
    pro_rata_day = draw(st.none() | st.integers(1, 31))
    offered = _TERMS if pro_rata_day is None else _TERMS[:-1]
    terms = tuple(draw(st.lists(st.sampled_from(offered), min_size=1, max_size=3, unique=True)))
    options = (Option("lite", "Lite"), Option("pro", "Pro", {term: draw(_prices()) for term in terms}))
    return Tariff(
        draw(st.sampled_from(_IDS)),
        draw(st.sampled_from(_TITLES)),
        draw(st.sampled_from(ProductKind)),
        {term: draw(_prices()) for term in terms},
        tuple(draw(parameters(code, terms)) for code in ("traffic", "ip")[: draw(st.integers(0, 2))]),
        choices=(Choice("panel", "Панель", options),)[: draw(st.integers(0, 1))],
        setup_fee=draw(st.none() | _prices()),
        tax_mode=draw(st.sampled_from(TaxMode)),
        rate=draw(st.sampled_from(_RATES)),
        pro_rata_day=pro_rata_day,
        opening=draw(st.sampled_from(Opening)),
        asks_domain=draw(st.booleans()),
    )


@st.composite
def configurations(draw: DrawFn, of: Tariff | None = None) -> Configuration:
    """Configurations of a tariff, or of any."""
    tariff = draw(tariffs()) if of is None else of
    steps = {each.code: draw(st.integers(0, _steps(each))) for each in tariff.parameters}
    amounts = {each.code: each.minimum + each.step * steps[each.code] for each in tariff.parameters}
    picked = {choice.code: draw(st.sampled_from(choice.options)).code for choice in tariff.choices}
    domain = "myserver123" if tariff.asks_domain else None
    return Configuration(tariff, draw(st.sampled_from(tariff.terms)), amounts, domain, picked)


def _steps(parameter: Parameter) -> int:
    most = parameter.minimum + _WHOLE if parameter.maximum is None else parameter.maximum
    return (most - parameter.minimum) // parameter.step


@st.composite
def discounts(draw: DrawFn, *kinds: DiscountKind) -> Discount:
    """Discounts of some kinds or of any, in percent, as a sum, or as a price; for all products or for some."""
    how: dict[str, object] = draw(
        st.one_of(
            st.fixed_dictionaries({"percent": st.integers(0, _WHOLE)}),
            st.fixed_dictionaries({"amount": _prices()}),
            st.fixed_dictionaries({"price": _prices()}),
        )
    )
    days = sorted(draw(st.lists(_DAYS, min_size=2, max_size=2, unique=True)))
    ends = st.sampled_from(((None, None), (days[0], None), (None, days[1]), (days[0], days[1])))
    return Discount(
        draw(st.sampled_from(("d1", "d2", "d3", "d4"))),
        "Весна",
        draw(st.sampled_from(kinds or tuple(DiscountKind))),
        **how,  # type: ignore[arg-type]  # one of three shapes, each right
        priority=draw(st.integers(0, 2)),
        kinds=tuple(draw(st.lists(st.sampled_from(ProductKind), max_size=2))),
        tariff_ids=tuple(draw(st.lists(st.sampled_from(_IDS), max_size=2))),
        validity=Validity(*draw(ends)),
    )


@st.composite
def _items(draw: DrawFn, id: str) -> CartItem:
    if draw(st.booleans()):
        return NewService(id, draw(configurations()), draw(st.sampled_from((None, "card"))))
    kind, term = draw(st.sampled_from(ProductKind)), draw(st.sampled_from(_TERMS))
    return Renewal(id, "s1", "Тест", kind, term, draw(_prices()), draw(st.sampled_from(_RATES)))


@st.composite
def carts(draw: DrawFn) -> Cart:
    """Carts of up to three items in roubles, some of them selected, some with a promo code entered."""
    items = tuple(draw(_items(f"i{number}")) for number in range(draw(st.integers(0, 3))))
    selected = tuple(item.id for item in items if draw(st.booleans()))
    return Cart(RUB, items, selected, draw(st.sampled_from((None, "SPRING"))))
