"""
The events of a scenario: what a customer, the provider or a bank does on a day.

Each `do` has one reader; the table of readers is also the list of what a
scenario may say.

    >>> [each for each in READERS if each.endswith("order")]
    ['cancel_order', 'order', 'pay_order']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.simulation import Deed
from astra_billing.wire import money_deeds, service_deeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from astra_billing.account.commands import Command
    from astra_billing.simulation import MethodSwitch, PaymentTry
    from astra_billing.wire.names import Names
    from astra_billing.wire.reader import Reader

    Read = Callable[[Reader, int, Names], tuple[Command | MethodSwitch | PaymentTry, ...]]


def read_deed(reader: Reader, number: int, starts_on: date, names: Names) -> Iterator[Deed]:
    """What one event does; several commands where it takes several steps."""
    on = reader.date("on")
    if on < starts_on:
        reader.fault("on", f"a day from {starts_on} on", "let it happen after the story begins")
    do = reader.name("do", READERS)
    if do in READERS:
        yield from (Deed(on, does) for does in READERS[do](reader, number, names))
        reader.end()


READERS: Mapping[str, Read] = {
    "autopay": money_deeds.autopay,
    "autopay_off": money_deeds.autopay_off,
    "cancel_order": money_deeds.cancel_order,
    "change_period": service_deeds.change_period,
    "change_renewal": service_deeds.change_renewal,
    "choose_payer": money_deeds.choose_payer,
    "deferral": money_deeds.deferral,
    "delete": service_deeds.delete,
    "delete_act": money_deeds.delete_act,
    "delete_method": money_deeds.delete_method,
    "issue_act": money_deeds.issue_act,
    "limit": money_deeds.limit,
    "method_fails": money_deeds.method_fails,
    "method_works": money_deeds.method_works,
    "order": service_deeds.order,
    "pay": money_deeds.pay,
    "pay_order": money_deeds.pay_order,
    "recommend_cap": money_deeds.recommend_cap,
    "refund": money_deeds.refund,
    "renew": service_deeds.renew,
    "start": service_deeds.start,
    "stop": service_deeds.stop,
    "top_up": money_deeds.top_up,
    "violation": service_deeds.violation,
    "withdraw_limit": money_deeds.withdraw_limit,
}
"""What a scenario may say happens, and who reads it."""
