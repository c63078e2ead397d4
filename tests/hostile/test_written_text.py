"""What strangers write in names, notes and columns comes out of every paper and file as it was typed.

Or it is refused in a sentence. It is never a formula, a link, markup or a field of Word, and it steers no terminal.
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
import unicodedata
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from defusedxml import ElementTree

from compensation import assess, load_rulebook, read_placement
from compensation.cli import main
from compensation.papers import Details, make_document
from tests.papers.made import docx_text, pdf_text
from tests.table_files import GOOD, HEADER, write_csv

HOSTILE = {
    "links": "www.evil.example/login https://evil.example a@evil.example",
    "markup": "<b>x</b> <w:p/> &lt; ]]> {=html} <!--",
    "typst": '#read("/etc/passwd") $x$ *b* _i_ `c` \\ @ref <label> // #image("x")',
    "word": '{ INCLUDEPICTURE "http://evil.example" } { DDEAUTO c:\\\\cmd }',
    "turned": "\u202egnp.exe\u200b\u200d\ufeff a\u2066b",
    "long": "A" * 10_000,
    "command": "=cmd|'/C calc'!A0",
    "plus": "+1+1",
    "minus": "-2+3",
    "at": "@SUM(A1)",
    "link of a sheet": '=HYPERLINK("http://evil.example","x")',
    "format": "{name} %s ${y} {{}}",
    "markdown": "[x](https://evil.example) ![i](http://evil.example/x.png) | a |",
    "terminal": "\x1b[31mred\x07\x1b]0;t\x07",
    "calendar": "a\r\nEND:VEVENT\r\nATTACH:http://evil.example",
}
BOOK = load_rulebook()
ON = date(2026, 3, 2)
_FORMULA, _NUMBER = re.compile(r"[=+\-@\t\r]"), re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


def steers(said: str) -> bool:
    """Whether a text turns the reading around, or holds a sign that steers a terminal."""
    return any(unicodedata.category(sign) in ("Cc", "Cf") for sign in said if sign != "\n")


def is_formula(cell: Any) -> bool:
    return isinstance(cell, str) and bool(_FORMULA.match(cell)) and not _NUMBER.fullmatch(cell)


def check_table(name: str, content: bytes) -> list[list[Any]]:
    """The cells of a csv or a workbook, none of which is a formula or a link."""
    if name.endswith(".csv"):
        written = io.StringIO(content.decode("utf-8-sig"), newline="")
        rows: list[list[Any]] = list(csv.reader(written, delimiter=";"))
    else:
        book = openpyxl.load_workbook(io.BytesIO(content))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}
        assert not any(cell.hyperlink for cell in cells)
        rows = [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]
    assert [cell for row in rows for cell in row if is_formula(cell)] == []
    return rows


def check_pdf(content: bytes) -> str:
    urls = subprocess.run(["pdfinfo", "-url", "-"], input=content, capture_output=True, check=True).stdout
    assert b"evil" not in urls
    said = pdf_text(content)
    assert "root:" not in said
    return said.replace("\u200b", "")


def check_word(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            part = parts.read(name)
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(part)
            assert not (name.endswith(".rels") and b"evil" in part), "a link, a picture, a template"
            assert not [said for said in re.findall(rb"<w:instrText[^>]*>([^<]*)", part) if b"PAGE" not in said]
    return docx_text(content)


def bare(said: str) -> str:
    """The signs of a text that every writer has and none of which steers."""
    said = said.replace("_x000D_", "")  # how a workbook writes a line's end
    return re.sub(r"\s", "", "".join(sign for sign in said if unicodedata.category(sign)[0] != "C"))


# ---------------------------------------------------------------- papers of one placement


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_in_every_field_of_the_papers(name: str) -> None:
    value = HOSTILE[name]
    details = Details(**dict.fromkeys(Details.__dataclass_fields__, value))
    data = {"id": value, "route": "bol", "start": "2026-02-02", "end": "2026-07-03", "hours_per_week": 32}
    data |= {"workdays": ["mon", "tue"], "offer": {"allowance": {"amount": "10", "per": "month"}}}
    placement = read_placement(data | {"id": value[:100].replace("\x07", "")})
    of = placement, assess(placement, BOOK)
    typed = bare(details.student)
    for kind in ("letter", "agreement"):
        assert typed in bare(check_pdf(make_document(kind, "pdf", *of, "nl", BOOK, on=ON, details=details)))
        assert typed in bare(check_word(make_document(kind, "docx", *of, "nl", BOOK, on=ON, details=details)))
    check_pdf(make_document("overview", "pdf", *of, "nl", BOOK, on=ON, details=details))


# ---------------------------------------------------------------- files of many


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Placements whose id, employer and note are hostile; then rows that are wrong by what stands in them."""
    rows: list[list[Any]] = [[value, *GOOD[1:7], "100", value, value] for value in HOSTILE.values()]
    for at, value in enumerate(HOSTILE.values()):
        rows.append([f"wrong{at}", value, *GOOD[2:7], "100", "x", "x"])
        rows.append([f"days{at}", *GOOD[1:5], value, *GOOD[6:7], "100", "x", "x"])
    return write_csv(tmp_path_factory.mktemp("hostile") / "in.csv", rows, [*HEADER, "=cmd|note"])


@pytest.fixture
def said(given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command on the file; what it said, none of which steers a terminal, and what it wrote."""

    def run(command: str, target: str, *options: str) -> tuple[str, bytes]:
        with pytest.raises(SystemExit) as done:
            main([command, str(given), str(tmp_path / target), "--accept-unused", *options])
        assert done.value.code == 0
        told = capsys.readouterr()
        assert not steers(told.out + told.err)
        return told.out + told.err, (tmp_path / target).read_bytes()

    return run


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_in_results_errors_and_the_marked_copy(said: Any, tmp_path: Path, kind: str) -> None:
    marked = tmp_path / "marked.xlsx"
    _, results = said("table", f"out.{kind}", *(("--marked", str(marked)) if kind == "xlsx" else ()))
    cells = {str(cell).lstrip("'") for row in check_table(f".{kind}", results) for cell in row}
    for value in HOSTILE.values():
        assert bare(value) in {bare(cell) for cell in cells}, "it comes back as it was typed"
    errors = check_table(f".{kind}", (tmp_path / f"out.errors.{kind}").read_bytes())
    problems = [str(row[-1]) for row in errors[1:]]
    assert len(problems) >= 2 * len(HOSTILE) - 1
    assert [problem for problem in problems if steers(problem) or len(problem) > 700] == []
    if kind == "xlsx":
        check_table(".xlsx", marked.read_bytes())


@pytest.mark.slow
def test_in_letters_and_their_list(said: Any) -> None:
    for kind, form, check in (("letter", "pdf", check_pdf), ("agreement", "docx", check_word)):
        _, made = said("letters", f"{kind}.zip", "--kind", kind, "--format", form)
        _check_zip(made, check)


@pytest.mark.slow
def test_in_pages_of_members_and_a_report(said: Any) -> None:
    _check_zip(said("members", "members.zip")[1], check_pdf)
    check_pdf(said("report", "report.pdf")[1])
    check_table(".xlsx", said("report", "report.xlsx")[1])


def _check_zip(made: bytes, check: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as files:
        names = files.namelist()
        assert [name for name in names if not re.fullmatch(r"[\w.-]{1,120}", name, re.ASCII)] == []
        papers = [name for name in names if name.endswith((".pdf", ".docx"))]
        assert len(papers) >= len(HOSTILE)
        for name in papers:
            check(files.read(name))
        for name in names:
            if name.endswith(".csv"):
                check_table(name, files.read(name))
