"""One record and one folder make a language: a third one, with more forms of a word than two, opens everything."""

from __future__ import annotations

import ast
import csv
import io
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow.csv
import pytest

import compensation
from compensation import RuleBook
from compensation.cli import main
from compensation.papers import FORMATS, KINDS, RefusedError
from compensation.placement.numbers import number_of
from compensation.table import assess_file
from compensation.table.example import example_csv, example_xlsx
from compensation.table.template import help_csv, template_csv, template_xlsx
from compensation.telling.explain import explain, period
from compensation.texts import (
    FALLBACK,
    FIRST,
    LANGUAGES,
    Language,
    catalogue,
    euros,
    exact_euros,
    figure,
    inside,
    number,
    short_euros,
    text,
)
from compensation.texts.check import gaps
from compensation.ui.calculator.link import query
from compensation.ui.parts.numbers import NumberTextError, read_number, shown_number
from compensation.ui.parts.words import guess
from compensation.ui.shell.navigation import PAGE_NAMES
from tests import placements
from tests.a_third_language import SENTENCES, polish
from tests.papers.made import case, made, pdf_text, refused
from tests.ui.branch_page import example, given, on_tab, said
from tests.ui.drawn_tables import tables
from tests.ui.form_app import Form, saved
from tests.ui.opened import address, opened

SOURCES = Path(compensation.__file__).parent


@pytest.fixture
def third(tmp_path: Path):
    """Polish, as long as a test lasts."""
    with polish(tmp_path) as language:
        yield language


# ---------------------------------------------------------------- nothing knows which languages there are


def of_a_language(file: Path) -> list[int]:
    """The lines of a module on which the code of a language, or the field of one, stands."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        literal = isinstance(node, ast.Constant) and node.value in LANGUAGES
        if literal or (isinstance(node, ast.Attribute) and node.attr in LANGUAGES):
            found.append(node.lineno)
    return found


def test_no_module_outside_the_texts_names_a_language() -> None:
    files = [file for file in SOURCES.rglob("*.py") if SOURCES / "texts" not in file.parents]
    assert len(files) > 100
    assert {str(file.relative_to(SOURCES)): lines for file in files if (lines := of_a_language(file))} == {}


def test_a_language_that_is_named_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('if lang == "nl":\n    said = name.en\n', encoding="utf-8")
    assert of_a_language(module) == [1, 2]


# ---------------------------------------------------------------- what a language lacks


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_says_everything(lang: str) -> None:
    assert list(gaps(LANGUAGES[lang])) == []


def test_what_a_language_does_not_say_yet_is_listed_and_said_in_english(third: Language) -> None:
    found = list(gaps(third))
    assert "sectors_page.title: not said yet" in found
    assert len(found) == len(catalogue(FALLBACK)) - len(catalogue("pl").items() - catalogue(FALLBACK).items())
    assert text("sectors_page.title", "pl") == text("sectors_page.title", FALLBACK)
    assert text("start.title", "pl") == SENTENCES["start"]["title"]


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ("{n} {n:one=dzień|other=dni}", "units.days: {n} needs the forms few, many, one, other"),
        ("{m} dni", "units.days: fills in m, not n"),
        ("dni", "units.days: fills in nothing, not n"),
        ("", "units.days: empty"),
    ],
)
def test_a_slip_in_a_text_is_listed(slip: str, told: str, tmp_path: Path) -> None:
    tmp_path.joinpath("units.yaml").write_text(f"units:\n  days: '{slip}'\n  day: x\n", encoding="utf-8")
    found = [
        line for line in gaps(Language("pl", "Polski", "pl_PL", "", ";", texts=tmp_path)) if "not said" not in line
    ]
    assert found == ["units.day: nobody asks for it", told]


# ---------------------------------------------------------------- numbers, money, dates, plurals


def test_a_word_takes_the_form_of_its_number(third: Language) -> None:
    told = [text("units.days", "pl", n=n) for n in (0, 1, 2, 5, 12, 22, Decimal("1.5"))]
    assert told == ["0 dni", "1 dzień", "2 dni", "5 dni", "12 dni", "22 dni", "1,5 dnia"]
    count = [text("rules_page.subsidy.count", "pl", count=n) for n in (1, 3, 5, 22, 25)]
    assert count == ["1 wiersz", "3 wiersze", "5 wierszy", "22 wiersze", "25 wierszy"]
    assert text("units.hours", "pl", n=number("1.0", "pl")) == "1 godzina"


@pytest.mark.parametrize(("n", "nl", "en"), [(0, "0 dagen", "0 days"), (1, "1 dag", "1 day"), (2, "2 dagen", "2 days")])
def test_dutch_and_english_have_two_forms(n: int, nl: str, en: str) -> None:
    assert (text("units.days", "nl", n=n), text("units.days", "en", n=n)) == (nl, en)


def test_an_english_word_in_another_language_takes_a_form_that_it_has(third: Language) -> None:
    assert [text("units.trips", "pl", n=n) for n in (1, 2, 5)] == ["1 trip", "2 trips", "5 trips"]


def test_amounts_and_marks_of_a_third_language(third: Language) -> None:
    blank = "\N{NO-BREAK SPACE}"
    assert euros(1234567, "pl") == f"12{blank}345,67{blank}€"
    assert short_euros(1234500, "pl") == f"12{blank}345{blank}€"
    assert exact_euros(Decimal("0.2125"), "pl") == f"0,2125{blank}€"
    assert figure(1234567, "pl") == f"12{blank}345,67"
    assert (third.money, third.decimal, third.tag) == (("", f"{blank}€"), ",", "pl-PL")
    assert third.figures(date(2026, 2, 3)) == "03.02.2026"
    for typed in ("1 234,5", f"1{blank}234,50", "1234,50", "€ 1234,5"):
        assert number_of(typed, 2) == 1234_50
    assert shown_number("1234.5", "pl") == "1234,50"
    assert read_number("450.50") == read_number("450,50") == "450.5"
    with pytest.raises(NumberTextError) as refused:
        read_number("1.234")
    assert refused.value.code == "number_ambiguous"


def test_a_period_in_the_order_of_the_language(third: Language) -> None:
    assert period(date(2026, 2, 2), date(2026, 2, 20), "nl") == "2 tot en met 20 februari 2026"
    assert period(date(2026, 2, 2), date(2026, 3, 20), "nl") == "2 februari tot en met 20 maart 2026"
    assert period(date(2026, 2, 2), date(2026, 3, 20), "pl") == "2 lutego to 20 marca 2026"
    assert period(date(2025, 2, 2), date(2026, 3, 20), "en") == "2 February 2025 to 20 March 2026"


def test_a_name_inside_a_sentence() -> None:
    assert [inside(name, "nl") for name in ("Werkkleding", "VOG", "Iets anders")] == [
        "werkkleding",
        "VOG",
        "iets anders",
    ]


def test_a_noun_keeps_its_capital_where_the_language_writes_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LANGUAGES, "de", Language("de", "Deutsch", "de_DE", "DD.MM.YYYY", ";", capital_nouns=True))
    assert inside("Kleidung", "de") == "Kleidung"


# ---------------------------------------------------------------- everything opens


def test_a_browser_in_a_language_that_is_there_gets_it(third: Language) -> None:
    assert [guess(locale) for locale in ("pl-PL", "pl", "uk-UA", None)] == ["pl", "pl", FALLBACK, FIRST]


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGE_NAMES)
def test_every_page_opens_and_leads_to_every_other_language(name: str, third: Language) -> None:
    app = opened(name, lang="pl")
    assert not app.exception
    assert not app.error
    assert address(app, "lang") == "pl"
    assert {button.label for button in app.button} >= {"Nederlands", "English"}
    if name == PAGE_NAMES[0]:
        assert app.title[0].value == SENTENCES["start"]["title"]
    app.button(key="language_nl").click().run()
    assert address(app, "lang") == "nl"
    assert app.button(key="language_pl").label == "Polski"


@pytest.mark.slow
@pytest.mark.parametrize("reader", ["employer", "student"])
@pytest.mark.parametrize("number", placements.NUMBERS[::6])
def test_every_answer_is_shown(number: int, reader: str, third: Language) -> None:
    data = placements.placement(number)
    form = Form(reader, "pl", **dict(query(saved(data))))
    if form.asks("birth_date"):
        form.fill(birth_date=data["birth_date"])
    app = form.app
    assert not app.exception
    assert app.metric or tables(app)


@pytest.mark.slow
def test_a_file_is_read_and_told(third: Language) -> None:
    app = given(example("pl"), lang="pl")
    for tab in ("overview", "row", "errors", "norm"):
        on_tab(app, tab, "pl")
        assert not app.exception
        assert not app.error
    assert "{" not in said(app)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", placements.NUMBERS)
def test_every_paper_is_written(number: int, kind: str, third: Language) -> None:
    of = case(number)
    if refused(of, kind):
        with pytest.raises(RefusedError):
            made(of, kind, "pdf", "pl")
        return
    for fmt in FORMATS[:1] if number % 4 else FORMATS:
        assert len(made(of, kind, fmt, "pl")) > 1000


def test_the_letter_speaks_both(third: Language) -> None:
    told = pdf_text(made(case(placements.NUMBERS[0]), "letter", "pdf", "pl"))
    assert "lutego" in told or "marca" in told
    assert re.search(r"\d,\d\d €", told)


@pytest.mark.parametrize("number", placements.NUMBERS)
def test_every_explanation_is_told(number: int, third: Language, book: RuleBook) -> None:
    told = [part.text for part in explain(case(number)[1], "pl", book)]
    assert told
    assert not [sentence for sentence in told if "{" in sentence or "}" in sentence]


@pytest.mark.parametrize(
    "command",
    [
        "assess FILE --explain",
        "rules check",
        "rules show vog_online",
        "rules due --on 2027-02-01",
        "rules coverage",
        "sectors",
        "letter FILE OUT.pdf",
        "agreement FILE OUT.docx",
        "overview FILE OUT.pdf",
        "bookkeeper FILE OUT.pdf",
        "budget FILE OUT.xlsx",
        "message FILE",
        "table ROWS OUT.csv",
        "table ROWS --explain 2",
    ],
)
def test_every_command_speaks_it(command: str, third: Language, book: RuleBook, tmp_path: Path, capsys) -> None:
    file, rows = tmp_path / "placement.yaml", tmp_path / "rows.csv"
    number = next(one for one in placements.NUMBERS if not refused(case(one), "agreement"))
    file.write_text(str(saved(placements.placement(number))), encoding="utf-8")
    rows.write_bytes(example_csv(book, "pl", rows=40))
    names = {"FILE": str(file), "ROWS": str(rows), "OUT": str(tmp_path / "out")}
    words = re.sub("FILE|ROWS|OUT", lambda found: names[found.group()], command).split()
    with pytest.raises(SystemExit) as stop:
        main([*words, "--lang", "pl"])
    shown = capsys.readouterr()
    assert (stop.value.code, shown.err) == (0, "")
    if command.startswith("assess"):
        assert "Razem" in shown.out


def test_a_language_that_is_not_there_is_refused_by_name(capsys) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["rules", "check", "--lang", "pl"])
    assert stop.value.code == 2
    assert "'pl'" in (told := capsys.readouterr().err)
    assert "nl, en" in told


def test_tables_are_written_so_that_they_are_read_back(third: Language, book: RuleBook, tmp_path: Path) -> None:
    assert csv.reader(io.StringIO(template_csv(book, "pl").decode("utf-8-sig")), delimiter=";").__next__()[0] == "route"
    assert help_csv(book, "pl")
    assert template_xlsx(book, "pl")
    for name, content in {"a.csv": example_csv(book, "pl", 60), "a.xlsx": example_xlsx(book, "pl", 60)}.items():
        (tmp_path / name).write_bytes(content)
        report = assess_file(tmp_path / name, tmp_path / f"{name}.out.csv", rulebook=book, lang="pl")
        assert (report.rows, report.wrong_rows) == (60, 0)
    options = pyarrow.csv.ParseOptions(delimiter=";")
    assert pyarrow.csv.read_csv(tmp_path / "a.csv.out.csv", parse_options=options).num_rows == 60
