"""Long files on the command line: the most memory that `passend table` holds, its child included, at two lengths.

The memory of all processes together, shared pages counted once (PSS), looked at some times a second: other work on the
machine does not disturb it. Linux only.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet as pq
import xlsxwriter
from placements_file import write_placements
from report import Figure, Section, under

#: A file of so many times as many rows may take so many times the memory.
LONGER, FLAT = 10, 1.15
SECONDS = 0.2


def measure(rows: int, schemes: Sequence[tuple[str, str]], folder: Path) -> Section:
    """Peak memory of csv to csv and of xlsx to csv, at a tenth of the rows and at all of them."""
    figures = []
    for kind, target in (("csv", FLAT), ("xlsx", None)):
        peaks = [_peak(_file(folder, kind, number, schemes)) for number in (rows // LONGER, rows)]
        shown = f"{peaks[0]:,.0f} MiB at {rows // LONGER:,} rows, {peaks[1]:,.0f} MiB at {rows:,}"
        figures.append(Figure(f"{kind} to csv, peak memory of all processes", shown))
        figures.append(under(f"{kind} to csv, {LONGER} times the rows", peaks[1] / peaks[0], target, "times", 2))
    return Section("Long files", figures, "`passend table`; a sheet of xlsx is in memory as a whole while it is read.")


def _file(folder: Path, kind: str, rows: int, schemes: Sequence[tuple[str, str]]) -> Path:
    source, made = folder / f"long_{rows}.parquet", folder / f"long_{rows}.{kind}"
    if not source.exists():
        write_placements(source, rows, schemes)
    table = pq.ParquetFile(source)
    if kind == "csv":
        with pyarrow.csv.CSVWriter(made, table.schema_arrow) as into:
            for batch in table.iter_batches(20_000):
                into.write_batch(batch)
        return made
    book = xlsxwriter.Workbook(made, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, table.schema_arrow.names)
    for number, row in enumerate(_rows(table), start=1):
        for place, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, place, cell)
    book.close()
    return made


def _rows(table: pq.ParquetFile) -> Iterator[tuple[object, ...]]:
    for batch in table.iter_batches(20_000):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _peak(source: Path) -> float:
    """The most that the command and its children hold together, in MiB."""
    target = source.with_name(f"{source.name}.results.csv")
    command = [str(Path(sys.executable).with_name("passend")), "table", str(source), str(target)]
    peak = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            peak = max(peak, sum(map(_held, _with_children(running.pid))))
            time.sleep(SECONDS)
    if running.returncode:
        raise RuntimeError(f"passend table ended with {running.returncode}")
    return peak / 1024


def _with_children(process: int) -> Iterator[int]:
    yield process
    for thread in Path(f"/proc/{process}/task").glob("*/children"):
        for child in _read(thread).split():
            yield from _with_children(int(child))


def _held(process: int) -> int:
    """Kibibytes; none of a process that has ended."""
    lines = (line.split() for line in _read(Path(f"/proc/{process}/smaps_rollup")).splitlines())
    return next((int(line[1]) for line in lines if line[0] == "Pss:"), 0)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
