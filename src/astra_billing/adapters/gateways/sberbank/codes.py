"""
The codes of Sberbank: errors of a call, and reasons of a decline.

    >>> failure_of(116).reason.name, failure_of(-2006).reason.name
    ('INSUFFICIENT_FUNDS', 'NEEDS_AUTHENTICATION')
    >>> [code_in(Record(said)) for said in ({"errorcode": "1"}, {"error": {"code": 5}}, {"orderid": "6135"})]
    [1, 5, 0]

The odd case: 151019 is no decline.  The request went to the processing and no
answer came back, so nobody knows yet.

    >>> is_unknown(151019), is_unknown(116)
    (True, False)

Source: the bank's table of action codes, as the package gocream-pysberbank 1.0.0 quotes it
(securepayments.sberbank.ru/wiki/doku.php/integration:api:actioncode).
"""

from __future__ import annotations

from typing import Final, NoReturn

from astra_billing.adapters.gateways.reading import Record, shortened
from astra_billing.adapters.gateways.sberbank.fields import lowered, whole
from astra_billing.ports.payments import (
    Failure,
    FailureReason,
    GatewayError,
    InvalidRequest,
    Misconfigured,
    OutcomeUnknown,
)

DUPLICATE: Final = 1
"""The order number is taken: ask how that order stands."""
MISSING: Final = 2
"""Of bindings: there is none."""
REFUSED: Final = 5
"""A wrong parameter, or no access: only the words tell them apart."""
NO_ORDER: Final = 6
"""There is no such order."""
SYSTEM: Final = 7
"""Something inside the bank, or an order in another state than the call needs."""
DECLINED_BY_SHOP: Final = 4005
"""The action code of an order that `decline.do` gave up."""

_OF_THE_REQUEST: Final = frozenset({1, 2, 3, 4, 5, 6})
_NO_ACCESS: Final = ("access denied", "доступ запрещ", "username", "password", "пользовател", "парол", "учетная запись")

_BY_REASON: Final = {
    FailureReason.INSUFFICIENT_FUNDS: (116,),
    FailureReason.LIMIT_EXCEEDED: (-20010, -2002, 121, 123, 209, 903),
    FailureReason.EXPIRED_METHOD: (101,),
    FailureReason.NEEDS_AUTHENTICATION: (-2020, -2019, -2017, -2016, -2015, -2011, -2006, -2005, 1, 2003, 2004, 2005),
    FailureReason.METHOD_INVALID: (-2012, 53, 100, 104, 106, 111, 118, 119, 125, 208, 71015),
    FailureReason.FRAUD: (-2101, -2001, -2000),
    FailureReason.ISSUER_UNAVAILABLE: (-2018, 15, 103, 907, 909, 910, 2023, 151018),
    FailureReason.TIMED_OUT: (-2007,),
}
REASONS: Final = {code: reason for reason, codes in _BY_REASON.items() for code in codes}
"""actionCode; what is not here is a plain decline."""
_UNKNOWN: Final = frozenset({151019, 2008})


def failure_of(code: int, text: str = "") -> Failure:
    """The failure that an action code means; a code that no table knows is a plain decline."""
    return Failure(REASONS.get(code, FailureReason.DECLINED), str(code), text)


def is_unknown(code: int) -> bool:
    """Whether an action code says that nobody knows yet: sent and not answered, or not finished."""
    return code in _UNKNOWN


def code_in(said: Record) -> int:
    """The error of a call: named in three ways, as text or as a number; missing means none."""
    if said.get("errorcode") is not None:
        return whole(said.get("errorcode"))
    error = said.get("error")
    nested = lowered(Record(error)).get("code") if isinstance(error, dict) else None
    return 0 if nested is None else whole(nested)


def text_in(said: Record) -> str:
    """The words of an error."""
    error = said.get("error")
    nested = lowered(Record(error)).fields if isinstance(error, dict) else {}
    places = (said.get("errormessage"), nested.get("message"), nested.get("description"), error)
    return next(filter(None, map(shortened, places)), "")


def refuse_code(gateway: str, said: Record) -> NoReturn:
    """
    What an error of a call means.

    Raises:
        Misconfigured: we have no access.
        InvalidRequest: the bank does not take the request; nothing was done.
        OutcomeUnknown: something inside the bank.
    """
    code, text = code_in(said), text_in(said)
    kind: type[GatewayError] = InvalidRequest if code in _OF_THE_REQUEST else OutcomeUnknown
    if code == REFUSED and any(mark in text.lower() for mark in _NO_ACCESS):
        kind = Misconfigured
    raise kind(gateway, text=text, code=str(code))
