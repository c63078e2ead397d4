"""What a branch sees of its membership: what is missing and where, who gets what, and the gap between levels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from decimal import Decimal

import streamlit as st

from compensation import texts
from compensation.rulebook import RuleBook
from compensation.table.headline import group_words, headline
from compensation.table.summary import LEAST_GROUP, GroupRow, Summary
from compensation.texts import euros, number
from compensation.ui.branch.data import BranchFile
from compensation.ui.branch.view import (
    GROUPS,
    LevelLine,
    Names,
    class_name,
    has_employers,
    level_lines,
    levels_in,
    shown_groups,
)
from compensation.ui.parts import tables
from compensation.ui.parts.chart_box import chart_box
from compensation.ui.parts.markdown import outside
from compensation.ui.parts.words import labels, lang, t
from compensation.units import cents

MOST_BARS = 12
DASH = "–"


def money(amount: Decimal | None) -> str:
    """Euros as the visitor's language writes them; a dash for what is hidden."""
    return DASH if amount is None else euros(cents(amount), lang())


def figure(amount: Decimal | None) -> str:
    """The same without the euro sign, for a table of euros."""
    return DASH if amount is None else texts.figure(cents(amount), lang())


def counted(placements: int | None) -> str:
    """How many placements; what may not be shown in words."""
    return t("branch.overview.few") if placements is None else number(placements, lang())


def _at(what: str, placements: int | None) -> str:
    """At how many placements something is so, or that this is not shown."""
    key = what if placements is not None else f"{what}_few"
    return t(f"branch.overview.{key}", count=counted(placements))


def draw_overview(file: BranchFile, book: RuleBook) -> None:
    """Everything that the file says of the membership as a whole."""
    summary = file.summary
    whole = summary.whole
    if whole is None:
        st.info(t("branch.overview.too_few", least=LEAST_GROUP))
        return
    names = Names(book, lang())
    _draw_totals(summary, whole)
    _draw_shares(summary)
    _draw_classes(summary)
    _draw_groups(summary, names)
    _draw_levels(summary, names)


def _draw_totals(summary: Summary, whole: GroupRow) -> None:
    """What is missing, ground by ground, beside what nobody stated."""
    for sentence in headline(replace(summary, tried=tuple(map(outside, summary.tried))), lang()):
        st.markdown(sentence)
    if whole.gap:
        _draw_grounds(summary)
        spread = {"mean": whole.mean_gap, "median": whole.median_gap, "upper": whole.upper_quarter_gap}
        st.markdown(t("branch.overview.spread", **{name: money(amount) for name, amount in spread.items()}))
    if whole.owed is not None:
        st.markdown(t("branch.overview.owed", owed=money(whole.owed)))
    st.caption(t("branch.overview.least", least=LEAST_GROUP))


def _draw_grounds(summary: Summary) -> None:
    """Law, cao, pact and advice apart: what is missing on each, and what nobody stated."""
    most = max((row.gap for row in summary.grounds if row.gap is not None), default=None)
    rows, bars = [], []
    for row in summary.grounds:
        short = _at("short_at", row.with_gap)
        silent = _at("not_stated_at", row.with_not_stated)
        name = f"{t(f'words.force.{row.ground}').capitalize()}  \n:small[{short}; {silent}]"
        rows.append([name, figure(row.gap), figure(row.not_stated)])
        bars.append(float((row.gap or 0) / most) if most else 0.0)
    heads = [t(f"branch.overview.head.{name}") for name in ("ground", "gap_euros", "not_stated")]
    tables.show(heads, rows, numbers=(1, 2), bars=bars, alt=t("branch.overview.grounds_alt"))


def _draw_shares(summary: Summary) -> None:
    """What part is paid as it should be, of what is stated; what is not stated stands beside it."""
    st.header(t("branch.overview.shares"), anchor=False)
    bars, rows = [], []
    for share in summary.shares:
        name = t(f"branch.overview.share.{share.question}")
        under = _at("not_stated_at", share.not_stated)
        said = DASH if share.percent is None else t("units.percent", n=share.percent)
        number_of = DASH if share.percent is None else f"{counted(share.number)} ({said})"
        bars.append(float(share.percent or 0) / 100)
        rows.append([f"{name}  \n:small[{under}]", number_of, counted(share.of)])
    heads = [t(f"branch.overview.head.{name}") for name in ("question", "number", "of")]
    tables.show(heads, rows, numbers=(1, 2), bars=bars, alt=t("branch.overview.shares_alt"))
    st.caption(t("branch.overview.shares_note"))


def _draw_classes(summary: Summary) -> None:
    """How the gaps are spread."""
    st.header(t("branch.overview.classes"), anchor=False)
    most = max((found.placements or 0 for found in summary.classes), default=0)
    rows = [[class_name(found, lang()), counted(found.placements)] for found in summary.classes]
    bars = [(found.placements or 0) / most if most else 0.0 for found in summary.classes]
    heads = [t("branch.overview.head.gap"), t("branch.overview.head.placements")]
    tables.show(heads, rows, numbers=(1,), bars=bars, alt=t("branch.overview.classes_alt"))


# ---------------------------------------------------------------- groups


def _draw_groups(summary: Summary, names: Names) -> None:
    """Sectors, schemes, employers or levels beside each other."""
    st.header(t("branch.overview.groups"), anchor=False)
    offered = [group for group in GROUPS if group != "employer" or has_employers(summary)]
    group_by = st.segmented_control(
        t("branch.overview.group_by"),
        offered,
        default=offered[0],
        required=True,
        format_func=labels("branch.overview.by", offered),
        key="branch_group_by",
        persist_state="session",
    )
    if group_by is None:
        return
    rows = shown_groups(summary, group_by)
    if rows:
        _group_table(rows, group_by, names)

        def chart() -> None:
            from compensation.ui.branch.overview_charts import group_chart

            group_chart(rows, group_by, names)

        chart_box(chart, "branch_groups")
    if group_by in summary.hidden:
        st.caption(t("branch.overview.hidden", least=LEAST_GROUP))
    if "employer" not in offered:
        st.caption(t("branch.overview.no_employers"))


def _group_table(rows: Sequence[GroupRow], group_by: str, names: Names) -> None:
    heads = [t(f"branch.overview.by_one.{group_by}"), t("branch.overview.head.mean")]
    cells = []
    most = max((row.mean_gap for row in rows if row.mean_gap is not None), default=None)
    bars = [float((row.mean_gap or 0) / most) if most else 0.0 for row in rows]
    for row in rows:
        name = f"{outside(names.of(group_by, row.group))}  \n:small[{group_words(row, lang())}]"
        cells.append([name, figure(row.mean_gap)])
    with _folded(len(cells)):
        tables.show(heads, cells, numbers=(1,), bars=bars, alt=t("branch.overview.groups_alt"))


def _folded(rows: int) -> AbstractContextManager[object]:
    """A long table is folded away; its chart is in sight."""
    return st.expander(t("branch.overview.all_rows", count=rows)) if rows > MOST_BARS else nullcontext()


# ---------------------------------------------------------------- levels


def _draw_levels(summary: Summary, names: Names) -> None:
    """What mbo gets an hour beside hbo and wo, in the same sector and at the same employer."""
    st.header(t("branch.overview.levels"), anchor=False)
    st.markdown(t("branch.overview.levels_intro", least=LEAST_GROUP))

    def sector(line: LevelLine) -> str:
        return names.of("sector", line.sector)

    def employer(line: LevelLine) -> str:
        return f"{line.employer} ({sector(line)})"

    _draw_level_part(summary, False, sector)
    if has_employers(summary):
        _draw_level_part(summary, True, employer)


def _draw_level_part(summary: Summary, per_employer: bool, name: Callable[[LevelLine], str]) -> None:
    part = "employer" if per_employer else "sector"
    st.markdown(f"**{t(f'branch.overview.levels_in.{part}')}**")
    lines = level_lines(summary, per_employer=per_employer)
    if not lines:
        st.markdown(t("branch.overview.levels_none"))
        return
    _level_table(lines, name, part)

    def chart() -> None:
        from compensation.ui.branch.overview_charts import level_chart

        level_chart(lines, name, part)

    chart_box(chart, f"branch_levels_{part}")


def _level_table(lines: Sequence[LevelLine], name: Callable[[LevelLine], str], part: str) -> None:
    levels = list(levels_in(lines))
    heads = [t(f"branch.overview.by_one.{part}"), *(t(f"words.level.{level}") for level in levels)]
    rows = []
    for line in lines:
        under = t("branch.overview.level_gap", gap=figure(line.gap))
        title = f"{outside(name(line))}  \n:small[{under}]"
        rows.append([title, *(figure(line.hour.get(level)) for level in levels)])
    with _folded(len(rows)):
        tables.show(heads, rows, numbers=range(1, len(heads)), alt=t("branch.overview.levels_alt"))
