"""What must be asked about a file before it is computed, all at once; and what is good to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from compensation.rulebook import RuleBook
from compensation.table.catalog import ColumnSpec, catalog_of, employer_column, looks_like_ours, missing_columns
from compensation.table.composed import (
    PAY,
    all_parts,
    of_one_week,
    per_of,
    spec_of,
)
from compensation.table.compute import nearest
from compensation.table.header import LEAST_OF_A_TAB, names_in
from compensation.table.headings import MAPPING
from compensation.table.look_columns import CANCELLED, MONTHS, SEVERAL, USED, ColumnLook, Looking
from compensation.table.mapping import CARRY, DROP
from compensation.table.measures import another_measure, says_another_time
from compensation.table.said import Said
from compensation.table.samples import (
    middle_amount,
)
from compensation.table.words import amount_and_period

#: What a column says of whole rows.
_OF_ROWS = {CANCELLED: "placements_cancelled", SEVERAL: "several_in_a_row"}
#: Between these lies the middle of amounts of an allowance a month, in cents; where it does not, the period is asked.
_A_MONTH = (10_000, 150_000)


@dataclass(frozen=True)
class Questions:
    """What is said of the columns of a tab that were recognised."""

    looking: Looking
    columns: Sequence[ColumnLook]
    constants: Mapping[str, str]
    header_row: int

    def problems(self) -> Iterator[Said]:
        """Everything that must be asked or mended first, at once."""
        yield from self._of_the_mapping()
        yield from self._doubles()
        known = all_parts([*(column.column for column in self.columns if column.use == USED), *self.constants])
        if missing := missing_columns(known):
            if len([name for name in self.looking.names if name]) <= 1 and not known:
                yield Said("separator", {"found": next((name for name in self.looking.names if name), "")[:80]})
                return
            if self._turned():
                yield Said("turned", {})
                return
            found = ", ".join(name for name in self.looking.names if name)[:400] or "-"
            yield Said("missing_column", {"columns": tuple(map(self._spec, missing)), "found": found})
        if months := tuple(column.name for column in self.columns if column.asked and column.about == MONTHS):
            yield Said("months", {"columns": months})
        for column in self.columns:
            yield from self._of_column(column)
        yield from self._periods()
        yield from self._merged()

    def _turned(self) -> bool:
        """Whether the names of columns stand below each other, a placement to the right of them."""
        head = [cells for _, cells in self.looking.tab.head]
        first = [next((cell for cell in cells if cell.strip()), "") for cells in head]
        return len(names_in(first, self._book)) >= LEAST_OF_A_TAB

    def _of_the_mapping(self) -> Iterator[Said]:
        absent = [name for name in self.looking.answers.columns if name not in self.looking.names]
        if absent:
            found = ", ".join(name for name in self.looking.names if name)[:400]
            yield Said("mapping_absent", {"columns": ", ".join(absent)[:400], "found": found})

    def _doubles(self) -> Iterator[Said]:
        """Two columns that say the same of ours; the days of a week say it together."""
        told: dict[str, ColumnLook] = {}
        for column in self.columns:
            for part in all_parts([column.column]) if column.use == USED else ():
                other = told.setdefault(part, column)
                if other is not column and not of_one_week(column.column, other.column):
                    yield Said("duplicate_column", {"column": other.name, "other": column.name})
                    return

    def _of_column(self, column: ColumnLook) -> Iterator[Said]:
        if column.name and column.column is None and column.how != MAPPING and looks_like_ours(column.name):
            yield Said("unknown_column", {"column": column.name, "near": nearest(column.name, catalog_of(self._book))})
        elif column.asked and column.about == "personal":
            yield Said("personal_numbers", {"column": column.name})
        elif column.asked and column.about in _OF_ROWS:
            yield Said(_OF_ROWS[column.about], {"column": column.name, "samples": _shown(column)})
        elif column.asked and column.column is not None and column.use == USED:
            yield Said(
                "column_doubtful",
                {"column": column.name, "meant": self._spec(column.column), "samples": _shown(column)},
            )
        elif column.asked and column.about != MONTHS:
            values = {"column": column.name, "samples": _shown(column), "about": column.about or "pay"}
            yield Said("column_unused", values)
        measure = another_measure(column.name, column.column or "") if column.use == USED and not column.asked else None
        if measure is not None:
            yield Said("another_measure", {"column": column.name, "measure": measure})
        if column.use == USED and (count := self.looking.tab.formulas.get(column.place)):
            yield Said("formulas", {"column": column.name, "cells": count})
        if column.use == USED and (count := self.looking.tab.errors.get(column.place)):
            yield Said("cell_errors", {"column": column.name, "cells": count})

    def _periods(self) -> Iterator[Said]:
        """What is paid back, or a wage, without a period: per month or once are far apart.

        An allowance is one a month where it can be; no other amount has a period that goes without saying.
        """
        known = all_parts([*(column.column for column in self.columns if column.use == USED), *self.constants])
        for column in self.columns:
            name = column.column or ""
            per = per_of(name) or ""
            asked = bool(per) and (name.startswith("offer.reimburse.") or name in ("offer.wage.amount", PAY))
            if (
                name == "offer.allowance.amount"
                and (middle := middle_amount(self.looking.cells(column.place))) is not None
            ):
                asked = not _A_MONTH[0] <= middle <= _A_MONTH[1] or says_another_time(column.name, name)
            asked = asked and not self._all_told(column)
            if column.use == USED and asked and not all_parts([per]) <= known:
                yield Said("period_missing", {"column": column.name, "per": self._spec(per)})

    def _all_told(self, column: ColumnLook) -> bool:
        """Whether every amount of a column says per what it is."""
        return column.beside is not None and all(map(amount_and_period, self.looking.cells(column.place)))

    def _merged(self) -> Iterator[Said]:
        used = {column.place for column in self.columns if column.use == USED}
        for ref in self.looking.tab.merged:
            (first_column, first_row), (last_column, last_row) = _corners(ref)
            if last_row > self.header_row and used & set(range(first_column, last_column + 1)) and _is_many(ref):
                if (
                    first_row == last_row
                    and not any(place in used for place in range(first_column + 1, last_column + 1))
                    and first_column not in used
                ):
                    continue
                yield Said("merged_cells", {"cells": ref})
                return

    def remarks(self) -> list[Said]:
        """What is good to know and stops nothing."""
        tab, found = self.looking.tab, []
        if tab.hidden_rows:
            found.append(Said("rows_hidden", {"rows": tab.hidden_rows}))
        if tab.percent:
            named = [name for place, name in enumerate(self.looking.names) if name and place in tab.percent]
            shown = ", ".join(named)
            found += [Said("percent_cells", {"columns": shown})] if shown else []
        dropped = [column.name for column in self.columns if column.use == DROP and column.how != MAPPING]
        if dropped:
            found.append(Said("names_dropped", {"columns": ", ".join(dropped)}))
        known = all_parts([*(column.column for column in self.columns if column.use == USED), *self.constants])
        asked = [said.values["per"] for said in self._periods()]
        per = self._spec("offer.allowance.per")
        told = {column.column for column in self.columns if column.beside and self._all_told(column)}
        taken = "offer.allowance.amount" in known and per.name not in known and per not in asked
        if taken and not {"offer.allowance.amount", PAY} & told:
            found.append(Said("month_taken", {}))
        carried = [column.name for column in self.columns if column.use == CARRY and column.name]
        if (employer := employer_column(carried)) is not None:
            found.append(Said("employer_named", {"column": employer}))
        if others := [name for name in carried if name != employer]:
            found.append(Said("not_used", {"columns": ", ".join(others)}))
        if not tab.seen:
            found.append(Said("cannot_be_seen", {}))
        return found

    @property
    def _book(self) -> RuleBook:
        return self.looking.book

    def _spec(self, name: str) -> ColumnSpec:
        return spec_of(name, self._book)


def _shown(column: ColumnLook) -> str:
    return ", ".join(column.samples)[:80]


def _corners(ref: str) -> tuple[tuple[int, int], tuple[int, int]]:
    first, _, last = ref.partition(":")
    return _corner(first), _corner(last or first)


def _corner(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1, int(cell[len(letters) :] or 0)


def _is_many(ref: str) -> bool:
    first, _, last = ref.partition(":")
    return first != last
