"""Cuts a placement into entries: runs of days on which nothing changes that an amount depends on."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from .data import CUTTING_RULES, Data, Version
from .days import ONE_DAY, Entry, entry_of
from .reading import Placement, Stretch
from .schemes import pay_of


def entries_of(placement: Placement, data: Data) -> list[Entry]:
    starts = sorted({placement.start, *(day for day in _cuts(placement, data) if _inside(day, placement))})
    ends = [*(start - ONE_DAY for start in starts[1:]), placement.end]
    entries: list[Entry] = []
    months_before = Fraction(0)
    for start, end in zip(starts, ends, strict=True):
        stretch = next(stretch for stretch in placement.stretches if start <= stretch.end)
        entries.append(entry_of(start, end, stretch, placement, months_before))
        months_before += entries[-1].month_fraction
    return entries


def _inside(day: date, placement: Placement) -> bool:
    return placement.start < day <= placement.end


def _cuts(placement: Placement, data: Data) -> Iterator[date]:
    """The first days of everything that is new."""
    yield from _months(placement)
    yield from _birthdays(placement)
    for rule_id in CUTTING_RULES:
        yield from data.new_on(data.rules[rule_id])
    for key in _cutting_schemes(placement, data):
        yield from data.new_on(data.schemes[key]["versions"])
    for stretch in placement.stretches:
        yield stretch.start
    if placement.assumed_from is not None:
        yield placement.assumed_from
    for item in (*placement.costs, *placement.reimbursements):
        if item.start is not None:
            yield item.start
        if item.end is not None:
            yield item.end + ONE_DAY


def _months(placement: Placement) -> Iterator[date]:
    for year in range(placement.start.year, placement.end.year + 1):
        for month in range(1, 13):
            yield date(year, month, 1)


def _birthdays(placement: Placement) -> Iterator[date]:
    birth = placement.birth_date
    if birth is None:
        return
    for year in range(placement.start.year, placement.end.year + 1):
        born_on_leap_day = (birth.month, birth.day) == (2, 29) and not isleap(year)
        yield date(year, 3, 1) if born_on_leap_day else birth.replace(year=year)


def _cutting_schemes(placement: Placement, data: Data) -> list[str]:
    """The own scheme; the sector's schemes too where the sector norm may be needed."""
    own = [] if placement.own_scheme is None else [placement.own_scheme]
    if placement.norm != "sector" or not placement.sector:
        return own
    if own and all(_pays_by_itself(own[0], stretch, placement, data) for stretch in placement.stretches):
        return own
    return own + data.schemes_of(placement.sector)


def _pays_by_itself(key: str, stretch: Stretch, placement: Placement, data: Data) -> bool:
    """In force all the time, and never with an unknown amount at these hours and days (whatever the gates say)."""
    news = [day for day in data.new_on(data.schemes[key]["versions"]) if stretch.start < day <= stretch.end]
    versions: list[Version | None] = [data.scheme_version(key, day) for day in (stretch.start, *news)]
    return all(version is not None and pay_of(version, stretch, placement) is not None for version in versions)
