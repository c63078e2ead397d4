"""The table accepts exactly what `read_placement` accepts, and gives the same amounts as `assess`."""

from __future__ import annotations

import json
from decimal import Decimal
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest

from compensation import PlacementError, load_rulebook, read_placement
from compensation.assessment import assess, read_field
from compensation.columns import check_keys, columns_of
from compensation.evaluate import evaluate
from compensation.findings import STATUSES, findings
from compensation.outcome import result_fields
from compensation.placement import Placement
from compensation.table import assess_table

from .oracle.random_placements import random_placement
from .table_rows import broken, flatten, one_of_each_kind

BOOK = load_rulebook()


def placements(seed: int, number: int) -> list[dict[str, Any]]:
    rng = Random(seed)
    return [one_of_each_kind(random_placement(rng)) for _ in range(number)]


def frame_of(rows: list[dict[str, Any]], **rest: Any) -> pd.DataFrame:
    flat = [flatten(row) for row in rows]
    columns = sorted({name for row in flat for name in row} | {"route", "start", "end", "hours_per_week", "workdays"})
    table = pd.DataFrame({name: pd.Series([row.get(name) for row in flat], dtype=object) for name in columns})
    table["id"] = np.arange(len(flat))
    return table.assign(**rest)


def accepted(row: dict[str, Any]) -> Placement | None:
    try:
        placement = read_placement(row)
    except PlacementError:
        return None
    return None if check_keys(placement, BOOK) else placement


def value_of(cell: Any) -> Any:
    return None if cell is None or cell is pd.NA or cell != cell else cell


def assert_same(results: pd.DataFrame, good: list[Placement]) -> None:
    """Every result column of every row against the engine fed by the models."""
    evaluation = evaluate(columns_of(good, BOOK), BOOK)
    fields = result_fields(evaluation)
    for name in fields:
        column = results[name].tolist()
        expected = [read_field(fields, name, row) for row in range(len(good))]
        assert [value_of(cell) for cell in column] == expected, name
    for finding_id, finding in findings(evaluation, fields).items():
        expected = [STATUSES[int(code)] for code in finding.status]
        assert results[f"findings.{finding_id}"].tolist() == expected, finding_id


@pytest.mark.slow
def test_valid_placements_are_all_accepted_with_the_same_amounts() -> None:
    rows = placements(1, 2500)
    good = [accepted(row) for row in rows]
    assert None not in good
    results, errors = assess_table(frame_of(rows), BOOK)
    assert errors.empty, errors.head()
    assert results["id"].tolist() == list(range(len(rows)))
    assert_same(results, [placement for placement in good if placement is not None])


@pytest.mark.slow
@pytest.mark.parametrize("as_text", [False, True])
def test_broken_placements_are_refused_exactly_when_the_model_refuses_them(as_text: bool) -> None:
    rng = Random(2)
    rows = [broken(rng, row) for row in placements(3, 4000)]
    good = [accepted(row) for row in rows]
    frame = frame_of(rows)
    if as_text:
        frame = frame.map(lambda value: None if value is None else str(value))
    results, errors = assess_table(frame, BOOK)
    taken = set(results["id"].astype(int))
    for number, (row, placement) in enumerate(zip(rows, good, strict=True)):
        said = errors[errors["row"] == number + 1].to_dict("records")
        assert (number in taken) == (placement is not None), (json.dumps(row), said)
        assert (number in taken) == (not said)
    assert 800 < len(taken) < 3500
    assert_same(results, [placement for placement in good if placement is not None])


@pytest.mark.slow
def test_one_by_one_with_assess() -> None:
    rows = placements(4, 60)
    results, _ = assess_table(frame_of(rows), BOOK)
    for number, row in enumerate(rows):
        assessment = assess(read_placement(row), BOOK)
        said = {name: value_of(results[name].iloc[number]) for name in results.columns}
        assert said["totals.gap"] == assessment.totals.gap
        assert said["employer_cost.total"] == assessment.employer_cost.total
        assert said["allowance.norm"] == (assessment.allowance and assessment.allowance.norm)
        assert said["wage.due"] == (assessment.wage and assessment.wage.due)
        for line in assessment.expenses:
            assert said[f"expenses.{line.kind}.owed"] == line.owed
            assert said[f"expenses.{line.kind}.force"] == line.force
        for finding in assessment.findings:
            assert said[f"findings.{finding.id}"] == finding.status


def test_the_comparison_sees_a_cent() -> None:
    rows = placements(5, 20)
    good = [read_placement(row) for row in rows]
    results, _ = assess_table(frame_of(rows), BOOK)
    results["totals.owed"] = results["totals.owed"].map(lambda cents: cents + Decimal("0.01"))
    with pytest.raises(AssertionError, match=r"totals\.owed"):
        assert_same(results, good)
