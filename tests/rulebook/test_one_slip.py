"""One slip in a rule file is one fault: what only follows from a fault is not told as another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from compensation.rulebook import check_rulebook
from compensation.rulebook.yaml_source import read_yaml
from tests.rulebooks import TEST_RULES, copied

Change = Callable[[Any], object]


class _Dumper(yaml.SafeDumper):
    """YAML with exact decimals."""


_Dumper.add_representer(Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", str(value)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    def but_horeca(name: str, names: list[str]) -> set[str]:
        return set(names) - {"horeca.yaml"} if Path(name).name == "schemes" else set()

    return copied(TEST_RULES, tmp_path, ignore=but_horeca)


def faults_after(folder: Path, name: str, change: Change) -> list[str]:
    file = folder / name
    data = read_yaml(file.read_text(encoding="utf-8"), name).data
    change(data)
    file.write_text(yaml.dump(data, Dumper=_Dumper, sort_keys=False), encoding="utf-8")
    return [f"{fault.path}: {fault.problem}" for fault in check_rulebook(base=folder)]


def _first(mapping: dict[str, Any]) -> Any:
    return next(iter(mapping.values()))


def _inverted(rule: Any) -> None:
    """The middle one of three versions ends before it begins."""
    version = rule["versions"][-2]
    version["from"] = version["to"] + timedelta(days=40)


BUS, SECTORS, HORECA = "rules/fares/bus.yaml", "sector_data/sectors.yaml", "sector_data/schemes/horeca.yaml"
NO_REGIONS = "regions: the regions are missing: list every region that by_region names"
SLIPS: dict[str, tuple[str, Change, str]] = {
    "a region with a note in one language": (
        BUS,
        lambda data: _first(data["regions"]).update(note={"nl": "x"}),
        "note.en: this field is missing",
    ),
    "regions as a word": (BUS, lambda data: data.update(regions="none"), "regions: needs fields"),
    "no regions": (BUS, lambda data: data.pop("regions"), NO_REGIONS),
    "an empty list of regions": (BUS, lambda data: data.update(regions={}), NO_REGIONS),
    "a region that is not listed": (BUS, lambda data: data["regions"].pop("zeeland"), "'zeeland' is not listed"),
    "a list as a day": (BUS, lambda data: data.update(looked_on=[]), "looked_on: write a date"),
    "a note in one language": (
        HORECA,
        lambda data: data["versions"][0].update(note={"nl": "x"}),
        "note.en: this field is missing",
    ),
    "a number as a note": (HORECA, lambda data: data["versions"][0].update(note=1), "note: needs text here"),
    "no chambers": (SECTORS, lambda data: data.update(sbb_sectors={}), "sbb_sectors: no chambers"),
    "no sectors": (SECTORS, lambda data: data.update(sectors={}), "sectors: no sectors"),
    "a version that ends before it begins": (
        "rules/minimum_wage.yaml",
        lambda data: _inverted(data["rules"]["adult_hourly_minimum"]),
        "before it begins",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_one_slip_is_one_fault(folder: Path, slip: str) -> None:
    name, change, said = SLIPS[slip]
    (fault,) = faults_after(folder, name, change)
    assert said in fault
