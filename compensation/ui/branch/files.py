"""What a branch takes home: results and errors as CSV, or one workbook with everything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
import streamlit as st

from compensation.rulebook import RuleBook
from compensation.table.csv_writer import CsvWriter
from compensation.table.result_names import written_name
from compensation.table.scratch import scratch
from compensation.table.source import Written
from compensation.table.xlsx_writer import workbook
from compensation.texts import LANGUAGES, text
from compensation.ui.branch.data import BranchFile
from compensation.ui.branch.view import summary_sheets
from compensation.ui.parts.file_button import CSV, XLSX, file_button
from compensation.ui.parts.words import lang, t
from compensation.version import package_version

Sheet = Mapping[str, pa.Array]


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
    """Results, errors, summary (groups, shares, levels) and receipt, each on a sheet of its own."""
    sheets: dict[str, Sheet] = {
        "results": _columns(file.members.table(), language, book),
        "errors": _columns(file.members.error_table, language, book),
        **summary_sheets(file.summary),
        "receipt": receipt_of(file, today),
    }
    named = {text(f"branch.download.sheets.{name}", language): sheet for name, sheet in sheets.items() if sheet}
    return workbook(named)


def receipt_of(file: BranchFile, today: date) -> Sheet:
    """Enough to reproduce the answer later."""
    facts = {
        "version": package_version(),
        "rules_hash": file.rules_hash,
        "assessed_on": today.isoformat(),
        "rows": str(file.report.rows),
        "results": str(file.report.results),
        "wrong_rows": str(file.report.wrong_rows),
        "error_lines": str(file.report.error_lines),
        "file_hash": file.report.hash,
        "left_out_rows": str(file.report.left_out_rows),
        "records": "" if file.report.counted is None else str(file.report.counted.records),
    }
    return {"what": pa.array(list(facts), pa.string()), "value": pa.array(list(facts.values()), pa.string())}


def draw_downloads(file: BranchFile, book: RuleBook) -> None:
    """The buttons."""
    language = lang()
    made: dict[str, tuple[Callable[[], bytes], str, str]] = {
        "xlsx": (lambda: as_workbook(file, book, language, date.today()), "xlsx", XLSX),
        "results": (lambda: as_csv(file.members.table(), language, book), "csv", CSV),
    }
    if file.report.wrong_rows:
        made["errors"] = (lambda: as_csv(file.members.error_table, language, book), "csv", CSV)
    with st.container(horizontal=True):
        for name, (make, ending, mime) in made.items():
            file_button(
                t(f"branch.download.{name}"),
                make,
                of=(file.identity, file.lang, book.hash),
                file_name=f"{t(f'branch.download.{name}_file')}.{ending}",
                mime=mime,
                key=f"branch_{name}",
            )
    st.caption(t("branch.download.note"))
