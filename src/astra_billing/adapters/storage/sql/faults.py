"""What can be wrong with a database, each with what to do about it."""

from __future__ import annotations

from astra_billing.errors import BillingError

USUAL_URLS = "name a file as sqlite:///billing.sqlite, or a server as postgresql+psycopg://user@host/billing"
"""What to do about a URL that leads nowhere."""


class ForeignFile(BillingError):
    """
    The database is something else than a store of this library.

    Attributes:
        url: where it is.
        why: what it looks like.
    """

    def __init__(self, url: str, why: str) -> None:
        self.url = url
        self.why = why
        super().__init__(url, why)

    def __str__(self) -> str:
        return f"{self.url} is not a store of astra-billing: {self.why}; choose another file"


class UnusableUrl(BillingError):
    """
    No store can be behind this database URL, or what it takes to reach it is not installed.

    Attributes:
        url: the URL, its password left out.
        why: what is wrong with it.
        fix: what to do.
    """

    def __init__(self, url: str, why: str, fix: str = USUAL_URLS) -> None:
        self.url = url
        self.why = why
        self.fix = fix
        super().__init__(url, why, fix)

    def __str__(self) -> str:
        return f"{self.url} cannot be opened: {self.why}; {self.fix}"


class EmptyDatabase(BillingError):
    """
    A database has no tables, and is not to get any by being looked at.

    Attributes:
        url: where it is, its password left out.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(url)

    def __str__(self) -> str:
        return f"{self.url} is empty; make its tables with: astra-billing init"


class StoreDamaged(BillingError):
    """
    An SQLite file is broken inside; nothing of it is to be trusted.

    Attributes:
        why: what the database says.
    """

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)

    def __str__(self) -> str:
        return f"the file of the store is damaged: {self.why}; put the latest backup in its place"


class StoreUnavailable(BillingError):
    """
    The database cannot be used now; the attempt was taken back, and the same command may be given again.

    Attributes:
        why: what the database says.
    """

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)

    def __str__(self) -> str:
        return f"the store cannot be used: {self.why}; check that it can be written and that nobody else holds it"


class OlderDatabase(BillingError):
    """
    The tables are those of an earlier version, and more than one process may be using them.

    Attributes:
        found: the revision of the tables.
        wanted: the revision of this library.
    """

    def __init__(self, found: str, wanted: str) -> None:
        self.found = found
        self.wanted = wanted
        super().__init__(found, wanted)

    def __str__(self) -> str:
        return (
            f"the tables have revision {self.found}, this library works with {self.wanted}; "
            "stop the workers and run: astra-billing db upgrade"
        )


class NewerDatabase(OlderDatabase):
    """The tables were made by a later version of the library."""

    def __str__(self) -> str:
        return f"the tables have revision {self.found}, this library knows up to {self.wanted}; upgrade astra-billing"


class NoBackup(BillingError):
    """
    A copy of this database cannot be made from here.

    Attributes:
        why: what stands against it.
        fix: what to do instead.
    """

    def __init__(self, why: str, fix: str) -> None:
        self.why = why
        self.fix = fix
        super().__init__(why, fix)

    def __str__(self) -> str:
        return f"no backup was made: {self.why}; {self.fix}"
