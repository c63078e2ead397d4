"""Page Branche: a file in, every row accounted for, the library's numbers in tables and charts, a norm out."""

from __future__ import annotations

import io
import json
import logging
import re
import shutil
import tempfile
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df

from compensation import load_rulebook
from compensation.assessment import assess
from compensation.norm_proposal import Proposal, effect_of, highest_level_proposal
from compensation.rulebook import check_rulebook
from compensation.table.example import EMPLOYER, example_csv, example_rows
from compensation.texts import LANGUAGES, euros, text
from compensation.ui.branch_data import BranchFile, TooLargeError, computed
from compensation.ui.branch_files import as_csv, as_workbook
from compensation.ui.branch_row import largest_gaps, placement_of
from compensation.ui.branch_view import gap_classes, level_lines, shown_groups, summary_of
from tests.ui.opened import ROOT, opened

BOOK = load_rulebook()
FILE = "passend_branch_file"
HEAD = "werkgever;leerweg;branche;begindatum;einddatum;uren_per_week;werkdagen;stagevergoeding"


def line(employer: str = "Bakker", route: str = "bol", hours: str = "32", amount: str = "200,00") -> str:
    return f"{employer};{route};horeca;2-2-2026;3-7-2026;{hours};ma,di,wo,do;{amount}"


def csv_of(*lines: str) -> bytes:
    return "\r\n".join([HEAD, *lines, ""]).encode()


def example(lang: str = "nl") -> bytes:
    return example_csv(BOOK, lang)


@pytest.fixture(scope="module")
def whole() -> BranchFile:
    """The example, computed."""
    return computed("example.csv", example(), "example", BOOK, "nl")


def given(content: bytes, name: str = "stages.csv", lang: str = "nl"):
    """The page with a file on it."""
    app = opened("branche", lang=lang)
    app.file_uploader[0].set_value((name, content, "application/octet-stream"))
    return app.run()


def on_tab(app, name: str, lang: str = "nl"):
    """The page on another tab."""
    labels = [tab.label for tab in app.tabs]
    wanted = text(f"branch.tabs.{name}", lang, wrong="").split("(")[0]
    app.session_state["branch_tabs"] = next(label for label in labels if label.startswith(wanted))
    return app.run()


def said(app) -> str:
    """What the page says in boxes and sentences, with ordinary spaces."""
    parts = [*app.markdown, *app.caption, *app.error, *app.warning, *app.success, *app.info, *app.header]
    return "\n".join(str(part.value) for part in parts).replace("\xa0", " ")


def cells(app, at: int) -> list[list[str]]:
    """A table as the visitor reads it."""
    table = app.table[at]
    styler = table.proto.arrow_data.styler.display_values
    shown = convert_arrow_bytes_to_pandas_df(styler) if styler else table.value
    first = table.value.iloc[:, 0]
    rows = [[str(cell) for cell in row] for row in shown.to_numpy().tolist()]
    return [[str(name), *row[1:]] for name, row in zip(first, rows, strict=True)]


# ---------------------------------------------------------------- the page without a file


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_opens_in_both_languages_and_offers_a_norm(lang):
    app = opened("branche", lang=lang)
    assert not app.exception
    assert app.title[0].value == text("branch.title", lang)
    assert app.header[0].value == text("branch.norm.title", lang)
    assert "passend table IN OUT" in said(app)
    assert app.file_uploader[0].proto.max_upload_size_mb == 5


def test_the_columns_are_explained_when_they_are_asked_for():
    app = opened("branche", lang="nl")
    before = len(app.table)
    app.session_state["branch_columns"] = True
    app.run()
    assert len(app.table) == before + 1
    assert len(cells(app, 0)) == 114
    assert cells(app, 0)[0][0] == "**leerweg** (verplicht)"


def test_the_example_can_be_tried_with_one_press():
    app = opened("branche", lang="nl")
    app.button(key="branch_try_example").click().run()
    assert not app.exception
    assert text("branch.upload.example_shown", "nl") in said(app)
    assert "500 rijen gelezen" in said(app)


# ---------------------------------------------------------------- a file, counted


def test_every_row_is_a_result_or_an_error():
    app = given(csv_of(line(), line(hours="72"), line(route="mavo"), line()))
    assert not app.exception
    kept = app.session_state[FILE]
    assert (kept.rows, kept.computed, kept.wrong_rows) == (4, 2, 2)
    assert "4 rijen gelezen: 2 doorgerekend, 2 met een fout" in said(app)
    on_tab(app, "errors")
    rows = cells(app, 0)
    where = [row[0].replace("\\", "").split("  \n") for row in rows]
    assert where == [
        ["**Rij 2**", "uren_per_week", ":small[er staat: 72]"],
        ["**Rij 3**", "leerweg", ":small[er staat: mavo]"],
    ]
    assert "1 tot en met 60" in rows[0][1]


def test_errors_follow_the_language_of_the_visitor():
    app = on_tab(given(csv_of(line(), line(hours="72"))), "errors")
    assert "vul een aantal uren" in cells(app, 0)[0][1]
    app.button(key="other_language").click().run()
    on_tab(app, "errors", "en")
    assert "hours" in cells(app, 0)[0][1]
    assert app.session_state[FILE].lang == "en"


def test_many_errors_are_shown_in_part_and_counted_in_full():
    app = on_tab(given(csv_of(*[line(hours="72")] * 130)), "errors")
    assert len(cells(app, 0)) == 100
    assert "eerste 100 van 130" in said(app)


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
    "utf16.csv": (HEAD.encode("utf-16"), "UTF-16"),
    "separator.csv": (HEAD.replace(";", "|").encode() + b"\nx\n", "puntkomma"),
    "twice.csv": (f"{HEAD};route\n{line()};bol\n".encode(), "dezelfde"),
    "slip.csv": (f"{HEAD};kosten.kledng.bedrag\n{line()};1\n".encode(), "bedoelt u"),
    "letter.xlsx": (zip_without_sheet(), "geen Excel-werkmap"),
    "text.xlsx": (b"route;start", "geen Excel-werkmap"),
    "locked.xlsx": (encrypted(), "wachtwoord"),
    "broken.parquet": (b"PAR1 and no more", "Parquet"),
    "letter.docx": (b"PK", "eindigt niet op"),
    "noname": (b"x", "eindigt niet op"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_wrong_gets_the_librarys_words(name):
    content, words = BAD[name]
    app = given(content, name)
    assert not app.exception
    assert len(app.error) == 1
    assert words in app.error[0].value.replace("\\", "")
    assert FILE not in app.session_state
    assert app.header[0].value == text("branch.norm.title", "nl"), "the rest of the page still works"


def test_a_file_with_names_only_is_told_so():
    app = given((HEAD + "\r\n").encode())
    assert not app.exception
    assert text("branch.upload.no_rows", "nl") in said(app)
    for name in ("row", "errors", "norm"):
        assert not on_tab(app, name).exception


def test_a_file_of_only_wrong_rows_is_told_so():
    app = given(csv_of(line(hours="72")))
    assert not app.exception
    assert "1 rijen gelezen, 1 met een fout" in said(app)
    for name in ("row", "errors", "norm"):
        assert not on_tab(app, name).exception


def dense_parquet() -> bytes:
    """47 kB that would be 19 GB of text when read."""
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 20_000, pa.int32()), ["x" * 1_000_000])
    out = io.BytesIO()
    pq.write_table(pa.table({"route": column}), out, store_schema=False)
    return out.getvalue()


def swelling_xlsx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 101 * 1024 * 1024)
    return out.getvalue()


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


def test_the_limit_of_rows_is_told_on_the_page():
    app = given(csv_of(*[line()] * 25_001))
    assert not app.exception
    assert "25.000" in app.error[0].value
    assert "passend table IN OUT" in app.error[0].value


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


def test_another_file_takes_the_place_of_the_first():
    app = given(csv_of(*[line()] * 6))
    app.file_uploader[0].set_value(("b.csv", csv_of(*[line()] * 7), "text/csv")).run()
    assert app.session_state[FILE].rows == 7
    app.switch_page("compensation/ui/pages/regels.py").run()
    app.switch_page("compensation/ui/pages/branche.py").run()
    assert "7 rijen gelezen" in said(app), "the file is still there after another page"


# ---------------------------------------------------------------- the overview


def test_the_totals_are_those_of_the_results(whole):
    app = given(example())
    gaps = whole.table("totals.gap")["totals.gap"].to_pylist()
    short = sum(gap > 0 for gap in gaps)
    spoken = said(app)
    assert f"Bij {short} van de 500 stages" in spoken
    assert euros(int(sum(gaps) * 100), "nl").replace("\xa0", " ") in spoken


def test_every_chart_has_words_and_its_numbers_in_a_table(whole):
    app = given(example())
    charts = app.get("vega_lite_chart")
    assert len(charts) == 5
    assert all(len(chart.proto.alt) > 40 for chart in charts)
    assert all(json.loads(chart.proto.spec)["config"]["locale"]["number"]["decimal"] == "," for chart in charts)
    classes = {row[0]: row[1] for row in cells(app, 1)}
    assert sum(int(count) for count in classes.values()) == 500
    for row in shown_groups(summary_of(whole, BOOK), "sector")[:12]:
        name = BOOK.sectors[row.group].name["nl"]
        assert f"{name} ({row.placements})" in charts[2].proto.alt
        assert any(cell[0].replace("\\", "").startswith(name) for cell in cells(app, 2))


@pytest.mark.parametrize("group_by", ["scheme", "employer", "level"])
def test_groups_can_be_compared_in_four_ways(whole, group_by):
    app = given(example())
    app.segmented_control(key="branch_group_by").set_value(group_by).run()
    assert not app.exception
    assert len(cells(app, 2)) == len(shown_groups(summary_of(whole, BOOK), group_by))


def test_a_group_of_fewer_than_five_is_nowhere():
    rows = [line("Groot")] * 6 + [line("Klein", amount="1,00")] * 4
    app = given(csv_of(*rows))
    app.segmented_control(key="branch_group_by").set_value("employer").run()
    assert not app.exception
    assert "1 groep met minder dan 5 stages is weggelaten" in said(app)
    shown = json.dumps([chart.proto.alt for chart in app.get("vega_lite_chart")])
    tables = str([cells(app, at) for at in range(len(app.table))])
    assert "Groot" in shown
    assert "Groot" in tables
    assert "Klein" not in shown + tables + said(app)
    kept = app.session_state[FILE]
    assert [c.count for c in gap_classes(kept)].count(None) == 1


def test_a_file_of_four_has_no_overview():
    app = given(csv_of(*[line()] * 4))
    assert "minder dan 5 stages" in app.info[0].value
    assert not app.table


def test_the_level_gap_is_paid_per_hour_at_the_same_employer():
    rows = [line(route="bol", amount="200,00")] * 5 + [line(route="hbo", amount="400,00")] * 5
    rows += [line(route="wo", amount="900,00")] * 4
    kept = computed("a.csv", csv_of(*rows), "x", BOOK, "nl")
    for per_employer in (False, True):
        (found,) = level_lines(summary_of(kept, BOOK), per_employer=per_employer)
        assert found.hour["hbo"] == pytest.approx(2 * found.hour["mbo"], abs=Decimal("0.01"))
        assert found.hour["wo"] is None
        assert found.gap == found.hour["hbo"] - found.hour["mbo"]
    app = given(csv_of(*rows))
    table = cells(app, 3)
    assert len(table) == 1
    assert "mbo 5, hbo 5" in table[0][0]
    assert table[0][3] == "–"
    assert "verschil" in table[0][0]


# ---------------------------------------------------------------- one row


def test_a_row_becomes_the_placement_that_was_computed(whole):
    results = whole.table("totals.owed", "totals.offered", "totals.gap").to_pylist()
    for row in range(1, 501, 12):
        placement = placement_of(whole, row, BOOK)
        totals = assess(placement, BOOK).totals
        assert {f"totals.{name}": getattr(totals, name) for name in ("owed", "offered", "gap")} == results[row - 1]


def test_a_row_may_hold_every_field():
    head = (
        "route;start;end;hours_per_week;workdays;closed;norm;own_norm.amount;own_norm.base_hours;cost.phone.amount;"
        "cost.phone.per;offer.reimburse.phone.full;placement_test.learning_goals;compulsory;public_holidays;id"
    )
    row = "bol;2026-02-02;2026-07-03;32;mon;2026-04-27/2026-05-08;own;400;36;10;month;yes;no;no;worked;7"
    kept = computed("a.csv", f"{head}\n{row}\n".encode(), "x", BOOK, "en")
    placement = placement_of(kept, 1, BOOK)
    data = placement.model_dump(mode="json", by_alias=True, exclude_unset=True)
    assert data["closed"] == [{"from": "2026-04-27", "to": "2026-05-08"}]
    assert data["own_norm"] == {"amount": "400.00", "base_hours": "36"}
    assert data["costs"] == [{"kind": "phone", "amount": "10.00", "per": "month"}]
    assert data["offer"] == {"reimbursements": [{"kind": "phone", "full": True}]}
    assert data["placement_test"] == {"learning_goals": False}
    assert (data["compulsory"], data["public_holidays"], data["id"]) == (False, "worked", "7")


def test_the_steps_of_a_row_are_shown_and_a_pick_fills_in_its_number(whole):
    app = on_tab(given(example()), "row")
    first = largest_gaps(whole)[0]
    app.pills(key="branch_row_pick").set_value(first).run()
    assert app.number_input(key="branch_row").value == first
    owed = assess(placement_of(whole, first, BOOK), BOOK).totals.owed
    total = cells(app, 0)[-1]
    assert euros(int(owed * 100), "nl").replace("€\xa0", "") in total[1]
    assert any(step.label.startswith("Stagevergoeding") or "Loon" in step.label for step in app.expander)


def test_a_wrong_row_says_so_and_the_numbers_skip_it():
    app = on_tab(given(csv_of(line(hours="72"), line(amount="0,00"))), "row")
    assert "Rij 1 is niet doorgerekend" in said(app)
    kept = app.session_state[FILE]
    assert largest_gaps(kept) == [2]
    app.number_input(key="branch_row").set_value(2).run()
    assert "Rij 2: mbo bol, Horeca" in said(app)


def test_a_row_opens_in_the_calculator():
    app = on_tab(given(csv_of(line())), "row")
    app.button(key="branch_row_open").click().run()
    assert not app.exception
    assert app.session_state["passend_draft"].placement["offer"] == {"allowance": {"amount": "200.00"}}
    assert app.title[0].value == text("result.employer.title", "nl")


# ---------------------------------------------------------------- what goes home


def test_the_workbook_has_results_errors_summary_and_receipt():
    kept = computed("a.csv", csv_of(*[line("=HYPERLINK(1)")] * 6, line(hours="72")), "x", BOOK, "nl")
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(kept, BOOK, "nl", date(2026, 11, 22))))
    assert book.sheetnames[:3] == ["uitkomsten", "fouten", "overzicht"]
    assert book.sheetnames[-1] == "bewijs"
    results = list(book["uitkomsten"].iter_rows(values_only=True))
    assert len(results) == 1 + kept.computed
    assert results[1][results[0].index("werkgever")] == "'=HYPERLINK(1)"
    assert book["fouten"].max_row == 1 + kept.error_lines
    receipt = dict(book["bewijs"].iter_rows(min_row=2, values_only=True))
    assert receipt["rules_hash"] == BOOK.hash
    assert (receipt["rows"], receipt["results"], receipt["wrong_rows"]) == ("7", "6", "1")
    assert receipt["assessed_on"] == "2026-11-22"
    formulas = [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert formulas == []


def test_a_workbook_of_a_handful_of_rows_can_be_made_too():
    kept = computed("a.csv", csv_of(line(hours="72")), "x", BOOK, "nl")
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(kept, BOOK, "nl", date(2026, 11, 22))))
    assert {"uitkomsten", "fouten", "bewijs"} <= set(book.sheetnames)


def test_the_csv_has_every_result_in_order(whole):
    written = as_csv(whole.table(), "nl").decode("utf-8-sig").splitlines()
    assert len(written) == 501
    ids = [row.split(";")[0].strip('"') for row in written[1:]]
    assert ids == [row["id"] for row in example_rows(BOOK)]


# ---------------------------------------------------------------- a norm


def norm_page(app):
    return on_tab(app, "norm")


def test_the_norm_costs_what_the_library_says(whole):
    app = norm_page(given(example()))
    sector = app.selectbox[0].value
    app.text_input(key="branch_norm_amount_per_hours_nl").set_value("450,50")
    app.text_input(key="branch_norm_hours_nl").set_value("36")
    app.run()
    kinds = tuple(app.pills(key=f"branch_norm_kinds_{sector}").value)
    proposal = Proposal(sector, Decimal("450.50"), Decimal(36), date(2015, 1, 1), reimburses=kinds)
    effect = effect_of(proposal, whole.frame, BOOK)
    spoken = said(app)
    assert effect.extra > 0
    assert f"Dit kost {euros(int(effect.extra * 100), 'nl')}".replace("\xa0", " ") in spoken
    assert f"{effect.gaining} studenten krijgen meer" in spoken
    assert euros(int(effect.extra_levy * 100), "nl").replace("\xa0", " ") in spoken


def test_everyone_the_highest_levels_amount(whole):
    app = norm_page(given(example()))
    sector = app.selectbox[0].value
    app.radio(key="branch_norm_beginning").set_value("highest").run()
    assert not app.exception
    found = highest_level_proposal(whole.frame, sector, date(2027, 1, 1), BOOK)
    assert found.amount == Decimal(app.session_state["passend_branch_norm"][0][0].scheme.versions[0].shape.amount)


@pytest.mark.parametrize("shape", ["per_hours", "by_days", "by_hours", "per_day", "per_week"])
def test_every_shape_gives_a_file_that_the_rules_check_accepts(shape, tmp_path):
    app = opened("branche", lang="nl")
    app.selectbox(key="branch_norm_shape").set_value(shape).run()
    app.text_input(key="branch_norm_name").set_value("Norm: 'gelijk' # voor allen").run()
    assert not app.code  # no file without an address where the amount can be read
    app.text_input(key="branch_norm_address").set_value("https://branche.nl/norm").run()
    assert not app.exception
    assert not app.error
    written = app.code[0].value
    assert "url: https://branche.nl/norm" in written
    assert accepted(written, tmp_path)


def test_an_existing_scheme_made_equal_is_accepted_too(tmp_path):
    app = opened("branche", lang="nl")
    app.radio(key="branch_norm_beginning").set_value("scheme").run()
    assert not app.exception
    assert accepted(app.code[0].value, tmp_path)


def accepted(written: str, folder: Path) -> bool:
    """Put a scheme into a copy of the rules, check them, and load it again."""
    for part in ("rules", "sector_data"):
        shutil.copytree(ROOT / part, folder / part)
    key = re.search(r"^key: (\w+)$", written, re.MULTILINE).group(1)
    (folder / "sector_data" / "schemes" / f"{key}.yaml").write_text(written, encoding="utf-8")
    assert check_rulebook(folder) == ()
    return load_rulebook(folder).schemes[key].versions[0].from_ == date(date.today().year + 1, 1, 1)


@pytest.mark.parametrize(
    ("typed", "code"), [("450.50", "number"), ("veel", "number"), ("-3", "number"), ("", "number")]
)
def test_an_amount_that_is_no_number_is_told(typed, code):
    app = opened("branche", lang="nl")
    app.text_input(key="branch_norm_amount_per_hours_nl").set_value(typed).run()
    assert not app.exception
    assert app.error[0].value == text(f"branch.norm.fault.{code}", "nl")
    assert not app.success


def test_hours_and_addresses_have_their_limits():
    app = opened("branche", lang="nl")
    app.text_input(key="branch_norm_hours_nl").set_value("61").run()
    assert "1 tot en met 60" in app.error[0].value
    app.text_input(key="branch_norm_hours_nl").set_value("40")
    app.text_input(key="branch_norm_address").set_value("javascript:alert(1)").run()
    assert app.error[0].value == text("branch.norm.fault.address", "nl")


def test_the_norm_stands_beside_every_scheme():
    app = opened("branche", lang="nl")
    found = [cells(app, at) for at in range(len(app.table))][-1]
    amounts = [Decimal(row[1].strip("*").replace(".", "").replace(",", ".")) for row in found]
    assert amounts == sorted(amounts, reverse=True)
    assert [row[0] for row in found].count("**Uw norm**") == 1
    assert len(found) > 20


def test_a_sector_with_too_few_placements_shows_no_amounts():
    app = norm_page(given(csv_of(*[line()] * 4)))
    assert not app.exception
    assert any("minder dan 5 stages" in info.value for info in app.info)
    assert not app.success or "Dit kost" not in app.success[-1].value


def test_the_employers_of_the_example_are_made_up():
    names = {row[EMPLOYER] for row in example_rows(BOOK)}
    sectors = tuple(sector.name["nl"] for sector in BOOK.sectors.values())
    assert all(name[:-2] in sectors for name in names)


def test_where_nothing_is_paid_there_is_no_highest_level():
    app = norm_page(given(csv_of(*[line(amount="0,00")] * 6)))
    app.radio(key="branch_norm_beginning").set_value("highest").run()
    assert not app.exception
    assert len(app.error) == 1
    assert "horeca" in app.error[0].value
