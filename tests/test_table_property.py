"""The table accepts exactly what `read_placement` accepts, and gives the same amounts as `assess`."""

from __future__ import annotations

import json
from decimal import Decimal
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest
from pydantic import BaseModel

from compensation import PlacementError, load_rulebook, read_placement
from compensation.assessing import assess
from compensation.assessment import Assessment, GroundTotal
from compensation.choices import Force, words_of
from compensation.placement import Placement
from compensation.placement.cases import check_keys
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


def said(assessment: Assessment) -> dict[str, Any]:
    """What an assessment says, by the names of the columns of a table."""
    values: dict[str, Any] = {}
    for line in assessment.expenses:
        values |= {f"expenses.{line.kind}.{part}": value for part, value in line if part != "kind"}
    for name in ("expenses_total", "allowance", "wage", "totals", "employer_cost", "cost_of_offer"):
        part = getattr(assessment, name)
        if part is not None:
            values |= {f"{name}.{key}": value for key, value in part if not isinstance(value, list | BaseModel)}
    # A row of a table has room for every ground; an assessment tells those with an amount.
    parts = [name for name in GroundTotal.model_fields if name != "ground"]
    values |= {f"totals.by_ground.{ground}.{part}": Decimal(0) for ground in words_of(Force) for part in parts}
    for total in assessment.totals.by_ground:
        values |= {f"totals.by_ground.{total.ground}.{key}": value for key, value in total if key != "ground"}
    values |= {f"employer_cost.estimate.{key}": value for key, value in assessment.employer_cost.estimate}
    return values | {f"findings.{finding.id}": finding.status for finding in assessment.findings}


def assert_same(results: pd.DataFrame, good: list[Placement]) -> None:
    """Every result column of every row against the assessment of its placement."""
    expected = [said(assess(placement, BOOK)) for placement in good]
    columns = [name for name in results.columns if name != "id"]
    assert {name for values in expected for name in values} <= set(columns)
    for name in columns:
        found = [value_of(cell) for cell in results[name].tolist()]
        assert found == [values.get(name) for values in expected], name


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


def test_the_comparison_sees_a_cent() -> None:
    rows = placements(5, 20)
    good = [read_placement(row) for row in rows]
    results, _ = assess_table(frame_of(rows), BOOK)
    results["totals.owed"] = results["totals.owed"].map(lambda cents: cents + Decimal("0.01"))
    with pytest.raises(AssertionError, match=r"totals\.owed"):
        assert_same(results, good)
