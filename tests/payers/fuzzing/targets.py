"""What must hold whatever is thrown: only documented faults come back, and answers agree with each other."""

from __future__ import annotations

import inspect
import json
import tempfile
from collections import Counter
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from astra_billing.adapters.cli.app import app
from astra_billing.adapters.contacts import contacts
from astra_billing.adapters.names import name_cases
from astra_billing.errors import InvalidValue
from astra_billing.payers import (
    PLAIN,
    Case,
    CaseRefusal,
    ContactFault,
    PayerDraft,
    PayerFaults,
    PayerType,
    check,
    position_in,
    prefilled,
)
from astra_billing.payers.countries import CODES as COUNTRIES
from astra_billing.payers.countries import country_of
from astra_billing.payers.numbers import CODES, NumberFault, near
from astra_billing.presentation.payers import fault_line, fault_record
from astra_billing.testing.strategies.payers import payers
from astra_billing.wire import UnreadableRecord, dump, load
from astra_billing.wire.payers import PayerFile, UnreadablePayers, read_payers
from tests.payers.filled import BASE
from tests.payers.fuzzing.drawn import FILES, FORMS, FULL, NAMES_OF_FIELDS, TEXTS, VALUES
from tests.payers.numbers.kinds import MODULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from types import ModuleType

    from astra_billing.payers import ContactChecker, Payer

T = TypeVar("T")

TRIED: Counter[str] = Counter()
"""How many cases each target has had."""

TARGETS: list[Callable[[], None]] = []
"""Every target; each call searches anew."""

JUDGES: tuple[ContactChecker, ...] = (PLAIN, contacts())
NAMES = name_cases()


def fuzzed(*, examples: int = 200, **drawn: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], None]:
    """Make a target of a function: drawn cases, counted, and nothing remembered from the last round."""

    def made(holds: Callable[..., None]) -> None:
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            derandomize=False,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        @given(**drawn)
        @wraps(holds)
        def target(**case: object) -> None:
            TRIED[holds.__name__] += 1
            holds(**case)

        TARGETS.append(target)

    return made


def attempt(asked: Callable[[], T], *documented: type[Exception]) -> T | Exception:
    """The answer, or the documented exception; anything else goes up and fails the run."""
    try:
        return asked()
    except documented as fault:
        return fault


def verbs(module: ModuleType) -> Iterator[tuple[Callable[..., object], int]]:
    """Every public function of a number, with how many arguments it needs at least."""
    for name, verb in vars(module).items():
        if inspect.isfunction(verb) and verb.__module__ == module.__name__ and not name.startswith("_"):
            needed = [each for each in inspect.signature(verb).parameters.values() if each.default is each.empty]
            yield verb, len(needed)


@fuzzed(text=TEXTS, bik=st.none() | TEXTS)
def numbers(text: str, bik: str | None) -> None:
    """Every verb and every part of every number, and the hints."""
    for number, module in MODULES.items():
        for verb, needed in verbs(module):
            found = attempt(lambda: verb(*(text, bik or "")[:needed]), NumberFault)  # noqa: B023  # called at once
            assert not isinstance(found, NumberFault) or found.code in CODES[number]  # type: ignore[index]
        validated(number, module, text, (bik,) if bik and number.endswith("account") else ())


def validated(number: Any, module: Any, text: str, beside: tuple[str, ...]) -> None:
    """All verbs agree on whether a text is a number, and a clean number stays as it is."""
    found = attempt(lambda: module.validate(text, *beside), NumberFault)
    assert module.is_valid(text, *beside) == isinstance(found, str)
    assert not isinstance(found, str) or module.validate(found, *beside) == found
    guess = near(number, text, bik=beside[0] if beside else None)
    assert guess is None or isinstance(found, NumberFault)


@fuzzed(texts=FORMS, on=st.dates())
def forms(texts: dict[str, str], on: date) -> None:
    """A form as it is, and with what each status requires, before either judge."""
    bare: dict[str, object] = {**texts}
    for filled in (bare, *({"country": "RU", "type": kind, **BASE[kind], **texts} for kind in PayerType)):
        for judge in JUDGES:
            reported(PayerDraft(filled), on, judge)


def reported(draft: PayerDraft, on: date, judge: ContactChecker) -> None:
    """A report in both languages, and a payer that survives storing if and only if there is no error."""
    report = check(draft, on, contacts=judge)
    assert report.text("ru") != report.text("en")
    assert len(json.dumps(report.to_records("ru"))) >= len(report.faults)
    found = attempt(report.require, PayerFaults)
    assert isinstance(found, PayerFaults) != report.is_sound
    if not isinstance(found, Exception):
        assert load(json.loads(json.dumps(dump(found)))) == found
        assert check(PayerDraft.from_payer(found), on, contacts=judge).is_sound


@fuzzed(examples=50, values=st.dictionaries(NAMES_OF_FIELDS, VALUES, max_size=4), kind=st.sampled_from(PayerType))
def drafts(values: dict[str, object], kind: PayerType) -> None:
    """Whatever is passed for a text: a draft, or the error that asks for text."""
    attempt(lambda: PayerDraft({"type": kind, **values}), InvalidValue)


@fuzzed(text=TEXTS, country=st.sampled_from(sorted(COUNTRIES)))
def contact(text: str, country: str) -> None:
    """Phones and emails, by the plain judge and by the libraries."""
    for judge in JUDGES:
        for asked in (lambda: judge.phone(text, country), lambda: judge.email(text)):  # noqa: B023  # called at once
            assert isinstance(attempt(asked, ContactFault), (str, ContactFault))
    assert country_of(text) is None or country_of(text) in COUNTRIES


@fuzzed(name=st.one_of(FULL, FULL.map(lambda text: text + "вич"), FULL.map(lambda text: text + "вна"), TEXTS))
def cases(name: str) -> None:
    """Names and positions in cases: a text, or a refusal that says why."""
    for case in Case:
        for found in (NAMES.name_in(name, case), position_in(name, case)):
            assert isinstance(found, str) or found.text("ru") != found.text("en")
    filled = prefilled(PayerDraft.of(PayerType.LEGAL_ENTITY, director=name, position=name), NAMES)
    assert all(isinstance(each, CaseRefusal) for each in filled.refusals)


@fuzzed(text=FILES, on=st.dates())
def files(text: str, on: date) -> None:
    """A file with anything in it, read in every form: payers with their faults, or the error that there are none."""
    lines = text.splitlines(keepends=True)
    for kind in PayerFile:
        rows = attempt(lambda: list(read_payers(lines, kind)), UnreadablePayers)  # noqa: B023  # called at once
        for row in rows if isinstance(rows, list) else ():
            found = row.faults if row.draft is None else (*row.faults, *check(row.draft, on).faults)
            for fault in map(row.placed, found):
                assert json.dumps(fault_record(fault, "ru"))
                assert fault_line(fault, "en")


@fuzzed(
    examples=50,
    content=st.binary(max_size=80) | FILES.map(lambda text: text.encode("utf-8", "surrogatepass")),
    suffix=st.sampled_from(("csv", "json", "toml", "txt")),
    printed=st.sampled_from(("table", "json")),
)
def commands(content: bytes, suffix: str, printed: str) -> None:
    """`check-payer` on any bytes: 0, 1 or 2, and no traceback."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"payers.{suffix}"
        file.write_bytes(content)
        result = CliRunner().invoke(app, ["check-payer", "--on", "2026-01-15", "--format", printed, str(file)])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code in {0, 1, 2}


@fuzzed(examples=50, payer=payers(), name=NAMES_OF_FIELDS, value=VALUES)
def records(payer: Payer, name: str, value: object) -> None:
    """A stored payer with one value broken: a payer that is right, or an unreadable record."""
    found = attempt(lambda: load({**dump(payer), name: value, "type": type(payer).__name__}), UnreadableRecord)
    assert isinstance(found, UnreadableRecord) or load(dump(found)) == found  # type: ignore[arg-type]
