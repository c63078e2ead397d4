"""The cage: what ends the child is a sentence, and its faults come out as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from compensation.table import TableError
from compensation.table.cage import CagedSource
from compensation.table.limits import MEGABYTE, PAGE
from compensation.table.source import Choice
from tests.table_files import GOOD, HEADER, rows_of, write_csv

from .limited import FIXTURES

ALL = Choice(0, 1, len(HEADER))


def test_rows_come_out_as_they_are(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "in.csv", rows_of(3))
    source = CagedSource(path, PAGE)
    (chunk,) = source.chunks(ALL)
    source.close()
    assert [column[0].as_py() for column in chunk.columns][1:] == GOOD[1:]
    assert chunk.numbers.tolist() == [2, 3, 4]
    assert source.counted is not None
    assert (source.counted.rows, source.counted.records, source.counted.lines) == (3, 4, 4), (
        "the header is a record too"
    )


@pytest.mark.parametrize("gone", [False, True])
def test_a_child_that_ends_is_a_sentence(tmp_path: Path, gone: bool) -> None:
    path = write_csv(tmp_path / "in.csv", rows_of(3))
    source = CagedSource(path, PAGE)
    child = source._child
    assert child is not None
    child.kill()
    if gone:  # then the choice below stays in the pipe, and closing it would send it once more
        child.wait()
    with pytest.raises(TableError) as caught:
        list(source.chunks(ALL))
    source.close()
    assert child.returncode is not None and not source._held, "its room is free again"
    assert caught.value.code == "cage_closed"
    assert "te zwaar of beschadigd" in caught.value.message("nl") and "bewaar" in caught.value.message("nl")


@pytest.mark.parametrize("limits", [replace(PAGE, memory=64 * MEGABYTE), replace(PAGE, seconds=0)])
def test_a_child_without_room_is_a_sentence(tmp_path: Path, limits: object) -> None:
    path = write_csv(tmp_path / "in.csv", rows_of(3))
    with pytest.raises(TableError) as caught:
        CagedSource(path, limits)  # type: ignore[arg-type]
    assert caught.value.code in ("cage_closed", "too_heavy")


@pytest.mark.parametrize(
    ("name", "code"),
    [("binary_column_bomb.parquet", "column_type"), ("row_number_two_billion.xlsx", "row_number")],
)
def test_a_fault_inside_comes_out(name: str, code: str) -> None:
    with pytest.raises(TableError) as caught:
        CagedSource(FIXTURES / name, PAGE)
    assert caught.value.code == code
