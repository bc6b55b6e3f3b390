"""
What the library says to people: amounts, dates, sentences, rows, the dashboard, the report.

Locale data is loaded here and nowhere below; `import astra_billing` does not come here.
"""

from __future__ import annotations

from astra_billing.presentation.charts import MIDDLE, NARROW, WIDE, credit_bar_svg, month_timeline_svg
from astra_billing.presentation.dashboard import DashboardLines, PartLine, dashboard_lines
from astra_billing.presentation.explain import explain
from astra_billing.presentation.folding import folded
from astra_billing.presentation.renewals import show_preview
from astra_billing.presentation.report import report_page
from astra_billing.presentation.rows import Row, rows, to_csv, to_json
from astra_billing.presentation.titles import titles_of

__all__ = [
    "MIDDLE",
    "NARROW",
    "WIDE",
    "DashboardLines",
    "PartLine",
    "Row",
    "credit_bar_svg",
    "dashboard_lines",
    "explain",
    "folded",
    "month_timeline_svg",
    "report_page",
    "rows",
    "show_preview",
    "titles_of",
    "to_csv",
    "to_json",
]
