"""A placement that outlives the cao's amount: what must stands apart from what is only fair."""

from __future__ import annotations

import pytest

from compensation import RuleBook
from compensation.telling.explain import sentence
from compensation.telling.grounds import advice_name
from compensation.telling.sheet import sheet, steps_behind
from compensation.telling.verdicts import verdicts
from compensation.texts import LANGUAGES
from tests.people import CAFE
from tests.telling.told import answer_of

#: The café of the findings: the cao's 400 ends with 2026, the intern stays until 29 January.


def test_the_days_after_the_cao_are_told_without_it(live_book: RuleBook) -> None:
    answer = answer_of(CAFE, live_book)
    under, after = (one for one in sheet(answer).lines if one.line.name == "allowance")
    assert "allowance.norm_full_month" in {step.id for step in steps_behind(answer, under)}
    assert {step.id for step in steps_behind(answer, after)} == {
        "allowance.cao_no_amount",
        "allowance.sector_none",
        "allowance.norm_policy_assumed",
    }
    assert "cao_amount" in sheet(answer).open and "cao" not in sheet(answer).open
    assert advice_name(answer, "nl") == "Meest voorkomend cao-bedrag"
    assert "allowance_cao.partly" in {verdict.key for verdict in verdicts(answer)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_branch_has_no_number_of_schemes(live_book: RuleBook, lang: str) -> None:
    answer = answer_of({**CAFE, "cao": {"status": "unknown"}, "sector": "voedsel"}, live_book)
    few = [step for step in answer.assessment.steps if step.id == "allowance.sector_none"]
    assert few
    assert " 0 " not in sentence(few[:1], lang, live_book)


def test_a_wage_of_an_undated_scale_is_probable(live_book: RuleBook) -> None:
    hairdresser = {
        "route": "bbl",
        "sector": "uiterlijke_verzorging",
        "start": "2026-02-01",
        "end": "2026-06-30",
        "hours_per_week": 32,
        "workdays": ["tue", "wed", "thu", "fri"],
        "birth_date": "2005-03-15",
        "cao": {"status": "applies", "scheme": "kappers"},
    }
    assert sheet(answer_of(hairdresser, live_book)).kind == "wage_probably"
    assert sheet(answer_of({**hairdresser, "cao": {"status": "none"}}, live_book)).kind == "wage"
