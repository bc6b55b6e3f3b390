"""Run the benchmarks, or those named, and print one table in Markdown."""

from __future__ import annotations

import importlib
import pkgutil
import platform
import sys

import benchmarks
from benchmarks.table import HEAD, Row, line


def main(names: list[str]) -> None:
    """Print the rows of each module as soon as they are measured."""
    sys.stdout.write(f"Python {platform.python_version()}, {platform.machine()}.\n\n{HEAD}\n")
    for name in names or sorted(child.name for child in pkgutil.iter_modules(benchmarks.__path__)):
        if name == "__main__":
            continue
        module = importlib.import_module(f"benchmarks.{name}")
        measured: list[Row] = module.rows() if hasattr(module, "rows") else []
        for row in measured:
            sys.stdout.write(f"{line(row)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
