"""The same wages by Passend and by OpenFisca-core, in one run, and the same to the cent.

Both compute, for the same people, days, hours and figures of rules/minimum_wage.yaml, the hourly minimum by age and
scale and the wage due over every month of each placement. Passend does more in that time (the wage offered, the
shortfall, the holiday allowance and what was promised of it), for it has no smaller part that makes sense.

OpenFisca's month knows one age, Passend the birthday itself. So an entry is compared where the age on the first of
the month holds for all days of the placement in that month: there every cent must agree. OpenFisca day by day knows
the birthday too: there every month must agree, but for the cent that rounding the two parts of a month may make.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sample import part, wage_placements

from compensation import RuleBook
from compensation.columns import Placements
from compensation.days import Column, age, month_number, month_start
from compensation.evaluate import evaluate
from compensation.findings import findings
from compensation.ledger import Ledger, make_ledger
from compensation.norms.minimum_wage import uses_bbl_scale, wage
from compensation.outcome import result_fields
from compensation.table.source import CHUNK_ROWS as CHUNK

#: Rows that OpenFisca also does day by day, and whose months are compared one by one.
SAMPLE = 50_000
SCALES = ("youth_scale_regular", "youth_scale_bbl")
HERE = Path(__file__).parent
WAYS = ("month", "cohorts", "day")


@dataclass
class Comparison:
    """Seconds of each repeat, and how much was compared to the cent."""

    rows: int
    sample: int
    entries: int = 0
    wages: list[float] = field(default_factory=list)
    sample_wages: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    month: list[float] = field(default_factory=list)
    cohorts: list[float] = field(default_factory=list)
    day: list[float] = field(default_factory=list)
    peak_mib: float = 0
    versions: dict[str, str] = field(default_factory=dict)
    entries_equal: int = 0
    months_equal: int = 0
    months_a_cent: int = 0


def compare(python: str, placements: Placements, book: RuleBook, repeats: int, folder: Path) -> Comparison:
    """Run both on the same people, by turns, and check that they agree. Raises AssertionError where they do not."""
    people = wage_placements(placements)
    result = Comparison(len(people), min(SAMPLE, len(people)))
    few = part(people, 0, result.sample)
    write_parameters(book, folder / "parameters")
    _write_people(people, book, folder / "people.npz", result.sample)
    files = [str(folder / name) for name in ("people.npz", "parameters", "wages.npz")]
    for _ in range(repeats):
        result.wages.append(_seconds(lambda: _wages(people, book)))
        result.sample_wages.append(_seconds(lambda: _wages(few, book)))
        result.whole.append(_seconds(lambda: _whole(people, book)))
        ran = subprocess.run([python, str(HERE / "openfisca_wage.py"), *files], check=True, stdout=subprocess.PIPE)
        found = json.loads(ran.stdout)
        for way in WAYS:
            getattr(result, way).append(found[way])
        result.peak_mib, result.versions = found["peak_mib"], found["versions"]
    result.entries = _wages(people, book)
    _check(people, few, book, folder / "wages.npz", result)
    return result


def _seconds(run: Callable[[], Any]) -> float:
    """Processor time, which a busy machine changes least; both programs keep to one core."""
    began = time.process_time()
    run()
    return time.process_time() - began


def _chunks(people: Placements) -> Iterator[Placements]:
    for first in range(0, len(people), CHUNK):
        yield part(people, first, min(first + CHUNK, len(people)))


def _wages(people: Placements, book: RuleBook) -> int:
    """Ledger and wages of everybody, with the total of each; the number of entries."""
    entries = 0
    for chunk in _chunks(people):
        ledger = make_ledger(chunk, book)
        ledger.total(wage(chunk, ledger, book).due)
        entries += len(ledger)
    return entries


def _whole(people: Placements, book: RuleBook) -> None:
    for chunk in _chunks(people):
        e = evaluate(chunk, book)
        findings(e, result_fields(e))


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


def _first_month(people: Placements) -> int:
    return int(month_number(people.start.min()))


def _write_people(people: Placements, book: RuleBook, path: Path, sample: int) -> None:
    np.savez(
        path,
        birth=people.birth.astype("M8[D]"),
        start=people.start.astype("M8[D]"),
        end=people.end.astype("M8[D]"),
        hours_per_week=people.hours.astype(np.int32),
        workdays=people.workdays.astype(np.int32),
        bbl_scale=uses_bbl_scale(people, book),
        sample=sample,
        first_month=_first_month(people),
        months=int(month_number(people.end.max())) - _first_month(people) + 1,
    )


def _check(people: Placements, few: Placements, book: RuleBook, path: Path, result: Comparison) -> None:
    """The same cents from both, wherever both mean the same."""
    with np.load(path) as loaded:
        by_month, by_day = loaded["by_month"], loaded["day"]
        assert (loaded["month"] == loaded["cohorts"]).all(), "OpenFisca's totals differ between its two ways"
    ledger = make_ledger(few, book)
    found = wage(few, ledger, book)
    assert found.covered.all(), "a benchmark of wages that are not covered"
    column = month_number(ledger.start) - _first_month(people)

    same = _one_age(few, ledger)
    wrong = np.flatnonzero(by_month[ledger.row[same], column[same]] != found.due[same])
    assert not len(wrong), f"{len(wrong)} of {len(same)} entries differ; the first: {same[wrong[:1]]}"
    assert len(same) > len(ledger) // 2, "too few entries to compare"
    result.entries_equal = len(same)

    ours = np.zeros(by_day.shape, np.int64)
    np.add.at(ours, (ledger.row, column), found.due)
    apart = np.abs(by_day - ours)
    assert apart.max() <= 1, "day by day, a month differs by more than the rounding of its two parts"
    result.months_equal, result.months_a_cent = int(((apart == 0) & (ours > 0)).sum()), int((apart == 1).sum())


def _one_age(p: Placements, ledger: Ledger) -> Column:
    """Entries that hold all the placement's days of their month, at the age of the first of that month."""
    month = month_number(ledger.start)
    first, last = month_start(month), month_start(month + 1) - 1
    begins = ledger.start == np.maximum(first, p.start[ledger.row])
    ends = ledger.end == np.minimum(last, p.end[ledger.row])
    return np.flatnonzero(begins & ends & (age(p.birth[ledger.row], first) == ledger.age))
