"""Page Branche: a norm proposed, what it costs, and the file that comes of it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from compensation import load_rulebook
from compensation.compare.proposal import (
    NormCost,
    Proposal,
    effect_of,
    highest_level_proposal,
    norms_in,
    typical_membership,
)
from compensation.compare.sectors import Reference, compare_schemes
from compensation.rulebook import check_rulebook
from compensation.table.example import EMPLOYER, example_rows
from compensation.texts import euros, text
from compensation.ui.branch.norm_costs import costs_of
from tests.ui.branch_page import BOOK, csv_of, example, given, line, on_tab, said
from tests.ui.drawn_tables import tables
from tests.ui.opened import opened

# ---------------------------------------------------------------- a norm


def norm_page(app):
    return on_tab(app, "norm")


@pytest.mark.slow
def test_the_norm_costs_what_the_library_says(whole):
    app = norm_page(given(example()))
    sector = app.selectbox[0].value
    app.text_input(key="branch_norm_amount_per_hours_nl").set_value("450,50")
    app.text_input(key="branch_norm_hours_nl").set_value("36")
    app.run()
    kinds = tuple(app.pills(key=f"branch_norm_kinds_{sector}").value)
    proposal = Proposal(sector, Decimal("450.50"), Decimal(36), date(2015, 1, 1), costs=costs_of(kinds))
    effect = effect_of(proposal, whole.members.frame(), BOOK)
    spoken = said(app)
    assert effect.extra > 0
    assert f"Dit kost {euros(int(effect.extra * 100), 'nl')}".replace("\xa0", " ") in spoken
    assert f"{effect.gaining} studenten krijgen meer" in spoken
    assert euros(int(effect.extra_levy * 100), "nl").replace("\xa0", " ") in spoken


@pytest.mark.slow
def test_what_is_not_counted_is_every_row_of_the_file_that_is_not() -> None:
    """Six of which nobody stated the pay, and one with a fault: seven of the nineteen rows."""
    rows = [line(amount="250,00")] * 12 + [line(amount="")] * 6 + [line(hours="99")]
    spoken = said(norm_page(given(csv_of(*rows))))
    assert "voor 12 stages" in spoken and "Niet meegeteld: 7 rijen" in spoken


@pytest.mark.slow
def test_how_many_are_counted_is_not_told_where_that_tells_of_few() -> None:
    """The overview tells of fourteen: that twelve are counted, and what these are paid, would tell of two."""
    app = norm_page(given(csv_of(*[line(amount="250,00")] * 12, *[line(amount="")] * 2)))
    spoken = said(app)
    assert "Dit kost € " in spoken and "12 stages" not in spoken
    assert "Het zijn er weinig" in spoken and "Niet meegeteld: " not in spoken


@pytest.mark.slow
def test_everyone_the_highest_levels_amount(whole):
    app = norm_page(given(example()))
    sector = app.selectbox[0].value
    app.radio(key="branch_norm_beginning").set_value("highest").run()
    assert not app.exception
    found = highest_level_proposal(whole.members.frame(), sector, date(2027, 1, 1), BOOK)
    assert found.amount == Decimal(app.session_state["passend_branch_norm"][0][0].scheme.versions[0].shape.amount)


@pytest.mark.slow
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


@pytest.mark.slow
def test_an_existing_scheme_made_equal_is_accepted_too(tmp_path):
    app = opened("branche", lang="nl")
    app.radio(key="branch_norm_beginning").set_value("scheme").run()
    assert not app.exception
    assert accepted(app.code[0].value, tmp_path)


def accepted(written: str, folder: Path) -> bool:
    """Lay a norm over the rules, check them, and load it again."""
    key = re.search(r"^key: (\w+)$", written, re.MULTILINE).group(1)
    file = folder / f"{key}.yaml"
    file.write_text(written, encoding="utf-8")
    assert check_rulebook(file) == ()
    return load_rulebook(file).schemes[key].versions[0].from_ == date(date.today().year + 1, 1, 1)


@pytest.mark.parametrize(("typed", "code"), [("1.234", "number"), ("veel", "number"), ("-3", "number"), ("", "number")])
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
    found = tables(app)[-1].rows
    amounts = [Decimal(row[1].replace(".", "").replace(",", ".")) for row in found]
    assert amounts == sorted(amounts, reverse=True)
    assert [row[0] for row in found].count("Uw norm") == 1
    schemes = compare_schemes(BOOK, Reference(on=date(date.today().year + 1, 1, 1))).schemes
    assert len(found) > len(schemes) > 10


def test_a_sector_with_too_few_placements_shows_no_amounts():
    app = norm_page(given(csv_of(*[line()] * 4)))
    assert not app.exception
    assert any("minder dan 5 stages" in info.value for info in app.info)
    assert not app.success or "Dit kost" not in app.success[-1].value


def test_the_employers_of_the_example_are_made_up():
    names = {row[EMPLOYER] for row in example_rows(BOOK)}
    sectors = tuple(sector.name["nl"] for sector in BOOK.sectors.values())
    assert all(name[:-2] in sectors for name in names)


@pytest.mark.slow
def test_where_nothing_is_paid_there_is_no_highest_level():
    app = norm_page(given(csv_of(*[line(amount="0,00")] * 6)))
    app.radio(key="branch_norm_beginning").set_value("highest").run()
    assert not app.exception
    assert len(app.error) == 1
    assert "horeca" in app.error[0].value


def lab(app, name: str):
    """A table of the laboratory."""
    (found,) = (table for table in tables(app) if table.alt == text(f"branch.lab.{name}_alt", "nl"))
    return found


def test_proposals_stand_side_by_side():
    app = opened("branche", lang="nl")
    app.text_input(key="branch_norm_name").set_value("Vierhonderd")
    app.text_input(key="branch_norm_amount_per_hours_nl").set_value("400").run()
    assert [row[1] for row in lab(app, "classes").rows if row[1].isdigit()]  # of one norm too
    app.button(key="branch_lab_lay").click().run()
    app.text_input(key="branch_norm_name").set_value("Vijfhonderd")
    app.text_input(key="branch_norm_amount_per_hours_nl").set_value("500").run()
    app.checkbox(key="branch_lab_minimum").check().run()
    assert not app.exception
    found = lab(app, "costs")
    assert found.heads == ["Wat", "A", "B", "C"]
    costs = [Decimal(cell.replace(".", "")) for cell in found.rows[0][1:3]]
    assert costs[0] > costs[1] > 0  # A is the norm that is asked for
    counted = [sum(int(row[column]) for row in lab(app, "classes").rows) for column in (1, 2)]
    assert counted[0] == counted[1] > 10
    app.button(key="branch_lab_file_make").click().run()
    assert not app.exception
    sheets = {sheet.title: list(sheet.values) for sheet in load_workbook(BytesIO(held(app))).worksheets}
    names = [row[0] for row in sheets["Voorstellen"]]
    assert names[:3] == ["Voorstel", "Vijfhonderd", "Vierhonderd"] and len(names) == 4
    assert [round(row[1]) for row in sheets["Voorstellen"][1:3]] == costs
    students = [row[2] for row in sheets["Wie krijgt hoeveel"] if row[0] == "Vijfhonderd"]
    assert sum(students) == counted[0]
    app.button(key="branch_lab_clear").click().run()
    assert lab(app, "costs").heads == ["Wat", "A", "B"]


def held(app) -> bytes:
    """The workbook that was made."""
    return app.session_state["passend_files"]["branch_lab_file"][1]


def test_a_norm_may_rise_in_years():
    app = opened("branche", lang="nl")
    app.segmented_control(key="branch_norm_rises").set_value(1).run()
    app.text_input(key="branch_norm_rise_per_hours_1_nl").set_value("450").run()
    app.button(key="branch_lab_lay").click().run()
    app.checkbox(key="branch_lab_minimum").check().run()
    assert not app.exception
    (found,) = (table for table in tables(app) if table.alt == text("branch.lab.steps_alt", "nl"))
    year = date.today().year
    assert [row[0] for row in found.rows] == [f"A vanaf 1 januari {year + 1}", f"A vanaf 1 januari {year + 2}"]
    first, second = (Decimal(row[1].replace(".", "")) for row in found.rows)
    assert second > first > 0


@pytest.mark.parametrize("shape", ["by_days", "by_hours"])
def test_a_norm_in_steps_may_rise_too(shape):
    app = opened("branche", lang="nl")
    app.selectbox(key="branch_norm_shape").set_value(shape)
    app.segmented_control(key="branch_norm_rises").set_value(2).run()
    most = {"by_days": 4, "by_hours": 32}[shape]
    app.text_input(key=f"branch_norm_rise_{shape}_1_{most}_nl").set_value("500")
    app.text_input(key=f"branch_norm_rise_{shape}_2_{most}_nl").set_value("600")
    app.text_input(key="branch_norm_address").set_value("https://branche.nl/norm").run()
    assert not app.exception and not app.error
    costs = [Decimal(row[1].replace(".", "")) for row in lab(app, "steps").rows]
    assert costs[0] < costs[1] < costs[2]
    (norm,) = norms_in(app.code[0].value.encode(), "norm.yaml", BOOK)
    year = date.today().year + 1
    assert [version.from_.year for version in norm.versions] == [year, year + 1, year + 2]
    assert [version.shape.steps[0].amount for version in norm.versions[1:]] == [500, 600]
    assert said(app).count("Vanaf 1 januari") == 2


def test_costs_that_every_company_asks_for():
    """Clothing of 60 is asked of all, and paid back; tools are asked and not paid back; a VOG has its own price."""
    app = opened("branche", lang="nl")
    app.selectbox[0].set_value("horeca").run()
    app.pills(key="branch_norm_kinds_horeca").set_value(["clothing", "vog"])
    app.pills(key="branch_norm_asked_horeca").set_value(["clothing", "tools", "vog"]).run()
    assert not app.success  # no amount yet: nothing is computed, and nothing is nought
    assert sum("Vul nog in" in info.value for info in app.info) == 2
    app.text_input(key="branch_norm_asked_clothing_nl").set_value("60")
    app.text_input(key="branch_norm_asked_tools_nl").set_value("12,50")
    app.selectbox(key="branch_norm_asked_per_tools").set_value("month")
    app.text_input(key="branch_norm_address").set_value("https://branche.nl/norm").run()
    assert not app.exception and not app.error
    (norm,) = norms_in(app.code[0].value.encode(), "norm.yaml", BOOK)
    costs = {cost.kind: cost for cost in norm.versions[0].costs}
    assert costs["clothing"] == NormCost(kind="clothing", asked=True, amount=Decimal(60))
    tools = {"kind": "tools", "owed": False, "asked": True, "amount": Decimal("12.50"), "per": "month"}
    assert costs["tools"] == NormCost(**tools) and costs["vog"] == NormCost(kind="vog", asked=True)
    frame = typical_membership(BOOK, "horeca")
    assert effect_of(norm, frame, BOOK).not_stated > 0
    assert "gereedschap € 12,50 per maand (niet vergoed)" in said(app).replace("\\", "")


def test_norms_of_several_sectors_go_into_one_file():
    app = opened("branche", lang="nl")
    app.text_input(key="branch_norm_address").set_value("https://branche.nl/norm").run()
    first = app.selectbox[0].value
    app.button(key="branch_norm_keep").click().run()
    other = next(key for key in BOOK.sectors if key != first)
    app.selectbox[0].set_value(other).run()
    assert not app.exception
    norms = norms_in(app.code[0].value.encode(), "normen.yaml", BOOK)
    assert {norm.sector for norm in norms} == {first, other}
    assert "In dit bestand staan 2 normen" in said(app)
    app.button(key="branch_norm_let_go").click().run()
    assert {norm.sector for norm in norms_in(app.code[0].value.encode(), "norm.yaml", BOOK)} == {other}
