"""
The one door: `nox` sets up and runs all tests, `nox -l` lists what else there is.

Every session uses the Python that runs nox and keeps its virtual environment,
so the second run starts at once.  What follows `--` is handed to the tool:
`nox -s tests -- tests/money -x`.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

import nox

HERE = Path(__file__).parent
PYPROJECT = nox.project.load_toml(HERE / "pyproject.toml")
MUTATED = ("autopay", "credit", "dates", "ledger", "money", "payers", "renewal", "services", "tax")

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["tests"]
nox.options.reuse_venv = "yes"
nox.options.error_on_external_run = True


def group(name: str) -> list[str]:
    """The requirements of a dependency group of pyproject.toml."""
    return list(nox.project.dependency_groups(PYPROJECT, name))


@nox.session
def tests(session: nox.Session) -> None:
    """Run every test, docstring and code block; the pure part must be covered in full."""
    session.install("-e", ".[cli,frames,gateways,names,contacts,postgres]", *group("test"))
    if session.posargs:
        session.run("pytest", *session.posargs)
        return
    # --dist=loadfile: the examples of one page share their names, so they stay in one process.
    session.run("pytest", "--numprocesses=auto", "--dist=loadfile", "--cov", "--cov-report=term")


@nox.session
def coverage(session: nox.Session) -> None:
    """Report on the last test run, adapters and all, and write htmlcov/."""
    session.install("-e", ".[cli,frames,gateways,names,contacts,postgres]", *group("test"))
    session.run("coverage", "report", "--omit=", "--fail-under=0")
    session.run("coverage", "html", "--omit=", "--fail-under=0")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, spelling, docstrings and the import contracts."""
    session.install(*group("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("codespell")
    session.run("interrogate", "--quiet", "src", "tests", "tools", "noxfile.py", "conftest.py")
    session.run("lint-imports", "--no-logo", env={"PYTHONPATH": str(HERE / "src")})


@nox.session
def types(session: nox.Session) -> None:
    """Check types, strictly, in the tests too."""
    session.install("-e", ".[cli,frames,gateways,names,contacts,postgres]", *group("test"), *group("types"))
    session.run("mypy", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation, warnings being errors, and the news of the next release."""
    session.install("-e", ".[cli]", *group("docs"))
    session.run("sphinx-build", "-E", "-W", "-n", "--keep-going", "-q", "docs", "docs/_build/html")
    session.run("towncrier", "build", "--draft", "--version", "next")


@nox.session
def examples(session: nox.Session) -> None:
    """Play every scenario of examples/, each with the command that it names itself."""
    session.install("-e", ".[cli]")
    for scenario in sorted(Path("examples").glob("*.toml")):
        session.run(*command_of(scenario), env={"PYTHONIOENCODING": "utf-8"})


def command_of(scenario: Path) -> list[str]:
    """The `astra-billing ...` line in the comment that opens a scenario."""
    found = re.search(r"^#\s*(astra-billing .+)$", scenario.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if found is None:
        message = f"{scenario} names no command; open it with a comment such as: # astra-billing simulate {scenario}"
        raise ValueError(message)
    return shlex.split(found[1])


@nox.session
def notebooks(session: nox.Session) -> None:
    """Execute every notebook of examples/notebooks/."""
    found = sorted(str(path) for path in Path("examples/notebooks").glob("*.ipynb"))
    if not found:
        session.skip("there are no notebooks yet")
    session.install("-e", ".[cli]", *group("test"), *group("notebooks"))
    session.run("pytest", "--nbmake", "-p", "no:sybil", *found)


@nox.session(reuse_venv=False)
def fresh(session: nox.Session) -> None:
    """Build the wheel, install it where nothing else is, and play the demo there."""
    where = Path(session.create_tmp()).resolve()
    for stale in where.glob("*.whl"):
        stale.unlink()
    session.run("pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(where), ".")
    (wheel,) = where.glob("*.whl")
    session.install(f"astra-billing[cli] @ {wheel.as_uri()}")
    session.chdir(where)
    out = f"demo-{os.getpid()}"
    session.run("astra-billing", "demo", "--lang", "en", "--out", out)
    session.run("astra-billing", "demo", "--lang", "ru", "--out", out)


@nox.session
def nightly(session: nox.Session) -> None:
    """Search the laws with many more random cases than a test run has time for."""
    session.install("-e", ".[cli,frames,gateways,names,contacts,postgres]", *group("test"))
    session.run("pytest", "-n", "auto", "--dist=loadfile", *session.posargs, env={"HYPOTHESIS_PROFILE": "nightly"})


@nox.session
def fuzz(session: nox.Session) -> None:
    """Throw any text at everything that reads payers, for five minutes; `--seconds 60` after `--` is one."""
    session.install("-e", ".[cli,names,contacts]", *group("test"))
    session.run("python", "-m", "tests.payers.fuzzing", *session.posargs)


@nox.session
def fuzz_gateways(session: nox.Session) -> None:
    """Throw anything at everything that reads payment systems, five minutes each; a name after `--` is one of them."""
    session.install("-e", ".[cli,gateways]", *group("test"))
    session.run("python", "-m", "tests.adapters.gateways.fuzzing", *session.posargs)


@nox.session
def benchmarks(session: nox.Session) -> None:
    """Measure beside peers and floors, all in one run, and print one table; names pick some of benchmarks/."""
    session.install("-e", ".[postgres]", *group("benchmarks"))
    session.run("python", "-m", "benchmarks", *session.posargs)


@nox.session
def mutation(session: nox.Session) -> None:
    """Break the packages of rules in every small way, or those named; the tests of each must notice."""
    session.install("-e", ".[cli]", *group("test"), *group("mutation"))
    for package in session.posargs or MUTATED:
        shutil.rmtree("mutants", ignore_errors=True)  # the verdicts of another run would be kept
        others = " ".join(f"--deselect=tests/{other}" for other in MUTATED if other != package)
        alone = {"HYPOTHESIS_PROFILE": "ci", "PYTEST_ADDOPTS": others}
        session.run("mutmut", "run", "--max-children=1", f"astra_billing.{package}.*", env=alone)
        verdicts = str(session.run("mutmut", "results", silent=True)).splitlines()
        session.log("\n".join(line for line in verdicts if not line.endswith("not checked")))
