"""Reading what the user names, with errors that say what to do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, ClassVar

from astra_billing.errors import BillingError

if TYPE_CHECKING:
    from pathlib import Path


class UnusablePath(BillingError):
    """
    What the user names cannot be used.

    Attributes:
        path: the file or folder.
        why: what the system says.
    """

    MESSAGE: ClassVar[str]

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        self.why = why
        super().__init__(path, why)

    def __str__(self) -> str:
        return self.MESSAGE.format(path=self.path, why=self.why)


class UnreadableFile(UnusablePath):
    """A file cannot be read as text."""

    MESSAGE = "{path} cannot be read: {why}; name a text file in UTF-8, or - for standard input"


class UnwritableFolder(UnusablePath):
    """A folder cannot be made or written."""

    MESSAGE = "{path} cannot be used: {why}; choose a folder that can be written"


class NoFolder(BillingError):
    """
    A file is to be written where no folder is.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(path)

    def __str__(self) -> str:
        return f"{self.path} cannot be written: there is no folder {self.path.parent}; make it first"


def make_folder(path: Path) -> None:
    """
    Make a folder unless it is there.

    Raises:
        UnwritableFolder: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableFolder(path, error.strerror or str(error)) from error


def read_text(path: Path) -> str:
    """
    The text of a file, or of standard input for `-`.

    Raises:
        UnreadableFile: there is no such file, or it is no UTF-8 text.
    """
    try:
        return sys.stdin.read() if str(path) == "-" else path.read_text("utf-8")
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(path, str(error)) from error
