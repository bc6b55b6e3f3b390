"""
Official numbers beside python-stdnum, which has INN, OGRN and OGRNIP only.

What it does not have stands beside an INN of 10 digits, so that the cost of a
key can be seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdnum.ru import inn as stdnum_inn
from stdnum.ru import ogrn as stdnum_ogrn

from astra_billing.payers.numbers import account, correspondent_account, inn, kpp, ogrn, ogrnip, snils
from benchmarks.race import Race

if TYPE_CHECKING:
    from benchmarks.table import Row

MOST = 1.5
BESIDE_STDNUM = {
    "INN of an organisation": ("inn", "stdnum_inn", "7707083893"),
    "INN of a person": ("inn", "stdnum_inn", "500100732259"),
    "INN with spaces": ("inn", "stdnum_inn", " 7707 083 893 "),
    "INN, wrong digit": ("inn", "stdnum_inn", "7707083894"),
    "INN, wrong length": ("inn", "stdnum_inn", "770708389"),
    "INN, Cyrillic letter": ("inn", "stdnum_inn", "7707О83893"),
    "OGRN": ("ogrn", "stdnum_ogrn", "1027700132195"),
    "OGRN, wrong digit": ("ogrn", "stdnum_ogrn", "1027700132196"),
    "OGRNIP": ("ogrnip", "stdnum_ogrn", "304500116000157"),
    "OGRNIP, wrong digit": ("ogrnip", "stdnum_ogrn", "304500116000158"),
}
BESIDE_INN = {
    "account with BIK": "account.is_valid('40602810700000000025', '049805746')",
    "correspondent account with BIK": "correspondent_account.is_valid('30101810400000000225', '044525225')",
    "KPP": "kpp.is_valid('773601001')",
    "SNILS": "snils.is_valid('11223344595')",
}
INN = "inn.is_valid('7707083893')"
MODULES = (account, correspondent_account, inn, kpp, ogrn, ogrnip, snils)
NAMES: dict[str, object] = {
    "stdnum_inn": stdnum_inn,
    "stdnum_ogrn": stdnum_ogrn,
    **{module.__name__.rpartition(".")[2]: module for module in MODULES},
}


def rows() -> list[Row]:
    """One row a text: `is_valid` of both."""
    asked = {
        what: (f"{ours}.is_valid({text!r})", f"{theirs}.is_valid({text!r})")
        for what, (ours, theirs, text) in BESIDE_STDNUM.items()
    }
    race = Race(NAMES).run(*(statement for pair in asked.values() for statement in pair), *BESIDE_INN.values())
    beside_stdnum = [race.pair(what, *pair).dearer("python-stdnum", most=MOST) for what, pair in asked.items()]
    return beside_stdnum + [race.pair(what, ours, INN).dearer("an INN") for what, ours in BESIDE_INN.items()]
