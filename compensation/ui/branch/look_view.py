"""The step between a file and its result: how it would be read, and what must be answered first."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import streamlit as st

from compensation.rulebook import RuleBook
from compensation.table.catalog import ColumnSpec, column_name
from compensation.table.composed import PAY, PERIOD, all_parts, spec_of
from compensation.table.look import UNUSED, USED, ColumnLook, Look
from compensation.table.look_columns import CANCELLED, MONTHS, SEVERAL
from compensation.table.mapping import CARRY, DROP, as_yaml
from compensation.table.mapping import Mapping as Answers
from compensation.table.samples import answers_only
from compensation.table.template import choice_word
from compensation.ui.branch.look_answers import (
    KEY as _KEY,
)
from compensation.ui.branch.look_answers import (
    ask_choice,
    ask_constants,
    ask_for_all,
    ask_names,
    ask_words,
    may_be_said,
    missing,
)
from compensation.ui.parts import tables
from compensation.ui.parts.file_button import download
from compensation.ui.parts.markdown import literal, outside
from compensation.ui.parts.words import lang, t

#: Questions that are answered here; the others are mended in the file.
_ASKED = (
    "column_doubtful",
    "column_unused",
    "personal_numbers",
    "period_missing",
    "months",
    "placements_cancelled",
    "several_in_a_row",
)
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
#: What a column of yes and no that is about pay or travel may be.
_YES_NO = (
    *("offer.reimburse.travel.full", "offer.includes_expenses", "offer.employment_contract"),
    *("offer.complete", "cao.status"),
)


def ask_tab(tabs: list[str]) -> str | None:
    """Which of several tabs is meant; None as long as that is not said."""
    st.subheader(t("branch.look.title"), anchor=False)
    st.info(t("branch.look.which_tab"))
    return st.selectbox(t("branch.look.tab"), tabs, index=None, key=f"{_KEY}_tab", placeholder=t("branch.look.choose"))


def _draw_intro(look: Look) -> None:
    """Which sheet is read, of a file that has them, and where the names of its columns stand."""
    if look.kind in ("text", "parquet"):
        st.markdown(t("branch.look.intro_file", row=max(look.header_row, 1)))
    else:
        st.markdown(t("branch.look.intro", tab=outside(look.tabs[look.tab].name), row=max(look.header_row, 1)))


def draw_look(look: Look, answers: Answers, book: RuleBook) -> Answers | None:
    """What a file would be read as, with a question for each thing that is not sure; the answers when all are given."""
    st.subheader(t("branch.look.title"), anchor=False)
    _draw_intro(look)
    _draw_columns(look, book)
    above = st.container()
    columns = _ask_columns(look, book)
    told = all_parts(columns.values())
    stopped = [said for said in look.problems if said.code not in _ASKED and not may_be_said(said, look, told)]
    for said in stopped:
        above.error(outside(said.message(lang())))
    given = _given(columns, _ask_constants(look, columns, told))
    values, more, names = ask_words(look, book), ask_constants(look, book), ask_names(look)
    for said in (said for said in look.remarks if not (names and said.code == "names_dropped")):
        st.caption(outside(said.message(lang())))
    ready = given is not None and not stopped
    pressed = st.button(t("branch.look.go"), key=f"{_KEY}_go", type="primary", disabled=not ready)
    if given is None:
        if not stopped:
            st.caption(t("branch.look.open"))
        return None
    read_as, constants = given
    made = _with(answers, {**names, **read_as}, values, {**more, **constants})
    download(
        t("branch.look.keep"),
        as_yaml(made).encode(),
        file_name="passend-mapping.yaml",
        mime="application/yaml",
        key=f"{_KEY}_keep",
        kind="tertiary",
    )
    return made if pressed else None


def _with(
    answers: Answers, columns: dict[str, str], values: dict[str, dict[str, str]], constants: dict[str, str]
) -> Answers:
    """The answers that there were, and those that were given now."""
    told = {name: {**answers.values.get(name, {}), **words} for name, words in values.items()}
    made = {
        "columns": {**answers.columns, **columns},
        "values": {**answers.values, **told},
        "constants": {**answers.constants, **constants},
    }
    return answers.model_copy(update=made)


def _draw_columns(look: Look, book: RuleBook) -> None:
    """Every column with a name: what stands in it, what it is read as, and how that was recognised.

    In two cells, so that no name is broken on a phone.
    """
    rows = []
    for column in look.columns:
        if column.name:
            samples = outside(", ".join(column.samples)[:60]) or t("branch.look.empty")
            rows.append([f"**{outside(column.name)}**: {samples}", _meaning(column, look, book)])
    heads = [t(f"branch.look.head.{name}") for name in ("column", "meaning")]
    tables.show(heads, rows, alt=t("branch.look.alt"))


def _meaning(column: ColumnLook, look: Look, book: RuleBook) -> str:
    if column.use == USED and column.column and not column.asked:
        spec = spec_of(column.column, book)
        said = "".join(f" ({literal(value)})" for value in _words(column, book))
        return f"{literal(column_name(spec, lang()))}{said} · {t(f'branch.look.how.{column.how}')}"
    if column.asked:
        return f"**{t('branch.look.asked')}**"
    use = "employer" if column.name == look.employer else "carry" if column.use == UNUSED else column.use
    return t(f"branch.look.use.{use}")


def _words(column: ColumnLook, book: RuleBook) -> Iterator[str]:
    for name, value in column.constants.items():
        if name.endswith(".per"):
            yield t("branch.look.per", word=choice_word(spec_of(name, book), value, lang()))
        else:
            yield t("branch.look.all_in")


# ---------------------------------------------------------------- questions


def _given(
    columns: dict[str, str | None], constants: dict[str, str | None]
) -> tuple[dict[str, str], dict[str, str]] | None:
    """Columns and constants as they are answered; None as long as something is open."""
    if None in columns.values() or None in constants.values():
        return None
    return {k: v for k, v in columns.items() if v}, {k: v for k, v in constants.items() if v}


def _ask_columns(look: Look, book: RuleBook) -> dict[str, str | None]:
    """What each column is of which that is not sure; None where that is open."""
    asked = [column for column in look.columns if column.asked]
    columns = {column.name: _ask_column(column, book) for column in asked if column.about != MONTHS}
    return columns | _ask_months([column.name for column in asked if column.about == MONTHS])


def _ask_constants(look: Look, columns: dict[str, str | None], told: Collection[str]) -> dict[str, str | None]:
    """What holds for every row; what a column was just answered to be (`told`) is not asked again."""
    constants: dict[str, str | None] = {}
    for said in look.problems:
        spec = said.values.get("per")
        if said.code == "period_missing" and isinstance(spec, ColumnSpec):
            name = str(said.values["column"])
            if columns.get(name) not in (CARRY, DROP):
                constants[spec.name] = ask_choice(spec, t("branch.look.which_per", column=outside(name)))
        elif said.code == "missing_column" and may_be_said(said, look, told):
            constants |= {spec.name: ask_for_all(spec) for spec in missing(said) if spec.name not in told}
    return constants


def _ask_months(names: list[str]) -> dict[str, str | None]:
    """Months with amounts are no columns of ours: one answer for all of them."""
    if not names:
        return {}
    words = {CARRY: t("branch.look.use.carry"), DROP: t("branch.look.use.drop")}
    st.warning(t("branch.look.months", columns=outside(", ".join(names))))
    answer = st.selectbox(
        t("branch.look.months_what"),
        list(words),
        index=None,
        format_func=words.__getitem__,
        key=f"{_KEY}_months",
        placeholder=t("branch.look.choose"),
    )
    return dict.fromkeys(names, answer)


def _ask_column(column: ColumnLook, book: RuleBook) -> str | None:
    personal = column.about == "personal"
    likely = [column.column] if column.column else []
    about = _YES_NO if answers_only(column.samples) else _MAY_BE.get(column.about or "", ())
    may_be = [] if personal else [*likely, *(name for name in about if name not in likely)]
    options = [*may_be, *([] if personal else [CARRY]), DROP]
    words = {name: column_name(spec_of(name, book), lang()) for name in may_be}
    words |= {CARRY: t("branch.look.use.carry"), DROP: t("branch.look.use.drop")}
    samples = ", ".join(column.samples)[:60]
    key = column.about if column.about in ("personal", CANCELLED, SEVERAL) else "which"
    return st.selectbox(
        t(f"branch.look.{key}", column=outside(column.name), samples=outside(samples)),
        options,
        index=None,
        format_func=words.__getitem__,
        key=f"{_KEY}_{column.place}",
        placeholder=t("branch.look.choose"),
    )
