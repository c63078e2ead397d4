"""Page Branche: a file in, every row accounted for."""

from __future__ import annotations

import io
import logging
import re
import tempfile
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from compensation.table.template import column_help
from compensation.texts import LANGUAGES, text
from compensation.ui.branch.data import TooLargeError, computed
from tests.ui.branch_page import BOOK, FILE, HEAD, cells, csv_of, given, line, on_tab, said
from tests.ui.drawn_tables import tables
from tests.ui.opened import opened

# ---------------------------------------------------------------- the page without a file


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_opens_in_both_languages_and_offers_a_norm(lang):
    app = opened("branche", lang=lang)
    assert not app.exception
    assert app.title[0].value == text("branch.title", lang)
    assert app.header[0].value == text("branch.norm.title", lang)
    assert "passend table IN OUT" in said(app)
    assert app.file_uploader[0].proto.max_upload_size_mb == 5


@pytest.mark.slow
def test_the_columns_are_explained_when_they_are_asked_for():
    app = opened("branche", lang="nl")
    before = len(tables(app))
    app.session_state["branch_columns"] = True
    app.run()
    assert len(tables(app)) == before + 1
    assert len(cells(app, 0)) == len(list(column_help(BOOK, "nl")))
    assert cells(app, 0)[0][0] == "leerweg (verplicht)"


@pytest.mark.slow
def test_the_example_can_be_tried_with_one_press():
    app = opened("branche", lang="nl")
    app.button(key="branch_try_example").click().run()
    assert not app.exception
    assert text("branch.upload.example_shown", "nl") in said(app)
    assert "500 rijen gelezen" in said(app)


# ---------------------------------------------------------------- a file, counted


@pytest.mark.slow
def test_every_row_is_a_result_or_an_error():
    app = given(csv_of(line(), line(hours="72"), line(route="mavo"), line()))
    assert not app.exception
    kept = app.session_state[FILE]
    assert (kept.report.rows, kept.report.results, kept.report.wrong_rows) == (4, 2, 2)
    assert "4 rijen gelezen: 2 doorgerekend, 2 met een fout" in said(app)
    on_tab(app, "errors")
    rows = cells(app, 0)
    where = [row[0].split("\n") for row in rows]
    assert where == [
        ["1 rij: uren_per_week '72'", "rij 3"],
        ["1 rij: leerweg 'mavo'", "rij 4"],
    ]
    assert "1 tot en met 60" in rows[0][1]


@pytest.mark.slow
def test_errors_follow_the_language_of_the_visitor():
    app = on_tab(given(csv_of(line(), line(hours="72"))), "errors")
    assert "vul een aantal uren" in cells(app, 0)[0][1]
    app.button(key="language_en").click().run()
    on_tab(app, "errors", "en")
    assert "hours" in cells(app, 0)[0][1]
    assert app.session_state[FILE].lang == "en"


@pytest.mark.slow
def test_the_same_fault_is_told_once_and_many_kinds_in_part():
    kinds = [line(amount=f"{n}.{n}0") for n in range(10, 35)]  # each may mean two amounts, so each is a kind
    app = on_tab(given(csv_of(*[line(hours="72")] * 130, *kinds)), "errors")
    rows = cells(app, 0)
    assert rows[0][0].split("\n") == ["130 rijen: uren_per_week '72'", "rijen 2, 3, 4, 5, 6 en nog 125"]
    assert len(rows) == 20
    assert "En nog 6 soorten fouten, samen 6 regels." in said(app)
    app.button(key="branch_marked_make").click().run()
    assert not app.exception


@pytest.mark.slow
def test_documents_for_all_rows_are_made_on_the_page():
    app = on_tab(given(csv_of(line(), line(amount="4000,00"), line(hours="72"))), "letters")
    app.radio(key="branch_letters_form").set_value("docx").run()
    app.button(key="branch_letters_make").click().run()
    assert not app.exception
    (_, made) = app.session_state["passend_files"]["branch_letters"]
    with zipfile.ZipFile(io.BytesIO(made)) as opened_zip:
        assert opened_zip.namelist() == ["lees-mij.txt", "brief-stagevergoeding-rij-2.docx", "lijst.csv"]
    app.button(key="branch_pages_make").click().run()
    assert not app.exception
    (_, made) = app.session_state["passend_files"]["branch_pages"]
    with zipfile.ZipFile(io.BytesIO(made)) as opened_zip:
        assert opened_zip.namelist() == ["lees-mij.txt", "lijst.csv"], "one employer has no others beside it"


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0" + bytes(600)


def zip_without_sheet() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("letter.txt", "hello")
    return out.getvalue()


BAD = {
    "empty.csv": (b"", "leeg"),
    "columns.csv": (b"route;start\nbol;2026-02-02\n", "ontbreken"),
    "nul.csv": (HEAD.encode() + b"\nbol\0;", "NUL"),
    "separator.csv": (b"leerweg begindatum einddatum\nbol 2-2-2026 3-7-2026\n", "puntkomma"),
    "twice.csv": (f"{HEAD};route\n{line()};bol\n".encode(), "hetzelfde"),
    "slip.csv": (f"{HEAD};kosten.kledng.bedrag\n{line()};1\n".encode(), "bedoelt u"),
    "letter.xlsx": (zip_without_sheet(), "geen Excel-werkmap"),
    "text.xlsx": (b"route;start", "geen werkmap"),
    "locked.xlsx": (encrypted(), "wachtwoord"),
    "broken.parquet": (b"PAR1 and no more", "Parquet"),
    "letter.docx": (b"PK", "eindigt niet op"),
    "noname": (b"x", "eindigt niet op"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_wrong_gets_the_librarys_words(name):
    content, words = BAD[name]
    app = given(content, name)
    assert not app.exception
    assert len(app.error) == 1
    assert words in app.error[0].value.replace("\\", "")
    assert FILE not in app.session_state
    assert not app.header and not app.success, "nothing below a refusal looks like an answer"


@pytest.mark.slow
def test_a_file_with_names_only_is_told_so():
    app = given((HEAD + "\r\n").encode())
    assert not app.exception
    assert text("branch.upload.no_rows", "nl") in said(app)
    for name in ("row", "errors", "norm"):
        assert not on_tab(app, name).exception


@pytest.mark.slow
def test_a_file_of_only_wrong_rows_is_told_so():
    app = given(csv_of(line(hours="72")))
    assert not app.exception
    assert "1 rij gelezen, 1 met een fout" in said(app)
    for name in ("row", "errors", "norm"):
        assert not on_tab(app, name).exception


def dense_parquet() -> bytes:
    """47 kB that would be 19 GB of text when read."""
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 20_000, pa.int32()), ["x" * 1_000_000])
    names = ("route", "start", "end", "hours_per_week", "workdays")
    out = io.BytesIO()
    pq.write_table(pa.table(dict.fromkeys(names, column)), out, store_schema=False)
    return out.getvalue()


def swelling_xlsx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 101 * 1024 * 1024)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "make", "what"),
    [
        ("a.csv", lambda: bytes(5 * 1024 * 1024 + 1), "megabytes"),
        ("a.csv", lambda: csv_of(*[line()] * 25_001), "rows"),
        ("a.parquet", dense_parquet, "unpacked"),
        ("a.xlsx", swelling_xlsx, "unpacked"),
    ],
)
def test_what_is_too_large_is_refused_with_the_command_line_as_the_way(name, make, what):
    with pytest.raises(TooLargeError) as refused:
        computed(name, make(), "x", BOOK, "nl")
    assert refused.value.what == what
    assert "{command}" in text(f"branch.upload.too_large.{what}", "nl")


@pytest.mark.slow
def test_the_limit_of_rows_is_told_on_the_page():
    app = given(csv_of(*[line()] * 25_001))
    assert not app.exception
    assert "25.000" in app.error[0].value
    assert "passend table IN OUT" in app.error[0].value


@pytest.mark.slow
def test_nothing_of_a_file_stays_on_disk_or_in_a_log(caplog, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with caplog.at_level(logging.DEBUG):
        app = given(csv_of(line("Geheime Bakker"), line("Geheime Bakker", hours="72")), "geheim.csv")
        on_tab(app, "row")
    assert list(tmp_path.iterdir()) == []
    assert not re.search("geheim", caplog.text, re.IGNORECASE)
    app.button(key="branch_throw_away").click().run()
    assert FILE not in app.session_state
    assert app.file_uploader[0].value is None


@pytest.mark.slow
def test_another_file_takes_the_place_of_the_first():
    app = given(csv_of(*[line()] * 6))
    app.file_uploader[0].set_value(("b.csv", csv_of(*[line()] * 7), "text/csv")).run()
    assert app.session_state[FILE].report.rows == 7
    app.switch_page("compensation/ui/rules/regels.py").run()
    app.switch_page("compensation/ui/branch/branche.py").run()
    assert "7 rijen gelezen" in said(app), "the file is still there after another page"


@pytest.mark.slow
def test_a_number_that_is_hidden_is_told_as_a_sentence():
    """`Niet opgegeven bij niet getoond` says nothing."""
    app = given(csv_of(*[line()] * 12, *[line(amount="")] * 2))
    told = repr([table.rows for table in tables(app)])
    assert "bij hoeveel niet opgegeven: niet getoond" in told and "bij niet getoond" not in told
