"""What is measured of this version, in a process of its own (child.py). tasks_version_1.py has the same names."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from cases_here import cases_of, columns_here, keys_of, policies_of
from child import Measured, forget_peak, measured, peak_mib
from sample import SEED, World, mixed_placements

from compensation import PlacementError, RuleBook, assess, load_rulebook, read_placement
from compensation.placement import Placement
from compensation.placement.cases import case_of
from compensation.reading import compiled
from compensation.reading.plain import read
from compensation.reading.records import Cases
from compensation.reading.tables import Results, kinds_in, single
from compensation.rulebook.frozen import freeze


@dataclass
class _State:
    book: RuleBook
    world: World
    placements: list[Placement]


_state = _State(load_rulebook(), World(), [])


def know(rules: str | None = None) -> dict[str, Any]:
    """Load the rules of a folder, or the program's own; the keys that they have."""
    _state.book = load_rulebook(base=rules)
    return keys_of(_state.book)


def agree(**keys: Any) -> None:
    """The keys that both versions have."""
    _state.world = World.of(keys)


# ---------------------------------------------------------------- one person


def readable(placements: list[dict[str, Any]]) -> list[int]:
    """Which of these placements can be read; they are kept for `one`."""
    _state.placements = []
    places = []
    for place, given in enumerate(placements):
        try:
            placement = read_placement(given)
            assess(placement, _state.book)
        except PlacementError:
            continue
        places.append(place)
        _state.placements.append(placement)
    return places


def one(repeats: int, steps: bool = True, places: list[int] | None = None) -> list[float]:
    """The least milliseconds of processor time of each placement, with steps or without."""
    book = _state.book
    rules = freeze(book)

    def plainly(placement: Placement, book: RuleBook) -> None:
        read(*case_of(placement, book), rules)

    run = assess if steps else plainly
    kept = _state.placements if places is None else [_state.placements[place] for place in places]
    return [min(_milliseconds(run, placement, book) for _ in range(repeats)) for placement in kept]


def _milliseconds(run: Any, *values: Any) -> float:
    began = time.process_time_ns()
    run(*values)
    return (time.process_time_ns() - began) / 1e6


def plain(rows: int) -> dict[str, Any]:
    """The plain reading of rows one by one, their records ready."""
    rules = freeze(_state.book)
    ready = list(single(_cases(rows, SEED, False)))
    taken: Measured = {}
    with measured(taken):
        for case, tables in ready:
            read(case, tables, rules)
    return {**taken, "rows": rows}


# ---------------------------------------------------------------- a table


def engine(
    rows: int, chunk: int, threads: int = 1, six_years: bool = False, from_columns: bool = False
) -> dict[str, Any]:
    """The law on mixed placements, chunk by chunk; with `from_columns` the records are made inside the clock."""
    book = _state.book
    _law(_cases(1, SEED, False))
    policies = policies_of(_state.world, book)
    taken: Measured = {}
    entries = 0
    for number, first in enumerate(range(0, rows, chunk)):
        columns = columns_here(
            mixed_placements(min(chunk, rows - first), _state.world, SEED + number, six_years=six_years),
            _state.world,
            book,
        )
        if from_columns:
            with measured(taken):
                results = _law(cases_of(columns, policies), threads)
        else:
            cases = cases_of(columns, policies)
            with measured(taken):
                results = _law(cases, threads)
        entries += int(results.number("entries").sum())
    return {**taken, "rows": rows, "entries": entries}


def _law(cases: Cases, threads: int = 1) -> Results:
    kinds = kinds_in(cases)
    numbers = compiled.columns_of(cases, freeze(_state.book), kinds, threads=threads)
    return Results(_state.book, cases, kinds, numbers)


def _cases(rows: int, seed: int, six_years: bool) -> Cases:
    columns = mixed_placements(rows, _state.world, seed, six_years=six_years)
    return cases_of(columns_here(columns, _state.world, _state.book), policies_of(_state.world, _state.book))


def cells(rows: int, target: str) -> None:
    """Every result of the first rows, in a file: whole numbers, and words of what is a choice."""
    cases = _cases(rows, SEED, False)
    results = _law(cases)
    found = {name: _shown(field.values, field.names) for name, field in results.fields().items()}
    np.savez(target, **found)


def _shown(values: Any, names: Any) -> Any:
    return np.array([*names, ""])[np.where(values < 0, len(names), values)] if names else values


# ---------------------------------------------------------------- files


def frame(source: str) -> dict[str, Any]:
    """A frame of placements into a frame of results, all at once."""
    import pandas as pd

    from compensation import assess_table

    placements = pd.read_parquet(source)
    _ready()
    forget_peak()
    taken: Measured = {}
    with measured(taken):
        results, errors = assess_table(placements, _state.book)
    assert len(results) + errors["row"].nunique() == len(placements), "rows were lost"
    return {**taken, "rows": len(placements), "peak_mib": peak_mib()}


def file(source: str, target: str) -> dict[str, Any]:
    """A file of placements into a file of results, streamed."""
    from compensation.table import assess_file

    _ready()
    forget_peak()
    taken: Measured = {}
    with measured(taken):
        report = assess_file(Path(source), Path(target), rulebook=_state.book, force=True)
    assert report.results > 0.99 * report.rows, f"{report.wrong_rows} wrong rows in a benchmark of sound ones"
    return {**taken, "rows": report.rows, "peak_mib": peak_mib()}


def copy(source: str, results: str) -> dict[str, Any]:
    """Only reading a file of placements and writing the results of it; reading the results back is not counted."""
    import pyarrow.parquet as pq

    from compensation.table.caged.parquet_source import ParquetSource
    from compensation.table.parquet_writer import ParquetWriter
    from compensation.table.source import CHUNK_ROWS, Choice

    forget_peak()
    taken: Measured = {}
    with measured(taken):
        opened = ParquetSource(Path(source))
        rows = sum(len(chunk) for chunk in opened.chunks(Choice(0, 0, 0)))
        opened.close()
        writer = ParquetWriter(Path(results).with_name("copy.parquet"))
    for batch in pq.ParquetFile(results).iter_batches(batch_size=CHUNK_ROWS, use_threads=False):
        with measured(taken):
            writer.write(dict(zip(batch.schema.names, batch.columns, strict=True)))
    with measured(taken):
        writer.close()
    return {**taken, "rows": rows, "peak_mib": peak_mib()}


def to_xlsx(source: str, target: str, rows: int) -> None:
    """The first rows of a parquet file as a workbook."""
    import pyarrow.parquet as pq

    from compensation.table.xlsx_writer import XlsxWriter

    table = pq.read_table(source).slice(0, rows).combine_chunks()
    writer = XlsxWriter(Path(target))
    writer.write({name: table[name].combine_chunks() for name in table.column_names})
    writer.close()


def _ready() -> None:
    """The law loaded, as at any second time: what loading takes is measured by itself."""
    from compensation import table  # noqa: F401 - its import is no part of what is measured

    compiled.columns_of(_nobody(), freeze(_state.book), ())


def _nobody() -> Cases:
    from compensation.reading.tables import cases_of as under_one_another

    return under_one_another([])
