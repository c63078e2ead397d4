"""Reads rules/ and sector_data/ as plain text scalars, so that every decimal stays exact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

TEST_RULES = Path(__file__).resolve().parents[1] / "fixtures" / "rulebook"
LIVE_RULES = Path(__file__).resolve().parents[2]

# The rules that the arithmetic of an entry uses; a new version of any of them starts a new entry.
CUTTING_RULES = (
    "adult_hourly_minimum",
    "youth_scale_regular",
    "youth_scale_bbl",
    "holiday_allowance",
    "km_rate",
    "student_discount_train",
    "student_discount_bus",
    "vog_online",
    "employer_health_levy",
    "practical_training_subsidy_max",
    "train_fare",
    "boarding_fee",
    "bus_fare_per_km",
)

ONE_DAY = timedelta(days=1)
Version = dict[str, Any]


@dataclass(frozen=True)
class Data:
    """Everything the oracle knows. Scalars are text or None; `from`, `to`, `as_of` are dates."""

    rules: dict[str, list[Version]]
    thresholds: dict[str, int]
    calendar: dict[str, Any]
    norms: dict[str, dict[str, Any]]
    sectors: list[str]
    schemes: dict[str, dict[str, Any]]

    def rule(self, rule_id: str, day: date) -> Version | None:
        """The version of a dated rule in force on a day, or None when it is not known."""
        return in_force(self.rules[rule_id], day)

    def value(self, rule_id: str, day: date) -> str | None:
        version = self.rule(rule_id, day)
        return None if version is None else version["value"]

    def last_known(self, rule_id: str, day: date) -> Version | None:
        """The version in force, else the last one before this day; None before the first."""
        return last_known(self.rules[rule_id], day)

    def new_on(self, versions: list[Version]) -> frozenset[date]:
        """The days on which a version begins, or is over."""
        return _new_on(tuple((version["from"], version["to"]) for version in versions))

    def scheme_version(self, key: str, day: date) -> Version | None:
        return in_force(self.schemes[key]["versions"], day)

    def schemes_of(self, sector: str) -> list[str]:
        return sorted(key for key, scheme in self.schemes.items() if scheme.get("sector") == sector)


def in_force(versions: list[Version], day: date) -> Version | None:
    for version in versions:
        if version["from"] <= day and (version["to"] is None or day <= version["to"]):
            return version
    return None


def last_known(versions: list[Version], day: date) -> Version | None:
    return max((version for version in versions if version["from"] <= day), key=lambda v: v["from"], default=None)


@cache
def _new_on(spans: tuple[tuple[date, date | None], ...]) -> frozenset[date]:
    return frozenset({first for first, _ in spans} | {last + ONE_DAY for _, last in spans if last is not None})


def load_data(root: Path = TEST_RULES) -> Data:
    return _load(Path(root).resolve())


@cache
def _load(root: Path) -> Data:
    rule_files = sorted((root / "rules").glob("*.yaml")) + sorted((root / "rules" / "fares").glob("*.yaml"))
    rules: dict[str, list[Version]] = {}
    sections: dict[str, Any] = {}
    for path in rule_files:
        content = read_yaml(path)
        for rule_id, rule in (content.pop("rules", None) or {}).items():
            rules[rule_id] = [with_dates(version) for version in rule["versions"]]
        sections.update(content)
    schemes = {}
    for path in sorted((root / "sector_data" / "schemes").glob("*.yaml")):
        scheme = read_yaml(path)
        scheme["versions"] = [as_said(with_dates(version)) for version in scheme["versions"] or []]
        schemes[scheme["key"]] = scheme
    sectors = sorted(read_yaml(root / "sector_data" / "sectors.yaml")["sectors"])
    norms = {key: norm for key, norm in sections["norms"].items() if norm["kind"] == "norm"}
    for norm in norms.values():
        norm["versions"] = [with_dates(version) for version in norm["versions"]]
    thresholds = {key: int(entry["value"]) for key, entry in sections["thresholds"].items()}
    return Data(rules, thresholds, sections["calendar"], sections["norms"], sectors, schemes)


def read_yaml(path: Path) -> Any:
    """BaseLoader keeps every scalar as the text that stands in the file."""
    return with_none(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


def with_none(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: with_none(value) for key, value in node.items()}
    if isinstance(node, list):
        return [with_none(value) for value in node]
    return None if node in ("", "null", "~") else node


def as_said(version: Version) -> Version:
    """A version of a scheme with what it means where it says nothing (docs/contract/scheme.md)."""
    gates = {"exclude_kinds": ["observation"], "exclude_routes": ["bbl", "dual"], **(version.get("gates") or {})}
    return {"travel": "unknown", "includes_expenses": "false", "max_months": None, **version, "gates": gates}


def with_dates(version: Version) -> Version:
    dated = dict(version)
    for key in ("from", "to", "as_of"):
        if dated.get(key) is not None:
            dated[key] = date.fromisoformat(dated[key])
    dated.setdefault("to", None)
    return dated
