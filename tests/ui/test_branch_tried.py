"""A file computed with a norm that somebody proposes: said wherever it counts, the same to the cent, and taken away."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from compensation.compare.proposal import NormCost, Proposal, effect_of, norms_yaml, with_scheme
from compensation.papers.board_report import Made, board_report
from compensation.table.board import board_figures
from compensation.table.headline import headline
from compensation.texts import euros, text
from compensation.ui.branch.files import as_csv, as_summary, as_workbook, results_of
from tests.ui.branch_page import BOOK, FILE, csv_of, example, given, line, on_tab, said
from tests.ui.drawn_tables import tables
from tests.ui.opened import opened

SECTOR = "horeca"


def norm(amount: int = 700, sector: str = SECTOR, **rest: object) -> Proposal:
    costs = (NormCost(kind="travel"), NormCost(kind="clothing", asked=True, amount=Decimal(60)))
    about = {"name": "Norm van de horeca", "source_url": "https://khn.nl/norm", "costs": costs} | rest
    return Proposal(sector, Decimal(amount), Decimal(38), date(2027, 1, 1), **about)  # type: ignore[arg-type]


def with_file(app, written: str, name: str = "voorstel (1).yaml"):
    """The page with a file of norms on it."""
    app.session_state["branch_tried"] = True
    app.run()
    app.file_uploader[0].set_value((name, written.encode(), "application/yaml"))
    return app.run()


def written(*proposals: Proposal) -> str:
    return norms_yaml([proposal.scheme() for proposal in proposals])


@pytest.mark.slow
def test_a_file_is_computed_with_a_norm_from_a_file(whole):
    app = with_file(given(example()), written(norm()))
    assert not app.exception and not app.error
    file = app.session_state[FILE]
    gaps = zip(file.members.words("totals.by_ground.employer.gap"), file.members.named("sector"), strict=True)
    demanded = sum((gap for gap, sector in gaps if sector == SECTOR), Decimal(0))
    assert demanded == effect_of(norm(), whole.members.frame(), BOOK).extra > 0
    told = said(app)
    assert "U rekent met een voorstel" in told and "Norm van de horeca" in told
    assert (
        text("summary.with_norm", "nl", names="Norm van de horeca", ground=text("words.force.employer", "nl")) in told
    )
    gap = sum(file.members.words("totals.gap"), Decimal(0))
    assert f"samen {euros(int(gap * 100), 'nl')}".replace("\xa0", " ") in told
    app.button(key="branch_tried_leave").click().run()
    assert app.session_state[FILE].members.table() == whole.members.table()
    assert "Norm van de horeca" not in said(app)


def test_what_is_taken_home_says_that_it_is_a_proposal():
    file = with_file(given(csv_of(*[line()] * 12)), written(norm())).session_state[FILE]
    laid = with_scheme(BOOK, norm().scheme())
    rows = list(csv.DictReader(io.StringIO(as_csv(results_of(file), "nl", laid).decode("utf-8-sig")), delimiter=";"))
    assert {row["berekend met voorstel"] for row in rows} == {"Norm van de horeca"}
    sentence = next(headline(file.summary, "nl")).replace("**", "")
    assert "Berekend met een voorstel: Norm van de horeca." in sentence
    report = board_report(board_figures(file.members), Made.of(file.members, date(2026, 9, 1)), laid, "nl")
    assert any(sentence in str(block) for block in report.parts[0].blocks[:3])
    for made in (as_summary, as_workbook):
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(made(file, laid, "nl", date(2026, 9, 1))))
        first = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
        assert any(sentence in cell for cell in first)


def test_documents_are_made_of_what_holds_only():
    app = with_file(given(csv_of(*[line()] * 6)), written(norm()))
    app = on_tab(app, "letters")
    assert text("branch.tried.only_as_it_is.letters", "nl") in said(app)
    assert not any(str(button.key).startswith(("branch_letters", "branch_pages")) for button in app.button)
    app = on_tab(app, "row")
    assert not app.exception
    assert not any(button.key == "branch_row_open" for button in app.button)


def test_a_norm_that_was_just_made_is_tried_and_sectors_shows_it_apart():
    app = on_tab(given(csv_of(*[line()] * 6)), "norm")
    app.text_input(key="branch_norm_name").set_value("Vijfhonderd [hier](https://evil.example)")
    app.text_input(key="branch_norm_amount_per_hours_nl").set_value("500")
    app.text_input(key="branch_norm_hours_nl").set_value("40").run()
    before = said(on_tab(app, "overview"))
    assert "Berekend met een voorstel" not in before
    app = on_tab(app, "norm")
    app.button(key="branch_tried_use").click().run()
    assert not app.exception
    assert app.button(key="branch_tried_use").disabled
    members = app.session_state[FILE].members
    assert {str(amount) for amount in members.words("allowance.full_month")} == {"400.00"}  # 500 x 32 / 40
    app.switch_page("compensation/ui/sectors/sectoren.py").run()
    assert not app.exception
    (apart,) = (table for table in tables(app) if table.alt == text("sectors_page.proposals.alt", "nl"))
    assert len(apart.rows) == 1 and apart.rows[0][1:] == ["500"] * 3
    assert "Vijfhonderd" in apart.rows[0][0] and "<a" not in apart.rows[0][0]
    others = [row[0] for table in tables(app) if table.alt != apart.alt for row in table.rows]
    assert not any("Vijfhonderd" in name for name in others)
    plain = opened("sectoren", lang="nl")
    assert not [table for table in tables(plain) if table.alt == text("sectors_page.proposals.alt", "nl")]
    assert {m.value for m in plain.markdown} < {m.value for m in app.markdown}


@pytest.mark.parametrize(("poor", "published"), [(2, False), (6, True), (0, True)])
def test_with_and_without_a_proposal_no_few_are_to_be_seen(poor, published):
    """Those that are paid 600 for 32 hours keep it under a norm of 500 for 40; what changes is of the others."""
    rows = [*[line(amount="600,00")] * 10, *[line(amount="100,00")] * poor]
    about = norm(500, costs=()).scheme()
    app = with_file(given(csv_of(*rows)), norms_yaml([about]))
    shown = {str(button.key) for button in app.button}
    assert ("branch_report_make" in shown) is published
    assert (text("branch.tried.not_to_publish", "nl", least=5) in said(app)) is not published
    assert "branch_xlsx_make" in shown


@pytest.mark.parametrize(("poor", "published"), [(1, False), (5, True)])
def test_no_level_tells_of_few_with_and_without_a_proposal(poor, published):
    """What changes is of eleven students or more; of hbo it is of one."""
    rows = [line(route="hbo", amount=amount) for amount in [*["600,00"] * 6, *["100,00"] * poor]]
    app = with_file(given(csv_of(*[line(amount="100,00")] * 10, *rows)), norms_yaml([norm(500, costs=()).scheme()]))
    assert ("branch_report_make" in {str(button.key) for button in app.button}) is published


def test_several_norms_in_one_file_each_for_its_sector():
    other = next(key for key in BOOK.sectors if key != SECTOR)
    app = with_file(given(csv_of(*[line()] * 6)), written(norm(), norm(sector=other, name="Een andere norm")))
    told = said(app)
    assert "Norm van de horeca" in told and "Een andere norm" in told
    assert told.count(text("branch.tried.not_here", "nl")) == 1


@pytest.mark.parametrize(
    ("broken", "place", "problem"),
    [
        (("amount: 700.00", "amount: zeven"), "Regel 16:", "versions.0.shape.amount"),
        (("kind: regional", "kind: ["), "Regel 6:", "geen geldige YAML"),
        (("sector: horeca", "sector: nergens"), "Regel 5:", "nergens"),
        (("proposed: true\n", ""), "Regel 1:", "meer dan normen om te proberen"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_its_line(broken, place, problem):
    app = with_file(given(csv_of(*[line()] * 6)), written(norm()))
    assert not app.error
    bad = written(norm()).replace(*broken)
    app.file_uploader[0].set_value(("norm.yaml", bad.encode(), "application/yaml"))
    app.run()
    assert not app.exception
    (told,) = (error.value for error in app.error)
    assert place in told, told
    assert "norm.yaml" not in told
    assert problem in told
    assert app.session_state[FILE].members.tried == ()  # nothing of the one before stands below it


def test_nothing_of_a_norm_stays_in_what_visitors_share():
    from compensation.ui.sectors.view import compared

    compared.clear()
    app = with_file(given(csv_of(*[line()] * 6)), written(norm(name="Alleen van mij")))
    app.switch_page("compensation/ui/sectors/sectoren.py").run()
    assert any("Alleen van mij" in row[0] for table in tables(app) for row in table.rows)
    other = opened("sectoren", lang="nl")
    assert not any("Alleen van mij" in row[0] for table in tables(other) for row in table.rows)
