"""Page Student: does a student get what they should, and what can they do about it."""

from __future__ import annotations

from compensation.ui.calculator.document_downloads import document_downloads
from compensation.ui.calculator.page import Section, draw_page
from compensation.ui.calculator.result_student import draw_advice, draw_each_month, draw_test, draw_wage

draw_page(
    "student",
    [
        Section("wage", draw_wage, lambda result: result.earns),
        Section("months", draw_each_month),
        Section("test", draw_test, lambda result: not result.earns),
        Section("papers", lambda result, _: document_downloads(result.placement, result.assessment, "student")),
    ],
    advice=draw_advice,
)
