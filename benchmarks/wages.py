"""Passend beside OpenFisca-core, as a section of the report."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from openfisca_compare import Comparison, compare
from report import Figure, Section, spread
from sample import mixed_placements

from compensation import load_rulebook

TARGET = 20


def measure(python: str, rows: int, repeats: int) -> Section:
    """The hourly minimum and the wage by month, both ways."""
    book = load_rulebook()
    with tempfile.TemporaryDirectory() as folder:
        found = compare(python, mixed_placements(rows, book), book, repeats, Path(folder))
    return Section("Beside OpenFisca", _figures(found), _note(found, repeats))


def _figures(found: Comparison) -> list[Figure]:
    people, few = f"{found.rows:,} people", f"{found.sample:,} people"
    target = f"at least {TARGET} times as fast"
    by_month, by_day = _ratio(found.month, found.wages), _ratio(found.day, found.sample_wages)
    return [
        Figure(f"Passend: ledger and wages, {people}", spread(found.wages)),
        Figure(f"Passend: every norm, result and finding, {people}", spread(found.whole)),
        Figure(f"OpenFisca: wages by month, {people}", spread(found.month)),
        Figure(f"OpenFisca: the same, one simulation for each cohort, {people}", spread(found.cohorts)),
        Figure(f"OpenFisca: wages by day, {few}", spread(found.day)),
        Figure(f"Passend: ledger and wages, {few}", spread(found.sample_wages)),
        Figure("Passend against OpenFisca by month (one age in a month)", _times(by_month), target, by_month >= TARGET),
        Figure("Passend against OpenFisca by cohort", _times(_ratio(found.cohorts, found.wages))),
        Figure("Passend against OpenFisca by day (the same answers)", _times(by_day), target, by_day >= TARGET),
        Figure("entries compared and equal to the cent (by month)", f"{found.entries_equal:,}"),
        Figure("months compared and equal to the cent (by day)", f"{found.months_equal:,}"),
        Figure("months a cent apart: two rounded parts against one", f"{found.months_a_cent:,}"),
        Figure("peak memory of OpenFisca by month", f"{found.peak_mib:,.0f} MiB"),
    ]


def _ratio(theirs: Sequence[float], ours: Sequence[float]) -> float:
    return statistics.median(their / our for their, our in zip(theirs, ours, strict=True))


def _times(ratio: float) -> str:
    return f"{ratio:.1f} times as fast" if ratio >= 1 else f"{ratio:.2f} times as fast: slower"


def _note(found: Comparison, repeats: int) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in found.versions.items())
    return (
        f"{versions}. Seconds of processor time, one core each, {repeats} runs by turns; median (quickest to "
        "slowest), ratios per run. The same people, days, hours and figures. Neither reading nor writing is counted; "
        "OpenFisca's parameters are loaded before the clock starts, its simulation is built within it. OpenFisca by "
        "month knows the age on the first of the month only, so it gives another amount in the month of a birthday; "
        "by day it knows the birthday, and gives Passend's amounts. Its formulas are as quick as we could make them "
        "(README.md): all look-ups vectorial, the days of a month counted by table. Passend in its time also cuts at "
        "birthdays and computes what was offered, the shortfall and the holiday allowance."
    )
