"""A file as it was looked at, on its way to the law: rows that are none left out, values translated, constants laid in.

What a row of the file says is kept beside what it was read as, so that an error shows the cell as it stands there.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from compensation.placement.kinds import DayHeld, Route
from compensation.rulebook import RuleBook
from compensation.table.arrays import as_text
from compensation.table.catalog import plain
from compensation.table.composed import PARTS, all_parts, spec_of
from compensation.table.compute import Matched
from compensation.table.faults import Mask, TableError
from compensation.table.header import begins_a_table, names_in, same_names
from compensation.table.headings import MAPPING
from compensation.table.look import Look
from compensation.table.mapping import CARRY, NO_MAPPING, PSEUDONYM
from compensation.table.mapping import Mapping as Answers
from compensation.table.samples import personal_numbers
from compensation.table.source import Chunk, LeftOut, Ragged
from compensation.table.taken_apart import (
    Texts,
    as_column,
    hours_a_week,
    take_apart,
    tell_carrier,
    tell_four_weeks,
    tell_period,
    texts_of,
)
from compensation.table.translated import Translate, translation
from compensation.table.words import cao_status, everyday_route

_TOTALS = re.compile(
    r"(?:sub|eind|generaal |algemeen )?tota(?:al|len|als?)\b|som\b|gemiddelde?\b|"
    r"grand total|totals?\b|average\b|sum\b|aantal(?: stages| rijen)?\s*:",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:bron|toelichting|let op|n\.?b\.?|peildatum|afgedrukt|export|bijgewerkt|opmerking|legenda|source|note)\b|"
    r"(?:pagina|page) \d|\*",
    re.IGNORECASE,
)
_WORDS_OF_A_NOTE = 3
_DOES_NOT_APPLY = ("n.v.t.", "n.v.t", "nvt", "-", "--", "niet van toepassing", "n/a", "na")
_MOST_LEFT_OUT = 100


@dataclass
class Prepared:
    """What is made of each chunk of a file; counts what it leaves out."""

    look: Look
    book: RuleBook
    answers: Answers = NO_MAPPING
    left_out: list[LeftOut] = field(default_factory=list)
    left_out_rows: int = 0
    notes: dict[int, int] = field(default_factory=dict)  # filled cells of each column without a name, by its place

    def __post_init__(self) -> None:
        self._salt = secrets.token_bytes(16)
        self._memo: dict[tuple[str, str], str | None] = {}

    # ------------------------------------------------------------ what stands where

    @cached_property
    def extra(self) -> tuple[str, ...]:
        """The columns of ours that are laid beside those of the file: translated, constant, or told by another."""
        known = self.look.known
        told = [name for name in known if translation(name) or name in self.answers.values or self._is_turned(name)]
        status = ["cao.status"] if "cao.scheme" in known else []
        composed = [part for name in (*self.look.composed, *self.look.constants) for part in PARTS.get(name, ())]
        a_day = ["hours_by_day", "hours_per_week"] if "hours_by_day" in known | dict.fromkeys(composed) else []
        constants = [name for name in self.look.constants if name not in PARTS]
        beside = all_parts([column.beside for column in self.look.columns])
        return tuple(dict.fromkeys([*told, *status, *composed, *a_day, *sorted(beside), *constants]))

    @cached_property
    def matched(self) -> Matched:
        """The columns by their places in a prepared chunk."""
        names = [column.name for column in self.look.columns]
        known = self.look.known
        places = known | {name: len(names) + place for place, name in enumerate(self.extra)}
        told = {part: place for name, place in self.look.composed.items() for part in PARTS[name]}
        told |= {"hours_per_week": known["hours_by_day"]} if "hours_by_day" in known else {}
        headers = [names[place] if (place := (told | known).get(name)) is not None else name for name in self.extra]
        carried = tuple(
            column.place for column in self.look.columns if column.use in (CARRY, PSEUDONYM) and column.name
        )
        return Matched((*names, *headers), places, carried)

    # ------------------------------------------------------------ chunk by chunk

    def chunk(self, chunk: Chunk) -> Chunk:
        """A chunk with our columns laid beside its own, without rows that are no placement."""
        chunk = self.without(chunk)
        self._count_notes(chunk)
        self._refuse_personal(chunk)
        columns = list(chunk.columns)
        for column in self.look.columns:
            if column.use == PSEUDONYM:
                columns[column.place] = self._pseudonyms(columns[column.place])
        made = {name: self._made(name, chunk) for name in self.extra}
        take_apart(made, self._composed(chunk), self.look.constants, len(chunk))
        self._leave_periods_of_nothing(made, chunk)
        self._hours_of_a_day(made, chunk)
        self._tell_beside(made, chunk)
        tell_four_weeks(made)
        self._tell_cao(made, chunk)
        self._leave_what_does_not_apply(made)
        return Chunk((*columns, *(made[name] for name in self.extra)), chunk.numbers, chunk.ragged)

    def finish(self) -> None:
        """Refuse columns without a name that hold more than a note. Raises TableError."""
        named = [column.place for column in self.look.columns if column.name]
        first, last = min(named, default=0), max(named, default=0)
        for place, count in sorted(self.notes.items()):
            beside = place > last + 1 and not self.notes.get(last + 1)
            if count and not (beside or (place < first and count <= _FEW)):
                raise TableError("nameless_column", number=place + 1)

    @property
    def noted(self) -> int:
        """How many cells beside the table were left alone."""
        return sum(self.notes.values())

    def _column(self, name: str, chunk: Chunk) -> pa.Array | None:
        place = self.look.known.get(name)
        return None if place is None else chunk.columns[place]

    def _made(self, name: str, chunk: Chunk) -> pa.Array:
        """A column of ours: the file's, translated, or a constant where it says nothing."""
        array = self._column(name, chunk)
        constant = self.look.constants.get(name)
        if array is not None:
            return self._turned(array) if self._is_turned(name) else self._translated(name, array)
        if constant is None:
            return pa.nulls(len(chunk), pa.string())
        return pa.array([constant] * len(chunk), pa.string())

    def _leave_periods_of_nothing(self, made: dict[str, pa.Array], chunk: Chunk) -> None:
        """Per what an amount is says nothing where no amount is stated: `onbekend`, or an empty cell."""
        for name in [name for name in made if name.endswith(".per")]:
            amount_name = name.removesuffix("per") + "amount"
            amount = made[amount_name] if amount_name in made else self._column(amount_name, chunk)
            if amount is not None:
                made[name] = pc.if_else(pa.array(_filled(amount)), made[name].cast(pa.string()), _NOTHING)

    def _is_turned(self, name: str) -> bool:
        """Whether a column of days is read with the order that its file tells."""
        return self.look.slashes is not None and isinstance(spec_of(name, self.book).field.holds, DayHeld)

    def _turned(self, array: pa.Array) -> pa.Array:
        """Days with strokes as day-month-year."""
        if not _is_text(array.type):
            return array
        turned = r"\1-\2-\3" if self.look.slashes == "day" else r"\2-\1-\3"
        texts = array.cast(pa.string())
        return pc.replace_substring_regex(texts, r"^\s*(\d{1,2})/(\d{1,2})/(\d{2,4})\s*$", turned)

    def _composed(self, chunk: Chunk) -> dict[str, Texts]:
        """The columns that say what several of ours say, as text, translated as those are."""
        places = self.look.composed.items()
        return {name: texts_of(self._translated(PARTS[name][-1], chunk.columns[place])) for name, place in places}

    def _hours_of_a_day(self, made: dict[str, pa.Array], chunk: Chunk) -> None:
        """One number of hours a day, beside the workdays or how many they are, makes the hours a week."""
        if "hours_by_day" in made:
            days = self._column("workdays", chunk) if "workdays" not in made else made["workdays"]
            workdays = texts_of(days) if days is not None else [""] * len(chunk)
            a_day, a_week = texts_of(made["hours_by_day"]), texts_of(made["hours_per_week"])
            told = [hours_a_week(*row) for row in zip(a_day, a_week, workdays, strict=True)]
            made["hours_by_day"] = as_column([by_day for by_day, _ in told])
            made["hours_per_week"] = as_column([week for _, week in told])

    def _tell_beside(self, made: dict[str, pa.Array], chunk: Chunk) -> None:
        """What cells tell of another column: `350 per maand` of its period, `trein` of its carrier."""
        for column in self.look.columns:
            for name in PARTS.get(column.column or "", (column.column or "",)) if column.beside else ():
                if name.endswith(".mode"):
                    tell_carrier(made, name, texts_of(chunk.columns[column.place]))
                else:
                    tell_period(made, name)

    def _translated(self, name: str, array: pa.Array) -> pa.Array:
        translate = translation(name)
        answered = {plain(key): value for key, value in self.answers.values.get(name, {}).items()}
        if not answered and not _is_text(array.type):
            return array
        encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
        texts = [None if value is None else as_text(value) for value in encoded.dictionary.to_pylist()]
        told = [None if t is None else self._told(name, t, answered, translate) for t in texts]
        return pa.array(told, pa.string()).take(encoded.indices)

    def _told(self, name: str, value: str, answered: Mapping[str, str], translate: Translate | None) -> str:
        """A text as was answered, else by its everyday name, else as it is."""
        if plain(value) in answered:
            return answered[plain(value)]
        if translate is None or not value.strip():
            return value
        key = name, value
        if key not in self._memo:
            self._memo[key] = translate(value, self.book)
        found = self._memo[key]
        return value if found is None else found

    def _tell_cao(self, made: dict[str, pa.Array], chunk: Chunk) -> None:
        """A cao that is named is one that applies; `geen` and `onbekend` are no names of a cao."""
        scheme = self._column("cao.scheme", chunk)
        if scheme is None:
            return
        texts = ["" if value is None else as_text(value) for value in scheme.to_pylist()]
        filled, status = _filled(scheme), made["cao.status"]
        told = [cao_status(value) if there else None for value, there in zip(texts, filled.tolist(), strict=True)]
        empty = ~_filled(status)
        is_name = np.array([word == "applies" for word in told], bool)
        made["cao.status"] = pc.if_else(pa.array(empty), pa.array(told, pa.string()), status.cast(pa.string()))
        made["cao.scheme"] = pc.if_else(
            pa.array(is_name), made["cao.scheme"].cast(pa.string()), pa.scalar(None, pa.string())
        )

    def _leave_what_does_not_apply(self, made: dict[str, pa.Array]) -> None:
        """`n.v.t.` and `-` under an allowance are nothing to fill in for a bbl student, under a wage for the others."""
        if "route" not in made:
            return
        routes = made["route"].cast(pa.string()).fill_null("")
        earns = pc.is_in(routes, pa.array([route.value for route in Route if route.earns_wage]))
        known = pc.is_in(routes, pa.array([route.value for route in Route]))
        for name, whose in (("offer.allowance", earns), ("offer.wage", pc.invert(earns))):
            if f"{name}.amount" in made:
                texts = pc.utf8_lower(pc.utf8_trim_whitespace(made[f"{name}.amount"].cast(pa.string())))
                left = pc.and_(pc.and_(pc.is_in(texts, pa.array(_DOES_NOT_APPLY)), whose), known).fill_null(False)
                parts = {f"{name}.amount", f"{name}.per"} & set(made) if pc.any(left).as_py() else set()
                for part in parts:
                    made[part] = pc.if_else(left, pa.scalar(None, pa.string()), made[part].cast(pa.string()))

    def _pseudonyms(self, array: pa.Array) -> pa.Array:
        """The same short sign for the same text, in this run only: the key is thrown away with it."""

        def sign(value: Any) -> str | None:
            text = "" if value is None else as_text(value).strip()
            return f"p-{hmac.new(self._salt, text.encode(), 'sha256').hexdigest()[:10]}" if text else None

        encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
        return pa.array([sign(value) for value in encoded.dictionary.to_pylist()], pa.string()).take(encoded.indices)

    # ------------------------------------------------------------ rows that are no placement

    def without(self, chunk: Chunk) -> Chunk:
        """A chunk without the rows that are no placement; those are kept in mind.

        Raises TableError where another table begins, or a column is filled that was empty when it was not asked about.
        """
        self._refuse_filled_later(chunk)
        places = self.look.known | self.look.composed
        needed = [place for name, place in places.items() if all_parts([name]) & {"start", "end"}]
        doubtful = np.ones(len(chunk), bool) if needed else np.zeros(len(chunk), bool)
        for place in needed:
            doubtful &= ~_filled(chunk.columns[place])
        for place in needed[:1]:  # where the name of a column stands below it, the names may stand there once more
            doubtful |= self._named(chunk.columns[place])
        kept = np.ones(len(chunk), bool)
        for row in np.flatnonzero(doubtful).tolist():
            cells = [as_text(column[row].as_py()).strip() for column in chunk.columns]
            if why := self._why(cells, int(chunk.numbers[row])):
                kept[row] = False
                self._leave_out(int(chunk.numbers[row]), why, next(filter(None, cells), ""))
        ragged = tuple(row for row in chunk.ragged if not self._is_none(row))
        if kept.all() and len(ragged) == len(chunk.ragged):
            return chunk
        rows = pa.array(np.flatnonzero(kept))
        return Chunk(tuple(column.take(rows) for column in chunk.columns), chunk.numbers[kept], ragged)

    def _named(self, array: pa.Array) -> Mask:
        """Cells of a column of days that name a column of days, as a row of names does."""
        if not _is_text(array.type):
            return np.zeros(len(array), bool)
        texts = array.cast(pa.string())
        words = [text for text in texts.unique().to_pylist() if text and not any(map(str.isdecimal, text))]
        named = [word for word in words if names_in([word], self.book) & {"start", "end", "period"}]
        return np.asarray(pc.is_in(texts, pa.array(named, pa.string())).to_numpy(zero_copy_only=False), bool)

    def _why(self, cells: Sequence[str], number: int) -> str | None:
        filled = [cell for cell in cells if cell]
        names = [column.name for column in self.look.columns]
        if same_names(cells, names):
            return "header"
        if begins_a_table(cells, names, self.book):
            raise TableError("second_table", row=number, read=self.look.header_row)
        route = self.look.known.get("route")
        named = "" if route is None else cells[route]
        if any(_TOTALS.match(cell) for cell in (filled[:1] if named else filled)):
            return "totals"
        used = [place for place in (self.look.known | self.look.composed).values() if cells[place]]
        alone = len(filled) == 1 and (
            _NOTE.match(filled[0]) or len(filled[0].split()) >= _WORDS_OF_A_NOTE or self._is_no_route(named)
        )
        return "note" if alone or not used else None

    def _is_no_route(self, cell: str) -> bool:
        """Whether what stands alone in the column of routes is none: a heading over the rows below it."""
        answered = {plain(key) for key in self.answers.values.get("route", {})}
        return bool(cell) and everyday_route(cell) is None and plain(cell) not in answered

    def _is_none(self, row: Ragged) -> bool:
        cells = row.text.split(";")
        if row.found < row.expected and (_TOTALS.match(cells[0].strip()) or (row.found == 1 and _NOTE.match(cells[0]))):
            self._leave_out(row.number, "totals" if _TOTALS.match(cells[0].strip()) else "note", cells[0])
            return True
        return False

    def _leave_out(self, number: int, why: str, text: str) -> None:
        self.left_out_rows += 1
        if len(self.left_out) < _MOST_LEFT_OUT:
            self.left_out.append(LeftOut(number, why, text[:80]))

    def _count_notes(self, chunk: Chunk) -> None:
        for column in self.look.columns:
            if not column.name:
                count = int(_filled(chunk.columns[column.place]).sum())
                self.notes[column.place] = self.notes.get(column.place, 0) + count

    def _refuse_filled_later(self, chunk: Chunk) -> None:
        """What would have been asked about, had it been filled in the first rows, is not left aside behind them."""
        for column in self.look.columns:
            if column.empty and column.how != MAPPING:
                filled = np.flatnonzero(_filled(chunk.columns[column.place]))
                if len(filled):
                    raise TableError("filled_later", column=column.name, row=int(chunk.numbers[filled[0]]))

    def _refuse_personal(self, chunk: Chunk) -> None:
        """Personal numbers never come back, nor are they anybody's id."""
        own = [column for column in self.look.columns if column.name and (column.use == CARRY or column.column == "id")]
        for column in own:
            array = chunk.columns[column.place]
            if _is_text(array.type) or pa.types.is_integer(array.type) or pa.types.is_floating(array.type):
                cells = [as_text(value) for value in array.unique().slice(0, 200).to_pylist() if value is not None]
                if personal_numbers([cell for cell in cells if cell.strip()]):
                    raise TableError("personal_numbers", column=column.name)


_FEW = 3
_NOTHING = pa.scalar(None, pa.string())


def _is_text(kind: pa.DataType) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _filled(array: pa.Array) -> Mask:
    """Cells with something in them."""
    if pa.types.is_null(array.type):
        return np.zeros(len(array), bool)
    if not _is_text(array.type):
        return np.asarray(array.is_valid().to_numpy(zero_copy_only=False), bool)
    texts = array.cast(pa.string()) if not pa.types.is_string(array.type) else array
    return np.asarray(
        pc.not_equal(pc.utf8_trim_whitespace(texts), "").fill_null(False).to_numpy(zero_copy_only=False), bool
    )
