"""The cost by month to the end of the contract in one chart: what is known full, what is an estimate lighter."""

from __future__ import annotations

from typing import Any

import altair as alt

from compensation.compare.agreements import Offer
from compensation.telling.voice import Voice
from compensation.texts import euros, short_month
from compensation.ui.parts import charts, tables
from compensation.ui.parts.result_parts import figure

#: How much of an estimate shines through; its edge is dashed as well, so that colour alone says nothing.
_LIGHT = 0.35


def chart_rows(offer: Offer, words: Voice) -> list[dict[str, Any]]:
    """A row for each month and kind of cost that is not empty: an unknown month has no bar of nothing."""
    rows: list[dict[str, Any]] = []
    for month in offer.months:
        for order, (name, cost) in enumerate((("known", month.known), ("estimate", month.estimate))):
            if cost.total:
                rows.append(
                    {
                        "month": short_month(month.first, words.lang),
                        "kind": words.say(f"chart.{name}"),
                        "order": order,
                        "euros": cost.total / 100,
                        "said": euros(cost.total, words.lang),
                    }
                )
    return rows


def draw_chart(offer: Offer, words: Voice) -> None:
    """The chart, and the same numbers in a table."""
    known, estimate = words.say("chart.known"), words.say("chart.estimate")
    names = [known, estimate] if offer.estimate.total else [known]
    colour = charts.palette().series[0]
    chart = (
        alt.Chart(charts.inline(chart_rows(offer, words)))
        .mark_bar(color=colour, stroke=colour, strokeWidth=1.5)
        .encode(
            x=alt.X(
                "month:O", sort=None, axis=alt.Axis(title=None, labelAngle=0, labelOverlap=True, labelSeparation=6)
            ),
            y=alt.Y("euros:Q", axis=charts.euro_axis(words.say("chart.euros"))),
            fillOpacity=alt.FillOpacity(
                "kind:N", scale=alt.Scale(domain=names, range=[1, _LIGHT][: len(names)]), title=None
            ),
            strokeDash=alt.StrokeDash(
                "kind:N", scale=alt.Scale(domain=names, range=[[1, 0], [4, 3]][: len(names)]), title=None
            ),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("month:O", title=words.say("chart.month")),
                alt.Tooltip("kind:N", title=words.say("head.what")),
                alt.Tooltip("said:N", title=words.say("head.amount")),
            ],
        )
        .properties(height=260)
    )
    charts.show(chart, chart_words(offer, words), key="agree_chart")
    _draw_table(offer, words)


def chart_words(offer: Offer, words: Voice) -> str:
    """What one would see in the chart."""
    values = {"months": len(offer.months), "known": euros(offer.known.total, words.lang)}
    if not offer.estimate.total:
        return words.say("chart.alt_known", **values)
    return words.say("chart.alt", estimate=euros(offer.estimate.total, words.lang), **values)


def _draw_table(offer: Offer, words: Voice) -> None:
    later = bool(offer.estimate.total)
    names = ("month", "known", "estimate") if later else ("month", "known")
    rows = [
        [
            short_month(month.first, words.lang),
            figure(month.known.total or None, words.lang),
            *([figure(month.estimate.total or None, words.lang)] if later else []),
        ]
        for month in offer.months
    ]
    heads = [words.say(f"head.{name}") for name in names]
    tables.show(heads, rows, alt=words.say("chart.table_alt"), numbers=list(range(1, len(heads))))
