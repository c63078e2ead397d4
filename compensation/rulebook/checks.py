"""Checks across the fields of rule files: time without gaps, complete tables, keys that exist.

Every check yields faults and goes on; the loader shows them all together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol

from compensation.rulebook.faults import Path, RuleFault
from compensation.rulebook.models import UNITS, Rule, RuleFile, SectorFile, Version, decimals
from compensation.rulebook.scheme import Scheme, SchemeVersion
from compensation.rulebook.yaml_source import YamlSource

#: The rules that the engine evaluates, with the unit each must have.
REQUIRED_RULES: dict[str, str] = {
    "adult_hourly_minimum": "eur_per_hour",
    "youth_scale_regular": "percent",
    "youth_scale_bbl": "percent",
    "holiday_allowance": "percent",
    "km_rate": "eur_per_km",
    "student_discount_train": "percent",
    "student_discount_bus": "percent",
    "train_fare": "eur",
    "boarding_fee": "eur_per_trip",
    "bus_fare_per_km": "fare_per_km",
    "vog_online": "eur",
    "employer_health_levy": "percent",
    "practical_training_subsidy_max": "eur",
}
TABLES: dict[str, str] = {
    "youth_scale_regular": "by_age",
    "youth_scale_bbl": "by_age",
    "train_fare": "by_distance",
    "bus_fare_per_km": "by_region",
}
REQUIRED_NORMS = ("national", "students")
RESERVED_NORMS = ("sector", "own")


class _Dated(Protocol):
    @property
    def from_(self) -> Any: ...
    @property
    def to(self) -> Any: ...


def check_time(source: YamlSource, path: Path, versions: Sequence[_Dated]) -> Iterator[RuleFault]:
    """Closed validity: in order, no gap, no overlap, an open end only on the last version."""
    for index, version in enumerate(versions):
        here = (*path, index)
        if version.to is not None and version.to < version.from_:
            yield source.fault((*here, "to"), f"ends on {version.to}, before it begins on {version.from_}")
        if index + 1 == len(versions):
            continue
        following = versions[index + 1]
        after = (*path, index + 1, "from")
        if version.to is None:
            yield source.fault((*here, "to"), "an open end (null) is only allowed on the last version: give its last day")
        elif following.from_ <= version.to:
            yield source.fault(
                after, f"overlap: begins on {following.from_}, but the version before ends on {version.to}"
            )
        elif following.from_ > version.to + timedelta(days=1):
            yield source.fault(
                after, f"gap: begins on {following.from_}, but the version before ends on {version.to}"
            )


def check_rule_file(source: YamlSource, file: RuleFile) -> Iterator[RuleFault]:
    """The rules and norms of one file of rules/."""
    for rule_id, rule in file.rules.items():
        path: Path = ("rules", rule_id)
        yield from check_time(source, (*path, "versions"), rule.versions)
        yield from _check_rule(source, path, rule_id, rule, file)
    for key, norm in file.norms.items():
        if key in RESERVED_NORMS:
            yield source.fault(("norms", key), f"'{key}' is a word of the program: choose another key")
        if norm.kind == "norm" and (norm.amount is None or not norm.base_hours):
            yield source.fault(("norms", key), "a norm needs an amount and base_hours above 0")


def _check_rule(source: YamlSource, path: Path, rule_id: str, rule: Rule, file: RuleFile) -> Iterator[RuleFault]:
    expected_unit = REQUIRED_RULES.get(rule_id)
    if expected_unit and rule.unit != expected_unit:
        yield source.fault((*path, "unit"), f"unit of {rule_id} must be {expected_unit}, not {rule.unit}")
    table = TABLES.get(rule_id, "value")
    bands: set[int] | None = None
    for index, version in enumerate(rule.versions):
        here = (*path, "versions", index)
        given = [name for name in ("value", "by_age", "by_region", "by_distance") if getattr(version, name) is not None]
        if given != [table]:
            yield source.fault(here, f"needs {table}, and nothing else, as its value (found: {', '.join(given) or 'none'})")
            continue
        yield from _check_decimals(source, here, version, rule.unit)
        if version.by_age is not None:
            yield from _check_ages(source, (*here, "by_age"), version.by_age, bands)
            bands = bands or set(version.by_age)
        for region in version.by_region or ():
            if region not in file.regions:
                yield source.fault((*here, "by_region", region), f"region '{region}' is not listed under regions")
        if version.by_region is not None and "mean" not in version.by_region:
            yield source.fault((*here, "by_region"), "the row 'mean' is missing")


def _check_decimals(source: YamlSource, path: Path, version: Version, unit: str) -> Iterator[RuleFault]:
    values: dict[Path, Any] = {(*path, "value"): version.value} if version.value is not None else {}
    for name in ("by_age", "by_region"):
        values |= {(*path, name, key): number for key, number in (getattr(version, name) or {}).items()}
    values |= {(*path, "by_distance", i): number for i, number in enumerate(version.by_distance or [])}
    for where, number in values.items():
        if decimals(number) > UNITS[unit]:
            yield source.fault(where, f"{number}: {unit} has at most {UNITS[unit]} decimals")
        if unit == "percent" and number > 100:
            yield source.fault(where, f"{number}: a percentage is at most 100")
        elif number >= 1_000_000:
            yield source.fault(where, f"{number} is too large")


def _check_ages(
    source: YamlSource, path: Path, by_age: Mapping[int, Any], bands: set[int] | None
) -> Iterator[RuleFault]:
    if not by_age:
        yield source.fault(path, "missing age bands: give a percentage for every age")
        return
    expected = set(range(min(by_age), max(by_age) + 1)) | (bands or set())
    missing = sorted(expected - set(by_age))
    if missing:
        yield source.fault(path, f"missing age band {', '.join(map(str, missing))}")
    elif by_age[max(by_age)] != 100:
        yield source.fault(path, f"missing age band: the last one ({max(by_age)} and over) must be 100 percent")


def check_required(rules: Mapping[str, Rule], norms: Mapping[str, Any]) -> Iterator[RuleFault]:
    """Every rule and norm that the engine uses must be there."""
    for rule_id in REQUIRED_RULES:
        if rule_id not in rules:
            yield RuleFault("rules", 1, 1, f"rules.{rule_id}", "this rule is missing")
    for key in REQUIRED_NORMS:
        if key not in norms:
            yield RuleFault("rules", 1, 1, f"norms.{key}", "this norm is missing")


def check_scheme(source: YamlSource, scheme: Scheme, sectors: Mapping[str, Any], stem: str) -> Iterator[RuleFault]:
    """One scheme file: its key, its sector, its versions."""
    if scheme.key != stem:
        yield source.fault(("key",), f"key '{scheme.key}' must be the name of the file, '{stem}'")
    if scheme.sector not in sectors:
        yield source.fault(("sector",), f"sector '{scheme.sector}' is not in sector_data/sectors.yaml")
    if not scheme.versions and scheme.amount_unknown is None:
        yield source.fault(("versions",), "no versions: say under amount_unknown what is known of the rule")
    if scheme.versions and scheme.amount_unknown is not None:
        yield source.fault(("amount_unknown",), "there are versions with an amount: leave amount_unknown out")
    yield from check_time(source, ("versions",), scheme.versions)
    for index, version in enumerate(scheme.versions):
        yield from _check_version(source, ("versions", index), version)


def _check_version(source: YamlSource, path: Path, version: SchemeVersion) -> Iterator[RuleFault]:
    if (version.shape is None) == (version.tiers is None):
        yield source.fault(path, "give either shape or tiers")
        return
    if version.as_of < version.from_:
        yield source.fault((*path, "as_of"), f"as_of {version.as_of} lies before from {version.from_}")
    limits = [tier.until_months for tier in version.all_tiers()]
    if limits[-1] is not None:
        yield source.fault((*path, "tiers", len(limits) - 1), "the last tier has no until_months: it is for all longer placements")
    if any(limit is None for limit in limits[:-1]):
        yield source.fault((*path, "tiers"), "every tier but the last needs until_months")
    elif any(a >= b for a, b in zip(limits, limits[1:-1], strict=False)):  # type: ignore[operator]
        yield source.fault((*path, "tiers"), "tiers must stand in ascending order of until_months")


def check_sectors(source: YamlSource, file: SectorFile) -> Iterator[RuleFault]:
    """Every sector belongs to a chamber that is listed."""
    for key, sector in file.sectors.items():
        if sector.sbb_sector not in file.sbb_sectors:
            yield source.fault(("sectors", key, "sbb_sector"), f"'{sector.sbb_sector}' is not listed under sbb_sectors")
