"""What only the student sees: what to do next, and the legal minimum beside the wage over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

import streamlit as st

from compensation.assessment import LedgerEntry
from compensation.telling.next_steps import next_steps
from compensation.telling.voice import Voice
from compensation.texts import short_day
from compensation.ui.parts import tables
from compensation.ui.parts.chart_box import chart_box
from compensation.ui.parts.explained import draw_explained
from compensation.ui.parts.result_parts import draw_months, figure
from compensation.ui.parts.result_view import Result


def draw_advice(result: Result, voice: Voice) -> None:
    """What to do next, when something is not in order."""
    steps = next_steps(result)
    if not steps:
        return
    st.subheader(voice.say("next.title"), anchor=False)
    st.markdown("\n".join(f"1. {voice.say(f'next.{step}')}" for step in steps))
    if "inspectorate" in steps and not result.earns:
        st.caption(voice.say("next.no_wage_note"))


def draw_wage(result: Result, voice: Voice) -> None:
    """Minimum and wage through time in a table and, for who opens it, in a chart."""
    heads = [voice.say(f"head.{name}") for name in ("period", "minimum", "wage_hour", "short")]
    rows = [_wage_row(stretch, voice) for stretch in stretches(result)]
    tables.show(heads, rows, alt=voice.say("wage_table_alt"), numbers=[1, 2, 3])
    st.caption(voice.say("note.euros"))

    def chart() -> None:
        from compensation.ui.calculator.result_charts import draw_wage_steps

        draw_wage_steps(result, voice)

    chart_box(chart, f"wage_{voice.reader}")


@dataclass(frozen=True)
class Stretch:
    """Days on end with one age, one minimum and one wage by the hour."""

    first: date
    last: date
    age: int | None
    minimum: Decimal | None
    wage: Decimal | None
    hours: Decimal
    short: Decimal | None


def stretches(result: Result) -> list[Stretch]:
    """The ledger in stretches in which nothing changes by the hour."""

    def same(entry: LedgerEntry) -> tuple[object, ...]:
        return entry.age, entry.hourly_minimum, hourly_wage(entry)

    return [_stretch(list(group), result.pay_stated) for _, group in groupby(result.assessment.ledger, key=same)]


def _stretch(entries: list[LedgerEntry], stated: bool) -> Stretch:
    first = entries[0]
    known = first.hourly_minimum is not None
    return Stretch(
        first=first.from_,
        last=entries[-1].to,
        age=first.age,
        minimum=first.hourly_minimum,
        wage=hourly_wage(first),
        hours=sum((e.contract_hours or Decimal(0) for e in entries), Decimal(0)),
        short=sum((e.wage_shortfall or Decimal(0) for e in entries), Decimal(0)) if known and stated else None,
    )


def hourly_wage(entry: LedgerEntry) -> Decimal | None:
    """The wage of an entry by the contract hour; None without hours or wage."""
    if not entry.wage_offered or not entry.contract_hours:
        return None
    return (entry.wage_offered / entry.contract_hours).quantize(Decimal("0.01"))


def _wage_row(stretch: Stretch, voice: Voice) -> list[str]:
    when = voice.say("period", first=short_day(stretch.first, voice.lang), last=short_day(stretch.last, voice.lang))
    details = [voice.say("hours", hours=stretch.hours)]
    if stretch.age is not None:
        details.insert(0, voice.say("age", age=stretch.age))
    amounts = (stretch.minimum, stretch.wage, stretch.short)
    return [f"{when}  \n:small[{' · '.join(details)}]", *(figure(amount, voice.lang) for amount in amounts)]


def draw_each_month(result: Result, voice: Voice) -> None:
    """What is owed month by month."""
    draw_months(result, voice)


def draw_test(result: Result, voice: Voice) -> None:
    """Whether it is really a placement, as far as the answers tell."""
    finding = result.assessment.finding("genuine_placement")
    st.markdown(voice.say(f"test.{finding.status}"))
    if steps := list(result.steps("test")):
        draw_explained(steps, result.book, voice.lang)
    st.caption(voice.say("test.note"))
