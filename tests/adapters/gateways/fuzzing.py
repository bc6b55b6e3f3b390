"""
Throws anything at everything that reads gateways, until the time is up; only documented errors may come back.

    python -m tests.adapters.gateways.fuzzing --seconds 300 stripe yookassa

Each gateway has so many seconds for its answers and so many for its notifications; without names, all have.
The cases are those of the tests, drawn anew every round.  What breaks one is shrunk and shown as a failing
test would show it, and the exit code is 1.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from functools import cache, wraps
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from hypothesis import HealthCheck, Phase, settings

from tests.adapters.gateways import test_anything_from_outside as outside
from tests.adapters.gateways import test_anything_from_yookassa_and_stripe as whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Searches = tuple[Callable[..., None], ...]

SECONDS: Final = 300
OUTSIDE: Final[dict[str, Searches]] = {
    "answers": (outside.test_any_answer_is_read_or_is_a_documented_error,),
    "notifications": (
        outside.test_any_bytes_are_a_notification_or_refused,
        outside.test_any_fields_are_a_notification_or_refused,
        outside.test_any_json_is_a_notification_or_refused,
    ),
}
WHOLE: Final[dict[str, Searches]] = {
    "answers": (whole.test_any_answer_is_read_or_is_a_documented_error,),
    "notifications": (whole.test_any_notification_is_worth_something_or_refused,),
}
TARGETS: Final = dict.fromkeys(outside.GATEWAYS, OUTSIDE) | dict.fromkeys(whole.GATEWAYS, WHOLE)
"""What is searched, by gateway and by what it reads."""


TRIED: Final[Counter[str]] = Counter()
"""How many cases each kind has had."""


def main() -> None:
    """Give every target its time, and say how many cases that were."""
    parser = ArgumentParser(description="Throw anything at everything that reads gateways.")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"for each kind of each; by default {SECONDS}")
    parser.add_argument("names", nargs="*", metavar="gateway", help=f"some of {', '.join(sorted(TARGETS))}")
    asked = parser.parse_args()
    for name in asked.names or sorted(TARGETS):
        for kind, searches in TARGETS[name].items():
            before, started = TRIED[kind], monotonic()
            for search in rounds(searches, kind, started + asked.seconds):
                search(name=name)
            told = f"{TRIED[kind] - before:>9,} cases in {monotonic() - started:.0f} s, only documented errors"
            sys.stdout.write(f"{name:<15}{kind:<15}{told}\n")
            sys.stdout.flush()


def rounds(searches: Searches, kind: str, until: float) -> Iterator[Callable[..., None]]:
    """Every search in turn until the time is up, all of them at least once."""
    ready = [anew(search, kind) for search in searches]
    yield from ready
    while monotonic() < until:
        yield from ready


@cache
def anew(search: Any, kind: str) -> Callable[..., None]:
    """A test that draws other cases every time, counts them, and remembers none."""
    inner = search.hypothesis.inner_test

    @wraps(inner)
    def counted(*args: Any, **drawn: Any) -> None:
        TRIED[kind] += 1
        inner(*args, **drawn)

    search.hypothesis.inner_test = counted
    found: Callable[..., None] = settings(
        max_examples=500,
        deadline=None,
        database=None,
        derandomize=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )(search)
    return found


if __name__ == "__main__":
    main()
