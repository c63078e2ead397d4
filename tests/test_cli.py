"""The command line: words, JSON, explanations, exit codes, and one line for every fault."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pytest
import yaml

from compensation import RuleBook, assess, read_placement
from compensation.cli import main
from compensation.outside import shown
from compensation.telling.renewal import due_count, due_words
from compensation.texts import LANGUAGES, text
from tests import placements
from tests.rulebooks import LIVE_RULES, TEST_RULES, copied

#: Turns 18 on the 16th and is underpaid from then on.
BBL = 31


@pytest.fixture
def placement(tmp_path: Path):
    """Write a placement (of tests/placements.py, with changes) to a file and give its name."""

    def write(number: int = BBL, name: str = "placement.yaml", **changes: object) -> str:
        data = placements.placement(number) | changes
        file = tmp_path / name
        dumped = json.dumps(data, default=str) if name.endswith(".json") else yaml.safe_dump(data)
        file.write_text(dumped, encoding="utf-8")
        return str(file)

    return write


@pytest.fixture
def run(capsys):
    """Run a command; gives exit code, standard output and standard error."""

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            main(list(arguments))
        shown = capsys.readouterr()
        return int(stop.value.code or 0), shown.out, shown.err

    return call


def test_words_in_both_languages_and_exit_0_although_something_is_owed(run, placement) -> None:
    code, dutch, errors = run("assess", placement())
    assert code == 0
    assert not errors
    assert "Loon" in dutch
    assert "€\N{NO-BREAK SPACE}59,20" in dutch
    code, english, _ = run("assess", placement(), "--lang", "en")
    assert "Is the wage at least the minimum wage? too little €59.20 (required by law)" in english


def test_json_is_the_contract(run, placement) -> None:
    _, out, _ = run("assess", placement(name="p.json"), "--json")
    expected = assess(read_placement(placements.placement(BBL)))
    assert json.loads(out) == json.loads(json.dumps(expected.model_dump(mode="json", by_alias=True)))
    assert set(json.loads(out)) == {
        *("id", "expenses", "expenses_total", "allowance", "wage", "ledger", "findings", "totals"),
        *("employer_cost", "cost_of_offer", "remarks", "steps", "receipt"),
    }


def test_explain_gives_every_step_and_its_source(run, placement) -> None:
    _, out, _ = run("assess", placement(), "--explain", "--lang", "en")
    assert "€14.81 x 45.5%, rounded to whole cents = €6.74 an hour" in out
    assert "https://example.nl/jeugdloon" in out
    assert "from 1 January 2024 to 31 December 2026" in out


def test_every_fault_is_one_line_with_file_path_and_what_to_do(run, placement) -> None:
    file = placement(study_year=9, hours_per_week=99)
    code, out, err = run("assess", file, "--lang", "en")
    assert code == 2
    assert not out
    assert err.splitlines() == [
        f"{file}: study_year: choose a study year from 1 to 6",
        f"{file}: hours_per_week: fill in a number of hours a week from 1 to 60",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"route: [", "geen geldige YAML"),
        (b"- just\n- a list\n", "velden"),
        (b"", "velden"),
        (b"\xff\xfe\x00", "geen UTF-8-tekst"),
        (b"route: bol\nroute: hbo\n", "staat er twee keer"),
        (b"a: &x 1\nb: *x\n", "ankers en verwijzingen"),
        (b"[" * 3000, "meer dan 60 lagen diep"),
        (
            b"route: bol\nsector: nonsense\nstart: 2026-01-01\nend: 2026-01-31\nhours_per_week: 8\nworkdays: [mon]\n",
            "nonsense",
        ),
        (b"x" * 1_000_001, "te groot"),
    ],
)
def test_a_broken_file_is_told_in_one_line(run, tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "p.yaml"
    file.write_bytes(content)
    code, out, err = run("assess", str(file))
    assert code == 2
    assert not out
    assert said in err
    assert "Traceback" not in err
    assert all(str(file) in line for line in err.splitlines())


@pytest.mark.parametrize(
    "content", ['{"route": "bol", "route": "hbo"}', '{"route": NaN}', '{"a": 1e999}', "{", '{"start": 20260101}']
)
def test_broken_json_is_told(run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "p.json"
    file.write_text(content)
    code, _, err = run("assess", str(file))
    assert code == 2
    assert "Traceback" not in err
    assert err.strip()


def test_files_that_are_not_there_or_are_folders(run, tmp_path: Path) -> None:
    assert run("assess", str(tmp_path / "no.yaml"))[0] == 2
    code, _, err = run("assess", str(tmp_path))
    assert code == 2
    assert err.count("\n") == 1


def test_wrong_calls_are_one_line(run) -> None:
    for arguments in (
        ["frob"],
        ["assess"],
        ["assess", "x", "--lang", "de"],
        ["rules", "show", "km_rate", "--on", "31-31"],
    ):
        code, _, err = run(*arguments)
        assert code == 2
        assert err.count("\n") == 1


def test_rules_check_says_whether_the_rules_are_sealed(run, tmp_path: Path) -> None:
    _, out, _ = run("rules", "check", "--lang", "en")
    assert f"Not sealed: {TEST_RULES} has no rules/SEALED." in out
    folder = copied(TEST_RULES, tmp_path)
    code, out, _ = run("rules", "seal", str(folder), "--lang", "en")
    assert code == 0
    assert "rules/vog.yaml: new\n" in out
    scheme = folder / "sector_data" / "schemes" / "horeca.yaml"
    scheme.write_text(scheme.read_text(encoding="utf-8") + "# a word\n", encoding="utf-8")
    code, out, _ = run("rules", "check", str(folder), "--lang", "nl")
    assert (code, out.count("\n")) == (1, 1)
    assert out.startswith("sector_data/schemes/horeca.yaml:1:1: (bestand): dit bestand is niet zoals het verzegeld is")
    code, out, _ = run("rules", "seal", str(folder), "--lang", "en")
    assert out.splitlines() == [
        "sector_data/schemes/horeca.yaml: changed",
        f"{folder / 'rules' / 'SEALED'}: 1 file other than in the seal before.",
    ]
    scheme.rename(scheme.with_suffix(".YAML"))
    code, out, _ = run("rules", "seal", str(folder), "--lang", "en")
    assert (code, out.count("the name of a rule file ends in .yaml")) == (1, 1)
    assert run("rules", "seal", str(tmp_path / "nowhere"))[0] == 1


def test_rules_check_show_and_coverage(run, tmp_path: Path) -> None:
    code, out, _ = run("rules", "check", "--lang", "en")
    assert code == 0
    assert "The rules are sound" in out
    code, out, _ = run("rules", "check", str(tmp_path))
    assert code == 1
    assert out.startswith("rules:1:1:")
    _, out, _ = run("rules", "show", "adult_hourly_minimum", "--on", "2026-03-01")
    assert "14.81" in out
    assert "15.11" not in out
    assert "2026-01-01" in out
    assert "361.00" in run("rules", "show", "scheme.horeca")[1]
    assert "410.00" in run("rules", "show", "norm.national", "--lang", "en")[1]
    assert "7.6 hours" in run("rules", "show", "kappers", "--lang", "en")[1]
    out = run("rules", "show", "threshold.fresh_months", "--on", "1990-01-01", "--lang", "en")[1]
    assert out.startswith("How old an amount may be (months, advice)\n  36 (assumption)\n")
    assert "None" not in out  # it has no address
    out = run("rules", "show", "cost.vaccination", "--lang", "en")[1]
    assert out.startswith("Vaccination (pact)\n  asked_by=bol: school, hbo: school, bbl: employer, dual: employer (two")
    assert "asked_by=employer, price=vog_online" in run("rules", "show", "vog")[1]
    assert "asked_by=?" in run("rules", "show", "cost.phone")[1]
    code, _, err = run("rules", "show", "nothing")
    assert code == 2
    assert "adult_hourly_minimum" in err
    lines = run("rules", "coverage", "--lang", "en")[1].splitlines()
    assert any(line.split()[:3] == ["adult_hourly_minimum", "2024-01-01", "2026-12-31"] for line in lines)
    assert any(line.startswith("scheme.kappers") for line in lines)
    assert [line.split() for line in lines if line.startswith("threshold.parent_signs_below")] == [
        ["threshold.parent_signs_below", "-", "open", "two", "sources"]
    ]


def test_faulty_rules_stop_every_command(run, placement, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PASSEND_RULES_BASE", str(tmp_path))
    code, _, err = run("assess", placement())
    assert code == 2
    assert "rules:1:1:" in err


def test_sectors_found_by_what_somebody_makes(run) -> None:
    code, out, _ = run("sectors", "--find", "koffie")
    assert code == 0
    assert out.splitlines()[0] == "Horeca: ‘koffie’"
    assert "Waarschijnlijk geldt: Cao Horeca" in out
    assert "Hospitality: read as ‘restaurant’" in run("sectors", "--find", "restaurnat", "--lang", "en")[1]
    code, out, _ = run("sectors", "--find", "weet ik niet")
    assert (code, out.startswith("Hierbij vinden we geen branche.")) == (0, True)


@pytest.mark.parametrize("version", [True, 3, 1.0, "2", None])
def test_a_file_of_another_version_is_not_read_as_one_of_this(run, tmp_path, version) -> None:
    file = tmp_path / "saved.json"
    saved = {"passend": version, "placement": placements.placement(BBL)}
    file.write_text(json.dumps(saved, default=str), encoding="utf-8")
    code, out, said = run("assess", str(file))
    assert (code, out) == (2, "")
    assert said == f"{file}: {text('save.file.version', 'nl', version=shown(version))}\n"
    file.write_text(json.dumps(saved | {"passend": 2}, default=str), encoding="utf-8")
    assert run("assess", str(file))[0] == 0


def test_sectors(run) -> None:
    code, out, _ = run("sectors", "--hours", "32", "--days", "4", "--on", "2026-11-22", "--lang", "en")
    assert code == 0
    (horeca,) = (line for line in out.splitlines() if "Cao Horeca" in line)
    assert "€361.00" in horeca
    assert "31 December 2024 (stale)" in horeca
    _, before, _ = run("sectors", "--on", "2024-11-22", "--lang", "en")
    (horeca,) = (line for line in before.splitlines() if "Cao Horeca" in line)
    assert "to 31 December 2024" in horeca, "a day to come is no day on which the amount was seen"
    assert "Cao Kappers (proef) [kappers]: there is a rule, the amount is not known" in out
    assert run("sectors", "--hours", "99")[0] == 2
    for day in ("2019-01-01", "2035-03-02", "9999-12-31"):
        code, _, said = run("sectors", "--on", day, "--lang", "en")
        assert (code, said.count("\n")) == (2, 1)
        assert said.startswith(f"--on {day}: ")
        assert "from 2020-01-01 to 2035-03-01" in said
    assert run("sectors", "--on", "2035-03-01")[0] == 0
    assert run("sectors", "--hours", "a,b")[0] == 2


def test_an_unexpected_error_is_a_line_too(run, placement, monkeypatch) -> None:
    monkeypatch.setattr("compensation.cli.common.assess", lambda *_: 1 / 0)
    code, _, err = run("assess", placement())
    assert code == 2
    assert "ZeroDivisionError" in err
    assert "Traceback" not in err


@pytest.mark.slow
def test_python_m_compensation_and_standard_input() -> None:
    data = placements.placement(BBL)
    command = [sys.executable, "-m", "compensation", "assess", "-", "--json"]
    done = subprocess.run(command, input=json.dumps(data, default=str), capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["wage"]["shortfall"] == "59.20"
    assert not done.stderr


@pytest.mark.live
def test_the_example_of_the_readme_is_true(run, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PASSEND_RULES_BASE", str(LIVE_RULES))
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    file = tmp_path / "placement.yaml"
    file.write_text(readme.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    shown = readme.split("$ .venv/bin/passend assess placement.yaml --lang en\n")[1].split("```")[0]
    _, out, _ = run("assess", str(file), "--lang", "en")
    assert out == shown
    explained = readme.split("pen and paper:\n\n```\n")[1].split("```")[0].splitlines()
    _, out, _ = run("assess", str(file), "--lang", "en", "--explain")
    assert [line for line in explained if line not in out.splitlines()] == []
    _, out, _ = run("assess", str(file), "--json")
    assert f"assessment.totals.gap  # Decimal('{json.loads(out)['totals']['gap']}')" in readme


# ---------------------------------------------------------------- quick for one person

LOADED = """
import sys
from compensation.cli import main
from compensation.outside import shown
try:
    main(sys.argv[1:])
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize("command", ["assess FILE --explain --lang en", "assess FILE --json", "rules check", "sectors"])
def test_one_placement_loads_nothing_of_tables_or_screens(command: str, placement) -> None:
    arguments = command.replace("FILE", placement()).split()
    done = subprocess.run([sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "compensation" in loaded
    assert loaded & {"numpy", "pandas", "pyarrow", "numba", "streamlit", "altair", "rich"} == set()


# ---------------------------------------------------------------- ends

ENDS = {
    "closed": (">&-", 0, {"nl": "", "en": ""}),
    "both closed": (">&- 2>&-", 0, {"nl": "", "en": ""}),
    "read by nobody": ("| true", 0, {"nl": "", "en": ""}),
    "full": (
        ">/dev/full",
        2,
        {
            "nl": f"passend: {text('cli.errors.refused', 'nl', reason='No space left on device')}",
            "en": f"passend: {text('cli.errors.refused', 'en', reason='No space left on device')}",
        },
    ),
}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", ENDS)
def test_output_that_goes_nowhere_is_told_in_a_line_or_not_at_all(name: str, lang: str, placement) -> None:
    redirected, code, said = ENDS[name]
    passend = "import sys; from compensation.cli import main; main(sys.argv[1:])"
    command = f'"$0" -c "$1" assess "$2" --lang {lang} {redirected}'
    shell = ["bash", "-o", "pipefail", "-c", command, sys.executable, passend, placement()]
    done = subprocess.run(shell, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (code, said[lang])


# ---------------------------------------------------------------- what must be looked up again


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rules_due_lists_every_value_with_its_days_and_source(run, book: RuleBook, lang: str) -> None:
    on = date(2027, 2, 1)
    found = due_words(book, on, lang)
    code, out, err = run("rules", "due", "--on", "2027-02-01", "--lang", lang)
    assert (code, err) == (0, "")
    head, *blocks = out.split("\n\n")
    assert head == due_count(found, on, lang)
    assert len(blocks) == len(found) > 10
    for item, block in zip(found, blocks, strict=True):
        name, when, *where = block.rstrip("\n").split("\n")
        assert name == (f"{item.name} ({item.id})" if item.id else item.name)
        assert when == f"  {item.when}"
        source = item.source
        assert where == ([] if source is None else [f"  {part}" for part in (source.title, source.url) if part])


def test_rules_due_takes_today_and_says_when_nothing_is_due(run) -> None:
    code, out, _ = run("rules", "due", "--lang", "en")
    assert code == 0
    assert f"{date.today().day} " in out.splitlines()[0]
    assert run("rules", "due", "--on", "2000-01-01", "--lang", "en") == (
        0,
        "On 1 January 2000 nothing has to be looked up again.\n",
        "",
    )


def test_rules_due_refuses_a_day_that_is_none(run) -> None:
    code, out, err = run("rules", "due", "--on", "30-2-2027")
    assert (code, out) == (2, "")
    assert "30-2-2027" in err
    assert "schrijf een datum als 2026-02-02" in err
    assert "kan 2 januari 2027 betekenen of 1 februari 2027" in " ".join(
        run("rules", "due", "--on", "1/2/2027")[2].split()
    )


# ---------------------------------------------------------------- tables and documents


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """A file of three placements, the second of them wrong."""
    file = tmp_path / "in.csv"
    file.write_text(
        "id;route;start;end;hours_per_week;workdays;norm;offer.allowance.amount;offer.allowance.per\n"
        "a;bol;2026-02-02;2026-07-03;32;mon,tue,wed,thu;national;250,00;month\n"
        "b;bol;2026-02-30;2026-07-03;32;mon;national;;\n"
        "c;hbo;02-02-2026;03-07-2026;32;mon,tue,wed,thu;national;250;month\n",
        encoding="utf-8",
    )
    return file


def read_rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=";"))


def test_table_computes_sound_rows_and_tells_wrong_ones(run, rows: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    code, said, err = run("table", str(rows), str(out), "--lang", "en")
    assert code == 0
    assert err.startswith("1 row: start '2026-02-30': this is not a date; ") and err.endswith(" [row 3 (b)]\n")
    assert "3 rows read: 2 computed, 1 with faults" in said
    assert [(row["id"], row["totals.gap"]) for row in read_rows(out)] == [("a", "394,77"), ("c", "394,77")]
    (wrong,) = read_rows(tmp_path / "out.errors.csv")
    assert (wrong["row"], wrong["column"], wrong["value"]) == ("3", "start", "2026-02-30")
    assert "not a date" in wrong["problem"]


def test_table_does_not_overwrite_without_force(run, rows: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("kept")
    code, _, err = run("table", str(rows), str(out))
    assert code == 2
    assert err.count("\n") == 1
    assert out.read_text() == "kept"
    assert run("table", str(rows), str(out), "--force")[0] == 0
    assert out.read_text() != "kept"


def test_table_explains_a_row(run, rows: Path) -> None:
    code, out, _ = run("table", str(rows), "--explain", "4", "--lang", "en")
    assert code == 0
    assert "€410.00 x 32 hours / 40 hours x 27/28 (part of the month) = €316.29" in out
    code, _, err = run("table", str(rows), "--explain", "3", "--lang", "en")
    assert code == 2
    assert "start" in err
    assert run("table", str(rows), "--explain", "9")[0] == 2
    assert run("table", str(rows))[0] == 2


@pytest.mark.slow
@pytest.mark.parametrize("command", ["letter", "agreement", "overview", "bookkeeper"])
@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_documents_are_written_beside_and_never_over(
    run, placement, tmp_path: Path, command: str, form: str, begins: bytes
) -> None:
    out = tmp_path / f"paper.{form}"
    if command == "agreement":
        code, _, err = run(command, placement(), str(out))
        assert (code, out.exists()) == (2, False) and "onder het minimumloon" in err
    paid = {"wage": {"amount": "20", "per": "hour"}} if command == "agreement" else placements.placement(BBL)["offer"]
    placement = partial(placement, offer=paid)
    code, _, err = run(command, placement(), str(out))
    assert (code, err) == (0, "")
    assert out.read_bytes().startswith(begins)
    assert [f.name for f in tmp_path.iterdir() if f.name.endswith(".part")] == []
    assert run(command, placement(), str(out))[0] == 2
    assert run(command, placement(), str(out), "--force")[0] == 0


def test_a_budget_and_reminders_are_written(run, placement, tmp_path: Path) -> None:
    """A name of another kind, a file that is there already and a placement without a wage are told."""
    out = tmp_path / "budget.xlsx"
    assert run("budget", placement(), str(out), "--places", "2")[0] == 0
    assert out.read_bytes().startswith(b"PK")
    assert run("budget", placement(), str(out))[0] == 2
    assert "xlsx" in run("budget", placement(), str(tmp_path / "budget.csv"))[2]
    assert run("reminders", placement(), str(tmp_path / "wage.ics"))[0] == 0
    assert (tmp_path / "wage.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    code, _, err = run("reminders", placement(1), str(tmp_path / "none.ics"))
    assert code == 2
    assert "geen loon dat omhoog moet" in err
    assert not (tmp_path / "none.ics").exists()


def test_a_report_is_written_as_pdf_and_as_workbook(run, tmp_path: Path) -> None:
    """Another kind of name, a file that is there already and a file about which something must be asked are told."""
    rows = tmp_path / "rows.csv"
    rows.write_text(
        "Leerweg;Begindatum;Einddatum;Uren per week;Werkdagen\n" + "bol;2-2-2026;3-7-2026;32;ma,di,wo,do\n" * 6
    )
    for ending, begins in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        out = tmp_path / f"report.{ending}"
        code, said, err = run("report", str(rows), str(out))
        assert (code, err) == (0, "")
        assert f"report.{ending}" in said
        assert out.read_bytes().startswith(begins)
        assert run("report", str(rows), str(out))[0] == 2
        assert run("report", str(rows), str(out), "--force", "--lang", "en")[0] == 0
    code, _, err = run("report", str(rows), str(tmp_path / "report.docx"))
    assert code == 2
    assert "pdf, xlsx" in err
    rows.write_text(rows.read_text().replace("Werkdagen", "Werkdagen;BSN").replace("wo,do", "wo,do;111222333"))
    code, _, err = run("report", str(rows), str(tmp_path / "other.pdf"))
    assert code == 2
    assert "BSN" in err
    assert not (tmp_path / "other.pdf").exists()


def test_a_message_of_each_writer(run, placement) -> None:
    code, out, err = run("message", placement())
    assert (code, err) == (0, "")
    assert "werk en leer ik bij u" in out or "gewerkt en geleerd" in out
    assert (
        "You will hear from us about your wage" in run("message", placement(), "--from", "employer", "--lang", "en")[1]
    )
    assert run("message", placement(), "--from", "school")[0] == 2


def test_documents_of_an_unknown_form_or_place(run, placement, tmp_path: Path) -> None:
    assert "pdf, docx" in run("letter", placement(), str(tmp_path / "letter.txt"))[2]
    code, _, err = run("letter", placement(), str(tmp_path / "no" / "letter.pdf"))
    assert code == 2
    assert err.count("\n") == 1


def test_a_file_that_the_app_saved_opens_too(run, tmp_path: Path) -> None:
    data = placements.placement(BBL)
    file = tmp_path / "saved.json"
    file.write_text(json.dumps({"passend": 1, "placement": data, "assessment": None}, default=str), encoding="utf-8")
    assert "59,20" in run("assess", str(file))[1]


def test_what_a_cao_only_advises_is_not_called_a_right(run, placement) -> None:
    advised = run("assess", placement(8, offer={"allowance": {"amount": "100"}}), "--explain", "--lang", "en")[1]
    assert "Is the norm for the allowance paid? too little €422.01 (fair)" in advised
    assert "the parties of Cao Horeca (proef) advise €240.67 a month from 3 days a week" in advised
    fixed = run("assess", placement(7, offer={"allowance": {"amount": "100"}}), "--lang", "en")[1]
    assert "(required by the cao)" in fixed
    assert "(fair)" not in fixed


def test_what_nobody_owes_and_what_is_paid_above_it_are_told_as_they_are(run, placement) -> None:
    room = {"kind": "housing", "amount": 400, "per": "month", "required_by": "own_choice"}
    offer = {"allowance": {"amount": 600, "per": "month"}, "complete": True}
    cao = {"status": "applies", "amount": {"amount": 300, "per": "month"}}
    code, out, _ = run("assess", placement(1, costs=[room], offer=offer, cao=cao))
    assert code == 0 and re.search(r"Woonruimte +– +– +– +hoeft het bedrijf niet te betalen", out)
    assert "betalen wat hoort (of wat wordt aangeboden, als dat meer is)" in out
    assert "ander niveau" not in out  # a cao that was read by oneself compares no levels
    taster = placement(1, kind="observation", costs=[], travel={"mode": "none"}, offer={})
    _, out, _ = run("assess", taster, "--explain")
    assert "hele maand" not in out and "voor een snuffelstage geldt geen norm" in out


def test_a_contract_that_is_not_there_is_missing_and_not_too_little(run, placement) -> None:
    offer = {"wage": {"amount": 20, "per": "hour"}, "employment_contract": False}
    _, out, _ = run("assess", placement(offer=offer))
    assert "Is er een arbeidscontract? ontbreekt" in out and "te weinig (" not in out


def test_a_scale_that_the_cao_excludes_is_named_as_the_caos(run, placement) -> None:
    assert "Cao Horeca (proef) does not allow the lower bbl wages" in run("assess", placement(41), "--lang", "en")[1]


def test_what_is_unlikely_is_asked_and_computed(run, placement) -> None:
    code, said, _ = run("assess", placement(offer={"wage": {"amount": "900", "per": "hour"}}))
    assert code == 0
    assert "? offer.wage.per: Dat is € 900,00 per uur" in said.replace("\N{NO-BREAK SPACE}", " ")


def test_a_day_that_does_not_exist_is_told_in_the_words_of_the_form(run, placement) -> None:
    code, _, err = run("assess", placement(start="2026-13-01"))
    assert code == 2
    assert "start: dit is geen datum" in err
