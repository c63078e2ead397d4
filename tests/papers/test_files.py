"""The files: accessible, the same bytes every time, and user text that stays text."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from compensation.papers import FORMATS, KINDS, MEDIA_TYPES, Details, document, file_name, make_document, pdf
from compensation.papers.blocks import Document, Paragraph, Part
from compensation.papers.details import MOST_SIGNS
from compensation.papers.pdf import SHOWN, SUBSTITUTE, has_sign, pdf_bytes
from compensation.texts import LANGUAGES
from tests.papers.made import BOOK, NUMBERS, TODAY, case, docx_text, made, pdf_info, pdf_text

HOSTILE = {
    "typst": '#import "@preview/x:1.0.0": * #read("/etc/passwd") $x$ @ref <label> // *_`\\',
    "html": "<script>alert('x')</script> &amp; <w:p/> ]]>",
    "formula": '=1+1 +2 -3 @SUM(A1) =cmd|"/C calc"!A0',
    "format": "{name} {0} {{}} %s %(x)d ${y}",
    "long": "A" * 250,
    "latin": "Zoë Łukasz Žižek-Ñandú d'Öçß",
    "greek and cyrillic": "Ελένη Наталия",
}


# ---------------------------------------------------------------- accessible, dated, repeatable


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_is_tagged_and_has_title_language_and_date(kind: str, lang: str) -> None:
    file = made(case(37), kind, "pdf", lang)
    info = pdf_info(file)
    assert info["Tagged"] == "yes"
    assert info["Title"] == document(kind, *case(37), lang, BOOK, on=TODAY).title
    assert b"<pdfuaid:part>1</pdfuaid:part>" in file
    assert f"<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li>".encode() in re.sub(rb"\s*(<)", rb"\1", file)
    assert "Nov 22" in info["CreationDate"]
    assert "2026" in info["CreationDate"]


@pytest.mark.parametrize("number", NUMBERS)
def test_the_overview_is_one_page_and_two_where_the_fixed_wage_rises_often(number: int) -> None:
    _, assessment = case(number)
    wage = assessment.wage
    rises = len(wage.monthly) - 1 if wage else 0
    pages = pdf_info(made(case(number), "overview", "pdf", "nl"))["Pages"]
    assert pages == "1" or (pages == "2" and rises > 2)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_word_file_has_language_title_and_header_rows(lang: str) -> None:
    file = docx.Document(io.BytesIO(made(case(20), "letter", "docx", lang)))
    language = file.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == {"nl": "nl-NL", "en": "en-GB"}[lang]
    assert file.core_properties.title
    assert file.core_properties.created.date() == TODAY
    tables = [table for table in file.tables if table.style.name == "Table Grid"]
    assert len(tables) == 3
    for table in tables:
        heads = [line._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for line in table.rows]
        assert heads == [True] + [False] * (len(table.rows) - 1)


@pytest.mark.slow
@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_placement_gives_the_same_bytes(kind: str, fmt: str) -> None:
    assert made(case(37), kind, fmt, "nl") == made(case(37), kind, fmt, "nl")
    other = make_document(kind, fmt, *case(37), "nl", BOOK, on=date(2026, 11, 23))
    assert other != made(case(37), kind, fmt, "nl")


@pytest.mark.slow
def test_another_process_and_other_threads_give_the_same_bytes() -> None:
    with ThreadPoolExecutor(4) as threads:
        files = set(threads.map(lambda _: made(case(20), "letter", "pdf", "en"), range(8)))
    assert len(files) == 1
    command = (
        "import hashlib; from tests.papers.made import case, made; "
        "print(*(hashlib.sha256(made(case(20), 'letter', fmt, 'en')).hexdigest() for fmt in ('pdf', 'docx')))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", command],
            env={"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    }
    assert len(runs) == 1


# ---------------------------------------------------------------- text stays text


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", ["letter", "agreement"])
def test_a_hostile_name_stays_text(kind: str, name: str) -> None:
    value = HOSTILE[name]
    details = Details(student=value, contact=value, employer=value)
    assert details.student == value
    bare = re.sub(r"\s", "", value)
    for fmt, read in (("pdf", pdf_text), ("docx", docx_text)):
        text = re.sub(r"\s", "", read(made(case(20), kind, fmt, "nl", details)))
        # A letter names the student twice, an agreement in the first article and under a line.
        assert text.count(bare) >= 3, fmt


def test_signs_that_the_pdf_cannot_show_do_no_harm() -> None:
    value = "Ana 😀 李小龙 👩‍👩‍👧"
    details = Details(student=value)
    assert SUBSTITUTE in pdf_text(made(case(1), "letter", "pdf", "nl", details))
    assert "Ana 😀 李小龙" in docx_text(made(case(1), "letter", "docx", "nl", details))


def test_right_to_left_names_stand_in_both_files() -> None:
    details = Details(student="محمد", employer="דוד")
    drawn = pdf_text(made(case(1), "letter", "pdf", "nl", details))
    assert {*"דוד"} <= {*drawn}
    assert SUBSTITUTE not in drawn
    assert "محمد" in docx_text(made(case(1), "letter", "docx", "nl", details))


def test_signs_that_are_no_text_are_taken_away() -> None:
    assert Details(student="a\x00b\x07\u202ec\u200bd\ue000").student == "abcd"
    assert Details(student="  Jan\r\n\tde   Wit ").student == "Jan de Wit"
    assert len(Details(student="x" * 5000).student) == MOST_SIGNS


def test_every_sign_that_counts_as_shown_is_in_the_fonts() -> None:
    """PDF/UA-1 refuses a document with a sign that no font has, so drawing them all proves it."""
    signs = [chr(code) for first, last in SHOWN for code in range(first, last + 1)]
    signs += [chr(code) for code in range(0x3000) if has_sign(chr(code)) and chr(code) not in signs]
    blocks = [Paragraph(" ".join(signs[at : at + 40])) for at in range(0, len(signs), 40)]
    assert pdf_bytes(Document("nl", "signs", [Part("", "", blocks)]), TODAY).startswith(b"%PDF")


def test_no_name_leaks() -> None:
    details = Details(student="Geheim Persoon")
    assert "Geheim" not in repr(details)
    for kind in KINDS:
        for fmt in FORMATS:
            assert "Geheim" not in file_name(kind, fmt, "nl")
    made(case(1), "letter", "pdf", "nl", details)
    assert "Geheim" not in pdf_text(made(case(1), "letter", "pdf", "nl"))
    properties = docx.Document(io.BytesIO(made(case(1), "letter", "docx", "nl", details))).core_properties
    assert not any("Geheim" in str(getattr(properties, name)) for name in ("title", "author", "subject", "comments"))


# ---------------------------------------------------------------- the rest of the contract


def test_files_have_plain_names_and_media_types() -> None:
    assert file_name("letter", "pdf", "nl") == "brief-stagevergoeding.pdf"
    assert file_name("agreement", "docx", "en") == "agreement-placement-pay.docx"
    assert set(MEDIA_TYPES) == set(FORMATS)
    assert zipfile.is_zipfile(io.BytesIO(made(case(1), "overview", "docx", "nl")))


def test_the_date_is_that_of_the_assessment_when_none_is_given() -> None:
    placement, assessment = case(1)
    dated = assessment.model_copy(
        update={"receipt": assessment.receipt.model_copy(update={"assessed_on": date(2026, 5, 4)})}
    )
    file = make_document("letter", "docx", placement, dated, "nl", BOOK)
    assert "4 mei 2026" in docx_text(file)


def test_another_rule_book_is_refused() -> None:
    placement, assessment = case(1)
    other = assessment.model_copy(update={"receipt": assessment.receipt.model_copy(update={"rules_hash": "0"})})
    with pytest.raises(ValueError, match="rule book"):
        make_document("letter", "pdf", placement, other, "nl", BOOK)


def test_a_panic_of_the_drawing_program_is_an_ordinary_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it would end the visitor's whole script: a panic is no Exception in Python."""

    class PanicException(BaseException):
        pass

    class Broken:
        def compile(self, **_: object) -> bytes:
            raise PanicException

    monkeypatch.setattr(pdf, "_compiler", Broken())
    with pytest.raises(RuntimeError, match="could not draw"):
        made(case(1), "overview", "pdf", "nl")
    assert made(case(1), "overview", "pdf", "nl").startswith(b"%PDF")
