"""The sound rows of a frame as the engine sees them: for a summary, a proposal, or the steps of one row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from compensation.assessing import assess_case
from compensation.assessment import Assessment
from compensation.placement import Placement, PlacementError, read_placement
from compensation.placement.cases import check_keys
from compensation.reading.records import Cases
from compensation.reading.tables import Column, single
from compensation.rulebook import RuleBook, load_rulebook
from compensation.table.checks import check
from compensation.table.compute import Matched, match_columns
from compensation.table.faults import TableError
from compensation.table.files import explained, open_source
from compensation.table.frames import arrow_of
from compensation.table.look import look_at
from compensation.table.mapping import NO_MAPPING
from compensation.table.mapping import Mapping as Answers
from compensation.table.prepare import Prepared
from compensation.table.sheet import Sheet, row_data

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class SoundRows:
    """The rows of a frame without a fault: their places in it, and their cases."""

    frame: pd.DataFrame
    matched: Matched
    places: Column
    cases: Cases

    def texts(self, column: str) -> list[str]:
        """A column of the frame as text, for the sound rows; empty text when there is none of that name."""
        if column not in self.frame.columns:
            return [""] * len(self.places)
        return ["" if value is None or value != value else str(value) for value in self.frame[column].iloc[self.places]]


def sound_rows(frame: pd.DataFrame, book: RuleBook) -> SoundRows:
    """The sound rows of a frame. Raises TableError like assess_table."""
    matched = match_columns(list(frame.columns), book)
    arrays = {column: arrow_of(frame.iloc[:, place]) for column, place in matched.known.items()}
    checked = check(Sheet(len(frame), arrays, book))
    return SoundRows(frame, matched, checked.sound, checked.cases)


def assess_row(
    source: Path | str,
    row: int,
    rulebook: RuleBook | None = None,
    *,
    tab: str | None = None,
    mapping: Answers = NO_MAPPING,
    accept_unused: bool = False,
) -> Assessment:
    """The whole assessment of one row of a file, by the number that the sheet or the file gives it, with its steps.

    Raises TableError when the file cannot be read or has no such row, PlacementError when the row is wrong.
    """
    book = rulebook or load_rulebook()
    with explained(Path(source)), closing(open_source(Path(source))) as opened:
        look = look_at(opened, book, mapping, tab=tab, accept_unused=accept_unused)
        look.refuse()
        prepared = Prepared(look, book, mapping)
        for large in opened.chunks(look.choice):
            chunk = prepared.chunk(large)
            found = np.flatnonzero(chunk.numbers == row)
            if len(found):
                places = prepared.matched.known
                one = {column: chunk.columns[place].slice(int(found[0]), 1) for column, place in places.items()}
                return _assessed(one, row, book)
    raise TableError("no_such_row", row=row)


def assess_frame_row(frame: pd.DataFrame, row: int, rulebook: RuleBook | None = None) -> Assessment:
    """The same for a frame."""
    if not 1 <= row <= len(frame):
        raise TableError("no_such_row", row=row)
    book = rulebook or load_rulebook()
    matched = match_columns(list(frame.columns), book)
    one = {column: arrow_of(frame.iloc[[row - 1], place]) for column, place in matched.known.items()}
    return _assessed(one, row, book)


def placement_of_row(cells: Mapping[str, pa.Array], book: RuleBook) -> Placement:
    """The placement of the first row of cells under the contract's names. Raises PlacementError when it is wrong."""
    return next(placements_of({name: column.slice(0, 1) for name, column in cells.items()}, book))


def placements_of(cells: Mapping[str, pa.Array], book: RuleBook) -> Iterator[Placement]:
    """The placement of each row of cells under the contract's names. Raises PlacementError when one is wrong."""
    ids = cells["id"].to_pylist() if "id" in cells else None
    rows = len(next(iter(cells.values())))
    sheet = Sheet(rows, cells, book)
    for row in range(rows):
        data = row_data(sheet, row).data
        own_id = None if ids is None else ids[row]
        placement = read_placement(data if own_id in (None, "") else data | {"id": str(own_id)[:100]})
        if faults := check_keys(placement, book):
            raise PlacementError(faults)
        yield placement


def _assessed(one: dict[str, pa.Array], row: int, book: RuleBook) -> Assessment:
    checked = check(Sheet(1, one, book))
    if checked.faults:
        raise PlacementError(fault for _, fault in checked.faults)
    own_id: Any = one["id"][0].as_py() if "id" in one else row
    case, tables = next(iter(single(checked.cases)))
    return assess_case(case, tables, book, own_id if isinstance(own_id, (str, int)) else str(own_id))
