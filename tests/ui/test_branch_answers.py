"""Page Branche: the library's numbers in tables and charts, a row explained, and what goes home."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from compensation.assessing import assess
from compensation.table.example import example_rows
from compensation.texts import euros, text
from compensation.ui.branch.data import computed
from compensation.ui.branch.files import as_csv, as_workbook
from compensation.ui.branch.row import largest_gaps, placement_of
from compensation.ui.branch.view import level_lines, shown_groups
from tests.ui.branch_page import BOOK, FILE, cells, csv_of, example, given, line, on_tab, said
from tests.ui.drawn_tables import tables

# ---------------------------------------------------------------- the overview


@pytest.mark.slow
def test_the_totals_are_those_of_the_results(whole):
    app = given(example())
    gaps = whole.members.table("totals.gap")["totals.gap"].to_pylist()
    short = sum(gap > 0 for gap in gaps)
    spoken = said(app)
    assert f"Bij {short} van de 500 stages" in spoken
    assert euros(int(sum(gaps) * 100), "nl").replace("\xa0", " ") in spoken


@pytest.mark.slow
def test_law_cao_pact_and_advice_stand_apart_and_so_does_what_was_not_stated(whole):
    app = given(example())
    spoken, rows = said(app), {row[0].split("  \n")[0].split(" te weinig")[0]: row for row in cells(app, 0)}
    found = {row.ground: row for row in whole.summary.grounds}
    assert set(found) >= {"law", "cao", "pact", "advice"}
    for ground, row in found.items():
        if not row.gap or row.with_gap is None:
            continue
        amount = euros(int(row.gap * 100), "nl").replace("\xa0", " ")
        assert f"{text(f'words.force.{ground}', 'nl')}: {amount} bij {row.with_gap} stages".lower() in spoken.lower()
    assert len(rows) == len(found)
    assert f"Niet opgegeven bij {whole.summary.whole.with_not_stated} stages" in spoken


@pytest.mark.slow
def test_the_classes_and_groups_are_those_of_the_summary_and_a_chart_is_drawn_when_opened(whole):
    app = given(example())
    assert not app.get("vega_lite_chart")
    classes = {row[0]: row[1] for row in cells(app, 2)}
    assert sum(int(count) for count in classes.values()) == 500
    app.session_state["branch_groups_open"] = True
    app.run()
    (chart,) = app.get("vega_lite_chart")
    assert json.loads(chart.proto.spec)["config"]["locale"]["number"]["decimal"] == ","
    known = [row for row in shown_groups(whole.summary, "sector") if row.mean_gap is not None]
    for row in known[:12]:
        assert f"{BOOK.sectors[row.group].name['nl']} ({row.placements})" in chart.proto.alt


@pytest.mark.slow
@pytest.mark.parametrize("group_by", ["scheme", "employer", "level"])
def test_groups_can_be_compared_in_four_ways(whole, group_by):
    app = given(example())
    app.segmented_control(key="branch_group_by").set_value(group_by).run()
    assert not app.exception
    assert len(cells(app, 3)) == len(shown_groups(whole.summary, group_by))


@pytest.mark.slow
def test_a_group_of_fewer_than_five_is_nowhere_nor_what_gives_it_away():
    rows = [line("Groot")] * 9 + [line("Midden")] * 6 + [line("Klein", amount="1,00")] * 4
    app = given(csv_of(*rows))
    app.segmented_control(key="branch_group_by").set_value("employer").run()
    assert not app.exception
    assert "Sommige groepen zijn weggelaten" in said(app)
    told = str(tables(app)) + said(app)
    assert "Groot" in told
    assert "Klein" not in told
    assert "Midden" not in told


def test_questions_about_rows_and_a_profile_stand_before_the_figures():
    app = given(csv_of(*[line()] * 2, line("Ander", amount="35000,00")))
    assert [box.label for box in app.expander if "Kijk eerst hiernaar: 2 vragen" in box.label]
    app.session_state["branch_notable"] = app.session_state["branch_profile"] = True
    app.run()
    assert not app.exception
    told = str(tables(app))
    assert "Dubbele rijen" in told
    assert "2 rijen: 2, 3" in told
    assert "Hoge vergoeding" in told
    assert "1 rij: 4" in told
    assert "stagevergoeding" in told


def test_a_file_of_four_has_no_overview():
    app = given(csv_of(*[line()] * 4))
    assert "minder dan 5 stages" in app.info[0].value
    assert not tables(app)


@pytest.mark.slow
def test_the_level_gap_is_paid_per_hour_at_the_same_employer():
    rows = [line(route="bol", amount="200,00")] * 5 + [line(route="hbo", amount="400,00")] * 5
    rows += [line(route="wo", amount="900,00")] * 4
    kept = computed("a.csv", csv_of(*rows), "x", BOOK, "nl")
    for per_employer in (False, True):
        (found,) = level_lines(kept.summary, per_employer=per_employer)
        assert found.hour["hbo"] == pytest.approx(2 * found.hour["mbo"], abs=Decimal("0.01"))
        assert found.hour["wo"] is None
        assert found.gap == found.hour["hbo"] - found.hour["mbo"]
    app = given(csv_of(*rows))
    table = cells(app, 4)
    assert len(table) == 1
    assert len(table[0]) == 3 or table[0][3] == "–"
    assert "verschil" in table[0][0]


# ---------------------------------------------------------------- one row


@pytest.mark.slow
def test_a_row_becomes_the_placement_that_was_computed(whole):
    results = whole.members.table("totals.owed", "totals.offered", "totals.gap").to_pylist()
    for row in range(1, 501, 12):
        placement = placement_of(whole, row + 1, BOOK)
        totals = assess(placement, BOOK).totals
        assert {f"totals.{name}": getattr(totals, name) for name in ("owed", "offered", "gap")} == results[row - 1]


def test_a_row_may_hold_every_field():
    head = (
        "route;start;end;hours_per_week;workdays;closed;norm;own_norm.amount;own_norm.base_hours;cost.phone.amount;"
        "cost.phone.per;offer.reimburse.phone.full;placement_test.learning_goals;compulsory;public_holidays;id"
    )
    row = "bol;2026-02-02;2026-07-03;16;mon;2026-04-27/2026-05-08;own;400;36;10;month;yes;no;no;worked;7"
    kept = computed("a.csv", f"{head}\n{row}\n".encode(), "x", BOOK, "en")
    placement = placement_of(kept, 2, BOOK)
    data = placement.model_dump(mode="json", by_alias=True, exclude_unset=True)
    assert data["closed"] == [{"from": "2026-04-27", "to": "2026-05-08", "paid": True}]
    assert data["own_norm"] == {"amount": "400.00", "base_hours": "36"}
    assert data["costs"] == [{"kind": "phone", "amount": "10.00", "per": "month"}]
    assert data["offer"] == {"reimbursements": [{"kind": "phone", "full": True}]}
    assert data["placement_test"] == {"learning_goals": False}
    assert (data["compulsory"], data["public_holidays"], data["id"]) == (False, "worked", "7")


@pytest.mark.slow
def test_the_steps_of_a_row_are_shown_and_a_pick_fills_in_its_number(whole):
    app = on_tab(given(example()), "row")
    first = largest_gaps(whole)[0]
    app.pills(key="branch_row_pick").set_value(first).run()
    assert app.number_input(key="branch_row").value == first
    owed = assess(placement_of(whole, first, BOOK), BOOK).totals.owed
    total = next(row for row in cells(app, 0) if row[0].startswith("Samen"))
    assert euros(int(owed * 100), "nl").replace("€\xa0", "") in total[1]
    assert any(step.label.startswith("Stagevergoeding") or "Loon" in step.label for step in app.expander)


@pytest.mark.slow
def test_a_wrong_row_says_so_and_the_numbers_skip_it():
    app = on_tab(given(csv_of(line(hours="72"), line(amount="0,00"))), "row")
    assert "Rij 3: mbo bol, Horeca" in said(app), "the first that has an answer"
    kept = app.session_state[FILE]
    assert largest_gaps(kept) == [3]
    app.number_input(key="branch_row").set_value(2).run()
    assert "Rij 2 is niet doorgerekend" in said(app)


@pytest.mark.slow
def test_a_row_opens_in_the_calculator():
    app = on_tab(given(csv_of(line())), "row")
    app.button(key="branch_row_open").click().run()
    assert not app.exception
    assert app.session_state["passend_draft"].placement["offer"] == {"allowance": {"amount": "200.00"}}
    assert app.title[0].value == text("result.employer.title", "nl")


# ---------------------------------------------------------------- what goes home


def test_the_workbook_has_results_errors_and_how_it_was_made():
    kept = computed("a.csv", csv_of(*[line("=HYPERLINK(1)")] * 6, line(hours="72")), "x", BOOK, "nl")
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(kept, BOOK, "nl", date(2026, 11, 22))))
    assert book.sheetnames[:3] == ["Over dit bestand", "Stages", "Fouten"]
    results = list(book["Stages"].iter_rows(values_only=True))
    assert len(results) == 1 + kept.report.results
    assert results[1][results[0].index("werkgever")] == "'=HYPERLINK(1)"
    assert book["Fouten"].max_row == 1 + kept.report.error_lines
    told = " ".join(str(cell.value) for cell in book["Over dit bestand"]["A"])
    assert BOOK.hash in told
    assert kept.report.hash in told
    assert "7 rijen = 6 doorgerekend + 1 met een fout" in told
    assert "22 november 2026" in told
    formulas = [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert formulas == []


def test_a_workbook_of_a_handful_of_rows_can_be_made_too():
    kept = computed("a.csv", csv_of(line(hours="72")), "x", BOOK, "nl")
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(kept, BOOK, "nl", date(2026, 11, 22))))
    assert book.sheetnames == ["Over dit bestand", "Stages", "Fouten"]


def test_the_csv_has_every_result_in_order(whole):
    written = as_csv(whole.members.table(), "nl", BOOK).decode("utf-8-sig").splitlines()
    assert len(written) == 501
    ids = [row.split(";")[0].strip('"') for row in written[1:]]
    assert ids == [row["id"] for row in example_rows(BOOK)]
