"""Passend beside OpenFisca-core: the same wages of the same people, ready arrays on both sides, and the same cents."""

from __future__ import annotations

import dataclasses
import json
import subprocess
from pathlib import Path
from typing import Any

from report import Figure, Section, at_least
from turns import HERE as FOLDER
from turns import Program, Run, by_turns, least, most
from version_1 import ROOT
from versions import Versions

#: Rows that OpenFisca also does day by day, and whose months are compared one by one.
SAMPLE = 50_000
TARGETS = {"month": 3.0, "cohorts": 2.0, "day": 60.0}
WAYS = {"month": "by month", "cohorts": "by cohort", "day": "by day, which alone gives the same answers"}


def measure(versions: Versions, python: str, rows: int, repeats: int, folder: Path) -> Section:
    """The hourly minimum and the wage due, both ways."""
    files = [str(folder / name) for name in ("people.npz", "parameters", "wages.npz")]
    sample = min(SAMPLE, rows)

    def openfisca() -> Run:
        ran = subprocess.run([python, str(FOLDER / "openfisca_wage.py"), *files], check=True, stdout=subprocess.PIPE)
        found: Run = json.loads(ran.stdout)
        return found

    with Program("tasks_wages", ROOT) as here:
        here.ask("prepare", rows=rows, sample=sample, folder=str(folder), world=dataclasses.asdict(versions.world))
        runs = by_turns(
            {
                "due": lambda: here.ask("due"),
                "sample": lambda: here.ask("due", sample=True),
                "everything": lambda: here.ask("everything"),
                "openfisca": openfisca,
            },
            repeats,
        )
        compared = here.ask("check", theirs=files[-1])
    return Section("Beside OpenFisca", _figures(runs, compared, rows, sample), _note(runs, repeats))


def _figures(runs: dict[str, list[Run]], compared: dict[str, int], rows: int, sample: int) -> list[Figure]:
    figures = []
    for way, words in WAYS.items():
        people, ours = (sample, least(runs["sample"])) if way == "day" else (rows, least(runs["due"]))
        theirs = least(runs["openfisca"], way)
        shown = f"{people:,} people: {ours:.3f} s, OpenFisca: {theirs:.2f} s"
        figures.append(at_least(f"wages, against OpenFisca {words}", theirs / ours, TARGETS[way], shown))
    for way in ("month", "cohorts"):
        whole = least(runs["everything"])
        shown = f"{whole:.2f} s"
        ratio = least(runs["openfisca"], way) / whole
        figures.append(at_least(f"every norm, result and finding, against its wages {WAYS[way]}", ratio, shown=shown))
    return [
        *figures,
        Figure("months compared and equal to the cent, by month", f"{compared['months_equal_by_month']:,}"),
        Figure("months compared and equal to the cent, by day", f"{compared['months_equal_by_day']:,}"),
        Figure("months a cent apart: rounded parts against one", f"{compared['months_a_cent_apart']:,}"),
        Figure("peak memory of OpenFisca by month", f"{most(runs['openfisca'], 'peak_mib'):,.0f} MiB"),
    ]


def _note(runs: dict[str, list[Any]], repeats: int) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in runs["openfisca"][0]["versions"].items())
    return (
        f"{versions}. One thread each, {repeats} runs by turns. The same people, days, hours and figures, as ready "
        "arrays on both sides; OpenFisca's parameters are loaded before the clock starts, its simulation is built "
        "within it. Passend's *wages* are its own compiled functions in a loop that does the ledger and the wage due "
        "and nothing else (wage_loop.py); they are equal to those of the whole law. OpenFisca by month knows the age "
        "on the first of the month only, so it gives another amount in the month of a birthday; by day it knows the "
        "birthday, and gives Passend's amounts. Its formulas are as quick as we could make them: all look-ups "
        "vectorial, the days of a month counted by table (README.md)."
    )
