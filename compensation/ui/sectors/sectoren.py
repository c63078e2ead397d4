"""Page Sectoren: what every scheme pays for one and the same placement, and what is not known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import streamlit as st

from compensation.compare.sectors import REFERENCE_DAYS, REFERENCE_HOURS, REFERENCE_YEAR
from compensation.texts import LANGUAGES
from compensation.ui.parts.cached import rulebook
from compensation.ui.parts.markdown import literal
from compensation.ui.parts.numbers import NumberTextError, read_number
from compensation.ui.parts.words import lang, t
from compensation.ui.sectors.parts import (
    age_table,
    amount,
    amounts_table,
    compare_tables,
    draw_bars,
    draw_gaps,
    fresh_for,
    named,
    proposals_table,
    unknown,
)
from compensation.ui.sectors.view import MEASURES, SectorView, compared_in_visit

FIRST_DAY, LAST_DAY = date(2009, 3, 1), date(2035, 12, 31)
MOST_HOURS = 60
DAYS, STUDY_YEARS = range(1, 8), range(1, 7)
book = rulebook()


def ask_hours() -> Decimal | None:
    """The hours a week; None with a message when what was typed is no such number."""
    typed = st.text_input(
        t("sectors_page.hours"),
        value=str(REFERENCE_HOURS),
        key="sectors_hours",
        help=t("sectors_page.hours_help"),
        max_chars=6,
        persist_state="session",
    )
    try:
        hours = Decimal(read_number(typed))
    except NumberTextError:
        st.error(t("sectors_page.hours_fault.number"))
        return None
    if not 1 <= hours <= MOST_HOURS:
        st.error(t("sectors_page.hours_fault.range"))
        return None
    return hours


def ask_view() -> SectorView | None:
    """The reference placement, the branch and the measure that the visitor chose; None when it is not whole."""
    with st.container(border=True):
        st.header(t("sectors_page.reference"), anchor=False)
        left, middle, right = st.columns(3)
        with left:
            hours = ask_hours()
        with middle:
            days = st.selectbox(
                t("sectors_page.days"),
                DAYS,
                index=DAYS.index(REFERENCE_DAYS),
                key="sectors_days",
                persist_state="session",
            )
        with right:
            year = st.selectbox(
                t("sectors_page.study_year"),
                STUDY_YEARS,
                index=STUDY_YEARS.index(REFERENCE_YEAR),
                key="sectors_year",
                persist_state="session",
            )
        left, right = st.columns([1, 2])
        with left:
            on = st.date_input(
                t("sectors_page.on"),
                value="today",
                min_value=FIRST_DAY,
                max_value=LAST_DAY,
                format=LANGUAGES[lang()].day_form,
                key="sectors_on",
                persist_state="session",
            )
        with right:
            names: dict[str | None, str] = {key: sector.name[lang()] for key, sector in book.sectors.items()}
            branch = st.selectbox(
                t("sectors_page.branch"),
                [None, *sorted(names, key=names.__getitem__)],
                format_func={None: t("sectors_page.all_branches"), **names}.__getitem__,
                key="sectors_branch",
                persist_state="session",
            )
        full_time = book.norms["national"].latest.base_hours
        measure = st.radio(
            t("sectors_page.measure"),
            list(MEASURES),
            format_func={key: t(f"sectors_page.measures.{key}") for key in MEASURES}.__getitem__,
            horizontal=True,
            help=t("sectors_page.measure_help", hours=full_time),
            key="sectors_measure",
            persist_state="session",
        )
    if hours is None:
        return None
    return SectorView(compared_in_visit(book, on, hours, days, year), branch, measure)


def summary(view: SectorView) -> None:
    """What one should remember of it, in sentences."""
    schemes, known = view.schemes, len(view.schemes)
    if not known:
        st.info(t("sectors_page.summary.none"))
        return
    words = {"known": known, "all": known + len(view.unknown), "highest": literal(named(view, schemes[0]))}
    if known == 1:
        sentences = [t("sectors_page.summary.single", **words)]
    else:
        words["measure"] = t(f"sectors_page.measures.{view.measure}")
        words |= {"median": amount(view.median()), "lowest": literal(named(view, schemes[-1]))}
        sentences = [t("sectors_page.summary.several", **words)]
    if old := sum(not row.in_median for row in schemes):
        sentences.append(t("sectors_page.summary.old", old=old, fresh=fresh_for()))
    gaps = [gap for row in view.uneven if (gap := view.gap(row))]
    if gaps:
        sentences.append(t("sectors_page.summary.gap", count=len(gaps), gap=amount(max(gaps))))
    elif known > 1:
        sentences.append(t("sectors_page.summary.no_gap"))
    st.markdown("\n\n".join(sentences))


def show(view: SectorView) -> None:
    """The answer."""
    summary(view)
    proposals_table(view)
    if view.schemes:
        amounts_table(view)
        draw_bars(view)
        draw_gaps(view)
        age_table(view)
    compare_tables(view)
    unknown(view)


st.title(t("sectors_page.title"), anchor=False)
st.markdown(t("sectors_page.lede"))
asked = ask_view()
if asked is not None:
    show(asked)
