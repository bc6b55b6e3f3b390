"""
A scenario as TOML, read whole or refused whole.

    >>> scenario = read_scenario('''
    ... title = "One server"
    ... starts_on = 2026-01-01
    ... [[accounts]]
    ... id = "a1"
    ... credit_limit = "5000.00"
    ... [[accounts.services]]
    ... id = "vds"
    ... kind = "server"
    ... price = "900.00"
    ... period = "1 month"
    ... expires_on = 2026-01-20
    ... ''')
    >>> [type(deed.does).__name__ for deed in scenario.accounts[0].deeds]
    ['GrantCredit', 'RegisterService']
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import TYPE_CHECKING

from astra_billing.account import commands as c
from astra_billing.credit import CreditPolicy, ShortMonth
from astra_billing.methods import BALANCE
from astra_billing.money import RUB
from astra_billing.simulation import AccountScenario, Deed, Scenario
from astra_billing.wire.deeds import BANK, Names, read_deed, read_service
from astra_billing.wire.faults import Fault, ScenarioFaults
from astra_billing.wire.reader import FaultList, Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from astra_billing.money import Currency


def read_scenario(text: str, name: str = "scenario", lang: str = "en") -> Scenario:
    """
    The scenario that a TOML text describes.

    Args:
        text: the text.
        name: what to call it in an error, for instance the file's name.
        lang: which language of its title to take, where it has several.

    Raises:
        ScenarioFaults: something is wrong with it; all of it at once.
    """
    faults = FaultList(text)
    scenario = _scenario(Reader(_parsed(text, name), "", faults), lang)
    if found := faults.in_order():
        raise ScenarioFaults(name, found)
    return scenario


def _parsed(text: str, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        fault = Fault("the text", int(line[1]) if line else None, str(error), "TOML", "compare it with an example")
        raise ScenarioFaults(name, (fault,)) from None


def _scenario(reader: Reader, lang: str) -> Scenario:
    title = reader.translated("title", lang, "say in a few words what the story is")
    look_at = reader.translated("look_at", lang, "say what a reader should look at", default="")
    starts_on = reader.date("starts_on", stand_in=date.min)
    tables = reader.tables("accounts")
    reader.end()
    if not tables:
        reader.fault("accounts", "at least one account", "begin one with [[accounts]]")
    check_own_ids(tables)
    return Scenario(title, starts_on, tuple(_account(table, starts_on) for table in tables), look_at)


def check_own_ids(readers: Iterable[Reader]) -> None:
    """Note every id that an earlier table has."""
    taken: set[object] = set()
    for reader in readers:
        each = reader.peek("id")
        if each in taken:
            reader.fault("id", "an id of its own", "choose another one")
        taken.add(str(each))


def _account(reader: Reader, starts_on: date) -> AccountScenario:
    account_id = reader.text("id", "give the account an id")
    currency = reader.currency("currency", RUB)
    beginning = list(_beginning(reader, currency, starts_on))
    methods, services, events = (reader.tables(key) for key in ("methods", "services", "events"))
    reader.end()
    ordered = [each for each in events if each.peek("do") == "order"]
    check_own_ids(methods)
    check_own_ids([*services, *ordered])
    names = Names(
        account_id,
        currency,
        methods=frozenset(str(each.peek("id")) for each in methods),
        services={str(each.peek("id")): _since(each, starts_on) for each in (*services, *ordered)},
    )
    saved = [_method(each, starts_on) for each in methods]
    registered = [_service(each, starts_on, names) for each in services]
    told = [read_deed(each, number, starts_on, names) for number, each in enumerate(events, start=1)]
    deeds = sorted((*beginning, *saved, *registered, *told), key=lambda deed: deed.on)
    return AccountScenario(account_id, currency, tuple(deeds))


def _since(service: Reader, starts_on: date) -> date:
    day = service.peek("on")
    return day if isinstance(day, date) else starts_on


def _beginning(reader: Reader, currency: Currency, starts_on: date) -> Iterator[Deed]:
    short_month = reader.choice("short_month", ShortMonth, ShortMonth.GRACE_DAYS)
    if reader.has("credit_limit"):
        policy = CreditPolicy(abs(reader.money("credit_limit", currency)), short_month)
        yield Deed(starts_on, c.GrantCredit(policy))
    if reader.has("balance"):
        yield Deed(starts_on, c.TopUp("opening-balance", reader.positive("balance", currency), BANK))


def _method(reader: Reader, starts_on: date) -> Deed:
    method_id = reader.text("id", "give the method an id")
    title = reader.text("title", "write it as the customer sees it", default=method_id)
    reader.end()
    if method_id in {BALANCE, BANK}:
        reader.fault("id", "an id of its own", "choose another one; this one is taken by the portal")
    return Deed(starts_on, c.SaveMethod(method_id, title))


def _service(reader: Reader, starts_on: date, names: Names) -> Deed:
    fields = read_service(reader, names)
    expires_on = reader.date("expires_on")
    reader.end()
    if expires_on < starts_on:
        reader.fault("expires_on", f"a day from {starts_on} on", "let it expire after the story begins")
    return Deed(starts_on, c.RegisterService(**fields, expires_on=expires_on))
