"""The two charts of a result: the budget by month, and the legal minimum beside the wage over time."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import altair as alt

from compensation.telling.voice import Voice
from compensation.texts import day, euros, short_month
from compensation.ui.calculator.result_student import hourly_wage
from compensation.ui.parts import charts
from compensation.ui.parts.result_parts import parts_of_months
from compensation.ui.parts.result_view import Result


def budget_rows(result: Result, voice: Voice) -> tuple[list[str], list[dict[str, object]]]:
    """The parts of the budget that are not empty, and an amount for each of them in each month."""
    names = parts_of_months(result, voice)
    used = list(names)
    rows: list[dict[str, object]] = []
    for m in result.months:
        for order, name in enumerate(used):
            amount = getattr(m, names[name])
            words = {"month": short_month(m.first, voice.lang), "part": name, "said": euros(amount, voice.lang)}
            rows.append({**words, "order": order, "euros": amount / 100})
    return used, rows


def draw_budget(result: Result, voice: Voice) -> None:
    """Bars by month: travel, other costs, allowance or wage, one on the other."""
    used, rows = budget_rows(result, voice)
    if not used:
        return
    chart = (
        alt.Chart(charts.inline(rows))
        .mark_bar()
        .encode(
            x=alt.X("month:O", sort=None, axis=alt.Axis(title=None, labelAngle=0, labelOverlap=True)),
            y=alt.Y("euros:Q", axis=charts.euro_axis(voice.say("chart.euros_month"))),
            color=alt.Color("part:N", scale=charts.scale_of(used), title=None),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("month:O", title=voice.say("head.in_month")),
                alt.Tooltip("part:N", title=voice.say("head.what")),
                alt.Tooltip("said:N", title=voice.say("head.amount")),
            ],
        )
        .properties(height=260)
    )
    highest = max(m.travel + m.expenses + m.pay + m.estimate for m in result.months)
    said = voice.say("chart.budget_alt", months=len(result.months), highest=euros(highest, voice.lang))
    charts.show(chart, said, key=f"budget_{voice.reader}")


def month_axis(result: Result) -> alt.Axis:
    """One tick a month, or fewer when there are many."""
    step = -(-len(result.months) // 8)
    return charts.day_axis(tickCount=alt.TimeIntervalStep(interval="month", step=step))


def wage_rows(result: Result, names: tuple[str, str]) -> list[dict[str, object]]:
    """Points of the two stepped lines: the hourly minimum, and the wage by the hour (both to the cent)."""
    rows: list[dict[str, object]] = []
    for entry in result.assessment.ledger:
        for name, amount in zip(names, (entry.hourly_minimum, hourly_wage(entry)), strict=True):
            if amount is not None:
                for on in (entry.from_, entry.to + timedelta(days=1)):
                    rows.append({"day": on.isoformat(), "line": name, "euros": float(amount)})
    return rows


def moments(result: Result) -> list[tuple[date, str]]:
    """Days on which the minimum changes: a birthday, or a new half-year."""
    found: list[tuple[date, str]] = []
    ledger = result.assessment.ledger
    for before, entry in pairwise(ledger):
        if before.age != entry.age:
            found.append((entry.from_, f"birthday:{entry.age}"))
        if (entry.from_.month, entry.from_.day) in ((1, 1), (7, 1)):
            found.append((entry.from_, "half_year"))
    return found


def draw_wage_steps(result: Result, voice: Voice) -> None:
    """The legal minimum against the wage, with birthday and half-years marked."""
    names = (voice.say("chart.minimum"), voice.say("chart.wage"))
    rows = wage_rows(result, names)
    if not rows:
        return
    used = [name for name in names if any(row["line"] == name for row in rows)]
    lines = (
        alt.Chart(charts.inline(rows))
        .mark_line(strokeWidth=3)
        .encode(
            x=alt.X("day:T", axis=month_axis(result)),
            y=alt.Y(
                "euros:Q",
                axis=charts.euro_axis(voice.say("chart.euros_hour"), cents=True),
                scale=alt.Scale(zero=False, padding=36),
            ),
            color=alt.Color("line:N", scale=charts.scale_of(used), title=None),
            strokeDash=alt.StrokeDash(
                "line:N", scale=alt.Scale(domain=used, range=[[1, 0], [6, 4]][: len(used)]), title=None
            ),
            detail="line:N",
        )
        .properties(height=300)
    )
    kinds = {kind.split(":")[0] for _, kind in moments(result)}  # a layer without marks would be a name without a thing
    marks = [(kind, height) for kind, height in (("half_year", 2), ("birthday", 18)) if kind in kinds]
    charts.show(
        alt.layer(lines, *(_marked(result, voice, kind, height) for kind, height in marks)),
        wage_words(result, voice),
        key=f"wage_{voice.reader}",
    )


def _marked(result: Result, voice: Voice, kind: str, height: int) -> Any:
    """Rules with words at the days of one kind; each kind on a height of its own, so that words do not cross."""
    days = [(on, name) for on, name in moments(result) if name.startswith(kind)]
    marks = [{"day": on.isoformat(), "text": said(name, voice)} for on, name in days]
    base = alt.Chart(charts.inline(marks)).encode(x="day:T")
    rule = base.mark_rule(strokeDash=[2, 3], color=charts.palette().quiet)
    words = base.mark_text(align="left", baseline="top", dx=4, fontSize=12, color=charts.palette().text)
    return alt.layer(rule, words.encode(y=alt.value(height), text="text:N"))


def said(kind: str, voice: Voice) -> str:
    """The words beside a mark in the chart."""
    name, _, age = kind.partition(":")
    return voice.say(f"chart.{name}", age=int(age)) if age else voice.say(f"chart.{name}")


def wage_words(result: Result, voice: Voice) -> str:
    """What one would see in the chart."""
    minimum = [(e.from_, e.hourly_minimum) for e in result.assessment.ledger if e.hourly_minimum is not None]
    steps = [(on, amount) for i, (on, amount) in enumerate(minimum) if i == 0 or minimum[i - 1][1] != amount]
    told = "; ".join(
        voice.say("chart.step", day=day(on, voice.lang), amount=euros(int(amount * 100), voice.lang))
        for on, amount in steps
    )
    return voice.say("chart.wage_alt", steps=told)
