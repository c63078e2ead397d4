"""Page Regels en bronnen: what Passend reckons with, until when it holds, where it comes from and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from compensation.telling.renewal import due_count, due_words
from compensation.texts import LANGUAGES, euros
from compensation.ui.parts import tables
from compensation.ui.parts.cached import rule_faults, rulebook
from compensation.ui.parts.chart_box import chart_box
from compensation.ui.parts.markdown import literal, outside
from compensation.ui.parts.words import lang, t
from compensation.ui.rules.rule_words import period_words, source_words
from compensation.ui.rules.tables import detail_table
from compensation.ui.rules.view import PARTS, Entry, entries, matching
from compensation.ui.rules.wage_view import SCALES, WageRow, rows_on, wage_rows

FIRST_DAY, LAST_DAY = date(2002, 1, 1), date(2035, 12, 31)
SHOWN_PARTS = ("wage", *PARTS, "due")
#: How many answers a search shows before it asks for more words.
MOST_ANSWERS = 40
FIELD_OF_SCALE = {"youth_scale_regular": "regular", "youth_scale_bbl": "bbl"}
DASH = "–"
book = rulebook()


def ask() -> tuple[date, str, str]:
    """The day, the words searched for, and the part to read."""
    with st.container(border=True):
        left, right = st.columns([2, 1])
        with left:
            query = st.text_input(
                t("rules_page.search"),
                key="rules_query",
                placeholder=t("rules_page.search_example"),
                max_chars=60,
                persist_state="session",
            )
        with right:
            on = st.date_input(
                t("rules_page.on"),
                value="today",
                min_value=FIRST_DAY,
                max_value=LAST_DAY,
                format=LANGUAGES[lang()].day_form,
                key="rules_on",
                persist_state="session",
            )
        part = st.radio(
            t("rules_page.part"),
            SHOWN_PARTS,
            format_func={key: t(f"rules_page.parts.{key}") for key in SHOWN_PARTS}.__getitem__,
            horizontal=True,
            key="rules_part",
            persist_state="session",
        )
    return on, query, part


def show_answers(found: Sequence[Entry], query: str, on: date) -> None:
    """What was found: first what is called so, by part, then what only mentions it."""
    titled, inside = matching(found, query)
    count = len(titled) + len(inside)
    if not count:
        st.info(t("rules_page.nothing_found", query=outside(query)))
        return
    st.success(t("rules_page.found", count=count, query=outside(query)))
    for part, here in groupby(titled[:MOST_ANSWERS], key=lambda entry: entry.part):
        st.header(t(f"rules_page.parts.{part}"), anchor=False)
        show_entries(list(here), on)
    if mentioned := inside[: max(0, MOST_ANSWERS - len(titled))]:
        st.header(t("rules_page.also"), anchor=False)
        for _, here in groupby(mentioned, key=lambda entry: entry.part):
            show_entries(list(here), on)
    if count > MOST_ANSWERS:
        st.caption(t("rules_page.more_found", count=count - MOST_ANSWERS))


def show_entries(found: Sequence[Entry], on: date) -> None:
    """Terms as a list, the rest to open one by one; schemes under their branch."""
    if found and found[0].part == "terms":
        st.markdown("\n\n".join(f"{entry.heading}  \n{entry.body}" for entry in found))
        return
    for group, here in groupby(sorted(found, key=lambda entry: entry.group), key=lambda entry: entry.group):
        if group:
            st.subheader(literal(group), anchor=False)
        for entry in here:
            with st.expander(entry.heading, expanded=len(found) == 1):
                st.markdown(entry.body)
                if entry.part == "rules":
                    detail_table(book, entry.key, on)


def show_coming(found: Sequence[Entry]) -> None:
    """What has been announced and does not hold yet."""
    coming = [entry.coming for entry in found if entry.coming]
    if coming:
        st.info(t("rules_page.coming") + "\n\n" + "\n".join(f"- {line}" for line in coming))


def show_wage(on: date) -> None:
    """The legal hourly minimum by age: a chart for one scale, the numbers of both in tables."""
    rows = wage_rows(book)
    oldest = max(row.age for row in rows)
    names = {row.age: age_name(row.age, oldest) for row in rows}
    st.header(t("rules_page.parts.wage"), anchor=False)
    st.markdown(t("rules_page.wage.intro"))
    scale = st.radio(
        t("rules_page.wage.scale"),
        SCALES,
        format_func={key: t(f"rules_page.wage.scales.{key}") for key in SCALES}.__getitem__,
        horizontal=True,
        key="rules_scale",
        persist_state="session",
    )
    field = FIELD_OF_SCALE[scale]
    last = [row for row in rows if row.last == max(row.last for row in rows)]
    ends = ", ".join(f"{names[row.age]} {_hourly(getattr(row, field))}" for row in last)
    title = t(f"rules_page.wage.scales.{scale}")
    alt = t("rules_page.wage.alt", scale=title, first=rows[0].first, last=last[0].last, ends=ends)

    def chart() -> None:
        from compensation.ui.parts import charts
        from compensation.ui.rules.wage_chart import wage_chart

        charts.show(wage_chart(rows, field, on, names, t("rules_page.wage.axis")), alt, key=f"rules_wage_{field}")

    chart_box(chart, "rules_wage")
    here = rows_on(rows, on)
    if here:
        period = period_words(here[0].first, here[0].last, lang())
        st.subheader(t("rules_page.wage.on_day", period=period), anchor=False)
        wage_table(here, names, with_period=False)
    else:
        st.warning(t("rules_page.wage.not_known", on=on))
    with st.expander(t("rules_page.wage.all")):
        wage_table(rows, names, with_period=True)
    show_coming([entry for entry in entries(book, on, lang()) if entry.key in SCALES])


def show_due(on: date) -> None:
    """What must be looked up again, with the day and the source of each value."""
    found = due_words(book, on, lang())
    st.info(due_count(found, on, lang()))
    st.markdown(
        "\n".join(
            "- "
            + "  \n  ".join(
                [
                    f"**{literal(item.name)}**",
                    literal(item.when),
                    t("rules_page.only_source", source=source_words(item.source, lang())),
                ]
            )
            for item in found
        )
    )


def age_name(age: int, oldest: int) -> str:
    """An age as the chart and the table call it; the last one stands for all above it."""
    return t("rules_page.wage.age_and_over" if age == oldest else "rules_page.wage.age", age=age)


def _hourly(cents: int | None) -> str:
    return DASH if cents is None else euros(cents, lang())


def wage_table(rows: Sequence[WageRow], names: dict[int, str], *, with_period: bool) -> None:
    """The numbers of the chart, both scales side by side."""
    headers = [t(f"rules_page.wage.{key}") for key in ("who", "regular", "bbl")]
    cells = [[names[row.age], _hourly(row.regular), _hourly(row.bbl)] for row in rows]
    if with_period:
        headers = [t("rules_page.wage.since"), *headers]
        cells = [[LANGUAGES[lang()].figures(row.first), *line] for row, line in zip(rows, cells, strict=True)]
    numbers = (2, 3) if with_period else (1, 2)
    tables.show(headers, cells, numbers=numbers, alt=t("rules_page.wage.table_alt"))


st.title(t("rules_page.title"), anchor=False)
st.markdown(t("rules_page.lede"))
if faults := rule_faults():
    st.warning(t("rules_page.not_taken_over", count=len(faults)), icon=":material/warning:")
day_asked, words, chosen = ask()
everything = entries(book, day_asked, lang())
if words.strip():
    show_answers(everything, words, day_asked)
elif chosen == "wage":
    show_wage(day_asked)
elif chosen == "due":
    st.header(t("rules_page.parts.due"), anchor=False)
    st.markdown(t("rules_page.intro.due"))
    show_due(day_asked)
else:
    st.header(t(f"rules_page.parts.{chosen}"), anchor=False)
    st.markdown(t(f"rules_page.intro.{chosen}"))
    chosen_entries = [entry for entry in everything if entry.part == chosen]
    show_coming(chosen_entries)
    show_entries(chosen_entries, day_asked)
st.caption(t("rules_page.seal", hash=book.hash[:12]))
