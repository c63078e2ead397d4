"""What only the employer sees: what it costs, the budget, every level the same, and what other agreements pay."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from compensation.telling.notes import said
from compensation.telling.voice import Voice
from compensation.ui.calculator.result_compare import Case, by_level, by_norm, by_scheme
from compensation.ui.parts import tables
from compensation.ui.parts.chart_box import chart_box
from compensation.ui.parts.explained import draw_explained
from compensation.ui.parts.markdown import literal
from compensation.ui.parts.result_parts import draw_months, figure, money
from compensation.ui.parts.result_view import Result

PARTS = ("expenses", "allowance", "wage", "holiday_allowance", "health_levy")


def draw_costs(result: Result, voice: Voice) -> None:
    """What it costs the employer, with levy; the subsidy apart, as an indication."""
    cost = result.assessment.employer_cost
    later = bool(cost.estimate.total)
    names = [name for name in PARTS if getattr(cost, name) is not None]
    rows = [
        _cost_row(voice.say(f"cost.{name}"), getattr(cost, name), getattr(cost.estimate, name), voice, later)
        for name in names
    ]
    total = voice.say("cost.total_wage" if result.earns else "cost.total")
    rows.append([f"**{cell}**" for cell in _cost_row(total, cost.total, cost.estimate.total, voice, later)])
    heads = [
        voice.say("head.what"),
        *([voice.say("head.known"), voice.say("head.estimate")] if later else [voice.say("head.amount")]),
    ]
    tables.show(heads, rows, alt=voice.say("cost.alt"), numbers=list(range(1, len(heads))))
    st.caption(voice.say("cost.note_wage" if result.earns else "cost.note"))
    if later:
        together = money(cost.total + cost.estimate.total, voice.lang)
        st.info(voice.say("cost.together", amount=together), icon=":material/info:")
    _draw_offer(result, voice)
    for note in said(result, voice.reader, voice.lang, "cost"):
        st.info(note, icon=":material/info:")
    if steps := list(result.steps("cost")):
        with st.expander(voice.say("cost.steps")):
            draw_explained(steps, result.book, voice.lang)


def _cost_row(name: str, known: Decimal, estimate: Decimal | None, voice: Voice, later: bool) -> list[str]:
    cells = [name, figure(known, voice.lang)]
    return [*cells, figure(estimate or Decimal(0), voice.lang)] if later else cells


def _draw_offer(result: Result, voice: Voice) -> None:
    """What all that is promised costs over the whole placement: another thing than what is owed."""
    offer = result.assessment.cost_of_offer
    if offer is None:
        return
    st.markdown(f"**{voice.say('cost.offer')}**")
    names = [name for name in PARTS if getattr(offer, name) is not None]
    rows = [[voice.say(f"cost.{name}"), figure(getattr(offer, name), voice.lang)] for name in names]
    total = voice.say("cost.total_wage" if result.earns else "cost.total")
    rows.append([f"**{total}**", f"**{figure(offer.total, voice.lang)}**"])
    tables.show([voice.say("head.what"), voice.say("head.amount")], rows, alt=voice.say("cost.offer_alt"), numbers=[1])
    st.caption(voice.say("cost.offer_note"))


def draw_budget(result: Result, voice: Voice) -> None:
    """The budget by month, as a table and, for who opens it, as a chart."""
    draw_months(result, voice)

    def chart() -> None:
        from compensation.ui.calculator.result_charts import draw_budget

        draw_budget(result, voice)

    chart_box(chart, f"budget_{voice.reader}")


def draw_comparison(result: Result, voice: Voice) -> None:
    """Every level the same; and what the schemes of the sector and the norms would give."""
    placement, book = result.placement, result.book
    st.markdown(f"**{voice.say('compare.levels')}**")
    levels = by_level(placement, book)
    with_cao = any(case.entitlement is not None for case in levels)
    heads = ["head.level", "head.fitting", *(["head.cao_gives"] if with_cao else [])]
    rows = [
        [
            voice.say(f"level.{case.name}"),
            figure(case.norm, voice.lang),
            *([figure(case.entitlement, voice.lang)] if with_cao else []),
        ]
        for case in levels
    ]
    tables.show(
        [voice.say(head) for head in heads],
        rows,
        alt=voice.say("compare.levels_alt"),
        numbers=list(range(1, len(heads))),
    )
    st.caption(voice.say("compare.levels_note"))
    _draw_schemes(result, voice)
    _draw_norms(result, voice)


def _draw_schemes(result: Result, voice: Voice) -> None:
    placement, book = result.placement, result.book
    if placement.sector is None:
        return
    st.markdown(f"**{voice.say('compare.schemes', sector=book.sectors[placement.sector].name[voice.lang])}**")
    found = by_scheme(placement, book)
    if not found:
        st.caption(voice.say("compare.no_schemes"))
        return
    rows = [(_scheme(case, result, voice), case) for case in found]
    _table(rows, voice, "compare.schemes_alt")
    st.caption(voice.say("compare.schemes_note"))


def _scheme(case: Case, result: Result, voice: Voice) -> str:
    name = literal(result.book.schemes[case.name].name)
    own = result.assessment.allowance is not None and case.name == result.assessment.allowance.scheme
    seen = f" ({voice.say('compare.seen', day=case.stale_since)})" if case.stale_since else ""
    return f"**{name}**{seen}" if own else f"{name}{seen}"


def _draw_norms(result: Result, voice: Voice) -> None:
    st.markdown(f"**{voice.say('compare.norms')}**")
    rows = []
    for case in by_norm(result.placement, result.book):
        known = case.name in result.book.norms
        name = result.book.norms[case.name].name[voice.lang] if known else voice.say("compare.sector_norm")
        if not known and case.basis == "national":
            name = f"{name} ({voice.say('compare.too_few')})"
        rows.append((name, case))
    _table(rows, voice, "compare.norms_alt")


def _table(cases_by_name: list[tuple[str, Case]], voice: Voice, alt: str) -> None:
    """What each gives, by the month below its name and over the whole placement: two columns fit every phone."""
    rows = []
    for name, case in cases_by_name:
        month = voice.say("compare.month", amount=figure(case.month, voice.lang))
        rows.append([f"{name}  \n:small[{month}]", figure(case.norm, voice.lang)])
    tables.show([voice.say("head.agreement"), voice.say("head.owed")], rows, alt=voice.say(alt), numbers=[1])
