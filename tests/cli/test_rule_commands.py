"""The commands about rules and sectors."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from compensation import RuleBook
from compensation.telling.renewal import due_count, due_words
from compensation.texts import LANGUAGES
from tests.rulebooks import TEST_RULES, copied


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
