"""The examples of docs/distributed.md give what one plain run gives."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest

from compensation.table import assess_table
from compensation.table.distributed import assess_partitions, spark_schema, without_dots

from .oracle.random_placements import random_placement
from .table_rows import broken, flatten, one_of_each_kind

PAGE = Path(__file__).parents[1] / "docs" / "distributed.md"


def examples() -> dict[str, str]:
    return dict(zip(("dask", "spark"), re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.S), strict=True))


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    rng = Random(7)
    rows = [one_of_each_kind(random_placement(rng)) for _ in range(150)]
    flat = [flatten(broken(rng, row) if number % 3 == 0 else row) for number, row in enumerate(rows)]
    frame = pd.DataFrame(flat).astype(object)
    frame = frame.map(lambda value: None if value is None or value != value else str(value))
    return frame.assign(id=[f"p{number}" for number in range(len(frame))], employer="x").astype("string")


def same(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    assert list(found.columns) == list(expected.columns)
    for name in expected.columns:
        left, right = ([None if pd.isna(v) else v for v in frame[name]] for frame in (found, expected))
        assert left == right, name


@pytest.mark.slow
@pytest.mark.parametrize("parts", [1, 4])
def test_dask(table: pd.DataFrame, tmp_path: Path, parts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    dask = pytest.importorskip("dask", reason="dask is not installed")
    dd = pytest.importorskip("dask.dataframe", reason="dask.dataframe is not installed")
    monkeypatch.chdir(tmp_path)
    Path("placements").mkdir()
    for part in range(parts):
        table.iloc[part * 150 // parts : (part + 1) * 150 // parts].to_parquet(f"placements/{part}.parquet")
    with dask.config.set(scheduler="synchronous"):
        exec(compile(examples()["dask"], str(PAGE), "exec"), {})
        found = dd.read_parquet("results/").compute()
    expected, errors = assess_table(table)
    assert 0 < errors["row"].nunique() < 60
    same(found.reset_index(drop=True), expected.reset_index(drop=True))


def test_spark(table: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed: the Spark example is not run")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    Path("placements").mkdir()
    table.to_parquet("placements/0.parquet")
    exec(compile(examples()["spark"], str(PAGE), "exec"), {})
    found = pd.read_parquet("results/").sort_values("id", ignore_index=True)
    same(found, assess_table(table)[0].sort_values("id", ignore_index=True))


def test_what_spark_is_handed(table: pd.DataFrame) -> None:
    """As much of the Spark example as can be tried without Spark: its parts, their values and its schema."""
    expected, _ = assess_table(table)
    handed = table.set_axis(without_dots(table.columns), axis=1)
    assert not [name for name in handed.columns if "." in name]
    parts = [handed.iloc[:40], handed.iloc[40:]]
    found = pd.concat(list(assess_partitions(parts)), ignore_index=True)
    same(found, expected.reset_index(drop=True))
    kinds: set[type[Any]] = {type(value) for name in found.columns for value in found[name]}
    assert {kind.__name__ for kind in kinds} <= {"str", "Decimal", "bool", "date", "NoneType"}
    schema = spark_schema(expected)
    assert "`id` string" in schema and "`totals.gap` decimal(14, 2)" in schema
    assert "`wage.covered_until` date" in schema and "`expenses.vog.estimated` boolean" in schema
    assert schema == spark_schema(assess_table(table.iloc[:0])[0])
