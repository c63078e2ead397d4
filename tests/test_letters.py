"""Letters and agreements for all rows of a file: which row gets one, under which name, and why others do not."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from compensation.cli import main
from compensation.papers.batch import Batch, safe_name, unused
from compensation.table.member_rows import rows_of
from compensation.table.members import read_members
from tests.table_files import BOOK, GOOD, HEADER, write_csv

ON = date(2026, 3, 2)
PAID = [*GOOD[:7], "4000", *GOOD[8:]]
UNPAID = [*GOOD[:7], "", *GOOD[8:]]


def batch(
    tmp_path: Path, rows: list[list[Any]], **said: Any
) -> tuple[dict[str, bytes], list[dict[str, str]], list[int]]:
    """The files of the zip, the list, and how many rows were done each time it was told."""
    source, made, told = write_csv(tmp_path / "in.csv", rows), io.BytesIO(), list[int]()
    given = {"kind": "letter", "form": "docx", "lang": "nl", "book": BOOK, "on": ON} | said
    Batch(**given).write(rows_of(read_members(source, BOOK, lang="nl"), BOOK), made, told.append)
    with zipfile.ZipFile(made) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    lines = csv.DictReader(io.StringIO(files["lijst.csv"].decode("utf-8-sig")), delimiter=";")
    return files, list(lines), told


def text_of(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as opened:
        return re.sub("<[^>]+>", " ", opened.read("word/document.xml").decode())


def test_every_row_is_in_the_list_with_its_letter_or_why_there_is_none(tmp_path: Path) -> None:
    rows = [["s1", *GOOD[1:]], ["s2", *PAID[1:]], ["s3", *UNPAID[1:]], ["s4", *GOOD[1:4], "99", *GOOD[5:]]]
    files, lines, told = batch(tmp_path, rows)
    assert [(line["Rij"], line["Kenmerk"], line["Gemaakt"], line["Bestand"]) for line in lines] == [
        ("2", "s1", "ja", "brief-stagevergoeding-s1.docx"),
        ("3", "s2", "nee", ""),
        ("4", "s3", "ja", "brief-stagevergoeding-s3.docx"),
        ("5", "s4", "nee", ""),
    ]
    assert lines[1]["Waarom niet"] == "er is niets om te vragen"
    assert lines[3]["Waarom niet"].startswith("deze rij heeft een fout: hours_per_week: ")
    assert next(iter(files)) == "lees-mij.txt" and files["lees-mij.txt"].decode("utf-8-sig").startswith("Werkbestand")
    assert set(files) == {"lees-mij.txt", "lijst.csv", *(line["Bestand"] for line in lines if line["Bestand"])}
    assert told == [1, 2, 3, 4]
    assert "Bakkerij Ünal" in text_of(files["brief-stagevergoeding-s1.docx"]), "the employer of the row stands on it"


def test_an_agreement_that_cannot_be_kept_is_in_the_list_with_the_reason(tmp_path: Path) -> None:
    header = [*HEADER[:7], "offer.wage.amount", "offer.wage.per", "birth_date"]
    rows = [[*GOOD[:1], "bbl", *GOOD[2:7], wage, "hour", "2008-01-01"] for wage in ("1.00", "30.00")]
    source, made = write_csv(tmp_path / "in.csv", rows, header), io.BytesIO()
    papers = Batch("agreement", "docx", "en", BOOK, ON).write(rows_of(read_members(source, BOOK), BOOK), made)
    assert [bool(paper.file) for paper in papers] == [False, True]
    assert "minimum wage" in papers[0].why


def test_names_of_files_are_safe_and_none_is_written_over_another(tmp_path: Path) -> None:
    ids = ["../../etc/passwd", "A-1", "a 1", "", "学生", "CON", "=cmd|x"]
    files, lines, _ = batch(tmp_path, [[own, *GOOD[1:]] for own in ids])
    stem = "brief-stagevergoeding-"
    names = ["etc-passwd", "A-1", "a-1-2", "rij-5", "rij-6", "CON", "cmd-x"]
    assert [line["Bestand"] for line in lines] == [f"{stem}{name}.docx" for name in names]
    assert len(files) == len(ids) + 2
    assert lines[6]["Kenmerk"] == "'=cmd|x", "no cell of the list is a formula"


def test_at_most_so_many_are_made_and_the_others_are_told(tmp_path: Path) -> None:
    _, lines, _ = batch(tmp_path, [[f"s{n}", *GOOD[1:]] for n in range(4)], most=2)
    assert [line["Gemaakt"] for line in lines] == ["ja", "ja", "nee", "nee"]
    assert lines[2]["Waarom niet"] == "ten hoogste 2 documenten in een keer"


def test_names_are_made_plain() -> None:
    assert safe_name("x" * 200) == "x" * 60
    taken: set[str] = set()
    assert [unused(name, taken) for name in ("a", "A", "a-2", "a")] == ["a", "A-2", "a-2-2", "a-3"]


@pytest.mark.slow
def test_three_hundred_rows_have_their_letters_as_pdf_from_one_compiler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import typst

    from compensation.papers import pdf

    made: list[Any] = []
    real = typst.Compiler
    monkeypatch.setattr(pdf, "_compiler", None)
    monkeypatch.setattr(typst, "Compiler", lambda *args, **named: made.append(args) or real(*args, **named))
    source, target = write_csv(tmp_path / "in.csv", [[f"s{n}", *GOOD[1:]] for n in range(300)]), tmp_path / "out.zip"
    with pytest.raises(SystemExit) as stopped:
        main(["letters", str(source), str(target)])
    assert not stopped.value.code
    with zipfile.ZipFile(target) as opened:
        letters = [name for name in opened.namelist() if name.endswith(".pdf")]
        assert len(letters) == 300
        assert all(opened.read(name).startswith(b"%PDF") for name in letters)
    assert len(made) == 1


def test_the_command_refuses_what_is_no_zip_or_is_there(tmp_path: Path, capsys: Any) -> None:
    source = write_csv(tmp_path / "in.csv", [GOOD])
    (tmp_path / "there.zip").write_bytes(b"")
    for target, said in (("out.pdf", "zip"), ("there.zip", "bestaat al")):
        with pytest.raises(SystemExit) as stopped:
            main(["letters", str(source), str(tmp_path / target)])
        assert stopped.value.code == 2
        assert said in capsys.readouterr().err
