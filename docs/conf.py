"""How the documentation is built; warnings are errors, so a link that points nowhere stops the build."""

from __future__ import annotations

import importlib
import pkgutil
import re
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import astra_billing

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "astra-billing"
author = "The astra-billing authors"
project_copyright = "2026, The astra-billing authors"
release = metadata.version("astra-billing")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"astra-billing {release}"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_default_options = {"member-order": "bysource"}
autodoc_typehints = "signature"
napoleon_numpy_docstring = False
napoleon_use_ivar = True  # "Attributes:" describes the fields, it does not declare them again

nitpicky = True
nitpick_ignore_regex = [
    # No inventory is fetched, so the build works offline: names of other libraries stay unlinked.
    ("py:.*", r"(abc|attr|attrs|collections|contextlib|datetime|decimal|enum|fractions|pathlib|types|typing)\..*"),
    ("py:.*", r"(babel|cattrs|hypothesis|icalendar|rich|sqlalchemy|typer)\..*"),
    # A bare name was imported for the type checker alone, so Sphinx cannot know whose it is.
    ("py:class", r"([a-z]\.)?\w+"),
    # A leading underscore means that it is nobody's business but its module's.
    ("py:.*", r"(astra_billing\..*\.)?_\w+"),
]

PAIR = re.compile(r"^ +\w+(, \w+)+:")
REFERENCE = Path(__file__).parent / "reference"


def write_reference(_app: Sphinx) -> None:
    """Write a page for each public package: its idea, what it exports, and the ideas of its modules."""
    for package in public_children(astra_billing.__name__, astra_billing.__path__):
        page = REFERENCE / f"{package.rpartition('.')[2]}.md"
        text = page_of(package)
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")


def public_children(name: str, path: list[str]) -> list[str]:
    """The full names of the modules in a package that have no leading underscore."""
    return [f"{name}.{child.name}" for child in pkgutil.iter_modules(path) if not child.name.startswith("_")]


def page_of(package: str) -> str:
    """One page: what the package exports, then the modules it exports as such, then the docstrings of the others."""
    module = importlib.import_module(package)
    exported = [name for name in getattr(module, "__all__", ()) if isinstance(getattr(module, name), ModuleType)]
    children = public_children(package, getattr(module, "__path__", []))
    parts = [part_of(f"{package}.{name}", "##") for name in exported]
    ideas = [child for child in children if child.rpartition(".")[2] not in exported]
    return "\n".join([part_of(package, "#"), *parts, *(block(child, "##", ":no-index:") for child in ideas)])


def part_of(name: str, heading: str) -> str:
    """What a module exports, or what it defines if it doesn't say."""
    module = importlib.import_module(name)
    elsewhere = [each for each in getattr(module, "__all__", ()) if is_elsewhere(getattr(module, each), name)]
    imported = [":imported-members:"] if hasattr(module, "__all__") else []
    hidden = [f":exclude-members: {', '.join(elsewhere)}"] if elsewhere else []
    return block(name, heading, ":members:", *imported, *hidden)


def is_elsewhere(exported: object, package: str) -> bool:
    """Whether an exported name has its place on another page: a module, or what another package defines."""
    home = getattr(exported, "__module__", package)
    return isinstance(exported, ModuleType) or (home.startswith("astra_billing.") and not home.startswith(package))


def block(name: str, heading: str, *options: str) -> str:
    """A heading and the directive that fills it."""
    lines = [f".. automodule:: {name}", *(f"   {option}" for option in options)]
    return "\n".join([f"{heading} {name}\n", "```{eval-rst}", *lines, "```\n"])


def ready_for_napoleon(_app: Sphinx, what: str, _name: str, _value: object, _options: object, lines: list[str]) -> None:
    """Guard against what napoleon takes for a type: text before an attribute's colon, the first of `left, right:`."""
    if what in {"attribute", "data", "property"}:
        lines[:0] = ["..", ""]  # an empty comment: napoleon skips a first line that is blank
    else:
        lines[:] = [PAIR.sub(lambda names: names[0].replace(", ", "/"), line) for line in lines]


def setup(app: Sphinx) -> None:
    """Let Sphinx write the reference before it looks for pages."""
    app.connect("config-inited", lambda app, _config: write_reference(app))
    app.connect("autodoc-process-docstring", ready_for_napoleon, priority=0)
