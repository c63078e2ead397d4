"""What a file would be read as, before anything is computed: tab, header row, every column, and what must be asked.

Nothing is guessed. A heading that is ours or an everyday name is sure; one that is only near, or known by what stands
below it, is asked; what looks like pay, hours, dates, a route, travel or a cao and is not used stops the
reading, by its name. The answers come from a mapping, or from the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from compensation.rulebook import RuleBook
from compensation.table.catalog import employer_column, missing_columns
from compensation.table.composed import (
    PARTS,
)
from compensation.table.faults import TableError
from compensation.table.header import begins_a_table, header_of, names_in, same_names, tab_of
from compensation.table.headings import about
from compensation.table.limits import MOST_COLUMNS
from compensation.table.look_columns import UNUSED, USED, ColumnLook, Looking
from compensation.table.look_questions import Questions
from compensation.table.mapping import CARRY, NO_MAPPING
from compensation.table.mapping import Mapping as Answers
from compensation.table.said import LookError, Said
from compensation.table.samples import may_be_pay
from compensation.table.source import Choice, Source, Tab


@dataclass(frozen=True)
class Look:
    """What a file would be read as. `tab` is its place; `problems` stop it, `remarks` do not.

    `slashes`: whether 3/2/2026 has its day or its month first, where another day of the file tells; else None.
    `unknown`: words of its first rows that mean nothing in their column; a row with one is an error.
    """

    kind: str
    tabs: tuple[Tab, ...]
    tab: int
    header_row: int
    columns: tuple[ColumnLook, ...]
    constants: Mapping[str, str]
    problems: tuple[Said, ...]
    remarks: tuple[Said, ...]
    slashes: str | None = None
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def choice(self) -> Choice:
        """What to read of the file."""
        return Choice(self.tab, self.header_row, len(self.columns))

    @property
    def employer(self) -> str | None:
        """The column that names the employer, of those that come back unchanged."""
        return employer_column([column.name for column in self.columns if column.use == CARRY])

    @property
    def known(self) -> dict[str, int]:
        """Column of ours -> its place in the file."""
        return {name: place for name, place in self._used.items() if name not in PARTS}

    @property
    def composed(self) -> dict[str, int]:
        """Column that says what others of ours say -> its place in the file."""
        return {name: place for name, place in self._used.items() if name in PARTS}

    @property
    def _used(self) -> dict[str, int]:
        return {column.column: column.place for column in self.columns if column.use == USED and column.column}

    def refuse(self) -> None:
        """Raise LookError when something must be asked first."""
        if self.problems:
            raise LookError(self.problems)


def look_at(
    source: Source,
    book: RuleBook,
    answers: Answers = NO_MAPPING,
    *,
    tab: str | None = None,
    accept_unused: bool = False,
) -> Look:
    """Look at a file that was opened. Raises TableError where no tab can be chosen."""
    place = tab_of(source, book, tab or answers.tab)
    chosen = source.tabs[place]
    header_row, names = header_of(chosen, book, answers.header_row)
    width = max(len(names), chosen.width if source.kind != "text" else 0)
    if width > MOST_COLUMNS:
        raise TableError("too_many_columns", found=width, most=MOST_COLUMNS)
    names = (*names, *[""] * (width - len(names)))
    rows = [cells for number, cells in chosen.head if number > header_row or (source.kind == "parquet" and number)]
    looking = Looking(chosen, names, rows, book, answers, accept_unused)
    columns = looking.columns()
    constants = looking.constants(columns)
    questions = Questions(looking, columns, constants, header_row)
    problems = [*questions.problems(), *_other_names(chosen, header_row, names, book, answers.header_row)]
    if not looking.paid and tab is None and answers.tab is None:
        problems += _pay_elsewhere(source, place, book)
    remarks = questions.remarks()
    remarks += [Said("tab_read", {"tab": chosen.name})] if len(source.tabs) > 1 else []
    slashes = looking.slashes(columns)
    remarks += [Said(f"{slashes}_first")] if slashes else []
    return Look(
        source.kind,
        tuple(source.tabs),
        place,
        header_row,
        columns,
        constants,
        tuple(problems),
        tuple(remarks),
        slashes,
        looking.unknown(columns),
    )


def _other_names(tab: Tab, header_row: int, names: Sequence[str], book: RuleBook, wanted: int | None) -> Iterator[Said]:
    """Another row of names than the one that is read: the same ones once more, or those of another table.

    The row above may be one of groups; what stands higher is left aside where the row to read was named.
    """
    own = names_in(names, book)
    for number, cells in tab.head:
        if header_row - 1 <= number <= header_row or (wanted is not None and number < header_row):
            continue
        if number == header_row + 1 and not missing_columns(own) and names_in(cells, book) == own:
            if not same_names(cells, names):
                yield Said("two_headers", {"row": number})
                return
        elif begins_a_table(cells, names, book):
            yield Said("second_table", {"row": number, "read": header_row})
            return


def _pay_elsewhere(source: Source, place: int, book: RuleBook) -> Iterator[Said]:
    """Another tab that has amounts of pay, where the one that is read has none."""
    for other, tab in enumerate(source.tabs):
        if other == place or tab.hidden or not tab.head:
            continue
        header_row, names = header_of(tab, book, None)
        rows = [cells for number, cells in tab.head if number > header_row]
        for column, name in enumerate(names):
            cells = [row[column] for row in rows if column < len(row) and row[column].strip()]
            if about(name) == "pay" and may_be_pay(cells):
                yield Said("pay_elsewhere", {"tab": tab.name, "column": name, "read": source.tabs[place].name})
                return


__all__ = ["UNUSED", "USED", "ColumnLook", "Look", "LookError", "Said", "look_at"]
