"""
Payers for readers: the form as a table, a report with places, in either language.

    >>> from astra_billing.payers import PayerType
    >>> form_records(PayerType.INDIVIDUAL, "ru")[3]["label"], form_records(PayerType.INDIVIDUAL, "en")[3]["hint"]
    ('Телефон', 'For example +7 (999) 111-22-33')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.payers import fields
from astra_billing.texts import fill, label, message
from astra_billing.views import record_table

if TYPE_CHECKING:
    from astra_billing.payers import CheckReport, PayerType, PlacedFault
    from astra_billing.texts import Lang

HEADS = ("row", "path", "severity", "fault")
WIDTHS = (8, 36, 16, 0)


def form_records(payer_type: PayerType, lang: Lang, country: str = "RU") -> list[dict[str, object]]:
    """The form of a payer, one record a field: what a page needs to draw it."""
    return [
        {
            "name": each.name,
            "block": label(each.block, lang),
            "label": each.label(lang),
            "required": each.required,
            "kind": each.kind.value,
            "max_length": each.max_length,
            "hint": each.hint(lang),
        }
        for each in fields(payer_type, country)
    ]


def report_html(report: CheckReport, lang: Lang) -> str:
    """The faults of one payer as an HTML table."""
    severities = {fault: label(fault.severity, lang) for fault in report.faults}
    head = [message(f"head.{name}", lang) for name in HEADS[1:]]
    cells = [(fault.path, severities[fault], fault.text(lang)) for fault in report.faults]
    return record_table([dict(zip(head, row, strict=True)) for row in cells])


def fault_record(placed: PlacedFault, lang: Lang) -> dict[str, object]:
    """A fault of a file as plain texts, ready for JSON."""
    return {"line": placed.line, **placed.fault.to_record(lang), "path": placed.path}


def fault_line(placed: PlacedFault, lang: Lang) -> str:
    """A fault of a file as a line of a table."""
    fault = placed.fault
    return _line(str(placed.line or ""), placed.path, label(fault.severity, lang), fault.text(lang))


def head_line(lang: Lang) -> str:
    """The head over such lines."""
    return _line(*(message(f"head.{name}", lang) for name in HEADS))


def _line(*cells: str) -> str:
    return " ".join(f"{cell:<{max(width - 1, 0)}}" for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


@frozen
class Tally:
    """
    How a check of many payers ended.

    Attributes:
        payers: how many were looked at.
        faulty: how many of them have faults.
        errors: how many faults keep a payer from being saved.
        warnings: how many are doubts.
    """

    payers: int = 0
    faulty: int = 0
    errors: int = 0
    warnings: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to object to."""
        return not (self.errors or self.warnings)

    def text(self, lang: Lang) -> str:
        """The counts as a sentence."""
        return fill(
            message("check.total", lang),
            payers=self.payers,
            faulty=self.faulty,
            errors=self.errors,
            warnings=self.warnings,
        )
