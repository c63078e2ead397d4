"""The same wages as OpenFisca's, by this version, in a process of its own (child.py), and the comparison to the cent.

Everybody gets a birth date and a wage: bbl on the bbl scale, the others as dual students on the regular one. The people
and the figures of rules/minimum_wage.yaml are written out for OpenFisca (`prepare`).

OpenFisca's month knows one age, Passend the birthday itself. So a month is compared where the age on its first day
holds for all days of the placement in it, and where it is one entry: there every cent must agree. OpenFisca day by day
knows the birthday too: there every month must agree, but for the cents that rounding its parts one by one may make.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from cases_here import cases_of, columns_here, policies_of
from child import Measured, measured
from sample import LONG, SEED, World, mixed_placements, with_wages
from wage_loop import Months, wages

from compensation import RuleBook, load_rulebook
from compensation.calendar import month_of
from compensation.choices import Route
from compensation.reading import compiled
from compensation.reading.records import Cases
from compensation.reading.tables import Results, kinds_in
from compensation.rulebook.frozen import freeze

SCALES = ("youth_scale_regular", "youth_scale_bbl")
#: Rows of the whole law at a time, as in a file.
CHUNK = 20_000


@dataclass
class _State:
    book: RuleBook
    people: Cases
    few: Cases
    first_month: int = 0
    months: int = 0


_state: _State


def prepare(rows: int, sample: int, folder: str, world: dict[str, Any]) -> None:
    """The people as cases, and as files for OpenFisca: people.npz and parameters."""
    global _state
    book = load_rulebook()
    people, few = _people(rows, World.of(world), book), _people(rows, World.of(world), book, sample)
    _state = _State(book, people, few)
    _state.first_month = month_of(int(people.cases["start"].min()))
    _state.months = month_of(int(people.cases["end"].max())) - _state.first_month + 1
    write_parameters(book, Path(folder) / "parameters")
    _write_people(Path(folder) / "people.npz", sample)
    for cases in (people, few):  # so that both kinds of arrays are compiled
        wages(cases, freeze(book))
    compiled.columns_of(few, freeze(book), kinds_in(few))


def _people(rows: int, world: World, book: RuleBook, first: int | None = None) -> Cases:
    columns = columns_here(with_wages(mixed_placements(rows, world, SEED)), world, book)
    if first is not None:
        parts = {name: columns[name][columns[name][:, 0] < first] for name in LONG}
        columns = {name: column[:first] for name, column in columns.items()} | parts
    return cases_of(columns, policies_of(world, book))


def due(sample: bool = False) -> dict[str, Any]:
    """The wage due of everybody, or of the sample, their records ready."""
    taken: Measured = {}
    with measured(taken):
        wages(_state.few if sample else _state.people, freeze(_state.book))
    return taken


def everything() -> dict[str, Any]:
    """Every norm, result and finding of the same people."""
    rules, taken = freeze(_state.book), Measured()
    cases, tables = _state.people
    kinds = kinds_in(_state.people)
    for first in range(0, len(cases), CHUNK):
        with measured(taken):
            compiled.columns_of(Cases(cases[first : first + CHUNK], tables), rules, kinds)
    return taken


def write_parameters(book: RuleBook, folder: Path) -> None:
    """rules/minimum_wage.yaml as OpenFisca writes parameters: an amount by date, and scales of brackets."""
    group = folder / "minimum_wage"
    group.mkdir(parents=True)
    adult = book.rules["adult_hourly_minimum"].versions
    _write(group / "adult_hourly_minimum.yaml", {"values": {v.from_: {"value": float(v.value or 0)} for v in adult}})
    for scale in SCALES:
        versions = book.rules[scale].versions
        ages = sorted(versions[0].by_age or {})
        brackets = [
            {
                "threshold": {versions[0].from_: {"value": years}},
                "amount": {v.from_: {"value": float((v.by_age or {})[years])} for v in versions},
            }
            for years in ages
        ]
        _write(group / f"{scale}.yaml", {"metadata": {"type": "single_amount"}, "brackets": brackets})


def _write(path: Path, data: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump({"description": path.stem, **data}), encoding="utf-8")


def _write_people(path: Path, sample: int) -> None:
    cases, (segments, *_) = _state.people
    regular = np.array([scheme.regular_scale for scheme in freeze(_state.book).schemes], bool)
    np.savez(
        path,
        birth=cases["birth"].astype("M8[D]"),
        start=cases["start"].astype("M8[D]"),
        end=cases["end"].astype("M8[D]"),
        hours_per_week=segments["hours"].astype(np.int32),
        workdays=segments["workdays"].astype(np.int32),
        bbl_scale=(cases["route"] == Route.BBL) & ((cases["own_scheme"] < 0) | ~regular[cases["own_scheme"]]),
        sample=sample,
        first_month=_state.first_month,
        months=_state.months,
    )


def check(theirs: str) -> dict[str, int]:
    """The same cents from both, wherever both mean the same. Raises AssertionError where they do not."""
    rules = freeze(_state.book)
    total, months = wages(_state.few, rules, first_month=_state.first_month, months=_state.months)
    kinds = kinds_in(_state.few)
    law = Results(_state.book, _state.few, kinds, compiled.columns_of(_state.few, rules, kinds))
    assert (total == law.values("wage.due")).all(), "the loop of wages differs from the whole law"
    with np.load(theirs) as loaded:
        by_month, by_day = loaded["by_month"].astype(np.int64), loaded["day"].astype(np.int64)
        assert (loaded["month"] == loaded["cohorts"]).all(), "OpenFisca's totals differ between its two ways"
    same = _one_age(months)
    wrong = int((by_month[same] != months.due[same]).sum())
    assert not wrong, f"{wrong} of {same.sum()} months differ"
    assert same.sum() > (months.entries > 0).sum() // 2, "too few months to compare"
    apart = np.abs(by_day - months.due)
    assert (apart <= np.maximum(months.entries - 1, 0)).all(), "day by day, a month differs by more than rounding"
    return {
        "months_equal_by_month": int(same.sum()),
        "months_equal_by_day": int(((apart == 0) & (months.entries > 0)).sum()),
        "months_a_cent_apart": int((apart > 0).sum()),
    }


def _one_age(months: Months) -> Any:
    """Months of one entry in which nobody has a birthday after the first day of the month."""
    birth = _state.few.cases["birth"].astype("M8[D]")
    born = birth.astype("M8[M]")
    after_the_first = (birth - born).astype(np.int64) > 0
    month = _state.first_month + np.arange(_state.months)
    birthday = (month[None, :] - born.astype(np.int64)[:, None]) % 12 == 0
    return (months.entries == 1) & ~(birthday & after_the_first[:, None])
