"""
What is wrong with a file of the user's: every fault at once, each with its place and its fix.

    >>> fault = Fault("accounts[0].services[1].price", 12, "found 12.5, a float", "an amount", 'quote it: "12.50"')
    >>> print(fault)
    line 12, accounts[0].services[1].price: found 12.5, a float; expected an amount; quote it: "12.50"
"""

from __future__ import annotations

from attrs import frozen

from astra_billing.errors import BillingError


@frozen
class Fault:
    """
    One thing that is wrong.

    Attributes:
        path: where, in the terms of the file's own keys.
        line: where, as a line number; None where the file has no line for it.
        found: what stands there.
        expected: what should.
        fix: what to write.
    """

    path: str
    line: int | None
    found: str
    expected: str
    fix: str

    @property
    def place(self) -> str:
        """The place as a reader looks for it."""
        return f"line {self.line}, {self.path}" if self.line else self.path

    def __str__(self) -> str:
        return f"{self.place}: {self.found}; expected {self.expected}; {self.fix}"


class ScenarioFaults(BillingError, ValueError):
    """
    A scenario cannot be played.

    Attributes:
        name: the file's name.
        faults: everything that is wrong with it, in the order of the file.
    """

    def __init__(self, name: str, faults: tuple[Fault, ...]) -> None:
        self.name = name
        self.faults = faults
        super().__init__(name, faults)

    def __str__(self) -> str:
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        return "\n".join((f"{self.name}: {count}", *(f"  {fault}" for fault in self.faults)))
