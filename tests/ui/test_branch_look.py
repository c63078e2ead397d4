"""Page Branche, the step between a file and its result: what is asked, answered, kept, and then computed."""

from __future__ import annotations

from typing import Any

import pytest

from compensation.table.mapping import Mapping
from compensation.texts import LANGUAGES, text
from compensation.ui.branch.data import looked
from tests.ui.branch_page import BOOK, FILE, given, said

HEAD = "Naam;Bedrijf;Niveau;Startdatum;Einddatum;Stagevergoeding;Reisgeld;Loon schooldag"
LINES = (
    "Kim;Bakker;MBO 4;2-2-2026;3-7-2026;350;60;ja",
    "Joris;Bakker;hbo;2-2-2026;3-7-2026;400;0;nee",
    "Kim;Smid;hbo;2-2-2026;3-7-2026;300;;nee",
)
NATURAL = "\r\n".join([HEAD, *LINES, ""]).encode()
MONTHS = (
    b"Leerweg;Startdatum;Einddatum;Uren per week;Werkdagen;Februari;Maart\r\n"
    b"bol;2-2-2026;3-7-2026;32;ma t/m do;350;350\r\n"
)


def answered(app: Any, **answers: Any) -> Any:
    """The page with answers, by the places of columns and the names of others."""
    for key, answer in answers.items():
        name = f"branch_look_{key.replace('__', '.')}"
        if any(box.key == name for box in app.text_input):
            app.text_input(key=name).set_value(answer)
        elif any(box.key == name for box in app.multiselect):
            app.multiselect(key=name).set_value(answer)
        else:
            app.selectbox(key=name).set_value(answer)
    return app.run()


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_that_is_not_known_is_asked_and_computed_when_it_is_answered(lang: str) -> None:
    app = given(NATURAL, "lijst.csv", lang)
    assert not app.exception and FILE not in app.session_state
    assert text("branch.look.title", lang) in [box.value for box in app.subheader]
    assert app.button(key="branch_look_go").disabled
    answered(app, **{"2": "route", "6": "offer.reimburse.travel.amount", "7": "carry"})
    assert app.button(key="branch_look_go").disabled, "the period, the hours and the days are not said yet"
    answered(app, workdays="ma t/m do", hours_per_week="32", offer__reimburse__travel__per="month")
    assert not app.button(key="branch_look_go").disabled
    answered(app, word_route_0="bol", names=["Naam"], offer__complete="true")
    app.button(key="branch_look_go").click().run()
    assert not app.exception
    file = app.session_state[FILE]
    assert (file.report.results, file.report.wrong_rows) == (3, 0)
    table = file.table(
        "input.route", "Naam", "allowance.offered", "expenses_total.reimbursed", "expenses.travel.stated"
    )
    rows = table.to_pylist()
    assert [row["input.route"] for row in rows] == ["bol", "hbo", "hbo"]
    assert rows[0]["Naam"] == rows[2]["Naam"] != rows[1]["Naam"] and rows[0]["Naam"].startswith("p-")
    assert [str(row["allowance.offered"]) for row in rows] == ["1771.37", "2024.42", "1518.32"]


@pytest.mark.slow
def test_what_a_column_was_just_said_to_be_is_not_asked_of_the_whole_file() -> None:
    """Nobody says of 300 students that all are bol because one column had another name."""
    rows = (f"{route};2-2-2026;3-7-2026;32;ma t/m do" for route in ("mbo bol", "hbo"))
    content = "\r\n".join(["Opleiding;Startdatum;Vertrek;Uren per week;Werkdagen", *rows, ""]).encode()
    app = given(content, "lijst.csv")
    assert app.error, "the last day is missing"
    wanted = text("branch.look.which_route", "nl")
    answered(app, **{"2": "end"})
    assert not app.error and wanted in [box.label for box in app.selectbox]
    answered(app, **{"0": "route"})
    assert not app.error and wanted not in [box.label for box in app.selectbox]
    app.button(key="branch_look_go").click().run()
    assert app.session_state[FILE].report.results == 2


@pytest.mark.slow
def test_days_that_cannot_be_read_are_said_at_once() -> None:
    app = answered(given(NATURAL, "lijst.csv"), workdays="wisselend")
    assert text("branch.look.all.unread", "nl") in said(app)
    assert app.button(key="branch_look_go").disabled


@pytest.mark.slow
def test_months_get_one_answer_together() -> None:
    app = given(MONTHS, "loon.csv")
    assert "Februari, Maart" in said(app) and app.button(key="branch_look_go").disabled
    answered(app, months="carry")
    app.button(key="branch_look_go").click().run()
    assert app.session_state[FILE].report.results == 1


@pytest.mark.slow
def test_a_file_that_was_read_can_be_read_differently() -> None:
    content = NATURAL.replace(b"Niveau", b"Leerweg").replace(b"MBO 4", b"bol")
    app = answered(given(content, "lijst.csv"), **{"6": "drop", "7": "drop"}, workdays="ma t/m do", hours_per_week="32")
    app.button(key="branch_look_go").click().run()
    assert app.session_state[FILE].report.results == 3
    app.button(key="branch_look_again").click().run()
    assert FILE not in app.session_state
    assert text("branch.look.title", "nl") in [box.value for box in app.subheader]


def test_words_that_mean_nothing_are_told_until_they_are_answered() -> None:
    look = looked("lijst.csv", NATURAL, BOOK)
    assert look.unknown == {"route": ("MBO 4",)}
    assert looked("lijst.csv", NATURAL, BOOK, Mapping(values={"route": {"mbo 4": "bol"}})).unknown == {}


@pytest.mark.slow
def test_rows_that_do_not_go_on_or_count_for_several_are_asked_about_before_they_count() -> None:
    names = "Leerweg;Startdatum;Einddatum;Uren per week;Werkdagen;Vergoeding p/m (incl. reiskosten);Status;Aantal"
    rows = (
        f"bol;2-2-2026;3-7-2026;32;ma t/m do;350;{status};{count}"
        for status, count in (("Akkoord", 3), ("Geannuleerd", 1))
    )
    app = given("\r\n".join([names, *rows, ""]).encode(), "lijst.csv")
    labels = [box.label for box in app.selectbox]
    for key, column, samples in (("cancelled", "Status", "Akkoord, Geannuleerd"), ("several", "Aantal", "3, 1")):
        assert text(f"branch.look.{key}", "nl", column=column, samples=samples) in labels
    answered(app, **{"5": "offer.allowance.amount", "6": "carry", "7": "drop"})
    app.button(key="branch_look_go").click().run()
    assert not app.exception
    file = app.session_state[FILE]
    assert file.table("input.offer.includes_expenses").to_pylist() == [{"input.offer.includes_expenses": "true"}] * 2
