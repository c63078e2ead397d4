"""The first part of the page Branche: template, example, the visitor's file, and what came of it in numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import streamlit as st

from compensation.rulebook import RuleBook
from compensation.table import TableError
from compensation.table.example import ROWS, example_csv, example_xlsx
from compensation.table.files import Progress, told
from compensation.table.limits import MEGABYTE, VISIT_FILES, VISIT_MEGABYTES
from compensation.table.look import Look
from compensation.table.mapping import NO_MAPPING
from compensation.table.mapping import Mapping as Answers
from compensation.table.template import column_help, help_csv, template_csv, template_xlsx
from compensation.ui.branch.data import MOST_MEGABYTES, MOST_ROWS, BranchFile, TooLargeError, computed, looked
from compensation.ui.branch.look_view import ask_tab, draw_look
from compensation.ui.parts import tables
from compensation.ui.parts.cached import per_book
from compensation.ui.parts.file_button import CSV, XLSX, download, forget_files
from compensation.ui.parts.markdown import literal, outside
from compensation.ui.parts.words import lang, t

FILE = "passend_branch_file"
_UPLOAD, _ROUND = "branch_upload", "passend_branch_round"
_ANSWERS, _LOOK, _SEEN = "passend_branch_answers", "passend_branch_look", "passend_branch_seen"
_AGAIN = "passend_branch_again"
_EXAMPLE = "example"
#: The way for larger files.
_COMMAND = "`passend table IN OUT`"


# ---------------------------------------------------------------- template and example


@per_book(max_entries=40)
def _made(book: RuleBook, language: str, name: str, sector: str | None) -> bytes:
    """A file that is the same for all visitors."""
    make: dict[str, Callable[[], bytes]] = {
        "xlsx": lambda: template_xlsx(book, language, sector),
        "csv": lambda: template_csv(book, language, sector),
        "help": lambda: help_csv(book, language, sector),
        "example_xlsx": lambda: example_xlsx(book, language),
        "example_csv": lambda: example_csv(book, language),
    }
    return make[name]()


def draw_template(book: RuleBook) -> None:
    """The file to fill in, the example, and every column explained; made when they are looked at."""
    with st.expander(t("branch.template.title"), key="branch_template", on_change="rerun") as files:
        if files.open:
            _draw_files(book, lang())
    with st.expander(t("branch.template.columns"), key="branch_columns", on_change="rerun") as columns:
        if columns.open:
            _draw_columns(book)


def _draw_files(book: RuleBook, language: str) -> None:
    names: dict[str | None, str] = {key: sector.name[language] for key, sector in book.sectors.items()}
    sector = st.selectbox(
        t("branch.template.sector"),
        [None, *sorted(names, key=names.__getitem__)],
        format_func={None: t("branch.template.all_sectors"), **names}.__getitem__,
        help=t("branch.template.sector_help"),
        key="branch_template_sector",
        persist_state="session",
    )
    st.markdown(t("branch.template.intro"))
    with st.container(horizontal=True):
        for name in ("xlsx", "csv", "help"):
            _file_button(name, _made(book, language, name, sector))
    st.markdown(t("branch.template.example", rows=ROWS))
    with st.container(horizontal=True):
        for name in ("example_xlsx", "example_csv"):
            _file_button(name, _made(book, language, name, None))


def _file_button(name: str, made: bytes) -> None:
    ending = "xlsx" if name.endswith("xlsx") else "csv"
    download(
        t(f"branch.template.{name}"),
        made,
        file_name=f"{t(f'branch.template.{name}_file')}.{ending}",
        mime=XLSX if ending == "xlsx" else CSV,
        key=f"branch_template_{name}",
    )


def _draw_columns(book: RuleBook) -> None:
    """Every column in two cells, so that it is whole on a phone."""
    rows = []
    for line in column_help(book, lang()):
        name = f"**{literal(line.column)}**"
        if line.required == t("branch.template.yes"):
            name = f"{name} {t('branch.template.required_mark')}"
        values = {"form": literal(line.form), "example": literal(line.example)}
        rows.append([name, f"{literal(line.meaning)} {t('branch.template.written', **values)}"])
    heads = [t("branch.template.head.column"), t("branch.template.head.meaning")]
    st.markdown(t("branch.template.names", count=len(rows)))
    tables.show(heads, rows, alt=t("branch.template.columns_alt"))


# ---------------------------------------------------------------- the file


@dataclass(frozen=True)
class _Given:
    """A file that a visitor gave, and what was answered about it so far."""

    name: str
    content: bytes
    identity: str
    answers: Answers = NO_MAPPING


def ask_file(book: RuleBook) -> BranchFile | None:
    """The visitor's file, computed; None as long as there is none. What is wrong with it, or asked, is told."""
    given = st.file_uploader(
        t("branch.upload.label"),
        key=f"{_UPLOAD}_{st.session_state.get(_ROUND, 0)}",
        max_upload_size=MOST_MEGABYTES,
        on_change=_forget,
    )
    st.markdown(t("branch.upload.limits", megabytes=MOST_MEGABYTES, rows=MOST_ROWS, command=_COMMAND))
    st.caption(t("branch.upload.privacy"))
    kept = cast("BranchFile | None", st.session_state.get(FILE))
    if given is not None and (kept is None or kept.identity != given.file_id):
        return _read(given.name, given, book)
    if kept is None:
        if st.button(t("branch.upload.try_example"), key="branch_try_example"):
            example = _made(book, lang(), "example_csv", None)
            return _compute(_Given("example.csv", example, _EXAMPLE), book)
        return None
    if kept.lang != lang() or kept.rules_hash != book.hash:
        return _compute(_Given(f"again{kept.kind}", kept.content, kept.identity, kept.answers), book)
    return kept


def _read(name: str, given: Any, book: RuleBook) -> BranchFile | None:
    """A new file: looked at, asked about where something is not sure, and then computed."""
    content: bytes = given.getvalue()
    if not _within_quota(given.file_id, len(content)):
        st.error(t("branch.upload.quota", files=VISIT_FILES, megabytes=VISIT_MEGABYTES))
        return None
    file = _Given(name, content, given.file_id, st.session_state.get(_ANSWERS, {}).get(given.file_id, NO_MAPPING))
    try:
        look = _looked(file, book)
    except TableError as error:
        _ask_tab(file, error)
        return None
    except TooLargeError as error:
        _tell_too_large(error)
        return None
    again = st.session_state.get(_AGAIN) == file.identity
    if look.problems or again:
        answered = draw_look(look, file.answers, book)
        if answered is None:
            return None
        st.session_state.pop(_AGAIN, None)
        _keep_answers(file.identity, answered)
        st.rerun()
    return _compute(file, book)


def _look_again(identity: str) -> None:
    """Ask anew how a file is read."""
    for name in (FILE, _LOOK, _ANSWERS):
        st.session_state.pop(name, None)
    forget_files()
    st.session_state[_AGAIN] = identity


def _looked(file: _Given, book: RuleBook) -> Look:
    """How a file would be read; looked at once for each set of answers."""
    key = file.identity, file.answers.model_dump_json()
    held = st.session_state.get(_LOOK)
    if held is None or held[0] != key:
        held = st.session_state[_LOOK] = key, looked(file.name, file.content, book, file.answers)
    found: Look = held[1]
    return found


def _ask_tab(file: _Given, error: TableError) -> None:
    """A file that cannot be read, or one of which the tab must be named first."""
    if error.code not in ("several_tabs", "only_hidden"):
        st.error(t("branch.upload.wrong", problem=outside(error.message(lang()))))
        return
    if (tab := ask_tab(str(error.values["tabs"]).split(", "))) is not None:
        _keep_answers(file.identity, file.answers.model_copy(update={"tab": tab}))
        st.rerun()


def _keep_answers(identity: str, answers: Answers) -> None:
    st.session_state[_ANSWERS] = {identity: answers}


def _within_quota(identity: str, size: int) -> bool:
    """Whether this visit may have this file read, all its files together; the same one counts once."""
    seen: dict[str, int] = st.session_state.setdefault(_SEEN, {})
    if identity not in seen and (len(seen) >= VISIT_FILES or sum(seen.values()) + size > VISIT_MEGABYTES * MEGABYTE):
        return False
    seen[identity] = size
    return True


def is_given() -> bool:
    """Whether the visitor chose a file, be it read or refused."""
    return st.session_state.get(f"{_UPLOAD}_{st.session_state.get(_ROUND, 0)}") is not None


def _forget() -> None:
    """Another file, or none: what came of the one before goes."""
    for name in (FILE, _LOOK, _ANSWERS):
        st.session_state.pop(name, None)
    forget_files()


def _start_again() -> None:
    """Throw the file and everything that came of it away; the field for a file starts empty."""
    _forget()
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _compute(given: _Given, book: RuleBook) -> BranchFile | None:
    """Compute with a bar that moves; the outcome stays with this visitor."""
    st.session_state.pop(FILE, None)
    bar = st.progress(0.0, t("branch.upload.reading"))

    def move(at: Progress) -> None:
        bar.progress(min(at.part, 1.0), t("branch.upload.progress", rows=at.rows))

    try:
        found = computed(given.name, given.content, given.identity, book, lang(), move, given.answers)
    except TableError as error:
        st.error(t("branch.upload.wrong", problem=outside(error.message(lang()))))
        return None
    except TooLargeError as error:
        _tell_too_large(error)
        return None
    finally:
        bar.empty()
    st.session_state[FILE] = found
    return found


def _tell_too_large(error: TooLargeError) -> None:
    limits = {"megabytes": MOST_MEGABYTES, "rows": MOST_ROWS, "command": _COMMAND}
    st.error(t(f"branch.upload.too_large.{error.what}", **limits))


def draw_counts(file: BranchFile) -> None:
    """Rows in = results + errors, in words; and the way to throw the file away."""
    if file.identity == _EXAMPLE:
        st.info(t("branch.upload.example_shown"))
    counts = {"rows": file.report.rows, "results": file.report.results, "wrong": file.report.wrong_rows}
    if file.report.rows == 0:
        st.warning(t("branch.upload.no_rows"))
    elif file.report.wrong_rows == 0:
        st.success(t("branch.upload.all_good", **counts))
    elif file.report.results == 0:
        st.error(t("branch.upload.none_good", **counts))
    else:
        st.warning(t("branch.upload.some_wrong", **counts))
    _draw_remarks(file)
    if assumed := file.report.assumed_workdays:
        st.info(t("branch.upload.assumed_workdays", rows=assumed))
    st.button(t("branch.upload.throw_away"), key="branch_throw_away", on_click=_start_again, type="tertiary")


def _draw_remarks(file: BranchFile) -> None:
    """What was left alone, taken for granted or dropped, and that every row was counted twice."""
    report = file.report
    said = [remark.message(lang()) for remark in told(report)]
    if report.counted is not None:
        said.append(t("branch.upload.counted", rows=report.counted.rows, records=report.counted.records))
    with st.expander(t("branch.upload.how_read"), key="branch_how_read"):
        st.markdown("\n".join(f"- {outside(line)}" for line in said))
        if file.identity != _EXAMPLE:
            st.button(t("branch.look.again"), key="branch_look_again", on_click=_look_again, args=(file.identity,))
