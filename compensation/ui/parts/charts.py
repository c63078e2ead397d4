"""Charts in the visitor's language and theme, with words for who cannot see them.

A page builds a plain Altair chart with `euro_axis` and `day_axis` and hands it to `show`. That adds the
language's numbers and months, colours with enough contrast in the light and the dark theme, and the text that a
screen reader reads. The same numbers belong in a table beside the chart: that is the page's part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import streamlit as st

from compensation.texts import LANGUAGES
from compensation.ui.parts.words import lang

_FONT = "IBM Plex Sans, sans-serif"
_TIME = "%H:%M:%S"


@dataclass(frozen=True)
class Palette:
    """Colours of one theme: text at 4.5 to 1 or better against the page, marks at 3 to 1 or better."""

    page: str
    text: str
    quiet: str
    grid: str
    accent: str
    good: str
    short: str
    series: tuple[str, ...]


_LIGHT = Palette(
    page="#ffffff",
    text="#0d181c",
    quiet="#51626a",
    grid="#d9e1e4",
    accent="#1f5f74",
    good="#2b7a4b",
    short="#b3432b",
    series=("#1f5f74", "#b5651d", "#7a4f9c", "#2b7a4b", "#a8395c", "#5b6a70"),
)
_DARK = Palette(
    page="#0f1417",
    text="#e7eef0",
    quiet="#a9b8be",
    grid="#334046",
    accent="#58b0c8",
    good="#63bd8a",
    short="#ef8a72",
    series=("#58b0c8", "#e6a15a", "#b893dc", "#63bd8a", "#ea87a6", "#a9b8be"),
)


def palette() -> Palette:
    """The colours of the theme that the visitor sees."""
    return _DARK if st.context.theme.type == "dark" else _LIGHT


def euro_axis(title: str | None = None, *, cents: bool = False, **options: Any) -> alt.Axis:
    """An axis in euros; whole ones, or with cents for hourly amounts."""
    return alt.Axis(title=title, format="$,.2f" if cents else "$,.0f", **options)


def day_axis(title: str | None = None, **options: Any) -> alt.Axis:
    """An axis of dates: months by name, years in full."""
    return alt.Axis(title=title, format="%b %Y", labelOverlap=True, labelFlush=False, **options)


def inline(rows: Iterable[Mapping[str, Any]]) -> Any:
    """Rows as the data of a chart, without a data frame. Give them to `alt.layer` at the end: copied least."""
    return alt.Data(values=list(rows))  # type: ignore[no-untyped-call]


def scale_of(names: list[str]) -> alt.Scale:
    """The same colour for the same name, in the order given."""
    colours = palette().series
    return alt.Scale(domain=names, range=[colours[i % len(colours)] for i in range(len(names))])


def label(base: Any, **options: Any) -> tuple[Any, Any]:
    """The two layers of a text that stays readable where a line runs behind it."""
    colours = palette()
    halo = base.mark_text(stroke=colours.page, strokeWidth=4, strokeJoin="round", **options)
    return halo, base.mark_text(**options)


def show(chart: Any, alt_text: str, *, key: str | None = None) -> None:
    """Draw a chart over the width of the page. `alt_text` says what one would see in it."""
    st.vega_lite_chart(spec=styled(chart, lang()), width="stretch", theme=None, alt=alt_text, key=key)


def styled(chart: Any, language: str) -> dict[str, Any]:
    """The specification of a chart, with the language's numbers and months and the theme's colours.

    Altair copies and checks a whole chart, data and all, at every `configure`; the settings are laid on top of the
    finished specification instead. A height is that of the plot: axes and legend come on top.
    """
    spec: dict[str, Any] = chart.to_dict(validate=False)
    spec["config"] = {**spec.get("config", {}), **_config(palette(), language)}
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return spec


def _config(colours: Palette, language: str) -> dict[str, Any]:
    text = {"labelColor": colours.text, "titleColor": colours.text, "labelFontSize": 13, "titleFontSize": 13}
    lines = {"gridColor": colours.grid, "domainColor": colours.quiet, "tickColor": colours.quiet}
    legend = {"orient": "bottom", "columns": 2, "labelLimit": 260, "symbolSize": 120, "titleFontWeight": 500}
    return {
        "locale": {"number": _number_locale(language), "time": _time_locale(language)},
        # Each mark would be read out in English; the chart has words of its own, and its numbers stand in a table.
        "aria": False,
        "mark": {"aria": False},
        "background": "transparent",
        "font": _FONT,
        "padding": {"left": 4, "right": 12, "top": 8, "bottom": 4},
        "view": {"stroke": None},
        "axis": {**text, **lines, "titleFontWeight": 500, "labelLimit": 240},
        "legend": {**text, **legend},
        "header": text,
        "text": {"color": colours.text, "fontSize": 13},
    }


def _number_locale(code: str) -> dict[str, Any]:
    language = LANGUAGES[code]
    return {
        "decimal": language.decimal,
        "thousands": language.thousands,
        "grouping": [3],
        "currency": list(language.money),
    }


@cache
def _time_locale(code: str) -> dict[str, Any]:
    language = LANGUAGES[code]
    days, months = language.cldr.days["stand-alone"], language.cldr.months["stand-alone"]
    sunday_first = (6, 0, 1, 2, 3, 4, 5)
    day = language.day_form.replace("DD", "%d").replace("MM", "%m").replace("YYYY", "%Y")
    return {
        "dateTime": f"{day} {_TIME}",
        "date": day,
        "time": _TIME,
        "periods": ["AM", "PM"],
        "days": [days["wide"][i] for i in sunday_first],
        "shortDays": [days["abbreviated"][i] for i in sunday_first],
        "months": [months["wide"][i] for i in range(1, 13)],
        "shortMonths": [months["abbreviated"][i] for i in range(1, 13)],
    }
