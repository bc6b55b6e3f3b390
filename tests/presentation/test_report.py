"""The report: one file, nothing fetched, nothing from data taken for markup."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from astra_billing.account import commands as c
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy, ShortMonth
from astra_billing.dates import Term
from astra_billing.money import RUB, Money
from astra_billing.presentation import report_page
from astra_billing.simulation import AccountScenario, Deed, Scenario, simulate

if TYPE_CHECKING:
    from astra_billing.texts import Lang

EVIL = "<script>alert(1)</script>"
OPENED = date(2025, 12, 1)
UNTIL = date(2026, 3, 5)
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Outline(HTMLParser):
    """The elements of a page; unbalanced ones are a fault."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser's own
        """Note an element."""
        self.seen.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note the words."""
        self.words.append(data)


def outline(page: str) -> Outline:
    """The page, read."""
    parser = Outline()
    parser.feed(page)
    parser.close()
    assert not parser.open
    return parser


def account(name: str, short_month: ShortMonth = ShortMonth.GRACE_DAYS, title: str = "Cloud") -> AccountScenario:
    """A customer with a daily service on credit."""
    order = c.PlaceOrder(
        service_id="cloud",
        title=title,
        kind=ProductKind.SERVER,
        price=Money("20.00", RUB),
        term=Term.parse("1 day"),
        renews_from="balance",
    )
    grant = c.GrantCredit(CreditPolicy(Money("5000.00", RUB), short_month))
    return AccountScenario(
        name, RUB, (Deed(OPENED, grant), Deed(OPENED, c.SaveMethod("card", title)), Deed(OPENED, order))
    )


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_demo_makes_a_whole_page(demo: Scenario, lang: Lang) -> None:
    """Balanced markup, the months for three widths, a bar a turning point, both tables."""
    timeline = simulate(demo, UNTIL)
    page = report_page(timeline, lang, look_at=demo.look_at)
    read = outline(page)
    assert (read.seen.count("h1"), read.seen.count("table")) == (1, 2)
    assert page.count('class="astra tracks"') == 3
    assert page.count('class="astra bar"') == len(timeline.turning_points("demo"))
    assert f'<html lang="{lang}">' in page


def test_the_page_names_what_matters(demo: Scenario) -> None:
    """The title, the hint, the recommended cap (R59)."""
    words = " ".join(outline(report_page(simulate(demo, UNTIL), "en", look_at="the 30th")).words)
    assert demo.title in words
    assert "the 30th" in words
    assert "682.00" in words


def test_the_page_fetches_nothing_and_runs_nothing(demo: Scenario) -> None:
    """It is read offline, from a mail or a disk."""
    page = report_page(simulate(demo, UNTIL), "ru")
    assert not re.search(r"""(src|href)=|url\(|@import|<script|<link|\son\w+=""", page)


def test_what_comes_from_data_is_never_markup() -> None:
    """A service, a method, an account and a title may be called anything."""
    scenario = Scenario(EVIL, OPENED, (account(EVIL, title=EVIL), account("a2")))
    page = report_page(simulate(scenario, UNTIL), "en", look_at=EVIL)
    assert "script" not in outline(page).seen
    assert page.count("&lt;script&gt;") > 10


def test_several_accounts_stand_side_by_side() -> None:
    """February under both policies, each with its own months, bars and table."""
    pair = (account("grace"), account("clamped", ShortMonth.DAY_30_CLAMPED))
    page = report_page(simulate(Scenario("February", OPENED, pair), UNTIL), "en")
    assert '<main class="several">' in page
    assert page.count('class="astra tracks"') == 6
    assert "Account grace" in page
    assert "2 Mar" in page


def test_an_account_alone_needs_no_heading() -> None:
    """The page is about it anyway."""
    page = report_page(simulate(Scenario("One", OPENED, (account("a1"),)), UNTIL), "en")
    assert '<main class="single">' in page
    assert "Account a1</h2>" not in page


def test_an_account_without_a_limit_has_no_bars_and_no_cap() -> None:
    """Sections without content are left out."""
    bare = evolve(account("a1"), deeds=())
    page = report_page(simulate(Scenario("Prepaid", OPENED, (bare,)), UNTIL), "en")
    assert 'class="moments"' not in page
    assert 'class="cap"' not in page


def test_the_same_timeline_is_the_same_page(demo: Scenario) -> None:
    """Nothing comes from a clock."""
    assert report_page(simulate(demo, UNTIL), "ru") == report_page(simulate(demo, UNTIL), "ru")
