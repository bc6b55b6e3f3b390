"""
A secret that never shows itself: not in a `repr`, a log, an error or a pickle.

    >>> key = Secret("live_abc")
    >>> key, f"{key}", key.reveal()
    (Secret('***'), '***', 'live_abc')
    >>> same("5d41402a", "5d41402a"), same("5d41402a", "5d41402A")
    (True, False)
"""

from __future__ import annotations

from hmac import compare_digest
from typing import NoReturn, final

from astra_billing.errors import InvalidValue


@final
class Secret:
    """
    Text that only `reveal` shows.

    Raises:
        InvalidValue: it is empty, which is always a setting forgotten.
    """

    __slots__ = ("__text",)

    def __init__(self, text: str | Secret) -> None:
        revealed = text.reveal() if isinstance(text, Secret) else text
        if not revealed or not isinstance(revealed, str):
            raise InvalidValue("", expected="a secret", fix="pass the text that the gateway gave you")
        self.__text = revealed

    def reveal(self) -> str:
        """The text itself."""
        return self.__text

    def encoded(self) -> bytes:
        """The text in UTF-8, as signatures take it."""
        return self.__text.encode()

    def __eq__(self, other: object) -> bool:
        return same(self.__text, other.reveal()) if isinstance(other, Secret) else NotImplemented

    def __hash__(self) -> int:
        return hash((Secret, self.__text))

    def __repr__(self) -> str:
        return "Secret('***')"

    def __str__(self) -> str:
        return "***"

    def __reduce__(self) -> NoReturn:
        raise InvalidValue(self, expected="something to pickle", fix="read the secret again where it is needed")


def same(one: str | bytes, other: str | bytes) -> bool:
    """Whether two texts are equal, in a time that tells nothing about where they differ."""
    return compare_digest(_bytes(one), _bytes(other))


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
