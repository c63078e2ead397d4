"""The rule book: every rule, scheme and norm, checked, hashed and ready for look-ups by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from compensation.calendar import to_date
from compensation.rulebook.fields import Bilingual
from compensation.rulebook.guidance import Clause, GoodToKnow, HelpPlace
from compensation.rulebook.models import (
    TRAVEL,
    UNITS,
    CostKind,
    Norm,
    NotCovered,
    OtherSubsidy,
    Practice,
    Proposal,
    Region,
    Rule,
    Sector,
    StudentCalendar,
    Threshold,
    Version,
)
from compensation.rulebook.scheme import Scheme
from compensation.rulebook.words import WordFile
from compensation.units import UNKNOWN


@dataclass(frozen=True)
class Overlay:
    """What is laid over the rules: a folder or a file, its name and hash, and the entries that it brings.

    `ids` are what `passend rules show` calls them (`norm.union`, `scheme.horeca`), and `sector.KEY` of a sector.
    `sealed`: it has a list of its files of its own.
    """

    path: Path
    name: str
    hash: str
    ids: frozenset[str]
    sealed: bool


@dataclass(frozen=True)
class RuleBook:
    """All rule data: a whole folder, and what is laid over it. Immutable; compare two by `hash`, which is of both.

    `sealed`: the folder has a list of its files with their hashes, and is as that list says.
    """

    folder: Path
    hash: str
    sealed: bool
    rules: Mapping[str, Rule]
    thresholds: Mapping[str, Threshold]
    costs: Mapping[str, CostKind]
    regions: Mapping[str, Region]
    calendar: StudentCalendar
    norms: Mapping[str, Norm]
    other_subsidies: tuple[OtherSubsidy, ...]
    proposals: Mapping[str, Proposal]
    not_covered: tuple[NotCovered, ...]
    good_to_know: Mapping[str, GoodToKnow]
    help: Mapping[str, HelpPlace]
    clauses: Mapping[str, Clause]
    sbb_sectors: Mapping[str, Bilingual]
    sectors: Mapping[str, Sector]
    practice: tuple[Practice, ...]
    schemes: Mapping[str, Scheme]
    words: WordFile
    overlay: Overlay | None = None

    def is_laid_over(self, entry_id: str) -> bool:
        """Whether an entry (`norm.union`) comes from the overlay."""
        return self.overlay is not None and entry_id in self.overlay.ids

    def row(self, version: Version) -> list[Any]:
        """The values of a version in order: by age from the youngest, by region, by distance."""
        if version.by_age is not None:
            return [version.by_age[age] for age in sorted(version.by_age)]
        if version.by_region is not None:
            return [version.by_region.get(key) for key in self.region_keys]
        return list(version.by_distance or [])

    def version_on(self, rule_id: str, day: int) -> Version | None:
        """The version of a rule in force on a day, None when none is."""
        on = to_date(day)
        return next((v for v in self.rules[rule_id].versions if v.from_ <= on and (v.to is None or on <= v.to)), None)

    def value_on(self, rule_id: str, day: int) -> int:
        """The value of a rule on a day in its smallest unit, UNKNOWN where none is known."""
        version = self.version_on(rule_id, day)
        return UNKNOWN if version is None else scaled(version.value, self.rules[rule_id].unit)

    @cached_property
    def age_range(self) -> tuple[int, int]:
        """The first and the last (and over) age of the youth scales."""
        ages = self.rules["youth_scale_regular"].versions[0].by_age or {}
        return min(ages), max(ages)

    @cached_property
    def region_keys(self) -> tuple[str, ...]:
        """Bus fare regions in a fixed order."""
        return tuple(self.regions)

    @cached_property
    def line_kinds(self) -> tuple[str, ...]:
        """Kinds of expense line in a fixed order: travel first."""
        return (TRAVEL, *self.cost_kinds)

    @cached_property
    def cost_kinds(self) -> tuple[str, ...]:
        """Kinds of cost that somebody may be asked to make, in a fixed order: all but travel."""
        return tuple(kind for kind in self.costs if kind != TRAVEL)

    @cached_property
    def scheme_keys(self) -> tuple[str, ...]:
        """Schemes in a fixed order."""
        return tuple(self.schemes)

    @cached_property
    def sector_keys(self) -> tuple[str, ...]:
        """Sectors in a fixed order."""
        return tuple(self.sectors)

    @cached_property
    def policy_keys(self) -> tuple[str, ...]:
        """Norm policies that can be chosen for a placement, in a fixed order."""
        return tuple(key for key, norm in self.norms.items() if norm.kind == "norm")

    @cached_property
    def proposed(self) -> Mapping[str, str]:
        """Sector -> the key of the norm that is tried there."""
        return {scheme.sector: key for key, scheme in self.schemes.items() if scheme.proposed}

    @property
    def tried(self) -> tuple[str, ...]:
        """The names of the norms that are tried."""
        return tuple(self.schemes[key].name for key in self.proposed.values())

    def kind_name(self, kind: str, lang: str, *, narrow: bool = False) -> str:
        """What a kind of cost is called; `narrow`: with the places where a table may break it."""
        cost = self.costs[kind]
        return (cost.hyphenated if narrow and cost.hyphenated else cost.name)[lang]

    def schemes_of(self, sector: str) -> list[str]:
        """The keys of the schemes of a sector that have versions."""
        return [key for key, scheme in self.schemes.items() if scheme.sector == sector and scheme.versions]


def scaled(value: Any, unit: str) -> int:
    """A value in whole smallest units; None is UNKNOWN."""
    return UNKNOWN if value is None else int(value.scaleb(UNITS[unit]))
