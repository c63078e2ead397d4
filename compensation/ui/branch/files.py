"""What a branch takes home: a report and figures to publish, and working files with every placement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import streamlit as st

from compensation.compare.with_norm import may_stand_beside_without
from compensation.papers.board_report import Made, board_pdf
from compensation.papers.board_workbook import summary_workbook
from compensation.papers.working_workbook import working_workbook
from compensation.rulebook import RuleBook
from compensation.table.board import board_figures
from compensation.table.csv_writer import CsvWriter
from compensation.table.result_names import written_name
from compensation.table.scratch import scratch
from compensation.table.source import Written
from compensation.table.suppression import LEAST_GROUP
from compensation.texts import LANGUAGES
from compensation.ui.branch.data import BranchFile
from compensation.ui.parts.file_button import CSV, PDF, XLSX, file_button
from compensation.ui.parts.tried import tried_norms
from compensation.ui.parts.words import lang, t


def as_csv(table: pa.Table, language: str, book: RuleBook) -> bytes:
    """A table as CSV with the separator of the language; formulas neutralised by the library."""
    with scratch() as folder:
        path = Path(folder) / "out.csv"
        writer = CsvWriter(path, Written(LANGUAGES[language].separator, True))
        writer.write(_columns(table, language, book))
        writer.close()
        return path.read_bytes()


def _columns(table: pa.Table, language: str, book: RuleBook) -> dict[str, pa.Array]:
    """Columns under the headings of a reader of this language; of two with one name the results are the later."""
    found: dict[str, pa.Array] = {}
    for name in table.column_names:
        heading = written_name(name, book, language, ".csv")
        found[heading if heading not in found else f"{heading} ({len(found)})"] = table[name].combine_chunks()
    return found


def as_workbook(file: BranchFile, book: RuleBook, language: str, today: date) -> bytes:
    """The working file: every placement with its results, the errors, and the figures."""
    return working_workbook(file.members, board_figures(file.members), Made.of(file.members, today), book, language)


def as_report(file: BranchFile, book: RuleBook, language: str, today: date) -> bytes:
    """Two pages for a board, to publish."""
    return board_pdf(board_figures(file.members), Made.of(file.members, today), book, language)


def as_summary(file: BranchFile, book: RuleBook, language: str, today: date) -> bytes:
    """The same figures as a workbook, to publish."""
    return summary_workbook(board_figures(file.members), Made.of(file.members, today), book, language)


def results_of(file: BranchFile) -> pa.Table:
    """The rows with their results; of a proposal, its name stands in each of them."""
    table = file.members.table()
    if not (tried := file.members.tried):
        return table
    return table.add_column(0, t("branch.tried.column"), pa.array([", ".join(tried)] * len(table), pa.string()))


def _may_publish(file: BranchFile, without: RuleBook) -> bool:
    """Whether figures with a proposal tell of nobody, beside those without it; found out once."""
    if not file.members.tried or not (norms := tried_norms()):
        return True
    if "may_publish" not in file.memo:
        sectors = [norm.sector for norm in norms]
        file.memo["may_publish"] = may_stand_beside_without(file.members, sectors, without)
    return bool(file.memo["may_publish"])


Files = dict[str, tuple[Callable[[], bytes], str, str]]


def draw_downloads(file: BranchFile, book: RuleBook, without: RuleBook) -> None:
    """The buttons: files without rows, to publish; and files with rows, for whoever brought the file.

    `without`: the rules without the norms that this visit tries.
    """
    language, today = lang(), date.today()
    of_proposal = t("branch.tried.file") if file.members.tried else ""
    publish: Files = {
        "report": (lambda: as_report(file, book, language, today), "pdf", PDF),
        "summary": (lambda: as_summary(file, book, language, today), "xlsx", XLSX),
    }
    working: Files = {
        "xlsx": (lambda: as_workbook(file, book, language, today), "xlsx", XLSX),
        "results": (lambda: as_csv(results_of(file), language, book), "csv", CSV),
    }
    if file.report.wrong_rows:
        working["errors"] = (lambda: as_csv(file.members.error_table, language, book), "csv", CSV)
    for kind, made in (("publish", publish), ("working", working)):
        if kind == "publish" and not _may_publish(file, without):
            st.info(t("branch.tried.not_to_publish", least=LEAST_GROUP))
            continue
        st.caption(t(f"branch.download.{kind}"))
        with st.container(horizontal=True):
            for name, (make, ending, mime) in made.items():
                file_button(
                    t(f"branch.download.{name}"),
                    make,
                    of=(file.identity, file.lang, book.hash),
                    file_name=f"{t(f'branch.download.{name}_file')}{of_proposal}.{ending}",
                    mime=mime,
                    key=f"branch_{name}",
                )
    st.caption(t("branch.download.csv_signs"))
