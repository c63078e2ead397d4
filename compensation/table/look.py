"""What a file would be read as, before anything is computed: tab, header row, every column, and what must be asked.

Nothing is guessed. A heading that is ours or an everyday name is sure; one that is only near, or known by what stands
below it, is asked; what looks like pay, hours, dates, a route, travel or a cao and is not used stops the
reading, by its name. The answers come from a mapping, or from the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from compensation.rulebook import RuleBook
from compensation.table.catalog import ColumnSpec, catalog_of, looks_like_ours, missing_columns
from compensation.table.composed import (
    PARTS,
    PAY,
    PERIOD,
    all_parts,
    are_periods,
    per_of,
    spec_of,
    told_beside,
    weekdays_among,
)
from compensation.table.compute import nearest
from compensation.table.faults import TableError
from compensation.table.header import header_of, names_in, tab_of
from compensation.table.headings import (
    ALIAS,
    MAPPING,
    SIMILAR,
    VALUES,
    Recognised,
    about,
    as_answered,
    is_a_number,
    of_a_person,
    of_a_personal_number,
    recognised,
    says_another_time,
    says_only_a_time,
)
from compensation.table.limits import MOST_COLUMNS
from compensation.table.mapping import ACTIONS, CARRY, DROP, NO_MAPPING
from compensation.table.mapping import Mapping as Answers
from compensation.table.result_names import is_result
from compensation.table.said import LookError, Said
from compensation.table.samples import (
    answers_only,
    are_school_years,
    may_be_pay,
    middle_amount,
    personal_numbers,
    seems,
)
from compensation.table.source import Choice, Source, Tab
from compensation.table.words import amount_and_period

_SAMPLES = 3
#: Between these lies the middle of amounts of an allowance a month, in cents; where it does not, the period is asked.
_A_MONTH = (10_000, 150_000)
_PAID = ("offer.allowance.amount", "offer.wage.amount", PAY)
UNUSED, USED = "unused", "used"


@dataclass(frozen=True)
class ColumnLook:
    """A column of the file: its place, its name there, samples, what it is read as and how that was recognised.

    `use` is used, carry, drop, pseudonym or unused; `asked`: it stops the reading until it is answered; `about` says
    what it seems to be about then. `beside` is a column of ours of which its cells tell as well.
    """

    place: int
    name: str
    samples: tuple[str, ...]
    column: str | None
    how: str | None
    use: str
    asked: bool = False
    about: str | None = None
    constants: Mapping[str, str] = field(default_factory=dict)
    beside: str | None = None


@dataclass(frozen=True)
class Look:
    """What a file would be read as. `tab` is its place; `problems` stop it, `remarks` do not."""

    kind: str
    tabs: tuple[Tab, ...]
    tab: int
    header_row: int
    columns: tuple[ColumnLook, ...]
    constants: Mapping[str, str]
    problems: tuple[Said, ...]
    remarks: tuple[Said, ...]

    @property
    def choice(self) -> Choice:
        """What to read of the file."""
        return Choice(self.tab, self.header_row, len(self.columns))

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
    looking = _Looking(chosen, names, rows, book, answers, accept_unused)
    columns = looking.columns()
    constants = looking.constants(columns)
    problems = [*looking.problems(columns, constants, header_row), *_two_headers(chosen, header_row, names, book)]
    remarks = looking.remarks(columns, constants)
    remarks += [Said("tab_read", {"tab": chosen.name})] if len(source.tabs) > 1 else []
    return Look(source.kind, tuple(source.tabs), place, header_row, columns, constants, tuple(problems), tuple(remarks))


def _two_headers(tab: Tab, header_row: int, names: Sequence[str], book: RuleBook) -> Iterator[Said]:
    if missing_columns(own := names_in(names, book)):
        return
    for number, cells in tab.head:
        if number > header_row and names_in(cells, book) == own:
            yield Said("two_headers", {"row": number})
            return


# ---------------------------------------------------------------- columns


@dataclass
class _Looking:
    """The columns of one tab, and what is to be said of them."""

    tab: Tab
    names: Sequence[str]
    rows: Sequence[Sequence[str]]
    book: RuleBook
    answers: Answers
    accept_unused: bool
    paid: bool = False  # whether some column is one of pay
    days: Mapping[int, str] = field(default_factory=dict)  # columns headed as days of the week

    def columns(self) -> tuple[ColumnLook, ...]:
        """Every column, recognised."""
        cells = [self._cells(place) for place in range(len(self.names))]
        self.days = weekdays_among(self.names, cells)
        found = [self._meant(place) for place in range(len(self.names))]
        sure = all_parts([name.column for name in found if name is not None and name.sure])
        self.paid = any(name is not None and name.column in _PAID for name in found)
        return tuple(self._beside(self._column(place, name, sure)) for place, name in enumerate(found))

    def _beside(self, column: ColumnLook) -> ColumnLook:
        """A column of which the cells say per what an amount is, or who drives."""
        if column.use != USED or column.column is None:
            return column
        return replace(column, beside=told_beside(column.column, self._cells(column.place)))

    def _cells(self, place: int) -> list[str]:
        return [cells[place] for cells in self.rows if place < len(cells) and cells[place].strip()]

    def _meant(self, place: int) -> Recognised | None:
        """What a heading means: as was answered, as it says, or `per` beside an amount."""
        name = self.names[place]
        if (answer := self.answers.columns.get(name)) is not None:
            return None if answer in ACTIONS else as_answered(name, answer)
        if place in self.days:
            return Recognised(self.days[place], ALIAS)
        if name.casefold().strip(" .:") in ("per", "periode", "eenheid", "per periode") and place:
            before = self._meant(place - 1)
            if before is not None and (per := per_of(before.column)) is not None:
                return Recognised(per, before.how)
        return recognised(name, self.book) if name else None

    def _column(self, place: int, meant: Recognised | None, sure: set[str]) -> ColumnLook:
        name, cells = self.names[place], self._cells(place)
        samples = tuple(dict.fromkeys(cells))[:_SAMPLES]
        answer = self.answers.columns.get(name)
        if answer in ACTIONS:
            return ColumnLook(place, name, samples, None, MAPPING, answer)
        if meant is not None and meant.column.endswith(".amount") and meant.how != MAPPING and answers_only(cells):
            return ColumnLook(place, name, samples, None, VALUES, UNUSED, not self.accept_unused, "pay")
        if meant is not None and meant.column == PERIOD and meant.how != MAPPING and not are_periods(cells):
            meant = None
        if meant is not None and meant.column == "study_year" and meant.how != MAPPING and are_school_years(cells):
            meant = None
        if meant is not None and meant.sure:
            return ColumnLook(place, name, samples, meant.column, meant.how, USED, constants=meant.constants)
        if meant is not None and not all_parts([meant.column]) & sure:
            if self.accept_unused:
                return ColumnLook(place, name, samples, None, SIMILAR, CARRY)
            asked = bool(cells)
            subject = about(name) or seems(cells) or meant.column
            return ColumnLook(place, name, samples, meant.column, SIMILAR, USED, asked, subject, meant.constants)
        return self._own(place, name, cells, samples, sure)

    def _own(self, place: int, name: str, cells: Sequence[str], samples: tuple[str, ...], sure: set[str]) -> ColumnLook:
        """A column that is none of ours: people's names are dropped, pay and the like is asked, the rest comes back."""
        if of_a_personal_number(name) or personal_numbers(cells):
            return ColumnLook(place, name, samples, None, None, UNUSED, True, "personal")
        if of_a_person(name) or is_result(name, self.book):
            return ColumnLook(place, name, samples, None, None, DROP)
        subject = about(name) if cells else None
        if name and are_periods(cells) and not {"start", "end"} & sure and not self.accept_unused:
            return ColumnLook(place, name, samples, PERIOD, VALUES, USED, True, "dates")
        if subject is None and name and self._may_be_pay(name, cells):
            subject = "pay"
        how = None
        if subject is None and name and (subject := seems(cells)) is not None:
            how = VALUES
        if subject is None or self.accept_unused:
            return ColumnLook(place, name, samples, None, how, CARRY)
        suggested = "route" if subject == "route" and "route" not in sure else None
        return ColumnLook(place, name, samples, suggested, how, UNUSED, True, subject)

    def _may_be_pay(self, name: str, cells: Sequence[str]) -> bool:
        """Numbers under a heading that only says a time; under any that names no number, where nothing else is pay."""
        if says_only_a_time(name):
            return may_be_pay(cells)
        return not self.paid and not is_a_number(name) and may_be_pay(cells)

    def constants(self, columns: Sequence[ColumnLook]) -> dict[str, str]:
        """What holds for every row: as headings say, and above that as was answered; not where a column says it."""
        said = {name: value for column in columns if column.use == USED for name, value in column.constants.items()}
        known = all_parts([column.column for column in columns if column.use == USED])
        every = {**said, **self.answers.constants}
        return {name: value for name, value in every.items() if not all_parts([name]) & known}

    # ------------------------------------------------------------ what is said

    def problems(self, columns: Sequence[ColumnLook], constants: Mapping[str, str], header_row: int) -> Iterator[Said]:
        """Everything that must be asked or mended first, at once."""
        yield from self._of_the_mapping()
        yield from self._doubles(columns)
        known = all_parts([*(column.column for column in columns if column.use == USED), *constants])
        if missing := missing_columns(known):
            if len([name for name in self.names if name]) <= 1 and not known:
                yield Said("separator", {"found": next((name for name in self.names if name), "")[:80]})
                return
            found = ", ".join(name for name in self.names if name)[:400] or "-"
            yield Said("missing_column", {"columns": tuple(map(self._spec, missing)), "found": found})
        for column in columns:
            yield from self._of_column(column)
        yield from self._periods(columns, constants)
        yield from self._merged(columns, header_row)

    def _spec(self, name: str) -> ColumnSpec:
        return spec_of(name, self.book)

    def _of_the_mapping(self) -> Iterator[Said]:
        absent = [name for name in self.answers.columns if name not in self.names]
        if absent:
            found = ", ".join(name for name in self.names if name)[:400]
            yield Said("mapping_absent", {"columns": ", ".join(absent)[:400], "found": found})

    def _doubles(self, columns: Sequence[ColumnLook]) -> Iterator[Said]:
        """Two columns that say the same of ours; the days of a week say it together."""
        told: dict[str, ColumnLook] = {}
        for column in columns:
            for part in all_parts([column.column]) if column.use == USED else ():
                other = told.setdefault(part, column)
                if other is not column and not {column.place, other.place} <= set(self.days):
                    yield Said("duplicate_column", {"column": other.name, "other": column.name})
                    return

    def _of_column(self, column: ColumnLook) -> Iterator[Said]:
        if column.name and column.column is None and column.how != MAPPING and looks_like_ours(column.name):
            yield Said("unknown_column", {"column": column.name, "near": nearest(column.name, catalog_of(self.book))})
        elif column.asked and column.about == "personal":
            yield Said("personal_numbers", {"column": column.name})
        elif column.asked and column.column is not None and column.use == USED:
            yield Said(
                "column_doubtful",
                {"column": column.name, "meant": self._spec(column.column), "samples": _shown(column)},
            )
        elif column.asked:
            values = {"column": column.name, "samples": _shown(column), "about": column.about or "pay"}
            yield Said("column_unused", values)
        if column.use == USED and (count := self.tab.formulas.get(column.place)):
            yield Said("formulas", {"column": column.name, "cells": count})

    def _periods(self, columns: Sequence[ColumnLook], constants: Mapping[str, str]) -> Iterator[Said]:
        """What is paid back, or a wage, without a period: per month or once are far apart.

        An allowance is one a month where it can be; no other amount has a period that goes without saying.
        """
        known = all_parts([*(column.column for column in columns if column.use == USED), *constants])
        for column in columns:
            name = column.column or ""
            per = per_of(name) or ""
            asked = bool(per) and (name.startswith("offer.reimburse.") or name in ("offer.wage.amount", PAY))
            if name == "offer.allowance.amount" and (middle := middle_amount(self._cells(column.place))) is not None:
                asked = not _A_MONTH[0] <= middle <= _A_MONTH[1] or says_another_time(column.name, name)
            asked = asked and not self._all_told(column)
            if column.use == USED and asked and not all_parts([per]) <= known:
                yield Said("period_missing", {"column": column.name, "per": self._spec(per)})

    def _all_told(self, column: ColumnLook) -> bool:
        """Whether every amount of a column says per what it is."""
        return column.beside is not None and all(map(amount_and_period, self._cells(column.place)))

    def _merged(self, columns: Sequence[ColumnLook], header_row: int) -> Iterator[Said]:
        used = {column.place for column in columns if column.use == USED}
        for ref in self.tab.merged:
            (first_column, first_row), (last_column, last_row) = _corners(ref)
            if last_row > header_row and used & set(range(first_column, last_column + 1)) and _is_many(ref):
                if (
                    first_row == last_row
                    and not any(place in used for place in range(first_column + 1, last_column + 1))
                    and first_column not in used
                ):
                    continue
                yield Said("merged_cells", {"cells": ref})
                return

    def remarks(self, columns: Sequence[ColumnLook], constants: Mapping[str, str]) -> list[Said]:
        """What is good to know and stops nothing."""
        tab, found = self.tab, []
        if tab.hidden_rows:
            found.append(Said("rows_hidden", {"rows": tab.hidden_rows}))
        if tab.percent:
            shown = ", ".join(
                self.names[place] for place in tab.percent if place < len(self.names) and self.names[place]
            )
            found += [Said("percent_cells", {"columns": shown})] if shown else []
        dropped = [column.name for column in columns if column.use == DROP and column.how != MAPPING]
        if dropped:
            found.append(Said("names_dropped", {"columns": ", ".join(dropped)}))
        known = all_parts([*(column.column for column in columns if column.use == USED), *constants])
        asked = [said.values["per"] for said in self._periods(columns, constants)]
        per = self._spec("offer.allowance.per")
        told = {column.column for column in columns if column.beside and self._all_told(column)}
        taken = "offer.allowance.amount" in known and per.name not in known and per not in asked
        if taken and not {"offer.allowance.amount", PAY} & told:
            found.append(Said("month_taken", {}))
        carried = [column.name for column in columns if column.use == CARRY and column.name]
        if carried:
            found.append(Said("not_used", {"columns": ", ".join(carried)}))
        if not tab.seen:
            found.append(Said("cannot_be_seen", {}))
        return found


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


__all__ = ["ColumnLook", "Look", "LookError", "Said", "look_at"]
