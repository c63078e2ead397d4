"""The step between a file and its result: how it would be read, and what must be answered first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import streamlit as st

from compensation.rulebook import RuleBook
from compensation.table.catalog import ColumnSpec, column_name
from compensation.table.composed import PAY, PERIOD, spec_of
from compensation.table.look import UNUSED, USED, ColumnLook, Look, Said
from compensation.table.mapping import CARRY, DROP, as_yaml
from compensation.table.mapping import Mapping as Answers
from compensation.table.template import choice_word
from compensation.ui.parts import tables
from compensation.ui.parts.file_button import download
from compensation.ui.parts.markdown import literal, outside
from compensation.ui.parts.words import lang, t

_KEY = "branch_look"
#: Questions that are answered here; the others are mended in the file.
_ASKED = ("column_doubtful", "column_unused", "personal_numbers", "period_missing")
#: What a column that is asked about may be, by what it seems to be about.
_MAY_BE: dict[str, tuple[str, ...]] = {
    "pay": (
        "offer.allowance.amount",
        "offer.wage.amount",
        PAY,
        "offer.reimburse.travel.amount",
        "offer.km_rate",
        "offer.holiday_allowance_percent",
        "cao.amount.amount",
    ),
    "hours": ("hours_per_week",),
    "dates": ("start", "end", PERIOD, "birth_date"),
    "route": ("route",),
    "travel": (
        "travel.mode",
        "travel.distance_km",
        "travel.fare",
        "travel.student_product",
        "offer.reimburse.travel.amount",
        "offer.km_rate",
    ),
    "cao": ("cao.scheme", "cao.status"),
}


def ask_tab(tabs: list[str]) -> str | None:
    """Which of several tabs is meant; None as long as that is not said."""
    st.subheader(t("branch.look.title"), anchor=False)
    st.info(t("branch.look.which_tab"))
    return st.selectbox(t("branch.look.tab"), tabs, index=None, key=f"{_KEY}_tab", placeholder=t("branch.look.choose"))


def draw_look(look: Look, answers: Answers, book: RuleBook) -> Answers | None:
    """What a file would be read as, with a question for each thing that is not sure; the answers when all are given."""
    st.subheader(t("branch.look.title"), anchor=False)
    st.markdown(t("branch.look.intro", tab=outside(look.tabs[look.tab].name), row=max(look.header_row, 1)))
    _draw_columns(look, book)
    stopped = [said for said in look.problems if said.code not in _ASKED and not _is_route(said, look)]
    for said in stopped:
        st.error(outside(said.message(lang())))
    given = _ask(look, book)
    for said in look.remarks:
        st.caption(outside(said.message(lang())))
    ready = given is not None and not stopped
    pressed = st.button(t("branch.look.go"), key=f"{_KEY}_go", type="primary", disabled=not ready)
    if given is None:
        if not stopped:
            st.caption(t("branch.look.open"))
        return None
    columns, constants = given
    made = answers.model_copy(
        update={"columns": {**answers.columns, **columns}, "constants": {**answers.constants, **constants}}
    )
    download(
        t("branch.look.keep"),
        as_yaml(made).encode(),
        file_name="passend-mapping.yaml",
        mime="application/yaml",
        key=f"{_KEY}_keep",
        kind="tertiary",
    )
    return made if pressed else None


def _draw_columns(look: Look, book: RuleBook) -> None:
    """Every column with a name: what stands in it, what it is read as, and how that was recognised."""
    rows = []
    for column in look.columns:
        if column.name:
            samples = outside(", ".join(column.samples)[:60]) or t("branch.look.empty")
            rows.append([f"**{outside(column.name)}**", samples, _meaning(column, book)])
    heads = [t(f"branch.look.head.{name}") for name in ("column", "samples", "meaning")]
    tables.show(heads, rows, alt=t("branch.look.alt"))


def _meaning(column: ColumnLook, book: RuleBook) -> str:
    if column.use == USED and column.column and not column.asked:
        spec = spec_of(column.column, book)
        said = "".join(f" ({literal(value)})" for value in _words(column, book))
        return f"{literal(column_name(spec, lang()))}{said} · {t(f'branch.look.how.{column.how}')}"
    if column.asked:
        return f"**{t('branch.look.asked')}**"
    return t(f"branch.look.use.{'carry' if column.use == UNUSED else column.use}")


def _words(column: ColumnLook, book: RuleBook) -> Iterator[str]:
    for name, value in column.constants.items():
        spec = spec_of(name, book)
        yield t("branch.look.per", word=choice_word(spec, value, lang()))


# ---------------------------------------------------------------- questions


def _is_route(said: Said, look: Look) -> bool:
    """Whether all that is missing is the route, which may be one for the whole file."""
    return said.code == "missing_column" and [spec.name for spec in _missing(said)] == ["route"] and bool(look.known)


def _missing(said: Said) -> list[ColumnSpec]:
    listed: Any = said.values["columns"]
    return [spec for spec in listed if isinstance(spec, ColumnSpec)]


def _ask(look: Look, book: RuleBook) -> tuple[dict[str, str], dict[str, str]] | None:
    """Columns and constants as they are answered; None as long as something is open."""
    columns: dict[str, str | None] = {}
    constants: dict[str, str | None] = {}
    for column in look.columns:
        if column.asked:
            columns[column.name] = _ask_column(column, book)
    for said in look.problems:
        spec = said.values.get("per")
        if said.code == "period_missing" and isinstance(spec, ColumnSpec):
            name = str(said.values["column"])
            if columns.get(name) not in (CARRY, DROP):
                constants[spec.name] = _ask_choice(spec, t("branch.look.which_per", column=outside(name)))
        elif _is_route(said, look):
            constants["route"] = _ask_choice(_missing(said)[0], t("branch.look.which_route"))
    if None in columns.values() or None in constants.values():
        return None
    return {k: v for k, v in columns.items() if v}, {k: v for k, v in constants.items() if v}


def _ask_column(column: ColumnLook, book: RuleBook) -> str | None:
    personal = column.about == "personal"
    likely = [column.column] if column.column else []
    may_be = (
        [] if personal else [*likely, *(name for name in _MAY_BE.get(column.about or "", ()) if name not in likely)]
    )
    options = [*may_be, *([] if personal else [CARRY]), DROP]
    words = {name: column_name(spec_of(name, book), lang()) for name in may_be}
    words |= {CARRY: t("branch.look.use.carry"), DROP: t("branch.look.use.drop")}
    samples = ", ".join(column.samples)[:60]
    key = "personal" if personal else "which"
    return st.selectbox(
        t(f"branch.look.{key}", column=outside(column.name), samples=outside(samples)),
        options,
        index=None,
        format_func=words.__getitem__,
        key=f"{_KEY}_{column.place}",
        placeholder=t("branch.look.choose"),
    )


def _ask_choice(spec: ColumnSpec, label: str) -> str | None:
    words = {choice: choice_word(spec, choice, lang()) for choice in spec.choices}
    return st.selectbox(
        label,
        list(words),
        index=None,
        format_func=words.__getitem__,
        key=f"{_KEY}_{spec.name}",
        placeholder=t("branch.look.choose"),
    )
