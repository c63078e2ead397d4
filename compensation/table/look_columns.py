"""Every column of a tab, recognised: by its heading, and by what stands below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from compensation.placement.kinds import DayHeld
from compensation.rulebook import RuleBook
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
from compensation.table.headings import (
    ALIAS,
    MAPPING,
    SIMILAR,
    VALUES,
    Recognised,
    about,
    counts_placements,
    in_another_way,
    is_a_month,
    is_a_number,
    of_a_person,
    of_a_personal_number,
    of_money,
    recognised,
    says_only_a_time,
)
from compensation.table.mapping import ACTIONS, CARRY, DROP
from compensation.table.mapping import Mapping as Answers
from compensation.table.measures import as_answered
from compensation.table.result_names import is_result
from compensation.table.samples import (
    answers_only,
    are_school_years,
    may_be_pay,
    more_than_one,
    not_going_on,
    personal_numbers,
    reach_somebody,
    seems,
    slashes_of,
)
from compensation.table.source import Tab
from compensation.table.translated import unknown_words
from compensation.table.words import are_pay_periods, everyday_word

_SAMPLES = 3
_PAID = ("offer.allowance.amount", "offer.wage.amount", PAY)
UNUSED, USED, MONTHS, CANCELLED, SEVERAL = "unused", "used", "months", "cancelled", "several"


@dataclass(frozen=True)
class ColumnLook:
    """A column of the file: its place, its name there, samples, what it is read as and how that was recognised.

    `use` is used, carry, drop, pseudonym or unused; `asked`: it stops the reading until it is answered; `about` says
    what it seems to be about then. `beside` is a column of ours of which its cells tell as well. `empty`: nothing
    stands in it in the first rows, and it would be asked about otherwise.
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
    empty: bool = False


@dataclass
class Looking:
    """The columns of one tab: what each is read as."""

    tab: Tab
    names: Sequence[str]
    rows: Sequence[Sequence[str]]
    book: RuleBook
    answers: Answers
    accept_unused: bool
    paid: bool = False  # whether some column is one of pay
    days: Mapping[int, str] = field(default_factory=dict)  # columns headed as days of the week
    months: Sequence[int] = ()  # columns headed as months, with amounts below them
    found: Sequence[Recognised | None] = ()  # what each heading means

    def columns(self) -> tuple[ColumnLook, ...]:
        """Every column, recognised."""
        cells = [self.cells(place) for place in range(len(self.names))]
        self.days = weekdays_among(self.names, cells)
        months = [place for place, name in enumerate(self.names) if is_a_month(name)]
        self.months = months if len(months) > 1 and any(may_be_pay(cells[place]) for place in months) else []
        self.found = found = [self._meant(place) for place in range(len(self.names))]
        sure = all_parts([name.column for name in found if name is not None and name.sure])
        paid = [place for place, name in enumerate(found) if name is not None and name.column in _PAID]
        self.paid = any(not answers_only(cells[place]) for place in paid)
        return tuple(self._told_of(self._column(place, name, sure)) for place, name in enumerate(found))

    def _told_of(self, column: ColumnLook) -> ColumnLook:
        """A column with what its cells say: per what an amount is, or who drives; or with that it has none yet."""
        asked = column.how == SIMILAR or (column.column is None and (about(column.name) or of_money(column.name)))
        if asked and not column.samples and column.use != DROP and not self.accept_unused:
            return replace(column, empty=True)
        if column.use != USED or column.column is None:
            return column
        return replace(column, beside=told_beside(column.column, self.cells(column.place)))

    def cells(self, place: int) -> list[str]:
        """The filled cells of a column, of its first rows."""
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
        name, cells = self.names[place], self.cells(place)
        samples = tuple(dict.fromkeys(cells))[:_SAMPLES]
        answer = self.answers.columns.get(name)
        if answer in ACTIONS:
            return ColumnLook(place, name, samples, None, MAPPING, answer)
        if meant is not None and per_of(meant.column) and meant.how != MAPPING and answers_only(cells):
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
        if of_a_person(name) or is_result(name, self.book) or reach_somebody(cells):
            return ColumnLook(place, name, samples, None, None, DROP)
        if place in self.months:
            return ColumnLook(
                place,
                name,
                samples,
                None,
                None,
                CARRY if self.accept_unused else UNUSED,
                not self.accept_unused,
                MONTHS,
            )
        if (per := self._per_of_pay(name, cells, sure)) is not None and not self.accept_unused:
            return ColumnLook(place, name, samples, per, VALUES, USED, True, "pay")
        subject = about(name) if cells else None
        if name and are_periods(cells) and not {"start", "end"} & sure and not self.accept_unused:
            return ColumnLook(place, name, samples, PERIOD, VALUES, USED, True, "dates")
        if subject is None and name and cells:
            subject = in_another_way(name, sure | (set() if "offer.wage.amount" in sure else {"birth_date"}))
        if subject is None and name and (self._may_be_pay(name, cells) or (of_money(name) and may_be_pay(cells))):
            subject = "pay"
        if subject is None and name and not_going_on(cells):
            subject = CANCELLED
        if subject is None and counts_placements(name) and any(map(more_than_one, cells)):
            subject = SEVERAL
        how = None
        if subject is None and name and not in_another_way(name, ()) and (subject := seems(cells)) is not None:
            how = VALUES
        if subject is None or self.accept_unused:
            return ColumnLook(place, name, samples, None, how, CARRY)
        suggested = "route" if subject == "route" and "route" not in sure else None
        return ColumnLook(place, name, samples, suggested, how, UNUSED, True, subject)

    def _per_of_pay(self, name: str, cells: Sequence[str], sure: set[str]) -> str | None:
        """Per what an amount is, where a column of another name says it and nothing that is sure says the same."""
        if not name or not are_pay_periods(cells):
            return None
        for meant in self.found:
            per = None if meant is None else per_of(meant.column)
            if meant is not None and per is not None and not all_parts([per]) & sure:
                said = meant.constants.get(per)
                if said is None or {everyday_word(per, cell) for cell in cells} != {said}:
                    return per
        return None

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

    def slashes(self, columns: Sequence[ColumnLook]) -> str | None:
        """Whether days with strokes have the day or the month first: one of them in the file must tell."""
        days = [column for column in columns if column.use == USED and self._is_day(column.column)]
        return slashes_of([cell for column in days for cell in self.cells(column.place)])

    def unknown(self, columns: Sequence[ColumnLook]) -> dict[str, tuple[str, ...]]:
        """Words that mean nothing in their column."""
        used = [column for column in columns if column.use == USED and column.column and column.column not in PARTS]
        found = {column.column or "": self._unknown(column) for column in used}
        return {name: told for name, told in found.items() if told}

    def _unknown(self, column: ColumnLook) -> tuple[str, ...]:
        spec = spec_of(column.column or "", self.book)
        answered = self.answers.values.get(spec.name, {})
        return unknown_words(spec, self.cells(column.place), answered, self.book)

    def _is_day(self, name: str | None) -> bool:
        return name is not None and name not in PARTS and isinstance(spec_of(name, self.book).field.holds, DayHeld)
