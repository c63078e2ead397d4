"""What must be looked up again on a day: only what is the last of its kind, from its own day on, and it never fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from compensation import RuleBook
from compensation.rulebook.due import Due, due, looked_up
from compensation.rulebook.entries import find
from compensation.rulebook.models import OtherSubsidy, Version
from compensation.telling.renewal import due_count, due_words
from compensation.texts import LANGUAGES

LATE, EARLY = date(2040, 1, 1), date(2000, 1, 1)
DAY = date(2026, 11, 15)


def with_versions(book: RuleBook, rule_id: str, *changes: dict[str, Any]) -> RuleBook:
    """The rule book with the last versions of a rule changed, in order, and nothing else ever due."""
    rule = book.rules[rule_id]
    last = rule.versions[-len(changes) :]
    versions = [*rule.versions[: -len(changes)], *map(changed, last, changes)]
    return replace(silent(book), rules={rule_id: rule.model_copy(update={"versions": versions})})


def changed(version: Version, change: dict[str, Any]) -> Version:
    return version.model_copy(update=change)


def silent(book: RuleBook) -> RuleBook:
    """A rule book in which nothing is ever due."""
    return replace(
        book,
        rules={},
        norms={},
        proposals={},
        schemes={},
        sectors={},
        other_subsidies=(),
        practice=(),
        thresholds={},
        costs={},
        good_to_know={},
        clauses={},
        help={},
        calendar=book.calendar.model_copy(update={"review_by": LATE}),
    )


def names(found: tuple[Due, ...]) -> list[str | None]:
    return [item.id for item in found]


@pytest.mark.parametrize(("on", "count"), [(DAY - timedelta(1), 0), (DAY, 1), (DAY + timedelta(1), 1), (LATE, 2)])
def test_a_value_is_due_from_its_own_day_on(book: RuleBook, on: date, count: int) -> None:
    made = with_versions(book, "km_rate", {"review_by": DAY})
    assert len(due(made, on)) == count  # at the very end the calendar too


def test_a_version_with_a_later_one_is_history(book: RuleBook) -> None:
    made = with_versions(book, "km_rate", {"review_by": EARLY}, {"review_by": DAY})
    (item,) = due(made, DAY)
    assert (item.id, item.review_by, item.entry) == ("km_rate", DAY, made.rules["km_rate"])
    assert due(made, DAY - timedelta(1)) == ()


def test_a_value_says_until_when_it_is_known_and_where_it_was_read(book: RuleBook) -> None:
    made = with_versions(book, "km_rate", {"review_by": DAY, "to": None, "as_of": date(2022, 12, 23)})
    (item,) = due(made, DAY)
    assert (item.until, item.seen) == (None, date(2022, 12, 23))
    assert item.source == made.rules["km_rate"].versions[-1].source
    (words,) = due_words(made, DAY, "nl")
    assert words.when == "Laatst gezien op 23 december 2022; opnieuw opzoeken uiterlijk op 15 november 2026."
    (words,) = due_words(with_versions(book, "km_rate", {"review_by": DAY, "to": LATE}), DAY, "en")
    assert words.when == "Known until 1 January 2040; look it up again by 15 November 2026."


def test_a_rule_without_an_end_says_so(book: RuleBook) -> None:
    (words,) = due_words(with_versions(book, "km_rate", {"review_by": DAY, "to": None, "as_of": None}), DAY, "nl")
    assert words.when == "Geldt tot het verandert; opnieuw opzoeken uiterlijk op 15 november 2026."


def test_what_is_only_announced_says_from_when_it_holds(book: RuleBook) -> None:
    coming = {"review_by": DAY, "from_": date(2027, 1, 1), "to": None, "as_of": None}
    made = with_versions(book, "km_rate", coming)
    (words,) = due_words(made, date(2026, 12, 31), "nl")
    assert words.when == "Geldt pas vanaf 1 januari 2027; opnieuw opzoeken uiterlijk op 15 november 2026."
    (words,) = due_words(made, date(2027, 1, 1), "nl")
    assert words.when.startswith("Geldt tot het verandert; ")


def test_a_threshold_bears_no_date(book: RuleBook) -> None:
    (key, one), *_ = book.thresholds.items()
    made = replace(silent(book), thresholds={key: one.model_copy(update={"review_by": DAY})})
    (item,) = due(made, DAY)
    assert (item.id, item.entry, item.until, item.seen) == (f"threshold.{key}", made.thresholds[key], None, None)
    (words,) = due_words(made, DAY, "nl")
    assert words.name == one.name["nl"]
    assert words.when == "Geldt tot het verandert; opnieuw opzoeken uiterlijk op 15 november 2026."


def test_the_made_up_day_of_an_undated_source_is_never_told(book: RuleBook) -> None:
    undated = {key: scheme for key, scheme in book.schemes.items() if scheme.versions and scheme.versions[-1].undated}
    assert undated
    for words in due_words(replace(silent(book), schemes=undated), LATE - timedelta(1), "nl"):
        assert words.when.startswith("De bron heeft geen datum; ")


def test_a_scheme_whose_amount_is_not_known_is_looked_up_too(book: RuleBook) -> None:
    unknown = {key: scheme for key, scheme in book.schemes.items() if not scheme.versions}
    assert unknown
    found = due_words(replace(silent(book), schemes=unknown), LATE - timedelta(1), "nl")
    assert {words.id for words in found} == {f"scheme.{key}" for key in unknown}
    assert all(words.when.startswith("Bedrag niet bekend; ") for words in found)


def test_of_a_subsidy_only_the_last_study_year_is_due(book: RuleBook) -> None:
    row = book.other_subsidies[0]

    def year(written: str | None, **rest: Any) -> OtherSubsidy:
        return row.model_copy(update={"study_year": written, "review_by": DAY, **rest})

    rows = (year("2024/25"), year("2025/26"), year("2019/20"), year("2019/20", category="hbo"), year(None))
    found = due(replace(silent(book), other_subsidies=rows), DAY)
    assert [item.entry for item in found] == [rows[1], rows[3], rows[4]]


def test_rules_come_first_and_of_each_kind_what_waits_longest(book: RuleBook) -> None:
    found = due(book, LATE)
    kinds = [type(item.entry).__name__ for item in found]
    assert list(dict.fromkeys(kinds)) == [
        "Rule",
        "Threshold",
        "CostKind",
        "StudentCalendar",
        "Norm",
        "Proposal",
        "OtherSubsidy",
        "Scheme",
        "Sector",
        "Practice",
        "GoodToKnow",
        "HelpPlace",
        "Clause",
    ]
    for kind in set(kinds):
        days = [item.review_by for item in found if type(item.entry).__name__ == kind]
        assert days == sorted(days)


def test_everything_is_due_in_the_end_and_nothing_in_the_beginning(book: RuleBook) -> None:
    assert due(book, EARLY) == ()
    assert len(due(book, LATE)) == len(list(looked_up(book)))


def test_what_has_an_id_can_be_shown(book: RuleBook) -> None:
    for item in looked_up(book):
        assert item.id is None or find(book, item.id) is item.entry


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_value_has_a_name_and_its_days(book: RuleBook, lang: str) -> None:
    for words in due_words(book, LATE, lang):
        assert words.name
        assert "{" not in words.name + words.when
        assert words.when.endswith(".")


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "Op 15 november 2026 hoeft er niets opnieuw te worden opgezocht."),
        (1, "Op 15 november 2026 moet 1 waarde opnieuw worden opgezocht."),
        (2, "Op 15 november 2026 moeten 2 waarden opnieuw worden opgezocht."),
    ],
)
def test_how_many_are_told(book: RuleBook, count: int, said: str) -> None:
    assert due_count(due_words(book, LATE, "nl")[:count], DAY, "nl") == said


@pytest.mark.live
def test_every_value_of_the_live_rules_is_looked_up_one_day(live_book: RuleBook) -> None:
    for item in looked_up(live_book):
        assert item.review_by.year >= 2015
        assert item.looked_on >= date(2026, 11, 26)
        assert item.source is None or item.source.title
