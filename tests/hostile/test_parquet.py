"""Parquet files that are small and swell when they are read, or hold what no table of placements can."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import reduce
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from compensation.table import TableError
from compensation.table.caged import parquet_checks
from compensation.table.caged.parquet_source import ParquetSource
from compensation.table.limits import PAGE as LIMITS
from compensation.table.limits import Limits
from compensation.table.source import Choice
from tests.table_files import GOOD, HEADER, refused, run

from .limited import FIXTURES, child

LONG = "x" * 60_000
ALL = Choice(0, 0, len(HEADER))


def table(rows: int, **columns: Any) -> pa.Table:
    """So many placements, with other or more columns."""
    return pa.table({name: pa.array([value] * rows) for name, value in zip(HEADER, GOOD, strict=True)} | columns)


def write(path: Path, content: pa.Table, **form: Any) -> Path:
    pq.write_table(content, path, compression="zstd", **form)
    return path


def repeated(value: Any, rows: int) -> pa.Array:
    """One value in every row, stored once."""
    return pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array([value]))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("binary_column_bomb.parquet", "column_type"),
        ("invalid_utf8.parquet", "broken_parquet"),
        ("timestamp_overflow.parquet", "no_such_moment"),
    ],
)
def test_the_files_that_swelled_or_broke(tmp_path: Path, name: str, code: str) -> None:
    assert refused(FIXTURES / name, tmp_path / "out.csv").code == code


KINDS: dict[str, pa.Array] = {
    "binary": pa.array([b"a"] * 3),
    "large_binary": pa.array([b"a"] * 3, pa.large_binary()),
    "fixed_size_binary": pa.array([b"a" * 16] * 3, pa.binary(16)),
    "dictionary<values=binary": repeated(b"a", 3),
    "list<": pa.array([[1, 2]] * 3),
    "list<element: binary": pa.array([[b"mon"]] * 3),
    "struct<": pa.array([{"a": 1}] * 3),
    "map<": pa.array([[("a", 1)]] * 3, pa.map_(pa.string(), pa.int64())),
    "list<element: list<": pa.array([None] * 3, reduce(lambda inner, _: pa.list_(inner), range(20), pa.int64())),
    "time64": pa.array([dt.time(1)] * 3),
    "duration": pa.array([dt.timedelta(1)] * 3),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("column", ["workdays", "remark"])
def test_only_plain_columns_are_taken(tmp_path: Path, kind: str, column: str) -> None:
    path = write(tmp_path / "in.parquet", table(3, **{column: KINDS[kind]}))
    error = refused(path, tmp_path / "out.csv")
    assert (error.code, error.values["column"]) == ("column_type", column)
    assert error.values["type"].startswith(kind)
    assert "ja/nee" in error.message("nl")


@pytest.mark.parametrize("encoding", [{}, {"use_dictionary": False}])
def test_lists_of_a_few_texts_are_read_and_long_ones_refused_before_they_are_made(
    tmp_path: Path, encoding: dict[str, Any]
) -> None:
    def given(name: str, lists: list[list[str] | None]) -> Path:
        return write(tmp_path / name, table(len(lists), workdays=pa.array(lists)), **encoding)

    run(given("few.parquet", [["mon", "tue"], ["wed", "thu"], ["mon", "fri"]]), tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet")["input.workdays"].to_pylist() == ["mon,tue", "wed,thu", "mon,fri"]
    many = refused(given("many.parquet", [["mon"] * 1000]), tmp_path / "out.csv")
    assert (many.code, many.values["most"]) == ("long_lists", 20)
    assert refused(given("long.parquet", [["a" * 2_000_000] * 20]), tmp_path / "out.csv").code == "cell_too_large"


def test_plain_columns_keep_their_types(tmp_path: Path) -> None:
    columns = {
        "text": pa.array(["a", None, "b"]),
        "large": pa.array(["a", None, "b"], pa.large_string()),
        "words": pa.array(["a", None, "b"]).dictionary_encode(),
        "small": pa.array([1, None, 3], pa.int8()),
        "half": pa.array(np.array([1, 2, 3], np.float16)),
        "money": pa.array([Decimal("1.10"), None, Decimal("2.20")]),
        "yes": pa.array([True, None, False]),
        "day": pa.array([dt.date(2026, 1, 1), None, dt.date(1, 1, 2)]),
        "moment": pa.array([dt.datetime(2026, 1, 1), None, dt.datetime(9999, 12, 30)], pa.timestamp("us")),
        "zone": pa.array([dt.datetime(2026, 1, 1), None, None], pa.timestamp("ms", "Europe/Amsterdam")),
        "nothing": pa.nulls(3),
    }
    given = table(3, **columns)
    run(write(tmp_path / "in.parquet", given), tmp_path / "out.parquet", accept_unused=True)
    found = pq.read_table(tmp_path / "out.parquet")
    for name, column in columns.items():
        assert found.schema.field(name).type == column.type, name
        assert found[name].to_pylist() == column.to_pylist(), name


ENCODINGS: dict[str, dict[str, Any]] = {
    "as a dictionary": {},
    "one after the other": {"use_dictionary": False},
    "on one page": {"use_dictionary": False, "data_page_size": 2_000_000_000},
    "by their beginnings": {"use_dictionary": False, "column_encoding": {"remark": "DELTA_BYTE_ARRAY"}},
    "by their lengths": {"use_dictionary": False, "column_encoding": {"remark": "DELTA_LENGTH_BYTE_ARRAY"}},
}


@pytest.mark.parametrize("how", ENCODINGS)
def test_texts_however_they_are_stored(tmp_path: Path, how: str) -> None:
    rng = Random(1)
    texts = [
        "".join(rng.choice("abcé ") for _ in range(rng.randrange(40))) if rng.random() < 0.9 else None
        for _ in range(3000)
    ]
    path = write(tmp_path / "in.parquet", table(3000, remark=pa.array(texts)), **ENCODINGS[how], row_group_size=1000)
    assert run(path, tmp_path / "out.parquet").results == 3000
    assert pq.read_table(tmp_path / "out.parquet")["remark"].to_pylist() == texts


def test_what_swells_is_refused_in_little_memory(tmp_path: Path) -> None:
    """60 kB in 25,000 rows is 1.5 GB of text; 2,000 columns of zeros were 1.1 GB."""
    long = repeated(LONG, 25_000)
    plain = long.cast(pa.string())
    files = [write(tmp_path / "dictionary.parquet", table(25_000, remark=long))]
    files += [write(tmp_path / "required.parquet", table(25_000, workdays=long))]
    files += [
        write(tmp_path / f"{number}.parquet", table(25_000, remark=plain), **form)
        for number, form in enumerate(ENCODINGS.values())
    ]
    zeros = {f"z{number}": pa.array(np.zeros(25_000, np.int64)) for number in range(2000)}
    files += [FIXTURES / "binary_column_bomb.parquet", write(tmp_path / "wide.parquet", table(25_000, **zeros))]
    done = child(
        "from pathlib import Path\n"
        "from compensation.table import TableError\n"
        "from compensation.table.caged.parquet_source import ParquetSource\n"
        "from compensation.table.source import Choice\n"
        "import pyarrow.parquet as pq\n"
        "for file in sys.argv[1:]:\n"
        "    try:\n"
        "        every = Choice(0, 0, len(pq.read_schema(file).names))\n"
        "        for chunk in ParquetSource(Path(file)).chunks(every):\n"
        "            assert len(chunk) <= 20_000\n"
        "        print('read')\n"
        "    except TableError as error:\n"
        "        print(error.code)",
        *files,
    )
    assert done.code == 0, done
    assert set(done.out.split()[:-1]) == {"text_repeated", "parquet_swells", "column_type"}, done.out
    assert done.out.split()[-1] == "read"  # a wide table is read in short pieces
    assert done.megabytes < 450


def test_batches_are_short_where_texts_repeat_their_beginnings(tmp_path: Path) -> None:
    form = ENCODINGS["by their beginnings"]
    metadata = pq.read_metadata(write(tmp_path / "in.parquet", table(5000, remark=pa.array([LONG] * 5000)), **form))
    rows = parquet_checks.longest_batch(metadata, [HEADER.index("employer") + 1], Limits())
    assert 500 < rows < 1500  # 64 MB of the longest text that the column can hold


def test_the_limits_of_the_page(tmp_path: Path) -> None:
    def code(path: Path, limits: Limits = LIMITS) -> str:
        with pytest.raises(TableError) as caught:
            list(ParquetSource(path, limits).chunks(ALL))
        return caught.value.code

    assert code(write(tmp_path / "rows.parquet", table(25_001))) == "too_many_rows"
    nulls = pa.table({name: pa.nulls(20_000_000, pa.string()) for name in HEADER})
    assert code(write(tmp_path / "nulls.parquet", nulls, row_group_size=20_000_000)) == "too_many_rows"
    columns = {f"z{number}": pa.array(np.zeros(25_000, np.int8)) for number in range(200)}
    assert code(write(tmp_path / "cells.parquet", table(25_000, **columns))) == "too_many_cells"
    text = write(tmp_path / "text.parquet", table(2000, remark=repeated(LONG, 2000)))
    assert code(text) == "text_repeated"
    assert code(text, Limits(text=1_000_000)) == "too_much_text"
    sound = write(tmp_path / "sound.parquet", table(25_000))
    assert sum(map(len, ParquetSource(sound, LIMITS).chunks(ALL))) == 25_000


DAYS = {"s": 86_400, "ms": 86_400_000, "us": 86_400_000_000}
MOMENTS: dict[str, pa.Array] = {
    **{unit: pa.array([0, 4_000_000 * size, None]).view(pa.timestamp(unit)) for unit, size in DAYS.items()},
    "before": pa.array([0, -2_000_000 * DAYS["us"], None]).view(pa.timestamp("us")),
    "largest": pa.array([0, 2**63 - 1, None]).view(pa.timestamp("ms")),
    "smallest": pa.array([0, -(2**63), None]).view(pa.timestamp("us")),
    "zone": pa.array([0, 2**62, None]).view(pa.timestamp("us", "Europe/Amsterdam")),
    "date32": pa.array([0, 2**30, None], pa.int32()).view(pa.date32()),
    "date64": pa.array([0, -(2**60), None]).view(pa.date64()),
}


@pytest.mark.parametrize("kind", MOMENTS)
@pytest.mark.parametrize("column", ["start", "remark"])
def test_a_moment_outside_the_calendar_is_told_by_its_row(tmp_path: Path, kind: str, column: str) -> None:
    error = refused(write(tmp_path / "in.parquet", table(3, **{column: MOMENTS[kind]})), tmp_path / "out.xlsx")
    assert (error.code, error.values) == ("no_such_moment", {"column": column, "row": 2})


@pytest.mark.parametrize("use_dictionary", [False, True])
def test_text_that_is_no_utf8_is_refused(tmp_path: Path, use_dictionary: bool) -> None:
    ends = pa.py_buffer(np.array([0, 2, 4, 6], np.int32).tobytes())
    texts = pa.Array.from_buffers(pa.string(), 3, [None, ends, pa.py_buffer(b"ab\xff\xfecd")])
    path = write(tmp_path / "in.parquet", table(3, remark=texts), use_dictionary=use_dictionary)
    assert refused(path, tmp_path / "out.csv").code == "broken_parquet"


@pytest.mark.parametrize("kind", ["float16", "uint64", "decimal256", "float"])
def test_numbers_beyond_all_bounds_are_faults_of_their_rows(
    tmp_path: Path, kind: str, recwarn: pytest.WarningsRecorder
) -> None:
    numbers = {
        "float16": pa.array(np.array([np.inf, 60_000, np.nan], np.float16)),
        "uint64": pa.array([2**64 - 1] * 3, pa.uint64()),
        "decimal256": pa.array([Decimal(10) ** 70] * 3, pa.decimal256(76, 0)),
        "float": pa.array([float("inf"), 1e308, -1e308]),
    }
    amounts = {"offer.allowance.amount": numbers[kind], "offer.allowance.per": pa.array(["month"] * 3)}
    report = run(write(tmp_path / "in.parquet", table(3, **amounts)), tmp_path / "out.csv")
    assert report.results + report.wrong_rows == 3
    assert report.wrong_rows >= 1
    assert not [str(warning.message) for warning in recwarn]


def test_a_damaged_file_is_told_so_wherever_it_is_damaged(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.parquet", table(300, remark=pa.array([f"r{n}" for n in range(300)]))).read_bytes()
    rng, seen = Random(5), set()
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(rng.choice((1, 4, 40))):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        (tmp_path / "in.parquet").write_bytes(damaged[: rng.choice((len(whole), rng.randrange(len(whole))))])
        try:
            assert run(tmp_path / "in.parquet", tmp_path / "out.csv", force=True).rows == 300
        except TableError as error:
            seen.add(error.code)
            assert len(error.message("nl").splitlines()) == 1
    assert "broken_parquet" in seen
