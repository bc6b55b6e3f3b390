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

from astra_billing.money import RUB
from astra_billing.simulation import AccountScenario, Scenario
from astra_billing.wire.beginning import read_beginning, read_method, read_offered, read_payer, read_registered
from astra_billing.wire.deeds import read_deed
from astra_billing.wire.faults import Fault, ScenarioFaults
from astra_billing.wire.names import Names
from astra_billing.wire.reader import FaultList, Reader

if TYPE_CHECKING:
    from collections.abc import Iterable


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
    begun = list(read_beginning(reader, currency, starts_on))
    payers, methods, offered, services, events = (
        reader.tables(key) for key in ("payers", "methods", "payment_methods", "services", "events")
    )
    reader.end()
    ordered = [each for each in events if each.peek("do") == "order"]
    named = [each for each in events if each.peek("do") == "top_up" and each.peek("id") is not None]
    for own in (payers, methods, offered, [*services, *ordered], named):
        check_own_ids(own)
    names = Names(
        account_id,
        currency,
        methods={**_since(methods, starts_on), **_since(ordered, starts_on, "remember")},
        services=_since([*services, *ordered], starts_on),
        payments=_since(named, starts_on),
        payers=frozenset(_since(payers, starts_on)),
        offered={method.id: method for method in (read_offered(each, currency) for each in offered)},
    )
    deeds = [
        *begun,
        *(deed for each in payers for deed in read_payer(each, starts_on)),
        *(deed for each in methods for deed in read_method(each, names, starts_on)),
        *(read_registered(each, starts_on, names) for each in services),
        *(deed for number, each in enumerate(events, start=1) for deed in read_deed(each, number, starts_on, names)),
    ]
    return AccountScenario(account_id, currency, tuple(sorted(deeds, key=lambda deed: deed.on)))


def _since(readers: Iterable[Reader], starts_on: date, key: str = "id") -> dict[str, date]:
    """What the tables name, with the day from which it is there."""
    found = ((each.peek(key), each.peek("on")) for each in readers)
    return {name: day if isinstance(day, date) else starts_on for name, day in found if isinstance(name, str)}
