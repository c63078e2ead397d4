"""The rule book: every rule, scheme and norm, checked, hashed and ready for look-ups by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from compensation.days import to_day
from compensation.rulebook.checks import REQUIRED_RULES
from compensation.rulebook.compiled import CompiledScheme, inside_months
from compensation.rulebook.fields import Bilingual
from compensation.rulebook.models import (
    UNITS,
    Norm,
    NotCovered,
    OtherSubsidy,
    Practice,
    Proposal,
    Region,
    Rule,
    Sector,
    StudentCalendar,
    Version,
)
from compensation.rulebook.scheme import Scheme
from compensation.rulebook.series import UNKNOWN, Series, Table


@dataclass(frozen=True)
class RuleBook:
    """All rule data of one folder. Immutable; compare two by `hash`."""

    folder: Path
    hash: str
    rules: Mapping[str, Rule]
    regions: Mapping[str, Region]
    calendar: StudentCalendar
    norms: Mapping[str, Norm]
    other_subsidies: tuple[OtherSubsidy, ...]
    proposals: Mapping[str, Proposal]
    not_covered: tuple[NotCovered, ...]
    sbb_sectors: Mapping[str, Bilingual]
    sectors: Mapping[str, Sector]
    practice: tuple[Practice, ...]
    schemes: Mapping[str, Scheme]
    _cache: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def series(self, rule_id: str) -> Series:
        """A rule with one value per version, in its smallest unit (cents, per 100,000, 0.01 cent)."""
        if rule_id not in self._cache:
            rule = self.rules[rule_id]
            self._cache[rule_id] = Series.of([(*_span(v), scaled(v.value, rule.unit)) for v in rule.versions])
        found: Series = self._cache[rule_id]
        return found

    def table(self, rule_id: str) -> Table:
        """A rule with a row of values per version: by age from `first_age`, by region index, by distance."""
        if rule_id not in self._cache:
            rule = self.rules[rule_id]
            self._cache[rule_id] = Table.of(
                [(*_span(v), [scaled(x, rule.unit) for x in self._row(v)]) for v in rule.versions]
            )
        found: Table = self._cache[rule_id]
        return found

    def _row(self, version: Version) -> list[Any]:
        if version.by_age is not None:
            return [version.by_age[age] for age in sorted(version.by_age)]
        if version.by_region is not None:
            return [version.by_region.get(key) for key in self.region_keys]
        return list(version.by_distance or [])

    def version_on(self, rule_id: str, day: int) -> Version | None:
        """The version of a rule in force on a day, None when none is."""
        rule = self.rules[rule_id]
        key = f"periods:{rule_id}"
        if key not in self._cache:
            self._cache[key] = Series.of([(*_span(v), i) for i, v in enumerate(rule.versions)])
        index = int(self._cache[key].at(day))
        return None if index == UNKNOWN else rule.versions[index]

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
    def compiled(self) -> tuple[CompiledScheme, ...]:
        """Schemes in the order of `scheme_keys`."""
        return tuple(CompiledScheme.of(scheme) for scheme in self.schemes.values())

    @cached_property
    def schemes_of_sector(self) -> Mapping[str, tuple[int, ...]]:
        """Sector key -> indexes of its schemes that have versions."""
        return {
            sector: tuple(i for i, c in enumerate(self.compiled) if c.scheme.sector == sector and c.versions)
            for sector in self.sectors
        }

    @cached_property
    def rule_cuts(self) -> tuple[int, ...]:
        """Days inside a month on which a version of a rule that the engine evaluates begins or ends."""
        cuts: set[int] = set()
        for rule_id in REQUIRED_RULES:
            for first, last in map(_span, self.rules[rule_id].versions):
                cuts |= {first} if last is None else {first, last + 1}
        return inside_months(cuts)


def scaled(value: Any, unit: str) -> int:
    """A value in whole smallest units; None is UNKNOWN."""
    return UNKNOWN if value is None else int(value.scaleb(UNITS[unit]))


def _span(version: Version) -> tuple[int, int | None]:
    return to_day(version.from_), None if version.to is None else to_day(version.to)
