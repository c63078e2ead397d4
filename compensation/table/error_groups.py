"""The faults of a file by kind: one line for thirty rows with the same fault, with the rows and ids to look for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from compensation.rulebook import RuleBook
from compensation.table.result_names import written_name
from compensation.texts import text

#: Of each kind so many rows and values are named; of a file so many kinds are told.
MOST_NAMED, MOST_VALUES, MOST_TOLD = 5, 3, 20
#: Kinds that are held while a file is read; the faults of further kinds are only counted.
_MOST_HELD = 1000
_LONGEST = 40
#: What stands in the cell, where a sentence begins with it: a group says it once for all its rows.
_CONTENT = re.compile(r"^'.*?' ")


@dataclass
class ErrorGroup:
    """Faults with the same column and the same words: how many rows, the first of them, and what stands there.

    `named` are the first rows by their numbers in the sheet, with their ids; `values` the first different contents.
    """

    column: str
    problem: str
    rows: int = 0
    named: list[tuple[int, str]] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    more_values: bool = False

    def add(self, row: int, own_id: str, value: str) -> None:
        """Count one more row."""
        self.rows += 1
        if len(self.named) < MOST_NAMED:
            self.named.append((row, own_id))
        if value not in self.values:
            if len(self.values) < MOST_VALUES:
                self.values.append(value)
            else:
                self.more_values = True


class ErrorGroups:
    """The groups of a file of any length, filled chunk by chunk."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], ErrorGroup] = {}
        #: Lines of kinds that came after so many others that they are only counted.
        self.further = 0

    def add(self, errors: pa.Table) -> None:
        """Add faults: row, id, column, value, problem."""
        for line in errors.to_pylist():
            key = line["column"], _CONTENT.sub("", line["problem"], count=1)
            group = self._held.get(key)
            if group is None:
                if len(self._held) >= _MOST_HELD:
                    self.further += 1
                    continue
                group = self._held[key] = ErrorGroup(*key)
            group.add(line["row"], line["id"] or "", line["value"] or "")

    @property
    def groups(self) -> list[ErrorGroup]:
        """The largest first; groups of the same size in the order of the file."""
        return sorted(self._held.values(), key=lambda group: -group.rows)


def groups_of(errors: pa.Table) -> ErrorGroups:
    """The groups of a whole table of faults."""
    found = ErrorGroups()
    found.add(errors)
    return found


def what(group: ErrorGroup, lang: str) -> str:
    """How many rows have it, in which column, and what stands there: `30 rijen: Werkdagen 'ma t/m do'`."""
    shown = [f"'{_short(value)}'" if value else text("table.groups.empty", lang) for value in group.values]
    told = ", ".join(shown) + (" …" if group.more_values else "")
    values = {"rows": group.rows, "column": group.column, "values": told}
    return text("table.groups.what" if group.column else "table.groups.what_row", lang, **values)


def where(group: ErrorGroup, lang: str) -> str:
    """The rows to look for: `rij 3 (2026-0412), 5 (2026-0418) en nog 28`."""
    rows = ", ".join(f"{row} ({_short(own)})" if own and own != str(row) else str(row) for row, own in group.named)
    more = group.rows - len(group.named)
    return text("table.groups.rows_more" if more else "table.groups.rows", lang, rows=rows, more=more, all=group.rows)


def summary_lines(found: ErrorGroups, lang: str) -> Iterator[str]:
    """The kinds of fault of a file in lines, so many at most, and how many more."""
    groups = found.groups
    for group in groups[:MOST_TOLD]:
        yield f"{what(group, lang)}: {group.problem} [{where(group, lang)}]"
    if more := told_less(found):
        yield more_words(more, lang)


def told_less(found: ErrorGroups) -> tuple[int, int] | None:
    """How many kinds, and how many lines in all, are not told; None when all are."""
    left = found.groups[MOST_TOLD:]
    if not left and not found.further:
        return None
    return len(left), sum(group.rows for group in left) + found.further


def more_words(more: tuple[int, int], lang: str) -> str:
    """En nog n."""
    return text("table.groups.more", lang, kinds=more[0], lines=more[1])


def group_rows(found: ErrorGroups, book: RuleBook, lang: str) -> Iterator[list[Any]]:
    """All groups as a table for a sheet, its header first."""
    heads = ("column", "value", "problem")
    yield [text("table.groups.number", lang), *(written_name(name, book, lang, ".xlsx") for name in heads), ""]
    for group in found.groups:
        values = ", ".join(map(_short, filter(None, group.values))) + (" …" if group.more_values else "")
        yield [group.rows, group.column, values, group.problem, where(group, lang)]


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]} …"
