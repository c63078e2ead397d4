"""What is good to know and who helps, as rule data: every fault with its place, what is due, and what `show` says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from compensation import RuleBook, load_rulebook
from compensation.cli.rules import shown
from compensation.rulebook import check_rulebook
from compensation.rulebook.due import due
from compensation.rulebook.entries import find
from compensation.telling.renewal import due_words
from tests.rulebook.test_due import silent
from tests.rulebooks import TEST_RULES, copied

LINES, HELP = "rules/good_to_know.yaml", "rules/help.yaml"
FAULTS = [
    (LINES, "when: {age_below: 16}", "letter: true\n    when: {age_below: 16}", ".letter", "how old the student is"),
    (LINES, "sectors: [horeca]", "sectors: [horeka]", "when.sectors.0", "'horeka' is not one of: "),
    (LINES, "costs: [vog]", "costs: [fog]", "when.costs.0", "'fog' is not one of: travel, vog"),
    (
        LINES,
        "or_sector_lists: [protective_equipment]",
        "or_sector_lists: [x]",
        "or_sector_lists.0",
        "'x' is not one of: ",
    ),
    (
        LINES,
        "age_from: 16, age_below: 18",
        "age_from: 18, age_below: 18",
        "age_below",
        "nobody is 18 or older and below 18",
    ),
    (
        LINES,
        "    audience: student\n",
        "    audience: student\n    letter: true\n",
        "letter",
        "never stands in a letter",
    ),
    (LINES, "from: null\n    to: 2026-12-31", "from: 2027-01-01\n    to: 2026-12-31", ".to", "before it begins"),
    (LINES, "first_when: [expenses_full]", "first_when: [expenses]", "first_when.0", "'expenses' is not one of: "),
    (LINES, "routes: [bbl]", "routes: []", "bbl_student.routes", "the list is empty: give at least one"),
    (LINES, 'day: "05-05"', 'day: "5 mei"', "when.day", "write month and day in quotes"),
    (HELP, "url: https://example.nl/loket", "url: example.nl", "mbo_desk.url", "write an address that begins with"),
    (HELP, "audience: both", "audience: all", "tax.audience", "'all' is not one of: "),
]


@pytest.mark.parametrize(("name", "old", "new", "path", "problem"), FAULTS, ids=[fault[2][:30] for fault in FAULTS])
def test_one_slip_is_one_fault_with_its_place(
    name: str, old: str, new: str, path: str, problem: str, tmp_path: Path
) -> None:
    copied(TEST_RULES, tmp_path)
    file = tmp_path / name
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new, 1), encoding="utf-8")
    (fault,) = check_rulebook(base=tmp_path)
    line = before[: before.index(old)].count("\n") + 1
    assert fault.file == name and line <= fault.line <= line + 2
    assert fault.path.endswith(path) and problem in fault.problem


def test_a_key_stands_in_one_file(tmp_path: Path) -> None:
    copied(TEST_RULES, tmp_path)
    (tmp_path / "rules" / "more.yaml").write_text((tmp_path / HELP).read_text(encoding="utf-8"), encoding="utf-8")
    assert {fault.problem for fault in check_rulebook(base=tmp_path)} == {
        f"'{key}' stands in another file too: keep one" for key in load_rulebook(base=TEST_RULES).help
    }


def test_what_is_told_is_looked_up_again_too(book: RuleBook) -> None:
    made = replace(silent(book), good_to_know=book.good_to_know, help=book.help)
    assert due(made, date(2027, 11, 25)) == ()
    found = {words.id: words for words in due_words(made, date(2027, 11, 26), "nl")}
    assert set(found) == {f"good_to_know.{key}" for key in book.good_to_know} | {f"help.{key}" for key in book.help}
    assert found["good_to_know.everybody"].name == "Goed om te weten: Proefregel 0"
    assert found["good_to_know.everybody"].when == (
        "Laatst gezien op 2 maart 2026; opnieuw opzoeken uiterlijk op 26 november 2027."
    )
    assert found["help.workers_union"].name == "Waar iemand terechtkan: Proefbond"
    assert found["help.school"].when.startswith("De bron heeft geen datum; ")


def test_show_says_to_whom_what_is_told_and_where_it_was_read(book: RuleBook) -> None:
    line, place = find(book, "good_to_know.everybody"), find(book, "help.mbo_desk")
    assert line is not None and place is not None
    assert list(shown(line, "en", None)) == [
        "Test line 0 (both: bol, bbl, hbo, wo, dual)",
        "  Test line 0. To test with.",
        "  as_of=2026-03-02 (two sources)",
        "    Proefgegevens: regel 0 https://example.nl/everybody",
        "    Proefgegevens: nog een",
    ]
    assert next(iter(shown(place, "nl", None))) == "Proef mbo_desk (student: bol, bbl)"


@pytest.mark.live
def test_a_line_with_an_end_is_looked_up_before_it(live_book: RuleBook) -> None:
    late = {
        key
        for key, line in live_book.good_to_know.items()
        if line.to is not None and line.looked_on < line.to < line.review_by
    }
    assert late == set()
