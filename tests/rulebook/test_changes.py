"""What changed between two rule books, in words and as data, after edits as people make them."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel

from compensation.cli import main
from compensation.cli.rule_changes import change_lines
from compensation.rulebook import RuleBook, load_rulebook
from compensation.rulebook.changes import changes_between, entries
from compensation.rulebook.fields import Model
from compensation.texts import LANGUAGES, catalogue
from tests.rulebooks import TEST_RULES, copied

HORECA = "sector_data/schemes/horeca.yaml"
NORM = """
looked_on: 2026-10-01
review_by: 2027-06-30
norms:
  union:
    kind: norm
    name: {nl: Voorstel van de bond, en: The union's proposal}
    force: advice
    versions:
      - from: 2026-01-01
        to: null
        as_of: 2026-06-30
        amount: 450.00
        base_hours: 38
        checked: one_source
        source: {title: Voorstel, url: "https://example.org/norm", date: 2026-06-30, official: true}
"""


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A copy of the tests' own rules, to be changed."""
    return copied(TEST_RULES, tmp_path / "other")


def edit(folder: Path, file: str, find: str, replace: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert find in text
    (folder / file).write_text(text.replace(find, replace, 1), encoding="utf-8")


def lines(before: RuleBook, after: Path, lang: str = "en") -> list[str]:
    return list(change_lines(before, load_rulebook(base=after), lang))


def test_an_amount_of_a_cao(book: RuleBook, other: Path) -> None:
    edit(other, HORECA, "amount: 361.00", "amount: 412.50")
    english, dutch = lines(book, other), lines(book, other, "nl")
    assert english[0].startswith("scheme.horeca (")
    assert english[1].endswith("shape, steps, from 4, amount: €361.00 → €412.50")
    assert english[1].startswith("  from 1 January ")
    assert dutch[1].replace("\N{NO-BREAK SPACE}", " ").endswith("vorm, treden, vanaf 4, bedrag: € 361,00 → € 412,50")
    assert english[2:] == ["1 entry other: 0 new, 0 gone, 1 changed."]
    assert dutch[2:] == ["1 onderdeel anders: 0 nieuw, 0 weg, 1 veranderd."]


@pytest.mark.parametrize(
    ("file", "find", "replace", "said"),
    [
        ("rules/travel.yaml", "value: 0.24", "value: 0.25", "value: €0.24 → €0.25"),
        ("rules/vog.yaml", "to: null", "to: 2026-12-31", "up to and including: open end → 31 December 2026"),
        (
            HORECA,
            "Proefgegevens: Cao",
            "Nieuw: Cao",
            "source, title: Proefgegevens: Cao Horeca 2024 → Nieuw: Cao Horeca 2024",
        ),
        (HORECA, "checked: two_sources", "checked: copied", "how well checked: two sources → "),
    ],
)
def test_a_value_a_day_a_source_and_a_mark(
    file: str, find: str, replace: str, said: str, book: RuleBook, other: Path
) -> None:
    text = (other / file).read_text(encoding="utf-8")
    if find not in text:
        pytest.fail(f"{file} no longer holds {find!r}: mend the test")
    edit(other, file, find, replace)
    assert any(said in line for line in lines(book, other)), lines(book, other)


def test_a_percentage(book: RuleBook, other: Path) -> None:
    edit(other, "rules/minimum_wage.yaml", '"16": 34.5', '"16": 35')
    (told,) = (line for line in lines(book, other) if "by age" in line)
    assert told == "  from 1 January 2024, by age, 16: 34.5% → 35%"


def test_entries_that_are_new_or_gone(book: RuleBook, other: Path) -> None:
    (other / "rules" / "union.yaml").write_text(NORM, encoding="utf-8")
    (other / "sector_data" / "schemes" / "radboud.yaml").unlink()
    words = other / "sector_data" / "words.yaml"
    without = re.sub(r"radboud, |, radboud\b|\bradboud(?=\])", "", words.read_text(encoding="utf-8"))
    words.write_text(without, encoding="utf-8")
    found = lines(book, other)
    assert "norm.union (The union's proposal): new" in found
    assert any(line.startswith("  from 1 January 2026: last seen on 30 June 2026; amount €450.00") for line in found)
    assert any(line.startswith("scheme.radboud (") and line.endswith("): gone") for line in found)
    assert lines(load_rulebook(base=other), TEST_RULES)[0].startswith("norm.union") is True


def test_a_version_that_is_added_is_one_change(book: RuleBook, other: Path) -> None:
    source = '        source: {title: Proef, url: "https://example.nl/vog", date: null, official: false}\n'
    added = f"      - from: 2027-01-01\n        to: null\n        value: 35.00\n        checked: copied\n{source}"
    edit(other, "rules/vog.yaml", "        to: null\n", "        to: 2026-12-31\n")
    edit(other, "rules/vog.yaml", "  vog_municipality:\n", f"{added}  vog_municipality:\n")
    (changed,) = changes_between(book, load_rulebook(base=other))
    assert [(change.path[-1], change.how) for change in changed.changes] == [
        ("to", "new"),
        (("from", date(2027, 1, 1)), "new"),
    ]


def test_words_that_come_and_go(book: RuleBook, other: Path) -> None:
    before = book.words.words["horeca"][0].words[0]
    edit(other, "sector_data/words.yaml", before, "koffietentje")
    found = lines(book, other)
    assert any("words: added: koffietentje; taken out: " in line for line in found), found


def test_only_a_comment(book: RuleBook, other: Path) -> None:
    edit(other, HORECA, "key: horeca", "key: horeca  # a word")
    assert lines(book, other) == ["The two rule books say the same; the files differ in comments or order."]
    assert lines(book, TEST_RULES) == ["The two rule books say the same."]


def test_everything_of_a_book_is_compared(book: RuleBook) -> None:
    """A field of the book that nobody compares would change unseen."""
    told = {"rules": "km_rate", "thresholds": "threshold", "costs": "cost", "norms": "norm", "schemes": "scheme"}
    told |= {"sectors": "sector", "other_subsidies": "others", "clauses": "clause"}
    held = set(RuleBook.__dataclass_fields__) - {"folder", "hash", "sealed", "overlay"}
    assert {told.get(name, name) for name in held} <= {key.split(".")[0] for key in entries(book)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_has_its_word(lang: str) -> None:
    def fields(model: type[BaseModel]) -> set[str]:
        own = {field.alias or name for name, field in model.model_fields.items()}
        return own.union(*(fields(below) for below in model.__subclasses__()))

    sections = {
        "rules", "thresholds", "regions", "calendar", "norms", "others", "proposals", "good_to_know", "help",
        "sbb_sectors", "practice", "clauses",
    }  # fmt: skip
    said = {key.removeprefix("rule_fields.") for key in catalogue(lang) if key.startswith("rule_fields.")}
    assert fields(Model) - sections - said == set()
    assert said - fields(Model) == {"row"}


# ---------------------------------------------------------------- the command


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["rules", "diff", *arguments])
    return int(stop.value.code or 0)


def test_the_command_and_its_exit_codes(other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = str(TEST_RULES)
    assert run(before, str(other), "--lang", "en") == 0
    assert capsys.readouterr().out == "The two rule books say the same.\n"
    edit(other, HORECA, "amount: 361.00", "amount: 412.50")
    assert run(before, str(other)) == 1
    assert "€\N{NO-BREAK SPACE}412,50" in capsys.readouterr().out
    assert run(before, str(other), "--json") == 1
    made = json.loads(capsys.readouterr().out)
    (entry,) = made["changes"]
    (field,) = entry["fields"]
    assert (entry["id"], field["path"][-1], field["before"], field["after"]) == (
        "scheme.horeca",
        "amount",
        "361.00",
        "412.50",
    )
    assert made["before"]["hash"] != made["after"]["hash"]
    (other / HORECA).write_text("key: [\n", encoding="utf-8")
    assert run(before, str(other)) == 2
    assert f"{HORECA}:" in capsys.readouterr().err
    assert run(before, str(other / "nowhere")) == 2


@pytest.mark.live
def test_base_is_the_programs_own_and_a_small_file_is_laid_over_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "union.yaml").write_text(NORM, encoding="utf-8")
    assert run("base", "base") == 0
    capsys.readouterr()
    assert run("base", str(tmp_path / "union.yaml"), "--lang", "en") == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 entry other: 1 new, 0 gone, 0 changed."
