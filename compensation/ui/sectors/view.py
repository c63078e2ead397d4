"""What the page Sectoren shows of a comparison: a branch of it, in one measure, as rows, sentences and files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

import streamlit as st

from compensation.compare.sectors import (
    Comparison,
    NotCompared,
    Reference,
    ReferenceLine,
    SchemeRow,
    compare_schemes,
    half_reach,
    to_rows,
)
from compensation.rulebook import RuleBook
from compensation.rulebook.scheme import LEVELS
from compensation.ui.parts.cached import per_book
from compensation.ui.parts.tried import tried_book

_TRIED = "passend_sectors_tried"
#: measure -> the field of a row, of a level and of a line
MEASURES = {
    "month": ("norm", "month"),
    "full_time_month": ("norm_full_time", "full_time_month"),
    "hour": ("norm_hour", "hour"),
}
#: The two norms that the charts draw a line for.
DRAWN_NORMS = ("national", "students")


@per_book(max_entries=64)
def compared(book: RuleBook, on: date, hours: Decimal, days: int, study_year: int) -> Comparison:
    """The comparison for a reference placement; the same question is answered once."""
    return compare_schemes(book, Reference(on=on, hours_per_week=hours, days=days, study_year=study_year))


def compared_in_visit(book: RuleBook, on: date, hours: Decimal, days: int, study_year: int) -> Comparison:
    """The same, with the norms that this visit tries: these are in no answer that visitors share."""
    asked = (on, hours, days, study_year)
    wider = tried_book(book)
    if wider is book:
        return compared(book, *asked)
    held = st.session_state.get(_TRIED)
    if held is None or held[0] != (wider.hash, asked):
        found = compare_schemes(wider, Reference(on=on, hours_per_week=hours, days=days, study_year=study_year))
        held = st.session_state[_TRIED] = ((wider.hash, asked), found)
    return cast(Comparison, held[1])


@dataclass(frozen=True)
class SectorView:
    """A comparison cut down to a branch (None: all of it) and read in one measure."""

    comparison: Comparison
    branch: str | None
    measure: str

    @property
    def schemes(self) -> tuple[SchemeRow, ...]:
        """The schemes with an amount, the highest in this measure first; what is only proposed is none of them."""
        found = [row for row in self.comparison.schemes if self._here(row) and not row.proposed]
        return tuple(sorted(found, key=lambda row: (-self.norm(row), row.name)))

    @property
    def proposals(self) -> tuple[SchemeRow, ...]:
        """The norms that are tried, which hold nowhere."""
        return tuple(row for row in self.comparison.schemes if self._here(row) and row.proposed)

    @property
    def unknown(self) -> tuple[NotCompared, ...]:
        """The schemes without a known amount on the day."""
        return tuple(row for row in self.comparison.not_compared if self._here(row))

    @property
    def lines(self) -> tuple[tuple[ReferenceLine, Decimal], ...]:
        """Norms and averages that can be given in this measure."""
        found = [(line, getattr(line, MEASURES[self.measure][1])) for line in self.comparison.lines]
        return tuple((line, amount) for line, amount in found if amount is not None)

    @property
    def uneven(self) -> tuple[SchemeRow, ...]:
        """Schemes that pay one level more than another that they pay too."""
        return tuple(row for row in self.schemes if row.level_gap)

    def norm(self, row: SchemeRow) -> Decimal:
        """The amount of the highest level."""
        amount: Decimal = getattr(row, MEASURES[self.measure][0])
        return amount

    def level(self, row: SchemeRow, level: str) -> Decimal | None:
        """The amount of a level, None where the scheme gives that level nothing."""
        amount: Decimal | None = getattr(row.level(level), MEASURES[self.measure][1])
        return amount

    def gap(self, row: SchemeRow) -> Decimal | None:
        """Between the highest and the lowest paid level, None with fewer than two paid levels."""
        paid = [amount for level in LEVELS if (amount := self.level(row, level)) is not None]
        return max(paid) - min(paid) if len(paid) > 1 else None

    def median(self) -> Decimal:
        """The amount that half of the schemes reach."""
        return half_reach([self.norm(row) for row in self.schemes])

    def by_status(self) -> Iterator[tuple[str, list[NotCompared]]]:
        """The schemes without an amount, together by the reason."""
        for status in dict.fromkeys(row.status for row in self.unknown):
            yield status, [row for row in self.unknown if row.status == status]

    def _here(self, row: SchemeRow | NotCompared) -> bool:
        return self.branch is None or row.sector == self.branch


def download_sheets(view: SectorView) -> dict[str, list[dict[str, Any]]]:
    """All that is known of the schemes in view, as flat rows per sheet; field names are those of the library."""
    reference = view.comparison.reference
    asked = {
        "on": reference.on,
        "hours_per_week": reference.hours_per_week,
        "days": reference.days,
        "study_year": reference.study_year,
        "months": reference.months,
        "full_time_hours": view.comparison.full_time_hours,
    }
    proposals = {"proposals": to_rows(view.proposals)} if view.proposals else {}
    return {
        "schemes": to_rows(view.schemes),
        **proposals,
        "lines": to_rows(view.comparison.lines),
        "unknown": _same_columns(to_rows(view.unknown)),
        "reference": [asked],
    }


def _same_columns(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    names = list(dict.fromkeys(name for row in rows for name in row if name != "source"))
    return [{name: row.get(name) for name in names} for row in rows]
