"""Cuts a placement into entries: runs of days on which nothing changes that an amount depends on."""

from __future__ import annotations

from datetime import date

from .data import CUTTING_RULES, Data, Version
from .days import Day, Entry, age_on, dates_of, days_of
from .reading import Placement
from .schemes import pay_of


def cutting_schemes(placement: Placement, data: Data) -> list[str]:
    """The own scheme; the sector's schemes too where the sector norm may be needed."""
    own = [placement.cao_scheme] if placement.cao_status == "applies" and placement.cao_scheme else []
    always_own = bool(own) and all(
        _pays_by_itself(data.scheme_version(own[0], day), placement) for day in dates_of(placement.start, placement.end)
    )
    if placement.norm == "sector" and placement.sector and not always_own:
        return own + data.schemes_of(placement.sector)
    return own


def _pays_by_itself(version: Version | None, placement: Placement) -> bool:
    """In force, and not with an unknown amount at these hours and days (whoever the gates let through)."""
    return version is not None and pay_of(version, placement) is not None


def entries_of(placement: Placement, data: Data) -> list[Entry]:
    schemes = cutting_schemes(placement, data)
    runs: list[list[Day]] = []
    previous: object = None
    for day in days_of(placement, data):
        current = _situation(day.date, placement, schemes, data)
        if current != previous:
            runs.append([])
        runs[-1].append(day)
        previous = current
    entries = []
    for number, run in enumerate(runs):
        age = None if placement.birth_date is None else age_on(placement.birth_date, run[0].date)
        entries.append(Entry(tuple(run), number == 0, age))
    return entries


def _situation(day: date, placement: Placement, schemes: list[str], data: Data) -> tuple[object, ...]:
    """Everything that must stay the same inside one entry."""
    age = None if placement.birth_date is None else age_on(placement.birth_date, day)
    versions = [data.rule(rule_id, day) for rule_id in CUTTING_RULES]
    versions += [data.scheme_version(key, day) for key in schemes]
    starts = tuple(None if version is None else version["from"] for version in versions)
    return (day.year, day.month, age, starts)
