"""JSON lines: a placement a line, computed together as the rows of a file are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pyarrow as pa

from compensation.api.problems import ProblemError
from compensation.outside import JsonError, one_line, read_json, shown
from compensation.placement import PlacementError, read_placement
from compensation.placement.cases import case_of
from compensation.reading.tables import cases_of, read_table
from compensation.rulebook import RuleBook
from compensation.table.compute import ERROR_SCHEMA
from compensation.table.limits import PAGE_ROWS
from compensation.table.results import no_results, result_columns


class Computed(NamedTuple):
    """Results and errors as tables, and how many rows there were and how many of them have no result."""

    results: pa.Table
    errors: pa.Table
    rows: int
    wrong_rows: int
    assumed_workdays: int = 0


def computed_lines(body: bytes, book: RuleBook, lang: str) -> Computed:
    """Compute a placement a line. Raises ProblemError for what is no text or has too many rows."""
    cases: list[Any] = []
    ids: list[str] = []
    numbers: list[int] = []
    errors: list[tuple[int, str | None, str, str, str]] = []
    rows = wrong = 0
    for rows, (number, line) in enumerate(_lines(body), start=1):
        if rows > PAGE_ROWS:
            raise ProblemError("too_many_rows", most=PAGE_ROWS)
        try:
            placement = read_placement(read_json(line))
            cases.append(case_of(placement, book))
            ids.append(str(number if placement.id is None else placement.id))
            numbers.append(number)
        except (JsonError, PlacementError) as error:
            wrong += 1
            errors += _faults(number, error, lang)
    results = result_columns(read_table(cases_of(cases), book)) if cases else no_results(book)
    columns = {"id": pa.array(ids, pa.string()), "row": pa.array(numbers, pa.int64()), **results}
    found = [list(column) for column in zip(*errors, strict=True)] or [[]] * len(ERROR_SCHEMA)
    return Computed(pa.table(columns), pa.table(found, schema=ERROR_SCHEMA), rows, wrong)


def _lines(body: bytes) -> Iterator[tuple[int, str]]:
    """Each line that is not empty, with its number."""
    try:
        written = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProblemError("not_utf8", line=str(body.count(b"\n", 0, error.start) + 1)) from None
    at, number = 0, 0
    while at < len(written):
        end = written.find("\n", at)
        end = len(written) if end < 0 else end
        number += 1
        if line := written[at:end].strip():
            yield number, line
        at = end + 1


def _faults(
    number: int, error: JsonError | PlacementError, lang: str
) -> Iterator[tuple[int, str | None, str, str, str]]:
    if isinstance(error, JsonError):
        yield number, None, "", "", one_line(error.said(lang))
        return
    for fault in error.faults:
        yield number, None, fault.path, shown(fault.values.get("value", "")), one_line(fault.message(lang))
