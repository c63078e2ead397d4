"""`passend assess`: words, JSON, explanations, exit codes, and one line for every fault."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from compensation import assess, read_placement
from compensation.outside import shown
from compensation.texts import text
from tests import placements
from tests.placements import BBL
from tests.rulebooks import LIVE_RULES


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


@pytest.mark.live
def test_the_example_of_the_readme_is_true(run, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PASSEND_RULES_BASE", str(LIVE_RULES))
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
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
