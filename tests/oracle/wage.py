"""The minimum wage and the holiday allowance (routes bbl and dual)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby

from .amounts import cents, euros, exact
from .data import Data, Version
from .days import Entry
from .expenses import ground_of_scheme
from .grounds import Amounts
from .reading import Placement
from .windows import Window, offered_in, windows_of


@dataclass(frozen=True)
class Hourly:
    """The least for an hour: what the law asks, and what the cao may add to it."""

    by_law: int
    in_all: int
    known: bool

    @property
    def of_a_run(self) -> tuple[int, bool]:
        return self.in_all, self.known


@dataclass(frozen=True)
class Asked:
    """What is due in an entry for the hours, and as holiday allowance, at one hourly minimum."""

    wage: int
    holiday: int
    wage_short: int = 0
    holiday_short: int = 0


NOTHING = Asked(0, 0)


@dataclass(frozen=True)
class EntryWage:
    offered: int
    holiday_offered: int
    hourly: Hourly | None = None
    due: Asked | None = None  # by law and cao; None where the minimum is not known
    by_law: Asked = NOTHING
    estimate: Asked | None = None  # after the last known minimum
    estimate_by_law: Asked = NOTHING

    @property
    def covered(self) -> bool:
        return self.due is not None

    @property
    def hourly_minimum(self) -> int | None:
        return self.hourly.in_all if self.hourly is not None and self.covered else None


@dataclass(frozen=True)
class MonthlyWage:
    """The least fixed wage a month that is never short, while the hourly minimum and the rhythm stay."""

    start: date
    end: date
    hourly_minimum: int
    hours_a_month: int
    amount: int
    known: bool


@dataclass(frozen=True)
class Wage:
    entries: list[EntryWage]
    stated: bool
    covered_until: date | None
    monthly: list[MonthlyWage]
    ground_of_the_cao: str

    @property
    def due(self) -> list[Asked]:
        return [entry.due for entry in self.entries if entry.due is not None]

    @property
    def covered(self) -> list[EntryWage]:
        return [entry for entry in self.entries if entry.covered]

    @property
    def coverage(self) -> str:
        if len(self.covered) == len(self.entries):
            return "all"
        return "part" if self.covered else "none"

    @property
    def estimates(self) -> list[Asked]:
        return [entry.estimate for entry in self.entries if entry.estimate is not None]

    def on_grounds(self) -> list[tuple[str, Amounts]]:
        found = []
        for entry in self.entries:
            for part in ("wage", "holiday"):
                found += self._split(entry, part)
        return found

    def _split(self, entry: EntryWage, part: str) -> list[tuple[str, Amounts]]:
        """Paid euros fill what the law asks first; what is left stands with the cao, if it asks more."""
        if entry.estimate is not None:
            in_all, by_law = getattr(entry.estimate, part), getattr(entry.estimate_by_law, part)
            return [("law", Amounts(estimate=by_law)), (self.ground_of_the_cao, Amounts(estimate=in_all - by_law))]
        if entry.due is None:
            return []
        offered = entry.offered if part == "wage" else entry.holiday_offered
        in_all, by_law = getattr(entry.due, part), getattr(entry.by_law, part)
        short, short_by_law = getattr(entry.due, f"{part}_short"), getattr(entry.by_law, f"{part}_short")
        if not self.stated:
            cao = Amounts(in_all - by_law, not_stated=in_all - by_law)
            return [("law", Amounts(by_law, not_stated=by_law)), (self.ground_of_the_cao, cao)]
        fills = min(offered, by_law) if in_all > by_law else offered
        cao = Amounts(in_all - by_law, offered - fills, short - short_by_law)
        return [("law", Amounts(by_law, fills, short_by_law)), (self.ground_of_the_cao, cao)]

    def force_of(self, part: str) -> str:
        """The ground of the cao where it asks more, and nothing is short by law."""
        adds = any(getattr(entry.due, part) > getattr(entry.by_law, part) for entry in self.covered)
        short_by_law = any(getattr(entry.by_law, f"{part}_short") > 0 for entry in self.covered)
        return self.ground_of_the_cao if adds and not short_by_law else "law"


def wage_of(entries: list[Entry], placement: Placement, data: Data) -> Wage:
    windows = windows_of(placement)
    hourly = [_hourly(entry, placement, data) for entry in entries]
    shares = offered_in(entries, windows)
    wages = [
        _entry_wage(entry, minimum, offered, own, placement, data)
        for entry, minimum, (offered, own) in zip(entries, hourly, shares, strict=True)
    ]
    covered_ends = [entry.end for entry, wage in zip(entries, wages, strict=True) if wage.covered]
    key = placement.own_scheme
    return Wage(
        entries=wages,
        stated=placement.states_wage,
        covered_until=max(covered_ends, default=None),
        monthly=_monthly(entries, hourly, windows),
        ground_of_the_cao="cao" if key is None else ground_of_scheme(key, data),
    )


def _entry_wage(
    entry: Entry, hourly: Hourly | None, offered: int, own: int, placement: Placement, data: Data
) -> EntryWage:
    """`own` is what the entry's own share of a wage per month rounds to."""
    by_law = exact((data.last_known("holiday_allowance", entry.start) or {"value": 0})["value"])
    promised = by_law if entry.stretch.holiday_percent is None else entry.stretch.holiday_percent
    holiday = cents(euros(offered) * promised / 100)
    if hourly is None:
        return EntryWage(offered, holiday)

    def asked(minimum: int) -> Asked:
        wage = cents(euros(minimum) * entry.contract_hours)
        base = max(wage, offered)
        if not hourly.known:
            return Asked(wage, cents(euros(base) * by_law / 100))
        if own >= wage:
            base = offered
        due = cents(euros(base) * by_law / 100)
        if not placement.states_wage:
            return Asked(wage, due)
        return Asked(wage, due, 0 if own >= wage else max(0, wage - offered), max(0, due - holiday))

    in_all, law = asked(hourly.in_all), asked(hourly.by_law)
    if hourly.known:
        return EntryWage(offered, holiday, hourly, due=in_all, by_law=law)
    return EntryWage(offered, holiday, hourly, estimate=in_all, estimate_by_law=law)


def _hourly(entry: Entry, placement: Placement, data: Data) -> Hourly | None:
    """At the values of the day, or the last known ones; None before the first, and below the youngest age."""
    found = [_minimum(rule_id, entry, placement, data) for rule_id in _scales(placement, data)]
    if found[0] is None:
        return None
    (in_all, known), (law, _) = found[0], found[1] or (0, True)
    cao = entry.stretch.cao_hourly if placement.cao_status == "applies" else None
    return Hourly(law, in_all if cao is None else max(in_all, cents(cao)), known)


def _scales(placement: Placement, data: Data) -> tuple[str, str]:
    """The scale that counts, and that of the law."""
    if placement.route == "dual":
        return "youth_scale_regular", "youth_scale_regular"
    key = placement.own_scheme
    if key is not None and data.schemes[key].get("bbl_scale") == "regular":
        return "youth_scale_regular", "youth_scale_bbl"
    return "youth_scale_bbl", "youth_scale_bbl"


def _minimum(rule_id: str, entry: Entry, placement: Placement, data: Data) -> tuple[int, bool] | None:
    adult, scale = data.rule("adult_hourly_minimum", entry.start), data.rule(rule_id, entry.start)
    value = None if adult is None else adult["value"]
    if placement.assumed_from is not None and entry.start >= placement.assumed_from:
        value = placement.assumed_adult
    known = value is not None and scale is not None
    if value is None:
        value = (data.last_known("adult_hourly_minimum", entry.start) or {}).get("value")
    scale = scale or data.last_known(rule_id, entry.start)
    percent = None if scale is None else _from_scale(scale, entry.age)
    return None if value is None or percent is None else (cents(exact(value) * percent / 100), known)


def _from_scale(scale: Version, age: int) -> Fraction | None:
    by_age = {int(key): exact(value) for key, value in scale["by_age"].items()}
    return None if age < min(by_age) else by_age[min(age, max(by_age))]


def _monthly(entries: list[Entry], hourly: list[Hourly | None], windows: list[Window]) -> list[MonthlyWage]:
    """A row for each run of entries with one hourly minimum in one window; the amount is rounded up."""
    rows = []
    for (window, _), run in groupby(
        zip(entries, hourly, strict=True), key=lambda pair: (_number_of(pair[0], windows), pair[1] and pair[1].of_a_run)
    ):
        members = list(run)
        found, minimum = [entry for entry, _ in members], members[0][1]
        if minimum is None or not any(entry.scheduled_days for entry in found):
            continue
        hours = windows[window].hours / windows[window].months
        amount = math.ceil(minimum.in_all * hours)
        rows.append(MonthlyWage(found[0].start, found[-1].end, minimum.in_all, cents(hours), amount, minimum.known))
    return rows


def _number_of(entry: Entry, windows: list[Window]) -> int:
    return next(number for number, window in enumerate(windows) if entry.start <= window.end)
