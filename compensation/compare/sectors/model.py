"""The rows of the comparison: immutable, amounts in euros, None where there is nothing to give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from compensation.calendar import WEEKDAYS, add_months, to_date, to_day
from compensation.placement.kinds import FIRST_DAY, LAST_DAY
from compensation.rulebook.scheme import LEVELS, Level
from compensation.rulebook.sources import LooseSource, Source

#: The route that stands for each level.
ROUTE_OF_LEVEL: Mapping[Level, str] = {"mbo": "bol", "hbo": "hbo", "wo": "wo"}
#: Why a level gets nothing: a gate is closed, the level is left out or excluded, the hours or days lie below
#: every step, or the scheme itself says 0 (for this study year).
Reason = Literal["gate", "excluded", "below_steps", "zero"]


#: So many months last long enough to pass every gate of time.
MONTHS = 10
#: The reference placement where nobody chooses another: full time, in a year of study for which every scheme that pays
#: by year names an amount (one year less, and an amount that is there would be shown as nothing).
REFERENCE_HOURS, REFERENCE_DAYS, REFERENCE_YEAR = Decimal(40), 5, 3
#: The days on which such a placement can begin.
FIRST_COMPARED, LAST_COMPARED = FIRST_DAY, to_date(add_months(to_day(LAST_DAY) + 1, -MONTHS))


@dataclass(frozen=True)
class Reference:
    """The reference placement: compulsory, no costs, no offer; `months` is long enough to pass every gate of time."""

    on: date
    hours_per_week: Decimal = REFERENCE_HOURS
    days: int = REFERENCE_DAYS
    study_year: int = REFERENCE_YEAR
    months: int = MONTHS

    def placement(self, level: Level, **rest: Any) -> dict[str, Any]:
        """The reference placement of a level as plain data."""
        return {
            "route": ROUTE_OF_LEVEL[level],
            "start": self.on,
            "end": to_date(add_months(to_day(self.on), self.months) - 1),
            "hours_per_week": self.hours_per_week,
            "workdays": list(WEEKDAYS[: self.days]),
            "study_year": self.study_year,
            "compulsory": True,
            **rest,
        }


@dataclass(frozen=True)
class LevelAmount:
    """What a scheme gives one level: amounts in euros, None with a reason where it gives that level nothing.

    `behind` is how much a month this level gets less than the highest level on the same placement.
    """

    level: Level
    month: Decimal | None
    full_time_month: Decimal | None
    hour: Decimal | None
    behind: Decimal
    reason: Reason | None
    gates: tuple[str, ...] = ()


@dataclass(frozen=True)
class SchemeRow:
    """One scheme on the reference placement. `norm` is the highest level's amount a month.

    `proposed`: a norm that somebody tries, which holds nowhere. `level_gap` is the difference between the highest and
    the lowest paid level, None with fewer than two.
    """

    key: str
    name: str
    kind: str
    proposed: bool
    force: str
    sector: str
    sbb_sector: str
    levels: tuple[LevelAmount, ...]
    norm: Decimal
    norm_full_time: Decimal
    norm_hour: Decimal
    level_gap: Decimal | None
    valid_from: date
    as_of: date
    age_months: int
    stale: bool
    in_median: bool
    undated: bool
    base_assumed: bool
    checked: str
    mark: str
    travel: str
    includes_expenses: bool
    max_months: int | None
    source: Source

    def level(self, level: str) -> LevelAmount:
        """The amounts of a level."""
        return self.levels[LEVELS.index(level)]


@dataclass(frozen=True)
class NotCompared:
    """A scheme without a known amount on the reference date, or at these hours, and what is known of it."""

    key: str
    name: str
    kind: str
    sector: str
    status: str  # not_in_force, step_unknown, or a status of AmountUnknown
    source: LooseSource | Source | None


@dataclass(frozen=True)
class ReferenceLine:
    """A norm policy (computed for the reference), a what-if, or a reference average as published."""

    key: str
    kind: str
    month: Decimal
    full_time_month: Decimal | None
    hour: Decimal | None
    level: Level | None
    base_assumed: bool
    checked: str
    mark: str
    source: Source


@dataclass(frozen=True)
class Comparison:
    """All schemes on one reference placement, the highest norm per full-time month first."""

    reference: Reference
    full_time_hours: Decimal
    schemes: tuple[SchemeRow, ...]
    not_compared: tuple[NotCompared, ...]
    lines: tuple[ReferenceLine, ...]

    def scheme(self, key: str) -> SchemeRow:
        """The row of a scheme. Raises KeyError when it is not compared."""
        for row in self.schemes:
            if row.key == key:
                return row
        raise KeyError(key)


def half_reach(amounts: Sequence[Decimal]) -> Decimal:
    """The highest of the amounts that at least half of them reach.

    >>> half_reach([Decimal(200), Decimal(500), Decimal(400), Decimal(300)])
    Decimal('400')
    """
    return sorted(amounts, reverse=True)[(len(amounts) - 1) // 2]


def to_rows(items: Sequence[Any]) -> list[dict[str, Any]]:
    """Flat dictionaries of rows, for a data frame: levels as `mbo_month`, sources as `source_title`."""
    return [_flat(item) for item in items]


def _flat(item: Any) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for field in fields(item):
        value = getattr(item, field.name)
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            for part in value:
                row |= {f"{part.level}_{name}": found for name, found in _flat(part).items() if name != "level"}
        elif isinstance(value, (Source, LooseSource)):
            row |= {f"{field.name}_{name}": getattr(value, name) for name in ("title", "url", "date")}
        else:
            row[field.name] = ", ".join(value) if isinstance(value, tuple) else value
    return row
