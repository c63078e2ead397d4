"""Checks across the fields of rule files: time without gaps, complete tables, keys that exist.

Every check yields faults and goes on; the loader shows them all together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from compensation.outside import shown
from compensation.rulebook.faults import Fault, Path, RuleFault
from compensation.rulebook.fields import decimals
from compensation.rulebook.frozen_records import MOST_KINDS
from compensation.rulebook.models import TRAVEL, UNITS, CostKind, Norm, NormVersion, Rule, RuleFile, SectorFile, Version
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
#: The thresholds that the law, the papers and the remarks turn on, with the unit each must have.
REQUIRED_THRESHOLDS: dict[str, str] = {
    "fresh_months": "months",
    "least_schemes": "schemes",
    "subsidy_full_weeks": "weeks",
    "parent_signs_below": "years",
    "parent_asked_below": "years",
    "hours_a_day": "hours",
    "distance": "km",
    "fare_high": "eur",
    "allowance_high": "times",
    "allowance_low_unit": "eur",
    "wage_unit_hour": "times",
    "wage_unit_month": "eur",
    "holiday_percent_low": "percent",
    "far_start": "years",
    "age_unlikely_below": "years",
    "age_unlikely_above": "years",
}
#: The kinds of cost that the program speaks of by name.
REQUIRED_COSTS = (TRAVEL, "vog", "protective_equipment", "other")
REQUIRED_NORMS = ("national", "students")
RESERVED_NORMS = ("sector", "own")
OLDEST = 120


@dataclass(frozen=True)
class _Span:
    first: date
    last: date | None

    @property
    def inverted(self) -> bool:
        return self.last is not None and self.last < self.first


def check_time(source: YamlSource) -> Iterator[RuleFault]:
    """Closed validity of every list of versions in a file: in order, no gap, no overlap, open end only at the end.

    Works on the data as it stands, so a fault elsewhere in the file hides none of these.
    """
    data = source.data if isinstance(source.data, dict) else {}
    lists: list[tuple[Path, Any]] = [(("versions",), data.get("versions"))]
    for section in ("rules", "norms"):
        entries = data.get(section)
        for key, entry in entries.items() if isinstance(entries, dict) else ():
            if isinstance(entry, dict):
                lists.append(((section, key, "versions"), entry.get("versions")))
    for path, versions in lists:
        spans = _spans(versions)
        for index, span in enumerate(spans):
            following = spans[index + 1] if index + 1 < len(spans) else None
            yield from _check_span(source, path, index, span, following)


def _spans(versions: Any) -> list[_Span]:
    """The periods of a list of versions; none when a date is not a date (the form of the file says so)."""
    spans = []
    for version in versions if isinstance(versions, list) else []:
        first, last = (version.get("from"), version.get("to", "")) if isinstance(version, dict) else (None, None)
        if not isinstance(first, date) or not isinstance(last, date | None):
            return []
        spans.append(_Span(first, last))
    return spans


def _check_span(
    source: YamlSource, path: Path, index: int, span: _Span, following: _Span | None
) -> Iterator[RuleFault]:
    end, next_start = (*path, index, "to"), (*path, index + 1, "from")
    if span.inverted:
        yield source.fault(end, "ends_before", last=str(span.last), first=str(span.first))
    elif following is None or following.inverted:
        return  # what lies between the two is not known before the next one has its days right
    elif following.first <= span.first:
        yield source.fault(next_start, "out_of_order", first=str(following.first), above=str(span.first))
    elif span.last is None:
        yield source.fault(end, "open_end")
    elif following.first <= span.last:
        yield source.fault(next_start, "overlap", first=str(following.first), above=str(span.last))
    elif following.first > span.last + timedelta(days=1):
        first, last = span.last + timedelta(days=1), following.first - timedelta(days=1)
        yield source.fault(next_start, "gap", first=str(first), last=str(last))


def check_rule_file(source: YamlSource, file: RuleFile) -> Iterator[RuleFault]:
    """The rules, thresholds and norms of one file of rules/."""
    for rule_id, rule in file.rules.items():
        yield from _check_rule(source, ("rules", rule_id), rule_id, rule)
    for key, threshold in file.thresholds.items():
        expected_unit = REQUIRED_THRESHOLDS.get(key, threshold.unit)
        if threshold.unit != expected_unit:
            units = {"unit": expected_unit, "found": threshold.unit}
            yield source.fault(("thresholds", key, "unit"), "unit", name=key, **units)
    yield from _check_listed(source, file)
    for key, norm in file.norms.items():
        if key in RESERVED_NORMS:
            yield source.fault(("norms", key), "reserved", key=shown(key))
        for index, version in enumerate(norm.versions):
            yield from _check_norm_version(source, ("norms", key, "versions", index), norm, version)


def _check_norm_version(source: YamlSource, path: Path, norm: Norm, version: NormVersion) -> Iterator[RuleFault]:
    if norm.kind == "norm" and (version.amount is None or not version.base_hours):
        yield source.fault(path, "norm_amount")
    if version.from_.day != 1:
        yield source.fault((*path, "from"), "norm_first_day", day=str(version.from_))
    if version.to is not None and (version.to + timedelta(days=1)).day != 1:
        yield source.fault((*path, "to"), "norm_last_day", day=str(version.to))
    yield from _check_seen(source, path, version)


def _check_seen(source: YamlSource, path: Path, version: NormVersion | SchemeVersion) -> Iterator[RuleFault]:
    inverted = version.to is not None and version.to < version.from_
    if version.as_of < version.from_ and not inverted:
        yield source.fault((*path, "as_of"), "seen_before", seen=str(version.as_of), first=str(version.from_))


def _check_rule(source: YamlSource, path: Path, rule_id: str, rule: Rule) -> Iterator[RuleFault]:
    expected_unit = REQUIRED_RULES.get(rule_id)
    if expected_unit and rule.unit != expected_unit:
        yield source.fault((*path, "unit"), "unit", name=rule_id, unit=expected_unit, found=rule.unit)
    table = TABLES.get(rule_id, "value")
    ages = _ages(rule)
    prices = max(len(version.by_distance or []) for version in rule.versions)
    for index, version in enumerate(rule.versions):
        here = (*path, "versions", index)
        given = [name for name in ("value", "by_age", "by_region", "by_distance") if getattr(version, name) is not None]
        if not given and version.checked is None and rule_id not in REQUIRED_RULES:
            continue
        if given != [table]:
            code, found = ("needs_no_other", ", ".join(given)) if given else ("needs", "")
            yield source.fault(here, code, table=table, found=found)
            continue
        if version.checked is None:
            yield source.fault((*here, "checked"), "no_mark")
        yield from _check_decimals(source, here, version, rule.unit)
        if version.by_age is not None:
            yield from _check_ages(source, (*here, "by_age"), version.by_age, ages)
        if version.by_region is not None and "mean" not in version.by_region:
            yield source.fault((*here, "by_region"), "no_mean")
        if version.by_distance is not None and len(version.by_distance) != prices:
            found = str(len(version.by_distance))
            yield source.fault((*here, "by_distance"), "prices", found=found, other=str(prices))


def _ages(rule: Rule) -> set[int]:
    return {age for version in rule.versions for age in version.by_age or {}}


def _check_decimals(source: YamlSource, path: Path, version: Version, unit: str) -> Iterator[RuleFault]:
    values: dict[Path, Any] = {(*path, "value"): version.value} if version.value is not None else {}
    for name in ("by_age", "by_region"):
        values |= {(*path, name, key): number for key, number in (getattr(version, name) or {}).items()}
    values |= {(*path, "by_distance", i): number for i, number in enumerate(version.by_distance or [])}
    for where, number in values.items():
        if decimals(number) > UNITS[unit]:
            yield source.fault(where, "unit_decimals", number=shown(number), unit=unit, most=str(UNITS[unit]))
        if unit == "percent" and number > 100:
            yield source.fault(where, "percentage", number=shown(number))
        elif number >= 1_000_000:
            yield source.fault(where, "number_large", number=shown(number))


def _check_listed(source: YamlSource, file: RuleFile) -> Iterator[RuleFault]:
    """Every region of a rule is listed; one that is not is told once, where it stands first.

    What is listed is read from the file as it stands: a region with a fault of its own is there.
    """
    listed = (source.data if isinstance(source.data, dict) else {}).get("regions", {})
    used: dict[str, Path] = {}
    for rule_id, rule in file.rules.items():
        for index, version in enumerate(rule.versions):
            for region in version.by_region or {}:
                used.setdefault(region, ("rules", rule_id, "versions", index, "by_region", region))
    if not isinstance(listed, dict):
        return
    if used and not listed:
        yield source.fault(("regions",), "no_regions")
        return
    for region, path in used.items():
        if region not in listed:
            yield source.fault(path, "region_unlisted", region=shown(region))


def _check_ages(source: YamlSource, path: Path, by_age: Mapping[int, Any], ages: set[int]) -> Iterator[RuleFault]:
    if not by_age:
        yield source.fault(path, "no_ages")
    elif min(ages) < 0 or max(ages) > OLDEST:
        yield source.fault(path, "age_range", oldest=str(OLDEST))
    elif missing := sorted(set(range(min(ages), max(ages) + 1)) - set(by_age)):
        yield source.fault(path, "ages_missing", ages=", ".join(map(str, missing)))
    elif by_age[max(by_age)] != 100:
        yield source.fault(path, "last_age", age=str(max(by_age)))


def check_required(file: RuleFile, fault: Fault) -> Iterator[RuleFault]:
    """What the engine and the papers use must be there in the files of rules/ together; `fault` places a path."""
    rules, norms = file.rules, file.norms
    for rule_id in REQUIRED_RULES:
        if rule_id not in rules:
            yield fault(("rules", rule_id), "no_rule")
    for key in REQUIRED_THRESHOLDS:
        if key not in file.thresholds:
            yield fault(("thresholds", key), "no_threshold")
    yield from _check_costs(file.costs, fault)
    for key in REQUIRED_NORMS:
        if key not in norms:
            yield fault(("norms", key), "no_norm")
        elif norms[key].kind != "norm":
            yield fault(("norms", key, "kind"), "norm_kind", found=norms[key].kind)
    if file.calendar is None:
        yield fault(("calendar",), "no_calendar")
    scales = [_ages(rules[key]) for key, table in TABLES.items() if table == "by_age" and key in rules]
    if any(ages != scales[0] for ages in scales):
        yield fault(("rules", "youth_scale_bbl"), "other_ages")


def _check_costs(costs: Mapping[str, CostKind], fault: Fault) -> Iterator[RuleFault]:
    for key in REQUIRED_COSTS:
        if key not in costs:
            yield fault(("costs", key), "no_cost")
    if len(costs) > MOST_KINDS:
        yield fault(("costs",), "many_costs", found=str(len(costs)), most=str(MOST_KINDS))
    columns: dict[str, str] = {}
    for key, kind in costs.items():
        if kind.column in columns:
            other = shown(columns[kind.column])
            yield fault(("costs", key, "column"), "column_twice", name=shown(kind.column), other=other)
        columns.setdefault(kind.column, key)


def check_scheme(
    source: YamlSource,
    scheme: Scheme,
    sectors: Mapping[str, Any] | None,
    costs: Mapping[str, CostKind],
    stem: str,
) -> Iterator[RuleFault]:
    """One scheme file: its key, its sector and kinds of cost (where any are known), its versions."""
    if scheme.key != stem:
        yield source.fault(("key",), "key_of_file", key=shown(scheme.key), stem=shown(stem))
    if sectors and scheme.sector not in sectors:
        yield source.fault(("sector",), "no_sector", sector=shown(scheme.sector))
    if not scheme.versions and scheme.amount_unknown is None:
        yield source.fault(("versions",), "no_versions")
    if scheme.versions and scheme.amount_unknown is not None:
        yield source.fault(("amount_unknown",), "known_and_unknown")
    for index, version in enumerate(scheme.versions):
        yield from _check_version(source, ("versions", index), version)
        yield from _check_norm_costs(source, ("versions", index, "costs"), version, costs)


def _check_norm_costs(
    source: YamlSource, path: Path, version: SchemeVersion, costs: Mapping[str, CostKind]
) -> Iterator[RuleFault]:
    """Each kind once, and one that is asked of everybody with what it comes to."""
    kinds = [cost.kind for cost in version.costs]
    for index, cost in enumerate(version.costs):
        here = (*path, index)
        known = costs.get(cost.kind)
        if costs and known is None:
            yield source.fault((*here, "kind"), "choice", value=shown(cost.kind), choices=", ".join(costs))
        if cost.kind in kinds[:index]:
            yield source.fault((*here, "kind"), "listed_twice", value=shown(cost.kind))
        if cost.kind == TRAVEL and (cost.asked or cost.amount is not None):
            yield source.fault(here, "travel_follows")
        elif cost.amount is not None and not cost.asked:
            yield source.fault((*here, "amount"), "amount_not_asked")
        elif cost.asked and cost.amount is None and known is not None and known.price is None:
            yield source.fault(here, "asked_without_amount")


def _check_version(source: YamlSource, path: Path, version: SchemeVersion) -> Iterator[RuleFault]:
    yield from _check_seen(source, path, version)
    if (version.shape is None) == (version.tiers is None):
        yield source.fault(path, "shape_and_tiers" if version.shape else "shape_or_tiers")
        return
    limits = [tier.until_months for tier in version.all_tiers()]
    if limits[-1] is not None:
        last = (*path, "tiers", len(limits) - 1)
        yield source.fault(last, "last_tier")
    if any(limit is None for limit in limits[:-1]):
        yield source.fault((*path, "tiers"), "tier_end")
    elif any(a >= b for a, b in pairwise(limits[:-1])):  # type: ignore[operator]
        yield source.fault((*path, "tiers"), "tier_order")


def check_sectors(
    source: YamlSource, file: SectorFile, costs: Collection[str], chambers: Collection[str]
) -> Iterator[RuleFault]:
    """Every sector belongs to a chamber that is listed; one that is not is told once, where it stands first.

    Its kinds of cost are those of the rule book, where any are known.
    """
    for key, sector in file.sectors.items():
        for index, kind in enumerate(sector.cost_kinds):
            if costs and kind not in costs:
                here: Path = ("sectors", key, "cost_kinds", index)
                yield source.fault(here, "choice", value=shown(kind), choices=", ".join(costs))
    if not file.sectors:
        yield source.fault(("sectors",), "empty_sectors")
    if not chambers:
        yield source.fault(("sbb_sectors",), "empty_chambers")
        return
    used: dict[str, Path] = {}
    for key, sector in file.sectors.items():
        used.setdefault(sector.sbb_sector, ("sectors", key, "sbb_sector"))
    for chamber, path in used.items():
        if chamber not in chambers:
            yield source.fault(path, "no_chamber", chamber=shown(chamber))
