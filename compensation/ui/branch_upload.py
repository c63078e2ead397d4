"""The first part of the page Branche: template, example, the visitor's file, and what came of it in numbers."""

from __future__ import annotations

from typing import cast

import streamlit as st

from compensation.rulebook import RuleBook
from compensation.table import TableError
from compensation.table.example import ROWS, example_csv, example_xlsx
from compensation.table.files import Progress
from compensation.table.template import column_help, help_csv, template_csv, template_xlsx
from compensation.texts import number
from compensation.ui import tables
from compensation.ui.branch_data import MOST_MEGABYTES, MOST_ROWS, BranchFile, TooLargeError, computed
from compensation.ui.cached import per_book
from compensation.ui.downloads import CSV, XLSX
from compensation.ui.markdown import literal
from compensation.ui.words import lang, t

FILE = "passend_branch_file"
_UPLOAD, _ROUND = "branch_upload", "passend_branch_round"
_EXAMPLE = "example"


# ---------------------------------------------------------------- template and example


@per_book(max_entries=4)
def _example(book: RuleBook, language: str, kind: str) -> bytes:
    return example_csv(book, language) if kind == "csv" else example_xlsx(book, language)


def draw_template(book: RuleBook) -> None:
    """The template, the example file, and every column explained."""
    with st.expander(t("branch.template.title"), key="branch_template", on_change="rerun") as box:
        if not box.open:
            return
        names = {key: sector.name[lang()] for key, sector in book.sectors.items()}
        sector = st.selectbox(
            t("branch.template.sector"),
            [None, *sorted(names, key=lambda key: names[key])],
            format_func=lambda key: t("branch.template.all_sectors") if key is None else names[key],
            help=t("branch.template.sector_help"),
            key="branch_template_sector",
            persist_state="session",
        )
        _template_buttons(book, sector)
        st.markdown(t("branch.template.example", rows=ROWS))
        with st.container(horizontal=True):
            for kind, mime in (("csv", CSV), ("xlsx", XLSX)):
                st.download_button(
                    t(f"branch.template.example_{kind}"),
                    lambda kind=kind: _example(book, lang(), kind),  # type: ignore[misc]
                    file_name=f"{t('branch.template.example_file')}.{kind}",
                    mime=mime,
                    on_click="ignore",
                    key=f"branch_example_{kind}",
                )
        _column_table(book, sector)


def _template_buttons(book: RuleBook, sector: str | None) -> None:
    language = lang()
    made = {
        "xlsx": (lambda: template_xlsx(book, language, sector), "xlsx", XLSX),
        "csv": (lambda: template_csv(book, language, sector), "csv", CSV),
        "help": (lambda: help_csv(book, language, sector), "csv", CSV),
    }
    st.markdown(t("branch.template.intro"))
    with st.container(horizontal=True):
        for name, (make, ending, mime) in made.items():
            st.download_button(
                t(f"branch.template.{name}"),
                make,
                file_name=f"{t(f'branch.template.{name}_file')}.{ending}",
                mime=mime,
                on_click="ignore",
                key=f"branch_template_{name}",
            )


def _column_table(book: RuleBook, sector: str | None) -> None:
    heads = [t(f"branch.template.head.{name}") for name in ("column", "meaning", "form", "example")]
    rows = [
        [
            f"**{literal(line.column)}** {t('branch.template.required_mark')}"
            if line.required == t("branch.template.yes")
            else literal(line.column),
            literal(line.meaning),
            literal(line.form),
            literal(line.example),
        ]
        for line in column_help(book, lang(), sector)
    ]
    st.markdown(t("branch.template.columns", count=len(rows)))
    tables.show(heads, rows, alt=t("branch.template.columns_alt"))
    st.caption(t("branch.template.names"))


# ---------------------------------------------------------------- the file


def ask_file(book: RuleBook) -> BranchFile | None:
    """The visitor's file, computed; None as long as there is none. What is wrong with it is told."""
    given = st.file_uploader(
        t("branch.upload.label"),
        key=f"{_UPLOAD}_{st.session_state.get(_ROUND, 0)}",
        max_upload_size=MOST_MEGABYTES,
        on_change=_forget,
    )
    st.caption(t("branch.upload.limits", megabytes=MOST_MEGABYTES, rows=MOST_ROWS, command="`passend table IN OUT`"))
    kept = cast("BranchFile | None", st.session_state.get(FILE))
    if given is not None and (kept is None or kept.identity != given.file_id):
        return _compute(given.name, given.getvalue(), given.file_id, book)
    if kept is None:
        if st.button(t("branch.upload.try_example"), key="branch_try_example"):
            return _compute("example.csv", _example(book, lang(), "csv"), _EXAMPLE, book)
        return None
    if kept.lang != lang() or kept.rules_hash != book.hash:
        return _compute(f"again{kept.kind}", kept.content, kept.identity, book)
    return kept


def _forget() -> None:
    """Another file, or none: what came of the one before goes."""
    st.session_state.pop(FILE, None)


def _start_again() -> None:
    """Throw the file and everything that came of it away; the field for a file starts empty."""
    _forget()
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _compute(name: str, content: bytes, identity: str, book: RuleBook) -> BranchFile | None:
    """Compute with a bar that moves; the outcome stays with this visitor."""
    st.session_state.pop(FILE, None)
    bar = st.progress(0.0, t("branch.upload.reading"))

    def move(at: Progress) -> None:
        bar.progress(min(at.part, 1.0), t("branch.upload.progress", rows=at.rows))

    try:
        found = computed(name, content, identity, book, lang(), move)
    except TableError as error:
        st.error(t("branch.upload.wrong", problem=literal(error.message(lang()))))
        return None
    except TooLargeError as error:
        limits = {"megabytes": MOST_MEGABYTES, "rows": MOST_ROWS, "command": "`passend table IN OUT`"}
        st.error(t(f"branch.upload.too_large.{error.what}", **limits))
        return None
    finally:
        bar.empty()
    st.session_state[FILE] = found
    return found


def draw_counts(file: BranchFile) -> None:
    """Rows in = results + errors, in words; and the way to throw the file away."""
    if file.identity == _EXAMPLE:
        st.info(t("branch.upload.example_shown"))
    counts = {"rows": file.rows, "results": file.computed, "wrong": file.wrong_rows}
    if file.rows == 0:
        st.warning(t("branch.upload.no_rows"))
    elif file.wrong_rows == 0:
        st.success(t("branch.upload.all_good", **counts))
    elif file.computed == 0:
        st.error(t("branch.upload.none_good", **counts))
    else:
        key = "some_wrong_one" if file.wrong_rows == 1 else "some_wrong"
        st.warning(t(f"branch.upload.{key}", **counts))
    st.button(t("branch.upload.throw_away"), key="branch_throw_away", on_click=_start_again, type="tertiary")


MOST_SHOWN = 100


def draw_errors(file: BranchFile) -> None:
    """The rows that are wrong: where, what stands there, and what to do."""
    if file.wrong_rows == 0:
        st.markdown(t("branch.errors.none"))
        return
    st.markdown(t("branch.errors.intro"))
    shown = file.error_table.slice(0, MOST_SHOWN).to_pylist()
    heads = [t(f"branch.errors.{name}") for name in ("row", "column", "value", "problem")]
    rows = [
        [number(line["row"], lang()), literal(line["column"]), literal(line["value"]), literal(line["problem"])]
        for line in shown
    ]
    tables.show(heads, rows, alt=t("branch.errors.alt"))
    if file.error_lines > len(shown):
        st.caption(t("branch.errors.more", shown=len(shown), all=file.error_lines))
