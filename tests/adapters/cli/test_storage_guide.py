"""The guide to storage, from top to bottom: shell lines and examples, one after another, on one database."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from doctest import ELLIPSIS, DocTestParser, DocTestRunner
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from tests.adapters.storage.databases import KINDS, fresh_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from astra_billing.adapters.storage.sql import SqlStore

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "storage.md"
PART = re.compile(r"^```python\n(?P<python>.*?)^```$|^    (?P<shell>\S[^\n]*)$", flags=re.MULTILINE | re.DOTALL)
SCHEDULE = re.compile(r"^[\d*]+( [\d*]+){4} +")
HERE = {
    **os.environ,
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
    "PIP_NO_INDEX": "1",  # it is installed already: pip checks that the extras of the page bring all that it needs
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PYTHONUTF8": "1",
    "LANG": "C.UTF-8",
}


def parts() -> Iterator[tuple[str, str]]:
    """What the page runs, in its order: `shell` with a line, `python` with an example."""
    for found in PART.finditer(GUIDE.read_text("utf-8")):
        yield ("python", found["python"]) if found["shell"] is None else ("shell", found["shell"])


@pytest.mark.parametrize("kind", KINDS)
def test_the_guide_leads_from_installing_to_a_nightly_job_with_two_workers(kind: str, tmp_path: Path) -> None:
    """Every line is run as it stands, but for the address of the server; cron is left out, its command is not."""
    env, said = dict(HERE), {}
    with fresh_database(kind, tmp_path) as url:
        names: dict[str, object] = {"url": url}
        for what, text in parts():
            if what == "python":
                names = example(text, names)
            elif text.startswith("export ASTRA_BILLING_DB="):
                env["ASTRA_BILLING_DB"] = url
            else:
                may_fail = kind != "sqlite" and "backup" in text
                said[text] = shell(SCHEDULE.sub("", text), env, tmp_path, may_fail=may_fail)
        cast("SqlStore", names["store"]).close()

    assert "does not provide the extra" not in said["pip install 'astra-billing[cli,postgres]'"]
    (night,) = (text for line, text in said.items() if line.endswith("astra-billing run-day --workers 2"))
    assert re.search(r": 3 accounts, \d+ events, 0 requests carried out, 0 failures", night)
    assert "3 accounts verified" in said["astra-billing verify"]
    assert "copy.sqlite" in said["astra-billing backup copy.sqlite"] or kind != "sqlite"
    assert "up to date" in said["astra-billing db upgrade"]


def example(text: str, names: dict[str, object]) -> dict[str, object]:
    """Run an example with the names of those before it; all names after it."""
    test = DocTestParser().get_doctest(text, names, text.partition("\n")[0], str(GUIDE), 0)
    result = DocTestRunner(optionflags=ELLIPSIS).run(test, clear_globs=False)
    assert result.failed == 0, text
    return test.globs


def shell(line: str, env: dict[str, str], folder: Path, *, may_fail: bool) -> str:
    """Run a line; everything that it says."""
    done = subprocess.run(["bash", "-c", line], env=env, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0 or may_fail, f"{line}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr
