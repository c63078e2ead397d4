"""Page Werkgever: what an employer should pay on a placement, by what ground, and what it costs."""

from __future__ import annotations

from compensation.ui.calculator.document_downloads import document_downloads
from compensation.ui.calculator.page import Detail, draw_page
from compensation.ui.calculator.result_employer import draw_budget, draw_comparison, draw_costs
from compensation.ui.calculator.result_student import draw_wage

draw_page(
    "employer",
    [
        Detail("costs", draw_costs),
        Detail("months", draw_budget),
        Detail("wage", draw_wage, lambda result: result.earns),
        Detail("compare", draw_comparison, lambda result: not result.earns),
        Detail("papers", lambda result, _: document_downloads(result.placement, result.assessment, "employer")),
    ],
)
