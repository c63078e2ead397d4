"""A wage as it is paid: by the hour, the week, or the month within a window of one calendar year and one rhythm."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .amounts import cents
from .days import Entry
from .reading import Placement, Rate


@dataclass
class Window:
    """The unbroken run of days in one calendar year with the same hours on the same weekdays."""

    start: date
    end: date
    rhythm: dict[int, Fraction]
    months: Fraction = Fraction(0)
    hours: Fraction = Fraction(0)  # scheduled, unpaid days included


def windows_of(placement: Placement) -> list[Window]:
    windows: list[Window] = []
    for stretch, day in placement.days():
        if not windows or windows[-1].end.year != day.year or windows[-1].rhythm != stretch.hours:
            windows.append(Window(day, day, stretch.hours))
        window = windows[-1]
        window.end = day
        window.months += Fraction(1, monthrange(day.year, day.month)[1])
        window.hours += stretch.hours.get(day.weekday(), Fraction(0))
    return windows


def offered_in(entries: list[Entry], windows: list[Window]) -> list[tuple[int, int]]:
    """Of each entry what is paid, and what its own share rounds to: of a wage per month a cent may move."""
    found = []
    same: object = None
    paid = Fraction(0)  # of one monthly wage in one window, up to the entry
    for entry in entries:
        wage = entry.stretch.wage
        if wage is None or wage.per != "month":
            offered = 0 if wage is None else cents(_by_hours(wage, entry))
            found.append((offered, offered))
            same = None
            continue
        window = next(window for window in windows if entry.start <= window.end)
        if same != (window.start, wage):
            same, paid = (window.start, wage), Fraction(0)
        share = wage.amount * window.months * entry.contract_hours / window.hours if window.hours else Fraction(0)
        found.append((cents(paid + share) - cents(paid), cents(share)))
        paid += share
    return found


def _by_hours(wage: Rate, entry: Entry) -> Fraction:
    if wage.per == "hour":
        return wage.amount * entry.contract_hours
    weeks = 1 if wage.per == "week" else 4
    return wage.amount / weeks * entry.contract_hours / entry.stretch.hours_per_week
