"""Page Sectoren: amounts of the engine in chart, table and file; what is not known is never a zero."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df

from compensation.compare.sectors import Reference, compare_schemes
from compensation.texts import text
from compensation.ui.parts.downloads import csv_bytes, xlsx_bytes
from compensation.ui.sectors.view import SectorView, download_sheets
from tests.ui.drawn_tables import tables
from tests.ui.opened import opened, with_charts


@pytest.fixture
def sectors():
    app = opened("sectoren", lang="nl")
    app.date_input(key="sectors_on").set_value(date(2026, 9, 1))
    return with_charts(app, "sectors_bars", "sectors_gaps")


@pytest.fixture(scope="module")
def comparison():
    from compensation import load_rulebook

    reference = Reference(on=date(2026, 9, 1), hours_per_week=Decimal(40), days=5, study_year=3)
    return compare_schemes(load_rulebook(), reference)


def charts(app) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]


def drawn(app, at: int) -> list[dict]:
    """The rows that a chart draws."""
    frame = convert_arrow_bytes_to_pandas_df(app.get("vega_lite_chart")[at].proto.data.data)
    return frame.to_dict("records")


def written(app, at: int) -> dict[str, list[str]]:
    """A table as the visitor reads it: the name of a row -> its cells."""
    return {re.sub("[¹²\xad]", "", row[0]): row[1:] for row in tables(app)[at].rows}


def bars(app) -> dict[str, float]:
    return {row["name"]: row["amount"] for row in drawn(app, 0)}


@pytest.mark.slow
def test_the_bars_are_the_engines_amounts(sectors, comparison):
    found = bars(sectors)
    for row in comparison.schemes:
        assert found[row.name] == float(row.norm)
    assert found["Meest voorkomend cao-bedrag"] == 410
    assert len(found) == len(comparison.schemes) + 2


def test_a_scheme_without_an_amount_is_named_as_not_known_and_has_no_bar(sectors, comparison):
    found = bars(sectors)
    words = " ".join(block.value for block in sectors.markdown)
    assert comparison.not_compared
    for row in comparison.not_compared:
        assert row.name not in found
    known = {"known": len(comparison.schemes), "all": len(comparison.schemes) + len(comparison.not_compared)}
    assert f"Van {known['known']} van de {known['all']} regelingen" in words
    assert text("sectors_page.unknown.intro", "nl", count=len(comparison.not_compared)) in words
    assert "Cao ICT" in words


@pytest.mark.slow
def test_fewer_hours_give_what_the_engine_gives(sectors):
    sectors.text_input(key="sectors_hours").set_value("28,5").run()
    sectors.selectbox(key="sectors_days").set_value(4).run()
    reference = Reference(on=date(2026, 9, 1), hours_per_week=Decimal("28.5"), days=4, study_year=3)
    expected = {row.name: float(row.norm) for row in compare_schemes(None, reference).schemes}
    assert {name: amount for name, amount in bars(sectors).items() if name in expected} == expected
    assert expected["Cao Horeca (proef)"] == 361.0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "fault"),
    [("1.234", "number"), ("veel", "number"), ("", "number"), ("0", "range"), ("60,5", "range"), ("-3", "number")],
)
def test_hours_that_are_no_hours_are_told(sectors, typed, fault):
    sectors.text_input(key="sectors_hours").set_value(typed).run()
    assert [error.value for error in sectors.error] == [text(f"sectors_page.hours_fault.{fault}", "nl")]
    assert not sectors.get("vega_lite_chart")


@pytest.mark.slow
def test_a_branch_is_only_that_branch(sectors, comparison):
    sectors.selectbox(key="sectors_branch").set_value("mbo_hbo_wo").run()
    expected = {row.name for row in comparison.schemes if row.sector == "mbo_hbo_wo"}
    assert set(bars(sectors)) - {"Meest voorkomend cao-bedrag", "Ondergrens van de studentenorganisaties"} == expected
    words = " ".join(block.value for block in sectors.markdown)
    assert text("sectors_page.summary.gap", "nl", count=1, gap="€\xa0140") in words


@pytest.mark.slow
def test_a_branch_without_any_amount_says_so(sectors):
    sectors.selectbox(key="sectors_branch").set_value("ict").run()
    assert [info.value for info in sectors.info] == [text("sectors_page.summary.none", "nl")]
    assert not sectors.get("vega_lite_chart")
    assert "Cao ICT" in " ".join(block.value for block in sectors.markdown)


@pytest.mark.slow
def test_the_difference_between_levels_has_a_chart_and_a_table(sectors, comparison):
    uneven = {row.name: row for row in comparison.schemes if row.level_gap}
    assert {row["name"] for row in drawn(sectors, 1)} == set(uneven)
    radboud = uneven["Radboud Universiteit (proef)"]
    assert radboud.level_gap == Decimal("140.00")


@pytest.mark.slow
def test_every_chart_says_what_one_would_see(sectors):
    for chart in sectors.get("vega_lite_chart"):
        assert len(chart.proto.alt) > 60
    first = sectors.get("vega_lite_chart")[0].proto.alt
    assert "€\xa0761" in first


@pytest.mark.slow
def test_charts_write_numbers_in_the_language_of_the_page():
    for lang, decimal in (("nl", ","), ("en", ".")):
        spec = charts(with_charts(opened("sectoren", lang=lang), "sectors_bars"))[0]
        assert spec["config"]["locale"]["number"]["decimal"] == decimal
        assert spec["config"]["locale"]["time"]["months"][0] == {"nl": "januari", "en": "January"}[lang]


@pytest.mark.slow
@pytest.mark.parametrize("measure", ["full_time_month", "hour"])
def test_another_measure_shows_that_measure(sectors, comparison, measure):
    sectors.radio(key="sectors_measure").set_value(measure).run()
    field = {"full_time_month": "norm_full_time", "hour": "norm_hour"}[measure]
    found = bars(sectors)
    for row in comparison.schemes:
        assert found[row.name] == float(getattr(row, field))


# ---------------------------------------------------------------- files


def test_the_files_hold_every_scheme_with_its_amounts(comparison):
    sheets = download_sheets(SectorView(comparison, None, "month"))
    rows = list(csv.DictReader(io.StringIO(csv_bytes(sheets["schemes"]).decode("utf-8-sig"))))
    horeca = next(row for row in rows if row["key"] == "horeca")
    assert (horeca["mbo_month"], horeca["wo_month"], horeca["norm"]) == ("361.00", "", "361.00")
    assert len(rows) == len(comparison.schemes)
    book = load_workbook(io.BytesIO(xlsx_bytes(sheets)))
    assert book.sheetnames == ["schemes", "lines", "unknown", "reference"]
    head = [cell.value for cell in book["schemes"][1]]
    line = next(row for row in book["schemes"].iter_rows(min_row=2) if row[0].value == "horeca")
    assert line[head.index("norm")].value == 361
    unknown = {row[0].value for row in book["unknown"].iter_rows(min_row=2)}
    assert "ict" in unknown
    assert not any(str(cell.value) == "0" for row in book["unknown"].iter_rows(min_row=2) for cell in row)


@pytest.mark.parametrize(
    "text_of_a_cell", ["=1+1", "+31 6", "-2+3", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")']
)
def test_a_cell_is_never_a_formula(text_of_a_cell):
    rows = [{"name": text_of_a_cell}]
    assert list(csv.reader(io.StringIO(csv_bytes(rows).decode("utf-8-sig"))))[1] == ["'" + text_of_a_cell]
    cell = load_workbook(io.BytesIO(xlsx_bytes({"a": rows})))["a"]["A2"]
    assert cell.data_type in ("s", "inlineStr")
    assert unescape(cell.value) == "'" + text_of_a_cell


def test_a_negative_number_that_stands_as_text_stays_as_it_is():
    rows = [{"name": "-2"}]
    assert list(csv.reader(io.StringIO(csv_bytes(rows).decode("utf-8-sig"))))[1] == ["-2"]
    cell = load_workbook(io.BytesIO(xlsx_bytes({"a": rows})))["a"]["A2"]
    assert (cell.data_type in ("s", "inlineStr"), cell.value) == (True, "-2")


def test_a_plain_text_and_a_number_stay_as_they_are():
    rows = [{"name": "Cao VVT", "amount": Decimal("-12.50"), "on": date(2026, 9, 1)}]
    sheet = load_workbook(io.BytesIO(xlsx_bytes({"a": rows})))["a"]
    assert (sheet["A2"].value, sheet["B2"].value, sheet["C2"].value.date()) == ("Cao VVT", -12.5, date(2026, 9, 1))
    assert csv_bytes(rows).decode("utf-8-sig").splitlines()[1] == "Cao VVT,-12.50,2026-09-01"


def test_no_rows_make_an_empty_file():
    assert csv_bytes([]) == b"\xef\xbb\xbf\r\n"


@pytest.mark.slow
def test_amounts_stand_in_the_table_as_the_language_writes_them(sectors):
    shown = written(sectors, 0)
    assert shown["Cao Horeca (proef)"] == ["361", "361", "–"]
    assert shown["Cao Omroeppersoneel (proef)"] == ["506,21"] * 3
    assert written(sectors, 1)["Radboud Universiteit (proef)"] == ["201", "341", "140"]
