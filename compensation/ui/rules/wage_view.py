"""The legal hourly minimum by age through time, on both scales: the rows behind the chart and its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import altair as alt

from compensation.calendar import to_date, to_day
from compensation.choices import Scale
from compensation.law.ledger import rule_period_on
from compensation.law.minimum_wage import hourly_minimum, percent_of_age
from compensation.rulebook import RuleBook
from compensation.rulebook.frozen import RulePeriod, Rules, freeze
from compensation.ui.parts.cached import per_book
from compensation.ui.parts.charts import day_axis, euro_axis, inline, label, palette
from compensation.units import UNKNOWN

SCALES = ("youth_scale_regular", "youth_scale_bbl")
_HEIGHT = 430
_ROOM_FOR_NAMES = timedelta(days=330)


@dataclass(frozen=True)
class WageRow:
    """The hourly minimum of an age in a period, in cents, on the regular and on the bbl scale; None: not known."""

    first: date
    last: date
    age: int
    regular: int | None
    bbl: int | None


@per_book(max_entries=2)
def wage_rows(book: RuleBook) -> tuple[WageRow, ...]:
    """Every period with a published adult amount, every age; computed with the engine's own function."""
    rules, (youngest, oldest) = freeze(book), book.age_range
    rows = []
    for first, last in _periods(book):
        period = rules.periods[rule_period_on(first, rules)]
        for age in range(oldest, youngest - 1, -1):
            regular, bbl = (_minimum(age, scale, period, rules) for scale in Scale)
            rows.append(WageRow(to_date(first), to_date(last), age, regular, bbl))
    return tuple(rows)


def _minimum(age: int, scale: Scale, period: RulePeriod, rules: Rules) -> int | None:
    percent = percent_of_age(age, scale, period, rules)
    return None if percent == UNKNOWN else hourly_minimum(period.adult, percent, scale)


def _periods(book: RuleBook) -> list[tuple[int, int]]:
    """Spans of days in which neither the adult amount nor a scale changes, and the adult amount is known."""
    rules = [book.rules[key] for key in ("adult_hourly_minimum", *SCALES)]
    cuts = {to_day(v.from_) for rule in rules for v in rule.versions}
    cuts |= {to_day(v.to) + 1 for rule in rules for v in rule.versions if v.to is not None}
    ordered = sorted(cuts)
    spans = [(first, after - 1) for first, after in pairwise(ordered)]
    return [span for span in spans if book.value_on("adult_hourly_minimum", span[0]) != UNKNOWN]


def rows_on(rows: Sequence[WageRow], on: date) -> list[WageRow]:
    """The rows that hold on a day."""
    return [row for row in rows if row.first <= on <= row.last]


def wage_chart(rows: Sequence[WageRow], scale: str, on: date, names: dict[int, str], axis: str) -> Any:
    """A stair per age, its name at its end, and a dashed line at the chosen day. What is not known breaks the stair."""
    end = max(row.last for row in rows)
    points = [
        {
            "day": day.isoformat(),
            "age": names[row.age],
            "euros": None if cents is None else cents / 100,
            "end": day == end,
        }
        for row in rows
        for cents in (getattr(row, scale),)
        for day in ((row.first, row.last) if row.last == end else (row.first,))
    ]
    colours = palette()
    base = alt.Chart()
    domain = [min(row.first for row in rows).isoformat(), (end + _ROOM_FOR_NAMES).isoformat()]
    x = alt.X("day:T", axis=day_axis(tickCount="year"), scale=alt.Scale(type="utc", domain=domain))
    y = alt.Y("euros:Q", axis=euro_axis(axis))
    stairs = base.mark_line(interpolate="step-after", strokeWidth=2.2, color=colours.accent).encode(
        x=x, y=y, detail="age:N", tooltip=[alt.Tooltip("age:N", title=" "), alt.Tooltip("euros:Q", format="$,.2f")]
    )
    ends = base.transform_filter("datum.end").encode(x=x, y=y, text="age:N")
    layers = [stairs, *label(ends, align="left", dx=6)]
    if domain[0] <= on.isoformat() <= end.isoformat():
        chosen = alt.Chart(inline([{"day": on.isoformat()}]))
        layers.append(chosen.mark_rule(strokeDash=[5, 4], color=colours.quiet).encode(x="day:T"))
    return alt.layer(*layers, data=inline(points), height=_HEIGHT)
