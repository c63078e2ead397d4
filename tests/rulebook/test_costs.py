"""Kinds of cost are data: one entry of rules/costs.yaml is a kind everywhere, in words, tables, links and the law."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from compensation import RuleBook, assess, assess_table, load_rulebook, read_placement
from compensation.placement import PlacementError
from compensation.rulebook import check_rulebook
from compensation.rulebook.frozen import freeze
from compensation.rulebook.frozen_records import MOST_KINDS
from compensation.table.template import column_help
from compensation.telling.explain import explain
from compensation.ui.calculator.link import address, from_query
from tests.rulebooks import TEST_RULES, copied

COSTS = "rules/costs.yaml"
INSURANCE = """  insurance:
    name: {nl: Verzekering, en: Insurance}
    column: verzekering
    asked_by: {bol: school, hbo: employer}
    ground: pact
    checked: one_source
    source: {title: "Proefgegevens: verzekering", url: null, date: null}
    note: {nl: Om mee te testen., en: To test with.}
"""
PLACEMENT = {
    "route": "bol",
    "start": "2026-02-02",
    "end": "2026-02-28",
    "hours_per_week": 8,
    "workdays": ["mon"],
    "costs": [{"kind": "insurance", "amount": "40"}, {"kind": "other", "amount": "5", "provided": True}],
    "offer": {"reimbursements": [{"kind": "insurance", "amount": "15"}]},
}


def with_costs(folder: Path, more: str) -> Path:
    copied(TEST_RULES, folder)
    file = folder / COSTS
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    return folder


@pytest.fixture
def insured(tmp_path: Path) -> RuleBook:
    """The tests' own rule book with one more kind of cost."""
    return load_rulebook(base=with_costs(tmp_path, INSURANCE))


def test_kinds_stand_in_the_order_of_the_file_and_travel_first(each_book: RuleBook) -> None:
    assert each_book.line_kinds == tuple(each_book.costs)
    assert each_book.line_kinds == ("travel", *each_book.cost_kinds)
    assert each_book.cost_kinds[:3] == ("vog", "clothing", "protective_equipment")


def test_frozen_kinds_say_what_the_law_asks_of_each(each_book: RuleBook) -> None:
    kinds = freeze(each_book).kinds
    assert len(kinds) == len(each_book.line_kinds)
    by_law = [key for key, kind in zip(each_book.line_kinds, kinds, strict=True) if kind.by_law]
    priced = [key for key, kind in zip(each_book.line_kinds, kinds, strict=True) if kind.priced]
    assert (by_law, priced) == (["protective_equipment"], ["vog"])


@pytest.mark.live
def test_nobody_is_preset_to_ask_for_what_no_source_speaks_of(live_book: RuleBook) -> None:
    for kind in ("housing", "phone", "tools", "certificate", "other"):
        assert live_book.costs[kind].asked_by is None
    vaccination = live_book.costs["vaccination"]
    assert [vaccination.usually_asked_by(r) for r in ("bol", "bbl", "hbo", "wo", "dual")] == [
        "school", "employer", "school", None, "employer",
    ]  # fmt: skip


# ---------------------------------------------------------------- one more kind


def test_one_more_kind_is_counted_and_named(insured: RuleBook) -> None:
    result = assess(read_placement(PLACEMENT), insured)
    line = result.line("insurance")
    assert line is not None
    assert (line.owed, line.reimbursed, line.gap, line.force) == (Decimal(40), Decimal(15), Decimal(25), "pact")
    told = [explained.text for explained in explain(result, "en", insured)]
    assert any(sentence.startswith("Insurance: €40.00 to reimburse") for sentence in told)
    assert [line.kind for line in result.expenses] == ["other", "insurance"]


def test_one_more_kind_has_its_columns_in_both_languages(insured: RuleBook) -> None:
    row = {name: str(PLACEMENT[name]) for name in ("route", "start", "end", "hours_per_week")} | {"workdays": "mon"}
    for name, paid in (("cost.insurance.amount", "offer.reimburse.insurance.amount"),
                       ("kosten.verzekering.bedrag", "vergoed.verzekering.bedrag")):  # fmt: skip
        results, errors = assess_table(pd.DataFrame([{**row, name: "40", paid: "15"}]), insured)
        assert errors.empty
        assert results["expenses.insurance.gap"].tolist() == [Decimal("25.00")]
    meanings = {line.column: line.meaning for line in column_help(insured, "nl")}
    assert meanings["kosten.verzekering.bedrag"].startswith("Verzekering: ")


def test_one_more_kind_stands_in_a_link(insured: RuleBook) -> None:
    link = address(PLACEMENT, "https://x", "nl")
    assert "&cost=insurance~40&" in link
    query = {"v": ["1"], "cost": ["insurance~40"], "back": ["insurance~15"]}
    found, problems = from_query(query, insured)
    assert (found["costs"], problems) == ([{"kind": "insurance", "amount": "40"}], [])
    assert [problem.value for problem in from_query(query, load_rulebook())[1]] == ["insurance~40", "insurance~15"]


# ---------------------------------------------------------------- what is refused


def test_a_kind_that_the_book_does_not_have_is_named_with_those_it_has(book: RuleBook) -> None:
    with pytest.raises(PlacementError) as refused:
        assess(read_placement(PLACEMENT), book)
    assert [fault.path for fault in refused.value.faults] == ["costs.0.kind", "offer.reimbursements.0.kind"]
    costs, back = (fault.values["choices"] for fault in refused.value.faults)
    assert (costs, back) == (", ".join(book.cost_kinds), ", ".join(book.line_kinds))


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (INSURANCE.replace("verzekering\n", "reis\n"), "'reis' is the column of travel too: give each kind its own"),
        (INSURANCE.replace("bol: school", "bol: nobody"), "'nobody' is not one of: employer, law, school"),
        (INSURANCE.replace("pact", "advice"), "'advice' is not one of: law, pact"),
    ],
)
def test_a_kind_that_is_written_wrong_is_a_fault_where_it_stands(tmp_path: Path, more: str, problem: str) -> None:
    (fault,) = check_rulebook(base=with_costs(tmp_path, more))
    assert (fault.file, fault.problem) == (COSTS, problem)
    assert "insurance" in fault.path


def test_more_kinds_than_the_law_has_room_for_are_a_fault(tmp_path: Path) -> None:
    more = "".join(INSURANCE.replace("insurance:", f"k{n}:").replace("verzekering\n", f"k{n}\n") for n in range(14))
    (fault,) = check_rulebook(base=with_costs(tmp_path, more))
    assert fault.problem == f"25 kinds of cost: at most {MOST_KINDS}"
