"""The wages of openfisca_country.py, timed. Runs in .venv-bench, without Passend; wages.py calls it.

    python openfisca_wage.py INPUT.npz PARAMETERS OUTPUT.npz

`month`: the ordinary way, everybody in one simulation over every month that occurs. `cohorts`: what somebody who
knows what that costs would do, one simulation for each pair of first and last month, so that no month is computed
for people who are not there. `day`: the sample of people only, with the age of each day.
"""

from __future__ import annotations

import json
import platform
import resource
import sys
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.periods import period
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_country import INPUTS, tax_benefit_system

People = dict[str, Any]


def monthly(system: TaxBenefitSystem, people: People, variable: str, first: int, months: int) -> Iterator[Any]:
    """One simulation over `months` months from `first` (months since January 1970): the wages of each month."""
    simulation = SimulationBuilder.build_default_simulation(system, count=len(people["birth"]))
    for name in INPUTS:
        simulation.set_input(name, "ETERNITY", people[name])
    for month in range(first, first + months):
        yield simulation.calculate(variable, period(f"{month // 12 + 1970}-{month % 12 + 1:02}"))


def month_range(people: People) -> tuple[Any, Any]:
    """First and last month of each person."""
    first, last = (people[name].astype("M8[M]").astype(np.int64) for name in ("start", "end"))
    return first, last


def together(system: TaxBenefitSystem, people: People) -> Any:
    """Total per person, everybody in one simulation over all months."""
    first, last = month_range(people)
    return sum(monthly(system, people, "wage_due", int(first.min()), int(last.max() - first.min()) + 1))


def cohorts(system: TaxBenefitSystem, people: People) -> Any:
    """Total per person, one simulation for each pair of first and last month."""
    first, last = month_range(people)
    key = first * 1_000 + last - first
    order = np.argsort(key, kind="stable")
    total = np.empty(len(key), np.float32)
    for rows in np.split(order, np.flatnonzero(np.diff(key[order])) + 1):
        here = {name: people[name][rows] for name in INPUTS}
        begin = int(first[rows[0]])
        total[rows] = sum(monthly(system, here, "wage_due", begin, int(last[rows[0]]) - begin + 1))
    return total


def main() -> None:
    """Time each way, write the totals and the months of the sample, and print the figures as JSON."""
    source, parameters, target = (Path(argument) for argument in sys.argv[1:])
    with np.load(source) as loaded:
        people = {name: loaded[name] for name in INPUTS}
        sample, first, months = int(loaded["sample"]), int(loaded["first_month"]), int(loaded["months"])
    system = tax_benefit_system(parameters)
    few = {name: people[name][:sample] for name in INPUTS}
    figures: dict[str, Any] = {}
    results: dict[str, Any] = {}

    def timed(name: str, run: Any) -> None:
        began = time.process_time()
        results[name] = run()
        figures[name] = time.process_time() - began

    timed("month", lambda: together(system, people))
    timed("cohorts", lambda: cohorts(system, people))
    figures["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    results["by_month"] = np.stack(list(monthly(system, few, "wage_due", first, months)), axis=1)
    timed("day", lambda: np.stack(list(monthly(system, few, "wage_due_by_day", first, months)), axis=1))
    np.savez(target, **results)
    names = ("openfisca-core", "numpy")
    figures["versions"] = {name: version(name) for name in names} | {"python": platform.python_version()}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
