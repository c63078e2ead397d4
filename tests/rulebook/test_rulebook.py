"""The rule book: where it is read, its hash, and how it answers a day that it does not know."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from compensation import RuleBook, load_rulebook
from compensation.calendar import to_day
from compensation.rulebook import RuleBookError, check_rulebook, rules_folder, rules_folders
from compensation.rulebook.checks import REQUIRED_RULES
from compensation.rulebook.models import UNITS, Checked
from compensation.units import UNKNOWN
from tests.rulebooks import LIVE_RULES, TEST_RULES, copied


def test_the_rules_of_this_repository_are_sound() -> None:
    assert check_rulebook(base=LIVE_RULES) == ()


def test_a_folder_is_laid_over_the_rules_by_the_argument_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PASSEND_RULES_BASE", raising=False)
    assert rules_folders() == (LIVE_RULES, None)
    monkeypatch.setenv("PASSEND_RULES", str(tmp_path))
    assert rules_folders() == (LIVE_RULES, tmp_path)
    assert rules_folder() == tmp_path
    assert rules_folders(tmp_path / "other") == (LIVE_RULES, tmp_path / "other")
    assert rules_folders(LIVE_RULES) == (LIVE_RULES, None)  # the rules over themselves
    assert rules_folders(base=tmp_path) == (tmp_path, None)
    with pytest.raises(RuleBookError, match="there is no rule file in"):
        load_rulebook()


def test_the_tests_put_a_whole_folder_in_the_place_of_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSEND_RULES_BASE", str(tmp_path))
    with pytest.raises(RuleBookError, match="this folder is missing"):
        load_rulebook()
    folder = copied(TEST_RULES, tmp_path)
    assert load_rulebook().folder == folder
    assert load_rulebook(LIVE_RULES).folder == LIVE_RULES
    assert rules_folders(tmp_path) == (tmp_path, None)


def test_without_a_checkout_the_rules_travel_with_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import compensation.rulebook.loader as loader

    monkeypatch.delenv("PASSEND_RULES_BASE", raising=False)
    monkeypatch.setattr(loader, "__file__", str(tmp_path / "compensation" / "rulebook" / "loader.py"))
    assert rules_folder() == tmp_path / "compensation" / "_data"


def test_an_unchanged_folder_is_read_once_and_a_changed_one_again(tmp_path: Path) -> None:
    folder = copied(TEST_RULES, tmp_path)
    first = load_rulebook(base=folder)
    assert load_rulebook(base=str(folder)) is first
    file = folder / "rules" / "travel.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("value: 0.24", "value: 0.99"), encoding="utf-8")
    assert load_rulebook(base=folder).hash != first.hash


def test_the_hash_is_of_names_and_content_only(tmp_path: Path, book: RuleBook) -> None:
    folder = copied(TEST_RULES, tmp_path)
    assert load_rulebook(base=folder).hash == book.hash
    for file in folder.rglob("*.yaml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert load_rulebook(base=folder).hash == book.hash
    scheme = folder / "sector_data" / "schemes" / "horeca.yaml"
    scheme.write_bytes(scheme.read_bytes() + b"# a word\n")
    assert load_rulebook(base=folder).hash != book.hash


def test_every_rule_that_the_engine_uses_is_there_with_its_unit(each_book: RuleBook) -> None:
    for rule_id, unit in REQUIRED_RULES.items():
        assert each_book.rules[rule_id].unit == unit
    assert {rule.unit for rule in each_book.rules.values()} <= set(UNITS)


def test_every_version_follows_the_one_before_without_a_gap(each_book: RuleBook) -> None:
    lists = [rule.versions for rule in each_book.rules.values()] + [
        scheme.versions for scheme in each_book.schemes.values()
    ]
    for versions in lists:
        for before, after in pairwise(versions):
            assert before.to is not None
            assert after.from_ == before.to + timedelta(days=1)


def test_nothing_in_the_rules_is_the_choice_of_the_user(each_book: RuleBook) -> None:
    assert all(rule.force != "own" for rule in each_book.rules.values())
    assert all(norm.force == "advice" for norm in each_book.norms.values())


def test_announced_values_are_marked_and_lie_in_the_future_of_the_known_ones(each_book: RuleBook) -> None:
    for rule_id, rule in each_book.rules.items():
        marks = [version.checked is Checked.ANNOUNCED for version in rule.versions]
        assert marks == sorted(marks), rule_id


def test_a_proposal_has_neither_date_nor_amount_and_is_no_rule(book: RuleBook) -> None:
    proposal = book.proposals["mandatory_allowance"]
    assert (proposal.status, proposal.from_, proposal.minimum) == ("proposed", None, None)
    assert set(book.proposals).isdisjoint(book.rules)


def test_a_day_outside_the_versions_is_unknown_never_the_nearest(book: RuleBook) -> None:
    adult = book.rules["adult_hourly_minimum"].versions
    first, last = to_day(adult[0].from_), to_day(adult[-1].to or date.max)
    asked = (first - 1, first, last, last + 1)
    assert [book.value_on("adult_hourly_minimum", day) for day in asked] == [UNKNOWN, 1341, 1511, UNKNOWN]
    assert book.version_on("adult_hourly_minimum", first) is adult[0]
    assert book.version_on("adult_hourly_minimum", first - 1) is None
    assert book.version_on("adult_hourly_minimum", last + 1) is None


def test_keys_in_a_fixed_order(book: RuleBook) -> None:
    assert book.scheme_keys == tuple(sorted(book.schemes))
    assert book.sector_keys == tuple(book.sectors)
    assert book.policy_keys == ("national", "students", "rijk_reference")
    assert sorted(key for sector in book.sectors for key in book.schemes_of(sector)) == [
        key for key, scheme in sorted(book.schemes.items()) if scheme.versions
    ]


def test_a_regional_scheme_binds_as_an_employers_own(book: RuleBook) -> None:
    assert {scheme.kind: scheme.force for scheme in book.schemes.values()} == {
        "cao": "cao",
        "employer": "employer",
        "regional": "employer",
    }


def test_every_note_and_name_is_in_both_languages(each_book: RuleBook) -> None:
    for rule in each_book.rules.values():
        assert rule.name["nl"] and rule.name["en"]
    for key, sector in each_book.sectors.items():
        assert sector.name["nl"] and sector.name["en"], key
