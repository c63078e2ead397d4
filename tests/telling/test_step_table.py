"""Steps as tables: rows for months, no term of 0, what is the same said once; and a heading for every column."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from compensation import RuleBook
from compensation.telling.explain import sentence
from compensation.telling.lines import steps_of_line
from compensation.telling.step_table import StepTable, cell, column_name, parts_of, short_period
from compensation.texts import LANGUAGES
from tests.oracle.data import load_data
from tests.oracle.random_placements import random_placement
from tests.people import CAFE_BY_TRAIN, GARAGE_THAT_PAYS
from tests.telling.told import answer_of


def table(data: dict[str, Any], line: str, book: RuleBook, at: int = 0) -> StepTable:
    steps = steps_of_line(answer_of(data, book), line)
    return [part for part in parts_of(steps) if isinstance(part, StepTable)][at]


def rows(found: StepTable, book: RuleBook, lang: str = "nl") -> list[list[str]]:
    return [[short_period(row, lang), *(cell(one, lang, book) for one in row.cells)] for row in found.rows]


def test_travel_of_five_months_is_five_rows(live_book: RuleBook) -> None:
    found = table(CAFE_BY_TRAIN, "travel", live_book)
    heads = [column_name(column, "nl") for column in found.columns]
    assert heads == ["In het rooster", "Feestdag", "Aanwezig", "Ritten met korting", "Bedrag"]
    assert [(column.name, value.value) for column, value in found.fixed][1:] == [("fare", "6.20"), ("discount", "40")]
    assert rows(found, live_book) == [
        ["sep 2026", "22", "0", "22", "8", "29,76"],
        ["okt 2026", "23", "0", "23", "10", "37,20"],
        ["nov 2026", "20", "0", "20", "8", "29,76"],
        ["dec 2026", "23", "2", "21", "6", "22,32"],
        ["1–29 jan 2027", "21", "1", "20", "8", "29,76"],
    ]


def test_a_wage_is_told_by_days_with_one_minimum(live_book: RuleBook) -> None:
    found = table(GARAGE_THAT_PAYS, "wage", live_book)
    assert rows(found, live_book)[2:4] == [
        ["1–11 nov 2026", "7", "56", "5,92", "331,52"],
        ["12–30 nov 2026", "10", "80", "6,82", "545,60"],
    ]
    estimate = next(
        part
        for part in parts_of(steps_of_line(answer_of(GARAGE_THAT_PAYS, live_book), "wage"))
        if isinstance(part, StepTable) and part.like[-1].id == "wage.wage_estimate"
    )
    assert len(estimate.rows) == 7
    assert ("hourly", "9.37") in [(column.name, value.value) for column, value in estimate.fixed]


@pytest.mark.parametrize("seed", range(60))
def test_tables_and_sentences_together_tell_every_step(seed: int, book: RuleBook) -> None:
    answer = answer_of(random_placement(Random(seed + 800), load_data()), book)
    parts = parts_of(answer.assessment.steps)
    told = [step for part in parts for step in (part.steps if isinstance(part, StepTable) else part)]
    assert sorted(map(id, told)) == sorted(map(id, answer.assessment.steps))
    for part in parts:
        if not isinstance(part, StepTable):
            continue
        for lang in LANGUAGES:
            assert all(column_name(column, lang) for column, _ in part.fixed)
            assert all(column_name(column, lang) for column in part.columns)
            assert all(len(row) == len(part.columns) + 1 for row in rows(part, book, lang))
            assert sentence([part.like[-1]], lang, book)
        for place in range(len(part.columns)):
            assert any(str(row.cells[place].value).strip("0.") for row in part.rows if row.cells[place])
