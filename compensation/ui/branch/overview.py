"""What a branch sees of its membership: what is missing and where, who gets what, and the gap between levels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from decimal import Decimal

import altair as alt
import streamlit as st

from compensation import texts
from compensation.rulebook import RuleBook
from compensation.table.summary import LEAST_GROUP, GroupRow, Summary
from compensation.texts import euros, number
from compensation.ui.branch.charts import NamedBar, named_bars
from compensation.ui.branch.data import BranchFile
from compensation.ui.branch.view import (
    GROUPS,
    LevelLine,
    Names,
    class_name,
    gap_classes,
    has_employers,
    hidden_groups,
    hidden_levels,
    level_lines,
    levels_in,
    shown_groups,
    summary_of,
)
from compensation.ui.parts import charts, tables
from compensation.ui.parts.level_charts import dots
from compensation.ui.parts.markdown import literal
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


def draw_overview(file: BranchFile, book: RuleBook) -> None:
    """Everything that the file says of the membership as a whole."""
    summary = summary_of(file, book)
    if summary.placements < LEAST_GROUP:
        st.info(t("branch.overview.too_few", least=LEAST_GROUP))
        return
    names = Names(book, lang())
    _draw_totals(summary)
    _draw_shares(summary)
    _draw_classes(file)
    _draw_groups(summary, names)
    _draw_levels(summary, names)


def _draw_totals(summary: Summary) -> None:
    whole = next(row for row in summary.groups if row.group_by == "all")
    values = {
        "placements": whole.placements,
        "short": whole.with_gap,
        "gap": money(whole.gap),
        "owed": money(whole.owed),
        "mean": money(whole.mean_gap),
        "median": money(whole.median_gap),
        "upper": money(whole.upper_quarter_gap),
    }
    st.markdown(t("branch.overview.totals" if whole.with_gap else "branch.overview.totals_none", **values))
    by_ground = [
        t("branch.overview.of_ground", amount=money(short), ground=t(f"words.force.{force}"))
        for force, short in whole.gap_by_ground.items()
    ]
    if by_ground:
        st.markdown(t("branch.overview.by_ground", list=", ".join(by_ground)))
    for name in ("not_stated", "estimate"):
        if amount := getattr(whole, name):
            st.markdown(t(f"branch.overview.{name}", amount=money(amount)))
    st.caption(t("branch.overview.least", least=LEAST_GROUP))


def _draw_shares(summary: Summary) -> None:
    """What part is paid as it should be."""
    st.header(t("branch.overview.shares"), anchor=False)
    bars, rows = [], []
    for share in summary.shares:
        name = t(f"branch.overview.share.{share.question}")
        if share.percent is None or share.of < LEAST_GROUP:
            rows.append([name, DASH, number(share.of, lang())])
            continue
        said = t("units.percent", n=share.percent)
        bars.append(NamedBar(name, float(share.percent), said))
        rows.append([name, f"{number(share.number, lang())} ({said})", number(share.of, lang())])
    if bars:
        axis = alt.Axis(title=t("branch.overview.percent"), format="d", values=[0, 20, 40, 60, 80, 100])
        told = "; ".join(f"{bar.name}: {bar.label}" for bar in bars)
        charts.show(
            named_bars(bars, axis, longest=100), t("branch.overview.shares_chart", list=told), key="branch_shares"
        )
    heads = [t(f"branch.overview.head.{name}") for name in ("question", "number", "of")]
    tables.show(heads, rows, numbers=(1, 2), alt=t("branch.overview.shares_alt"))
    st.caption(t("branch.overview.shares_note"))


def _draw_classes(file: BranchFile) -> None:
    """How the gaps are spread."""
    st.header(t("branch.overview.classes"), anchor=False)
    found = gap_classes(file)
    written = [t("branch.overview.few") if c.count is None else number(c.count, lang()) for c in found]
    names = [class_name(c, lang()) for c in found]
    bars = [NamedBar(name, float(c.count or 0), said) for c, name, said in zip(found, names, written, strict=True)]
    axis = alt.Axis(title=t("branch.overview.head.placements"), format="d", tickCount=5)
    told = "; ".join(f"{bar.name}: {bar.label}" for bar in bars)
    charts.show(named_bars(bars, axis), t("branch.overview.classes_chart", list=told), key="branch_classes")
    heads = [t("branch.overview.head.gap"), t("branch.overview.head.placements")]
    tables.show(
        heads, [[n, s] for n, s in zip(names, written, strict=True)], numbers=(1,), alt=t("branch.overview.classes_alt")
    )


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
        _group_chart(rows, group_by, names)
        _group_table(rows, group_by, names)
    if hidden := hidden_groups(summary, group_by):
        st.caption(t("branch.overview.hidden", count=hidden, least=LEAST_GROUP))
    if "employer" not in offered:
        st.caption(t("branch.overview.no_employers"))


def _group_chart(rows: Sequence[GroupRow], group_by: str, names: Names) -> None:
    drawn = rows[:MOST_BARS]
    bars = [
        NamedBar(
            f"{names.of(group_by, row.group)} ({number(row.placements, lang())})",
            float(row.mean_gap or 0),
            money(row.mean_gap),
            float(row.median_gap or 0),
        )
        for row in drawn
    ]
    axis = charts.euro_axis(t("branch.overview.mean_axis"), tickCount=5)
    told = "; ".join(f"{bar.name}: {bar.label}" for bar in bars)
    charts.show(named_bars(bars, axis), t("branch.overview.groups_chart", list=told), key="branch_groups")
    note = t("branch.overview.groups_note")
    if len(rows) > len(drawn):
        note = f"{t('branch.overview.groups_first', count=len(drawn))} {note}"
    st.caption(note)


def _group_table(rows: Sequence[GroupRow], group_by: str, names: Names) -> None:
    heads = [t(f"branch.overview.by_one.{group_by}"), t("branch.overview.head.mean")]
    cells = []
    for row in rows:
        counts = {"placements": row.placements, "short": row.with_gap}
        under = t("branch.overview.counts", gap=money(row.gap), median=money(row.median_gap), **counts)
        name = f"{literal(names.of(group_by, row.group))}  \n:small[{under}]"
        cells.append([name, figure(row.mean_gap)])
    with _folded(len(cells)):
        tables.show(heads, cells, numbers=(1,), alt=t("branch.overview.groups_alt"))


def _folded(rows: int) -> AbstractContextManager[object]:
    """A long table is folded away; its chart is in sight."""
    return st.expander(t("branch.overview.all_rows", count=rows)) if rows > MOST_BARS else nullcontext()


# ---------------------------------------------------------------- levels


def _draw_levels(summary: Summary, names: Names) -> None:
    """What mbo gets an hour beside hbo and wo, in the same sector and at the same employer."""
    st.header(t("branch.overview.levels"), anchor=False)
    st.markdown(t("branch.overview.levels_intro"))

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
    if lines:
        _level_chart(lines[:MOST_BARS], name, part)
        _level_table(lines, name, part)
    else:
        st.markdown(t("branch.overview.levels_none"))
    if hidden := hidden_levels(summary, per_employer=per_employer):
        st.caption(t("branch.overview.hidden_levels", count=hidden, least=LEAST_GROUP))


def _level_chart(lines: Sequence[LevelLine], name: Callable[[LevelLine], str], part: str) -> None:
    rows = []
    for line in lines:
        known = [(level, hour) for level, hour in line.hour.items() if hour is not None]
        rows += [
            {
                "name": name(line),
                "level": t(f"words.level.{level}"),
                "amount": float(hour),
                "label": money(hour),
                "first": at == 0,
            }
            for at, (level, hour) in enumerate(known)
        ]
    levels = [t(f"words.level.{level}") for level in levels_in(lines)]
    axis, legend = t("branch.overview.hour_axis"), t("branch.overview.by_one.level")
    told = "; ".join(f"{row['name']} {row['level']}: {row['label']}" for row in rows)
    picture = dots(rows, levels, axis, legend, cents=True)
    charts.show(picture, t("branch.overview.levels_chart", list=told), key=f"branch_levels_{part}")


def _level_table(lines: Sequence[LevelLine], name: Callable[[LevelLine], str], part: str) -> None:
    levels = list(levels_in(lines))
    heads = [t(f"branch.overview.by_one.{part}"), *(t(f"words.level.{level}") for level in levels)]
    rows = []
    for line in lines:
        shown = [level for level in levels if line.hour.get(level) is not None]
        counts = ", ".join(f"{t(f'words.level.{level}')} {number(line.placements[level], lang())}" for level in shown)
        under = t("branch.overview.level_counts", counts=counts, gap=figure(line.gap))
        title = f"{literal(name(line))}  \n:small[{under}]"
        rows.append([title, *(figure(line.hour.get(level)) for level in levels)])
    with _folded(len(rows)):
        tables.show(heads, rows, numbers=range(1, len(heads)), alt=t("branch.overview.levels_alt"))
