"""One row of a branch's file, explained: the same answer, verdicts and steps as an employer sees."""

from __future__ import annotations

from bisect import bisect_left

import pyarrow.compute as pc
import streamlit as st

from compensation.placement import Placement
from compensation.rulebook import RuleBook
from compensation.table.evaluated import placement_of_row
from compensation.telling.voice import Voice
from compensation.texts import number
from compensation.ui.branch.data import BranchFile
from compensation.ui.branch.tried_view import only_as_it_is
from compensation.ui.parts.markdown import literal, outside
from compensation.ui.parts.result_parts import draw_headline, draw_lines, draw_steps, draw_verdicts
from compensation.ui.parts.result_view import result_of
from compensation.ui.parts.state import draft
from compensation.ui.parts.words import lang, t
from compensation.ui.shell.navigation import page_file

_ROW = "branch_row"
_GO = "passend_branch_go"
MOST_PICKED = 8


def placement_of(file: BranchFile, row: int, book: RuleBook) -> Placement | None:
    """The placement of a row, by its number in the file; None for a row that is wrong or is not there."""
    at = bisect_left(file.members.numbers, row)
    if at == len(file.members) or file.members.numbers[at] != row:
        return None
    return placement_of_row({name: column.slice(at, 1) for name, column in file.members.inputs().items()}, book)


# ---------------------------------------------------------------- on the page


def largest_gaps(file: BranchFile) -> list[int]:
    """The rows with the most missing, most first."""
    gaps = file.members.table("totals.gap")["totals.gap"]
    order = pc.sort_indices(gaps, sort_keys=[("", "descending")]).to_pylist()[:MOST_PICKED]
    return [file.members.numbers[at] for at in order if gaps[at].as_py()]


def draw_row(file: BranchFile, book: RuleBook) -> None:
    """Choose a row; see its answer, its verdicts, its lines and every step."""
    if (go := st.session_state.pop(_GO, None)) is not None:
        st.switch_page(page_file(go))
    st.markdown(t("branch.row.intro"))
    if picks := largest_gaps(file):
        picked = st.pills(
            t("branch.row.largest"),
            picks,
            format_func={row: t("branch.row.pick", row=row) for row in picks}.__getitem__,
            key=f"{_ROW}_pick",
            on_change=_take_pick,
        )
        del picked
    if file.members.numbers:  # a row with a fault has no answer to begin with
        st.session_state.setdefault(_ROW, file.members.numbers[0])
    numbers = [*file.members.numbers, *file.members.error_table["row"].to_pylist()]
    first, last = int(min(numbers, default=1)), int(max(numbers, default=1))
    row = st.number_input(
        t("branch.row.number", first=number(first, lang()), last=number(last, lang())),
        min_value=first,
        max_value=last,
        step=1,
        key=_ROW,
    )
    placement = placement_of(file, int(row), book)
    if placement is None:
        st.warning(t("branch.row.wrong", row=row))
        return
    voice = Voice("result", "employer", lang())
    result = result_of(placement, book, lang())
    st.header(_title(int(row), placement, book), anchor=False)
    draw_headline(result, voice)
    draw_lines(result, voice)
    draw_verdicts(result, voice)
    st.markdown(f"**{t('branch.row.steps')}**")
    draw_steps(result, voice)
    if not only_as_it_is(file, "row"):
        st.button(t("branch.row.open"), key="branch_row_open", on_click=_open, args=(placement,))


def _take_pick() -> None:
    """A pill fills in the number of the row."""
    if (picked := st.session_state.get(f"{_ROW}_pick")) is not None:
        st.session_state[_ROW] = picked


def _title(row: int, placement: Placement, book: RuleBook) -> str:
    sector = book.sectors[placement.sector].name[lang()] if placement.sector else t("branch.row.no_sector")
    values = {"row": row, "route": t(f"branch.routes.{placement.route.value}"), "sector": literal(sector)}
    title = t("branch.row.title", **values, start=placement.start, end=placement.end)
    return f"{title} ({outside(str(placement.id))})" if placement.id is not None else title


def _open(placement: Placement) -> None:
    """Take the placement along to the calculator, where it can be changed."""
    draft().replace(placement.model_dump(mode="json", by_alias=True, exclude_unset=True), "row")
    st.session_state[_GO] = "werkgever"
