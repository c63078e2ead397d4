"""Page Werkgever: what an employer should pay on a placement, by what ground, and what it costs."""

from __future__ import annotations

from compensation.ui.calculator.agree import draw_agree
from compensation.ui.calculator.document_downloads import document_downloads
from compensation.ui.calculator.page import Section, draw_page
from compensation.ui.calculator.result_employer import draw_budget, draw_comparison, draw_costs
from compensation.ui.calculator.result_student import draw_wage

draw_page(
    "employer",
    [
        Section("agree", draw_agree, folded=False),
        Section("costs", draw_costs),
        Section("months", draw_budget),
        Section("wage", draw_wage, lambda result: result.earns),
        Section("compare", draw_comparison, lambda result: not result.earns),
        Section("papers", lambda result, _: document_downloads(result.placement, result.assessment, "employer")),
    ],
    advice=lambda _result, _voice: None,
)
